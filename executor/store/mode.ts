/** Whether what a store has recorded was real. */
import type { Backup } from '../../shared/executor/care';
import type { Database } from './driver';

/** Undefined: nothing has been recorded yet. */
export function modeOf(db: Database): Backup['mode'] | undefined {
  const known = db.get<{ value: string }>("SELECT value FROM meta WHERE key = 'mode'")?.value;
  return known === 'sandbox' || known === 'real' ? known : undefined;
}
