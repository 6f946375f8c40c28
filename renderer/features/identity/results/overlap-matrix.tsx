import { numberFormat } from '../../../../shared/i18n/number-format';
import type { IdentityReport } from '../../../../shared/identity/report';
import { useWords } from '../../../ui/words';
import { useIdentityNames } from '../identity-names';
import { Card } from './card';
import classes from './results.module.css';
import { TableScroll } from './table-scroll';

/** People whom two systems know, and how much of the row's system that is. */
export function OverlapMatrix({ report }: { report: IdentityReport }) {
  const { t, locale } = useWords();
  const names = useIdentityNames();
  const number = numberFormat(locale);
  const percent = numberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const { overlap } = report;
  // A source without rows overlaps with nobody.
  const sources = report.sources.filter(({ rows }) => rows > 0);
  const shared = new Map(overlap.flatMap(({ a, b, people }) => [[`${a} ${b}`, people] as const, [`${b} ${a}`, people] as const]));
  if (sources.length < 2) return null;
  return (
    <Card title={t('identity.overlap')} says={t('identity.overlap-says')}>
      <TableScroll label={t('identity.overlap')}>
        <table className={classes.matrix}>
          <thead>
            <tr>
              <th scope="col">{t('identity.source')}</th>
              {sources.map(({ source }) => (
                <th key={source} scope="col" title={names.source(source)}>
                  {names.source(source)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sources.map((row) => (
              <tr key={row.source}>
                <th scope="row">{names.source(row.source)}</th>
                {sources.map((column) => {
                  if (row === column)
                    return (
                      <td key={column.source} data-self title={t('identity.overlap-self')}>
                        {number.format(row.people)}
                      </td>
                    );
                  const people = shared.get(`${row.source} ${column.source}`) ?? 0;
                  const share = row.people > 0 ? people / row.people : 0;
                  return (
                    <td key={column.source} style={{ '--share': `${Math.round(Math.min(1, share) * 70)}%` } as React.CSSProperties}>
                      {number.format(people)} <span>{percent.format(share)}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Card>
  );
}
