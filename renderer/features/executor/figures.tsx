import type { Health } from '../../../shared/executor/api';
import { useEngagement } from '../../store/session';
import { useWords } from '../../ui/words';
import classes from './executor-page.module.css';

type Figure = { id: string; value: string; caption: string; tone?: 'waiting' | 'blocking'; target?: string };

/** Five figures; each leads to the list it is the sum of. */
export function Figures({ health, onShow }: { health: Health; onShow: (section: string) => void }) {
  const { t, locale } = useWords();
  const timeZone = useEngagement((e) => e.client.timeZone);
  const number = new Intl.NumberFormat(locale);
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone });
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone });
  const decided = health.outbox + health.notSent;
  const wake = health.nextWakeAt === undefined ? undefined : new Date(health.nextWakeAt);
  const isSoon = wake !== undefined && wake.getTime() - Date.parse(health.clock.now) < 12 * 3_600_000;
  const late = lateness(health.oldestOverdueMs);
  const figures: Figure[] = [
    { id: 'events', value: number.format(health.events), caption: t('executor.customers', { count: health.customers }) },
    { id: 'outbox', value: number.format(health.outbox), caption: t('executor.outbox-caption'), target: 'outbox' },
    {
      id: 'not-sent',
      value: number.format(health.notSent),
      caption: t('executor.of-decisions', { share: share(health.notSent, decided, locale) }),
      target: 'reasons',
    },
    {
      id: 'waiting',
      value: number.format(health.waiting),
      caption: wake ? t('executor.next-wake', { time: (isSoon ? time : day).format(wake) }) : t('executor.no-wake'),
      target: 'deployments',
    },
    {
      id: 'overdue',
      value: late
        ? new Intl.NumberFormat(locale, { style: 'unit', unit: late.unit, unitDisplay: 'short', maximumFractionDigits: 0 }).format(late.count)
        : number.format(0),
      caption: t(late ? 'executor.overdue-caption' : 'executor.on-time'),
      ...(health.oldestOverdueMs > 60_000 ? { tone: 'blocking' as const } : {}),
      target: 'deployments',
    },
  ];
  return (
    <ul className={classes.figures}>
      {figures.map(({ id, value, caption, tone, target }) => {
        const body = (
          <>
            <span className={classes.figureName}>{t(`executor.figure.${id}`)}</span>
            <span className={classes.figureValue}>
              <bdi>{value}</bdi>
            </span>
            <span className={classes.figureCaption}>{caption}</span>
          </>
        );
        return (
          <li key={id} data-tone={tone}>
            {target ? (
              <button type="button" className={classes.figure} onClick={() => onShow(target)}>
                {body}
              </button>
            ) : (
              <div className={classes.figure}>{body}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function share(part: number, whole: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(whole === 0 ? 0 : part / whole);
}

/** Below a second a wait is on time: the clock that wakes it does not tick finer. */
function lateness(ms: number): { count: number; unit: 'second' | 'minute' | 'hour' | 'day' } | undefined {
  if (ms < 1000) return undefined;
  if (ms < 120_000) return { count: ms / 1000, unit: 'second' };
  if (ms < 7_200_000) return { count: ms / 60_000, unit: 'minute' };
  return ms < 172_800_000 ? { count: ms / 3_600_000, unit: 'hour' } : { count: ms / 86_400_000, unit: 'day' };
}
