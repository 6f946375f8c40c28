/** Who enters, and what the clock sets off: the inputs of the published vectors beside the step. */
import type { Json } from '../shared/condition/facts';
import type { DeploymentBundle } from '../shared/executor/api';
import { capState } from '../shared/journey/caps';
import { compileDeployment } from '../shared/journey/deployment';
import { considerEntry } from '../shared/journey/entry';
import { dateTriggerAt, nextScheduledAt, waveAt } from '../shared/journey/entry-timing';
import { quietAt } from '../shared/journey/quiet-times';
import type { Run } from '../shared/journey/run';
import type { Calendar, Cap, NodeOf, Trigger } from '../shared/journey/schema';
import { bundle, cartTrigger, newRun, nights, onePerDay, type Parts, person } from '../shared/journey/step.fixture';

/** A run of the same customer in the same journey, as far as re-entry asks. */
type Before = { key: string; event: string; ended: { at: string; code: string } | null };
export type EntryInput = {
  name: string;
  bundle: DeploymentBundle;
  /** The trigger node that is asked. */
  node: string;
  /** Absent: a change, a date or a schedule. */
  event?: { uid: string; name: string; at: string; properties: Record<string, Json> };
  customer: Record<string, Json>;
  runs: Before[];
  at: string;
};

const at = '2026-06-01T07:00:00.000Z';
const checkout = { uid: 'e9', name: 'checkout-started', at, properties: { 'cart-id': 'k1', 'cart-value': 300 } };
const ended = (when: string, code = 'completed', key = ''): Before => ({ key, event: 'e1', ended: { at: when, code } });

function asked(name: string, parts: Partial<Parts>, more: Partial<EntryInput> = {}): EntryInput {
  const nodes = parts.nodes ?? [cartTrigger];
  return { name, bundle: bundle({ nodes, edges: [], ...parts }), node: nodes[0]?.id ?? '', event: checkout, customer: {}, runs: [], at, ...more };
}
const trigger = (one: Trigger, audience?: NodeOf<'trigger'>['audience']): Partial<Parts> => ({
  nodes: [{ id: 'start', kind: 'trigger', trigger: one, ...(audience ? { audience } : {}) }],
});
const value = { kind: 'event', path: 'cart-value' } as const;
const vip = { op: 'eq', left: { kind: 'customer', path: 'vip' }, right: true } as const;
const cooldown: Partial<Parts> = { entry: { reentry: { mode: 'after-exit', cooldown: 'P1D' } } };
const keyed: Partial<Parts> = { entry: { reentry: { mode: 'parallel-by-key', key: { kind: 'event', path: 'cart-id' } } } };

export const entryInputs: EntryInput[] = [
  asked('an event', {}),
  asked('an event of another name', {}, { event: { ...checkout, name: 'page-viewed' } }),
  asked('the condition on the event holds', trigger({ kind: 'event', event: 'checkout-started', where: { op: 'gt', left: value, right: 100 } })),
  asked('the condition on the event does not hold', trigger({ kind: 'event', event: 'checkout-started', where: { op: 'gt', left: value, right: 500 } })),
  asked('a test record in a live deployment', {}, { customer: { 'is-test-record': true } }),
  asked('an employee', {}, { customer: { 'is-employee': true } }),
  asked('a customer in a test deployment', { mode: 'test' }),
  asked('a test record in a test deployment', { mode: 'test' }, { customer: { 'is-test-record': true } }),
  asked(
    'somebody else than the audience',
    trigger(
      { kind: 'event', event: 'checkout-started' },
      { op: 'contains', left: { kind: 'customer', path: 'wish' }, right: { kind: 'entry', path: 'cart-id' } },
    ),
    { customer: { wish: ['k2'] } },
  ),
  asked('the entry filter', { entry: { filter: vip } }),
  asked('the goal holds already', { policies: { goal: { when: vip } } }, { customer: { vip: true } }),
  asked('an immediate exit holds already', { policies: { exits: [{ id: 'gone', name: {}, when: vip, scope: 'immediate' }] } }, { customer: { vip: true } }),
  asked(
    'an exit before the next send keeps nobody out',
    { policies: { exits: [{ id: 'gone', name: {}, when: vip, scope: 'before-next-send' }] } },
    { customer: { vip: true } },
  ),
  asked('an attribute changed to a value', trigger({ kind: 'attribute-changed', attribute: 'tier', to: 'gold' }), {
    event: undefined,
    customer: { tier: 'gold' },
  }),
  asked('an attribute changed to another value', trigger({ kind: 'attribute-changed', attribute: 'tier', to: 'gold' }), {
    event: undefined,
    customer: { tier: 'silver' },
  }),
  asked('an attribute became empty', trigger({ kind: 'attribute-changed', attribute: 'tier', to: null }), { event: undefined }),
  asked('never again', { entry: { reentry: { mode: 'never' } } }, { runs: [ended('2020-01-01T00:00:00.000Z')] }),
  asked('again without a cooldown, in the moment of the exit', {}, { runs: [ended(at)] }),
  asked('again while inside', {}, { runs: [{ key: '', event: 'e1', ended: null }] }),
  asked('again for the same event', {}, { runs: [{ key: '', event: 'e9', ended: { at, code: 'completed' } }] }),
  asked('again a millisecond before the cooldown is over', cooldown, { runs: [ended('2026-05-31T07:00:00.001Z')] }),
  asked('again in the moment the cooldown is over', cooldown, { runs: [ended('2026-05-31T07:00:00.000Z')] }),
  // The clock was set forward on 27 March: the day of the cooldown has 23 hours.
  asked('a cooldown over a change of clocks', cooldown, { runs: [ended('2026-03-26T12:00:00.000Z')], at: '2026-03-27T11:00:00.000Z' }),
  asked('a merged run starts no cooldown', cooldown, { runs: [ended('2026-06-01T06:00:00.000Z', 'merged')] }),
  asked('the same key while inside', keyed, { runs: [{ key: 'k1', event: 'e1', ended: null }] }),
  asked('another key while inside', keyed, { runs: [{ key: 'k2', event: 'e1', ended: null }] }),
];

