import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventRecord, Json } from '../../condition/facts';
import { type ComputationFacts, createComputation } from '../formula/computation';
import { explainScore } from './explain-score';
import { thresholdsOf } from './thresholds';

const hour = 3_600_000;
const day = 24 * hour;
/** Three days before clocks go forward in Jerusalem, 11:00 there. */
const now = Date.parse('2026-03-24T09:00:00Z');

const lead =
  "least(100, greatest(0, 40 * count(quoted every P30D) + least(20, 5 * count(clicked)) + 15 * count(viewed where (page = 'pricing') last P30D)" +
  ' - 50 * count(left) - 10 * floor(coalesce(days_since(last_at(quoted, clicked, viewed)), 0) / 14)))';
const event = (name: string, daysAgo: number, properties: Record<string, Json> = {}): EventRecord => ({
  uid: `${name}${daysAgo}`,
  name,
  at: now - daysAgo * day,
  properties,
});

function facts(events: readonly EventRecord[], zone = 'Asia/Jerusalem', attributes: Record<string, Json> = {}): (at: number) => ComputationFacts {
  const sorted = [...events].sort((a, b) => a.at - b.at);
  return (at) => ({
    now: at,
    timeZone: zone,
    attribute: (id) => attributes[id],
    events: (name) => sorted.filter((one) => one.name === name),
    imported: (id) => (attributes[id] === undefined ? undefined : { value: attributes[id], at: now - 20 * day }),
  });
}

function explain(
  formula: string,
  factsAt: (at: number) => ComputationFacts,
  type: 'integer' | 'decimal' = 'integer',
  thresholds: Parameters<typeof explainScore>[4] = [],
) {
  const computation = createComputation([{ id: 'score', type, formula }]);
  const found = explainScore(computation, 'score', now, factsAt, thresholds);
  if (!found) throw new Error('not explained');
  return { found, value: (at: number) => computation.values(factsAt(at))('score') };
}

describe('what each part gave', () => {
  const her = facts([
    event('quoted', 40),
    event('quoted', 20),
    event('clicked', 50),
    ...[30, 29, 28, 27, 26, 25].map((ago) => event('clicked', ago)),
    event('viewed', 35, { page: 'pricing' }),
    event('viewed', 20, { page: 'pricing' }),
    event('viewed', 19, { page: 'home' }),
  ]);

  test('points, how many of how many, when, the limit, and what idleness took off', () => {
    const { found } = explain(lead, her);
    const [quoted, clicked, viewed, left, idle] = found.parts;
    expect(found).toMatchObject({ value: 65, rest: 0, range: { least: 0, most: 100 } });
    expect(quoted).toMatchObject({
      kind: 'events',
      events: ['quoted'],
      value: 40,
      each: 40,
      counted: 1,
      happened: 2,
      every: 'P30D',
      moments: ['2026-02-12T09:00:00.000Z'],
    });
    expect(clicked).toMatchObject({ value: 20, each: 5, counted: 7, limit: 20 });
    expect(clicked?.moments).toHaveLength(5);
    expect(viewed).toMatchObject({ value: 15, counted: 1, happened: 2, last: 'P30D', where: [{ property: 'page', op: '=', value: 'pricing' }] });
    expect(left).toMatchObject({ value: 0, each: -50, counted: 0, moments: [] });
    expect(idle).toMatchObject({ kind: 'idle', value: -10, each: -10, everyDays: 14, days: 19, since: new Date(now - 19 * day).toISOString() });
  });

  test('the next changes at their own moments: a midnight of hers, an event that is too old', () => {
    const { found } = explain(lead, her);
    expect(found.changes.slice(0, 2)).toEqual([
      // 28 days idle, by the clock that has gone forward meanwhile.
      { at: '2026-04-01T21:00:00.000Z', value: 55 },
      // Thirty calendar days after 11:00 of 4 March in winter time is 11:00 in summer time.
      { at: '2026-04-03T08:00:00.001Z', value: 40 },
    ]);
    expect(found.changes.at(-1)?.value).toBe(0);
  });

  test('limits of the whole are told apart from the parts', () => {
    const { found } = explain(lead, facts([event('left', 1)]));
    expect(found).toMatchObject({ value: 0, rest: 50 });
  });

  test('totals that go on from an import', () => {
    const { found } = explain(
      'greatest(0, coalesce(imported, 0) + count(ordered since import) - 2)',
      facts([event('ordered', 30), event('ordered', 3)], 'UTC', { score: 7 }),
    );
    expect(found).toMatchObject({
      value: 6,
      rest: 0,
      parts: [
        { kind: 'imported', value: 7 },
        { kind: 'events', value: 1, counted: 1 },
        { kind: 'constant', value: -2 },
      ],
      changes: [],
    });
  });

  test('what can’t be known stays unknown, what is no number is not explained', () => {
    expect(explain('missing + count(a)', facts([])).found).toMatchObject({
      value: null,
      rest: 0,
      parts: [{ kind: 'attribute', value: null, attributes: ['missing'] }, { value: 0 }],
    });
    const text = createComputation([{ id: 'score', type: 'string', formula: "'a'" }]);
    expect(explainScore(text, 'score', now, facts([]))).toBeUndefined();
    expect(explainScore(text, 'other', now, facts([]))).toBeUndefined();
  });
});

