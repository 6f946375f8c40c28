/**
 * One transaction's view of the store: customers and histories read once, changes and counters collected and written at the
 * end. Thrown away when the transaction fails, so nothing in it may outlive a rollback.
 */
import type { EventRecord, Json } from '../../shared/condition/facts';
import type { Refusal } from '../../shared/identity/report';
import type { TraceEntry } from '../../shared/journey/run';
import type { LiveCustomer } from '../../shared/runtime/live';
import { addLateness, addToHour, type CapMetric, everything, hourOf } from '../monitor/hours';
import type { Lasting } from '../rights/lasting-words';
import { createSpoken } from '../rights/spoken';
import type { Database } from '../store/driver';
import { insertCustomer, readCustomer, updateCustomer } from './customer-rows';
import { standing } from './metrics';
import type { Names } from './names';
import type { Vocabulary } from './vocabulary';
import type { Way } from './ways';

export type Customer = Omit<LiveCustomer, 'steady'>;

export type TotalName = 'events' | 'customers' | 'merges' | 'outbox' | 'not-sent' | `identity-${Refusal}` | 'cascade-cut' | 'erased' | 'erased-refused';

export type Work = {
  db: Database;
  names: Names;
  /** Epoch ms, the same for the whole transaction. */
  now: number;
  customer(n: number): Customer;
  /** Somebody new. She is stored by `keep`, with what is known of her by then; nothing may refer to her before. */
  createCustomer(): Customer;
  keep(customer: Customer): void;
  /** Sets or, with null, clears an attribute. */
  setAttribute(customer: Customer, attribute: string, value: Json, at: number): void;
  /** Oldest first. */
  events(customer: number, name: string): readonly EventRecord[];
  /** A newly stored event belongs to the history from now on. */
  remember(customer: number, event: EventRecord): void;
  /** Her events have become others', or others' hers: what was read of them is not true any more. `lost`: one who has become part of her. */
  forget(customer: number, lost?: number): void;
  /** What one step did, in order. */
  addTrace(at: { deployment: number; customer: number; run?: number | undefined }, entries: readonly TraceEntry[]): void;
  addCount(deployment: number, node: string, metric: string, by: number): void;
  addTotal(name: TotalName, by: number): void;
  /** A wait ended so much later than it should have. */
  noteLate(ms: number): void;
  /** Runs that have been moved in this transaction: what was read of them before is not true any more. */
  moved: Set<number>;
  /** Customers first heard of in this transaction, of whom no run has to be looked for yet. */
  withoutRuns: Set<number>;
  /** Does this when the transaction ends, before anything else is written. */
  atEnd(write: () => void): void;
  /** What outlives this store; absent where nothing new is said. */
  lasting: Lasting | undefined;
  /** She is known by more identifiers than before. */
  isKnownByMore(customer: Customer): void;
  flush(): void;
  /** When it is on the disk. Throws SQLite's errors; the transaction is done all the same. */
  afterCommit(): void;
};

/** What has been counted of one deployment: by metric and node, and how often each way was taken, which comes to the same in the end. */
type Counts = { byMetric: Map<string, Map<string, number>>; ways: Map<Way, number> };

function count({ byMetric }: Counts, node: string, metric: string, by: number): void {
  let byNode = byMetric.get(metric);
  if (!byNode) {
    byNode = new Map();
    byMetric.set(metric, byNode);
  }
  byNode.set(node, (byNode.get(node) ?? 0) + by);
}

/** Totals that are also kept by the hour. */
const inHours = ['events', 'outbox', 'not-sent'] as const satisfies readonly TotalName[];

function sumOf(byNode: ReadonlyMap<string, number> | undefined): number {
  let sum = 0;
  for (const n of byNode?.values() ?? []) sum += n;
  return sum;
}

type EventRow = { uid: string; name: string; at: number; properties: string };

/** What was worked out of a customer may be another now. */
function forgetValues(customer: Customer | undefined): void {
  if (customer) customer.known.length = 0;
}

