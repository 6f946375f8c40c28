import { toCanonicalJson } from '../../shared/canonical-json';
import type { DeploymentBundle } from '../../shared/executor/api';
import { bundleHash } from '../../shared/journey/content-hash';
import type { MovePlan } from '../../shared/journey/move-plan';
import { checkMovePlan, planBy } from '../../shared/journey/republish';
import { ok, type Problem, problem, type Result, refuse } from '../../shared/problem';
import { heldNow, holdAs } from '../care/held';
import { planJob, planStandingJobs } from './jobs';
import { cancelMove, haltOrResumeMoves, isBeingMoved, planMove } from './move-people';
import type { Deployed, Registry, State } from './registry';
import type { Work } from './work';

/** What becomes of the people of one deployment, by its hash, when another is published. */
export type MoveOrder = { from: string; plan: MovePlan };

/**
 * Publishes a checked bundle. The journey's earlier deployment of the same mode takes nobody in any more; its people go where `moves` say,
 * without them as the journey itself says, and else finish on it. A new bundle is the journey's next version; the same bundle again makes
 * the earlier deployment live again, with its number (a way back). Whom a restore holds stays held: what is meant for her happens when
 * her deployment is let go. Refuses `deployment-held` (this very deployment is), `unknown-deployment`, `move-elsewhere` and what
 * `checkMovePlan` finds.
 */
export function publish(work: Work, registry: Registry, bundle: DeploymentBundle, moves?: readonly MoveOrder[]): Result<{ n: number }> {
  const { db, now } = work;
  const hash = bundleHash(bundle);
  const { journey, mode } = bundle;
  const problems = (moves ?? []).flatMap((move) => checkMove(registry, move, bundle, hash));
  if (problems.length > 0) return { ok: false, problems };
  const known = db.get<{ n: number; state: string }>('SELECT n, state FROM deployment WHERE hash = ?', hash);
  const isLive = known?.state === 'live';
  const held = heldNow(db);
  if (held.has(hash)) return refuse('deployment-held');
  const others = isLive ? [] : drainOthers(work, registry, journey.id, mode, hash);
  let n = known?.n;
  if (n === undefined)
    n = db.insert(
      `INSERT INTO deployment (hash, journey, key, name, version, mode, state, bundle, deployed_at)
       VALUES (?1, ?2, ?3, ?4, (SELECT coalesce(max(version), 0) + 1 FROM deployment WHERE journey = ?2), ?5, 'live', ?6, ?7)`,
      hash,
      journey.id,
      journey.key,
      JSON.stringify(journey.name),
      mode,
      JSON.stringify(bundle),
      now,
    );
  else if (!isLive) {
    db.run('UPDATE deployment SET deployed_at = ? WHERE n = ?', now, n);
    changeState(work, registry, n, 'live');
  }
  registry.reload();
  const deployed = registry.byNumber(n);
  if (!deployed) throw new Error('a deployment vanished while it was published');
  if (!isLive) planStandingJobs(work, deployed);
  for (const other of others) if (!held.has(other.deployment.hash)) handOverEntries(work, other, deployed);
  for (const { from, plan } of moves ?? others.map((one) => ({ from: one.deployment.hash, plan: planBy(one.deployment.journey, journey) }))) {
    const old = registry.byHash(from);
    if (!old) continue;
    planMove(work, old, deployed, plan);
    // One that is held is still paused.
    haltOrResumeMoves(work, old.n);
  }
  return ok({ n });
}

function checkMove(registry: Registry, { from, plan }: MoveOrder, { journey, mode }: DeploymentBundle, hash: string): Problem[] {
  const old = registry.byHash(from)?.deployment;
  if (!old) return [problem('blocks', 'unknown-deployment')];
  if (old.hash === hash || old.journey.id !== journey.id || old.mode !== mode) return [problem('blocks', 'move-elsewhere', [], { deployment: from })];
  return checkMovePlan(old.journey, journey, plan);
}

/** Those of an audience who have not been let in yet come in by the same trigger of the new version. */
function handOverEntries(work: Work, from: Deployed, to: Deployed): void {
  for (const { id, trigger, audience } of to.deployment.triggers) {
    const before = from.deployment.nodes.get(id);
    if (!audience || before?.kind !== 'trigger' || toCanonicalJson(before.trigger) !== toCanonicalJson(trigger)) continue;
    work.db.run("UPDATE job SET deployment = ? WHERE deployment = ? AND kind = 'audience' AND node = ?", to.n, from.n, id);
    work.db.run('UPDATE OR IGNORE entry_due SET deployment = ? WHERE deployment = ? AND node = ? AND event <> 0', to.n, from.n, id);
  }
}

