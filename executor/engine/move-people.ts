/**
 * Moves the people of a deployment to another version of its journey, or takes them out, step by step as the publisher chose. Whoever is
 * meant is parked in the transaction that publishes, so that nobody takes one more step in the old version; a job then sees to them
 * in chunks. Where it stands is stored: a crash costs at most one chunk's work.
 */
import { type MovePlan, movePlanSchema } from '../../shared/journey/move-plan';
import { createMove, type Move, shortHash } from '../../shared/journey/move-run';
import type { Placement } from '../../shared/journey/schema';
import { dueAt } from '../../shared/journey/wake';
import { factsFor } from '../../shared/runtime/facts';
import { catchUp } from './catch-up';
import { standing } from './metrics';
import type { Deployed, Registry } from './registry';
import { type RunRow, relocateRun, runColumns, runOf } from './run-rows';
import { expel } from './runs';
import type { Work } from './work';

type MoveRow = { target: number; plan: string };
type ParkedRow = RunRow & { parked_event: number | null };

const forEver = Number.MAX_SAFE_INTEGER;
const finish: Placement = { action: 'finish-on-old' };

/** Parks whom the plan moves or takes out and plans the job that does it. Replaces an earlier move that is not done yet. */
export function planMove(work: Work, from: Deployed, to: Deployed, plan: MovePlan): void {
  const { db } = work;
  const isAnother = cancelMove(work, from.n);
  // Whoever is still there is being let go.
  if (from.state === 'retired') return;
  const nodes = Object.keys(plan).filter((id) => plan[id]?.action !== 'finish-on-old');
  // All stay, and stay where a restore holds them: that is no move that waits for its turn.
  if (nodes.length === 0 && from.state === 'paused' && !isAnother) return;
  db.run(
    `UPDATE run SET parked_at = due_at, parked_event = (SELECT coalesce(max(seq), 0) FROM event), due_at = NULL
     WHERE deployment = ? AND status = 'active' AND due_at IS NOT NULL AND node IN (SELECT value FROM json_each(?))`,
    from.n,
    JSON.stringify(nodes),
  );
  // Those an earlier pause still holds are among them: whoever is not to be moved goes on where she is.
  const people = parked(work, from.n);
  if (people === 0) return;
  db.run("DELETE FROM job WHERE deployment = ? AND kind = 'resume'", from.n);
  db.run('INSERT INTO move (deployment, target, plan, people) VALUES (?, ?, ?, ?)', from.n, to.n, JSON.stringify(plan), people);
  db.run("INSERT INTO job (kind, deployment, node, due_at) VALUES ('move', ?, '', ?)", from.n, work.now);
}

/** Those not yet moved stay. False = nobody was being moved. */
export function cancelMove(work: Work, deployment: number): boolean {
  work.db.run("DELETE FROM job WHERE deployment = ? AND kind = 'move'", deployment);
  return work.db.change('DELETE FROM move WHERE deployment = ?', deployment) > 0;
}

export function isBeingMoved(work: Work, deployment: number): boolean {
  return work.db.get('SELECT 1 FROM move WHERE deployment = ?', deployment) !== undefined;
}

/** While either version is paused nobody is moved; afterwards all who are parked are seen to, those whom the pause parked too. */
export function haltOrResumeMoves(work: Work, deployment: number): void {
  const moves = work.db.all<{ n: number; halted: number }>(
    `SELECT m.deployment AS n, 'paused' IN (f.state, t.state) AS halted FROM move m
     JOIN deployment f ON f.n = m.deployment JOIN deployment t ON t.n = m.target WHERE ? IN (m.deployment, m.target)`,
    deployment,
  );
  for (const { n, halted } of moves) {
    work.db.run("UPDATE job SET due_at = ?, after = 0 WHERE deployment = ? AND kind = 'move'", halted ? forEver : work.now, n);
    work.db.run('UPDATE move SET people = done + ? WHERE deployment = ?', parked(work, n), n);
  }
}

