/**
 * The journey step: one input, and the run moves until it stands still again or leaves. Pure and total: the same arguments
 * give the same result, nothing is thrown, the caller's run is not changed. Executor and simulator run this very function.
 *
 * Order within a step: goal, exit rules, longest stay; then the node the run stands at; then node after node.
 */
import { toIso } from '../time/moment';
import { type Deployment, targetOf } from './deployment';
import type { Reason, Run, StepCustomer, StepInput, StepResult, TraceEntry } from './run';
import type { Node } from './schema';
import { callWebhook, makeTask, update } from './step-actions';
import { decide, splitByHash } from './step-branches';
import { factsOf, Overlay, zoneOf } from './step-facts';
import { fail, type Leave, type Outcome, type Passage, pass, type Wait } from './step-passage';
import { beforeDeadline, endingRule } from './step-rules';
import { enterSend, resumeSend } from './step-send';
import { enterWait, hasHappened, resumeWait } from './step-waits';

/** A run that passes more nodes than this without standing still goes in a circle. */
export const MOST_NODES_PER_STEP = 200;

/**
 * Moves one run by one input.
 * @param now epoch ms; never before the `now` of the run's earlier steps, except that a clock may have been set back
 * @returns the run afterwards, what the outside world is asked to do (in order), and why. A run that has left comes back as it is.
 */
export function step(deployment: Deployment, run: Run, customer: StepCustomer, input: StepInput, now: number): StepResult {
  if (run.status === 'exited') return { run, effects: [], trace: [] };
  try {
    return move(deployment, run, customer, input, now);
  } catch (error) {
    // A bug here or in the facts must cost one run, not the journey: it leaves and says so.
    const reason: Reason = { code: 'step-failed', params: { message: error instanceof Error ? error.message : String(error) } };
    return {
      run: { ...run, wait: undefined, status: 'exited', exit: { code: 'failed', at: now, detail: reason.code } },
      effects: [],
      trace: [
        { node: run.node, what: 'failed', reason },
        { node: run.node, what: 'exited', reason },
      ],
    };
  }
}

function move(deployment: Deployment, run: Run, customer: StepCustomer, input: StepInput, now: number): StepResult {
  const draft = draftOf(run);
  const overlay = new Overlay(customer);
  const zone = zoneOf(deployment.journey, customer);
  const p: Passage = {
    deployment,
    input,
    now,
    zone,
    customer: overlay,
    facts: factsOf(deployment, draft, overlay, now, zone, input.kind === 'event' ? input.event : undefined),
    run: draft,
    effects: [],
    trace: [],
    dueAt: run.wait && now > run.wait.until ? run.wait.until : undefined,
    inWindow: false,
    isDecided: false,
    changed: false,
  };
  if (input.kind === 'start' && !run.wait) p.trace.push({ node: run.node, what: 'entered', reason: { code: 'entered', params: { event: run.entry.event } } });
  const ending = endingRule(p, 'input');
  if (ending) leave(p, ending);
  else advance(p);
  return { run: draft, effects: p.effects, trace: p.trace };
}

/** With a place for all that a run may have: an object whose parts come and go is slow to read, and this one is read all the time. */
function draftOf(run: Run): Run {
  const draft: { [part in keyof Required<Run>]: Run[part] } = {
    id: run.id,
    deployment: run.deployment,
    customer: run.customer,
    key: run.key,
    status: run.status,
    node: run.node,
    visit: run.visit,
    enteredAt: run.enteredAt,
    entry: run.entry,
    wait: run.wait,
    outcomes: { ...run.outcomes },
    sentBefore: run.sentBefore,
    exit: run.exit,
  };
  return draft;
}

