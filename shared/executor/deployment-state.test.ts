import { expect, test } from 'vitest';
import { toldState } from './deployment-state';

test('a version is over when nobody comes in and nobody is inside', () => {
  expect(toldState({ state: 'draining', active: 0 })).toBe('retired');
  expect(toldState({ state: 'draining', active: 1 })).toBe('draining');
  expect(toldState({ state: 'draining', active: 0, moving: { to: 'h', people: 3, done: 3 } }), 'the last are being moved').toBe('draining');
  for (const state of ['live', 'paused', 'failed', 'retired'] as const) expect(toldState({ state, active: 0 })).toBe(state);
});
