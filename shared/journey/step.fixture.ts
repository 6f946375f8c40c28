/** A small cart journey and customers in memory: what the tests of the step and its benchmark walk through. */
import type { EventRecord, Json } from '../condition/facts';
import type { DeploymentBundle } from '../executor/api';
import { compileDeployment, type Deployment } from './deployment';
import type { Effect, Run, StepCustomer } from './run';
import type { Calendar, Cap, Edge, Journey, Message, Node, NodeOf, Suppression } from './schema';
import { sentEvent } from './step-facts';

/** Monday 1 June 2026, 10:00 in Jerusalem. */
export const monday = Date.UTC(2026, 5, 1, 7);
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A customer in memory. Attributes and events may be changed between steps. */
export type Person = StepCustomer & {
  attributes: Record<string, Json>;
  history: EventRecord[];
  segments: Set<string>;
  happened(name: string, at: number, properties?: Record<string, Json>): EventRecord;
};

export function person(attributes: Record<string, Json> = {}, id = 'c1'): Person {
  const self: Person = {
    id,
    attributes: { 'email-consent': 'granted', 'sms-consent': 'granted', country: 'IL', ...attributes },
    history: [],
    segments: new Set(),
    attribute: (name) => (Object.hasOwn(self.attributes, name) ? self.attributes[name] : undefined),
    events: (name) => self.history.filter((event) => event.name === name),
    inSegment: (segment) => self.segments.has(segment),
    after: (values, events) => ({
      ...self,
      attribute: (name) => values.get(name) ?? self.attribute(name),
      events: (name) => [...self.events(name), ...events.filter((event) => event.name === name)],
    }),
    happened: (name, at, properties = {}) => {
      const event = { uid: `e${self.history.length + 1}`, name, at, properties };
      self.history.push(event);
      return event;
    },
  };
  return self;
}

/** Does to the customer what the outside world would: records sent messages, updates, emitted events. */
export function apply(effects: readonly Effect[], to: Person, deployment: Deployment, now: number): void {
  for (const effect of effects) {
    if (effect.kind === 'send') to.history.push(sentEvent(deployment.journey, effect, now));
    if (effect.kind === 'update') to.attributes[effect.attribute] = effect.value;
    if (effect.kind === 'emit') to.history.push({ uid: effect.key, name: effect.event, at: now, properties: effect.properties });
  }
}

export function edge(from: string, port: string, to: string): Edge {
  return { id: `${from}-${port}`, from, port, to };
}

export function send(id: string, more: Partial<NodeOf<'send'>> = {}): NodeOf<'send'> {
  return { id, kind: 'send', message: 'hello', channel: 'email', class: 'marketing', ignores: [], onSuppressed: 'continue', onFailure: 'continue', ...more };
}

export const message: Message = {
  id: 'hello',
  name: { en: 'Hello' },
  channel: 'email',
  class: 'marketing',
  subject: { en: 'Hello {{first-name|there}}' },
  body: { en: 'Your cart of {{open-cart-value|money}} is kept.' },
  status: 'approved',
};

export const nights: Calendar = {
  id: 'nights',
  name: { en: 'Nights and Shabbat' },
  countries: ['IL'],
  nights: { from: '20:30', to: '08:30' },
  rest: [{ fromDay: 'fr', from: '14:00', toDay: 'sa', to: '20:30' }],
};
export const onePerDay: Cap = { id: 'one-per-day', name: { en: 'One a day' }, classes: ['marketing'], limit: 1, window: 'P1D' };

export const rules: Record<'consent' | 'caps' | 'quiet' | 'ticket', Suppression> = {
  consent: { id: 'consent', name: { en: 'Consent' }, classes: ['marketing'], rule: { kind: 'consent' }, action: 'use-other-channel' },
  caps: { id: 'caps', name: { en: 'Caps' }, classes: ['marketing'], rule: { kind: 'caps' }, action: 'hold', maxHold: 'P2D', afterHold: 'skip' },
  quiet: { id: 'quiet', name: { en: 'Quiet' }, classes: ['marketing', 'service'], rule: { kind: 'quiet-times' }, action: 'hold', maxHold: 'P3D' },
  ticket: {
    id: 'ticket',
    name: { en: 'Open ticket' },
    classes: ['marketing'],
    rule: { kind: 'condition', when: { op: 'gt', left: { kind: 'customer', path: 'open-tickets-count' }, right: 0 } },
    action: 'hold',
    maxHold: 'P7D',
  },
};

export type Parts = {
  nodes: Node[];
  edges: Edge[];
  policies?: Partial<Journey['policies']>;
  entry?: Partial<Journey['entry']>;
  mode?: 'live' | 'test';
  suppressions?: Suppression[];
  caps?: Cap[];
  calendars?: Calendar[];
  messages?: Message[];
  attributes?: DeploymentBundle['record']['attributes'];
};

