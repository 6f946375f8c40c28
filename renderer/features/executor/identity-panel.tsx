import { Skeleton } from '@mantine/core';
import { Link, useParams } from 'react-router';
import type { IdentityTotals } from '../../../shared/executor/api';
import { numberFormat } from '../../../shared/i18n/number-format';
import { type Refusal, refusals } from '../../../shared/identity/report';
import { recordViewPaths } from '../../ui/record-views';
import { useWords } from '../../ui/words';
import classes from './executor-page.module.css';

/** Who turned out to be one, and which identifiers were not taken as they were sent, the most frequent reason first. */
export function IdentityPanel({ totals }: { totals: IdentityTotals | undefined }) {
  const { t, locale } = useWords();
  const { engagementId } = useParams();
  const number = numberFormat(locale);
  const count = (reason: Refusal) => totals?.refused[reason] ?? 0;
  const reasons = refusals.filter((reason) => count(reason) > 0).sort((a, b) => count(b) - count(a));
  const most = Math.max(1, ...reasons.map(count));
  return (
    <section id="identity" className={classes.card} aria-labelledby="identity-title">
      <header className={classes.cardHead}>
        <h2 id="identity-title">{t('executor.identity')}</h2>
        <span className={classes.space} />
        <Link className={classes.quiet} to={`/e/${engagementId}/${recordViewPaths.identity}`}>
          {t('executor.identity-rules')}
        </Link>
      </header>
      {!totals && <Skeleton height={14} m={20} width="60%" />}
      {totals && <p className={classes.none}>{t('executor.merges', { count: totals.merges })}</p>}
      {reasons.length > 0 && (
        <>
          <h3 className={classes.subHead}>{t('executor.not-taken')}</h3>
          <ul className={classes.reasons}>
            {reasons.map((reason) => (
              <li key={reason}>
                <span className={classes.reasonName} title={t(`identity.refusal-says.${reason}`)}>
                  {t(`identity.refusal.${reason}`)}
                </span>
                <span className={classes.track}>
                  <span data-tone="plum" style={{ width: `${(count(reason) / most) * 100}%` }} />
                </span>
                <strong>{number.format(count(reason))}</strong>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
