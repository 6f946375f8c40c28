import type { Speaker } from '../../../shared/journey/node-label';
import { channels } from '../../../shared/journey/schema';
import type { Assumption, SimulationReport } from '../../../shared/simulation/report';
import { useEngagement } from '../../store/session';
import { Badge, type BadgeTone } from '../../ui/badge';
import { useWords } from '../../ui/words';
import classes from './population.module.css';
import { useNumber } from './use-number';

/** Numbers of something; all others are shares of a whole. */
const amounts: ReadonlySet<string> = new Set([
  'events-per-month',
  'events-in-all',
  'orders-per-customer',
  'days-since-last-order',
  'orders-without-visit',
  'order-value',
]);
const tones: Record<Assumption['source'], BadgeTone> = { volumes: 'data', sample: 'good', assumed: 'waiting' };

/** What the customers are made of: each number in words, and who says so. What is merely assumed comes first. */
export function Assumptions({ report, speaker }: { report: SimulationReport; speaker: Speaker }) {
  const { t, text } = useWords();
  const number = useNumber();
  const attributes = useEngagement((e) => e.record.attributes);
  if (report.assumptions.length === 0) return null;

  function nameOf(about: string): string {
    const [id = '', value] = about.split('=');
    const attribute = attributes.find((one) => one.id === id);
    const channel = channels.find((one) => one === id);
    const name = channel ? t(`channel.${channel}`) : text(attribute?.label) || text(speaker.context.events.get(id)?.label) || id;
    return value === undefined ? name : `${name}: ${text(attribute?.values?.find((one) => one.id === value)?.label) || value}`;
  }

  const isAssumed = ({ source }: Assumption) => source === 'assumed';
  const sorted = [...report.assumptions.filter(isAssumed), ...report.assumptions.filter((one) => !isAssumed(one))];
  return (
    <details className={classes.assumptions}>
      <summary>{t('simulation.assumptions', { count: sorted.length, assumed: sorted.filter(isAssumed).length })}</summary>
      <dl>
        {sorted.map(({ id, about, value, source }) => (
          <div key={`${id} ${about}`}>
            <dt>{t(`simulation.assumption.${id}`, { about: about === undefined ? '' : nameOf(about) })}</dt>
            <dd>
              {number(value, amounts.has(id) ? { maximumFractionDigits: 3 } : { style: 'percent', maximumFractionDigits: 2 })}{' '}
              <Badge tone={tones[source]}>{t(`simulation.source.${source}`)}</Badge>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
