/** Random engagements of a few journeys that compete for the same few customers, and what may happen to them: for the reference and the executor. */
import fc from 'fast-check';
import type { Json } from '../shared/condition/facts';
import type { Condition } from '../shared/condition/schema';
import type { DeploymentBundle } from '../shared/executor/api';
import { type Calendar, type Cap, type Journey, type NodeOf, type Suppression, type Trigger, weekdays } from '../shared/journey/schema';
import { bundle, message, nights, onePerDay, rules } from '../shared/journey/step.fixture';
import type { Segment } from '../shared/segments/schema';
import { holidaySets } from '../shared/time/holidays';
import { attributeNames, clock, condition, type Draft, draft, eventNames, goal, realWait, suppressions, value, wire } from './arbitrary-journeys';

export const zones = ['Asia/Jerusalem', 'America/New_York', 'Europe/Berlin', 'Asia/Tehran', 'Australia/Lord_Howe', 'UTC'] as const;
const zone = fc.constantFrom(...zones);
const customer = (path: string) => ({ kind: 'customer' as const, path });
const ordered: Condition = { op: 'performed', event: 'order-placed', measure: 'count', is: { op: 'gte', value: 1 }, window: { last: 'P3D' } };

const segments: Segment[] = (
  [
    ['vip', { op: 'eq', left: customer('vip-status'), right: 'vip' }, false],
    ['buyers', ordered, false],
    [
      'vip-buyers',
      {
        op: 'and',
        args: [
          { op: 'in-segment', segment: 'vip' },
          { op: 'in-segment', segment: 'buyers' },
        ],
      },
      false,
    ],
    ['test-records', { op: 'eq', left: customer('is-test-record'), right: true }, true],
    ['employees', { op: 'eq', left: customer('vip-status'), right: 'employee' }, true],
  ] as [string, Condition, boolean][]
).map(([id, when, administrative]) => ({ id, name: {}, category: 'all', when, administrative, minimumSize: 0 }));

/** Mostly absent. */
function seldom<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

const sameCart: Condition = { op: 'eq', left: { kind: 'event', path: 'cart-id' }, right: { kind: 'entry', path: 'cart-id' } };
/** More of the language than steps alone are tried with: segments, the starting event, and conditions of conditions. */
const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 4, arbitrary: condition },
  fc.constantFrom<Condition>(
    ...segments.map(({ id }): Condition => ({ op: 'in-segment', segment: id })),
    sameCart,
    { op: 'eq', left: { kind: 'entry', path: 'cart-id' }, right: 'k1' },
    { op: 'within', left: customer('expires-on'), next: 'P3D' },
    { op: 'contains', left: customer('tags'), right: 'vip' },
    { op: 'performed', event: 'order-placed', measure: 'count', is: { op: 'gte', value: 1 }, window: { sinceEntry: true }, where: sameCart },
  ),
  condition.map((arg): Condition => ({ op: 'not', arg })),
  fc.record({ op: fc.constantFrom('and' as const, 'or' as const), args: fc.array(condition, { minLength: 1, maxLength: 2 }) }),
);

const trigger: fc.Arbitrary<Omit<NodeOf<'trigger'>, 'id' | 'kind'>> = fc.oneof(
  ...(
    [
      fc.record({ kind: fc.constant('event' as const), event: fc.constantFrom(...eventNames), where: seldom(anyCondition) }),
      fc.record({
        kind: fc.constantFrom('segment-enter' as const, 'segment-exit' as const),
        segment: fc.constantFrom('vip', 'vip', 'vip', 'buyers', 'vip-buyers'),
      }),
      fc.record({
        kind: fc.constantFrom('segment-enter' as const, 'segment-exit' as const),
        segment: fc.constantFrom('vip', 'vip', 'vip', 'buyers', 'vip-buyers'),
      }),
      fc.record({
        kind: fc.constantFrom('segment-enter' as const, 'segment-exit' as const),
        segment: fc.constantFrom('vip', 'vip', 'vip', 'buyers', 'vip-buyers'),
      }),
      fc.record({
        kind: fc.constant('attribute-changed' as const),
        attribute: fc.constantFrom('vip-status', 'open-cart-value'),
        to: fc.constantFrom(undefined, undefined, 'vip', 500, null),
        where: seldom(anyCondition),
      }),
      fc.record({
        kind: fc.constant('date-attribute' as const),
        attribute: fc.constant('expires-on'),
        offset: fc.constantFrom('-P3D', 'P0D', 'PT2H'),
        at: fc.option(clock, { nil: undefined }),
      }),
      fc.record({ kind: fc.constant('schedule' as const), every: fc.constantFrom('PT5H', 'P1D', 'P1W'), at: fc.option(clock, { nil: undefined }) }),
      fc.record({ kind: fc.constantFrom('manual' as const, 'api' as const) }),
      fc.record({ kind: fc.constantFrom('manual' as const, 'api' as const) }),
    ] satisfies fc.Arbitrary<Trigger>[]
  ).map((arbitrary) => fc.record({ trigger: arbitrary as fc.Arbitrary<Trigger>, audience: seldom(anyCondition) })),
  fc.record({
    trigger: fc.constant<Trigger>({ kind: 'event', event: 'product-restocked' }),
    audience: fc.oneof(anyCondition, fc.constant<Condition>({ op: 'exists', left: customer('email-consent') })),
    waves: fc.option(fc.record({ people: fc.constantFrom(1, 2), per: fc.constant('units'), every: fc.constantFrom('PT1H', 'P1D') }), { nil: undefined }),
  }),
);

