import { createRandom } from '../../shared/sample/random';

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** ULIDs that come out the same each time: a second apart from `from` on, with chance digits from a seed. */
export function createIds(from: string, seed: number): () => string {
  let at = Date.parse(from);
  const random = createRandom(seed, 99);
  return () => {
    at += 1000;
    let time = '';
    for (let i = 0, rest = at; i < 10; i++, rest = Math.floor(rest / 32)) time = DIGITS[rest % 32] + time;
    return time + Array.from({ length: 16 }, () => DIGITS[random.int(0, 31)]).join('');
  };
}
