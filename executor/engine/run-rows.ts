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
  is_over: 0 | 1;
  key: string;
  node: string;
  entered_at: number;
  failures: number;
  body: string;
};

/** Columns of a `RunRow`, of the table under its own name. */
export const runColumns = 'run.n, run.id, run.deployment, run.customer, run.is_over, run.key, run.node, run.entered_at, run.failures, run.body';

/** By their places, which are stored: only ever added to. */
const beginnings: readonly string[] = ['attribute-changed', 'segment-enter', 'segment-exit', 'date-attribute', 'schedule', 'manual', 'api'];
const waits: readonly Wait['kind'][] = ['timer', 'event', 'hold', 'window'];

/** Moments are counted in ms from `entered_at`; what is missing at the end is left out. */
type Body = [
  visit: number,
  /** uid: none of its own when the run began without an event. event: its name, or the place of what else began it. */
  entry: [uid: string | null, event: string | number, at: number, properties: Run['entry']['properties']],
  wait?: [kind: number, since: number, until: number, event?: string | null, reason?: Wait['reason']] | null,
  outcomes?: Run['outcomes'] | null,
  sentBefore?: string[] | null,
  exit?: Run['exit'] | null,
];
type Wait = NonNullable<Run['wait']>;

/** @param hash of the deployment the row names by its number */
export function runOf(row: RunRow, hash: string): Run {
  const [visit, [uid, event, at, properties], wait, outcomes, sentBefore, exit]: Body = JSON.parse(row.body);
  const { id, entered_at: enteredAt } = row;
  return {
    id,
    deployment: hash,
    customer: customerId(row.customer),
    key: row.key,
    status: row.is_over === 0 ? 'active' : 'exited',
    node: row.node,
    visit,
    enteredAt,
    entry: { uid: uid ?? entryUid(id), event: typeof event === 'number' ? (beginnings[event] ?? '') : event, at: enteredAt + at, properties },
    wait: wait ? waitFrom(wait, enteredAt) : undefined,
    outcomes: outcomes ?? {},
    sentBefore: sentBefore ?? undefined,
    exit: exit ?? undefined,
  };
}

function waitFrom([kind, since, until, event, reason]: NonNullable<Body[2]>, from: number): Wait {
  const wait: Wait = { kind: waits[kind] ?? 'timer', since: from + since, until: from + until };
  if (event) wait.event = event;
  if (reason) wait.reason = reason;
  return wait;
}

export function bodyOf(run: Run): string {
  const { uid, event, at, properties } = run.entry;
  const beginning = beginnings.indexOf(event);
  const body: Body = [run.visit, [uid === entryUid(run.id) ? null : uid, beginning < 0 ? event : beginning, at - run.enteredAt, properties]];
  const outcomes = isEmpty(run.outcomes) ? null : run.outcomes;
  const rest: unknown[] = [run.wait ? waitOf(run.wait, run.enteredAt) : null, outcomes, run.sentBefore ?? null, run.exit ?? null];
  while (rest.length > 0 && rest.at(-1) === null) rest.pop();
  return JSON.stringify([...body, ...rest]);
}

function waitOf({ kind, since, until, event, reason }: Wait, from: number): NonNullable<Body[2]> {
  const place = waits.indexOf(kind);
  if (reason) return [place, since - from, until - from, event ?? null, reason];
  return event === undefined ? [place, since - from, until - from] : [place, since - from, until - from, event];
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
    'INSERT INTO run (id_bytes, deployment, customer, is_over, key, node, entered_at, due_at, failures, body) VALUES (unhex(?), ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    run.id,
    deployment,
    customer,
    isOver(run),
    run.key,
    run.node,
    run.enteredAt,
    dueAt ?? null,
    failures,
    bodyOf(run),
  );
}

/** Stores where a run stands now; a step that came through ends the count of failures. */
export function updateRun(db: Database, n: number, run: Run, dueAt: number | undefined): void {
  db.run('UPDATE run SET is_over = ?, node = ?, due_at = ?, failures = 0, body = ? WHERE n = ?', isOver(run), run.node, dueAt ?? null, bodyOf(run), n);
}

function isOver({ status }: Run): 0 | 1 {
  return status === 'active' ? 0 : 1;
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
