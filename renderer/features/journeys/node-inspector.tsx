import { ActionIcon, Button } from '@mantine/core';
import { IconTrash, IconX } from '@tabler/icons-react';
import type { NodeCounts } from '../../../shared/executor/api';
import { numberFormat } from '../../../shared/i18n/number-format';
import { removeNodes, setNode } from '../../../shared/journey/edit-nodes';
import { nodeOfProblem } from '../../../shared/journey/journey-problem';
import { nodeLabel, type Speaker } from '../../../shared/journey/node-label';
import type { Journey, Node } from '../../../shared/journey/schema';
import type { Problem } from '../../../shared/problem';
import { run, useReadOnly } from '../../store/session';
import { Code } from '../../ui/isolate';
import { ProblemList } from '../../ui/problem-list';
import { useWords } from '../../ui/words';
import { lookOf } from './canvas/node-look';
import classes from './journey-page.module.css';
import { NodeSettings } from './settings/node-settings';

type Props = { journey: Journey; node: Node; speaker: Speaker; problems: readonly Problem[]; counts: NodeCounts | undefined; onClose: () => void };

/** One node: live numbers first, then every setting of its kind. */
export function NodeInspector({ journey, node, speaker, problems, counts, onClose }: Props) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const Icon = lookOf(node).icon;
  const own = problems.filter((problem) => nodeOfProblem(problem) === node.id);
  const change = (next: Node, part = 'node') =>
    run(
      { key: 'canvas.step.edit', params: { node: nodeLabel(node, speaker).title } },
      (e) => setNode(e, { journey: journey.id, node: next }),
      `${journey.id}:${node.id}:${part}`,
    );
  return (
    <div className={classes.inspector}>
      <div className={classes.inspectorHead}>
        <span className={classes.inspectorIcon}>
          <Icon size={18} stroke={1.7} />
        </span>
        <div style={{ flex: 1, minWidth: 0 }}>
          <h2 className={classes.inspectorTitle} dir="auto">
            {nodeLabel(node, speaker).title}
          </h2>
          <p className={classes.quiet}>
            {t(`node.kind.${node.kind}`)} · <Code>{node.id}</Code>
          </p>
        </div>
        <ActionIcon onClick={onClose} aria-label={t('common.close')}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      {counts && <CountFigures counts={counts} />}
      {own.length > 0 && <ProblemList problems={own} />}
      <fieldset disabled={readOnly} style={{ display: 'contents' }}>
        <NodeSettings journey={journey} node={node} speaker={speaker} onChange={change} />
      </fieldset>
      <Button
        variant="subtle"
        color="pomegranate"
        leftSection={<IconTrash size={15} />}
        disabled={readOnly}
        onClick={() => {
          onClose();
          run({ key: 'canvas.step.remove', params: { count: 1 } }, (e) => removeNodes(e, { journey: journey.id, nodes: [node.id] }));
        }}
      >
        {t('canvas.remove-node')}
      </Button>
    </div>
  );
}

function CountFigures({ counts }: { counts: NodeCounts }) {
  const { t, locale } = useWords();
  const number = numberFormat(locale);
  const notSent = Object.entries(counts.notSent);
  const total = notSent.reduce((sum, [, n]) => sum + n, 0);
  return (
    <>
      <div className={classes.figures}>
        {(
          [
            ['counts.entered', counts.entered],
            ['counts.waiting', counts.waiting],
            ['counts.sent', counts.sent],
            ['counts.not-sent', total],
          ] as const
        ).map(([key, value]) => (
          <div key={key} className={classes.figure}>
            <strong>{number.format(value)}</strong>
            {t(key)}
          </div>
        ))}
      </div>
      {notSent.map(([code, n]) => (
        <p key={code} className={classes.quiet}>
          {number.format(n)} · {t(`reason.${code}`)}
        </p>
      ))}
    </>
  );
}
