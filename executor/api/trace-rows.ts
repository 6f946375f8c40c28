/** The trace as it lies in the store: one row for all that a step did. */
import type { TracePage, TraceRow } from '../../shared/executor/api';
import { traceRowSchema } from '../../shared/executor/api';
import { entriesOf } from '../engine/ways';
import type { Database } from '../store/driver';

type Stored = { seq: number; at: number; lines: string; params: string; journey: string; hash: string; run: string | null };

/** The newest steps of a customer, or those before a page; oldest first. `limit`: of steps, each of one line or a few. */
export function tracePage(db: Database, customer: number, asked: { journeyId?: string | undefined; before?: number | undefined; limit: number }): TracePage {
  const rows = db.all<Stored>(
    `SELECT t.seq, t.at, w.lines, t.params, d.journey, d.hash, r.id AS run FROM trace t JOIN way w ON w.n = t.way JOIN deployment d ON d.n = t.deployment LEFT JOIN run r ON r.n = t.run
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
    .flatMap(({ at, lines, params, journey, hash, run }) => {
      const place = { at: new Date(at).toISOString(), run: run ?? '', journeyId: journey, deployment: hash };
      return entriesOf(lines, params, at).map((line): TraceRow => traceRowSchema.parse({ ...place, ...line }));
    });
  return { trace, ...(earlier === undefined ? {} : { earlier }) };
}
