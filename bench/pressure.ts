/**
 * What it costs the store's thread to say how many messages people get in a week, and how long others wait for it meanwhile.
 *   npm run bench -- pressure
 * Fewer for a first look: npm run bench -- pressure 20000 200000 3 (customers, messages, runs).
 * Messages of eight weeks in the order in which they were sent, so that those of one customer lie far from each other, with as many other events
 * between them.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { countPressure, type PressureOptions } from '../executor/monitor/pressure';
import { closeStore, openStore, storeFile } from '../executor/store/open';
import type { Cap } from '../shared/journey/schema';
import { median } from './measure';

const customers = Number(process.argv[2] ?? 200_000);
const messages = Number(process.argv[3] ?? 2_000_000);
const runs = Number(process.argv[4] ?? 5);
const now = Date.parse('2026-06-15T12:00:00Z');
const weekMs = 7 * 86_400_000;
const cap: Cap = { id: 'weekly', name: { en: 'Weekly' }, limit: 3, window: 'P7D', classes: ['marketing'] };

type Measured = { worked: number; cpu: number; longest: number; looked: number };

const data = mkdtempSync(join(tmpdir(), 'masa-pressure-'));
try {
  const opened = openStore(data);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  const db = opened.value;
  const attributes = JSON.stringify(Object.fromEntries(Array.from({ length: 12 }, (_, i) => [String(i + 1), `value ${i} of this customer`])));
  inPortions(customers, (i) => db.run("INSERT INTO customer (n, attributes, changed_at, changed) VALUES (?, ?, 0, '{}')", i + 1, attributes));
  // In one statement each, and the index made at the end: millions of rows one by one take longer than all that is measured.
  const numbers = (count: number) => `WITH RECURSIVE i (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM i WHERE n < ${count - 1})`;
  /** Of every hundred thousand, spread over all; some get far more than others: the square of an even draw. */
  const somebody = (prime: number) => `1 + CAST(pow((n * ${prime} % 100003) / 100003.0, 2) * ${customers} AS INTEGER)`;
  const at = `${now - 8 * weekMs} + n * ${(8 * weekMs) / messages}`;
  const properties = (channel: string) =>
    `json_object('message-id', 'cart-reminder-1', 'channel', ${channel}, 'message-class', 'marketing', 'journey-id', 'cart', 'touchpoint', 1)`;
  const index = db.get<{ sql: string }>("SELECT sql FROM sqlite_schema WHERE name = 'event_of_customer'")?.sql ?? '';
  db.transaction(() => {
    db.exec('DROP INDEX event_of_customer');
    for (let from = 0; from < 2; from++)
      db.exec(
        `${numbers(messages)} INSERT INTO event (seq, uid, name, at, received_at, is_test, properties, customer, source, is_own, identifiers)
         SELECT 2 * n + ${1 + from}, printf('%024x', 2 * n + ${from}), ${from === 0 ? "'message-sent'" : "'product-viewed'"}, CAST(${at} AS INTEGER), CAST(${at} AS INTEGER), 0,
           ${from === 0 ? properties("CASE n % 5 WHEN 3 THEN 'sms' WHEN 4 THEN 'whatsapp' ELSE 'email' END") : `'{"product-id":"p-12345","price":129.9,"category":"shoes"}'`},
           ${somebody(from === 0 ? 48271 : 69621)}, 'masa', ${from === 0 ? 1 : 0}, '{}' FROM i`,
      );
    db.exec(index);
  });
  console.log(`${customers} customers, ${messages} messages, as many other events: ${Math.round(statSync(join(data, storeFile)).size / 1e6)} MB`);
  console.log(`${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}`);
  for (const [name, mostMs] of [
    ['all of them', Number.POSITIVE_INFINITY],
    ['for 1,500 ms', 1500],
  ] as const) {
    const found: Measured[] = [];
    for (let i = 0; i < runs; i++) found.push(await measured(mostMs));
    const of = (pick: (one: (typeof found)[number]) => number) => median(found.map(pick));
    console.log(
      `${name}: ${of(({ worked }) => worked)} ms of work, processor ${of(({ cpu }) => cpu)} ms, longest wait ${of(({ longest }) => longest)} ms, looked at ${of(({ looked }) => looked)}`,
    );
  }

  async function measured(mostMs: number): Promise<Measured> {
    let worked = 0;
    let longest = 0;
    let began = performance.now();
    const before = process.cpuUsage();
    const options: PressureOptions = {
      now,
      weeks: 4,
      caps: [{ cap, zone: 'Asia/Jerusalem' }],
      mayGoOn: () => worked < mostMs,
      async pause() {
        const took = performance.now() - began;
        worked += took;
        longest = Math.max(longest, took);
        await new Promise((resolve) => setImmediate(resolve));
        began = performance.now();
      },
    };
    const { looked } = await countPressure(db, options);
    const { user, system } = process.cpuUsage(before);
    return { worked: Math.round(worked), cpu: Math.round((user + system) / 1000), longest: Math.round(longest), looked };
  }

  function inPortions(count: number, insert: (i: number) => void): void {
    for (let from = 0; from < count; from += 50_000)
      db.transaction(() => {
        for (let i = from; i < Math.min(count, from + 50_000); i++) insert(i);
      });
  }
  closeStore(db);
} finally {
  rmSync(data, { recursive: true, force: true });
}