/** Only what may be published: messages that are there, weights that come to a hundred. */
export function publishable(one: Draft): Draft {
  if (one.kind === 'send') return one.message === 'gone' ? { ...one, message: 'again' } : one;
  if (one.kind !== 'ab') return one;
  const before = one.arms.slice(0, -1).reduce((sum, arm) => sum + Math.floor(arm.weight / one.arms.length), 0);
  return { ...one, arms: one.arms.map((arm, i) => ({ ...arm, weight: i === one.arms.length - 1 ? 100 - before : Math.floor(arm.weight / one.arms.length) })) };
}

const step: fc.Arbitrary<Draft> = fc.oneof(
  { weight: 8, arbitrary: draft.map(publishable) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      message: fc.constant('hello'),
      channel: fc.constantFrom('email' as const, 'on-site' as const),
      class: fc.constantFrom('marketing' as const, 'service' as const),
      ignores: fc.constant<string[]>([]),
      onSuppressed: fc.constant('continue' as const),
      onFailure: fc.constant('continue' as const),
      late: fc.record({
        policy: fc.constantFrom('next-window' as const, 'skip' as const),
        olderThan: fc.constantFrom(undefined, 'PT10M', 'PT5H'),
      }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), duration: realWait }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('decision' as const),
      cases: fc.array(anyCondition, { minLength: 1, maxLength: 2 }).map((all) => all.map((when, i) => ({ port: `case${i}`, when }))),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('wait-event' as const), event: fc.constantFrom(...eventNames), timeout: realWait, match: fc.constant(sameCart) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('update' as const),
      attribute: fc.constantFrom('tags', 'vip-status'),
      value: fc.oneof(value, fc.constant({ kind: 'entry' as const, path: 'cart-id' })),
      mode: fc.constantFrom('set' as const, 'add' as const, 'remove' as const),
    }),
  },
);

const { consent } = rules;
const calendars: fc.Arbitrary<Calendar[]> = fc
  .record({
    shabbat: fc.boolean(),
    own: fc.boolean(),
    holidays: seldom(fc.subarray([...holidaySets], { minLength: 1, maxLength: 3 })),
    countries: fc.constantFrom<string[]>([], [], ['IL', 'IR'], ['IR']),
    sun: fc.constantFrom<Calendar['sun']>(undefined, { latitude: 35.7, longitude: 51.4, beforeSunset: 0, afterNightfall: 25 }),
    nightly: fc.option(fc.record({ from: clock, to: clock }), { nil: undefined }),
    week: fc.option(fc.record({ fromDay: fc.constantFrom(...weekdays), from: clock, toDay: fc.constantFrom(...weekdays), to: clock }), { nil: undefined }),
  })
  .map(({ shabbat, own, holidays, countries, sun, nightly, week }) => [
    nights,
    {
      id: 'rest',
      name: {},
      countries: [],
      rest: [{ fromDay: 'fr', from: '14:00', toDay: 'sa', to: '20:30' }],
      ...(shabbat ? { shabbat } : {}),
      days: own
        ? [
            { id: 'stocktaking', name: {}, from: '2026-03-28', to: '2026-03-30' },
            { id: 'fair', name: {}, from: '2026-10-25', to: '2026-10-26' },
          ]
        : [],
    },
    ...(holidays || nightly || week
      ? [
          {
            id: 'feasts',
            name: {},
            countries,
            rest: week ? [week] : [],
            ...(nightly ? { nights: nightly } : {}),
            ...(holidays ? { holidays } : {}),
            ...(sun ? { sun } : {}),
          },
        ]
      : []),
  ]);
