/**
 * One journey in a few versions, and what happens while one takes the other's place: people inside who stand still for long, some of whom turn
 * out to be one. For the reference and the executor.
 */
import fc from 'fast-check';
import type { DeploymentBundle } from '../shared/executor/api';
import type { Journey, Placement } from '../shared/journey/schema';
import { rules } from '../shared/journey/step.fixture';
import { holidaySets } from '../shared/time/holidays';
import {
  bundleOf,
  type Command,
  inEngagement,
  type JourneyParts,
  journey,
  publishable,
  publishing,
  rulesForAll,
  type Told,
  told,
  type Who,
  zones,
} from './arbitrary-engagements';
import { condition, type Draft, draft, eventNames, goal } from './arbitrary-journeys';

const longWait = fc.constantFrom('PT5H', 'P1D', 'PT26H', 'P3D');
/** So that many stand still who have had something, and messages are told apart. */
const step: fc.Arbitrary<Draft> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      message: fc.constantFrom('hello', 'again', 'bye'),
      channel: fc.constantFrom('on-site' as const, 'on-site' as const, 'email' as const),
      class: fc.constantFrom('service' as const, 'service' as const, 'marketing' as const),
      ignores: fc.constant<string[]>([]),
      onSuppressed: fc.constant('continue' as const),
      onFailure: fc.constant('continue' as const),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('wait' as const), duration: longWait }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait-event' as const), event: fc.constantFrom(...eventNames), timeout: longWait }) },
  { weight: 4, arbitrary: draft.map(publishable) },
);

const place = fc.oneof(
  { weight: 4, arbitrary: fc.nat(8).map((n) => `n${n + 1}`) },
  { weight: 1, arbitrary: fc.constantFrom('end', 'goal', 't1', 'n3-anew', 'nowhere') },
);
const placement: fc.Arbitrary<Placement> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Placement>({ action: 'finish-on-old' }) },
  { weight: 1, arbitrary: fc.constant<Placement>({ action: 'exit' }) },
  { weight: 4, arbitrary: fc.record({ action: fc.constant('migrate' as const), to: place, timer: fc.constantFrom('keep' as const, 'restart' as const) }) },
);
const onRepublish: fc.Arbitrary<Journey['policies']['onRepublish']> = fc.record({
  default: fc.constantFrom('migrate' as const, 'migrate' as const, 'migrate' as const, 'finish-on-old' as const, 'exit' as const),
  byNode: fc.dictionary(place, placement, { maxKeys: 2 }),
});

/** `fc.option` gives it mostly; here it is mostly absent. */
const seldom = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
/** What one version changes of the one before it. */
const edit = fc.record({
  replaced: fc.array(fc.tuple(fc.nat(8), step), { maxLength: 3 }),
  added: fc.array(step, { maxLength: 2 }),
  removed: fc.nat(2),
  renamed: fc.subarray(['n2', 'n3', 'n5'], { maxLength: 2 }),
  picks: seldom(fc.array(fc.nat(1000), { minLength: 5, maxLength: 20 })),
  goal: seldom(goal),
  filter: fc.option(condition, { nil: undefined, freq: 1 }),
  reentry: seldom(journey.map((one) => one.reentry)),
  maxDuration: seldom(fc.constantFrom('P3D', 'P30D')),
  onRepublish,
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function edited(
  before: JourneyParts,
  { replaced, added, removed, renamed, picks, goal: reached, filter, reentry, maxDuration, onRepublish: said }: Edit,
): JourneyParts {
  const kept = before.drafts.slice(0, Math.max(1, before.drafts.length - removed));
  const drafts = [...kept.map((one, i) => replaced.find(([n]) => n === i)?.[1] ?? one), ...added];
  return {
    ...before,
    drafts,
    picks: picks ?? before.picks,
    goal: reached ?? before.goal,
    // Not on top of one another, or nobody gets in any more.
    filter,
    reentry: reentry ?? before.reentry,
    maxDuration: maxDuration ?? before.maxDuration,
    onRepublish: said,
    // A step under another name is another step.
    rename: (id) => (renamed.includes(id) ? `${id}-anew` : id),
  };
}

/** Versions of one journey, and sometimes another that speaks to the same people. */
export const versions: fc.Arbitrary<DeploymentBundle[]> = fc
  .record({
    first: journey,
    drafts: fc.array(step, { minLength: 5, maxLength: 9 }),
    triggers: fc.constantFrom(0, 0, 1),
    reentry: fc.constantFrom<Journey['entry']['reentry']>(
      { mode: 'after-exit' },
      { mode: 'never' },
      { mode: 'parallel-by-key', key: { kind: 'event', path: 'cart-id' } },
      { mode: 'parallel-by-key', key: { kind: 'event', path: 'cart-id' }, cooldown: 'P1D' },
    ),
    goal: seldom(goal),
    filter: seldom(condition),
    edits: fc.array(edit, { minLength: 2, maxLength: 3 }),
    onRepublish,
    shared: rulesForAll,
    feasts: fc.option(fc.subarray([...holidaySets], { minLength: 1, maxLength: 3 }), { nil: undefined }),
    isQuiet: fc.boolean(),
  })
  .map(({ first, triggers, edits, shared: given, feasts, isQuiet, ...rest }) => {
    const shared = {
      ...given,
      calendars: feasts ? [...given.calendars, { id: 'all-feasts', name: {}, countries: [], rest: [], holidays: feasts }] : given.calendars,
      suppressions: isQuiet && !given.suppressions.some(({ id }) => id === rules.quiet.id) ? [...given.suppressions, rules.quiet] : given.suppressions,
    };
    const start: JourneyParts = { ...first, ...rest, exits: first.exits.slice(1), mode: 'live', isOften: true, triggers: first.triggers.slice(0, triggers) };
    const all = [start];
    for (const one of edits) all.push(edited(all.at(-1) ?? start, one));
    return all.map((parts, i) => inEngagement(bundleOf(parts, shared), 0, i + 1));
  });

const people = [0, 1, 2, 3, 4, 5, 6, 7];
const name = fc.constantFrom(...people);
const begin = (who: Who, cart: string): Told => ({ who, name: 'checkout-started', properties: { 'cart-id': cart }, isTest: false, lateMinutes: 0 });
const isOne = (n: number): Command => ({ do: 'events', told: [{ ...begin({ email: n, phone: n }, 'k1'), name: 'message-clicked' }], again: false });
const begins = fc
  .array(fc.tuple(name, fc.boolean(), fc.constantFrom('k1', 'k2')), { minLength: 1, maxLength: 3 })
  .map((all): Command => ({ do: 'events', told: all.map(([n, byPhone, cart]) => begin(byPhone ? { phone: n } : { email: n }, cart)), again: false }));
const someMinutes = fc.oneof({ weight: 3, arbitrary: fc.nat(90) }, { weight: 6, arbitrary: fc.nat(1500) }, { weight: 2, arbitrary: fc.nat(6000) });
const passing = fc.record({ do: fc.constantFrom('pass' as const, 'pass' as const, 'pass' as const, 'sleep' as const), ms: someMinutes.map((n) => n * 60_000) });
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 8, arbitrary: begins },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('events' as const), told: fc.array(told, { minLength: 1, maxLength: 2 }), again: fc.boolean() }) },
  { weight: 9, arbitrary: passing },
  { weight: 14, arbitrary: publishing },
  { weight: 1, arbitrary: name.map(isOne) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('state' as const),
      which: fc.nat(3),
      state: fc.constantFrom('live' as const, 'live' as const, 'paused' as const, 'draining' as const, 'retired' as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Command>({ do: 'restart' }) },
);

