import { expect, test } from 'vitest';
import { type Screen, type Stop, screenAt, stationBeside, stopBeside, stops } from './stops';

test.each([
  ['/e/01', 'overview'],
  ['/e/01/', 'overview'],
  ['/e/01/sources/S/F', 'sources'],
  ['/e/01/record/email', 'record'],
  ['/e/01/record/~identity/email', 'identity'],
  ['/e/01/record/~dry-run/cluster/3', 'dry-run'],
  ['/e/01/journeys', 'journeys'],
  ['/e/01/journeys/J/N', 'journey'],
  ['/e/01/journeys/~walk/J', 'walk'],
  ['/e/01/gap/channel-sms', 'gap'],
])('%s is %s', (path, screen) => {
  expect(screenAt(path)).toBe(screen);
});

const all = () => true;
const onlyWork = ({ part }: Stop) => part === 'work';

test('the gap analysis is walked through from the heat map to the answers, and on to the business case', () => {
  const names: string[] = [];
  let at: { screen: Screen; view: string | undefined; part: string } = { screen: 'gap', view: undefined, part: 'work' };
  for (;;) {
    const next = stopBeside(at, 1, onlyWork);
    if (!next || 'station' in next) {
      expect(next).toEqual({ station: 'business-case' });
      break;
    }
    names.push(next.stop.name);
    at = { screen: 'gap', view: next.stop.view, part: next.stop.part };
  }
  expect(names).toEqual(['gap.cost.view', 'gap.profile.view', 'gap.trial.view', 'gap.answers']);
  expect(stopBeside({ screen: 'gap', view: undefined, part: 'work' }, 1, all)).toMatchObject({ stop: { part: 'inspector' } });
});

test('there and back again lead over the same stops', () => {
  for (const screen of Object.keys(stops) as Screen[]) {
    const first: Stop = stops[screen][0];
    const next = stopBeside({ screen, view: first.view, part: first.part }, 1, all);
    if (!next || 'station' in next) continue;
    const { view, part } = next.stop;
    expect(stopBeside({ screen, view, part }, -1, all)).toEqual({ stop: first });
  }
});

test('a view that is no stop, such as the versions of a journey, leads on from the beginning', () => {
  expect(stopBeside({ screen: 'journey', view: 'versions', part: 'work' }, 1, onlyWork)).toMatchObject({ stop: { name: 'journeys.canvas' } });
});

test('the road has two ends', () => {
  expect(stationBeside('overview', -1)).toBeUndefined();
  expect(stationBeside('questions', 1)).toBeUndefined();
  expect(stationBeside('dry-run', 1)).toBe('journeys');
  expect(stationBeside('journey', 1)).toBe('segments');
});
