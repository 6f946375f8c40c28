/** One piece of news about a customer, and everything that follows from it: runs move, runs begin, which is news again. */
import type { EventRecord } from '../../shared/condition/facts';
import { type Change, triggersFor, triggersForChange } from '../../shared/journey/entry';
import type { Run } from '../../shared/journey/run';
import { isConcerned } from '../../shared/journey/wake';
import { lookAtAudiences } from '../audiences/looks';
import { planDates } from './dates';
import { lookAgain } from './looks';
import type { News } from './news';
import { type Deployed, priorityOf, type Registry } from './registry';
import { type RunRow, runColumns, runOf } from './run-rows';
import { type Door, enterAtOneOf, move } from './runs';
import type { Work } from './work';

/** Journeys that set each other off in a circle end here. */
const mostInARow = 100;

/**
 * Runs that wait hear of it first, then triggers are asked, each journey by its priority; a run that began with an event does not hear of
 * it twice.
 */
export function react(work: Work, registry: Registry, first: News): void {
  const queue: News[] = [first];
  for (let i = 0; i < queue.length; i++) {
    const news = queue[i];
    if (!news) break;
    if (i >= mostInARow) {
      work.addTotal('cascade-cut', queue.length - i);
      return;
    }
    reactOnce(work, registry, news, queue);
  }
}

function reactOnce(work: Work, registry: Registry, news: News, queue: News[]): void {
  const { customer: n, event, changed } = news;
  if (n === undefined) {
    if (event && news.seq !== undefined) planAudiences(work, registry, event, news.seq, news.isTest ?? false);
    return;
  }
  lookAtAudiences(work, registry, n, event?.name, changed);
  const concerned = registry.byPriority().filter((one) => one.hears(event?.name, changed));
  if (concerned.length === 0) return;
  const customer = work.customer(n);
  if (!work.withoutRuns.has(n)) moveRuns(work, registry, n, event, changed, queue);

  for (const deployed of concerned) {
    planDates(work, deployed, customer, deployed.derivation.touchedBy(event?.name, changed));
    const moves = lookAgain(work, deployed, customer);
    if (deployed.state !== 'live') continue;
    const { deployment } = deployed;
    const changes: Change[] = [
      // Of a computed one only the outcome counts, not what was delivered for it.
      ...[...changed]
        .filter((attribute) => deployment.listens.triggers.attributes.has(attribute) && !deployed.watched.includes(attribute))
        .map((attribute) => ({ kind: 'attribute-changed' as const, attribute })),
      ...moves,
    ];
    const doors: Door[] = [
      ...(event ? triggersFor(deployment, event).map((node) => ({ node, because: { event } })) : []),
      ...changes.flatMap((change) => triggersForChange(deployment, change).map((node) => ({ node, because: { change: change.kind } }))),
    ];
    enterAtOneOf(work, deployed, doors, customer, queue);
  }
}

function moveRuns(work: Work, registry: Registry, customer: number, event: EventRecord | undefined, changed: ReadonlySet<string>, queue: News[]): void {
  const rows = work.db.all<RunRow>(`SELECT ${runColumns} FROM run WHERE customer = ? AND is_over = 0 AND parked_at IS NULL`, customer);
  const active: { row: RunRow; deployed: Deployed; run: Run }[] = [];
  for (const row of rows) {
    const deployed = registry.byNumber(row.deployment);
    // A paused deployment catches up when it goes on.
    if (!deployed || (deployed.state !== 'live' && deployed.state !== 'draining')) continue;
    const run = runOf(row, deployed.deployment.hash);
    // Any news may move a customer in or out of a segment.
    const segments = deployed.deployment.listens.runs.segments;
    const attributes = deployed.derivation.touchedBy(event?.name, changed);
    if (isConcerned(deployed.deployment, run, { ...(event ? { event: event.name } : {}), attributes, segments })) active.push({ row, deployed, run });
  }
  active.sort((a, b) => priorityOf(b.deployed) - priorityOf(a.deployed) || a.row.n - b.row.n);
  for (const { row, deployed, run } of active) move(work, deployed, row, run, event ? { kind: 'event', event } : { kind: 'changed' }, queue);
}

/** An event about nobody starts one run for each customer of the trigger's audience; that is done in chunks. */
function planAudiences(work: Work, registry: Registry, event: EventRecord, seq: number, isTest: boolean): void {
  for (const { n, state, deployment } of registry.byPriority()) {
    if (state !== 'live' || (isTest && deployment.mode === 'live')) continue;
    for (const node of triggersFor(deployment, event))
      if (node.audience) work.db.run("INSERT INTO job (kind, deployment, node, due_at, event) VALUES ('audience', ?, ?, ?, ?)", n, node.id, work.now, seq);
  }
}
