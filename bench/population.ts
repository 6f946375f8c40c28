/**
 * A sample of 100,000 people in three systems and a million events, as the workbench reads it: rows through the mappings,
 * events sorted out by person, everything together as one table with all formulas. Then the same people with half a million
 * orders and lines that lead to them by links. Each run is a process of its own.
 *   npm run bench -- population
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngagement } from '../shared/engagement/open-engagement';
import type { Engagement } from '../shared/engagement/schema';
import { createEventCollector } from '../shared/population/collect-events';
import { createRowCollector } from '../shared/population/collect-rows';
import type { EventWords } from '../shared/population/row-events';
import { unify } from '../shared/population/unify';
import type { SourceObject } from '../shared/sources/schema';
import { tell } from './measure';

/** Smaller runs, to look at one thing: 0.1 is a tenth of everything. */
const SHARE = Number(process.env.MASA_BENCH_SHARE ?? 1);
const PEOPLE = 100_000 * SHARE;
const ROWS = 300_000 * SHARE;
const EVENTS = 1_000_000 * SHARE;
const ORDERS = 200_000 * SHARE;
const LINES = 300_000 * SHARE;
const RUNS = 3;
const now = Date.parse('2026-11-22T00:00:00Z');
const DAY = 86_400_000;

type Stage = 'read' | 'linked' | 'events' | 'segments' | 'all';
const noTimes = (): Record<Stage, number> => ({ read: 0, linked: 0, events: 0, segments: 0, all: 0 });
/** Clock and processor time by stage, ms. */
type Figures = { ms: Record<Stage, number>; busyMs: Record<Stage, number>; heapMb: number; memoryMb: number };

/** The three systems a person stands in, as the shipped sample maps them: about a dozen fields each. */
const systems = ['erp-customer', 'web-shop-customer', 'legacy-esp-subscriber'] as const;
/** What a handful of segments asks for. */
const asked = new Set(['lifecycle-stage', 'total-spent', 'last-order-at', 'email-consent', 'city', 'orders-count']);

function measure(folder: string, hasOrders: boolean): Figures {
  const engagement = hasOrders ? withLinks(sample()) : sample();
  const objects = systems.map((from) => engagement.sources.flatMap((source) => source.objects).find((object) => object.from === from)?.id ?? '');
  const figures: Figures = { ms: noTimes(), busyMs: noTimes(), heapMb: 0, memoryMb: 0 };
  const stage = <T>(name: Stage, act: () => T): T => {
    const before = process.cpuUsage();
    const began = performance.now();
    const result = act();
    figures.ms[name] = performance.now() - began;
    const { user, system } = process.cpuUsage(before);
    figures.busyMs[name] = (user + system) / 1_000;
    return result;
  };
  const rows = createRowCollector(engagement, words());
  const known = new Int32Array(ROWS + (hasOrders ? ORDERS + LINES : 0)).fill(-1);
  stage('read', () => {
    let n = 0;
    for (const line of linesIn(join(folder, 'rows.ndjson'))) {
      rows.add(objects[n % systems.length] ?? '', n + 1, JSON.parse(line));
      known[n] = Math.floor(n / systems.length);
      n += 1;
    }
    if (rows.records.length !== n) throw new Error('a row of no object');
  });
  const personOf = stage('linked', () => {
    if (hasOrders)
      for (const from of ['erp-order', 'erp-order-item']) {
        let n = 0;
        for (const line of linesIn(join(folder, `${from}.ndjson`))) rows.add(objectOf(engagement, from).id, ++n, JSON.parse(line));
      }
    return rows.ownersOf(known);
  });
  if (hasOrders && personOf.includes(-1)) throw new Error('a row of nobody');
  const events = stage('events', () => {
    const collector = createEventCollector({ personOf: (identifiers) => Number(identifiers['shop-customer-id']) - 6_300_000_000_000, now });
    for (const line of linesIn(join(folder, 'events.ndjson'))) collector.add(JSON.parse(line));
    rows.tellEvents(collector, personOf);
    return collector.finish(PEOPLE);
  });
  if (hasOrders && events.fromRows.size === 0) throw new Error('no event came from a row');
  const { records } = rows;
  const input = { engagement, records, personOf, people: PEOPLE, events, now };
  stage('segments', () => unify({ ...input, attributes: asked }));
  const population = stage('all', () => unify(input));
  if (population.size !== PEOPLE || (population.columns.get('total-spent')?.values.length ?? 0) < 1_000 * SHARE) throw new Error('nothing was worked out');
  if (process.env.MASA_BENCH_SHOW) for (const problem of rows.problems()) console.error(JSON.stringify(problem));
  figures.memoryMb = process.resourceUsage().maxRSS / 1_024;
  figures.heapMb = heapMb();
  // Still needed until here, or it would not be counted.
  if (records.length + events.tables.size + population.columns.size === 0) throw new Error('nothing is left');
  return figures;
}