/** What an executor must answer: the key of the run, or why there is none. */
export function enter({ bundle: given, node: id, event, customer, runs, at: now }: EntryInput) {
  const deployment = compileDeployment(given, 'vector');
  const node = deployment.triggers.find((one) => one.id === id);
  if (!node) throw new Error(`no trigger ${id}`);
  const answer = considerEntry({
    deployment,
    node,
    event: event && { ...event, at: Date.parse(event.at) },
    customer: person(customer),
    runsOfCustomer: () =>
      runs.map((before, i): Run => {
        const run = newRun(deployment, Date.parse('2020-01-01T00:00:00.000Z'));
        const own = { ...run, id: `before-${i + 1}`, key: before.key, entry: { ...run.entry, uid: before.event } };
        return before.ended ? { ...own, status: 'exited', exit: { code: before.ended.code as 'completed', at: Date.parse(before.ended.at) } } : own;
      }),
    runId: () => 'r1',
    now: Date.parse(now),
  });
  return answer.enter ? { enters: true, key: answer.run.key, entry: answer.run.entry.properties } : { enters: false, reason: answer.reason };
}

const iso = (moment: number | undefined) => (moment === undefined ? null : new Date(moment).toISOString());

type Schedule = Extract<Trigger, { kind: 'schedule' }>;
const schedules: [every: string, clock: string | undefined, zone: string, deployedAt: string][] = [
  ['P1D', '06:00', 'Asia/Jerusalem', at],
  ['P1D', '02:30', 'Asia/Jerusalem', '2026-03-25T12:00:00.000Z'],
  ['P1D', '01:30', 'Asia/Jerusalem', '2026-10-23T12:00:00.000Z'],
  ['P1W', '09:00', 'America/New_York', '2026-10-24T12:00:00.000Z'],
  ['PT6H', undefined, 'Asia/Jerusalem', '2026-03-26T18:00:00.000Z'],
  ['PT0S', undefined, 'Asia/Jerusalem', at],
];

const dates: [value: Json, offset: string, clock: string | undefined, zone: string][] = [
  ['2026-07-15', '-P30D', '09:00', 'Asia/Jerusalem'],
  ['2026-07-15', 'P0D', undefined, 'America/New_York'],
  ['2026-07-15T23:30:00+03:00', 'P1D', '09:00', 'Asia/Jerusalem'],
  ['not a date', 'P1D', '09:00', 'Asia/Jerusalem'],
];

const caps: [name: string, cap: Cap, sent: [at: string, messageClass: string][], now: string][] = [
  ['nothing sent', onePerDay, [], at],
  ['a message of another class', onePerDay, [['2026-06-01T06:00:00.000Z', 'service']], at],
  ['a millisecond before the day is over', onePerDay, [['2026-05-31T07:00:00.001Z', 'marketing']], at],
  ['the day is over', onePerDay, [['2026-05-31T07:00:00.000Z', 'marketing']], at],
  ['a day of 23 hours', onePerDay, [['2026-03-26T12:00:00.000Z', 'marketing']], '2026-03-27T10:59:00.000Z'],
  [
    'two of three, more than allowed: the second oldest frees',
    { ...onePerDay, limit: 2, window: 'P1W' },
    [
      ['2026-05-26T07:00:00.000Z', 'marketing'],
      ['2026-05-28T07:00:00.000Z', 'marketing'],
      ['2026-05-30T07:00:00.000Z', 'marketing'],
    ],
    at,
  ],
  ['a limit of nought never frees', { ...onePerDay, limit: 0 }, [], at],
];

