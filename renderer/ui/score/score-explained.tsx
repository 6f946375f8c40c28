import type { Speaker } from '../../../shared/journey/node-label';
import type { ScoreExplanation } from '../../../shared/record/score/schema';
import { courseWords, scoreLines, thresholdWords } from '../../../shared/record/score/score-words';
import { useWords } from '../words';
import classes from './score.module.css';
import { ScoreCurve } from './score-curve';

const DAY_MS = 86_400_000;
const shownDays = 90;

/** Why a score is what it is: its parts, what becomes of it, and which lines it crosses when. */
export function ScoreExplained({ explanation, speaker, zone }: { explanation: ScoreExplanation; speaker: Speaker; zone: string }) {
  const { t, locale } = useWords();
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  const saying = { ...speaker, moment: (at: string) => format.format(Date.parse(at)) };
  const { value, changes, range, thresholds } = explanation;
  const from = Date.parse(explanation.at);
  const steps = [{ at: from, value: value ?? 0 }, ...changes.map((change) => ({ at: Date.parse(change.at), value: change.value ?? 0 }))];
  const lines = thresholds.map((one) => one.value);
  const values = [...steps.map((one) => one.value), ...lines];
  return (
    <div className={classes.explained}>
      <table className={classes.parts} aria-label={t('score.parts')}>
        <tbody>
          {scoreLines(explanation, saying).map(({ title, details, points }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts have no names and never change places
            <tr key={i} data-none={points === signedNothing(points) || undefined}>
              <th scope="row">
                <bdi>{title}</bdi>
                {details.length > 0 && <span className={classes.details}>{details.join(' · ')}</span>}
              </th>
              <td>
                <bdi dir="ltr">{points === '' ? '–' : points}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('score.sum')}</th>
            <td>
              <bdi dir="ltr">{value === null ? '–' : new Intl.NumberFormat(locale, { maximumFractionDigits: 4 }).format(value)}</bdi>
            </td>
          </tr>
        </tfoot>
      </table>
      {changes.length > 0 && (
        <ScoreCurve
          from={from}
          to={from + shownDays * DAY_MS}
          steps={steps}
          least={range.least ?? Math.min(0, ...values)}
          most={range.most ?? Math.max(1, ...values)}
          lines={lines}
          label={t('score.curve', { count: shownDays })}
        />
      )}
      <ul className={classes.course}>
        {[...courseWords(explanation, saying), ...thresholdWords(explanation, saying)].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

/** What gives nothing steps back. */
function signedNothing(points: string): string {
  return /[1-9۱-۹]/.test(points) ? '' : points;
}
