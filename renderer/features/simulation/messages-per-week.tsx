import type { SimulationReport } from '../../../shared/simulation/report';
import { Quiet } from '../../ui/quiet';
import { useWords } from '../../ui/words';
import classes from './population.module.css';
import { useNumber } from './use-number';

/** How many messages a customer gets in a week: bars with their numbers, so that the table is the chart. */
export function MessagesPerWeek({ report }: { report: SimulationReport }) {
  const { t } = useWords();
  const number = useNumber();
  const { histogram, percentile95, most } = report.messages.perCustomerWeek;
  const all = histogram.reduce((total, { customerWeeks }) => total + customerWeeks, 0);
  const largest = Math.max(1, ...histogram.map(({ customerWeeks }) => customerWeeks));
  return (
    <section>
      <h2>{t('simulation.week-title')}</h2>
      <Quiet>{t('simulation.week-facts', { p95: percentile95, most })}</Quiet>
      <table className={classes.bars}>
        <thead>
          <tr>
            <th scope="col">{t('walk.messages')}</th>
            <th scope="col">{t('simulation.share')}</th>
          </tr>
        </thead>
        <tbody>
          {histogram.slice(0, 12).map(({ messages, customerWeeks }) => (
            <tr key={messages}>
              <th scope="row">{number(messages)}</th>
              <td>
                <span className={classes.bar} style={{ inlineSize: `${(customerWeeks / largest) * 70}%` }} aria-hidden />
                {number(all === 0 ? 0 : customerWeeks / all, { style: 'percent', maximumFractionDigits: 1 })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
