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
const channels = ['email', 'email', 'email', 'sms', 'whatsapp'];
const cap: Cap = { id: 'weekly', name: { en: 'Weekly' }, limit: 3, window: 'P7D', classes: ['marketing'] };

type Measured = { worked: number; cpu: number; longest: number; looked: number };

const data = mkdtempSync(join(tmpdir(), 'masa-pressure-'));
try {
  const opened = openStore(data);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  const db = opened.value;
  const attributes = JSON.stringify(Object.fromEntries(Array.from({ length: 12 }, (_, i) => [String(i + 1), `value ${i} of this customer`])));
  inPortions(customers, (i) => db.run("INSERT INTO customer (n, attributes, changed_at, changed) VALUES (?, ?, 0, '{}')", i + 1, attributes));
  let seed = 7;
  /** Some get far more than others: the square of an even draw. */
  const somebody = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return 1 + Math.floor((seed / 2_147_483_648) ** 2 * customers);
  };
  const sql =
    "INSERT INTO event (uid, name, at, received_at, is_test, properties, customer, source, is_own, identifiers) VALUES (?, ?, ?, ?, 0, ?, ?, 'masa', ?, '{}')";
  inPortions(messages, (i) => {
    const at = now - 8 * weekMs + Math.floor((i / messages) * 8 * weekMs);
    const properties = {
      'message-id': 'cart-reminder-1',
      channel: channels[i % channels.length],
      'message-class': 'marketing',
      'journey-id': 'cart',
      touchpoint: 1,
    };
    db.run(sql, `${i}aaaaaaaaaaaaaaaaaaaaaaa`, 'message-sent', at, at, JSON.stringify(properties), somebody(), 1);
    db.run(sql, `${i}bbbbbbbbbbbbbbbbbbbbbbb`, 'product-viewed', at, at, '{"product-id":"p-12345","price":129.9,"category":"shoes"}', somebody(), 0);
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
