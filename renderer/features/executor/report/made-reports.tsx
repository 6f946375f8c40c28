import { IconAlertTriangle } from '@tabler/icons-react';
import type { MadeReport, SummarySettings } from '../../../../shared/executor/summary-settings';
import { problemText } from '../../../../shared/i18n/translator';
import { useWords } from '../../../ui/words';
import classes from '../backups.module.css';
import own from './report-panel.module.css';

const shown = 6;
/** Later than this it was not made when it was due: the machine slept, or Masa was closed. */
const lateMs = 10 * 60_000;

/** The last reports: of which days, when they were made and why not before, and what became of each place. */
export function MadeReports({ made, settings: { timeZone } }: { made: readonly MadeReport[]; settings: Pick<SummarySettings, 'timeZone'> }) {
  const { t } = useWords();
  if (made.length === 0) return <p className={own.note}>{t('reports.none')}</p>;
  return (
    <ul className={classes.list} aria-label={t('reports.last')}>
      {made.slice(0, shown).map((one) => (
        <Made key={one.due + one.triedAt} made={one} timeZone={timeZone} />
      ))}
    </ul>
  );
}

function Made({ made, timeZone }: { made: MadeReport; timeZone: string }) {
  const { t, locale } = useWords();
  const { due, from, to, asked, skipped, tries, triedAt, problem, places } = made;
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const isLate = !asked && tries === 1 && Date.parse(triedAt) - Date.parse(due) > lateMs;
  const notes = [
    t(asked ? 'reports.made-by-hand' : 'reports.made', { time: moment.format(new Date(triedAt)) }),
    ...(isLate ? [t('reports.late', { time: moment.format(new Date(due)) })] : []),
    ...(skipped > 0 ? [t('reports.skipped', { count: skipped })] : []),
  ];
  return (
    <li className={own.made}>
      <span>{days.formatRange(new Date(from), new Date(Date.parse(to) - 1))}</span>
      <span className={classes.quiet}>{notes.join(' ')}</span>
      <span className={own.places}>
        {problem ? (
          <Became words={problemText(problem, t)} />
        ) : (
          places.map((place) => (
            <span key={place.to} className={own.place}>
              <bdi dir="ltr">{place.to}</bdi>
              <Became isDone={place.state === 'done'} words={wordsOf(place, t)} />
            </span>
          ))
        )}
      </span>
    </li>
  );
}

function wordsOf({ state, problem, reason }: MadeReport['places'][number], t: ReturnType<typeof useWords>['t']): string {
  if (problem) return problemText(problem, t);
  return reason ? t(`reason.${reason.code}`, reason.params) : t(`reports.state.${state}`);
}

function Became({ words, isDone = false }: { words: string; isDone?: boolean }) {
  return (
    <span className={isDone ? classes.quiet : own.trouble} role={isDone ? undefined : 'status'}>
      {!isDone && <IconAlertTriangle size={15} aria-hidden />}
      {words}
    </span>
  );
}
