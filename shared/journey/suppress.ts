/**
 * May this message go to this customer now? Asked in this order, the first that objects decides:
 * test record or employee → address → consent → conditions → caps → quiet times.
 */
import { evaluate } from '../condition/evaluate';
import type { Facts, Json } from '../condition/facts';
import { addDuration } from '../time/duration';
import { toIso } from '../time/moment';
import { capApplies, capState } from './caps';
import type { Deployment } from './deployment';
import { addressAttributes, consentAttributes, runtimeAttributes } from './deployment-attributes';
import { dependsOnTime } from './deployment-listens';
import { quietAt } from './quiet-times';
import type { CustomerFacts, Reason } from './run';
import type { Channel, NodeOf, Suppression } from './schema';

type SendNode = NodeOf<'send'>;

export type SendDecision =
  | { do: 'send'; channel: Channel }
  /** Look again at `until`, or sooner when something about the customer changes. */
  | { do: 'hold'; until: number; reason: Reason }
  | { do: 'skip'; reason: Reason }
  | { do: 'exit'; code: 'suppressed' | 'test-or-employee'; reason: Reason };

export type SendContext = {
  deployment: Deployment;
  customer: CustomerFacts;
  facts: Facts;
  /** When this message was first held on this passage. */
  heldSince: number | undefined;
};

/** A rule that holds without saying how long. */
export const DEFAULT_MAX_HOLD = 'P14D';
/** A condition that time alone may end is looked at again after this. */
const RECHECK_MS = 3_600_000;

/** Decides over one message. Pure; the caller records the outcome. */
export function decideSend(node: SendNode, context: SendContext): SendDecision {
  const outsider = outsiderReason(context.deployment, context.customer);
  if (outsider) return { do: 'exit', code: 'test-or-employee', reason: outsider };
  const verdict = judge(node, node.channel, context);
  if (verdict.do !== 'other-channel') return verdict;
  const { fallbackChannel } = node;
  if (!fallbackChannel || fallbackChannel === node.channel) return { do: 'skip', reason: verdict.reason };
  const second = judge(node, fallbackChannel, context);
  return second.do === 'send' || second.do === 'hold' || second.do === 'exit' ? second : { do: 'skip', reason: verdict.reason };
}

type Verdict = SendDecision | { do: 'other-channel'; reason: Reason };

function judge(node: SendNode, channel: Channel, context: SendContext): Verdict {
  const { deployment, facts } = context;
  const address = addressAttributes[channel];
  if (address && deployment.attributes.has(address) && !isFilled(facts.attribute(address)))
    return { do: 'other-channel', reason: { code: 'no-address', params: { channel, attribute: address } } };

  const rules = rulesFor(deployment, node.class, channel);
  // Marketing never leaves without consent, even where the journey lists no rule for it.
  if (node.class === 'marketing' && !rules.some((s) => s.rule.kind === 'consent') && !isConsented(channel, facts))
    return { do: 'other-channel', reason: noConsent(channel) };

  for (const suppression of rules) {
    if (node.ignores.includes(suppression.id)) continue;
    const objection = objectionOf(suppression, node, channel, context);
    if (!objection) continue;
    const verdict = act(suppression, objection, node, context);
    if (verdict) return verdict;
  }
  return { do: 'send', channel };
}

function rulesFor({ suppressions }: Deployment, messageClass: SendNode['class'], channel: Channel): Suppression[] {
  return suppressions.filter((s) => s.classes.includes(messageClass) && (!s.channels?.length || s.channels.includes(channel)));
}

/** `until`: when it ends by itself, if that is known. */
type Objection = { reason: Reason; until: number | undefined };

function objectionOf(suppression: Suppression, node: SendNode, channel: Channel, { deployment, facts }: SendContext): Objection | undefined {
  const { rule } = suppression;
  switch (rule.kind) {
    case 'consent':
      return isConsented(channel, facts) ? undefined : { reason: noConsent(channel), until: undefined };
    case 'condition':
      if (!evaluate(rule.when, facts)) return undefined;
      return {
        reason: { code: 'suppressed-by-rule', params: { suppression: suppression.id } },
        until: dependsOnTime(rule.when) ? facts.now + RECHECK_MS : undefined,
      };
    case 'caps':
      return reachedCap(node, channel, deployment, facts);
    case 'quiet-times': {
      const quiet = quietAt(deployment.calendars, countryOf(facts), facts.now, facts.timeZone);
      if (!quiet) return undefined;
      const { until, ...params } = quiet;
      return { reason: { code: 'quiet-times', params }, until };
    }
    case 'manual':
      return undefined;
  }
}

