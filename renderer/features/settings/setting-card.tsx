import type { ReactNode } from 'react';
import classes from './settings-page.module.css';

/** One group of settings under its name; by its id something else on the page leads to it. */
export function SettingCard({ id, title, hint, children }: { id?: string; title: string; hint?: string; children: ReactNode }) {
  return (
    <section id={id} className={classes.card}>
      <h2>{title}</h2>
      {hint && <p className={classes.hint}>{hint}</p>}
      <div className={classes.fields}>{children}</div>
    </section>
  );
}