const caps: fc.Arbitrary<Cap[]> = fc
  .record({
    channels: fc.constantFrom<Cap['channels']>(undefined, ['email']),
    when: fc.option(condition, { nil: undefined }),
    limit: fc.constantFrom(0, 1, 2, 3),
  })
  .map(({ channels, when, limit }) => [
    onePerDay,
    { id: 'some', name: {}, classes: ['marketing', 'service'], limit: 3, window: 'PT36H', ...(channels ? { channels } : {}) },
    ...(when ? [{ id: 'at-times', name: {}, classes: ['service' as const], limit, window: 'P1W', when }] : []),
  ]);

export const journey = fc.record({
  triggers: fc.array(trigger, { maxLength: 3 }),
  isOften: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
  drafts: fc.array(step, { minLength: 1, maxLength: 9 }),
  picks: fc.array(fc.nat(1000), { minLength: 5, maxLength: 40 }),
  own: suppressions,
  goal: fc.option(goal, { nil: undefined }),
  exits: fc.array(
    fc.record({
      when: fc.oneof({ weight: 3, arbitrary: goal }, { weight: 1, arbitrary: anyCondition }),
      scope: fc.constantFrom('immediate' as const, 'before-next-send' as const),
    }),
    { maxLength: 2 },
  ),
  filter: seldom(anyCondition),
  maxDuration: fc.option(fc.constantFrom('P3D', 'P30D'), { nil: undefined }),
  reentry: fc.constantFrom<Journey['entry']['reentry']>(
    { mode: 'never' },
    { mode: 'after-exit' },
    { mode: 'after-exit', cooldown: 'P1D' },
    { mode: 'parallel-by-key', key: { kind: 'event', path: 'cart-id' } },
    { mode: 'parallel-by-key', key: { kind: 'event', path: 'cart-id' }, cooldown: 'P3D' },
  ),
  source: fc.constantFrom('customer' as const, 'customer' as const, 'journey' as const),
  fallback: zone,
  priority: fc.constantFrom(20, 50, 50, 80),
  mode: seldom(fc.constant('test' as const)).map((mode) => mode ?? ('live' as const)),
});

/** What the journeys of an engagement share. */
export const rulesForAll = fc.record({ suppressions, caps, calendars }).map(({ suppressions: chosen, ...rest }) => ({
  ...rest,
  // Marketing is not published without a rule of consent.
  suppressions: chosen.some(({ id }) => id === consent.id) ? chosen : [consent, ...chosen],
}));
type Value<A> = A extends fc.Arbitrary<infer T> ? T : never;
export type JourneyParts = Value<typeof journey> & { onRepublish?: Journey['policies']['onRepublish']; rename?(id: string): string };

/** `again`: the last one is a newer version of the first. */
export const engagements: fc.Arbitrary<DeploymentBundle[]> = fc
  .record({ journeys: fc.array(journey, { minLength: 1, maxLength: 3 }), shared: rulesForAll, again: fc.boolean() })
  .map(({ journeys, again, shared }) =>
    journeys.map((parts, i) => inEngagement(bundleOf(parts, shared), again && i > 0 && i === journeys.length - 1 ? 0 : i, i + 1)),
  );

/** A journey ready to be published. */
export function bundleOf(parts: JourneyParts, shared: Value<typeof rulesForAll>): DeploymentBundle {
  const { triggers, isOften, drafts, picks, own, goal: reached, exits, filter, maxDuration, reentry, source, fallback, priority, mode, onRepublish } = parts;
  const all = isOften || triggers.length === 0 ? [...triggers, { trigger: { kind: 'event', event: 'checkout-started' } as Trigger }] : triggers;
  const drawn = wire(
    drafts,
    picks,
    all.map((one, n): NodeOf<'trigger'> => ({ ...one, id: `t${n + 1}`, kind: 'trigger' })),
  );
  const { rename = (id: string) => id } = parts;
  return bundle({
    nodes: drawn.nodes.map((node) => ({ ...node, id: rename(node.id) })),
    edges: drawn.edges.map((edge) => ({ ...edge, from: rename(edge.from), to: rename(edge.to) })),
    ...shared,
    mode,
    messages: ['hello', 'again', 'bye'].map((id) => ({ ...message, id })),
    entry: { reentry, ...(filter ? { filter } : {}) },
    policies: {
      timeZone: { source, fallback },
      priority,
      own: own.map((one): Suppression => ({ ...one, id: `own-${one.id}` })),
      exits: exits.map((exit, n) => ({ id: `x${n}`, name: {}, ...exit })),
      ...(reached ? { goal: { when: reached } } : {}),
      ...(maxDuration ? { maxDuration } : {}),
      ...(onRepublish ? { onRepublish } : {}),
    },
  });
}

