import { expect, it } from 'vitest';
import type { Row } from '../shared/report';
import { rowLegend } from './row-legend';

const legend = { blocking: 'Stops', waiting: 'Waits' };
const table = (...tones: Row['tone'][]) => ({
  kind: 'table' as const,
  columns: [],
  rows: tones.map((tone): Row => (tone ? { cells: [], tone } : { cells: [] })),
  legend,
});

it('says what a colour means only where a row has it, and only of those that need words', () => {
  expect(rowLegend(table('waiting', 'accent', undefined))).toEqual([{ tone: 'waiting', words: 'Waits' }]);
  expect(rowLegend(table('waiting', 'blocking')).map(({ words }) => words)).toEqual(['Stops', 'Waits']);
  expect(rowLegend(table(undefined, 'plain'))).toEqual([]);
});
