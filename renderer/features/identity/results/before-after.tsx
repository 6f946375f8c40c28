import { IconArrowNarrowRight, IconHome, IconListSearch, IconMessageQuestion, IconUsers } from '@tabler/icons-react';
import { numberFormat } from '../../../../shared/i18n/number-format';
import type { IdentityReport } from '../../../../shared/identity/report';
import { useWords } from '../../../ui/words';
import classes from './results.module.css';

/** Accounts of all systems added up, and the people they are: two bars on one scale. */
export function BeforeAfter({ report }: { report: IdentityReport }) {
  const { t, locale } = useWords();
  const number = numberFormat(locale);
  const { rows, identified, accounts, people, households, identifiers } = report;
  const most = Math.max(1, accounts, people);
  const reviews = identifiers.reduce((sum, { refused }) => sum + (refused.review ?? 0), 0);
  const fewer = accounts > people ? numberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format((accounts - people) / accounts) : undefined;
  const figures = [
    { id: 'rows', icon: IconListSearch, count: identified, says: t('identity.figure-says.rows', { rows }) },
    { id: 'reviews', icon: IconMessageQuestion, count: reviews, says: t('identity.figure-says.reviews') },
    { id: 'households', icon: IconHome, count: households, says: t('identity.figure-says.households') },
    { id: 'per-person', icon: IconUsers, count: people > 0 ? accounts / people : 0, says: t('identity.figure-says.per-person') },
  ] as const;
  return (
    <section className={classes.hero} aria-label={t('identity.before-after')}>
      <div className={classes.versus}>
        <div className={classes.side}>
          <span className={classes.sideName}>{t('identity.before')}</span>
          <strong>{number.format(accounts)}</strong>
          <span className={classes.track}>
            <span style={{ inlineSize: `${(accounts / most) * 100}%` }} />
          </span>
        </div>
        <IconArrowNarrowRight size={30} stroke={1.6} className={classes.arrow} aria-hidden />
        <div className={classes.side} data-after>
          <span className={classes.sideName}>{t('identity.after')}</span>
          <strong>{number.format(people)}</strong>
          <span className={classes.track}>
            <span style={{ inlineSize: `${(people / most) * 100}%` }} />
          </span>
        </div>
        <p className={classes.fewer}>{fewer ? t('identity.fewer', { share: fewer }) : t('identity.not-fewer')}</p>
      </div>
      <dl className={classes.figures}>
        {figures.map(({ id, icon: Icon, count, says }) => (
          <div key={id} className={classes.figure}>
            <dt>
              <Icon size={14} stroke={1.7} aria-hidden /> {t(`identity.figure.${id}`)}
            </dt>
            <dd>
              <strong>{id === 'per-person' ? numberFormat(locale, { maximumFractionDigits: 2 }).format(count) : number.format(count)}</strong>
              <span>{says}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
