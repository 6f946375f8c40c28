/** Deliveries as the API shows them. */
import {
  type Delivery,
  type DeliveryRow,
  type DeliveryState,
  deliveryRowSchema,
  deliverySchema,
  type OutChannel,
  outChannels,
} from '../../shared/executor/channels';
import type { Undelivered } from '../../shared/executor/monitor';
import { customerId } from '../../shared/runtime/customer-id';
import type { SendContent, WebhookContent } from '../engine/effect-content';
import type { Database, SqlValue } from '../store/driver';

type Stored = { n: number; state: string; target: string; tries: number; at: number; due_at: number | null; reason: string | null };
type StoredRow = Stored & {
  channel: string;
  key: string;
  journey: string;
  deployment: string;
  node: string;
  customer: number;
  decided_at: number;
  content: string;
};

const iso = (at: number) => new Date(at).toISOString();

function shown({ n, state, target, tries, at, due_at, reason }: Stored) {
  return {
    n,
    state,
    tries,
    at: iso(at),
    ...(target !== '' && { target }),
    ...(due_at !== null && { due: iso(due_at) }),
    ...(reason !== null && { reason: JSON.parse(reason) }),
  };
}

/** Where a message of the outbox has got to; undefined when it is not to leave. */
export function deliveryOf(db: Database, outbox: number): Delivery | undefined {
  const row = db.get<Stored>('SELECT n, state, target, tries, at, due_at, reason FROM delivery WHERE outbox = ? LIMIT 1', outbox);
  return row && deliverySchema.parse(shown(row));
}

const undelivered = ['stopped', 'failed', 'bounced', 'unknown'] as const satisfies readonly DeliveryState[];
/** Of each state and channel; where there are more, the newest are counted. */
const mostCounted = 20_000;

/** Why messages did not arrive, the most frequent reasons first. */
export function undeliveredReasons(db: Database): Undelivered[] {
  return outChannels
    .flatMap((channel) =>
      undelivered.flatMap((state) =>
        db
          .all<{ reason: string | null; count: number }>(
            `SELECT reason ->> '$.code' AS reason, count(*) AS count FROM (
               SELECT reason FROM delivery WHERE channel = ? AND state = ? AND due_at IS NULL ORDER BY n DESC LIMIT ?) GROUP BY 1`,
            channel,
            state,
            mostCounted,
          )
          .map(({ reason, count }): Undelivered => ({ channel, state, reason: reason ?? state, count })),
      ),
    )
    .sort((a, b) => b.count - a.count);
}

export type AskedDeliveries = { channel?: OutChannel | undefined; state?: DeliveryState | undefined; before?: number | undefined; limit: number };

/** The newest first. */
export function deliveries(db: Database, { channel, state, before, limit }: AskedDeliveries): DeliveryRow[] {
  const wanted: [sql: string, value: SqlValue | undefined][] = [
    ['d.channel = ?', channel],
    ['d.state = ?', state],
    ['d.n < ?', before],
  ];
  const given = wanted.filter((one): one is [string, SqlValue] => one[1] !== undefined);
  return db
    .all<StoredRow>(
      `SELECT d.n, d.state, d.target, d.tries, d.at, d.due_at, d.reason, d.channel, o.key, p.journey, p.hash AS deployment, o.node, o.customer, o.at AS decided_at, o.content
       FROM delivery d JOIN outbox o ON o.n = d.outbox JOIN deployment p ON p.n = o.deployment
       ${given.length > 0 ? `WHERE ${given.map(([sql]) => sql).join(' AND ')}` : ''} ORDER BY d.n DESC LIMIT ?`,
      ...given.map(([, value]) => value),
      limit,
    )
    .map((row) => {
      const content: SendContent | WebhookContent = JSON.parse(row.content);
      const told = 'targets' in content ? { body: JSON.stringify(content.payload, null, 2) } : content;
      return deliveryRowSchema.parse({
        ...told,
        ...shown(row),
        channel: row.channel,
        key: row.key,
        journeyId: row.journey,
        deployment: row.deployment,
        node: row.node,
        customer: customerId(row.customer),
        decidedAt: iso(row.decided_at),
      });
    });
}
