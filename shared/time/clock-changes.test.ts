import { expect, it } from 'vitest';
import { clockChanges } from './clock-changes';
import { tabledChanges, tabledZones } from './clock-changes.fixture';

const at = (iso: string) => Date.parse(iso);

it('finds when the clock changes, to the millisecond', () => {
  const periods = clockChanges('Asia/Jerusalem', at('2026-01-01T00:00:00Z'), at('2026-12-31T00:00:00Z'));
  expect(periods.map(({ since, offset }) => [since, offset / 3_600_000])).toEqual([
    [-8.64e15, 2],
    [at('2026-03-27T00:00:00Z'), 3],
    [at('2026-10-24T23:00:00Z'), 2],
  ]);
  expect(periods.slice(1).map(({ since }) => since)).toEqual(periods.slice(0, -1).map(({ until }) => until));
});

it('finds a summer time of a week', () => {
  const noronha = clockChanges('America/Noronha', at('2000-01-01T00:00:00Z'), at('2001-06-01T00:00:00Z'));
  expect(noronha.map(({ since }) => since).slice(1)).toEqual([at('2000-02-27T01:00:00Z'), at('2000-10-08T02:00:00Z'), at('2000-10-15T01:00:00Z')]);
});

it('knows zones without changes and with half hours', () => {
  expect(clockChanges('UTC', at('2020-01-01T00:00:00Z'), at('2026-01-01T00:00:00Z'))).toEqual([{ since: -8.64e15, until: 8.64e15, offset: 0 }]);
  const tehran = clockChanges('Asia/Tehran', at('2022-01-01T00:00:00Z'), at('2026-01-01T00:00:00Z'));
  expect(tehran.map(({ offset }) => offset / 3_600_000)).toEqual([3.5, 4.5, 3.5]);
});

it.each(tabledZones)('%s changed its clock when the time-zone data says, and at no other time from 2020 to 2028', (zone) => {
  const found = clockChanges(zone, at('2020-01-01T00:00:00Z'), at('2028-12-31T00:00:00Z'));
  const expected = tabledChanges.filter((change) => change.zone === zone);
  expect(found.slice(1).map(({ since, offset }) => [since, offset / 60_000])).toEqual(expected.map((change) => [change.at, change.to]));
  expect((found[0]?.offset ?? Number.NaN) / 60_000).toBe(expected[0]?.from);
});