const bySun: Calendar = { id: 'sun', name: { en: 'Shabbat and feasts' }, countries: [], rest: [], shabbat: true, holidays: ['israel-jewish'] };
const quiets: [name: string, calendars: Calendar[], country: string | undefined, at: string, zone: string][] = [
  ['by day', [nights], 'IL', '2026-06-01T10:00:00.000Z', 'Asia/Jerusalem'],
  ['the first minute of the night', [nights], 'IL', '2026-06-01T17:30:00.000Z', 'Asia/Jerusalem'],
  ['the last millisecond of the night', [nights], 'IL', '2026-06-02T05:29:59.999Z', 'Asia/Jerusalem'],
  ['the first minute of the day', [nights], 'IL', '2026-06-02T05:30:00.000Z', 'Asia/Jerusalem'],
  ['a weekly rest that runs into the night', [nights], 'IL', '2026-06-06T10:00:00.000Z', 'Asia/Jerusalem'],
  ['a calendar of another country', [nights], 'DE', '2026-06-01T20:00:00.000Z', 'Europe/Berlin'],
  ['a country nobody knows', [nights], undefined, '2026-06-01T20:00:00.000Z', 'Europe/Berlin'],
  ['a night in which the clock is set forward', [nights], 'IL', '2026-03-26T20:00:00.000Z', 'Asia/Jerusalem'],
  ['Shabbat by the sun of Jerusalem', [bySun], 'IL', '2026-06-05T18:00:00.000Z', 'Asia/Jerusalem'],
  ['the same moment for somebody in New York', [bySun], 'US', '2026-06-05T18:00:00.000Z', 'America/New_York'],
  ['New Year of two days that begins on Shabbat', [bySun], 'IL', '2026-09-12T08:00:00.000Z', 'Asia/Jerusalem'],
];

/** Everything with its answer. */
export function timeVectors() {
  return {
    schedules: schedules.map(([every, clock, zone, deployedAt]) => {
      const trigger: Schedule = { kind: 'schedule', every, ...(clock === undefined ? {} : { at: clock }) };
      const fires: number[] = [];
      while (fires.length < 5) fires.push(nextScheduledAt(trigger, { deployedAt: Date.parse(deployedAt), last: fires.at(-1) }, zone));
      return { trigger, zone, deployedAt, fires: fires.map(iso) };
    }),
    dates: dates.map(([date, offset, clock, zone]) => {
      const trigger = { kind: 'date-attribute' as const, attribute: 'expires-on', offset, ...(clock === undefined ? {} : { at: clock }) };
      return { trigger, value: date, zone, fires: iso(dateTriggerAt(trigger, date, zone)) };
    }),
    waves: [0, 5, 6, 12].flatMap((place) =>
      [null, 2].map((units) => {
        const waves = { people: 3, per: 'quantity-available', every: 'PT12H' };
        const properties: Record<string, Json> = units === null ? {} : { 'quantity-available': units };
        return { waves, properties, place, from: at, enters: iso(waveAt({ ...cartTrigger, waves }, { properties }, place, Date.parse(at), 'Asia/Jerusalem')) };
      }),
    ),
    caps: caps.map(([name, cap, sent, now]) => {
      const events = sent.map(([when, messageClass], i) => ({
        uid: `m${i + 1}`,
        name: 'message-sent',
        at: Date.parse(when),
        properties: { 'message-class': messageClass, channel: 'email' },
      }));
      const state = capState(cap, events, Date.parse(now), 'Asia/Jerusalem');
      const sentAt = sent.map(([when, messageClass]) => ({ at: when, class: messageClass, channel: 'email' }));
      return { name, cap, sent: sentAt, zone: 'Asia/Jerusalem', at: now, reached: state.reached, freesAt: state.reached ? iso(state.freesAt) : null };
    }),
    quietTimes: quiets.map(([name, calendars, country, when, zone]) => {
      const quiet = quietAt(calendars, country, Date.parse(when), zone);
      return { name, calendars, country: country ?? null, zone, at: when, quiet: quiet ? { ...quiet, until: iso(quiet.until) } : null };
    }),
  };
}
