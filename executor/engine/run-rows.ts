/** A run as a row of the store: what is asked for by SQL in columns, the rest as a list of values without their names, since a million of them may sleep. */
import { entryUid } from '../../shared/journey/entry';
import type { Run } from '../../shared/journey/run';
import { customerId } from '../../shared/runtime/customer-id';
import type { Database } from '../store/driver';

export type RunRow = {
  n: number;
  id: string;
  deployment: number;
  customer: number;
  status: Run['status'];
  key: string;
  node: string;
  failures: number;
  body: string;
};

/** Columns of a `RunRow`, of the table under its own name. */
export const runColumns = 'run.n, run.id, run.deployment, run.customer, run.status, run.key, run.node, run.failures, run.body';

/** Moments are counted in ms from `enteredAt`; what is missing at the end is left out. */
type Body = [
  visit: number,
  enteredAt: number,
  /** uid: none of its own when the run began without an event. */
  entry: [uid: string | null, event: string, at: number, properties: Run['entry']['properties']],
  wait?: [kind: Wait['kind'], since: number, until: number, event?: string | null, reason?: Wait['reason']] | null,
  outcomes?: Run['outcomes'] | null,
  sentBefore?: string[] | null,
  exit?: Run['exit'] | null,
];
type Wait = NonNullable<Run['wait']>;

/** @param hash of the deployment the row names by its number */
export function runOf(row: RunRow, hash: string): Run {
  const [visit, enteredAt, [uid, event, at, properties], wait, outcomes, sentBefore, exit]: Body = JSON.parse(row.body);
  const { id } = row;
  return {
    id,
    deployment: hash,
    customer: customerId(row.customer),
    key: row.key,
    status: row.status,
    node: row.node,
    visit,
    enteredAt,
    entry: { uid: uid ?? entryUid(id), event, at: enteredAt + at, properties },
    wait: wait ? waitFrom(wait, enteredAt) : undefined,
    outcomes: outcomes ?? {},
    sentBefore: sentBefore ?? undefined,
    exit: exit ?? undefined,
  };
}

function waitFrom([kind, since, until, event, reason]: NonNullable<Body[3]>, from: number): Wait {
  const wait: Wait = { kind, since: from + since, until: from + until };
  if (event) wait.event = event;
  if (reason) wait.reason = reason;
  return wait;
}

export function bodyOf(run: Run): string {
  const { uid, event, at, properties } = run.entry;
  const body: Body = [run.visit, run.enteredAt, [uid === entryUid(run.id) ? null : uid, event, at - run.enteredAt, properties]];
  const outcomes = isEmpty(run.outcomes) ? null : run.outcomes;
  const rest: unknown[] = [run.wait ? waitOf(run.wait, run.enteredAt) : null, outcomes, run.sentBefore ?? null, run.exit ?? null];
  while (rest.length > 0 && rest.at(-1) === null) rest.pop();
  return JSON.stringify([...body, ...rest]);
}

function waitOf({ kind, since, until, event, reason }: Wait, from: number): NonNullable<Body[3]> {
  if (reason) return [kind, since - from, until - from, event ?? null, reason];
  return event === undefined ? [kind, since - from, until - from] : [kind, since - from, until - from, event];
}

function isEmpty(record: Record<string, unknown>): boolean {
  for (const _ in record) return false;
  return true;
}

/** Stores a run that has just begun; gives its number. */
export function insertRun(
  db: Database,
  { deployment, customer, failures }: Pick<RunRow, 'deployment' | 'customer' | 'failures'>,
  run: Run,
  dueAt: number | undefined,
): number {
  return db.insert(
    'INSERT INTO run (id, deployment, customer, status, key, node, due_at, failures, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    run.id,
    deployment,
    customer,
    run.status,
    run.key,
    run.node,
    dueAt ?? null,
    failures,
    bodyOf(run),
  );
}

/** Stores where a run stands now; a step that came through ends the count of failures. */
export function updateRun(db: Database, n: number, run: Run, dueAt: number | undefined): void {
  db.run('UPDATE run SET status = ?, node = ?, due_at = ?, failures = 0, body = ? WHERE n = ?', run.status, run.node, dueAt ?? null, bodyOf(run), n);
}

/** Stores a run that belongs to another deployment from now on. */
export function relocateRun(db: Database, n: number, deployment: number, run: Run, dueAt: number | undefined): void {
  db.run(
    'UPDATE run SET deployment = ?, key = ?, node = ?, due_at = ?, failures = 0, body = ? WHERE n = ?',
    deployment,
    run.key,
    run.node,
    dueAt ?? null,
    bodyOf(run),
    n,
  );
}
