import { Select } from '@mantine/core';
import { placeInColumns } from '../../../../shared/journey/columns';
import { nodeLabel, type Speaker } from '../../../../shared/journey/node-label';
import { funnelStages, type Journey, type Node } from '../../../../shared/journey/schema';
import { setStage, stageOfTouchpoint } from '../../../../shared/journey/stages';
import { run } from '../../../store/session';
import { useWords } from '../../../ui/words';

/** Where in the funnel this step stands; empty: where its touchpoint does. Goals and exits stand at none. */
export function StageSetting({ journey, node, speaker }: { journey: Journey; node: Node; speaker: Speaker }) {
  const { t } = useWords();
  if (node.kind === 'goal' || node.kind === 'exit') return null;
  const inherited = stageOfTouchpoint(journey, placeInColumns(journey), node.id);
  return (
    <Select
      label={t('storyboard.stage')}
      value={journey.annotations.stages?.[node.id] ?? null}
      placeholder={inherited ? t('canvas.stage-inherited', { stage: t(`stage.${inherited}`) }) : undefined}
      onChange={(value) =>
        run({ key: 'canvas.step.edit', params: { node: nodeLabel(node, speaker).title } }, (e) =>
          setStage(e, { journey: journey.id, node: node.id, stage: funnelStages.find((one) => one === value) }),
        )
      }
      data={funnelStages.map((value) => ({ value, label: t(`stage.${value}`) }))}
      clearable
    />
  );
}