/** One journey of the engagement, with its identity, record and segments. `which`: its place; a later version has the place of the earlier. */
export function inEngagement(made: DeploymentBundle, which: number, version: number): DeploymentBundle {
  return {
    ...made,
    segments,
    record: { groups: [], attributes: known.map(attribute) },
    identity: {
      rules: [
        { attribute: 'email', strength: 'strong', blocked: [] },
        { attribute: 'mobile-phone', strength: 'strong', blocked: [] },
        { attribute: 'anonymous-id', strength: 'weak', blocked: [] },
      ],
    },
    journey: { ...made.journey, id: `01JD8Y3Z9V7T6S5R4Q3P2N1M${which}A`, key: `journey-${which}`, version },
  };
}

/** All that journeys, segments, messages and rules may name. */
const known = [
  ...attributeNames,
  'email',
  'mobile-phone',
  'anonymous-id',
  'whatsapp-consent',
  'push-consent',
  'tags',
  'time-zone',
  'country',
  'first-name',
  'is-test-record',
  'is-employee',
];

function attribute(id: string): DeploymentBundle['record']['attributes'][number] {
  const type = id === 'email' ? 'email' : id === 'mobile-phone' ? 'phone' : 'string';
  return { id, group: 'all', label: {}, type, pii: 'none', origin: 'platform', survivorship: 'most-recent', sources: [], refused: [] };
}

/** By which names somebody is called: the number of an address, a telephone, a device. */
export type Who = { email?: number | undefined; phone?: number | undefined; device?: number | undefined };
export type Told = { who: Who; name: string; properties: Record<string, Json>; isTest: boolean; lateMinutes: number };
export type Command =
  | { do: 'events'; told: Told[]; again: boolean }
  /** `expiresInDays`: a date of hers, counted from then. */
  | { do: 'profile'; who: Who; attributes: Record<string, Json>; expiresInDays: number | undefined; lateMinutes: number | undefined }
  /** Time passes and everything happens at its own time. */
  | { do: 'pass'; ms: number }
  /** The machine sleeps: what falls due in this time has to wait for what comes next. */
  | { do: 'sleep'; ms: number }
  | { do: 'set-back'; ms: number }
  | { do: 'state'; which: number; state: 'live' | 'paused' | 'draining' | 'retired' }
  /** The next version there is; `again`: one that was published before. `picks`: where people go, absent: where the versions say. */
  | { do: 'publish'; again: number | undefined; picks: number[] | undefined }
  | { do: 'start'; which: number; who: Who; uid: string | undefined }
  | { do: 'restart' };