function parked(work: Work, deployment: number): number {
  const row = work.db.get<{ n: number }>("SELECT count(*) AS n FROM run WHERE deployment = ? AND status = 'active' AND parked_at IS NOT NULL", deployment);
  return row?.n ?? 0;
}

/** Sees to the next `limit` people after run number `after`. Gives the last one's number; undefined = that was all. */
export function movePeople(work: Work, registry: Registry, from: Deployed, after: number, limit: number): number | undefined {
  const { db } = work;
  const order = db.get<MoveRow>('SELECT target, plan FROM move WHERE deployment = ?', from.n);
  const to = order && registry.byNumber(order.target);
  const plan = movePlanSchema.parse(JSON.parse(order?.plan ?? '{}'));
  const move = to && (to.state === 'live' || to.state === 'draining') ? createMove(from.deployment, to.deployment) : undefined;
  const rows = db.all<ParkedRow>(
    `SELECT ${runColumns}, run.parked_event FROM run WHERE deployment = ? AND status = 'active' AND parked_at IS NOT NULL AND n > ? ORDER BY n LIMIT ?`,
    from.n,
    after,
    limit,
  );
  for (const stored of rows) {
    // Her other run may have set this one going in the meantime.
    const row = work.moved.has(stored.n) ? stillParked(work, stored.n, from.n) : stored;
    if (!row) continue;
    const run = runOf(row, from.deployment.hash);
    const placement = plan[run.node] ?? finish;
    if (placement.action === 'exit') {
      db.run('UPDATE run SET parked_at = NULL, parked_event = NULL WHERE n = ?', row.n);
      expel(work, from, row, run, 'stopped', { code: 'left-on-publish', params: { deployment: shortHash(to?.deployment.hash ?? '') } });
    } else if (placement.action === 'finish-on-old' || !to || !move) catchUp(work, registry, from, row, run, row.parked_event);
    else relocate(work, registry, { from, to, move }, row, placement);
  }
  db.run('UPDATE move SET done = done + ? WHERE deployment = ?', rows.length, from.n);
  const last = rows.length === limit ? rows.at(-1)?.n : undefined;
  if (last === undefined) db.run('DELETE FROM move WHERE deployment = ?', from.n);
  return last;
}

function stillParked(work: Work, n: number, deployment: number): ParkedRow | undefined {
  return work.db.get<ParkedRow>(
    `SELECT ${runColumns}, run.parked_event FROM run WHERE n = ? AND deployment = ? AND status = 'active' AND parked_at IS NOT NULL`,
    n,
    deployment,
  );
}

type Way = { from: Deployed; to: Deployed; move: Move };

/** The run goes on in the other version, in this transaction: it hears there what happened while it stood parked, and goal and exits are asked. */
function relocate(work: Work, registry: Registry, { from, to, move }: Way, row: ParkedRow, placement: Extract<Placement, { action: 'migrate' }>): void {
  const { n, customer } = row;
  const run = runOf(row, from.deployment.hash);
  const facts = factsFor(work, to, work.customer(customer));
  const sent = work.db.all<{ message: string }>("SELECT DISTINCT content ->> 'message' AS message FROM outbox WHERE run = ? AND kind = 'send'", n);
  const answer = move(
    run,
    placement,
    facts,
    work.now,
    sent.map(({ message }) => message),
  );
  facts.check();
  if (!answer.moved) {
    work.addTrace({ deployment: to.n, customer }, [{ node: placement.to, what: 'not-entered', reason: answer.reason }]);
    catchUp(work, registry, from, row, run, row.parked_event);
    return;
  }
  const after = answer.run;
  relocateRun(work.db, n, to.n, after, dueAt(after));
  work.addCount(from.n, run.node, standing, -1);
  work.addCount(to.n, after.node, standing, 1);
  work.addTrace({ deployment: from.n, customer, run: n }, answer.left);
  work.addTrace({ deployment: to.n, customer, run: n }, answer.arrived);
  // What begins anew has missed nothing.
  catchUp(work, registry, to, { ...row, deployment: to.n, key: after.key, failures: 0 }, after, after.wait ? row.parked_event : null);
}