function words(): EventWords {
  return JSON.parse(readFileSync(new URL('../assets/catalogue/events.json', import.meta.url), 'utf8'));
}

function objectOf(engagement: Engagement, from: string): SourceObject {
  const found = engagement.sources.flatMap((source) => source.objects).find((object) => object.from === from);
  if (!found) throw new Error(`no ${from}`);
  return found;
}

/** Orders point to customers and lines to orders, as an import of the ERP's own tables links them. */
function withLinks(engagement: Engagement): Engagement {
  const link = (from: string, id: string, nativeName: string, to: string) => {
    const object = objectOf(engagement, from);
    const [like] = object.fields;
    if (!like) throw new Error(`${from} has no fields`);
    object.fields.push({ ...like, id, nativeName, key: false, use: 'reference', eventProperties: [] });
    object.links = [{ fields: [id], object: objectOf(engagement, to).id }];
  };
  link('erp-order', '01J00000000000000000000001', 'CUSTNAME', 'erp-customer');
  link('erp-order-item', '01J00000000000000000000002', 'ORDNAME', 'erp-order');
  // A line says something about its person, or it would not be read.
  const count = engagement.record.attributes.find(({ id }) => id === 'purchased-categories');
  const part = objectOf(engagement, 'erp-order-item').fields.find(({ nativeName }) => nativeName === 'PARTNAME');
  if (!count || !part) throw new Error('lines feed nothing');
  count.sources.push({ field: part.id });
  return engagement;
}

function heapMb(): number {
  global.gc?.();
  return process.memoryUsage().heapUsed / 1_048_576;
}

function sample(): Engagement {
  const opened = openEngagement(JSON.parse(readFileSync(new URL('../assets/samples/karmelon.masa.json', import.meta.url), 'utf8')));
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  return opened.value;
}

function writeLines(path: string, count: number, make: (n: number) => unknown): void {
  const out = openSync(path, 'w');
  let waiting = '';
  for (let n = 0; n < count; n++) {
    waiting += `${JSON.stringify(make(n))}\n`;
    if (waiting.length > 1_000_000 || n === count - 1) {
      writeSync(out, waiting);
      waiting = '';
    }
  }
  closeSync(out);
}

/** Piece by piece, as the workbench reads them. */
function* linesIn(path: string): Generator<string> {
  const file = openSync(path, 'r');
  const piece = Buffer.alloc(1 << 20);
  let rest = Buffer.alloc(0);
  for (let size = readSync(file, piece); size > 0; size = readSync(file, piece)) {
    const all = Buffer.concat([rest, piece.subarray(0, size)]);
    const end = all.lastIndexOf(10);
    yield* all.subarray(0, end).toString('utf8').split('\n');
    rest = all.subarray(end + 1);
  }
  closeSync(file);
}

type Dice = () => number;

