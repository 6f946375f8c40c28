import { expect, test } from 'vitest';
import { agendaTime } from './agenda-clock';

const start = Date.parse('2026-11-30T09:00:00Z');
const after = (minutes: number) => start + minutes * 60_000;

test.each([
  [undefined, 0, 'open', 0],
  [undefined, 12.9, 'open', 12],
  [30, 0, 'running', 30],
  [30, 0.1, 'running', 30],
  [30, 24.5, 'running', 6],
  [30, 25, 'soon', 5],
  [30, 30.5, 'soon', 0],
  [30, 31, 'over', 1],
  [30, 95, 'over', 65],
  // Of a short part the last third is near its end, not all of it.
  [6, 3.5, 'running', 3],
  [6, 4.5, 'soon', 2],
] as const)('%s minutes, after %s: %s, %s', (minutes, passed, state, shown) => {
  expect(agendaTime({ startedAt: start, minutes }, after(passed))).toEqual({ state, minutes: shown });
});

test('a clock that was put back does not count below nothing', () => {
  expect(agendaTime({ startedAt: start }, after(-10))).toEqual({ state: 'open', minutes: 0 });
});
