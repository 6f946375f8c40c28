import { expect, it } from 'vitest';
import { cities, cityAt } from './cities';
import { localParts } from './duration';
import { eveningOf } from './sunset';

const dayOf = (iso: string) => Date.parse(iso) / 86_400_000;
const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const city = (id: string) => cities.find((one) => one.id === id) ?? cities[0];

/** Candles on Friday and the end of Shabbat, as Israeli newspapers printed them, with the minutes before sunset each printed for the town. */
it.each<[id: string, friday: string, before: number, candles: string, ends: string]>([
  ['jerusalem', '2020-05-29', 40, '18:58', '20:21'],
  ['tel-aviv', '2020-05-29', 22, '19:20', '20:23'],
  ['haifa', '2020-05-29', 20, '19:21', '20:25'],
  ['beer-sheva', '2020-05-29', 20, '19:18', '20:21'],
  ['jerusalem', '2025-12-26', 40, '16:02', '17:23'],
  ['tel-aviv', '2025-12-26', 22, '16:21', '17:24'],
  ['haifa', '2025-12-26', 30, '16:10', '17:21'],
  ['beer-sheva', '2025-12-26', 20, '16:25', '17:25'],
  ['jerusalem', '2026-01-30', 40, '16:31', '17:50'],
  ['tel-aviv', '2026-01-30', 18, '16:54', '17:52'],
  ['haifa', '2026-01-30', 30, '16:40', '17:50'],
  ['beer-sheva', '2026-01-30', 18, '16:56', '17:53'],
  ['jerusalem', '2026-03-27', 40, '18:15', '19:32'],
  ['tel-aviv', '2026-03-27', 22, '18:35', '19:34'],
  ['haifa', '2026-03-27', 30, '18:26', '19:34'],
  ['beer-sheva', '2026-03-27', 20, '18:36', '19:34'],
])('Shabbat in %s of %s is within two minutes of what was published', (id, friday, before, candles, ends) => {
  const place = city(id);
  if (!place) throw new Error(id);
  const clock = (at: number) => localParts(at, 'Asia/Jerusalem').minuteOfDay;
  expect(Math.abs(clock(eveningOf(dayOf(friday), place).sunset) - before - minutesOf(candles))).toBeLessThanOrEqual(2);
  expect(Math.abs(clock(eveningOf(dayOf(friday) + 1, place).nightfall) - minutesOf(ends))).toBeLessThanOrEqual(2);
});

it('the evening belongs to the day as the place counts it, everywhere and in every season', () => {
  const places = [
    ...cities,
    { latitude: -17.7, longitude: 178 },
    { latitude: 21.3, longitude: -157.9 },
    { latitude: 65, longitude: 25 },
    { latitude: -65, longitude: -70 },
  ];
  for (const place of places)
    for (let day = dayOf('2026-01-01'); day < dayOf('2027-01-01'); day += 5) {
      const { sunset, nightfall } = eveningOf(day, place);
      const localHour = (sunset - day * 86_400_000) / 3_600_000 + place.longitude / 15;
      expect(localHour).toBeGreaterThan(13);
      expect(localHour).toBeLessThan(24);
      expect(nightfall).toBeGreaterThan(sunset);
      expect(sunset % 60_000).toBe(0);
      expect(nightfall % 60_000).toBe(0);
    }
});

it('a city is known by where it lies', () => {
  for (const one of cities) expect(cityAt(one)).toBe(one);
  expect(cityAt({ latitude: 1, longitude: 1 })).toBeUndefined();
  expect(new Set(cities.map(({ id }) => id)).size).toBe(cities.length);
});
