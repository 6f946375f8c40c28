import type { ReactNode } from 'react';
import classes from './results.module.css';

/** A table that may be wider than its card; reached by Tab, so that arrow keys scroll it. */
export function TableScroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <div role="group" className={classes.scroll} aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