/** A bundle around these nodes; all its suppressions apply. */
export function bundle(parts: Parts): DeploymentBundle {
  const suppressions = parts.suppressions ?? [];
  return {
    mode: parts.mode ?? 'live',
    messages: parts.messages ?? [message],
    segments: [],
    record: { groups: [], attributes: parts.attributes ?? [] },
    identity: { rules: [] },
    suppressions,
    caps: parts.caps ?? [],
    calendars: parts.calendars ?? [],
    journey: {
      schemaVersion: '1.0',
      id: '01JD8Y3Z9V7T6S5R4Q3P2N1M0K',
      key: 'cart',
      name: { en: 'Cart' },
      version: 1,
      status: 'published',
      entry: { reentry: { mode: 'after-exit' }, ...parts.entry },
      policies: {
        timeZone: { source: 'customer', fallback: 'Asia/Jerusalem' },
        priority: 50,
        exits: [],
        suppressions: suppressions.map((one) => one.id),
        own: [],
        onRepublish: { default: 'finish-on-old' },
        ...parts.policies,
      },
      nodes: parts.nodes,
      edges: parts.edges,
      kpis: [],
      layout: {},
      annotations: { storyboard: [], touchpoints: {}, optional: [] },
    },
  };
}

export function deployed(parts: Parts): Deployment {
  return compileDeployment(bundle(parts), 'hash');
}

export const cartTrigger: NodeOf<'trigger'> = { id: 'start', kind: 'trigger', trigger: { kind: 'event', event: 'checkout-started' } };

/** Trigger → this one node → an exit behind each of its ports. */
export function oneNode(node: Node, ports: string[], more: Partial<Parts> = {}): Deployment {
  return deployed({
    ...more,
    nodes: [cartTrigger, node, ...ports.map((port): Node => ({ id: `end-${port}`, kind: 'exit', reason: port }))],
    edges: [edge('start', 'out', node.id), ...ports.map((port) => edge(node.id, port, `end-${port}`))],
  });
}

export function newRun(deployment: Deployment, now: number, more: Partial<Run> = {}): Run {
  return {
    id: 'r1',
    deployment: deployment.hash,
    customer: 'c1',
    key: '',
    status: 'active',
    node: 'start',
    visit: 0,
    enteredAt: now,
    entry: { uid: 'e0', event: 'checkout-started', at: now, properties: { 'cart-id': 'k1' } },
    outcomes: {},
    ...more,
  };
}

const ordered: NonNullable<Journey['policies']['goal']>['when'] = {
  op: 'performed',
  event: 'order-placed',
  measure: 'count',
  is: { op: 'gte', value: 1 },
  window: { sinceEntry: true },
};

/** Cart: an hour, a reminder, a day, then an A/B of mail and SMS, with consent, caps, quiet times, goal and an exit. */
export function cartParts(): Parts {
  return {
    nodes: [
      cartTrigger,
      { id: 'w1', kind: 'wait', duration: 'PT1H' },
      { id: 'd1', kind: 'decision', cases: [{ port: 'empty', when: { op: 'eq', left: { kind: 'customer', path: 'open-cart-value' }, right: 0 } }] },
      send('m1', { onSuppressed: 'branch' }),
      { id: 'w2', kind: 'wait', duration: 'P1D', align: { at: '09:00', days: ['su', 'mo', 'tu', 'we', 'th'] } },
      {
        id: 'ab',
        kind: 'ab',
        salt: 'cart',
        unit: 'customer',
        arms: [
          { port: 'a', weight: 50 },
          { port: 'b', weight: 40 },
          { port: 'none', weight: 10 },
        ],
      },
      send('m2'),
      send('m3', { channel: 'sms', fallbackChannel: 'email' }),
      { id: 'meet', kind: 'join' },
      { id: 'e1', kind: 'wait-event', event: 'message-clicked', timeout: 'P2D' },
      { id: 'task', kind: 'task', task: 'create-task', assignTo: 'account-manager', emits: 'lead-handed-over' },
      { id: 'end', kind: 'exit' },
    ],
    edges: [
      edge('start', 'out', 'w1'),
      edge('w1', 'out', 'd1'),
      edge('d1', 'empty', 'end'),
      edge('d1', 'else', 'm1'),
      edge('m1', 'out', 'w2'),
      edge('m1', 'suppressed', 'end'),
      edge('w2', 'out', 'ab'),
      edge('ab', 'a', 'm2'),
      edge('ab', 'b', 'm3'),
      edge('ab', 'none', 'meet'),
      edge('m2', 'out', 'meet'),
      edge('m3', 'out', 'meet'),
      edge('meet', 'out', 'e1'),
      edge('e1', 'happened', 'task'),
      edge('e1', 'timeout', 'end'),
      edge('task', 'out', 'end'),
    ],
    policies: {
      goal: { when: ordered },
      exits: [
        {
          id: 'cart-emptied',
          name: { en: 'Emptied' },
          when: { op: 'eq', left: { kind: 'customer', path: 'open-cart-value' }, right: 0 },
          scope: 'immediate',
        },
      ],
      maxDuration: 'P30D',
    },
    suppressions: [rules.consent, rules.caps, rules.quiet, rules.ticket],
    caps: [onePerDay],
    calendars: [nights],
  };
}
