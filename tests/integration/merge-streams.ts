/** Journeys, streams of events in which customers keep turning out to be one, and what must hold of a store whatever happened to it. */

import { countsOf } from '../../executor/api/queries';
import { recount } from '../../executor/engine/recount';
import type { Database } from '../../executor/store/driver';
import type { DeploymentBundle, EventEnvelope } from '../../shared/executor/api';
import type { Identity } from '../../shared/identity/schema';
import type { Journey, Node, NodeOf } from '../../shared/journey/schema';
import { bundle, edge, message, onePerDay, type Parts, rules as suppressions } from '../../shared/journey/step.fixture';
import type { Random } from '../../shared/sample/random';

export const sharedEmail = 'family@shop.example';
export const blockedEmail = 'none@shop.example';

const identity: Identity = {
  rules: [
    { attribute: 'customer-id', strength: 'strong', limit: 1, blocked: ['0'] },
    { attribute: 'email', strength: 'strong', blocked: [blockedEmail] },
    { attribute: 'mobile-phone', strength: 'strong', limit: 3, blocked: [] },
    { attribute: 'loyalty-id', strength: 'medium', blocked: [] },
    { attribute: 'anonymous-ids', strength: 'weak', blocked: [] },
  ],
};

const inHaifa: DeploymentBundle['segments'][number] = {
  id: 'in-haifa',
  name: { en: 'In Haifa' },
  category: 'place',
  when: { op: 'eq', left: { kind: 'customer', path: 'city' }, right: 'Haifa' },
  administrative: false,
  minimumSize: 0,
};

/** trigger → steps → exit; each port of a step leads to the next. */
function journey(id: string, trigger: NodeOf<'trigger'>['trigger'], steps: Node[], reentry: Journey['entry']['reentry'], more: Partial<Parts> = {}) {
  const nodes: Node[] = [{ id: 't', kind: 'trigger', trigger }, ...steps, { id: 'end', kind: 'exit' }];
  const edges = nodes.slice(1).flatMap((node, i) => {
    const from = nodes[i];
    return from ? (from.kind === 'wait-event' ? ['happened', 'timeout'] : ['out']).map((port) => edge(from.id, port, node.id)) : [];
  });
  const messages = ['email', 'on-site'].map((channel) => ({ ...message, id: channel, channel: channel as 'email' }));
  const made = bundle({ nodes, edges, messages, entry: { reentry }, ...more });
  return { ...made, identity, segments: [inHaifa], journey: { ...made.journey, id: `01JD8Y3Z9V7T6S5R4Q3P2N1M${id}`, key: `journey-${id.toLowerCase()}` } };
}

const say = (id: string, channel: 'email' | 'on-site' = 'on-site', className: 'service' | 'marketing' = 'service'): Node => ({
  id,
  kind: 'send',
  message: channel,
  channel,
  class: className,
  ignores: [],
  onSuppressed: 'continue',
  onFailure: 'continue',
});

export const byHand = '01JD8Y3Z9V7T6S5R4Q3P2N1M4A';

/** Waits, waits for an event, holds, a segment, a date, a start by another program, an audience, and a test of the first. */
export const bundles: DeploymentBundle[] = [
  journey(
    '1A',
    { kind: 'event', event: 'cart' },
    [{ id: 'w', kind: 'wait', duration: 'PT1H' }, say('a'), { id: 'v', kind: 'wait', duration: 'P1D' }, say('b')],
    { mode: 'parallel-by-key', key: { kind: 'event', path: 'cart' } },
    {
      policies: {
        goal: {
          name: { en: 'ordered' },
          when: { op: 'performed', event: 'order', measure: 'count', is: { op: 'gte', value: 1 }, window: { sinceEntry: true } },
        },
      },
    },
  ),
  journey(
    '2A',
    { kind: 'event', event: 'cart' },
    [{ id: 'o', kind: 'wait-event', event: 'order', timeout: 'PT2H' }, say('a', 'email', 'marketing')],
    { mode: 'after-exit' },
    { suppressions: [suppressions.consent, suppressions.caps], caps: [onePerDay] },
  ),
  journey('3A', { kind: 'segment-enter', segment: 'in-haifa' }, [{ id: 'w', kind: 'wait', duration: 'PT3H' }, say('a')], { mode: 'never' }),
  journey('4A', { kind: 'api' }, [say('a')], { mode: 'after-exit' }),
  journey('5A', { kind: 'date-attribute', attribute: 'renewal', offset: 'P0D' }, [say('a')], { mode: 'after-exit' }),
  journey('1A', { kind: 'event', event: 'cart' }, [{ id: 'w', kind: 'wait', duration: 'PT1H' }, say('a')], { mode: 'after-exit' }, { mode: 'test' }),
];

