/** Moving runs: one step = read, decide, write run, trace, counters and effects, all inside the caller's transaction. */
import type { EventRecord } from '../../shared/condition/facts';
import { considerEntry, type EntryAnswer } from '../../shared/journey/entry';
import type { Reason, Run, StepInput, TraceEntry } from '../../shared/journey/run';
import type { NodeOf } from '../../shared/journey/schema';
import { step } from '../../shared/journey/step';
import { awaitedEvent, dueAt } from '../../shared/journey/wake';
import { customerId } from '../../shared/runtime/customer-id';
import { factsFor } from '../../shared/runtime/facts';
import { runIdOf } from '../../shared/runtime/run-id';
import { sha256Hex } from '../sha256';
import { applyEffect } from './effects';
import { standing } from './metrics';
import type { News } from './news';
import type { Deployed } from './registry';
import { insertRun, type RunRow, runColumns, runOf, updateRun } from './run-rows';
import type { Customer, Work } from './work';

/** Which run it is; without a number one that has just begun and is stored with its first step. */
export type Passage = { n?: number; deployment: number; customer: number; failures: number };

/** After so many failed tries of the same step the run leaves as failed; the journey goes on. */
const mostFailures = 3;
const retryMs = 60_000;
/** A wake-up that changed nothing is not tried again at once: it would spin. */
const idleMs = 1_000;

/** Refusals that say "not meant", not "kept out": no line in the trace of everybody the trigger passed over. */
const notMeant: ReadonlySet<string> = new Set(['trigger-condition', 'not-in-audience']);

/** Why a trigger is asked. `occasion` tells one firing of a schedule, date or call from the next, so that none is taken twice; a change is taken in the transaction that makes it, and needs none. */
export type Because = { event: EventRecord } | { occasion: string } | { change: string };

/** Whether this customer may enter at this trigger now, and the run she would start. */
export function mayEnter(work: Work, deployed: Deployed, node: NodeOf<'trigger'>, customer: Customer, because: Because): EntryAnswer {
  const { deployment } = deployed;
  let runs: Run[] | undefined;
  const runsOfCustomer = () => {
    if (work.withoutRuns.has(customer.n)) return [];
    // Deployments are named by their content; here it is only asked which runs of the journey there have been.
    runs ??= work.db
      .all<RunRow & { hash: string }>(
        `SELECT ${runColumns}, d.hash FROM run JOIN deployment d ON d.n = run.deployment WHERE run.customer = ? AND d.journey = ?`,
        customer.n,
        deployment.journey.id,
      )
      .map((row) => runOf(row, row.hash));
    return runs;
  };
  const occasion = 'event' in because ? because.event.uid : 'occasion' in because ? because.occasion : `${because.change} ${runsOfCustomer().length}`;
  return considerEntry({
    deployment,
    node,
    event: 'event' in because ? because.event : undefined,
    customer: factsFor(work, deployed, customer),
    runsOfCustomer,
    runId: () => runIdOf(deployment.hash, node.id, customerId(customer.n), occasion, sha256Hex),
    now: work.now,
  });
}

/** Id of the run this customer, or one who has become her, began here on this occasion, if one did. */
export function runBegunBy(work: Work, deployed: Deployed, node: NodeOf<'trigger'>, customer: Customer, occasion: string): string | undefined {
  const former = work.db.all<{ loser: number }>('SELECT loser FROM merge_alias WHERE winner = ?', customer.n).map((row) => row.loser);
  return [customer.n, ...former]
    .map((n) => runIdOf(deployed.deployment.hash, node.id, customerId(n), occasion, sha256Hex))
    .find((id) => hasRun(work, customer, id));
}

/** Runs of those who have become her are hers, under the ids they had. */
function hasRun(work: Work, customer: Customer, id: string): boolean {
  return !work.withoutRuns.has(customer.n) && work.db.get('SELECT 1 FROM run WHERE customer = ? AND id = ?', customer.n, id) !== undefined;
}

export type Door = { node: NodeOf<'trigger'>; because: Because };

/** Lets a customer in at a trigger, if she may enter, and takes the first step. What follows from the step is added to `news`. */
export function enter(work: Work, deployed: Deployed, node: NodeOf<'trigger'>, customer: Customer, because: Because, news: News[]): EntryAnswer {
  return enterAtOneOf(work, deployed, [{ node, because }], customer, news) ?? { enter: false, reason: { code: 'trigger-condition', params: {} } };
}

/**
 * Lets a customer in at the first of these triggers that takes her. They answer to one piece of news, so that is one run at
 * most, and one line that says why not. Undefined = no trigger was given.
 */
export function enterAtOneOf(work: Work, deployed: Deployed, doors: readonly Door[], customer: Customer, news: News[]): EntryAnswer | undefined {
  let refused: { node: string; answer: Extract<EntryAnswer, { enter: false }> } | undefined;
  for (const { node, because } of doors) {
    const answer = mayEnter(work, deployed, node, customer, because);
    if (answer.enter) {
      begin(work, deployed, node, customer, answer.run, because, news);
      return answer;
    }
    if (!refused || notMeant.has(refused.answer.reason.code)) refused = { node: node.id, answer };
  }
  if (!refused) return undefined;
  const { node, answer } = refused;
  if (!notMeant.has(answer.reason.code))
    work.addTrace({ deployment: deployed.n, customer: customer.n }, [{ node, what: 'not-entered', reason: answer.reason }]);
  return answer;
}

