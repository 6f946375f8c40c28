/** What one journey asks of a platform, by point of the checklist: what requirements rest on, and what a vendor can't run. */
import type { Catalogue } from '../catalogue/schema';
import { variablesOfText } from '../journey/message-variables';
import { type Channel, type Journey, type Message, type NodeKind, nodeKinds, type Trigger } from '../journey/schema';

export type JourneyAsk = {
  point: string;
  /** `stops`: without it the journey does not run. `limits`: it runs, with something missing or done by hand. */
  without: 'stops' | 'limits';
  /** Of the point's list, what this journey uses: kinds of triggers or steps. */
  values?: string[];
};

export type AskContext = {
  messages: ReadonlyMap<string, Message>;
  /** Events of the site and the app, seen while somebody is there. */
  live: ReadonlySet<string>;
  /** Whether caps or calendars hold messages back. */
  restrained: boolean;
};

export const channelPoints: Readonly<Record<Channel, string>> = {
  email: 'email-deliverability',
  sms: 'sms-built-in',
  whatsapp: 'whatsapp-connection',
  push: 'push-and-product-inbox',
  'in-app': 'push-and-product-inbox',
  'on-site': 'on-site-messages',
};

export function askContext(
  { messages, caps, calendars }: { messages: readonly Message[]; caps: readonly unknown[]; calendars: readonly unknown[] },
  { events }: Pick<Catalogue, 'events'>,
): AskContext {
  return {
    messages: new Map(messages.map((message) => [message.id, message])),
    live: new Set(events.events.filter(({ category }) => category === 'web-app').map(({ id }) => id)),
    restrained: caps.length > 0 || calendars.length > 0,
  };
}

/** Kinds of triggers that need more than an event or a person who starts them. */
export function isTimed(kind: Trigger['kind']): boolean {
  return kind !== 'event' && kind !== 'manual' && kind !== 'api';
}

/** Steps without which the way through a journey is another one. */
const leading: readonly NodeKind[] = ['decision', 'wait-event', 'wait-until'];
/** Steps that a journey can do without: it then says too much, too early or to too many. */
const refining: readonly NodeKind[] = ['goal', 'join', 'window'];

/** Each point once, the harder demand first. A journey without steps asks for nothing. */
export function journeyAsks(journey: Journey, { messages, live, restrained }: AskContext): JourneyAsk[] {
  const asks: JourneyAsk[] = [];
  const kinds = new Set(journey.nodes.map(({ kind }) => kind));
  const triggers = journey.nodes.flatMap((node) => (node.kind === 'trigger' ? [node.trigger] : []));
  const sends = journey.nodes.filter((node) => node.kind === 'send');
  const ask = (point: string, without: JourneyAsk['without'], values?: string[]) => asks.push({ point, without, ...(values && { values }) });

  for (const send of sends) {
    ask(channelPoints[send.channel], send.fallbackChannel === undefined ? 'stops' : 'limits');
    if (send.fallbackChannel !== undefined) ask(channelPoints[send.fallbackChannel], 'limits');
  }
  const timed = [...new Set(triggers.map(({ kind }) => kind).filter(isTimed))].sort();
  if (timed.length > 0) ask('time-and-data-triggers', 'stops', timed);
  if (triggers.some((trigger) => trigger.kind === 'event' && live.has(trigger.event))) ask('live-behaviour-triggers', 'stops');
  if (triggers.some(({ kind }) => kind === 'segment-enter' || kind === 'segment-exit')) ask('real-time-segments', 'limits');

  const used = (list: readonly NodeKind[]) => nodeKinds.filter((kind) => list.includes(kind) && kinds.has(kind));
  if (used(leading).length > 0) ask('journey-logic', 'stops', used([...leading, ...refining]));
  else if (used(refining).length > 0) ask('journey-logic', 'limits', used(refining));
  if (kinds.has('ab')) ask('ab-testing', 'limits');
  if (kinds.has('webhook')) ask('third-party-automation', 'limits');
  if (journey.nodes.some((node) => node.kind === 'task' && node.task !== 'other')) ask('lead-and-service-scoring', 'limits');
  if (sends.length > 0 && (restrained || sends.some((send) => send.fallbackChannel !== undefined))) ask('frequency-quiet-fallback', 'limits');
  if (journey.policies.goal) ask('revenue-attribution', 'limits');

  const texts = sends.flatMap(({ message }) => messages.get(message) ?? []).flatMap(({ subject, body }) => [subject, body]);
  const variables = texts.flatMap(variablesOfText);
  // The customer's own name is everybody's; what she looked at or bought changes with every message.
  if (variables.some(({ of }) => of !== 'attribute')) ask('dynamic-content-recommendations', 'limits');
  if (variables.some(({ id }) => /coupon|voucher/.test(id))) ask('coupons-and-urgency', 'limits');
  return united(asks);
}

function united(asks: readonly JourneyAsk[]): JourneyAsk[] {
  const byPoint = new Map<string, JourneyAsk>();
  for (const ask of asks) {
    const known = byPoint.get(ask.point);
    if (!known || (known.without === 'limits' && ask.without === 'stops')) byPoint.set(ask.point, ask);
  }
  return [...byPoint.values()].sort((a, b) => Number(a.without === 'limits') - Number(b.without === 'limits'));
}
