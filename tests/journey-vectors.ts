/** Small journeys and what happens to one customer in them: the inputs of the published conformance vectors. */
import type { Json } from '../shared/condition/facts';
import type { DeploymentBundle } from '../shared/executor/api';
import { compileDeployment } from '../shared/journey/deployment';
import type { Effect, StepInput, TraceEntry } from '../shared/journey/run';
import type { Calendar, Node } from '../shared/journey/schema';
import { portsOf } from '../shared/journey/schema';
import { step } from '../shared/journey/step';
import { apply, bundle, cartParts, cartTrigger, edge, newRun, nights, onePerDay, type Parts, person, rules, send } from '../shared/journey/step.fixture';

/** `wakes`: how often the run is woken, each time at the moment it waits for. `events`: in their order, before a wake-up of the same moment or later. */
export type VectorInput = {
  name: string;
  bundle: DeploymentBundle;
  start: string;
  customer: Record<string, Json>;
  events: { at: string; name: string; properties: Record<string, Json> }[];
  wakes: number;
};
export type VectorStep = {
  at: string;
  input: StepInput['kind'];
  node: string;
  waitsUntil: string | null;
  exit: string | null;
  effects: Effect[];
  trace: TraceEntry[];
};
export type Vector = VectorInput & { hash: string; expected: VectorStep[] };

/** Runs one customer through, as an executor would: every effect is done before the next input. */
export function walk({ bundle: given, start, customer, events, wakes }: VectorInput): VectorStep[] {
  const deployment = compileDeployment(given, 'vector');
  const who = person(customer);
  const steps: VectorStep[] = [];
  let run = newRun(deployment, Date.parse(start));
  const take = (input: StepInput, at: number) => {
    const result = step(deployment, run, who, input, at);
    run = result.run;
    apply(result.effects, who, deployment, at);
    steps.push({
      at: iso(at),
      input: input.kind,
      node: run.node,
      waitsUntil: run.wait ? iso(run.wait.until) : null,
      exit: run.exit?.code ?? null,
      effects: result.effects,
      trace: result.trace,
    });
  };
  take({ kind: 'start' }, Date.parse(start));
  const coming = [...events];
  for (let woken = 0; run.status === 'active' && run.wait; ) {
    const next = coming[0];
    if (next && Date.parse(next.at) <= run.wait.until) {
      coming.shift();
      take({ kind: 'event', event: who.happened(next.name, Date.parse(next.at), next.properties) }, Date.parse(next.at));
    } else if (woken++ < wakes) take({ kind: 'wake' }, run.wait.until);
    else break;
  }
  return steps;
}

const iso = (at: number) => new Date(at).toISOString();

function one(
  name: string,
  node: Node,
  start: string,
  more: { zone?: string; parts?: Partial<Parts>; customer?: Record<string, Json>; events?: VectorInput['events']; wakes?: number } = {},
): VectorInput {
  const ends = portsOf(node).map((port): Node => ({ id: `end-${port}`, kind: 'exit', reason: port }));
  return {
    name,
    bundle: bundle({
      ...more.parts,
      nodes: [cartTrigger, node, ...ends],
      edges: [edge('start', 'out', node.id), ...portsOf(node).map((port) => edge(node.id, port, `end-${port}`))],
    }),
    start,
    customer: { ...(more.zone ? { 'time-zone': more.zone } : {}), ...more.customer },
    events: more.events ?? [],
    wakes: more.wakes ?? 3,
  };
}

const wait = (duration: string, align?: { at: string }): Node => ({ id: 'w', kind: 'wait', duration, ...(align ? { align } : {}) });
const paid: Node = { id: 'e', kind: 'wait-event', event: 'order-placed', timeout: 'P2D' };
const zones = [
  ['Asia/Jerusalem', '2026-03-26T10:00:00.000Z'],
  ['Europe/Berlin', '2026-03-28T10:00:00.000Z'],
  ['America/New_York', '2026-10-31T14:00:00.000Z'],
  ['Australia/Lord_Howe', '2026-10-03T01:00:00.000Z'],
  ['Asia/Tehran', '2022-09-20T08:00:00.000Z'],
] as const;
const shabbat: Calendar = nights;

