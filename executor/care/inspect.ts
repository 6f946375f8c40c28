import type { Backup } from '../../shared/executor/care';
import { standing } from '../engine/metrics';
import { openDatabase, sqliteCodeOf } from '../store/driver';
import { storeIdOf } from '../store/open';

/** Undefined: it is not a whole store of ours. */
export type Inspected = Pick<Backup, 'format' | 'mode' | 'counts'> | undefined;

/** Reads all of a store that nobody has open, page by page, and says what is in it. Takes a second for some hundred megabytes. */
export function inspectStore(path: string): Inspected {
  const db = openDatabase(path, { readOnly: true });
  try {
    const { isOurs, version } = storeIdOf(db);
    const { integrity_check } = db.get<{ integrity_check: string }>('PRAGMA integrity_check(1)') ?? { integrity_check: '' };
    if (!isOurs || version < 1 || integrity_check !== 'ok') return undefined;
    const total = (name: string) => db.get<{ n: number }>('SELECT n FROM counter WHERE name = ?', name)?.n ?? 0;
    const mode = db.get<{ value: string }>("SELECT value FROM meta WHERE key = 'mode'")?.value;
    const rows = (sql: string, ...params: string[]) => db.get<{ n: number | null }>(sql, ...params)?.n ?? 0;
    return {
      format: version,
      mode: mode === 'sandbox' ? 'sandbox' : 'real',
      counts: {
        events: total('events'),
        customers: total('customers'),
        deployments: rows('SELECT count(*) AS n FROM deployment'),
        waiting: rows('SELECT sum(n) AS n FROM node_count WHERE metric = ?', standing),
        outbox: total('outbox'),
      },
    };
  } catch (error) {
    if (sqliteCodeOf(error) === undefined) throw error;
    return undefined;
  } finally {
    db.close();
  }
}
