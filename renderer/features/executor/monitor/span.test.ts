import { expect, it } from 'vitest';
import { spanText } from './span';

it('says a time in the unit one would say it in', () => {
  const said = [0, 38, 999, 1000, 90_000, 150_000, 5 * 3_600_000, 50 * 3_600_000, 96 * 3_600_000].map((ms) => spanText(ms, 'en-GB'));
  expect(said).toEqual(['0 ms', '38 ms', '999 ms', '1 sec', '90 secs', '3 mins', '5 hrs', '50 hrs', '4 days']);
});
