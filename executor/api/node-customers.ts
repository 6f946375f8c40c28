/** Who is behind a count of a node: by index, so that it costs the same among a million runs. */
import type { NodeCustomers, Who } from '../../shared/executor/api';
import { whyItWaits } from '../../shared/journey/step';
import { customerId } from '../../shared/runtime/customer-id';
import { isRepeatable } from '../engine/failed-runs';
import { type RunRow, runColumns, runOf } from '../engine/run-rows';
import { entriesOf } from '../engine/ways';
import type { Database } from '../store/driver';

type Asked = { node: string; what: Who; reason?: string | undefined; after?: number | undefined; limit: number };
type Page = { customers: Found[]; next?: number | undefined };
/** `label`: who she is, which is looked up for those alone that are told. */
type Found = Omit<NodeCustomers['customers'][number], 'label'>;

export function nodeCustomers(
  db: Database,
  deployment: { n: number; hash: string } | undefined,
  asked: Asked,
  labelOf: (customer: string) => string,
): NodeCustomers {
  if (!deployment) return { deployment: null, customers: [] };
  const found = asked.what === 'waiting' ? standingAt(db, deployment.n, asked) : refusedAt(db, deployment.n, asked);
  return { ...found, deployment: deployment.hash, customers: found.customers.map((one) => ({ ...one, label: labelOf(one.customer) })) };
}

/** Who came first, first. */
function standingAt(db: Database, deployment: number, { node, after = 0, limit }: Asked): Page {
  const rows = db.all<RunRow & { due_at: number | null; parked_at: number | null }>(
    `SELECT ${runColumns}, due_at, parked_at FROM run WHERE deployment = ? AND node = ? AND status = 'active' AND n > ? ORDER BY n LIMIT ?`,
    deployment,
    node,
    after,
    limit + 1,
  );
  const customers = rows.slice(0, limit).map((row): Found => {
    const { id, wait, enteredAt } = runOf(row, '');
    const due = row.due_at ?? row.parked_at;
    return {
      customer: customerId(row.customer),
      run: id,
      at: iso(wait?.since ?? enteredAt),
      ...(due === null ? {} : { until: iso(due) }),
      reason: row.failures > 0 || !wait ? { code: 'step-retried', params: { times: row.failures } } : whyItWaits(wait),
    };
  });
  return pageOf(customers, rows.length > limit ? rows[limit - 1]?.n : undefined);
}

type RefusalRow = { seq: number; at: number; customer: number; run: number | null; lines: string; params: string };

/** Who was refused last, first. Of runs that failed only those that lie there: what was tried again or let go is over. */
function refusedAt(db: Database, deployment: number, asked: Asked): Page {
  const { node, what, reason, limit } = asked;
  const ways = db.all<{ n: number }>(
    `SELECT DISTINCT w.n FROM way w, json_each(w.lines) line
     WHERE line.value ->> 0 = ?1 AND line.value ->> 1 = ?2 AND (?3 IS NULL OR line.value ->> 3 = ?3)`,
    what,
    node,
    reason ?? null,
  );
  const customers: Found[] = [];
  for (let after = asked.after ?? Number.MAX_SAFE_INTEGER; ; ) {
    const rows = ways
      .flatMap(({ n }) =>
        db.all<RefusalRow>(
          `SELECT t.seq, t.at, t.customer, t.run, w.lines, t.params FROM refusal f JOIN trace t ON t.seq = f.trace JOIN way w ON w.n = t.way
           WHERE f.deployment = ? AND f.way = ? AND f.trace < ? ORDER BY f.trace DESC LIMIT ?`,
          deployment,
          n,
          after,
          limit + 1,
        ),
      )
      .sort((a, b) => b.seq - a.seq)
      .slice(0, limit + 1);
    for (const [i, row] of rows.entries()) {
      if (customers.length === limit) return pageOf(customers, rows[i - 1]?.seq ?? after);
      customers.push(...foundIn(db, row, asked));
    }
    after = rows.at(-1)?.seq ?? 0;
    if (rows.length <= limit) return pageOf(customers, undefined);
  }
}

function foundIn(db: Database, row: RefusalRow, { node, what, reason }: Asked): Found[] {
  const line = entriesOf(row.lines, row.params, row.at).find(
    (one) => one.node === node && one.what === what && (reason === undefined || one.reason?.code === reason),
  );
  const stored = row.run === null ? undefined : db.get<RunRow>(`SELECT ${runColumns} FROM run WHERE n = ?`, row.run);
  const run = stored && runOf(stored, '');
  if (!line || (what === 'failed' && !(run?.exit?.code === 'failed' && run.exit.at === row.at))) return [];
  return [
    {
      customer: customerId(row.customer),
      at: iso(row.at),
      reason: line.reason ?? { code: 'unknown', params: {} },
      ...(run ? { run: run.id } : {}),
      ...(run && what === 'failed' ? { repeatable: isRepeatable(run) } : {}),
    },
  ];
}

function pageOf(customers: Found[], next: number | undefined): Page {
  return { customers, ...(next === undefined ? {} : { next }) };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
