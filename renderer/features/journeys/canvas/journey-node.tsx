import { IconAlertOctagon, IconAlertTriangle, IconBan, IconFilter, IconSend2 } from '@tabler/icons-react';
import { type Node as FlowNode, Handle, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import type { NodeCounts } from '../../../../shared/executor/api';
import { numberFormat } from '../../../../shared/i18n/number-format';
import type { NodeLabel } from '../../../../shared/journey/node-label';
import { type FunnelStage, type Node, portsOf } from '../../../../shared/journey/schema';
import { useWords } from '../../../ui/words';
import { Isolates } from './isolates';
import classes from './journey-node.module.css';
import { lookOf } from './node-look';
import { PlusButton } from './plus-button';

export type JourneyNodeData = {
  node: Node;
  label: NodeLabel;
  rtl: boolean;
  /** The first blocking problem, in words. */
  problem?: string | undefined;
  warned: boolean;
  counts?: NodeCounts | undefined;
  /** Ports that lead nowhere, one after the other; '' when nothing may be changed. */
  free: string;
  /** Where in the funnel it stands, when that is elsewhere than its touchpoint. */
  stage?: FunnelStage | undefined;
  /** Looked for, and not this. */
  away: boolean;
  /** How much has been said about it, and how many of that are questions nobody has answered. */
  notes: number;
  questions: number;
};
export type JourneyFlowNode = FlowNode<JourneyNodeData, 'journey'>;

/** Ends to draw from and to; where edges leave and arrive is said in node-handles.ts. */
export const JourneyNode = memo(function JourneyNode({ data, selected }: NodeProps<JourneyFlowNode>) {
  const { node, label, rtl, problem, warned, counts, stage, away, notes, questions } = data;
  const free = data.free === '' ? [] : data.free.split(' ');
  const look = lookOf(node);
  const Icon = look.icon;
  const ports = portsOf(node);
  const inline = rtl ? Position.Right : Position.Left;
  const outline = rtl ? Position.Left : Position.Right;
  return (
    <div
      className={classes.node}
      dir={rtl ? 'rtl' : 'ltr'}
      data-kind={node.kind}
      data-tone={look.tone}
      data-selected={selected}
      data-problem={problem !== undefined}
      data-away={away}
    >
      {node.kind !== 'trigger' && (
        <>
          <Handle type="target" id="top" position={Position.Top} className={classes.target} />
          <Handle type="target" id="side" position={inline} className={classes.hidden} />
          <Handle type="target" id="below" position={Position.Bottom} className={classes.hidden} isConnectableStart={false} />
        </>
      )}
      {/* Not to be drawn from: places only, which React Flow reads from the page. */}
      <span className={`source ${classes.anchor}`} data-handleid="^" data-handlepos={Position.Top} />
      <span className={`source ${classes.anchor}`} data-handleid=">" data-handlepos={outline} />
      {look.strip && <span className={classes.strip} style={{ background: look.strip }} />}
      <div className={classes.head}>
        <span className={classes.chip} data-chip={look.chip} style={look.strip ? { color: look.strip } : undefined}>
          <Icon size={15} stroke={1.8} />
        </span>
        <span className={classes.title} dir="auto">
          {label.title}
        </span>
        {counts && counts.waiting > 0 && <Count className={classes.waiting} value={counts.waiting} />}
      </div>
      {problem ? (
        <div className={classes.reason} data-short={ports.length > 1}>
          <IconAlertOctagon size={13} />
          <span>
            <Isolates text={problem} className={classes.code} />
          </span>
        </div>
      ) : (
        (label.code || label.caption) && (
          <div className={classes.caption}>
            {label.code ? (
              <bdi dir="ltr" className={`mono ${classes.code}`}>
                {label.code}
              </bdi>
            ) : (
              label.caption
            )}
          </div>
        )
      )}
      {node.kind === 'send' && counts && <SendCounts counts={counts} />}
      {node.kind !== 'send' && counts && ports.length < 2 && <OtherCounts counts={counts} />}
      {ports.length > 1 && (
        <div className={classes.ports}>
          {ports.map((port, i) => (
            <span key={port} className={classes.port}>
              {label.ports?.[i] ?? port}
              {counts?.ports[port] !== undefined && <Count className={classes.ofPort} value={counts.ports[port]} />}
              <Handle type="source" id={port} position={Position.Bottom} className={classes.source} />
              {free.includes(port) && <PlusButton place={{ node: node.id, port }} className={classes.plus} />}
            </span>
          ))}
        </div>
      )}
      {ports.length === 1 && <Handle type="source" id={ports[0]} position={Position.Bottom} className={classes.source} />}
      {ports.length === 1 && free.length === 1 && <PlusButton place={{ node: node.id, port: free[0] ?? '' }} className={classes.plus} />}
      {stage && <Stage stage={stage} />}
      {notes > 0 && <Count className={questions > 0 ? classes.questions : classes.notes} value={questions || notes} />}
      {warned && !problem && <span className={classes.warned} />}
    </div>
  );
});

function Count({ value, className }: { value: number; className: string | undefined }) {
  const { locale } = useWords();
  return <span className={className}>{numberFormat(locale).format(value)}</span>;
}

function Stage({ stage }: { stage: FunnelStage }) {
  const { t } = useWords();
  return (
    <span className={classes.stage} title={t('brief.own-stage', { stage: t(`stage.${stage}`) })}>
      <IconFilter size={11} stroke={2} aria-hidden />
      {t(`stage.${stage}`)}
    </span>
  );
}

function SendCounts({ counts }: { counts: NodeCounts }) {
  const { t } = useWords();
  const notSent = sumOf(counts.notSent);
  return (
    <div className={classes.counts}>
      <span className={classes.sent} title={t('counts.sent')}>
        <IconSend2 size={13} />
        <Count className={undefined} value={counts.sent} />
      </span>
      <span title={t('counts.not-sent')}>
        <IconBan size={13} />
        <Count className={undefined} value={notSent} />
      </span>
      <Failed counts={counts} />
    </div>
  );
}

/** How many came, at a trigger also how many were not let in. */
function OtherCounts({ counts }: { counts: NodeCounts }) {
  const { t } = useWords();
  const notEntered = sumOf(counts.notEntered);
  if (counts.entered + notEntered + counts.failed === 0) return null;
  return (
    <span className={classes.entered}>
      <Failed counts={counts} />
      {notEntered > 0 && (
        <span title={t('counts.not-entered')}>
          <IconBan size={12} />
          <Count className={undefined} value={notEntered} />
        </span>
      )}
      <span title={t('counts.entered')}>
        <Count className={undefined} value={counts.entered} />
      </span>
    </span>
  );
}

function Failed({ counts }: { counts: NodeCounts }) {
  const { t } = useWords();
  if (counts.failed === 0) return null;
  return (
    <span className={classes.failed} title={t('counts.failed')}>
      <IconAlertTriangle size={13} />
      <Count className={undefined} value={counts.failed} />
    </span>
  );
}

function sumOf(reasons: Record<string, number>): number {
  return Object.values(reasons).reduce((sum, n) => sum + n, 0);
}
