import { tokensOf } from '../../shared/sources/name-tokens';
import { guessPersonalData } from '../../shared/sources/personal-data';
import type { InferredType } from '../infer-type';
import type { ColumnProfile } from '../profile/column-profile';
import { nameWords } from '../profile/name-words';

const keyWords = [
  'id',
  'uuid',
  'guid',
  'key',
  'code',
  'number',
  'no',
  'num',
  'sku',
  'ref',
  'מזהה',
  'מספר',
  'קוד',
  'מפתח',
  'תז',
  'شناسه',
  'کد',
  'شماره',
  'کلید',
];

/**
 * Index of the column that identifies a row: full, all different, short, called like an identifier or the first. What people are
 * called, and other words about them, are no keys, however different they are in a sample.
 */
export function chooseKey(names: readonly string[], inferred: readonly InferredType[], profiles: readonly ColumnProfile[]): number | undefined {
  let best: { index: number; score: number } | undefined;
  names.forEach((name, index) => {
    const profile = profiles[index];
    const type = inferred[index]?.type;
    if (!profile || !type || profile.rows < 2 || profile.filled < profile.rows || profile.distinct < profile.rows || profile.maxLength > 64) return;
    if (!['string', 'integer', 'email'].includes(type)) return;
    const called = tokensOf(name).some((word) => keyWords.includes(word));
    if (!called && type !== 'email' && (index > 0 || saysSomething(name, type, profile))) return;
    const score = (called ? 10 : 0) + (index === 0 ? 3 : 0) - index / 1_000 - (type === 'email' ? 5 : 0);
    if (!best || score > best.score) best = { index, score };
  });
  return best?.index;
}

/** Names, personal data and texts of several words. */
function saysSomething(name: string, type: InferredType['type'], { first, form }: ColumnProfile): boolean {
  if (tokensOf(name).some((word) => nameWords.includes(word)) || guessPersonalData(name, type) !== 'none') return true;
  return type === 'string' && (/\s/.test(first.trim()) || /\s/.test(form?.pattern.trim() ?? ''));
}
