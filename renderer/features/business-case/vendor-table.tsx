import { useMemo } from 'react';
import { compareVendors } from '../../../shared/business-case/compare-vendors';
import { useEngagement } from '../../store/session';
import { UserText } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import classes from './case-views.module.css';
import { useAmounts } from './use-amounts';
import type { Case } from './use-case';

/** What a cheaper tool leaves out, as money: workarounds, and journeys that would not run. */
export function VendorTable({ of: { catalogue, vendors } }: { of: Case }) {
  const { t, text } = useWords();
  const { money } = useAmounts();
  const engagement = useEngagement();
  const rows = useMemo(() => compareVendors(engagement, catalogue.kpi.kpis, vendors), [engagement, catalogue, vendors]);
  if (rows.length === 0) return null;
  const nameOf = (id: string) => text(engagement.journeys.find((journey) => journey.id === id)?.name);
  return (
    <section className={classes.card}>
      <h2>{t('case.vendors.title')}</h2>
      <p className={classes.quiet}>{t('case.vendors.hint')}</p>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              {(['vendor', 'cost', 'fallbacks', 'lost', 'net'] as const).map((column) => (
                <th scope="col" key={column}>
                  {t(`case.vendors.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ vendor, cost, fallbacks, isPartial, lost, stopped, unknown, net }) => (
              <tr key={vendor}>
                <th scope="row">
                  <UserText>{engagement.checklist.vendors.find(({ id }) => id === vendor)?.name}</UserText>
                </th>
                <td className={classes.number}>
                  <bdi>{money(cost)}</bdi>
                  {isPartial && <p className={classes.quiet}>{t('case.vendors.partial')}</p>}
                </td>
                <td className={classes.number}>
                  <bdi>{money(fallbacks)}</bdi>
                </td>
                <td className={classes.number}>
                  <bdi>{money(lost)}</bdi>
                  {stopped.length > 0 && <p className={classes.quiet}>{stopped.map(nameOf).join(' · ')}</p>}
                  {unknown.length > 0 && <p className={classes.quiet}>{t('case.vendors.unknown', { journeys: unknown.map(nameOf).join(' · ') })}</p>}
                </td>
                <td className={classes.number}>
                  <strong>
                    <bdi>{money(net)}</bdi>
                  </strong>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
