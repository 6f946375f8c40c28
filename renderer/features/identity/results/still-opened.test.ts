import { expect, it } from 'vitest';
import type { IdentityReport } from '../../../../shared/identity/report';
import { stillOpened } from './still-opened';

const shownOf = (rows: readonly number[]) => ({ shown: rows.map((row) => ({ source: 's', object: 'o', row, values: [] })) });
/** People and pairs by the rows of their records; nothing else is looked at. */
const report = (people: readonly number[][], pairs: readonly number[][] = []) =>
  ({ clusters: people.map(shownOf), reviews: { shown: pairs.map(shownOf) } }) as unknown as IdentityReport;

it('follows a person to where most of her records are', () => {
  const before = report([
    [1, 2, 3],
    [4, 5],
  ]);
  const after = report([
    [4, 5, 6, 3],
    [7, 8],
    [1, 2],
  ]);
  expect(stillOpened({ kind: 'people', place: 0 }, before, after)).toEqual({ kind: 'people', place: 2 });
  expect(stillOpened({ kind: 'people', place: 1 }, before, after)).toEqual({ kind: 'people', place: 0 });
});

it('closes what is not in the report any more', () => {
  expect(stillOpened({ kind: 'people', place: 0 }, report([[1, 2]]), report([[3]]))).toBeUndefined();
  expect(stillOpened({ kind: 'people', place: 5 }, report([[1, 2]]), report([[1, 2]]))).toBeUndefined();
});

it('follows a pair only by both of its records', () => {
  const before = report([], [[1, 2]]);
  const opened = { kind: 'reviews', place: 0 } as const;
  expect(stillOpened(opened, before, report([], [[1, 3]]))).toBeUndefined();
  expect(
    stillOpened(
      opened,
      before,
      report(
        [],
        [
          [1, 3],
          [2, 1],
        ],
      ),
    ),
  ).toEqual({ kind: 'reviews', place: 1 });
});