/** Pauses, goes on, drains or ends a deployment. Refuses `unknown-deployment`. */
export function setState(work: Work, registry: Registry, hash: string, state: Exclude<State, 'failed'>): Result<{ n: number }> {
  const deployed = registry.byHash(hash);
  if (!deployed) return refuse('unknown-deployment');
  if (state === 'live' && deployed.state !== 'live') {
    const { journey, mode } = deployed.deployment;
    drainOthers(work, registry, journey.id, mode, hash);
  }
  // Whatever is decided about one that a restore holds, it has been decided on.
  if (state !== 'paused') holdAs(work.db, hash, undefined);
  changeState(work, registry, deployed.n, state);
  registry.reload();
  const successor = state === 'draining' && deployed.state === 'paused' ? liveInstead(registry, deployed) : undefined;
  if (successor) handOverEntries(work, deployed, successor);
  const now = registry.byNumber(deployed.n);
  // Also when it is only paused: it is kept up to date while it stands still, and whatever goes on from there finds its jobs.
  if (now && takesPart(state) && !takesPart(deployed.state)) planStandingJobs(work, now);
  return { ok: true, value: { n: deployed.n }, problems: [] };
}

/** Takes people in where this one did. */
function liveInstead(registry: Registry, { deployment: { journey, mode } }: Deployed): Deployed | undefined {
  return registry.all().find(({ state, deployment }) => state === 'live' && deployment.journey.id === journey.id && deployment.mode === mode);
}

/** Whether people come in, or will when it goes on. */
function takesPart(state: State): boolean {
  return state === 'live' || state === 'paused';
}

/** Gives those that took people in, or were paused, till now. What a restore holds stays paused, and finishes when it is let go. */
function drainOthers(work: Work, registry: Registry, journey: string, mode: string, hash: string): Deployed[] {
  const others = registry
    .all()
    .filter(({ state, deployment }) => deployment.journey.id === journey && deployment.mode === mode && deployment.hash !== hash && takesPart(state));
  const held = heldNow(work.db);
  for (const { n, deployment } of others) {
    if (held.has(deployment.hash)) holdAs(work.db, deployment.hash, 'draining');
    else changeState(work, registry, n, 'draining');
  }
  return others;
}

function changeState(work: Work, registry: Registry, n: number, state: State): void {
  const { db } = work;
  const before = registry.byNumber(n)?.state;
  if (before === state) return;
  // Ended by mistake: those who are still here stay, and nobody who comes in from now on is taken out.
  const wereStopping = db.change("DELETE FROM job WHERE deployment = ? AND kind = 'stop'", n) > 0;
  switch (state) {
    case 'paused':
      parkAll(work, n);
      break;
    case 'live': {
      // Those who were to leave it for another version and are still here stay.
      const wereLeaving = cancelMove(work, n);
      if (wereLeaving || wereStopping || before === 'paused') planJob(work, 'resume', n);
      break;
    }
    case 'draining':
      if (wereStopping || (before === 'paused' && !isBeingMoved(work, n))) planJob(work, 'resume', n);
      break;
    case 'retired':
      cancelMove(work, n);
      // Whose time has come takes not one step more while the others are let go.
      parkAll(work, n);
      planJob(work, 'stop', n);
      break;
    case 'failed':
      break;
  }
  db.run('UPDATE deployment SET state = ? WHERE n = ?', state, n);
  haltOrResumeMoves(work, n);
}

/** Everybody stands still, whatever falls due. Those who have not caught up yet with an earlier pause keep what they have heard of till then. */
function parkAll({ db }: Work, n: number): void {
  db.run(
    `UPDATE run SET parked_at = due_at, parked_event = (SELECT coalesce(max(seq), 0) FROM event), due_at = NULL
     WHERE deployment = ? AND status = 'active' AND due_at IS NOT NULL`,
    n,
  );
  db.run("DELETE FROM job WHERE deployment = ? AND kind = 'resume'", n);
}
