import type { ReactNode } from 'react';
import classes from './badge.module.css';

export type BadgeTone = 'accent' | 'good' | 'waiting' | 'blocking' | 'suggestion' | 'data' | 'quiet';

/** A status: tint, text and always a word; `icon` or a dot carries it without colour. */
export function Badge({ tone, icon, children }: { tone: BadgeTone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={classes.badge} data-tone={tone}>
      {icon}
      {children}
    </span>
  );
}
