import type { ReactNode } from 'react';
import classes from './quiet.module.css';

/** A line beside what matters: facts, guidance, "nothing yet". */
export function Quiet({ children }: { children: ReactNode }) {
  return <p className={classes.quiet}>{children}</p>;
}
