import { expect, it } from 'vitest';
import { isValidZone } from './duration';
import { zoneOfCountry } from './zone-of-country';

it('knows where most people of a country live', () => {
  expect(['IL', 'il', 'IR', 'DE', 'US', 'BR', 'AU', 'RU', 'GB'].map(zoneOfCountry)).toEqual([
    'Asia/Jerusalem',
    'Asia/Jerusalem',
    'Asia/Tehran',
    'Europe/Berlin',
    'America/New_York',
    'America/Sao_Paulo',
    'Australia/Sydney',
    'Europe/Moscow',
    'Europe/London',
  ]);
  expect(['', 'XX', 'Israel'].map(zoneOfCountry)).toEqual([undefined, undefined, undefined]);
});

it('gives only zones this engine can calculate with', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const given = letters.flatMap((a) => letters.flatMap((b) => zoneOfCountry(a + b) ?? []));
  expect(given.length).toBeGreaterThan(230);
  expect(given.filter((zone) => !isValidZone(zone))).toEqual([]);
});
