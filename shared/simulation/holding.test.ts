import { describe, expect, test } from 'vitest';
import type { Condition } from '../condition/schema';
import { testAttribute } from '../engagement/engagement.fixture';
import { createDerivations } from '../runtime/attributes';
import { createHolding } from './holding';

const computed = (id: string, formula: string) => testAttribute(id, { type: 'integer', origin: 'computed', formula });
const derivation = createDerivations()([computed('orders-count', 'count(order_placed)'), computed('tier', 'if(orders_count > 3, 2, 1)'), testAttribute('age')]);
const atLeastOne = (path: string): Condition => ({ op: 'gte', left: { kind: 'customer', path }, right: 1 });
const hasClicked: Condition = {
  op: 'performed',
  event: 'message-clicked',
  measure: 'count',
  is: { op: 'gte', value: 1 },
  window: { afterLast: 'message-sent' },
};

function held(conditions: readonly Condition[], attributes: string[] = []) {
  const holding = createHolding<string>(derivation, conditions, attributes);
  holding.keep(3, 100, 'no');
  return holding;
}

describe('an answer that is held', () => {
  test('holds for its customer until its moment', () => {
    const holding = held([atLeastOne('age')]);
    expect([2, 3, 4].map((n) => holding.get(n, 99))).toEqual([undefined, 'no', undefined]);
    expect(holding.get(3, 100)).toBeUndefined();
    holding.keep(3, 300, 'still not');
    expect(holding.get(3, 299)).toBe('still not');
    holding.drop(3);
    expect(holding.get(3, 99)).toBeUndefined();
  });

  test.for<[string, Condition[], string[], { event?: string; attribute?: string }, boolean]>([
    ['an event a condition counts', [hasClicked], [], { event: 'message-clicked' }, false],
    ['an event a window is measured from', [hasClicked], [], { event: 'message-sent' }, false],
    ['another event', [hasClicked], [], { event: 'order-placed' }, true],
    ['an event behind a computed value', [atLeastOne('orders-count')], [], { event: 'order-placed' }, false],
    ['an event behind a value computed of a computed one', [atLeastOne('tier')], [], { event: 'order-placed' }, false],
    ['an event behind a value that is watched', [], ['tier'], { event: 'order-placed' }, false],
    ['an attribute', [atLeastOne('age')], [], { attribute: 'age' }, false],
    ['another attribute', [atLeastOne('age')], [], { attribute: 'tier' }, true],
    ['where her days begin', [atLeastOne('age')], [], { attribute: 'country' }, false],
    ['the mark of a test record', [atLeastOne('age')], [], { attribute: 'is-test-record' }, false],
    ['anything, for whoever is in a segment', [{ op: 'in-segment', segment: 'vip' }], [], { event: 'ticket-opened' }, false],
  ])('%s', ([, conditions, attributes, { event, attribute: changed }, holds]) => {
    const holding = held(conditions, attributes);
    holding.keep(5, 100, 'hers');
    holding.hear(3, event, changed);
    expect(holding.get(3, 50) === 'no').toBe(holds);
    expect(holding.get(5, 50)).toBe('hers');
  });
});
