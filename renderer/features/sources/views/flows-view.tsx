import { useMemo } from 'react';
import type { Engagement } from '../../../../shared/engagement/schema';
import type { Lineage } from '../../../../shared/record/lineage';
import { sourceQuestions } from '../../../../shared/sources/source-questions';
import { lineageOf } from '../../../store/derived';
import { useEngagement } from '../../../store/session';
import { useWords } from '../../../ui/words';
import { type FlowFigures, FlowRow } from './flow-row';
import classes from './flows-view.module.css';
import { ScrollRegion } from './scroll-region';
import views from './views.module.css';

const columns = ['source', 'transports', 'direction', 'frequency', 'owner', 'contact', 'fields', 'feeds', 'open'] as const;

/** How data comes from each system and who answers for it, one line per system, each cell changed where it stands. */
export function FlowsView() {
  const { t } = useWords();
  const engagement = useEngagement();
  const figures = useMemo(() => figuresOf(engagement, lineageOf(engagement)), [engagement]);
  const unagreed = engagement.sources.filter((source) => source.transports.length === 0 || !source.frequency || !source.owner || !source.contact).length;
  return (
    <div className={views.view}>
      <div className={views.bar}>
        <span className={views.facts}>{unagreed > 0 ? t('flows.unagreed', { count: unagreed }) : t('flows.agreed')}</span>
      </div>
      <ScrollRegion label={t('sources.view.flows')}>
        <table className={`${views.table} ${classes.flows}`}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col" data-column={column}>
                  {t(`flows.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {engagement.sources.map((source) => (
              <FlowRow key={source.id} source={source} {...(figures.get(source.id) ?? nothing)} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}

const nothing: FlowFigures = { feeds: 0, events: 0, open: 0, asked: false };

function figuresOf(engagement: Engagement, lineage: Lineage): Map<string, FlowFigures> {
  const open = new Map<string, number>();
  const asked = new Set<string>();
  for (const { questions } of sourceQuestions(engagement, lineage))
    for (const { source, object, note } of questions) {
      open.set(source.id, (open.get(source.id) ?? 0) + 1);
      if (note && !object) asked.add(source.id);
    }
  return new Map(
    engagement.sources.map((source) => {
      const fields = source.objects.flatMap((object) => object.fields);
      return [
        source.id,
        {
          feeds: new Set(fields.flatMap((field) => lineage.attributesOfField(field.id))).size,
          events: new Set(fields.flatMap((field) => field.eventProperties.map((property) => property.split('.')[0]))).size,
          open: open.get(source.id) ?? 0,
          asked: asked.has(source.id),
        },
      ];
    }),
  );
}
