/** What the API shows. Reads only; safe between transactions because there is one thread and one writer. */
import type { Json } from '../../shared/condition/facts';
import {
  type Counts,
  type CustomerTrace,
  type DeploymentBundle,
  type DeploymentSummary,
  deploymentBundleSchema,
  deploymentStateSchema,
  type Health,
  type IdentityTotals,
  type NodeCounts,
  type NodeCustomers,
  type OutboxRow,
  outboxRowSchema,
  type TracePage,
  type Who,
} from '../../shared/executor/api';
import { refusals } from '../../shared/identity/report';
import { triggerKinds } from '../../shared/journey/schema';
import { customerId, customerNumber } from '../../shared/runtime/customer-id';
import { heldNow } from '../care/held';
import { openModes } from '../channels/channel-rows';
import { nextWakeAt } from '../engine/due';
import { standing } from '../engine/metrics';
import type { TotalName } from '../engine/work';
import { oldestDue } from '../monitor/findings';
import { keptWordsOf } from '../rights/carry-words';
import type { Database } from '../store/driver';
import { deliveryOf } from './delivery-rows';
import { nodeCustomers } from './node-customers';
import { tracePage } from './trace-rows';

/** Steps of a customer that come with her, and her newest merges; for older steps one asks again. */
const mostSteps = 200;
const mostMerges = 100;

export type Queries = {
  deployments(): DeploymentSummary[];
  deployment(n: number): DeploymentSummary | undefined;
  bundle(hash: string): DeploymentBundle | undefined;
  counts(journey: string, deployment: string | undefined, now: number): Counts | null;
  nodeCustomers(
    journey: string,
    asked: { node: string; what: Who; reason?: string | undefined; deployment?: string | undefined; after?: number | undefined; limit: number },
  ): NodeCustomers;
  outbox(limit: number, journey: string | undefined): OutboxRow[];
  findCustomers(text: string, limit: number): { customer: string; label: string }[];
  customer(id: string): CustomerTrace | null;
  /** Her number, or that of the customer she turned out to be. */
  customerNumber(id: string): number | undefined;
  /** Her name and her address; without either her number. */
  labelOf(customer: number): string;
  trace(id: string, asked: { journeyId?: string | undefined; before?: number | undefined; limit: number }): TracePage | null;
  identity(): IdentityTotals;
  health(version: string, clock: { now: number; sandbox: boolean }): Omit<Health, 'findings'>;
};

