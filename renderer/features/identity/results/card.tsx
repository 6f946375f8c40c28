import { type ReactNode, useId } from 'react';
import classes from './results.module.css';

/** One answer of the dry run: what it is, in one line what it says, and the numbers. */
export function Card({ title, says, children }: { title: string; says?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.card} aria-labelledby={id}>
      <header className={classes.cardHead}>
        <h2 id={id}>{title}</h2>
        {says && <p className={classes.quiet}>{says}</p>}
      </header>
      {children}
    </section>
  );
}
