/** May this message go now? The reference's own reading: what objects, in which order, and what is done about it. */
import type { Channel, NodeOf, Suppression } from '../../shared/journey/schema';
import { holds, isMissing, type View } from './conditions';
import { capReached, quietAt } from './limits';
import { iso, plus } from './wall-clock';
import { attributeOf, customerOf, outsider, type Reason, type Run, type World } from './world';

type SendNode = NodeOf<'send'>;
export type Verdict =
  | { do: 'send'; channel: Channel }
  | { do: 'hold'; until: number; reason: Reason }
  | { do: 'skip'; reason: Reason }
  | { do: 'leave'; code: string; reason: Reason };
type Objection = { reason: Reason; until?: number | undefined };

const consents: Partial<Record<Channel, string>> = { email: 'email-consent', sms: 'sms-consent', whatsapp: 'whatsapp-consent', push: 'push-consent' };
const addresses: Partial<Record<Channel, string>> = { email: 'email', sms: 'mobile-phone', whatsapp: 'mobile-phone' };
const order = ['consent', 'condition', 'caps', 'quiet-times'];

/** @param heldSince when it was first held on this passage */
export function judge(world: World, run: Run, node: SendNode, view: View, heldSince: number | undefined): Verdict {
  const customer = customerOf(world, run.customer);
  const outside = outsider(world, run.program, customer);
  if (outside) return { do: 'leave', code: 'test-or-employee', reason: outside };
  const first = onChannel(world, run, node, node.channel, view, heldSince);
  if (first.do !== 'elsewhere') return first;
  if (node.fallbackChannel && node.fallbackChannel !== node.channel) {
    const second = onChannel(world, run, node, node.fallbackChannel, view, heldSince);
    if (second.do === 'send' || second.do === 'hold' || second.do === 'leave') return second;
  }
  return { do: 'skip', reason: first.reason };
}

function onChannel(
  world: World,
  run: Run,
  node: SendNode,
  channel: Channel,
  view: View,
  heldSince: number | undefined,
): Verdict | { do: 'elsewhere'; reason: Reason } {
  const { bundle, journey } = run.program;
  const customer = customerOf(world, run.customer);
  const address = addresses[channel];
  if (address && bundle.record.attributes.some(({ id }) => id === address) && isMissing(attributeOf(customer, address)))
    return { do: 'elsewhere', reason: { code: 'no-address', params: { channel, attribute: address } } };

  const rules = [...bundle.suppressions.filter(({ id }) => journey.policies.suppressions.includes(id)), ...journey.policies.own]
    .filter(({ rule, classes, channels }) => rule.kind !== 'manual' && classes.includes(node.class) && (!channels?.length || channels.includes(channel)))
    .map((rule, i) => ({ rule, i }))
    .sort((a, b) => order.indexOf(a.rule.rule.kind) - order.indexOf(b.rule.rule.kind) || a.i - b.i)
    .map(({ rule }) => rule);
  const consent = consents[channel];
  const value = consent === undefined ? undefined : view.attribute(consent);
  const noConsent = consent !== undefined && value !== 'granted' && value !== true ? { code: 'no-consent', params: { channel } } : undefined;
  // Marketing never leaves without, whatever the rules leave out.
  if (node.class === 'marketing' && noConsent && !rules.some(({ rule }) => rule.kind === 'consent')) return { do: 'elsewhere', reason: noConsent };

  const objectionOf = ({ id, rule }: Suppression): Objection | undefined => {
    if (rule.kind === 'consent') return noConsent && { reason: noConsent };
    if (rule.kind === 'condition')
      return holds(rule.when, view)
        ? { reason: { code: 'suppressed-by-rule', params: { suppression: id } }, until: mayEndByItself(rule.when) ? world.now + 3_600_000 : undefined }
        : undefined;
    if (rule.kind === 'caps') return cap();
    const country = attributeOf(customer, 'country');
    const quiet = quietAt(bundle.calendars, typeof country === 'string' ? country : undefined, world.now, view.zone);
    if (!quiet) return undefined;
    const { until, ...params } = quiet;
    return { reason: { code: 'quiet-times', params }, until };
  };
  const cap = (): Objection | undefined => {
    const sent = view.happened
      .filter(({ name }) => name === 'message-sent')
      .map(({ at, properties }) => ({ at, class: String(properties['message-class']), channel: String(properties.channel) }));
    const reached = bundle.caps
      .filter((one) => one.classes.includes(node.class) && (!one.channels?.length || one.channels.includes(channel)) && (!one.when || holds(one.when, view)))
      .flatMap((one) => {
        const over = capReached(one, sent, world.now, view.zone);
        return over ? [{ reason: { code: 'cap-reached', params: { cap: one.id, limit: one.limit, window: one.window } }, until: over.freesAt }] : [];
      });
    // One that never frees, else the one that frees last.
    const never = reached.find(({ until }) => until === undefined);
    return never ?? reached.reduce<Objection | undefined>((last, one) => (last && (last.until ?? 0) >= (one.until ?? 0) ? last : one), undefined);
  };

  for (const rule of rules) {
    if (node.ignores.includes(rule.id)) continue;
    const objection = objectionOf(rule);
    if (!objection) continue;
    const { reason } = objection;
    if (rule.action === 'skip') return { do: 'skip', reason };
    if (rule.action === 'use-other-channel') return { do: 'elsewhere', reason };
    if (rule.action === 'exit') return { do: 'leave', code: 'suppressed', reason };
    const longest = plus(heldSince ?? world.now, rule.maxHold ?? 'P14D', view.zone);
    if (world.now < longest) {
      const until = Math.min(objection.until ?? longest, longest);
      return { do: 'hold', until, reason: { code: reason.code, params: { ...reason.params, until: iso(until) } } };
    }
    const tooLong = { code: 'held-too-long', params: { suppression: rule.id } };
    const after = afterHold(rule, node);
    if (after === 'skip') return { do: 'skip', reason: tooLong };
    if (after === 'exit') return { do: 'leave', code: 'suppressed', reason: tooLong };
  }
  return { do: 'send', channel };
}

/** As the rule says, else as the message says about lateness, else marketing is dropped and service goes. Nothing makes up for consent. */
function afterHold({ afterHold: said, rule }: Suppression, { late, class: messageClass }: SendNode): 'send' | 'skip' | 'exit' {
  let after = said ?? (late ? (late.policy === 'skip' ? 'skip' : 'send') : messageClass === 'service' ? 'send' : 'skip');
  if (after === 'send' && rule.kind === 'consent') after = 'skip';
  return after;
}

/** Such a condition is looked at again every hour. */
function mayEndByItself(condition: unknown): boolean {
  const text = JSON.stringify(condition);
  return text.includes('"last":') || text.includes('"op":"within"');
}
