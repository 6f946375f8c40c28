import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import type { Counts } from '../../../../shared/executor/api';
import { nodeLabel, type Speaker } from '../../../../shared/journey/node-label';
import type { Journey, Node } from '../../../../shared/journey/schema';
import { Inspector, InspectorHead } from '../../../ui/inspector';
import { Code, UserText } from '../../../ui/isolate';
import { Quiet } from '../../../ui/quiet';
import { useWords } from '../../../ui/words';
import { lookOf } from '../canvas/node-look';
import { NodeNumbers } from '../numbers/node-numbers';
import { JourneyNumbers } from './journey-numbers';

type Props = {
  /** As they were published. */
  journey: Journey;
  node: Node | undefined;
  speaker: Speaker;
  counts: Counts | undefined;
  asOf: string | undefined;
  showsNames: boolean;
  onShowNames: (shows: boolean) => void;
  onShowVersion: (version: number | undefined) => void;
  /** Leads to the same step in the drawing of now; undefined where there is none. */
  onShowNow: (() => void) | undefined;
  onClose: () => void;
};

/** What happened in an older version: numbers and who is behind them. Settings are those of now and stand there. */
export function PastInspector({ journey, node, speaker, counts, asOf, showsNames, onShowNames, onShowVersion, onShowNow, onClose }: Props) {
  const { t } = useWords();
  if (!counts) return null;
  if (!node)
    return (
      <Inspector of={journey.id}>
        <JourneyNumbers counts={counts} onShowVersion={onShowVersion} />
        <Quiet>{t('live-version.choose-step')}</Quiet>
      </Inspector>
    );
  const Icon = lookOf(node).icon;
  const own = counts.nodes[node.id];
  return (
    <Inspector of={node.id}>
      <InspectorHead
        icon={<Icon size={18} stroke={1.7} />}
        title={<UserText>{nodeLabel(node, speaker).title}</UserText>}
        facts={
          <>
            {t(`node.kind.${node.kind}`)} · <Code>{node.id}</Code>
          </>
        }
        onClose={onClose}
      />
      {own ? (
        <NodeNumbers journey={journey} node={node} counts={counts} speaker={speaker} asOf={asOf} showsNames={showsNames} onShowNames={onShowNames} />
      ) : (
        <Quiet>{t('counts.nobody-came')}</Quiet>
      )}
      {onShowNow ? (
        <Button variant="default" leftSection={<IconPencil size={15} />} onClick={onShowNow}>
          {t('live-version.step-now')}
        </Button>
      ) : (
        <Quiet>{t('live-version.step-gone')}</Quiet>
      )}
    </Inspector>
  );
}
