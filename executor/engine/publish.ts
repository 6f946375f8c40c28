import type { DeploymentBundle } from '../../shared/executor/api';
import { checkGraph } from '../../shared/journey/check-graph';
import { bundleHash, messageIds } from '../../shared/journey/content-hash';
import { toGraph } from '../../shared/journey/graph';
import { createFindings } from '../../shared/journey/journey-problem';
import { segmentNeeds } from '../../shared/journey/segment-needs';
import { bySeverity, type Problem, type Result, refuse } from '../../shared/problem';
import { createComputation } from '../../shared/record/formula/computation';
import { isValidZone } from '../../shared/time/duration';
import { planJob, planStandingJobs } from './jobs';
import type { Registry, State } from './registry';
import type { Work } from './work';

/** What would make a bundle fail while it runs; `blocks` refuses it. The canvas has asked more already; another program may not have. */
export function checkBundle(bundle: DeploymentBundle): Problem[] {
  const { journey } = bundle;
  const findings = createFindings(journey.id);
  checkGraph(journey, toGraph(journey), findings);
  if (!isValidZone(journey.policies.timeZone.fallback))
    findings.add('blocks', 'time-zone-unknown', ['policies', 'timeZone'], { zone: journey.policies.timeZone.fallback });
  const messages = new Set(bundle.messages.map((message) => message.id));
  for (const id of messageIds(journey)) if (!messages.has(id)) findings.add('blocks', 'message-unknown', [], { message: id });
  const known = new Set(bundle.segments.map((segment) => segment.id));
  for (const id of segmentNeeds(bundle)) if (!known.has(id)) findings.add('blocks', 'segment-unknown', [], { segment: id });
  const suppressions = new Set(bundle.suppressions.map((suppression) => suppression.id));
  for (const id of journey.policies.suppressions)
    if (!suppressions.has(id)) findings.add('blocks', 'suppression-unknown', ['policies', 'suppressions', id], { suppression: id });
  return bySeverity([...findings.problems, ...createComputation(bundle.record.attributes).problems]);
}

/**
 * Publishes a checked bundle. The journey's earlier deployment of the same mode takes nobody in any more and its people finish
 * on it. The same bundle again makes the earlier deployment live again (a way back).
 */
export function publish(work: Work, registry: Registry, bundle: DeploymentBundle): { n: number } {
  const { db, now } = work;
  const hash = bundleHash(bundle);
  const { journey, mode } = bundle;
  const known = db.get<{ n: number; state: string }>('SELECT n, state FROM deployment WHERE hash = ?', hash);
  if (known?.state === 'live') return { n: known.n };
  drainOthers(work, registry, journey.id, mode, hash);
  let n = known?.n;
  if (n === undefined)
    n = db.insert(
      "INSERT INTO deployment (hash, journey, key, name, version, mode, state, bundle, deployed_at) VALUES (?, ?, ?, ?, ?, ?, 'live', ?, ?)",
      hash,
      journey.id,
      journey.key,
      JSON.stringify(journey.name),
      journey.version,
      mode,
      JSON.stringify(bundle),
      now,
    );
  else {
    db.run('UPDATE deployment SET deployed_at = ? WHERE n = ?', now, n);
    changeState(work, registry, n, 'live');
  }
  registry.reload();
  const deployed = registry.byNumber(n);
  if (deployed) planStandingJobs(work, deployed);
  return { n };
}

/** Pauses, goes on, drains or ends a deployment. Refuses `unknown-deployment`. */
export function setState(work: Work, registry: Registry, hash: string, state: Exclude<State, 'failed'>): Result<{ n: number }> {
  const deployed = registry.byHash(hash);
  if (!deployed) return refuse('unknown-deployment');
  if (state === 'live' && deployed.state !== 'live') {
    const { journey, mode } = deployed.deployment;
    drainOthers(work, registry, journey.id, mode, hash);
  }
  changeState(work, registry, deployed.n, state);
  registry.reload();
  const now = registry.byNumber(deployed.n);
  if (now && state === 'live' && deployed.state !== 'paused' && deployed.state !== 'live') planStandingJobs(work, now);
  return { ok: true, value: { n: deployed.n }, problems: [] };
}

function drainOthers(work: Work, registry: Registry, journey: string, mode: string, hash: string): void {
  for (const { n, state, deployment } of registry.all())
    if (deployment.journey.id === journey && deployment.mode === mode && deployment.hash !== hash && (state === 'live' || state === 'paused'))
      changeState(work, registry, n, 'draining');
}

function changeState(work: Work, registry: Registry, n: number, state: State): void {
  const { db } = work;
  const before = registry.byNumber(n)?.state;
  if (before === state) return;
  if (before === 'paused') {
    if (state === 'live' || state === 'draining') planJob(work, 'resume', n);
  }
  if (state === 'paused') {
    // Those who have not caught up yet with an earlier pause have no due time: they keep what they have heard of till then.
    db.run(
      `UPDATE run SET parked_at = due_at, parked_event = (SELECT coalesce(max(seq), 0) FROM event), due_at = NULL
       WHERE deployment = ? AND status = 'active' AND due_at IS NOT NULL`,
      n,
    );
    db.run("DELETE FROM job WHERE deployment = ? AND kind = 'resume'", n);
  }
  if (state === 'retired') planJob(work, 'stop', n);
  db.run('UPDATE deployment SET state = ? WHERE n = ?', state, n);
}
