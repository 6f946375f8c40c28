import type { SimulationReport } from '../../../shared/simulation/report';
import { Quiet } from '../../ui/quiet';
import { SpreadBars } from '../../ui/spread-bars';
import { useWords } from '../../ui/words';
import { useNumber } from './use-number';

/** How many messages a customer gets in a week: bars with their numbers, so that the table is the chart. */
export function MessagesPerWeek({ report }: { report: SimulationReport }) {
  const { t } = useWords();
  const number = useNumber();
  const { histogram, percentile95, most } = report.messages.perCustomerWeek;
  const all = histogram.reduce((total, { customerWeeks }) => total + customerWeeks, 0);
  return (
    <section>
      <h2>{t('simulation.week-title')}</h2>
      <Quiet>{t('simulation.week-facts', { p95: percentile95, most })}</Quiet>
      <SpreadBars
        shareTitle={t('simulation.share')}
        rows={histogram.slice(0, 12).map(({ messages, customerWeeks }) => ({ messages: number(messages), share: all === 0 ? 0 : customerWeeks / all }))}
      />
    </section>
  );
}
