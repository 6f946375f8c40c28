import { expect, it } from 'vitest';
import { createDistinctCounter } from './distinct-counter';
import * as signs from './signs';

function count(texts: readonly string[], askEvery = Number.POSITIVE_INFINITY): number {
  const counter = createDistinctCounter();
  texts.forEach((text, i) => {
    signs.lookAt(text);
    counter.add(signs.hashLow, signs.hashHigh);
    if (i % askEvery === askEvery - 1) counter.count();
  });
  return counter.count();
}

it('counts different texts exactly, few or many, asked once or on the way', () => {
  for (const different of [0, 1, 63, 64, 65, 128, 300, 4_097, 60_000]) {
    const texts = Array.from({ length: different * 2 }, (_, i) => `customer ${i % different}`);
    expect(count(texts)).toBe(different);
    expect(count(texts, 50)).toBe(different);
  }
});

it('takes every hash for a text, also one of zeros', () => {
  const counter = createDistinctCounter();
  for (let i = 0; i < 200; i++) counter.add(0, 0);
  counter.add(0, 2);
  expect(counter.count()).toBe(2);
});
