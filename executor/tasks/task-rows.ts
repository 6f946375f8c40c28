/** Tasks as the API shows them. */
import { type TaskPage, type TaskRow, type TaskState, taskRowSchema } from '../../shared/executor/tasks';
import { customerId } from '../../shared/runtime/customer-id';
import type { TaskContent } from '../engine/effect-content';
import type { Database, SqlValue } from '../store/driver';

type Stored = {
  n: number;
  state: string;
  assign_to: string | null;
  note: string | null;
  outcome: string | null;
  due_at: number | null;
  changed_at: number | null;
  changed_by: string | null;
  at: number;
  node: string;
  customer: number;
  content: string;
  journey: string;
  deployment: string;
};

const columns = `t.n, t.state, t.assign_to, t.note, t.outcome, t.due_at, t.changed_at, t.changed_by, o.at, o.node, o.customer, o.content, d.journey, d.hash AS deployment
  FROM task t JOIN outbox o ON o.n = t.n JOIN deployment d ON d.n = o.deployment`;

const iso = (at: number) => new Date(at).toISOString();

function shown(row: Stored): TaskRow {
  const { task, params = {} }: TaskContent = JSON.parse(row.content);
  return taskRowSchema.parse({
    n: row.n,
    state: row.state,
    task,
    journeyId: row.journey,
    deployment: row.deployment,
    node: row.node,
    customer: customerId(row.customer),
    params,
    madeAt: iso(row.at),
    ...(row.assign_to !== null && { assignTo: row.assign_to }),
    ...(row.note !== null && { note: row.note }),
    ...(row.outcome !== null && { outcome: row.outcome }),
    ...(row.due_at !== null && { due: iso(row.due_at) }),
    ...(row.changed_at !== null && { changedAt: iso(row.changed_at) }),
    ...(row.changed_by !== null && { changedBy: row.changed_by }),
  });
}

export function taskOf(db: Database, n: number): TaskRow | undefined {
  const row = db.get<Stored>(`SELECT ${columns} WHERE t.n = ?`, n);
  return row && shown(row);
}

export type AskedTasks = { state?: TaskState | undefined; assignee?: string | undefined; before?: number | undefined; limit: number };

/** The newest first, with how many there are in all. */
export function tasks(db: Database, { state, assignee, before, limit }: AskedTasks, now: number): TaskPage {
  const wanted: [sql: string, value: SqlValue | undefined][] = [
    ['t.state = ?', state],
    ["coalesce(t.assign_to, '') = ?", assignee],
    ['t.n < ?', before],
  ];
  const given = wanted.filter((one): one is [string, SqlValue] => one[1] !== undefined);
  const rows = db.all<Stored>(
    `SELECT ${columns} ${given.length > 0 ? `WHERE ${given.map(([sql]) => sql).join(' AND ')}` : ''} ORDER BY t.n DESC LIMIT ?`,
    ...given.map(([, value]) => value),
    limit,
  );
  const count = new Map(db.all<{ state: TaskState; n: number }>('SELECT state, count(*) AS n FROM task GROUP BY state').map((one) => [one.state, one.n]));
  return {
    counts: {
      open: count.get('open') ?? 0,
      late: db.get<{ n: number }>("SELECT count(*) AS n FROM task WHERE state = 'open' AND due_at < ?", now)?.n ?? 0,
      done: count.get('done') ?? 0,
      dropped: count.get('dropped') ?? 0,
    },
    assignees: db.all<{ name: string }>('SELECT DISTINCT assign_to AS name FROM task WHERE assign_to IS NOT NULL ORDER BY assign_to').map(({ name }) => name),
    tasks: rows.map(shown),
  };
}
