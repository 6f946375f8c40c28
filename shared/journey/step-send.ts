/** The send node: one decision per passage, and a trace that says which: sent, not sent, or held for now. */
import { addDuration, localParts, nextClock } from '../time/duration';
import { toIso } from '../time/moment';
import type { Reason } from './run';
import type { NodeOf } from './schema';
import { passageKey, sentEvent } from './step-facts';
import { type Outcome, type Passage, pass, type Wait } from './step-passage';
import { endingRule } from './step-rules';
import { decideSend } from './suppress';

type SendNode = NodeOf<'send'>;

/** Wake-ups are never exact; less than this is not late. */
export const LATE_GRACE = 'PT1M';
const GRACE_MS = 60_000;
const WAITS_FOR_NEXT_WINDOW = 'too-late-now';

export function enterSend(node: SendNode, p: Passage): Outcome {
  if (!p.deployment.messages.has(node.message)) {
    const reason: Reason = { code: 'message-missing', params: { message: node.message } };
    record(node, p, 'failed', reason);
    return pass(node.onFailure === 'branch' ? 'failed' : 'out');
  }
  return endingRuleNow(p) ?? gotItBefore(node, p) ?? tooLate(node, p) ?? attempt(node, p, undefined);
}

/** A held message is looked at again: its time has come, or something about the customer changed. */
export function resumeSend(node: SendNode, wait: Wait, p: Passage): Outcome {
  // Moved here by a republish that kept its timer.
  if (wait.kind !== 'hold') return p.now >= wait.until ? enterSend(node, p) : { do: 'stay' };
  if (wait.reason?.code === WAITS_FOR_NEXT_WINDOW && p.now < wait.until && !p.run.sentBefore?.includes(node.id)) return { do: 'stay' };
  return endingRuleNow(p) ?? gotItBefore(node, p) ?? tooLate(node, p) ?? attempt(node, p, wait.since);
}

/** Goal and immediate exits were asked at the beginning of the step; again only if the step itself changed the answer. */
function endingRuleNow(p: Passage): Outcome | undefined {
  const { goal, exits } = p.deployment.journey.policies;
  if (!p.changed && !exits.some((exit) => exit.scope === 'before-next-send')) return undefined;
  return goal || exits.length > 0 ? endingRule(p, 'before-send') : undefined;
}

/** This customer has had it already: as somebody else, or before she was moved back. For the journey it is sent; a later passage sends again. */
function gotItBefore(node: SendNode, p: Passage): Outcome | undefined {
  const { sentBefore } = p.run;
  if (!sentBefore?.includes(node.id)) return undefined;
  p.run.sentBefore = sentBefore.filter((id) => id !== node.id);
  const code = p.run.outcomes[node.id] === 'sent' ? 'sent-before-move' : 'sent-before-merge';
  record(node, p, 'not-sent', { code, params: { message: node.message } });
  p.run.outcomes[node.id] = 'sent';
  return pass();
}

/** The laptop slept: what a message does whose time went by. `next-window`: the same clock time, the next time it comes. */
function tooLate(node: SendNode, p: Passage): Outcome | undefined {
  const { late } = node;
  if (!late || late.policy === 'run-now' || p.dueAt === undefined) return undefined;
  if (p.now <= addDuration(p.dueAt, late.olderThan ?? LATE_GRACE, p.zone)) return undefined;
  if (late.policy === 'skip') return skip(node, p, { code: 'too-late', params: { due: toIso(p.dueAt) } });
  if (p.inWindow) return undefined;
  const { hour, minute } = localParts(p.dueAt, p.zone);
  const until = nextClock(p.now - GRACE_MS, `${two(hour)}:${two(minute)}`, p.zone);
  if (until <= p.now) return undefined;
  return hold(until, { code: WAITS_FOR_NEXT_WINDOW, params: { due: toIso(p.dueAt), until: toIso(until) } }, p.run.wait?.since, p);
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function attempt(node: SendNode, p: Passage, heldSince: number | undefined): Outcome {
  const decision = decideSend(node, { deployment: p.deployment, customer: p.customer, facts: p.facts, heldSince });
  switch (decision.do) {
    case 'send': {
      const send = { kind: 'send' as const, key: passageKey(p.run), node: node.id, message: node.message, channel: decision.channel, class: node.class };
      p.effects.push(send);
      p.customer.addEvent(sentEvent(p.deployment.journey, send, p.now));
      p.changed = true;
      record(node, p, 'sent', { code: 'sent', params: { channel: decision.channel, message: node.message } });
      return pass();
    }
    case 'hold':
      return hold(decision.until, decision.reason, heldSince, p);
    case 'skip':
      return skip(node, p, decision.reason);
    case 'exit':
      record(node, p, 'not-sent', decision.reason);
      return { do: 'leave', code: decision.code, reason: decision.reason, detail: decision.reason.code };
  }
}

function hold(until: number, reason: Reason, since: number | undefined, p: Passage): Outcome {
  return { do: 'wait', wait: { kind: 'hold', since: since ?? p.now, until, reason } };
}

function skip(node: SendNode, p: Passage, reason: Reason): Outcome {
  record(node, p, 'not-sent', reason);
  return pass(node.onSuppressed === 'branch' ? 'suppressed' : 'out');
}

/** The one outcome of this passage. */
function record(node: SendNode, p: Passage, what: 'sent' | 'not-sent' | 'failed', reason: Reason): void {
  p.isDecided = true;
  p.run.outcomes[node.id] = what;
  p.trace.push({ node: node.id, what, reason });
}
