import { Link, useParams } from 'react-router';
import { numberFormat } from '../../../../shared/i18n/number-format';
import { type IdentityReport, type Refusal, refusals } from '../../../../shared/identity/report';
import { recordViewPaths } from '../../../ui/record-views';
import { useWords } from '../../../ui/words';
import { useIdentityNames } from '../identity-names';
import { Card } from './card';
import classes from './results.module.css';
import { TableScroll } from './table-scroll';

/** What each identifier did, and why it did not where it did not. Reasons that never came up have no column. */
export function IdentifierCounts({ identifiers }: { identifiers: IdentityReport['identifiers'] }) {
  const { t, locale } = useWords();
  const { engagementId } = useParams();
  const names = useIdentityNames();
  const number = numberFormat(locale);
  const reasons = refusals.filter((reason) => identifiers.some(({ refused }) => (refused[reason] ?? 0) > 0));
  const cell = (count: number) => (count === 0 ? '–' : number.format(count));
  return (
    <Card title={t('identity.identifiers')} says={t('identity.identifiers-says')}>
      <TableScroll label={t('identity.identifiers')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('identity.column.identifier')}</th>
              <th scope="col" data-number>
                {t('identity.records')}
              </th>
              <th scope="col" data-number>
                {t('identity.values')}
              </th>
              <th scope="col" data-number>
                {t('identity.column.joined')}
              </th>
              {reasons.map((reason: Refusal) => (
                <th key={reason} scope="col" data-number>
                  {t(`identity.refusal.${reason}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {identifiers.map((one) => (
              <tr key={one.attribute}>
                <th scope="row">
                  <Link className={classes.link} to={`/e/${engagementId}/${recordViewPaths.identity}/${one.attribute}`}>
                    {names.attribute(one.attribute)}
                  </Link>
                </th>
                <td data-number>{number.format(one.records)}</td>
                <td data-number>{number.format(one.values)}</td>
                <td data-number data-strong>
                  {cell(one.joined)}
                </td>
                {reasons.map((reason) => (
                  <td key={reason} data-number data-tone={(one.refused[reason] ?? 0) > 0 ? 'waiting' : undefined}>
                    {cell(one.refused[reason] ?? 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {reasons.length > 0 && (
        <dl className={classes.reasons}>
          {reasons.map((reason) => (
            <div key={reason}>
              <dt>{t(`identity.refusal.${reason}`)}:</dt> <dd>{t(`identity.refusal-says.${reason}`)}</dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}
