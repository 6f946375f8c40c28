import { describe, expect, it } from 'vitest';
import { testJourney } from '../engagement/engagement.fixture';
import { checkTriggers, startsOf } from './check-triggers';
import type { Journey, Trigger } from './schema';

const journey = (n: number, trigger: Trigger, priority = 50, status: Journey['status'] = 'draft'): Journey => {
  const made = testJourney(n, [{ id: 't', kind: 'trigger', trigger }], { status });
  return { ...made, policies: { ...made.policies, priority } };
};
const cart: Trigger = { kind: 'event', event: 'cart-abandoned' };
const said = (journeys: Journey[]) => checkTriggers(journeys).map((problem) => `${problem.severity} ${problem.code}`);

describe('journeys that compete for one start', () => {
  it('warns when nobody can say which goes first, informs when one has priority', () => {
    expect(said([journey(1, cart), journey(2, cart)])).toEqual(['warns trigger-shared-equal', 'warns trigger-shared-equal']);
    expect(said([journey(1, cart, 80), journey(2, cart, 40)])).toEqual(['informs trigger-shared', 'informs trigger-shared']);
  });
  it('only informs when a condition may keep them apart', () => {
    const filtered: Trigger = { ...cart, where: { op: 'exists', left: { kind: 'event', path: 'cart-value' } } };
    expect(said([journey(1, filtered), journey(2, cart)])).toEqual(['informs trigger-shared-equal', 'informs trigger-shared-equal']);
  });
  it('leaves alone what is retired, another event, or started by hand', () => {
    expect(said([journey(1, cart), journey(2, cart, 50, 'retired')])).toEqual([]);
    expect(said([journey(1, cart), journey(2, { kind: 'event', event: 'order-placed' })])).toEqual([]);
    expect(said([journey(1, { kind: 'manual' }), journey(2, { kind: 'manual' })])).toEqual([]);
  });
  it('lists each start once, the journey that speaks first on top', () => {
    const starts = startsOf([journey(1, cart, 40), journey(2, cart, 80), journey(3, { kind: 'segment-enter', segment: 'vip' })]);
    expect(starts.map(({ start, journeys }) => [start.of, journeys.map((one) => one.journey.policies.priority)])).toEqual([
      ['cart-abandoned', [80, 40]],
      ['vip', [50]],
    ]);
  });
});