function begin(work: Work, deployed: Deployed, node: NodeOf<'trigger'>, customer: Customer, run: Run, because: Because, news: News[]): void {
  // The same occasion once more (a job that went over this customer, or over one who has become her, before) is not a second entry.
  if ('occasion' in because ? runBegunBy(work, deployed, node, customer, because.occasion) : hasRun(work, customer, run.id)) return;
  move(work, deployed, { deployment: deployed.n, customer: customer.n, failures: 0 }, run, { kind: 'start' }, news);
}

/** Moves a run by one input and stores everything that follows; what others must hear of is added to `news`. */
export function move(work: Work, deployed: Deployed, passage: Passage, run: Run, given: StepInput, news: News[]): void {
  if (run.status === 'exited') return;
  // Not past its trigger: its first step failed before, and whatever it hears of meanwhile, it has yet to begin.
  const input: StepInput = run.wait || run.visit > 0 ? given : { kind: 'start' };
  const { deployment } = deployed;
  const customer = work.customer(passage.customer);
  const facts = factsFor(work, deployed, customer);
  const result = step(deployment, run, facts, input, work.now);
  facts.check();
  const isBroken = result.run.exit?.detail === 'step-failed';
  if (isBroken && passage.failures + 1 < mostFailures) {
    tryAgain(work, deployed, passage, run);
    return;
  }
  let due = dueAt(result.run);
  if (due !== undefined && due <= work.now && input.kind === 'wake') due = work.now + idleMs;
  // What it waited for is kept, so that the step that broke can be taken again as it was (failed-runs.ts).
  const after: Run = isBroken && run.wait ? { ...result.run, wait: run.wait } : result.run;
  const n = save(work, deployed, passage, run, after, due);
  // The line is this step's own: which way it left is added to it.
  if (result.run.exit) for (const entry of result.trace) if (entry.what === 'exited') entry.port = result.run.exit.code;
  work.addTrace({ deployment: deployed.n, customer: passage.customer, run: n }, result.trace);
  for (const effect of result.effects) applyEffect(work, deployed, n, result.run, customer, facts, effect, news);
}

/** The run as it is stored now. */
export function current(work: Work, n: number, { deployment }: Deployed): Run {
  const row = work.db.get<RunRow>(`SELECT ${runColumns} FROM run WHERE n = ?`, n);
  if (!row) throw new Error('a run vanished while it was moved');
  return runOf(row, deployment.hash);
}

/** Lets a run hear of the event it waits for, if that has happened since it began to wait. */
export function hearAwaited(work: Work, deployed: Deployed, passage: Passage & { n: number }, run: Run, news: News[]): void {
  const awaited = awaitedEvent(run);
  if (awaited === undefined) return;
  const since = run.wait?.since ?? 0;
  for (const event of work.events(passage.customer, awaited)) {
    const now = current(work, passage.n, deployed);
    if (awaitedEvent(now) !== awaited || now.visit !== run.visit) return;
    if (event.at >= since) move(work, deployed, passage, now, { kind: 'event', event }, news);
  }
}

/** Takes a run out for a reason that lies outside its journey. */
export function expel(work: Work, deployed: Deployed, passage: Passage, run: Run, code: 'stopped' | 'merged', reason: Reason = { code, params: {} }): void {
  const { wait, ...rest } = run;
  const n = save(work, deployed, passage, run, { ...rest, status: 'exited', exit: { code, at: work.now } }, undefined);
  const exited: TraceEntry = { node: run.node, what: 'exited', port: code, reason };
  const kept: TraceEntry[] = wait?.kind === 'hold' ? [{ node: run.node, what: 'not-sent', reason: { code: 'run-ended', params: { exit: code } } }] : [];
  work.addTrace({ deployment: deployed.n, customer: passage.customer, run: n }, [...kept, exited]);
}

/** Gives the number of the run. */
function save(work: Work, deployed: Deployed, passage: Passage, before: Run, after: Run, due: number | undefined): number {
  const { n } = passage;
  if (after.status === 'active') work.addCount(deployed.n, after.node, standing, 1);
  if (n === undefined) return addRun(work, passage, passage.failures, after, due);
  work.addCount(deployed.n, before.node, standing, -1);
  updateRun(work.db, n, after, due);
  work.moved.add(n);
  return n;
}

function addRun(work: Work, { deployment, customer }: Passage, failures: number, run: Run, due: number | undefined): number {
  work.withoutRuns.delete(customer);
  return insertRun(work.db, { deployment, customer, failures }, run, due);
}

/** A step that failed leaves everything as it was and is taken again a little later, each time later. */
function tryAgain(work: Work, deployed: Deployed, passage: Passage, run: Run): void {
  const { n } = passage;
  const due = work.now + retryMs * 2 ** passage.failures;
  if (n === undefined) {
    addRun(work, passage, 1, run, due);
    work.addCount(deployed.n, run.node, standing, 1);
    return;
  }
  work.db.run('UPDATE run SET failures = failures + 1, due_at = ? WHERE n = ?', due, n);
  work.moved.add(n);
}
