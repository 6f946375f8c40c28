import type { Point } from '../../../shared/checklist/schema';
import { useWords } from '../../ui/words';
import classes from './heat-map.module.css';

/** Weight as five bars (a weight above five says its number), priority as a word; hollow bars are out of the total. */
export function WeightDots({ point: { weight, priority } }: { point: Pick<Point, 'weight' | 'priority'> }) {
  const { t, locale } = useWords();
  const number = new Intl.NumberFormat(locale).format(weight);
  return (
    <span className={classes.weight} title={t(`gap.priority-title.${priority}`, { weight })}>
      <span className={classes.bars} role="img" aria-label={t('gap.weight-of', { weight })}>
        {[1, 2, 3, 4, 5].map((n) => (
          <span key={n} className={classes.bar} data-on={weight >= n - 0.5} data-hollow={priority === 'could'} />
        ))}
        {weight > 5 && <strong>{number}</strong>}
      </span>
      <span className={classes.priority} data-priority={priority}>
        {t(`priority.${priority}`)}
      </span>
    </span>
  );
}
