import classes from './spread-bars.module.css';
import { useWords } from './words';

/** `share` and `planned`: of all, 0.25 = a quarter. */
export type SpreadRow = { messages: string; share: number; planned?: number | undefined };

type Props = { rows: readonly SpreadRow[]; shareTitle: string; label?: string };

/** How many got how many messages: bars with their numbers, so that the table is the chart. What was planned stands behind what is. */
export function SpreadBars({ rows, shareTitle, label }: Props) {
  const { t, locale } = useWords();
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const largest = Math.max(...rows.flatMap(({ share, planned = 0 }) => [share, planned]), Number.EPSILON);
  const width = (share: number) => ({ inlineSize: `${(share / largest) * 100}%` });
  return (
    <table className={classes.bars} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('walk.messages')}</th>
          <th scope="col">{shareTitle}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ messages, share, planned }) => (
          <tr key={messages}>
            <th scope="row">
              <bdi dir="ltr">{messages}</bdi>
            </th>
            <td>
              <span className={classes.row}>
                <span className={classes.track} data-planned={planned !== undefined || undefined} aria-hidden>
                  {planned !== undefined && <span className={classes.planned} style={width(planned)} />}
                  <span className={classes.actual} style={width(share)} />
                </span>
                <span>{percent.format(share)}</span>
                {planned !== undefined && <span className={classes.quiet}>{t('executor.pressure.planned', { share: percent.format(planned) })}</span>}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