/**
 * One event about one of a few people, who are known by several names each. The few change as time goes by, so that there are always
 * some who are not yet one. `n`: how many events there were before; `at`: now, epoch ms.
 */
export function randomEvent(random: Random, n: number, at: number): EventEnvelope {
  const generation = Math.floor(n / 12);
  const someOf = (many: number) => generation + random.int(0, many);
  const among = (share: number, name: string, value: string) => (random.chance(share) ? { [name]: value } : {});
  const identifiers = {
    ...among(0.3, 'email', random.chance(0.1) ? sharedEmail : random.chance(0.08) ? blockedEmail : `p${someOf(14)}@shop.example`),
    ...among(0.3, 'mobile_phone', `050-${1_234_500 + someOf(14)}`),
    ...among(0.2, 'customer_id', String(someOf(9))),
    ...among(0.2, 'loyalty_id', `L${someOf(9)}`),
    ...among(0.4, 'anonymous_ids', `k${someOf(24)}`),
  };
  const [name, properties] = random.weighted<[string, EventEnvelope['properties']]>([
    [5, ['cart', { cart: `k${random.int(0, 3)}` }]],
    [2, ['order', {}]],
    [3, ['seen', {}]],
    [1, ['consent_granted', { channel: 'email' }]],
    [1, ['consent_withdrawn', { channel: 'email' }]],
    [2, ['profile_updated', { city: random.pick(['Haifa', 'Eilat']), renewal: new Date(at + random.int(0, 3) * 86_400_000).toISOString() }]],
  ]);
  const occurred = random.chance(0.2) ? at - random.int(0, 100) * 3_600_000 : at;
  return {
    uid: `e${n}`,
    name,
    occurred_at: new Date(occurred).toISOString(),
    source_system: 'shop',
    is_test: random.chance(0.07),
    identifiers,
    properties,
  };
}

/** In which order what is known of somebody came is of no account. Keys that are numbers are put in order by being read. */
function inOrder(row: object): object {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, typeof value === 'string' ? JSON.stringify(JSON.parse(value)) : value]));
}

/** Everything in the store, table by table. */
export function dump(db: Database): Record<string, string[]> {
  const tables = db.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");
  return Object.fromEntries(
    tables.map(({ name }) => [
      name,
      db
        // Which file of lasting words is the store's is another one in each folder.
        .all(`SELECT * FROM ${name}${name === 'meta' ? " WHERE key <> 'lasting-words'" : ''}`)
        .map((row) => JSON.stringify(name === 'customer' ? inOrder(row as object) : row))
        .sort(),
    ]),
  );
}