type DeploymentRow = { n: number; hash: string; journey: string; key: string; name: string; version: number; mode: string; state: string; deployed_at: number };
type VersionRow = Pick<DeploymentRow, 'hash' | 'version' | 'mode' | 'state' | 'deployed_at'> & { active: number };
type CountRow = { node: string; metric: string; n: number };
type OutboxRowStored = {
  n: number;
  key: string;
  at: number;
  journey: string;
  deployment: string;
  node: string;
  customer: number;
  state: string;
  not_before: number | null;
  content: string;
};
/** `attributesOf` gives what is known about a customer, computed attributes included. */
export function createQueries(db: Database, attributesOf: (customer: number) => Record<string, Json>): Queries {
  const countRows = (n: number) => db.all<CountRow>('SELECT node, metric, n FROM node_count WHERE deployment = ?', n);
  /** By hash, under which nothing ever changes: the list is asked for every few seconds, and a bundle is large. */
  const known = new Map<string, DeploymentSummary['triggers']>();
  const triggersOf = (hash: string) => {
    const triggers = known.get(hash) ?? triggersIn(db, hash);
    known.set(hash, triggers);
    return triggers;
  };
  const summary = (row: DeploymentRow, held: ReturnType<typeof heldNow>): DeploymentSummary => {
    const { entered, active, exited, nodes } = countsOf(countRows(row.n));
    const parts = Object.values(nodes);
    const moving = db.get<NonNullable<DeploymentSummary['moving']>>(
      'SELECT d.hash AS "to", m.people, m.done FROM move m JOIN deployment d ON d.n = m.target WHERE m.deployment = ?',
      row.n,
    );
    return {
      hash: row.hash,
      journeyId: row.journey,
      key: row.key,
      name: JSON.parse(row.name),
      version: row.version,
      mode: row.mode === 'test' ? 'test' : 'live',
      state: deploymentStateSchema.parse(row.state),
      deployedAt: iso(row.deployed_at),
      triggers: triggersOf(row.hash),
      entered,
      active,
      exited: sum(Object.values(exited)),
      goals: exited.goal ?? 0,
      sent: sum(parts.map((one) => one.sent)),
      notSent: sum(parts.flatMap((one) => Object.values(one.notSent))),
      failed: sum(parts.map((one) => one.failed)),
      ...(moving ? { moving } : {}),
      ...(held.has(row.hash) ? { heldByRestore: true as const } : {}),
    };
  };
  const columns = 'n, hash, journey, key, name, version, mode, state, deployed_at';
  const total = (name: TotalName) => db.get<{ n: number }>('SELECT n FROM counter WHERE name = ?', name)?.n ?? 0;

  return {
    deployments() {
      const held = heldNow(db);
      return db.all<DeploymentRow>(`SELECT ${columns} FROM deployment ORDER BY deployed_at DESC, n DESC`).map((row) => summary(row, held));
    },
    deployment(n) {
      const row = db.get<DeploymentRow>(`SELECT ${columns} FROM deployment WHERE n = ?`, n);
      return row && summary(row, heldNow(db));
    },
    bundle(hash) {
      const row = db.get<{ bundle: string }>('SELECT bundle FROM deployment WHERE hash = ?', hash);
      return row && deploymentBundleSchema.parse(JSON.parse(row.bundle));
    },
    counts(journey, deployment, now) {
      const row = shownDeployment(journey, deployment);
      if (!row) return null;
      const versions = db.all<VersionRow>(
        `SELECT hash, version, mode, state, deployed_at, (SELECT coalesce(sum(c.n), 0) FROM node_count c WHERE c.deployment = d.n AND c.metric = ?1) AS active
         FROM deployment d WHERE journey = ?2 AND (n = ?3 OR EXISTS (SELECT 1 FROM node_count c WHERE c.deployment = d.n AND c.node = '' AND c.metric = 'entered'))
         ORDER BY version DESC`,
        standing,
        row.journey,
        row.n,
      );
      return {
        journeyId: row.journey,
        deployment: row.hash,
        version: row.version,
        state: deploymentStateSchema.parse(row.state),
        at: iso(now),
        versions: versions.map(({ hash, version, mode, state, deployed_at, active }) => ({
          hash,
          version,
          mode: mode === 'test' ? 'test' : 'live',
          state: deploymentStateSchema.parse(state),
          deployedAt: iso(deployed_at),
          active,
        })),
        ...countsOf(countRows(row.n)),
      };
    },
    nodeCustomers: (journey, { deployment, ...asked }) =>
      nodeCustomers(db, shownDeployment(journey, deployment), asked, (id) => {
        const n = numberOf(id);
        return n === undefined ? id : labelOf(n);
      }),
    outbox(limit, journey) {
      const rows = db.all<OutboxRowStored>(
        `SELECT o.n, o.key, o.at, d.journey, d.hash AS deployment, o.node, o.customer, o.state, o.not_before, o.content FROM outbox o JOIN deployment d ON d.n = o.deployment
         WHERE o.kind = 'send' AND (?1 IS NULL OR d.journey = ?1) ORDER BY o.n DESC LIMIT ?2`,
        journey ?? null,
        limit,
      );
      return rows.map(({ n, content, not_before, at, journey: journeyId, customer, ...row }) =>
        outboxRowSchema.parse({
          ...row,
          delivery: deliveryOf(db, n),
          ...JSON.parse(content),
          journeyId,
          customer: customerId(customer),
          at: iso(at),
          ...(not_before === null ? {} : { notBefore: iso(not_before) }),
        }),
      );
    },
    findCustomers(text, limit) {
      const wanted = text.trim();
      // Not LIKE: the text is a value, not a pattern.
      const rows =
        wanted === ''
          ? db.all<{ n: number }>('SELECT n FROM customer ORDER BY n DESC LIMIT ?', limit)
          : db.all<{ n: number }>(
              'SELECT DISTINCT customer AS n FROM identity WHERE lower(substr(value, 1, ?)) = ? ORDER BY customer LIMIT ?',
              wanted.length,
              wanted.toLowerCase(),
              limit,
            );
      const exact = customerNumber(wanted);
      const found =
        exact !== undefined && db.get('SELECT 1 FROM customer WHERE n = ?', exact) ? [exact, ...rows.map((row) => row.n)] : rows.map((row) => row.n);
      return [...new Set(found)].slice(0, limit).map((n) => ({ customer: customerId(n), label: labelOf(n) }));
    },
    customer(id) {
      const n = numberOf(id);
      if (n === undefined) return null;
      const identifiers: Record<string, string[]> = {};
      for (const { attribute, value } of db.all<{ attribute: string; value: string }>(
        'SELECT name AS attribute, value FROM identity JOIN name ON name.n = attribute WHERE customer = ?',
        n,
      )) {
        const values = identifiers[attribute];
        if (values) values.push(value);
        else identifiers[attribute] = [value];
      }
      const merges = db.all<{ loser: number; at: number; rule: string }>(
        'SELECT loser, at, rule FROM merge_alias WHERE winner = ? ORDER BY at DESC, loser DESC LIMIT ?',
        n,
        mostMerges,
      );
      const merged = {
        count: db.get<{ n: number }>('SELECT count(*) AS n FROM merge_alias WHERE winner = ?', n)?.n ?? 0,
        shown: merges.map(({ loser, at, rule }) => ({ customer: customerId(loser), at: iso(at), identifier: rule })),
      };
      const kept = keptWordsOf(db, n);
      return {
        customer: customerId(n),
        merged,
        identifiers,
        attributes: attributesOf(n),
        ...(kept.length > 0 && { kept }),
        ...tracePage(db, n, { limit: mostSteps }),
      };
    },
    customerNumber: numberOf,
    labelOf,
    trace(id, asked) {
      const n = numberOf(id);
      return n === undefined ? null : tracePage(db, n, asked);
    },
    identity() {
      const refused: IdentityTotals['refused'] = {};
      for (const why of refusals) {
        const times = total(`identity-${why}`);
        if (times > 0) refused[why] = times;
      }
      return { merges: total('merges'), refused };
    },
    health(version, { now, sandbox }) {
      const oldest = oldestDue(db);
      const next = nextWakeAt(db);
      const open = openModes(db);
      return {
        state: 'ready',
        version,
        clock: { now: iso(now), sandbox },
        events: total('events'),
        customers: total('customers'),
        waiting: db.get<{ n: number | null }>('SELECT sum(n) AS n FROM node_count WHERE metric = ?', standing)?.n ?? 0,
        outbox: total('outbox'),
        notSent: total('not-sent'),
        oldestOverdueMs: oldest === undefined ? 0 : Math.max(0, now - oldest),
        ...(next === undefined ? {} : { nextWakeAt: iso(next) }),
        ...(open.length > 0 && { openChannels: open }),
      };
    },
  };

  /** The deployment with this hash, else the one of the journey that is live or was published last. */
  function shownDeployment(journey: string, hash: string | undefined): DeploymentRow | undefined {
    return hash === undefined
      ? db.get<DeploymentRow>(`SELECT ${columns} FROM deployment WHERE journey = ? ORDER BY state = 'live' DESC, deployed_at DESC, n DESC LIMIT 1`, journey)
      : db.get<DeploymentRow>(`SELECT ${columns} FROM deployment WHERE journey = ? AND hash = ?`, journey, hash);
  }

  function numberOf(id: string): number | undefined {
    const asked = customerNumber(id);
    if (asked === undefined) return undefined;
    const n = db.get<{ winner: number }>('SELECT winner FROM merge_alias WHERE loser = ?', asked)?.winner ?? asked;
    return db.get('SELECT 1 FROM customer WHERE n = ?', n) ? n : undefined;
  }

  /** Her name and her address; without either her number. */
  function labelOf(n: number): string {
    const rows = db.all<{ name: string; value: string }>('SELECT name, value FROM customer_attribute WHERE customer = ?', n);
    const attributes = Object.fromEntries(rows.map(({ name, value }): [string, Json] => [name, JSON.parse(value)]));
    const name = ['first-name', 'last-name'].map((id) => attributes[id]).filter((part) => typeof part === 'string');
    const address = [attributes.email, attributes['mobile-phone']].find((part) => typeof part === 'string');
    return [name.join(' '), address].filter((part) => part !== undefined && part !== '').join(' · ') || customerId(n);
  }
}