/** The same numbers in every run: values between 0 and 1 by a linear congruence. */
function createDice(seed: number): Dice {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

const one = <T>(values: readonly T[], dice: Dice): T => values[Math.floor(dice() * values.length)] as T;
const iso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;
const names = ['נועה', 'איתי', 'תמר', 'Daniel', 'Maya', 'עומר', 'שירה', 'Sara', 'Reza', 'Lily', 'אורי', 'כהן', 'לוי', 'Peretz', 'ביטון'];
const cities = ['תל אביב', 'חיפה', 'Haifa', 'ירושלים', 'באר שבע', 'נתניה'];

function rowOf(n: number, dice: Dice): Record<string, unknown> {
  const person = Math.floor(n / systems.length);
  const email = `person.${person}@example.com`;
  const phone = `05${person % 10}-${String(1_000_000 + person).slice(-7)}`;
  const since = now - Math.floor(dice() * 3_000) * DAY;
  switch (systems[n % systems.length]) {
    case 'erp-customer':
      return {
        CUSTNAME: `C${100_000 + person}`,
        CUSTDES: `${one(names, dice)} ${one(names, dice)}`,
        PHONE: phone,
        EMAIL: email,
        ADDRESS: `${one(names, dice)} ${Math.floor(dice() * 90)}`,
        STATE: one(cities, dice),
        ZIP: String(2_000_000 + (person % 5_000)),
        COUNTRYNAME: 'ישראל',
        CTYPENAME: 'פרטי',
        CREATEDDATE: `${iso(since).slice(0, 10)}T00:00:00+02:00`,
        AGENTNAME: null,
        MCUSTNAME: null,
      };
    case 'web-shop-customer':
      return {
        id: 6_300_000_000_000 + person,
        email,
        phone,
        first_name: one(names, dice),
        last_name: one(names, dice),
        'default_address.city': one(cities, dice),
        'default_address.country_code': 'IL',
        'email_marketing_consent.state': one(['subscribed', 'unsubscribed', 'pending'], dice),
        'sms_marketing_consent.state': one(['subscribed', 'not_subscribed'], dice),
        tags: dice() < 0.05 ? 'VIP' : '',
        created_at: iso(since + Math.floor(dice() * DAY)),
      };
    default:
      return {
        id: `${(person * 2_654_435_761).toString(16)}d1f727a7069`,
        email_address: email,
        status: one(['subscribed', 'unsubscribed', 'cleaned'], dice),
        'merge_fields.FNAME': one(names, dice),
        'merge_fields.LNAME': one(names, dice),
        'merge_fields.PHONE': phone,
        timestamp_opt: iso(since + Math.floor(dice() * DAY)),
        source: 'Signup form',
        language: one(['he', 'en', 'fa'], dice),
        'stats.avg_open_rate': Math.round(dice() * 1_000) / 1_000,
        'stats.avg_click_rate': Math.round(dice() * 100) / 1_000,
      };
  }
}

function eventOf(n: number, dice: Dice): Record<string, unknown> {
  const person = Math.floor(dice() ** 2 * PEOPLE);
  const envelope = (name: string, properties: Record<string, unknown>) => ({
    uid: `web-shop-${person}-${n}`,
    name,
    occurred_at: iso(now - Math.floor(dice() * 365 * DAY)),
    source_system: 'web-shop',
    is_test: false,
    identifiers: { shop_customer_id: 6_300_000_000_000 + person, email: `person.${person}@example.com` },
    properties,
  });
  const product = Math.floor(dice() * 400);
  const price = Math.round(dice() * 50_000) / 100;
  const share = dice();
  if (share < 0.1)
    return envelope('order_placed', {
      order_id: `${5_400_000_000 + n}`,
      order_total: price,
      currency: 'ILS',
      items_count: 2,
      items: [{ sku: `P-${product}`, name: `Product ${product}`, quantity: 1, price }],
      category_ids: [`family-${product % 12}`],
      sales_channel: 'web',
      is_first_order: false,
    });
  if (share < 0.25) return envelope('added_to_cart', { cart_id: `cart-${n}`, product_id: `P-${product}`, quantity: 1, unit_price: price, cart_value: price });
  if (share < 0.4) return envelope('message_delivered', { message_id: `nl-${n % 6}`, channel: 'email' });
  if (share < 0.5) return envelope('message_opened', { message_id: `nl-${n % 6}`, channel: 'email', is_machine_open: dice() < 0.1 });
  if (share < 0.51) return envelope('consent_withdrawn', { channel: 'email' });
  if (share < 0.7) return envelope('visit_started', { page_url: 'https://shop.example.com/', device_type: 'mobile', from_email: dice() < 0.2 });
  return envelope('product_viewed', {
    product_id: `P-${product}`,
    sku: `P-${product}`,
    product_name: `Product ${product}`,
    category_id: `family-${product % 12}`,
    price,
    in_stock: true,
    is_eco: product % 5 === 0,
  });
}

function orderOf(n: number, dice: Dice): Record<string, unknown> {
  return {
    ORDNAME: `SO${n}`,
    CUSTNAME: `C${100_000 + (n % PEOPLE)}`,
    BOOKNUM: dice() < 0.3 ? `${5_400_000_000 + n}` : '',
    CURDATE: iso(now - Math.floor(dice() * 700) * DAY),
    ORDSTATUSDES: 'סופקה',
    TOTPRICE: Math.round(dice() * 50_000) / 100,
    BRANCHNAME: `${n % 9}`,
  };
}

function lineOf(n: number, dice: Dice): Record<string, unknown> {
  return { ORDNAME: `SO${n % ORDERS}`, PARTNAME: `P-${Math.floor(dice() * 400)}`, TQUANT: 1 + (n % 3), PRICE: Math.round(dice() * 20_000) / 100 };
}

function ownProcess(args: readonly string[]): Figures {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', '--max-old-space-size=1200', ...args], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  if (process.env.MASA_BENCH_SHOW) console.log(stderr);
  if (status !== 0) throw new Error(stderr.slice(0, 2_000));
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Figures;
}

const stages: readonly (readonly [Stage, string, number | undefined])[] = [
  ['read', `${ROWS} rows of 12 fields, JSON to records`, 3_000],
  ['linked', `${ORDERS} orders and ${LINES} lines, JSON to records, and whose they are`, undefined],
  ['events', `${EVENTS} events, JSON to tables by person`, undefined],
  ['segments', `one table of ${PEOPLE} people, what six attributes rest on`, undefined],
  ['all', `one table of ${PEOPLE} people, all attributes and formulas`, undefined],
];

function report(): void {
  const folder = mkdtempSync(join(tmpdir(), 'masa-bench-'));
  try {
    const dice = createDice(4_711);
    writeLines(join(folder, 'rows.ndjson'), ROWS, (n) => rowOf(n, dice));
    writeLines(join(folder, 'events.ndjson'), EVENTS, (n) => eventOf(n, dice));
    writeLines(join(folder, 'erp-order.ndjson'), ORDERS, (n) => orderOf(n, dice));
    writeLines(join(folder, 'erp-order-item.ndjson'), LINES, (n) => lineOf(n, dice));
    for (const kind of ['plain', 'linked']) tellRuns(kind, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tellRuns(kind: string, folder: string): void {
  const about = kind === 'linked' ? 'with orders and lines: ' : '';
  const runs = Array.from({ length: RUNS }, () => ownProcess([script, folder, kind]));
  for (const [stage, words, target] of stages) {
    if (stage === 'linked' && kind !== 'linked') continue;
    tell(
      `${about}${words}: by the clock`,
      runs.map(({ ms }) => ms[stage]),
      target,
    );
    tell(
      `${about}${words}: processor time`,
      runs.map(({ busyMs }) => busyMs[stage]),
    );
  }
  const loading = (times: Record<Stage, number>) => times.read + times.linked + times.events + times.segments;
  tell(
    `${about}rows, events and six attributes together: by the clock`,
    runs.map(({ ms }) => loading(ms)),
    10_000,
  );
  tell(
    `${about}rows, events and six attributes together: processor time`,
    runs.map(({ busyMs }) => loading(busyMs)),
  );
  tell(
    `${about}in use at the end`,
    runs.map((run) => run.heapMb),
    900,
    'MB',
  );
  tell(
    `${about}memory of the process at its peak`,
    runs.map((run) => run.memoryMb),
    undefined,
    'MB',
  );
}

const [, script = '', folder, kind] = process.argv;
if (folder === undefined) report();
else console.log(JSON.stringify(measure(folder, kind === 'linked')));
