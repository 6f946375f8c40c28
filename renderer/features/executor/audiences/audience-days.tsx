import type { AudienceRow } from '../../../../shared/executor/audiences';
import { useWords } from '../../../ui/words';
import page from '../executor-page.module.css';
import classes from './audiences.module.css';

const columns = ['entered', 'left', 'merged', 'erased'] as const;

/** Every day since it is watched, at most thirty, the newest first: what the curve is drawn from. */
export function AudienceDays({ row: { days } }: { row: AudienceRow }) {
  const { t, locale } = useWords();
  const number = new Intl.NumberFormat(locale);
  const date = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
  const watched = days.filter(({ size }) => size !== undefined).toReversed();
  return (
    <div className={classes.days}>
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">{t('audiences.day')}</th>
            {columns.map((one) => (
              <th key={one} scope="col" data-number>
                {t(`audiences.kind.${one}`)}
              </th>
            ))}
            <th scope="col" data-number>
              {t('audiences.at-end')}
            </th>
          </tr>
        </thead>
        <tbody>
          {watched.map((one) => (
            <tr key={one.day}>
              <th scope="row">
                <time dateTime={one.day}>{date.format(new Date(one.day))}</time>
              </th>
              {columns.map((column) => (
                <td key={column} data-number data-tone={one[column] === 0 ? 'quiet' : undefined}>
                  {number.format(one[column])}
                </td>
              ))}
              <td data-number>{number.format(one.size ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