/** Both of two are inside, at one moment or one after the other, and then turn out to be one. */
const meeting = fc
  .record({
    n: name,
    isPhoneFirst: fc.boolean(),
    between: fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.integer({ min: 200, max: 6000 }) }),
    /** One of them does something that may be waited for. */
    alone: fc.option(fc.tuple(fc.boolean(), fc.subarray([...eventNames], { minLength: 2, maxLength: 3 })), { nil: undefined }),
    until: someMinutes,
  })
  .map(({ n, isPhoneFirst, between, alone, until }): Command[] => {
    const told = [begin({ email: n }, 'k1'), begin({ phone: n }, 'k1')];
    if (isPhoneFirst) told.reverse();
    const pass = (minutes: number): Command => ({ do: 'pass', ms: minutes * 60_000 });
    const beginnings = between === 0 ? [told] : told.map((one) => [one]);
    const does = alone?.[1].map((event) => ({ ...begin(alone[0] ? { email: n } : { phone: n }, 'k1'), name: event }));
    return [
      ...beginnings.flatMap((some): Command[] => [{ do: 'events', told: some, again: false }, pass(between)]),
      ...(does ? [{ do: 'events' as const, told: does, again: false }] : []),
      pass(until),
      isOne(n),
    ];
  });

/** What happens to those inside while they stand still, and then another version takes its place. */
const whilePaused = fc
  .record({ which: fc.nat(3), told: fc.array(fc.tuple(name, fc.constantFrom(...eventNames)), { minLength: 3, maxLength: 3 }), publishing })
  .map(({ which, told: all, publishing: replaced }): Command[] => [
    { do: 'state', which, state: 'paused' },
    { do: 'events', told: all.map(([n, event]) => ({ ...begin({ email: n }, 'k1'), name: event })), again: false },
    replaced,
  ]);

/** Ended, and some time later it takes people in again. */
const andBack = fc.record({ which: fc.nat(3), minutes: someMinutes }).map(({ which, minutes }): Command[] => [
  { do: 'state', which, state: 'retired' },
  { do: 'pass', ms: minutes * 60_000 },
  { do: 'state', which, state: 'live' },
]);

/** Everybody may be written to by her address and by her telephone, and nobody knows yet that some are one. */
export const replacements: fc.Arbitrary<{ begin: number; commands: Command[] }> = fc
  .record({
    begin: fc.constantFrom('2026-03-18T09:00:00Z', '2026-04-01T08:00:00Z', '2026-06-22T07:00:00Z', '2026-10-23T20:00:00Z'),
    commands: fc.array(
      fc.oneof(
        { weight: 12, arbitrary: command.map((one) => [one]) },
        { weight: 4, arbitrary: meeting },
        { weight: 2, arbitrary: whilePaused },
        { weight: 1, arbitrary: andBack },
      ),
      { minLength: 10, maxLength: 24 },
    ),
  })
  .map(({ begin, commands }) => ({
    begin: Date.parse(begin),
    commands: [
      ...people.flatMap((n) =>
        [{ email: n }, { phone: n }].map(
          (who): Command => ({
            do: 'profile',
            who,
            attributes: { 'email-consent': 'granted', 'time-zone': zones[n] ?? 'UTC', country: n % 2 === 0 ? 'IL' : 'IR' },
            expiresInDays: n + 1,
            lateMinutes: 0,
          }),
        ),
      ),
      ...commands.flat(),
    ],
  }));
