import { expect, it } from 'vitest';
import { simulatedShares, spreadFacts, spreadShares } from './pressure';

const spread = [
  { messages: 1, customers: 80 },
  { messages: 3, customers: 16 },
  { messages: 5, customers: 2 },
  { messages: 9, customers: 2 },
];

it('puts together who got five or more, and leaves out who got none', () => {
  expect(spreadShares(spread)).toEqual([0.8, 0, 0.16, 0, 0.04]);
  expect(spreadShares([])).toBeUndefined();
  const histogram = [
    { messages: 0, customerWeeks: 900 },
    { messages: 1, customerWeeks: 75 },
    { messages: 2, customerWeeks: 25 },
  ];
  const messages = { perCustomerWeek: { histogram, mean: 0.125, percentile95: 1, most: 2 } };
  expect(simulatedShares({ messages } as Parameters<typeof simulatedShares>[0])).toEqual([0.75, 0.25, 0, 0, 0]);
});

it('says how many nearly everybody got at most', () => {
  expect(spreadFacts(spread)).toEqual({ people: 100, messages: 156, atMost: 3, most: 9 });
  expect(spreadFacts(spread, 0.98)).toMatchObject({ atMost: 5 });
  expect(spreadFacts([])).toEqual({ people: 0, messages: 0, atMost: 0, most: 0 });
});
