import { numberFormat } from '../../../../shared/i18n/number-format';
import type { IdentityReport } from '../../../../shared/identity/report';
import { useWords } from '../../../ui/words';
import { useIdentityNames } from '../identity-names';
import { Card } from './card';
import classes from './results.module.css';
import { TableScroll } from './table-scroll';

const columns = ['rows', 'identified', 'accounts', 'people'] as const;

/** The same figure for each system by itself: how many of its accounts are one person twice. */
export function SourceCounts({ report: { sources } }: { report: IdentityReport }) {
  const { t, locale } = useWords();
  const names = useIdentityNames();
  const number = numberFormat(locale);
  return (
    <Card title={t('identity.by-source')} says={t('identity.by-source-says')}>
      <TableScroll label={t('identity.by-source')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('identity.source')}</th>
              {columns.map((column) => (
                <th key={column} scope="col" data-number>
                  {t(`identity.by-source.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sources.map((one) => (
              <tr key={one.source}>
                <th scope="row">{names.source(one.source)}</th>
                {columns.map((column) => (
                  <td key={column} data-number data-strong={column === 'people'}>
                    {number.format(one[column])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Card>
  );
}
