import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { Counts } from '../../../shared/executor/api';
import { placeInColumns } from '../../../shared/journey/columns';
import { removeNodes, setNode } from '../../../shared/journey/edit-nodes';
import { nodeOfProblem } from '../../../shared/journey/journey-problem';
import { nodeLabel, type Speaker } from '../../../shared/journey/node-label';
import type { Journey, Node } from '../../../shared/journey/schema';
import { ownStages } from '../../../shared/journey/stages';
import type { Problem } from '../../../shared/problem';
import { run, useReadOnly } from '../../store/session';
import { Inspector, InspectorFields, InspectorHead } from '../../ui/inspector';
import { Code, UserText } from '../../ui/isolate';
import { ProblemList } from '../../ui/problem-list';
import { useWords } from '../../ui/words';
import { lookOf } from './canvas/node-look';
import { NodeNotes } from './node-notes';
import { NodeNumbers } from './numbers/node-numbers';
import { NodeSettings } from './settings/node-settings';
import { RepublishSettings } from './settings/republish-settings';
import { StageSetting } from './settings/stage-setting';

type Props = {
  journey: Journey;
  node: Node;
  speaker: Speaker;
  problems: readonly Problem[];
  counts: Counts | undefined;
  asOf: string | undefined;
  showsNames: boolean;
  onShowNames: (shows: boolean) => void;
  onClose: () => void;
};

/** One node: live numbers first, then every setting of its kind. */
export function NodeInspector({ journey, node, speaker, problems, counts, asOf, showsNames, onShowNames, onClose }: Props) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const Icon = lookOf(node).icon;
  const stage = ownStages(journey, placeInColumns(journey)).get(node.id);
  const own = problems.filter((problem) => nodeOfProblem(problem) === node.id);
  const change = (next: Node, part = 'node') =>
    run(
      { key: 'canvas.step.edit', params: { node: nodeLabel(node, speaker).title } },
      (e) => setNode(e, { journey: journey.id, node: next }),
      `${journey.id}:${node.id}:${part}`,
    );
  return (
    <Inspector of={node.id}>
      <InspectorHead
        icon={<Icon size={18} stroke={1.7} />}
        title={<UserText>{nodeLabel(node, speaker).title}</UserText>}
        facts={
          <>
            {t(`node.kind.${node.kind}`)} · <Code>{node.id}</Code>
            {stage && ` · ${t('brief.own-stage', { stage: t(`stage.${stage}`) })}`}
          </>
        }
        onClose={onClose}
      />
      {counts?.nodes[node.id] && (
        <NodeNumbers journey={journey} node={node} counts={counts} speaker={speaker} asOf={asOf} showsNames={showsNames} onShowNames={onShowNames} />
      )}
      {own.length > 0 && <ProblemList problems={own} />}
      <InspectorFields disabled={readOnly}>
        <NodeSettings journey={journey} node={node} speaker={speaker} onChange={change} />
        <StageSetting journey={journey} node={node} speaker={speaker} />
        <RepublishSettings journey={journey} node={node} speaker={speaker} />
        <NodeNotes journey={journey.id} node={node.id} />
      </InspectorFields>
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
    </Inspector>
  );
}