export const vectorInputs: VectorInput[] = [
  // A day is the same time by the clock, 24 hours are elapsed: they differ where clocks change.
  ...zones.flatMap(([zone, start]) => [
    one(`P1D over the change of clocks in ${zone}`, wait('P1D'), start, { zone }),
    one(`PT24H over the change of clocks in ${zone}`, wait('PT24H'), start, { zone }),
  ]),
  one('a wait aligned to a time that is skipped', wait('P1D', { at: '02:30' }), '2026-03-26T10:00:00.000Z', { zone: 'Asia/Jerusalem' }),
  one('a window that is closed', { id: 'w', kind: 'window', days: ['su', 'mo'], from: '09:00', to: '17:00' }, '2026-06-02T10:00:00.000Z'),
  one('a window that is open', { id: 'w', kind: 'window', days: ['mo'], from: '09:00', to: '17:00' }, '2026-06-01T10:00:00.000Z'),
  one(
    'until three days before a date',
    { id: 'w', kind: 'wait-until', until: { kind: 'customer', path: 'expires-on' }, offset: '-P3D', at: '09:00', onMissing: 'exit' },
    '2026-06-01T10:00:00.000Z',
    {
      customer: { 'expires-on': '2026-06-10' },
    },
  ),
  one(
    'until a date that is missing',
    { id: 'w', kind: 'wait-until', until: { kind: 'customer', path: 'expires-on' }, onMissing: 'exit' },
    '2026-06-01T10:00:00.000Z',
  ),
  one('an event comes in time', paid, '2026-06-01T10:00:00.000Z', { events: [{ at: '2026-06-02T10:00:00.000Z', name: 'order-placed', properties: {} }] }),
  one('an event does not come', paid, '2026-06-01T10:00:00.000Z'),
  one('an event at the very end belongs to the event', paid, '2026-06-01T10:00:00.000Z', {
    events: [{ at: '2026-06-03T10:00:00.000Z', name: 'order-placed', properties: {} }],
  }),
  one(
    'a comparison with something missing is false, its opposite too',
    {
      id: 'd',
      kind: 'decision',
      cases: [
        { port: 'is', when: { op: 'eq', left: { kind: 'customer', path: 'vip-status' }, right: 'vip' } },
        { port: 'is-not', when: { op: 'ne', left: { kind: 'customer', path: 'vip-status' }, right: 'vip' } },
      ],
    },
    '2026-06-01T10:00:00.000Z',
  ),
  one('a message without consent', send('m', { onSuppressed: 'branch' }), '2026-06-01T10:00:00.000Z', {
    customer: { 'email-consent': 'withdrawn' },
    parts: { suppressions: [{ ...rules.consent, action: 'skip' }] },
  }),
  one('a message by the other channel', send('m', { fallbackChannel: 'sms' }), '2026-06-01T10:00:00.000Z', {
    customer: { 'email-consent': 'withdrawn' },
    parts: { suppressions: [rules.consent] },
  }),
  one('a message at night is held', send('m'), '2026-06-01T20:00:00.000Z', { parts: { suppressions: [rules.quiet], calendars: [shabbat] } }),
  one('a message on the weekly rest is held', send('m'), '2026-06-05T13:00:00.000Z', { parts: { suppressions: [rules.quiet], calendars: [shabbat] } }),
  {
    ...one('the second message of a day is held by the cap', send('m'), '2026-06-01T10:00:00.000Z'),
    bundle: bundle({
      nodes: [cartTrigger, send('m1'), send('m2'), { id: 'end', kind: 'exit' }],
      edges: [edge('start', 'out', 'm1'), edge('m1', 'out', 'm2'), edge('m2', 'out', 'end')],
      suppressions: [rules.caps],
      caps: [onePerDay],
    }),
  },
  {
    name: 'the cart journey to its end',
    bundle: bundle(cartParts()),
    start: '2026-06-01T07:00:00.000Z',
    customer: { 'open-cart-value': 120 },
    events: [],
    wakes: 12,
  },
  {
    name: 'the goal ends the cart journey at once',
    bundle: bundle(cartParts()),
    start: '2026-06-01T07:00:00.000Z',
    customer: { 'open-cart-value': 120 },
    events: [{ at: '2026-06-01T09:00:00.000Z', name: 'order-placed', properties: {} }],
    wakes: 12,
  },
];
