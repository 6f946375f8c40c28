import { expect, it } from 'vitest';
import { clockAfter, readClock } from './clock-text';

it.each([
  ['08:30', '08:30'],
  ['8:30', '08:30'],
  ['8.30', '08:30'],
  [' 830 ', '08:30'],
  ['2015', '20:15'],
  ['8', '08:00'],
  ['۸:۳۰', '08:30'],
  ['٢٠:١٥', '20:15'],
  ['8:30 pm', '20:30'],
  ['12 AM', '00:00'],
  ['12:05 p.m.', '12:05'],
  ['0:00', '00:00'],
  ['23:59', '23:59'],
])('reads %j as %s', (text, clock) => expect(readClock(text)).toBe(clock));

it.each(['', '24:00', '8:60', '8:5', '13 pm', '0 am', 'noon', '8:30:00', '-1', '99'])('reads no time of day in %j', (text) =>
  expect(readClock(text)).toBeUndefined(),
);

it('goes round at midnight', () => {
  expect([clockAfter('23:30', 60), clockAfter('00:10', -20), clockAfter('08:00', 1)]).toEqual(['00:30', '23:50', '08:01']);
});
