/** Random but valid journeys: every port wired, every node reachable or not, circles only through a wait. And what may happen to a customer. */
import fc from 'fast-check';
import type { Json } from '../shared/condition/facts';
import type { Condition } from '../shared/condition/schema';
import type { DeploymentBundle } from '../shared/executor/api';
import { type Calendar, type Cap, channels, type Edge, type Journey, type Node, portsOf, type Suppression, weekdays } from '../shared/journey/schema';
import { bundle, cartTrigger, message, nights, onePerDay } from '../shared/journey/step.fixture';

export const eventNames = ['checkout-started', 'order-placed', 'message-clicked', 'ticket-opened'] as const;
export const attributeNames = ['open-cart-value', 'open-tickets-count', 'email-consent', 'sms-consent', 'vip-status', 'expires-on'] as const;

const shortWait = fc.constantFrom('PT0S', 'PT1M', 'PT1H', 'PT5H', 'P1D', 'P2D', 'P1W');
export const realWait = fc.constantFrom('PT1M', 'PT1H', 'PT26H', 'P1D', 'P3D');
export const clock = fc.constantFrom('00:00', '02:30', '09:00', '14:15', '23:59');
const days = fc.subarray([...weekdays], { minLength: 1 });
const attribute = fc.constantFrom(...attributeNames);
export const value: fc.Arbitrary<string | number | boolean> = fc.constantFrom(
  'granted',
  'withdrawn',
  'vip',
  0,
  1,
  500,
  true,
  '2026-03-28',
  '2026-04-10T10:00:00Z',
);

/** Small conditions over the names above, so that they often hold. */
export const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ op: fc.constantFrom('eq' as const, 'gt' as const), left: fc.record({ kind: fc.constant('customer' as const), path: attribute }), right: value }),
  fc.record({ op: fc.constant('exists' as const), left: fc.record({ kind: fc.constant('customer' as const), path: attribute }) }),
  fc.record({
    op: fc.constant('performed' as const),
    event: fc.constantFrom(...eventNames, 'message-sent'),
    measure: fc.constant('count' as const),
    is: fc.record({ op: fc.constant('gte' as const), value: fc.integer({ min: 1, max: 3 }) }),
    window: fc.oneof(fc.constant({ sinceEntry: true as const }), fc.record({ last: realWait })),
  }),
);

export type Draft = Node extends infer N ? (N extends Node ? Omit<N, 'id'> : never) : never;
const flag = fc.constantFrom('continue' as const, 'branch' as const);
const sendDraft = fc.record({
  kind: fc.constant('send' as const),
  message: fc.constantFrom('hello', 'hello', 'hello', 'gone'),
  channel: fc.constantFrom(...channels),
  fallbackChannel: fc.option(fc.constantFrom(...channels), { nil: undefined }),
  class: fc.constantFrom('marketing' as const, 'service' as const),
  ignores: fc.subarray(['caps', 'quiet', 'busy']),
  onSuppressed: flag,
  onFailure: flag,
  late: fc.option(fc.record({ policy: fc.constantFrom('run-now' as const, 'next-window' as const, 'skip' as const), olderThan: realWait }), { nil: undefined }),
});
const waitDraft = fc.record({ kind: fc.constant('wait' as const), duration: realWait });
export const draft: fc.Arbitrary<Draft> = fc.oneof(
  { weight: 4, arbitrary: sendDraft },
  waitDraft,
  fc.record({ kind: fc.constant('wait' as const), duration: shortWait, align: fc.record({ at: clock, days }) }),
  fc.record({
    kind: fc.constant('wait-until' as const),
    until: fc.record({ kind: fc.constantFrom('customer' as const, 'entry' as const), path: fc.constant('expires-on') }),
    offset: fc.constantFrom('-P3D', 'P1D', 'PT2H'),
    at: fc.option(clock, { nil: undefined }),
    onMissing: fc.constantFrom('continue' as const, 'exit' as const),
  }),
  fc.record({
    kind: fc.constant('wait-event' as const),
    event: fc.constantFrom(...eventNames),
    timeout: realWait,
    match: fc.option(condition, { nil: undefined }),
  }),
  fc.record({ kind: fc.constant('window' as const), days, from: clock, to: clock }),
  fc.record({
    kind: fc.constant('decision' as const),
    cases: fc.array(condition, { minLength: 1, maxLength: 3 }).map((all) => all.map((when, i) => ({ port: `case${i}`, when }))),
  }),
  fc.record({
    kind: fc.constant('ab' as const),
    salt: fc.constantFrom('s1', 's2'),
    unit: fc.constantFrom('customer' as const, 'run' as const),
    arms: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 4 }).map((all) => all.map((weight, i) => ({ port: `arm${i}`, weight }))),
  }),
  fc.record({ kind: fc.constant('update' as const), attribute, value, mode: fc.constantFrom(undefined, 'set' as const, 'add' as const, 'remove' as const) }),
  fc.record({
    kind: fc.constant('task' as const),
    task: fc.constant('create-task' as const),
    emits: fc.option(fc.constantFrom(...eventNames), { nil: undefined }),
  }),
  fc.record({
    kind: fc.constant('webhook' as const),
    targets: fc.constant<string[]>(['erp']),
    payload: fc.constant<string[]>(['vip-status']),
    onFailure: flag,
  }),
  fc.record({ kind: fc.constant('join' as const) }),
);

