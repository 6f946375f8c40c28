/** All that is kept about one person, in one document for her: what is asked for when somebody wants to know. */
import { z } from 'zod';
import type { Json } from '../../shared/condition/facts';
import { type Everything, everythingSchema } from '../../shared/executor/rights';
import { customerId } from '../../shared/runtime/customer-id';
import { deliveryOf } from '../api/delivery-rows';
import { tracePage } from '../api/trace-rows';
import type { Database } from '../store/driver';
import { taskOf } from '../tasks/task-rows';

const iso = (at: number) => new Date(at).toISOString();
const sentSchema = z.looseObject({});

/** `attributes`: as they stand now, computed ones too. */
export function everythingAbout(db: Database, n: number, attributes: Record<string, Json>, now: number): Everything {
  const identifiers = db.all<{ attribute: string; value: string; first_seen: number }>(
    'SELECT name.name AS attribute, value, first_seen FROM identity JOIN name ON name.n = identity.attribute WHERE customer = ? ORDER BY first_seen',
    n,
  );
  const events = db.all<{ name: string; at: number; received_at: number; source: string; properties: string; is_test: number }>(
    'SELECT name, at, received_at, source, properties, is_test FROM event WHERE customer = ? ORDER BY at, seq',
    n,
  );
  const runs = db.all<{ id: string; name: string; version: number; status: string; node: string }>(
    'SELECT run.id, d.name, d.version, run.status, run.node FROM run JOIN deployment d ON d.n = run.deployment WHERE customer = ? ORDER BY run.n',
    n,
  );
  const outbox = db.all<{ n: number; at: number; kind: string; content: string; name: string }>(
    'SELECT o.n, o.at, o.kind, o.content, d.name FROM outbox o JOIN deployment d ON d.n = o.deployment WHERE o.customer = ? ORDER BY o.n',
    n,
  );
  return everythingSchema.parse({
    format: 'masa-person-1',
    madeAt: iso(now),
    customer: customerId(n),
    identifiers: identifiers.map(({ attribute, value, first_seen }) => ({ attribute, value, firstSeen: iso(first_seen) })),
    attributes,
    mergedFrom: db.all<{ loser: number }>('SELECT loser FROM merge_alias WHERE winner = ? ORDER BY at', n).map(({ loser }) => customerId(loser)),
    audiences: db
      .all<{ segment: string; since: number }>(
        'SELECT a.segment, m.since FROM audience_member m JOIN audience a ON a.n = m.audience WHERE m.customer = ? ORDER BY a.n',
        n,
      )
      .map(({ segment, since }) => ({ segment, since: iso(since) })),
    audienceMoves: db
      .all<{ segment: string; at: number; kind: string }>(
        'SELECT a.segment, m.at, m.kind FROM audience_move m JOIN audience a ON a.n = m.audience WHERE m.customer = ? ORDER BY m.n',
        n,
      )
      .map(({ segment, at, kind }) => ({ segment, at: iso(at), kind })),
    events: events.map(({ at, received_at, properties, is_test, ...event }) => ({
      ...event,
      at: iso(at),
      receivedAt: iso(received_at),
      properties: JSON.parse(properties),
      isTest: is_test === 1,
    })),
    journeys: runs.map(({ id, name, version, status, node }) => ({ run: id, journey: JSON.parse(name), version, isInside: status === 'active', step: node })),
    messages: outbox.map(({ n: number, at, kind, content, name }) => ({
      ...sentSchema.parse(JSON.parse(content)),
      kind,
      at: iso(at),
      journey: JSON.parse(name),
      delivery: deliveryOf(db, number),
      ...(kind === 'task' && { becameOfIt: taskOf(db, number) }),
    })),
    trace: tracePage(db, n, { limit: 1_000_000 }).trace,
  });
}
