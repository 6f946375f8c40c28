import type { ReactNode } from 'react';
import classes from './views.module.css';

/** The part of a view that scrolls; reached by Tab, so that arrow keys scroll it also where nothing in it can hold the focus. */
export function ScrollRegion({ label, className = '', children }: { label: string; className?: string | undefined; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={`${classes.scroll} ${className}`} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