/** Counter rows of one deployment → the shape the canvas shows. Everybody who came to a node went on, left there, or still stands there. */
export function countsOf(rows: readonly CountRow[]): Pick<Counts, 'entered' | 'active' | 'exited' | 'notEntered' | 'nodes'> {
  const nodes: Record<string, NodeCounts> = {};
  const exited: Record<string, number> = {};
  const notEntered: Record<string, number> = {};
  let entered = 0;
  let active = 0;
  for (const { node, metric, n } of rows) {
    if (n === 0) continue;
    const [kind = '', code = ''] = metric.split(/:(.*)/s);
    if (node === '') {
      if (kind === 'entered') entered += n;
      else if (kind === 'exited') exited[code] = n;
      continue;
    }
    nodes[node] ??= { entered: 0, waiting: 0, passed: 0, ports: {}, sent: 0, notSent: {}, notEntered: {}, failed: 0 };
    const counts = nodes[node];
    switch (kind) {
      case standing:
        counts.waiting += n;
        counts.entered += n;
        active += n;
        break;
      case 'passed':
        counts.passed += n;
        if (code !== '') counts.ports[code] = n;
        counts.entered += n;
        break;
      case 'exited':
        counts.entered += n;
        break;
      case 'sent':
        counts.sent += n;
        break;
      case 'failed':
        counts.failed += n;
        break;
      case 'not-sent':
        counts.notSent[code] = n;
        break;
      case 'not-entered':
        counts.notEntered[code] = n;
        notEntered[code] = (notEntered[code] ?? 0) + n;
        break;
    }
  }
  return { entered, active, exited, notEntered, nodes };
}

/** Not by the bundle's own schema: one that was ended long ago may be of an older form. */
function triggersIn(db: Database, hash: string): DeploymentSummary['triggers'] {
  const rows = db.all<{ kind: string; event: string | null }>(
    `SELECT node.value ->> '$.trigger.kind' AS kind, node.value ->> '$.trigger.event' AS event
     FROM deployment d, json_each(d.bundle, '$.journey.nodes') node WHERE d.hash = ? AND node.value ->> '$.kind' = 'trigger'`,
    hash,
  );
  return rows.flatMap(({ kind, event }) => {
    const known = triggerKinds.find((one) => one === kind);
    return known ? [{ kind: known, ...(event === null ? {} : { event }) }] : [];
  });
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
