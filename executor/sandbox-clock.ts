import type { Clock } from './clock';
import type { Database } from './store/driver';

/** A clock that runs like `base` and can be moved forward. How far it was moved is stored: after a restart it goes on from there. */
export function createSandboxClock(db: Database, base: Clock): Clock & { set(to: number): void } {
  let ahead = Number(db.get<{ value: string }>("SELECT value FROM meta WHERE key = 'clock-ahead-ms'")?.value ?? 0);
  const now = () => base.now() + ahead;
  return {
    now,
    schedule: base.schedule,
    set(to) {
      ahead = Math.max(ahead, to - base.now());
      // A transaction of its own: time has moved even if what happens next fails. Also where it has not moved: the row's sync is that of
      // all that was done on the way.
      db.transaction(() =>
        db.run("INSERT INTO meta (key, value) VALUES ('clock-ahead-ms', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", String(Math.round(ahead))),
      );
    },
  };
}