export function beginWork(db: Database, { ways, names }: Vocabulary, now: number, lasting?: Lasting): Work {
  const spoken = lasting && createSpoken(db, lasting.words);
  const customers = new Map<number, Customer>();
  const dirty = new Set<number>();
  let lastCustomer: number | undefined;
  const withoutRuns = new Set<number>();
  const histories = new Map<string, EventRecord[]>();
  const counts = new Map<number, Counts>();
  const totals = new Map<TotalName, number>();
  const late: number[] = [];
  const endings: (() => void)[] = [];
  const byCap = new Map<CapMetric, number>();

  const countsOf = (deployment: number) => {
    let those = counts.get(deployment);
    if (!those) {
      those = { byMetric: new Map(), ways: new Map() };
      counts.set(deployment, those);
    }
    return those;
  };
  const addCount = (deployment: number, node: string, metric: string, by: number) => count(countsOf(deployment), node, metric, by);

  const customerOf = (n: number): Customer => {
    let customer = customers.get(n);
    if (!customer) {
      const stored = readCustomer(db, names, n);
      if (!stored) throw new Error('a row names a customer that does not exist');
      customer = { n, ...stored, known: [] };
      customers.set(n, customer);
    }
    return customer;
  };

  return {
    db,
    names,
    now,
    customer: customerOf,
    createCustomer() {
      lastCustomer ??= db.get<{ seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'customer'")?.seq ?? 0;
      const n = ++lastCustomer;
      const customer: Customer = { n, attributes: {}, changed: {}, known: [] };
      customers.set(n, customer);
      withoutRuns.add(n);
      totals.set('customers', (totals.get('customers') ?? 0) + 1);
      return customer;
    },
    keep(customer) {
      insertCustomer(db, names, customer.n, customer);
      dirty.delete(customer.n);
    },
    setAttribute(customer, attribute, value, at) {
      spoken?.set(customer, attribute, value);
      if (value === null) delete customer.attributes[attribute];
      else customer.attributes[attribute] = value;
      customer.changed[attribute] = at;
      forgetValues(customer);
      dirty.add(customer.n);
    },
    events(customer, name) {
      const key = `${customer} ${name}`;
      let history = histories.get(key);
      if (!history) {
        history = db
          .all<EventRow>('SELECT uid, name, at, properties FROM event WHERE customer = ? AND name = ? ORDER BY at, seq', customer, name)
          .map((row) => ({ uid: row.uid, name: row.name, at: row.at, properties: JSON.parse(row.properties) }));
        histories.set(key, history);
      }
      return history;
    },
    remember(customer, event) {
      spoken?.heard(customer, event);
      forgetValues(customers.get(customer));
      // A new list: whoever holds the old one goes on seeing the past as it was. Late events find their place by time.
      const key = `${customer} ${event.name}`;
      const history = histories.get(key);
      if (!history) return;
      let place = history.length;
      while (place > 0 && (history[place - 1]?.at ?? 0) > event.at) place--;
      histories.set(key, [...history.slice(0, place), event, ...history.slice(place)]);
    },
    forget(customer, lost) {
      if (lost !== undefined) customers.delete(lost);
      forgetValues(customers.get(customer));
      for (const key of histories.keys()) if (key.startsWith(`${customer} `) || key.startsWith(`${lost} `)) histories.delete(key);
    },
    addTrace({ deployment, customer, run }, entries) {
      if (entries.length === 0) return;
      const { way, params } = ways.of(entries, now);
      const sql = 'INSERT INTO trace (at, run, deployment, customer, way, params) VALUES (?, ?, ?, ?, ?, ?)';
      if (way.saysNo) {
        const seq = db.insert(sql, now, run ?? null, deployment, customer, way.n, params);
        db.run('INSERT INTO refusal (deployment, way, trace) VALUES (?, ?, ?)', deployment, way.n, seq);
      } else db.run(sql, now, run ?? null, deployment, customer, way.n, params);
      const { ways: taken } = countsOf(deployment);
      taken.set(way, (taken.get(way) ?? 0) + 1);
      if (way.meetsCap)
        for (const { what, reason } of entries)
          if (reason?.code === 'cap-reached' && (what === 'held' || what === 'not-sent')) {
            const metric: CapMetric = `cap-${what}:${reason.params.cap}`;
            byCap.set(metric, (byCap.get(metric) ?? 0) + 1);
          }
    },
    moved: new Set(),
    withoutRuns,
    lasting,
    isKnownByMore: (customer) => spoken?.again(customer),
    addCount,
    addTotal: (name, by) => totals.set(name, (totals.get(name) ?? 0) + by),
    noteLate: (ms) => void late.push(ms),
    atEnd: (write) => void endings.push(write),
    flush() {
      for (const write of endings) write();
      const hour = hourOf(now);
      let standingBy = 0;
      for (const n of dirty) {
        const customer = customers.get(n);
        if (customer) updateCustomer(db, names, n, customer);
      }
      for (const [deployment, those] of counts) {
        for (const [way, times] of those.ways) {
          for (const { node, metric, by } of way.counted) count(those, node, metric, by * times);
          if (way.notSent > 0) totals.set('not-sent', (totals.get('not-sent') ?? 0) + way.notSent * times);
        }
        standingBy += sumOf(those.byMetric.get(standing));
        addToHour(db, hour, deployment, 'entered', sumOf(those.byMetric.get('entered')));
        addToHour(db, hour, deployment, 'sent', sumOf(those.byMetric.get('sent')));
        let notSent = 0;
        for (const [metric, byNode] of those.byMetric) if (metric.startsWith('not-sent:')) notSent += sumOf(byNode);
        addToHour(db, hour, deployment, 'not-sent', notSent);
        for (const [metric, byNode] of those.byMetric)
          for (const [node, n] of byNode)
            if (n !== 0)
              db.run(
                'INSERT INTO node_count (deployment, node, metric, n) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n',
                deployment,
                node,
                metric,
                n,
              );
      }
      addToHour(db, hour, everything, 'standing', standingBy);
      for (const name of inHours) addToHour(db, hour, everything, name, totals.get(name) ?? 0);
      addLateness(db, hour, late);
      for (const [metric, n] of byCap) addToHour(db, hour, everything, metric, n);
      for (const [name, n] of totals) if (n !== 0) db.run('INSERT INTO counter (name, n) VALUES (?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n', name, n);
      spoken?.flush(customerOf);
    },
    afterCommit: () => spoken?.afterCommit(),
  };
}
