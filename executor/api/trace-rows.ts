/** The trace as it lies in the store: one row for all that a step did. */
import type { TracePage, TraceRow } from '../../shared/executor/api';
import { traceRowSchema } from '../../shared/executor/api';
import type { Delivery } from '../../shared/executor/channels';
import { entriesOf } from '../engine/ways';
import type { Database } from '../store/driver';
import { deliveryOf } from './delivery-rows';

type Stored = { seq: number; at: number; lines: string; params: string; journey: string; hash: string; run: string | null; runNumber: number | null };

/** The newest steps of a customer, or those before a page; oldest first. `limit`: of steps, each of one line or a few. */
export function tracePage(db: Database, customer: number, asked: { journeyId?: string | undefined; before?: number | undefined; limit: number }): TracePage {
  const rows = db.all<Stored>(
    `SELECT t.seq, t.at, w.lines, t.params, d.journey, d.hash, r.id AS run, t.run AS runNumber FROM trace t JOIN way w ON w.n = t.way JOIN deployment d ON d.n = t.deployment LEFT JOIN run r ON r.n = t.run
     WHERE t.customer = ?1 AND t.seq < ?2 AND (?3 IS NULL OR d.journey = ?3) ORDER BY t.seq DESC LIMIT ?4`,
    customer,
    asked.before ?? Number.MAX_SAFE_INTEGER,
    asked.journeyId ?? null,
    asked.limit + 1,
  );
  const earlier = rows.length > asked.limit ? rows[asked.limit - 1]?.seq : undefined;
  const trace = rows
    .slice(0, asked.limit)
    .reverse()
    .flatMap(({ at, lines, params, journey, hash, run, runNumber }) => {
      const place = { at: new Date(at).toISOString(), run: run ?? '', journeyId: journey, deployment: hash };
      return entriesOf(lines, params, at).map((line): TraceRow => {
        const delivery = line.what === 'sent' && runNumber !== null ? deliveryOfStep(db, runNumber, line.node ?? '', at) : undefined;
        return traceRowSchema.parse({ ...place, ...line, ...(delivery && { delivery }) });
      });
    });
  return { trace, ...(earlier === undefined ? {} : { earlier }) };
}

/** A step and what it put into the outbox are of one transaction, and so of one moment. */
function deliveryOfStep(db: Database, run: number, node: string, at: number): Delivery | undefined {
  const row = db.get<{ n: number }>("SELECT n FROM outbox WHERE run = ? AND node = ? AND at = ? AND kind = 'send' ORDER BY n DESC LIMIT 1", run, node, at);
  return row && deliveryOf(db, row.n);
}
