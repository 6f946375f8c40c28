/**
 * Moves one run from one version of its journey to another. The run stays the same run: its id, its beginning, its visits go on,
 * so that keys of messages hold; what happens to it next is decided by the new version.
 */
import { toCanonicalJson } from '../canonical-json';
import { evaluate } from '../condition/evaluate';
import type { EventRecord } from '../condition/facts';
import type { Deployment } from './deployment';
import { keyFor } from './entry';
import { type Timer, timersBetween } from './republish';
import type { CustomerFacts, Reason, Run, TraceEntry } from './run';
import type { Node } from './schema';
import { standing } from './step';
import { factsOf, zoneOf } from './step-facts';
import type { Wait } from './step-passage';
import { beforeDeadline } from './step-rules';

export type Moved =
  /** `left`: lines of the old version, `arrived`: of the new one. Without a wait the run has yet to enter the node it stands at. */
  { moved: true; run: Run; left: TraceEntry[]; arrived: TraceEntry[] } | { moved: false; reason: Reason };

/** `sent`: ids of the messages the run has sent, in whatever version. */
export type Move = (run: Run, to: { to: string; timer: Timer }, customer: CustomerFacts, now: number, sent: Iterable<string>) => Moved;

/** Code of the line with which a run goes on in the new version. */
export const movedFrom = 'moved-from';

/** Digits of a deployment's hash by which people know it. */
export const shortHash = (hash: string) => hash.slice(0, 7);

/**
 * What moves runs from `old` to `next`, for checked plans. She stays on the old version where the entry filter is another one and
 * does not let her in; goal and exit rules of the new version are asked by the step that follows.
 */
export function createMove(old: Deployment, next: Deployment): Move {
  const asksFilter = toCanonicalJson(old.journey.entry.filter ?? null) !== toCanonicalJson(next.journey.entry.filter ?? null);
  const asksKey = toCanonicalJson(old.journey.entry.reentry) !== toCanonicalJson(next.journey.entry.reentry);
  const ahead = new Map<string, ReadonlySet<string>>();
  const aheadOf = (node: string) => {
    let known = ahead.get(node);
    if (!known) {
      known = messagesAhead(old, node);
      ahead.set(node, known);
    }
    return known;
  };

  return (run, { to, timer }, customer, now, sent): Moved => {
    const from = old.nodes.get(run.node);
    const target = next.nodes.get(to);
    if (!from || !target) return { moved: false, reason: { code: 'node-missing', params: { node: from ? to : run.node } } };
    const { entry } = run;
    const began: EventRecord = { ...entry, name: entry.event };
    const facts = factsOf(next, run, customer, now, zoneOf(next.journey, customer), began);
    const { filter } = next.journey.entry;
    if (asksFilter && filter && !evaluate(filter, facts)) return { moved: false, reason: { code: 'entry-filter', params: {} } };

    const had = alreadyHad(run, sent, old, next, aheadOf(run.node));
    const outcomes = { ...run.outcomes };
    const left: TraceEntry[] = [];
    if (run.wait?.kind === 'hold' && !isSameMessage(from, target)) {
      // Every passage of a send has one outcome.
      outcomes[from.id] = 'not-sent';
      left.push({ node: from.id, what: 'not-sent', reason: { code: 'run-moved', params: { deployment: shortHash(next.hash) } } });
    }
    for (const id of had.sent) outcomes[id] = 'sent';
    const { wait, sentBefore: _, ...rest } = run;
    const kept = timer === 'keep' && wait && timersBetween(from, target).includes('keep') && !isCutShort(old, run, wait) ? wait : undefined;
    const moved: Run = {
      ...rest,
      deployment: next.hash,
      key: asksKey ? keyFor(next, facts) : run.key,
      node: to,
      // A kept wait is the same passage; what begins anew is entered anew.
      visit: kept ? run.visit : run.visit + 1,
      outcomes,
      ...(had.sentBefore.length > 0 ? { sentBefore: had.sentBefore } : {}),
    };
    if (kept) moved.wait = waitAt(target, kept, beforeDeadline(next, moved, kept.until));
    left.push({ node: from.id, what: 'moved', reason: { code: 'moved-to', params: { deployment: shortHash(next.hash), node: to } } });
    const arrived: TraceEntry[] = [{ node: to, what: 'moved', reason: { code: movedFrom, params: { deployment: shortHash(old.hash), node: from.id } } }];
    if (moved.wait) arrived.push(standing(to, moved.wait));
    return { moved: true, run: moved, left, arrived };
  };
}

/** The old version's longest stay would have ended this wait, not its own time. */
function isCutShort(old: Deployment, run: Run, { until }: Wait): boolean {
  return beforeDeadline(old, run, until + 1) <= until;
}

function waitAt(target: Node, { since, until: _, kind, reason }: Wait, until: number): Wait {
  if (target.kind === 'wait-event') return { kind: 'event', since, until, event: target.event };
  if (target.kind === 'send' && kind === 'hold') return { kind, since, until, ...(reason ? { reason } : {}) };
  return { kind: 'timer', since, until };
}

function isSameMessage(from: Node, to: Node): boolean {
  return from.kind === 'send' && to.kind === 'send' && from.message === to.message;
}

/**
 * Sends of the new version whose message she has had and does not get again. What the old version would have sent once more
 * from where she stood (it goes in a circle, or sends the same message at two steps) is sent again; what only the move brings
 * back before her is not. `sent`: those this run has sent itself.
 */
function alreadyHad(
  run: Run,
  messages: Iterable<string>,
  old: Deployment,
  next: Deployment,
  ahead: ReadonlySet<string>,
): { sentBefore: string[]; sent: string[] } {
  const messageAt = (id: string) => {
    const node = old.nodes.get(id);
    return node?.kind === 'send' ? [node.message] : [];
  };
  // A step that sends another message now has not sent it to anybody.
  const isAnother = (id: string) => {
    const node = next.nodes.get(id);
    return node?.kind === 'send' && messageAt(id).some((one) => one !== node.message);
  };
  const before = new Set(run.sentBefore?.filter((id) => !isAnother(id)));
  const hers = new Set([...messages, ...Object.keys(run.outcomes).flatMap((id) => (run.outcomes[id] === 'sent' ? messageAt(id) : []))]);
  const others = new Set(run.sentBefore?.flatMap(messageAt));
  const sent: string[] = [];
  for (const node of next.journey.nodes) {
    if (node.kind !== 'send' || before.has(node.id)) continue;
    const comesAgain = ahead.has(node.id) && messageAt(node.id)[0] === node.message;
    if (hers.has(node.message) && !comesAgain) sent.push(node.id);
    else if (others.has(node.message) && !comesAgain) before.add(node.id);
  }
  return { sentBefore: [...before, ...sent], sent };
}

/** Sends of the old version that lie before somebody at this node, its own message included. */
function messagesAhead({ targets, nodes }: Deployment, node: string): ReadonlySet<string> {
  const seen = new Set([node]);
  const open = [node];
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const target of targets.get(id)?.values() ?? [])
      if (!seen.has(target)) {
        seen.add(target);
        open.push(target);
      }
  return new Set([...seen].filter((id) => nodes.get(id)?.kind === 'send'));
}
