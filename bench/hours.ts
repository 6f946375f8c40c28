/**
 * What the figures of the hours cost while events are taken in: the same events with them and without, in turn, in processor time.
 *   npm run bench -- hours
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../executor/clock';
import { createEngine } from '../executor/engine/engine';
import type { Database } from '../executor/store/driver';
import { closeStore, openStore } from '../executor/store/open';
import { event, miniBundle } from './executor-mini';
import { unwrap } from './executor-rig';
import { median } from './measure';

const turns = Number(process.argv[2] ?? 9);
const events = Number(process.argv[3] ?? 6_000);

/** What would be written for the hours is not. */
function withoutHours(db: Database): Database {
  const run: Database['run'] = (sql, ...values) => {
    if (!sql.includes('INTO hour_count')) db.run(sql, ...values);
  };
  return new Proxy(db, { get: (of, name) => (name === 'run' ? run : Reflect.get(of, name)) });
}

/** For both alike, so that only the writes are told apart. */
function passedThrough(db: Database): Database {
  const run: Database['run'] = (sql, ...values) => {
    if (!sql.includes('INTO nothing_at_all')) db.run(sql, ...values);
  };
  return new Proxy(db, { get: (of, name) => (name === 'run' ? run : Reflect.get(of, name)) });
}

/** Processor time of one event in µs, sent so many at once. */
async function measured(wrap: (db: Database) => Database, atOnce: number): Promise<number> {
  const data = mkdtempSync(join(tmpdir(), 'masa-hours-'));
  const db = unwrap(openStore(data));
  try {
    const engine = createEngine({ db: wrap(db), clock: systemClock, onTrouble: (error) => console.error(error) });
    unwrap(await engine.publish(miniBundle('P1D')));
    const sent = Array.from({ length: events }, (_, i) => event(i, 'cart', i % 1000));
    const before = process.cpuUsage();
    for (let from = 0; from < events; from += atOnce) unwrap(await engine.sendEvents(sent.slice(from, from + atOnce)));
    const { user, system } = process.cpuUsage(before);
    await engine.stop();
    return (user + system) / events;
  } finally {
    closeStore(db);
    rmSync(data, { recursive: true, force: true });
  }
}

for (const atOnce of [1, 20, 500]) {
  await measured(passedThrough, atOnce);
  const kept: number[] = [];
  const left: number[] = [];
  for (let i = 0; i < turns; i++) {
    kept.push(await measured(passedThrough, atOnce));
    left.push(await measured(withoutHours, atOnce));
  }
  const told = (values: readonly number[]) => `${median(values).toFixed(1)} µs (${Math.min(...values).toFixed(1)}–${Math.max(...values).toFixed(1)})`;
  console.log(`${atOnce} at once: with ${told(kept)}, without ${told(left)}, ${turns} turns of ${events} events, load ${loadavg()[0]?.toFixed(1)}`);
}
