import { tokensOf } from '../sources/name-tokens';
import { createSpelling } from './name-spelling';
import { compounds, contracted, noise, spellings } from './name-vocabulary';

const meaningOf = new Map<string, string>();
for (const [meaning, words] of spellings) for (const word of words.split(' ')) if (!meaningOf.has(word)) meaningOf.set(word, meaning);
const spelling = createSpelling(meaningOf);
/** By first word. */
const compoundsFrom = new Map<string, (typeof compounds)[number][]>();
for (const compound of compounds) {
  const first = compound[0][0] ?? '';
  compoundsFrom.set(first, [...(compoundsFrom.get(first) ?? []), compound]);
}

/**
 * The meanings of tokens (see `tokensOf`), in order, without noise; unknown words stand for themselves. Run-together words
 * (CUSTNAME, CREATEDDATE) are taken apart when every piece is known.
 */
export function meaningsOf(tokens: readonly string[]): string[] {
  const found: string[] = [];
  const words = tokens.flatMap(piecesOf);
  for (let i = 0; i < words.length; ) {
    const compound = compoundsFrom.get(words[i] ?? '')?.find(([pieces]) => pieces.every((piece, k) => words[i + k] === piece));
    if (compound) {
      found.push(...compound[1]);
      i += compound[0].length;
      continue;
    }
    const word = words[i++] ?? '';
    if (noise.has(word) || /^\d+$/.test(word)) continue;
    found.push(...meaningsOfWord(word));
  }
  return [...new Set(found)];
}

const read = new Map<string, readonly string[]>();

/** The meanings of a name as people write it. Remembered: the same names are asked for after every mapping. */
export function meaningsOfName(name: string): readonly string[] {
  const known = read.get(name);
  if (known) return known;
  const meanings = meaningsOf(tokensOf(name));
  if (read.size > 20_000) read.clear();
  read.set(name, meanings);
  return meanings;
}

const cache = new Map<string, readonly string[]>();

/** The words that are written in one; most are one. */
function piecesOf(token: string): readonly string[] {
  const cached = cache.get(token);
  if (cached) return cached;
  const pieces = noise.has(token) || lookUp(token) || inCompounds.has(token) ? [token] : (takeApart(token) ?? [token]);
  // Names come from foreign files: the cache must not grow with them for ever.
  if (cache.size > 20_000) cache.clear();
  cache.set(token, pieces);
  return pieces;
}

function meaningsOfWord(word: string): readonly string[] {
  const known = lookUp(word);
  if (known) return known;
  const meant = word.length > 40 ? undefined : spelling(word);
  return (meant !== undefined && lookUp(meant)) || [word];
}

function lookUp(word: string): readonly string[] | undefined {
  const two = contracted.get(word);
  if (two) return two;
  const one = meaningOf.get(word);
  if (one !== undefined) return [one];
  // Hebrew puts "the", "to", "in", "from", "and", "that" in front of the word.
  const bare = /^[הלבמוש]([א-ת]{2,})$/.exec(word)?.[1];
  const meaning = bare === undefined ? undefined : meaningOf.get(bare);
  if (meaning !== undefined) return [meaning];
  const singular = /^([a-z]{3,})s$/.exec(word)?.[1];
  const plural = singular === undefined ? undefined : meaningOf.get(singular);
  return plural === undefined ? undefined : [plural];
}

/** The fewest known pieces (three letters or more, or a known ending) that make up the whole word. */
function takeApart(word: string): readonly string[] | undefined {
  if (word.length < 5 || word.length > 40 || !/^[a-z]+$/.test(word)) return undefined;
  const best: (readonly string[] | undefined)[] = [[]];
  for (let end = 2; end <= word.length; end++)
    for (let start = Math.max(0, end - 14); start <= end - 2; start++) {
      const before = best[start];
      if (!before) continue;
      const piece = word.slice(start, end);
      if (piece.length < 3 && !(end === word.length ? endings.has(piece) : start > 0 && joints.has(piece))) continue;
      if (!noise.has(piece) && !contracted.has(piece) && !meaningOf.has(piece) && !inCompounds.has(piece)) continue;
      const known = best[end];
      if (!known || before.length + 1 < known.length) best[end] = [...before, piece];
    }
  return best[word.length];
}
const endings = new Set(['id', 'no', 'at', 'nm', 'cd', 'dt', 'ok']);
const joints = new Set(['of', 'by', 'in']);
const inCompounds = new Set(compounds.flatMap(([words]) => words.filter((word) => word.length > 2)));
