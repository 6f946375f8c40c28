import { describe, expect, it } from 'vitest';
import { testEngagement, testId, testJourney } from '../engagement/engagement.fixture';
import type { Channel, Edge, Node } from '../journey/schema';
import { messagesPerRun, monthlyEntries, planVolumes } from './plan-volumes';

const trigger = (event: string, id = 't'): Node => ({ id, kind: 'trigger', trigger: { kind: 'event', event } });
const send = (id: string, channel: Channel = 'email'): Node => ({
  id,
  kind: 'send',
  message: 'hello',
  channel,
  class: 'marketing',
  ignores: [],
  onSuppressed: 'branch',
  onFailure: 'continue',
});
const edges = (...ways: [string, string, string?][]): Edge[] => ways.map(([from, to, port = 'out'], i) => ({ id: `e${i}`, from, to, port }));
const decision: Node = { id: 'd', kind: 'decision', cases: [{ port: 'yes', when: { op: 'exists', left: { kind: 'customer', path: 'email' } } }] };
const ab: Node = {
  id: 'ab',
  kind: 'ab',
  salt: 's',
  unit: 'customer',
  arms: [
    { port: 'a', weight: 80 },
    { port: 'b', weight: 20 },
  ],
};

describe('messages of a run', () => {
  it('flow through branches in equal parts, through a test by its weights, and past a message that was held back', () => {
    const journey = testJourney(1, [trigger('x'), send('s1'), decision, send('s2', 'sms'), ab, send('s3', 'sms'), send('s4', 'whatsapp'), send('s5', 'push')], {
      edges: edges(['t', 's1'], ['s1', 'd'], ['s1', 's5', 'suppressed'], ['d', 's2', 'yes'], ['d', 'ab', 'else'], ['ab', 's3', 'a'], ['ab', 's4', 'b']),
    });
    const perRun = messagesPerRun(journey);
    expect(perRun.email).toBe(1);
    expect(perRun.sms).toBeCloseTo(0.5 + 0.4, 12);
    expect(perRun.whatsapp).toBeCloseTo(0.1, 12);
    expect(perRun.push).toBeUndefined();
  });

  it('count a way back once', () => {
    const journey = testJourney(1, [trigger('x'), send('s1'), decision], { edges: edges(['t', 's1'], ['s1', 'd'], ['d', 's1', 'yes']) });
    expect(messagesPerRun(journey)).toEqual({ email: 1 });
  });

  it('leave out what no trigger leads to', () => {
    expect(messagesPerRun(testJourney(1, [trigger('x'), send('s1')]))).toEqual({});
  });
});