/** Wires each port to a later node; a wait that takes time may lead back. */
export function wire(drafts: readonly Draft[], picks: readonly number[], triggers: readonly Node[] = [cartTrigger]): { nodes: Node[]; edges: Edge[] } {
  const middle = drafts.map((one, i): Node => ({ ...one, id: `n${i + 1}` }));
  const nodes: Node[] = [...triggers, ...middle, { id: 'goal', kind: 'goal' }, { id: 'end', kind: 'exit' }];
  let pick = 0;
  const edges = nodes.flatMap((node, i) =>
    portsOf(node).map((port): Edge => {
      const number = picks[pick++ % picks.length] ?? 0;
      const mayGoBack = node.kind === 'wait' && !node.align && ['P1D', 'PT26H', 'P3D'].includes(node.duration) && number % 5 === 0;
      const from = mayGoBack ? triggers.length : i + 1;
      // Mostly to one of the next two, so that runs get far.
      const to = mayGoBack
        ? from + (number % (nodes.length - from))
        : Math.max(triggers.length, Math.min(nodes.length - 1, i + 1 + (number % 11 === 0 ? number % nodes.length : number % 2)));
      return { id: `${node.id}-${port}`, from: node.id, port, to: nodes[to]?.id ?? 'end' };
    }),
  );
  return { nodes, edges };
}

export const suppressions: fc.Arbitrary<Suppression[]> = fc
  .record({ hold: realWait, after: fc.constantFrom('send', 'skip', 'exit', undefined), when: condition })
  .chain(({ hold, after, when }) => {
    const held = {
      name: {},
      classes: ['marketing' as const],
      action: 'hold' as const,
      maxHold: hold,
      ...(after ? { afterHold: after as 'send' | 'skip' | 'exit' } : {}),
    };
    return fc.subarray<Suppression>([
      { id: 'consent', name: {}, classes: ['marketing'], rule: { kind: 'consent' }, action: 'use-other-channel' },
      { ...held, id: 'caps', rule: { kind: 'caps' } },
      { ...held, id: 'quiet', classes: ['marketing', 'service'], rule: { kind: 'quiet-times' } },
      { ...held, id: 'busy', rule: { kind: 'condition', when } },
      { id: 'never', name: {}, classes: ['marketing'], channels: ['sms', 'push'], rule: { kind: 'condition', when }, action: 'skip' },
      { id: 'stop', name: {}, classes: ['service'], channels: ['push'], rule: { kind: 'condition', when }, action: 'exit' },
    ]);
  });
const caps: Cap[] = [onePerDay, { ...onePerDay, id: 'three-a-week', limit: 3, window: 'P7D' }];
const calendars: Calendar[] = [nights];

/** Not one that holds at entry, or nobody gets in. */
export const goal: fc.Arbitrary<Condition> = fc.constantFrom('order-placed', 'message-clicked', 'message-sent').map((event) => ({
  op: 'performed',
  event,
  measure: 'count',
  is: { op: 'gte', value: 1 },
  window: { sinceEntry: true },
}));

/** A bundle ready to compile. */
export const journeys: fc.Arbitrary<DeploymentBundle> = fc
  .record({
    drafts: fc.array(draft, { minLength: 1, maxLength: 12 }),
    picks: fc.array(fc.nat(1000), { minLength: 5, maxLength: 40 }),
    suppressions,
    goal: fc.option(goal, { nil: undefined }),
    exits: fc.array(fc.record({ when: fc.oneof(goal, condition), scope: fc.constantFrom('immediate' as const, 'before-next-send' as const) }), {
      maxLength: 1,
    }),
    maxDuration: fc.option(fc.constantFrom('P3D', 'P30D'), { nil: undefined }),
    reentry: fc.constantFrom<Journey['entry']['reentry']>(
      { mode: 'never' },
      { mode: 'after-exit' },
      { mode: 'after-exit', cooldown: 'P1D' },
      { mode: 'parallel-by-key', key: { kind: 'event', path: 'cart-id' } },
    ),
    zone: fc.constantFrom('Asia/Jerusalem', 'America/New_York', 'Asia/Tehran', 'UTC'),
  })
  .map(({ drafts, picks, goal, exits, maxDuration, reentry, zone, ...rest }) =>
    bundle({
      ...wire(drafts, picks),
      ...rest,
      caps,
      calendars,
      messages: [message],
      entry: { reentry },
      policies: {
        timeZone: { source: 'customer', fallback: zone },
        exits: exits.map((exit, i) => ({ id: `x${i}`, name: {}, ...exit })),
        ...(goal ? { goal: { when: goal } } : {}),
        ...(maxDuration ? { maxDuration } : {}),
      },
    }),
  );

/** One thing that happens to one of a few customers, so many minutes after the last. */
export type Incident = { customer: number; afterMinutes: number } & (
  | { kind: 'event'; name: string; properties: Record<string, Json> }
  | { kind: 'change'; attribute: string; value: Json }
  /** The machine sleeps: what falls due in this time is woken at its end. */
  | { kind: 'sleep' }
);

const place = { customer: fc.nat(2), afterMinutes: fc.oneof(fc.nat(90), fc.nat(1000), fc.nat(4000), fc.constant(0)) };
export const incidents: fc.Arbitrary<Incident[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        ...place,
        kind: fc.constant('event' as const),
        name: fc.constantFrom('checkout-started', 'checkout-started', 'checkout-started', ...eventNames),
        properties: fc.record({ 'cart-id': fc.constantFrom('k1', 'k2'), 'expires-on': fc.constantFrom<Json>('2026-03-30', null) }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ ...place, kind: fc.constant('change' as const), attribute, value }) },
    { weight: 1, arbitrary: fc.record({ ...place, kind: fc.constant('sleep' as const) }) },
  ),
  { minLength: 8, maxLength: 40 },
);
