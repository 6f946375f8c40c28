import type { Projection } from '../../../../shared/segments/projection';
import classes from './sizes.module.css';

/** The share of the client's list as a bar from zero, the interval as a whisker on it. Says nothing the words beside it do not. */
export function ErrorBar({ projected: { people, low, high }, total }: { projected: Projection; total: number }) {
  const percent = (count: number) => `${Math.min(100, (count / Math.max(1, total)) * 100)}%`;
  return (
    <span className={classes.bar} aria-hidden>
      <span className={classes.fill} style={{ inlineSize: percent(people) }} />
      <span className={classes.whisker} style={{ insetInlineStart: percent(low), inlineSize: percent(Math.max(0, high - low)) }} />
    </span>
  );
}
