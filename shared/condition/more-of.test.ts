import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../tests/fixtures/e2e/messy-export';
import { evaluate } from './evaluate';
import type { EventRecord, Facts } from './facts';
import { moreOf } from './more-of';
import type { Condition, EventWindow } from './schema';

type Performed = Extract<Condition, { op: 'performed' }>;
const viewed = (more: Partial<Performed> = {}): Condition => ({
  op: 'performed',
  event: 'viewed',
  measure: 'count',
  is: { op: 'gte', value: 2 },
  ...more,
});
const none = new Map<string, { when: Condition }>();
const leaning = (condition: Condition) => moreOf('viewed', condition, none);

describe('what one more event can do', () => {
  test('more than so many can only become true, fewer only false, exactly so many either', () => {
    expect(leaning(viewed())).toBe('up');
    expect(leaning(viewed({ is: { op: 'lt', value: 2 } }))).toBe('down');
    expect(leaning(viewed({ is: { op: 'eq', value: 2 } }))).toBe('both');
    expect(leaning(viewed({ measure: 'sum', property: 'value' }))).toBe('both');
    expect(leaning(viewed({ groupBy: 'product', is: { op: 'lt', value: 2 } }))).toBe('both');
  });

  test('groups and "not"', () => {
    const few = viewed({ is: { op: 'lte', value: 3 } });
    expect(leaning({ op: 'not', arg: viewed() })).toBe('down');
    expect(leaning({ op: 'and', args: [viewed(), { op: 'not', arg: few }] })).toBe('up');
    expect(leaning({ op: 'or', args: [viewed(), few] })).toBe('both');
  });

  test('others’ events do nothing, unless a window hangs on this one', () => {
    const bought = (window?: EventWindow) => viewed({ event: 'bought', ...(window && { window }) });
    expect(leaning(bought())).toBe('none');
    expect(leaning(bought({ afterLast: 'viewed' }))).toBe('both');
    expect(leaning(bought({ beforeLast: 'viewed' }))).toBe('both');
    expect(leaning({ op: 'exists', left: { kind: 'customer', path: 'city' } })).toBe('none');
  });

  test('through segments; one that leads back to itself is anybody’s guess', () => {
    const segments = new Map<string, { when: Condition }>([
      ['a', { when: { op: 'not', arg: { op: 'in-segment', segment: 'b' } } }],
      ['b', { when: viewed() }],
      ['loop', { when: { op: 'in-segment', segment: 'loop' } }],
    ]);
    expect(moreOf('viewed', { op: 'in-segment', segment: 'a' }, segments)).toBe('down');
    expect(moreOf('viewed', { op: 'in-segment', segment: 'loop' }, segments)).toBe('both');
    expect(moreOf('viewed', { op: 'in-segment', segment: 'gone' }, segments)).toBe('none');
  });
});

test('what it says holds for random conditions and lives', () => {
  const random = seededRandom(11);
  const pick = <T>(...all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const day = 86_400_000;
  const make = (depth: number): Condition => {
    if (depth > 0 && random() < 0.6) {
      const op = pick('and', 'or', 'not');
      return op === 'not' ? { op, arg: make(depth - 1) } : { op, args: [make(depth - 1), make(depth - 1)] };
    }
    const window = pick<EventWindow | undefined>(undefined, { last: 'P3D' }, { last: 'P9D' }, { afterLast: 'bought' }, { afterLast: 'viewed' });
    return {
      op: 'performed',
      event: pick('viewed', 'bought'),
      measure: pick('count', 'distinct', 'sum'),
      property: 'value',
      is: { op: pick('gte', 'gt', 'lt', 'lte', 'eq', 'ne'), value: Math.floor(random() * 4) },
      ...(random() < 0.3 && { groupBy: 'product' }),
      ...(window && { window }),
    };
  };
  const event = (name: string): EventRecord => ({
    uid: String(random()),
    name,
    at: Math.floor(random() * 12 * day),
    properties: { value: Math.floor(random() * 5) - 1, product: pick('a', 'b') },
  });
  const factsOf = (events: readonly EventRecord[], now: number): Facts => ({
    now,
    timeZone: 'UTC',
    attribute: () => undefined,
    events: (name) => events.filter((one) => one.name === name).sort((a, b) => a.at - b.at),
    inSegment: () => false,
  });
  const seen = { up: 0, down: 0, none: 0, both: 0 };
  for (let i = 0; i < 4000; i++) {
    const condition = make(3);
    const says = moreOf('viewed', condition, none);
    const events = Array.from({ length: Math.floor(random() * 6) }, () => event(pick('viewed', 'bought')));
    const now = 12 * day + Math.floor(random() * 3 * day);
    const before = evaluate(condition, factsOf(events, now));
    const after = evaluate(condition, factsOf([...events, event('viewed')], now));
    seen[says] += 1;
    if (says === 'none') expect(after).toBe(before);
    if (says === 'up' && before) expect(after, JSON.stringify(condition)).toBe(true);
    if (says === 'down' && !before) expect(after, JSON.stringify(condition)).toBe(false);
  }
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(100);
});