/** Until when this channel is quiet for this customer by the rules of the deployment; undefined when it is not. */
export function quietNow(
  node: Pick<SendNode, 'class' | 'ignores'>,
  channel: Channel,
  { deployment, facts }: Pick<SendContext, 'deployment' | 'facts'>,
): { until: number; reason: Reason } | undefined {
  const isRuled = rulesFor(deployment, node.class, channel).some(({ id, rule }) => rule.kind === 'quiet-times' && !node.ignores.includes(id));
  const quiet = isRuled ? quietAt(deployment.calendars, countryOf(facts), facts.now, facts.timeZone) : undefined;
  if (!quiet) return undefined;
  const { until, ...params } = quiet;
  return { until, reason: { code: 'quiet-times', params: { ...params, until: toIso(until) } } };
}

/** The reached cap that frees last. */
function reachedCap(node: SendNode, channel: Channel, deployment: Deployment, facts: Facts): Objection | undefined {
  let worst: Objection | undefined;
  for (const cap of deployment.caps) {
    if (!capApplies(cap, node.class, channel) || (cap.when && !evaluate(cap.when, facts))) continue;
    const state = capState(cap, facts.events('message-sent'), facts.now, facts.timeZone);
    if (!state.reached) continue;
    const objection: Objection = { reason: { code: 'cap-reached', params: { cap: cap.id, limit: cap.limit, window: cap.window } }, until: state.freesAt };
    if (objection.until === undefined) return objection;
    if (worst?.until === undefined || objection.until > worst.until) worst = objection;
  }
  return worst;
}

/** What the suppression wants done; undefined = it lets the message pass after all (held long enough). */
function act(suppression: Suppression, { reason, until }: Objection, node: SendNode, { facts, heldSince }: SendContext): Verdict | undefined {
  switch (suppression.action) {
    case 'skip':
      return { do: 'skip', reason };
    case 'use-other-channel':
      return { do: 'other-channel', reason };
    case 'exit':
      return { do: 'exit', code: 'suppressed', reason };
    case 'hold': {
      const limit = addDuration(heldSince ?? facts.now, suppression.maxHold ?? DEFAULT_MAX_HOLD, facts.timeZone);
      if (facts.now < limit) {
        const next = Math.min(until ?? limit, limit);
        return { do: 'hold', until: next, reason: { code: reason.code, params: { ...reason.params, until: toIso(next) } } };
      }
      const tooLong: Reason = { code: 'held-too-long', params: { suppression: suppression.id } };
      switch (afterHold(suppression, node)) {
        case 'send':
          return undefined;
        case 'skip':
          return { do: 'skip', reason: tooLong };
        case 'exit':
          return { do: 'exit', code: 'suppressed', reason: tooLong };
      }
    }
  }
}

/**
 * Where the rule does not say what follows the longest hold, the node's late policy does; without one marketing is
 * dropped (and says so) and a service message goes out. No wait makes up for missing consent.
 */
function afterHold(suppression: Suppression, node: SendNode): 'send' | 'skip' | 'exit' {
  const late = node.late && (node.late.policy === 'skip' ? 'skip' : 'send');
  const wanted = suppression.afterHold ?? late ?? (node.class === 'service' ? 'send' : 'skip');
  return wanted === 'send' && suppression.rule.kind === 'consent' ? 'skip' : wanted;
}

/** Whether marketing may go to this customer on this channel. */
export function isConsented(channel: Channel, facts: Pick<Facts, 'attribute'>): boolean {
  const attribute = consentAttributes[channel];
  if (!attribute) return true;
  const value = facts.attribute(attribute);
  return value === 'granted' || value === true;
}

function noConsent(channel: Channel): Reason {
  return { code: 'no-consent', params: { channel } };
}

/**
 * Why this customer stays outside: test records and employees of a live journey, everybody else of a test one.
 * Asked at entry and again before each send, since a record may be marked later.
 */
export function outsiderReason({ mode, administrative }: Deployment, customer: CustomerFacts): Reason | undefined {
  const { test, employees } = administrative;
  const isTest = isTrue(customer.attribute(runtimeAttributes.test)) || (test !== undefined && customer.inSegment(test));
  if (mode === 'test') return isTest ? undefined : { code: 'not-a-test-record', params: {} };
  if (isTest) return { code: 'test-record', params: {} };
  if (isTrue(customer.attribute(runtimeAttributes.employee)) || (employees !== undefined && customer.inSegment(employees)))
    return { code: 'employee', params: {} };
  return undefined;
}

function isTrue(value: Json | undefined): boolean {
  return value === true || value === 'true';
}

function isFilled(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

function countryOf(facts: Facts): string | undefined {
  const country = facts.attribute(runtimeAttributes.country);
  return typeof country === 'string' && country.length === 2 ? country.toUpperCase() : undefined;
}