const name = fc.nat(4);
const some = (share: number) => fc.option(name, { freq: share, nil: undefined });
const who: fc.Arbitrary<Who> = fc.oneof(
  { weight: 6, arbitrary: name.map((n): Who => ({ email: n })) },
  { weight: 5, arbitrary: name.map((n): Who => ({ phone: n })) },
  { weight: 2, arbitrary: fc.nat(2).map((n): Who => ({ device: n })) },
  { weight: 1, arbitrary: fc.record({ email: some(2), phone: some(2), device: some(1) }) },
  { weight: 2, arbitrary: name.map((n): Who => ({ email: n, phone: n })) },
);
const lateMinutes = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(60), fc.nat(5000), fc.constant(-30));
const cart = fc.record({ 'cart-id': fc.constantFrom('k1', 'k2'), 'expires-on': fc.constantFrom<Json>('2026-03-30', null) });
export const told: fc.Arbitrary<Told> = fc
  .oneof(
    {
      weight: 8,
      arbitrary: fc.record({ who, name: fc.constantFrom('checkout-started', 'checkout-started', 'checkout-started', ...eventNames), properties: cart }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        who,
        name: fc.constantFrom('consent-granted', 'consent-withdrawn'),
        properties: fc.record({ channel: fc.constantFrom('email', 'sms') }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        who,
        name: fc.constant('profile-updated'),
        properties: fc.dictionary(fc.constantFrom(...attributeNames, 'vip-status'), fc.oneof(value, fc.constant(null)), { minKeys: 1, maxKeys: 2 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ who: fc.constant<Who>({}), name: fc.constant('product-restocked'), properties: fc.record({ units: fc.constantFrom(1, 2) }) }),
    },
  )
  .chain((one) => fc.record({ lateMinutes, isTest: fc.integer({ min: 0, max: 19 }).map((n) => n === 0) }).map((more): Told => ({ ...one, ...more })));

const minutes = 60_000;
const passing = fc.oneof(
  { weight: 2, arbitrary: fc.nat(5000) },
  { weight: 8, arbitrary: fc.nat(300).map((n) => n * minutes) },
  { weight: 10, arbitrary: fc.nat(2000).map((n) => n * minutes) },
  { weight: 4, arbitrary: fc.nat(9).map((n) => n * 24 * 60 * minutes) },
  { weight: 1, arbitrary: fc.constantFrom(31, 61).map((n) => n * 24 * 60 * minutes) },
);
export const publishing: fc.Arbitrary<Command> = fc.record({
  do: fc.constant('publish' as const),
  again: fc.option(fc.nat(2), { freq: 1, nil: undefined }),
  picks: fc.option(fc.array(fc.nat(1000), { minLength: 3, maxLength: 9 }), { freq: 2, nil: undefined }),
});
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 16, arbitrary: fc.record({ do: fc.constant('events' as const), told: fc.array(told, { minLength: 1, maxLength: 3 }), again: fc.boolean() }) },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant('profile' as const),
      who,
      attributes: fc.oneof(
        {
          weight: 3,
          arbitrary: fc.dictionary(fc.constantFrom(...attributeNames, 'vip-status'), fc.oneof(value, fc.constant(null)), { minKeys: 1, maxKeys: 2 }),
        },
        { weight: 8, arbitrary: fc.record({ 'vip-status': fc.constantFrom('vip', 'vip', 'vip', 'plain', 'plain', 'employee') }) },
        fc.record({ 'time-zone': zone, country: fc.constantFrom('IL', 'DE', 'IR') }, { requiredKeys: [] }),
        fc.record({ 'is-test-record': fc.boolean() }),
        fc.record({ tags: fc.constantFrom<Json>(['a', 'vip'], ['b']) }),
      ),
      expiresInDays: fc.option(fc.integer({ min: -2, max: 9 }), { nil: undefined }),
      lateMinutes: fc.option(lateMinutes, { nil: undefined }),
    }),
  },
  { weight: 12, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: passing }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('sleep' as const), ms: passing }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('set-back' as const), ms: fc.nat(3000).map((n) => n * minutes) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('state' as const),
      which: fc.nat(2),
      state: fc.constantFrom('live' as const, 'live' as const, 'live' as const, 'paused' as const, 'draining' as const, 'retired' as const),
    }),
  },
  { weight: 2, arbitrary: publishing },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('start' as const), which: fc.nat(2), who, uid: fc.constantFrom(undefined, 's1', 's2') }) },
  { weight: 1, arbitrary: fc.constant<Command>({ do: 'restart' }) },
);

/** Everybody consents at first, or nothing is ever sent; then it begins shortly before clocks are changed somewhere. */
export const streams: fc.Arbitrary<{ begin: number; commands: Command[] }> = fc
  .record({
    begin: fc.constantFrom(
      '2026-02-16T15:00:00Z',
      '2026-03-06T15:00:00Z',
      '2026-03-26T10:00:00Z',
      '2026-03-28T09:00:00Z',
      '2026-04-03T12:00:00Z',
      '2026-06-22T07:00:00Z',
      '2026-09-10T08:00:00Z',
      '2026-10-23T20:00:00Z',
      '2026-10-31T09:30:00Z',
    ),
    commands: fc.array(command, { minLength: 25, maxLength: 70 }),
  })
  .map(({ begin, commands }) => ({
    begin: Date.parse(begin),
    commands: [
      ...Array.from(
        { length: 5 },
        (_, n): Command => ({
          do: 'profile',
          who: n < 3 ? { email: n } : { phone: n },
          attributes: { 'email-consent': 'granted', 'sms-consent': 'granted', 'open-cart-value': 500, 'time-zone': zones[n] ?? 'UTC' },
          expiresInDays: n,
          lateMinutes: 0,
        }),
      ),
      ...commands,
    ],
  }));
