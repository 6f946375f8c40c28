import type { ReactNode } from 'react';
import classes from './settings-page.module.css';

/** One group of settings under its name. */
export function SettingCard({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className={classes.card}>
      <h2>{title}</h2>
      {hint && <p className={classes.hint}>{hint}</p>}
      <div className={classes.fields}>{children}</div>
    </section>
  );
}
