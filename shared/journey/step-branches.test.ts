import { describe, expect, it } from 'vitest';
import type { Json } from '../condition/facts';
import type { NodeOf } from './schema';
import { step } from './step';
import { monday, newRun, oneNode, type Person, person } from './step.fixture';
import { armOf } from './step-branches';

const start = { kind: 'start' } as const;

describe('decision', () => {
  const value = { kind: 'customer', path: 'open-cart-value' } as const;
  const node: NodeOf<'decision'> = {
    id: 'd',
    kind: 'decision',
    cases: [
      { port: 'large', when: { op: 'gte', left: value, right: 1000 } },
      { port: 'some', when: { op: 'gt', left: value, right: 0 } },
    ],
  };
  const way = (customer: Person) => {
    const deployment = oneNode(node, ['large', 'some', 'else']);
    return step(deployment, newRun(deployment, monday), customer, start, monday).run.exit?.detail;
  };

  it.each<[Json, string]>([
    [2000, 'large'],
    [10, 'some'],
    [0, 'else'],
  ])('of %s goes to %s: the first case that holds', (amount, port) => {
    expect(way(person({ 'open-cart-value': amount }))).toBe(port);
  });

  it('goes to else when the value is missing', () => {
    expect(way(person())).toBe('else');
  });
});

describe('A/B', () => {
  const arms = [
    { port: 'a', weight: 45 },
    { port: 'b', weight: 45 },
    { port: 'holdout', weight: 10 },
  ];

  it('deals by weight', () => {
    const counts: Record<string, number> = { a: 0, b: 0, holdout: 0 };
    for (let i = 0; i < 20_000; i++) {
      const arm = armOf({ salt: 'one', arms }, `c${i}`);
      counts[arm] = (counts[arm] ?? 0) + 1;
    }
    // Three standard deviations of 20,000 deals.
    expect(Math.abs((counts.a ?? 0) - 9000)).toBeLessThan(215);
    expect(Math.abs((counts.holdout ?? 0) - 2000)).toBeLessThan(130);
  });

  it('gives the same customer the same arm, whatever the run, and deals again with a new salt', () => {
    const ids = Array.from({ length: 200 }, (_, i) => `c${i}`);
    expect(ids.map((id) => armOf({ salt: 'one', arms }, id))).toEqual(ids.map((id) => armOf({ salt: 'one', arms }, id)));
    expect(ids.filter((id) => armOf({ salt: 'one', arms }, id) !== armOf({ salt: 'two', arms }, id)).length).toBeGreaterThan(50);
    // Written down, so that another version or machine deals alike.
    expect(['c1', 'c2', 'c3', 'c4', 'c5', 'c6'].map((id) => armOf({ salt: 'one', arms }, id))).toMatchInlineSnapshot(`
      [
        "a",
        "b",
        "b",
        "a",
        "b",
        "a",
      ]
    `);
  });

  it('never takes an arm of weight zero', () => {
    const only = [
      { port: 'a', weight: 0 },
      { port: 'b', weight: 100 },
      { port: 'c', weight: 0 },
    ];
    for (let i = 0; i < 500; i++) expect(armOf({ salt: 's', arms: only }, `c${i}`)).toBe('b');
    expect(armOf({ salt: 's', arms: only.map((arm) => ({ ...arm, weight: 0 })) }, 'c1')).toBe('a');
  });

  it('may deal by run instead, and keeps the arm for later conditions', () => {
    const node: NodeOf<'ab'> = { id: 'ab', kind: 'ab', salt: 's', unit: 'run', arms };
    const deployment = oneNode(node, ['a', 'b', 'holdout']);
    const dealt = new Set<string | undefined>();
    for (let i = 0; i < 40; i++) {
      const { run } = step(deployment, newRun(deployment, monday, { id: `r${i}` }), person(), start, monday);
      expect(run.outcomes.ab).toBe(run.exit?.detail);
      dealt.add(run.exit?.detail);
    }
    expect(dealt.size).toBeGreaterThan(1);
    const perCustomer = oneNode({ ...node, unit: 'customer' }, ['a', 'b', 'holdout']);
    const same = new Set(
      Array.from({ length: 40 }, (_, i) => step(perCustomer, newRun(perCustomer, monday, { id: `r${i}` }), person(), start, monday).run.exit?.detail),
    );
    expect(same.size).toBe(1);
  });
});