describe('entries of a month', () => {
  const plan = testEngagement({ volumes: { contacts: 40_000, ordersPerMonth: 2_000, eventsPerMonth: { signup: 600 }, messagePrices: {} } });

  it('are the events of its triggers, and unknown as soon as one of them has no volume', () => {
    expect(monthlyEntries(testJourney(1, [trigger('signup')]), plan)).toEqual({ from: 'volumes', perMonth: 600 });
    expect(monthlyEntries(testJourney(1, [trigger('order-placed'), trigger('signup', 'u')]), plan)).toEqual({ from: 'volumes', perMonth: 2_600 });
    expect(monthlyEntries(testJourney(1, [trigger('signup'), trigger('other', 'u')]), plan)).toEqual({ from: 'unknown' });
    expect(monthlyEntries(testJourney(1, [trigger('signup'), { id: 'm', kind: 'trigger', trigger: { kind: 'manual' } }]), plan)).toEqual({
      from: 'volumes',
      perMonth: 600,
    });
    expect(monthlyEntries(testJourney(1, []), plan)).toEqual({ from: 'unknown' });
  });

  it('count one event once, also where a change of the record tells the same, and say where only some of them enter', () => {
    const where = { op: 'exists', left: { kind: 'event', path: 'email' } } as const;
    const some: Node = { id: 'w', kind: 'trigger', trigger: { kind: 'event', event: 'signup', where } };
    const changed: Node = { id: 'c', kind: 'trigger', trigger: { kind: 'attribute-changed', attribute: 'email-consent' } };
    expect(monthlyEntries(testJourney(1, [trigger('signup'), changed]), plan)).toEqual({ from: 'volumes', perMonth: 600 });
    expect(monthlyEntries(testJourney(1, [trigger('signup'), some]), plan)).toEqual({ from: 'volumes', perMonth: 600, atMost: true });
    expect(monthlyEntries(testJourney(1, [changed]), plan)).toEqual({ from: 'unknown' });
  });

  it('are what the consultant said, before anything else', () => {
    const journey = testJourney(1, [trigger('other')]);
    expect(
      monthlyEntries(journey, { ...plan, businessCase: { ...plan.businessCase, journeys: [{ journey: journey.id, perMonth: { expected: 50 } }] } }),
    ).toEqual({
      from: 'client',
      perMonth: 50,
    });
    const cart = testJourney(2, [trigger('signup')], { from: 'cart-abandonment' });
    expect(monthlyEntries(cart, { ...plan, kpiInputs: { carts: 70 } })).toEqual({ from: 'client', input: 'carts', perMonth: 70 });
  });

  it('follow from the size of a segment that is written to on a schedule', () => {
    const counted = { ...plan, measured: { segments: { at: plan.createdAt, people: 1_000, sizes: { lapsed: 100 } } } };
    const weekly: Node = {
      id: 't',
      kind: 'trigger',
      trigger: { kind: 'schedule', every: 'P7D' },
      audience: { op: 'in-segment', segment: 'lapsed' },
    };
    const entries = monthlyEntries(testJourney(1, [weekly]), counted);
    expect(entries).toMatchObject({ from: 'segment' });
    expect(entries.from !== 'unknown' && entries.perMonth).toBeCloseTo((4_000 * 30.4375) / 7, 6);
    expect(monthlyEntries(testJourney(1, [weekly]), plan)).toEqual({ from: 'unknown' });
  });
});

describe('planVolumes', () => {
  it('adds up by channel, and names what it can not count', () => {
    const line = { edges: edges(['t', 's1']) };
    const plan = testEngagement({
      volumes: { contacts: 40_000, eventsPerMonth: { signup: 600 }, messagePrices: {} },
      journeys: [
        testJourney(1, [trigger('signup'), send('s1')], line),
        testJourney(2, [trigger('other'), send('s1', 'sms')], line),
        testJourney(3, [trigger('signup'), send('s1', 'sms')], { ...line, status: 'retired' }),
      ],
      plannedSends: [
        { id: testId(1, 'P'), name: 'May', date: '2026-05-03', channel: 'sms', recipients: 9_000 },
        { id: testId(2, 'P'), name: 'July', date: '2026-07-20', channel: 'email' },
      ],
    });
    const volumes = planVolumes(plan);
    expect(volumes.journeyMessages).toEqual({ email: 600 });
    expect(volumes.plannedMessages.sms).toBe(3_000);
    expect(volumes.plannedMessages.email).toBeCloseTo(40_000 / 3, 9);
    expect(volumes.unknown).toEqual([testId(2, 'J')]);
    expect(volumes.events).toBe(600);
  });

  it('holds regular sends by e-mail once, planned by date or not', () => {
    const plannedSends = [
      { id: testId(1, 'P'), name: 'May', date: '2026-05-03', channel: 'email' as const, recipients: 9_000 },
      { id: testId(2, 'P'), name: 'May', date: '2026-05-03', channel: 'sms' as const, recipients: 500 },
    ];
    const plan = testEngagement({ volumes: { contacts: 1_000, eventsPerMonth: {}, messagePrices: {} }, plannedSends, kpiInputs: { sends_per_month: 4 } });
    expect(planVolumes(plan).plannedMessages).toEqual({ email: 4_000, sms: 500 });
  });
});
