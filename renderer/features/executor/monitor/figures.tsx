import type { Health } from '../../../../shared/executor/api';
import type { History, Hour } from '../../../../shared/executor/monitor';
import { useEngagement } from '../../../store/session';
import { useWords } from '../../../ui/words';
import classes from './monitor.module.css';
import { spanText } from './span';
import { Spark } from './spark';

type Figure = {
  id: string;
  value: string;
  caption: string;
  spark: { values: number[]; tone: Parameters<typeof Spark>[0]['tone'] };
  tone?: 'blocking';
  target: string;
};

type Props = { health: Health; history: History | undefined; onShow: (section: string) => void };

/** Five figures of the last day, each with its hours; each leads to the list it is the sum of. */
export function Figures({ health, history, onShow }: Props) {
  const { t, locale } = useWords();
  const timeZone = useEngagement((e) => e.client.timeZone);
  const number = new Intl.NumberFormat(locale);
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone });
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone });
  const hours = history?.hours ?? [];
  const list = (what: 'events' | 'outbox' | 'notSent' | 'waiting') => hours.map((hour) => hour[what]);
  const sum = (what: 'events' | 'outbox' | 'notSent') => list(what).reduce((total, n) => total + n, 0);
  const decided = sum('outbox') + sum('notSent');
  const wake = health.nextWakeAt === undefined ? undefined : new Date(health.nextWakeAt);
  const isSoon = wake !== undefined && wake.getTime() - Date.parse(health.clock.now) < 12 * 3_600_000;
  const isOverdue = health.oldestOverdueMs > 60_000;
  const worst = worstToday(hours, health.clock.now, timeZone);
  const figures: Figure[] = [
    {
      id: 'events',
      value: number.format(sum('events')),
      caption: t('executor.last-day'),
      spark: { values: list('events'), tone: 'accent' },
      target: 'identity',
    },
    { id: 'outbox', value: number.format(sum('outbox')), caption: t('executor.last-day'), spark: { values: list('outbox'), tone: 'good' }, target: 'outbox' },
    {
      id: 'not-sent',
      value: number.format(sum('notSent')),
      caption: t('executor.of-decisions', { share: share(sum('notSent'), decided, locale) }),
      spark: { values: list('notSent'), tone: 'waiting' },
      target: 'reasons',
    },
    {
      id: 'waiting',
      value: number.format(health.waiting),
      caption: wake ? t('executor.next-wake', { time: (isSoon ? time : day).format(wake) }) : t('executor.no-wake'),
      spark: { values: list('waiting'), tone: 'time' },
      target: 'deployments',
    },
    {
      id: 'lateness',
      value: isOverdue ? spanText(health.oldestOverdueMs, locale) : history?.lateness ? spanText(history.lateness.p99Ms, locale) : '–',
      caption: isOverdue
        ? t('executor.overdue-caption')
        : worst === undefined
          ? t('executor.on-time')
          : t('executor.worst-today', { time: spanText(worst, locale) }),
      spark: { values: hours.map((hour) => hour.lateness?.p99Ms ?? 0), tone: 'data' },
      ...(isOverdue && { tone: 'blocking' }),
      target: 'deployments',
    },
  ];
  return (
    <ul className={classes.figures}>
      {figures.map(({ id, value, caption, spark, tone, target }) => (
        <li key={id} data-tone={tone} data-figure={id}>
          <button type="button" className={classes.figure} onClick={() => onShow(target)}>
            <span className={classes.figureName}>{t(`executor.figure.${id}`)}</span>
            <span className={classes.figureValue}>
              <bdi>{value}</bdi>
            </span>
            {spark.values.length > 0 && <Spark {...spark} label={t('executor.spark', { name: t(`executor.figure.${id}`), most: Math.max(...spark.values) })} />}
            <span className={classes.figureCaption}>{caption}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function share(part: number, whole: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(whole === 0 ? 0 : part / whole);
}

/** The latest that a wait ended in the hours that began today, by the client's clock. */
function worstToday(hours: readonly Hour[], now: string, timeZone: string): number | undefined {
  const day = new Intl.DateTimeFormat('en', { dateStyle: 'short', timeZone });
  const today = day.format(new Date(now));
  const late = hours.flatMap(({ at, lateness }) => (lateness && day.format(new Date(at)) === today ? [lateness.maxMs] : []));
  return late.length > 0 ? Math.max(...late) : undefined;
}