/** What is wrong with the store, in words; nothing, when it holds together. */
export function faults(db: Database): string[] {
  const found: string[] = [];
  const none = (what: string, sql: string) => {
    const rows = db.all(sql);
    if (rows.length > 0) found.push(`${what}: ${rows.length}, e.g. ${JSON.stringify(rows[0])}`);
  };
  const one = (sql: string) => db.get<{ n: number | null }>(sql)?.n ?? 0;
  none('rows that lead nowhere', 'PRAGMA foreign_key_check');
  none('integrity', "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'");
  for (const table of ['identity', 'event', 'run', 'trace', 'outbox', 'membership', 'entry_due', 'watched_value'])
    none(`${table} of somebody who is gone`, `SELECT * FROM ${table} WHERE customer IS NOT NULL AND customer NOT IN (SELECT n FROM customer)`);
  none('alias to somebody who is gone', 'SELECT * FROM merge_alias WHERE winner NOT IN (SELECT n FROM customer) OR loser IN (SELECT n FROM customer)');
  none(
    'run that nobody wakes, or that is woken after its end',
    "SELECT n, status FROM run WHERE (status = 'active') <> (due_at IS NOT NULL OR parked_at IS NOT NULL)",
  );
  none(
    'in one journey twice',
    `SELECT r.customer, d.journey FROM run r JOIN deployment d ON d.n = r.deployment WHERE r.status = 'active'
     GROUP BY r.customer, d.journey, r.key HAVING count(*) > 1`,
  );
  none(
    'a step twice',
    "SELECT run, node, what FROM trace_line WHERE what IN ('entered', 'passed', 'sent', 'exited') GROUP BY run, node, what HAVING count(*) > 1",
  );
  // Counted once for all runs: the trace has no index by run.
  const traced = (what: string) => `(SELECT run, count(*) AS n FROM trace_line WHERE what = '${what}' GROUP BY run) t ON t.run = r.n`;
  none('a run without its beginning', `SELECT r.n FROM run r LEFT JOIN ${traced('entered')} WHERE coalesce(t.n, 0) <> 1`);
  none('a run without its end', `SELECT r.n FROM run r LEFT JOIN ${traced('exited')} WHERE coalesce(t.n, 0) <> (r.status = 'exited')`);
  // A run may have gone on in another version since.
  none(
    'a message without its run',
    `SELECT o.n FROM outbox o JOIN run r ON r.n = o.run JOIN deployment od ON od.n = o.deployment JOIN deployment rd ON rd.n = r.deployment
     WHERE o.customer <> r.customer OR od.journey <> rd.journey`,
  );
  none("another's trace", 'SELECT t.seq FROM trace t JOIN run r ON r.n = t.run WHERE t.customer <> r.customer');
  none('a key that is not run:node:visit', "SELECT o.key FROM outbox o JOIN run r ON r.n = o.run WHERE o.key NOT LIKE r.id || ':' || o.node || ':%'");
  none(
    'sent but not in the outbox, or the other way round',
    `SELECT r.n FROM run r LEFT JOIN ${traced('sent')} LEFT JOIN (SELECT run, count(*) AS n FROM outbox GROUP BY run) o ON o.run = r.n
     WHERE coalesce(t.n, 0) <> coalesce(o.n, 0)`,
  );
  none(
    'a test in the history of a real customer',
    `
    SELECT e.seq FROM event e WHERE e.is_test = 1 AND e.customer IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM customer_attribute a WHERE a.customer = e.customer AND a.name = 'is-test-record' AND a.value = 'true')`,
  );
  for (const [name, sql] of Object.entries({
    events: 'SELECT count(*) AS n FROM event',
    customers: 'SELECT count(*) AS n FROM customer',
    merges: 'SELECT count(*) AS n FROM merge_alias',
    outbox: 'SELECT count(*) AS n FROM outbox',
    'not-sent': "SELECT count(*) AS n FROM trace_line WHERE what = 'not-sent'",
  })) {
    const [kept, counted] = [one(`SELECT n FROM counter WHERE name = '${name}'`), one(sql)];
    if (kept !== counted) found.push(`counter ${name}: ${kept}, counted ${counted}`);
  }
  for (const { n } of db.all<{ n: number }>('SELECT n FROM deployment')) {
    const kept = JSON.stringify(sorted(countsOf(db.all('SELECT node, metric, n FROM node_count WHERE deployment = ?', n))));
    const counted = JSON.stringify(sorted(recount(db, n)));
    if (kept !== counted) found.push(`counts of deployment ${n}: ${kept}, recounted ${counted}`);
  }
  return found;
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** Who is whom: the events, identifiers and attributes of each customer, however they are numbered. */
export function people(db: Database): string[] {
  return db
    .all<{ n: number; attributes: string }>(
      'SELECT n, (SELECT json_group_object(name, json(value)) FROM customer_attribute WHERE customer = n) AS attributes FROM customer',
    )
    .map(({ n, attributes }) => {
      const uids = db.all<{ uid: string }>("SELECT uid FROM event WHERE customer = ? AND source = 'shop' ORDER BY uid", n).map((row) => row.uid);
      const names = db
        .all<{ name: string }>("SELECT name.name || ' ' || value AS name FROM identity JOIN name ON name.n = attribute WHERE customer = ? ORDER BY 1", n)
        .map((row) => row.name);
      return JSON.stringify({ uids, names, attributes: sorted(JSON.parse(attributes)) });
    })
    .sort();
}

type Stored = { uid: string; name: string; at: number; is_test: number; received_at: number; identifiers: string; properties: string };

/** The events others sent, in the order in which they were stored, as they could be sent again; `received_at` as stored. */
export function eventsAsStored(db: Database): { received_at: number; envelope: EventEnvelope }[] {
  return db
    .all<Stored>("SELECT uid, name, at, is_test, received_at, identifiers, properties FROM event WHERE source = 'shop' ORDER BY seq")
    .map(({ uid, name, at, is_test, received_at, identifiers, properties }) => ({
      received_at,
      envelope: {
        uid,
        name: name.replaceAll('-', '_'),
        occurred_at: new Date(at).toISOString(),
        source_system: 'shop',
        is_test: is_test === 1,
        identifiers: JSON.parse(identifiers),
        properties: JSON.parse(properties),
      },
    }));
}