function advance(p: Passage): void {
  const { run, deployment } = p;
  const first = deployment.nodes.get(run.node);
  // An event may come in before a wake-up that was already due. What the wake-up leads to must still hear of the event,
  // as it would have had the wake-up come first.
  let isUnheard = p.input.kind === 'event' && run.wait !== undefined && p.now >= run.wait.until;
  let outcome: Outcome = first ? (run.wait ? resume(first, run.wait, p) : enter(first, p)) : fail('node-missing', { node: run.node });
  for (let passed = 0; ; passed++) {
    switch (outcome.do) {
      case 'stay':
        return;
      case 'leave':
        leave(p, outcome);
        return;
      case 'wait':
        stand(p, outcome.wait);
        return;
    }
    if (outcome.port === 'happened') isUnheard = false;
    p.trace.push({ node: run.node, what: 'passed', port: outcome.port });
    run.wait = undefined;
    const target = targetOf(deployment, run.node, outcome.port);
    const next = target === undefined ? undefined : deployment.nodes.get(target);
    if (!next || passed >= MOST_NODES_PER_STEP) {
      leave(p, next ? fail('goes-in-circles', { limit: MOST_NODES_PER_STEP }) : fail('port-not-wired', { node: run.node, port: outcome.port }));
      return;
    }
    run.node = next.id;
    run.visit += 1;
    p.isDecided = false;
    outcome = enter(next, p);
    if (isUnheard && next.kind === 'wait-event' && outcome.do === 'wait' && hasHappened(next, outcome.wait, p)) outcome = pass('happened');
  }
}

function enter(node: Node, p: Passage): Outcome {
  switch (node.kind) {
    case 'trigger':
    case 'join':
      return pass();
    case 'wait':
    case 'wait-until':
    case 'wait-event':
    case 'window':
      return enterWait(node, p);
    case 'decision':
      return decide(node, p);
    case 'ab':
      return splitByHash(node, p);
    case 'send':
      return enterSend(node, p);
    case 'update':
      return update(node, p);
    case 'task':
      return makeTask(node, p);
    case 'webhook':
      return callWebhook(node, p);
    case 'goal':
      return { do: 'leave', code: 'goal', reason: { code: 'goal-reached', params: {} } };
    case 'exit': {
      const detail = node.reason ?? 'completed';
      return { do: 'leave', code: 'completed', reason: { code: 'completed', params: { exit: detail } }, detail };
    }
    case 'ext':
      return fail('unknown-step', { kind: node.originalKind });
  }
}

function resume(node: Node, wait: Wait, p: Passage): Outcome {
  switch (node.kind) {
    case 'wait':
    case 'wait-until':
    case 'wait-event':
    case 'window':
      return resumeWait(node, wait, p);
    case 'send':
      return resumeSend(node, wait, p);
    default:
      // Nobody stands at other nodes; a run moved there by a republish keeps its timer and then goes on.
      return p.now >= wait.until ? enter(node, p) : { do: 'stay' };
  }
}

/** Stands still. The wake-up never lies beyond the journey's longest stay, so `wait.until` alone says when to come back. */
function stand(p: Passage, wait: Wait): void {
  const { run } = p;
  const before = run.wait;
  const until = beforeDeadline(p.deployment, run, wait.until);
  run.wait = until === wait.until ? wait : { ...wait, until };
  const isNews = !before || (wait.kind === 'hold' ? before.reason?.code !== wait.reason?.code : before.until !== run.wait.until);
  if (isNews) p.trace.push(standing(run.node, run.wait));
}

/** The line that says how long a run stands at a node, and for what. */
export function standing(node: string, wait: Wait): TraceEntry {
  return { node, what: wait.kind === 'hold' ? 'held' : 'waiting', reason: whyItWaits(wait) };
}

/** What a run that stands still waits for. */
export function whyItWaits(wait: Wait): Reason {
  const until = toIso(wait.until);
  switch (wait.kind) {
    case 'hold':
      return wait.reason ?? { code: 'waiting-until', params: { until } };
    case 'event':
      return { code: 'waiting-for-event', params: { event: wait.event ?? '', until } };
    case 'window':
      return { code: 'waiting-for-window', params: { until } };
    case 'timer':
      return { code: 'waiting-until', params: { until } };
  }
}

function leave(p: Passage, { code, reason, detail }: Leave): void {
  const { run, now } = p;
  const node = run.node;
  // A message not decided yet is decided now: it does not go. Every passage of a send has one outcome.
  if (p.deployment.nodes.get(node)?.kind === 'send' && !p.isDecided) {
    run.outcomes[node] = 'not-sent';
    p.trace.push({ node, what: 'not-sent', reason: { code: 'run-ended', params: { exit: code } } });
  }
  if (code === 'goal') p.trace.push({ node, what: 'goal', reason });
  if (code === 'failed') p.trace.push({ node, what: 'failed', reason });
  p.trace.push({ node, what: 'exited', reason });
  run.status = 'exited';
  run.exit = detail === undefined ? { code, at: now } : { code, at: now, detail };
  run.wait = undefined;
}