describe('thresholds', () => {
  const askers = [
    {
      kind: 'segment' as const,
      id: 'ready',
      name: { en: 'Ready' },
      asks: { op: 'and', args: [{ op: 'gte', left: { kind: 'customer', path: 'score' }, right: 60 }] },
    },
    {
      kind: 'journey' as const,
      id: 'j',
      name: { en: 'Nurture' },
      asks: [{ cases: [{ when: { op: 'gte', left: { kind: 'customer', path: 'score' }, right: 60 } }] }],
    },
    { kind: 'journey' as const, id: 'k', name: { en: 'Other' }, asks: { op: 'lt', left: { kind: 'customer', path: 'score' }, right: 20 } },
    { kind: 'journey' as const, id: 'l', name: { en: 'None' }, asks: { op: 'lt', left: { kind: 'event', path: 'score' }, right: 20 } },
  ];
  test('who asks, whether it holds, and when that turns', () => {
    const thresholds = thresholdsOf('score', askers);
    expect(thresholds.map(({ op, value, by }) => [op, value, by.map(({ id }) => id)])).toEqual([
      ['gte', 60, ['ready', 'j']],
      ['lt', 20, ['k']],
    ]);
    const { found } = explain(
      '60 * count(quoted) - 10 * floor(coalesce(days_since(last_at(quoted)), 0) / 14)',
      facts([event('quoted', 10)]),
      'integer',
      thresholds,
    );
    expect(found.thresholds).toMatchObject([
      { value: 60, holds: true, turnsAt: '2026-03-27T21:00:00.000Z' },
      { value: 20, holds: false, turnsAt: '2026-05-22T21:00:00.000Z' },
    ]);
  });
});

const piece = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom('', ' every P7D', ' last P30D', ' last P90D every P1D', ' since import'))
    .map(([n, words]) => `${n} * count(clicked${words})`),
  fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 20 })).map(([most, n]) => `least(${most}, ${n} * count(quoted last P60D))`),
  fc.constantFrom(
    'sum(quoted.total last P90D)',
    'coalesce(imported, 0)',
    'seen',
    'if(count(clicked) > 2, 10, 0)',
    '3',
    '10 * floor(coalesce(days_since(last_at(clicked)), 0) / 7)',
  ),
);
const formula = fc.tuple(fc.array(fc.tuple(fc.constantFrom('+', '-'), piece), { minLength: 1, maxLength: 5 }), fc.boolean()).map(([pieces, isLimited]) => {
  const sum = `0${pieces.map(([sign, text]) => ` ${sign} ${text}`).join('')}`;
  return isLimited ? `least(100, greatest(0, ${sum}))` : sum;
});
const happenings = fc.array(
  fc
    .tuple(fc.constantFrom('clicked', 'quoted'), fc.integer({ min: 0, max: 120 * 24 }), fc.integer({ min: 0, max: 40 }))
    .map(([name, hours, total]): EventRecord => ({ uid: `${name}${hours}-${total}`, name, at: now - hours * hour, properties: { total } })),
  { maxLength: 12 },
);

test('the parts come to the value, and every change that is foretold is the first of its kind', { tags: ['long'], timeout: 120_000 }, () => {
  fc.assert(
    fc.property(formula, happenings, fc.constantFrom('Asia/Jerusalem', 'Asia/Tehran', 'America/New_York', 'Pacific/Auckland'), (text, events, zone) => {
      const { found, value } = explain(text, facts(events, zone, { seen: 4, score: 9 }), 'decimal');
      const sum = found.parts.reduce((total, part) => total + (part.value ?? 0), 0);
      expect(found.value).toBe(value(now));
      expect(sum + found.rest).toBeCloseTo(found.value ?? Number.NaN, 6);
      // Nothing but the limits of the whole stands between parts and value.
      if (found.rest !== 0) expect([found.range.least, found.range.most]).toContain(found.value);
      let before = found.value;
      let since = now;
      for (const change of found.changes) {
        const at = Date.parse(change.at);
        expect(value(at)).toBe(change.value);
        expect(value(at - 1)).toBe(before);
        // Nowhere on the way is it anything else.
        for (const share of [0.2, 0.5, 0.8]) expect(value(Math.floor(since + (at - since) * share))).toBe(before);
        [before, since] = [change.value, at];
      }
      if (found.changes.length < 40) expect(value(now + 395 * day)).toBe(before);
    }),
    { numRuns: 60 },
  );
});

test('a threshold turns no sooner than the executor looks for it', () => {
  const made = createComputation([{ id: 'score', type: 'integer', formula: lead }]);
  const her = facts([event('quoted', 3), event('clicked', 3), event('viewed', 3, { page: 'pricing' })]);
  const soonest = made.steadiness(her(now)).comparedUntil('score', 60);
  const { thresholds } = explain(lead, her, 'integer', [{ op: 'gte', value: 60, by: [] }]).found;
  expect(thresholds[0]).toMatchObject({ holds: true });
  expect(Date.parse(thresholds[0]?.turnsAt ?? '')).toBeGreaterThanOrEqual(soonest);
});
