import { IconBan, IconQuote, IconRosetteDiscountCheck } from '@tabler/icons-react';
import { useWords } from '../../ui/words';
import { signed } from './gap-cell';
import classes from './heat-map.module.css';

/** What the shades and marks of the heat map mean, and the keys that fill it. */
export function GapLegend() {
  const { t, locale } = useWords();
  return (
    <div className={classes.legend}>
      <span>
        {t('gap.legend.gap')}
        {[-3, -2, -1, 0, 1].map((gap) => (
          <span key={gap} className={classes.chip} data-gap={gap}>
            <bdi>{signed(gap, locale)}</bdi>
          </span>
        ))}
      </span>
      <span>
        <span className={classes.chip} data-standing="unanswered" />
        {t('gap.standing.unanswered')}
      </span>
      <span>
        <IconRosetteDiscountCheck size={15} aria-hidden />
        {t('gap.legend.verified')}
      </span>
      <span>
        <IconQuote size={13} aria-hidden />
        {t('gap.legend.claims')}
      </span>
      <span>
        <span className={classes.wanted} aria-hidden>
          {new Intl.NumberFormat(locale).format(4)}
        </span>
        {t('gap.legend.wanted')}
      </span>
      <span>
        <IconBan size={14} aria-hidden />
        {t('gap.legend.blocks')}
      </span>
      <span>– {t('gap.standing.not-applicable')}</span>
      <span className={classes.keys}>
        <kbd dir="ltr">0–4</kbd> {t('gap.legend.score')}
        <kbd dir="ltr">V</kbd> {t('gap.verified')}
        <kbd dir="ltr">Del</kbd> {t('gap.legend.clear')}
      </span>
    </div>
  );
}
