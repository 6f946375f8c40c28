import { useWords } from '../../../ui/words';
import page from '../executor-page.module.css';
import classes from './audiences.module.css';

/** How many came and how many went. */
export function Moved({ label, entered, left }: { label: string; entered: number; left: number }) {
  const { t, locale } = useWords();
  const number = new Intl.NumberFormat(locale);
  return (
    <span className={classes.moved}>
      <span className={page.hiddenText}>{t('audiences.moved-words', { label, entered, left })}</span>
      <bdi dir="ltr" data-way="entered" data-none={entered === 0} aria-hidden>
        +{number.format(entered)}
      </bdi>
      <bdi dir="ltr" data-way="left" data-none={left === 0} aria-hidden>
        −{number.format(left)}
      </bdi>
    </span>
  );
}
