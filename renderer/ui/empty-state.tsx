import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

/** What a page says before it holds anything: one drawing, one sentence on what it is for, one primary way in. */
export function EmptyState({ icon, title, text, actions }: { icon: ReactNode; title: string; text?: string; actions?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <div className={classes.icon} aria-hidden>
        {icon}
      </div>
      <h2 className={classes.title}>{title}</h2>
      {text && <p className={classes.text}>{text}</p>}
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
