import { Select } from '@mantine/core';
import { nodeLabel } from '../../../../shared/journey/node-label';
import { type Frame, funnelStages } from '../../../../shared/journey/schema';
import { useWords } from '../../../ui/words';
import type { CellProps } from './sheet-view';
import classes from './storyboard.module.css';

/** Where in the funnel the touchpoint stands, and which of its steps stand elsewhere. */
export function StageCell({ sheet, moment }: CellProps) {
  const { t } = useWords();
  const { stages } = sheet;
  const others = sheet.journey.nodes.filter(({ id }) => stages.has(id) && moment.nodes.includes(id));
  return (
    <>
      <Select
        variant="unstyled"
        aria-label={`${t('storyboard.stage')} · ${sheet.nameOf(moment.touchpoint)}`}
        placeholder="+"
        data={funnelStages.map((value) => ({ value, label: t(`stage.${value}`) }))}
        value={moment.frame?.stage ?? null}
        onChange={(stage) => sheet.edit(moment.touchpoint, { stage: (stage as Frame['stage']) ?? undefined }, 'stage')}
        clearable
        readOnly={sheet.readOnly}
      />
      {others.map((node) => (
        <button key={node.id} type="button" className={classes.exception} title={t('storyboard.show')} onClick={() => sheet.onShowNode(node.id)}>
          {t('storyboard.other-stage', { stage: t(`stage.${stages.get(node.id)}`), step: nodeLabel(node, sheet.speaker).title })}
        </button>
      ))}
    </>
  );
}
