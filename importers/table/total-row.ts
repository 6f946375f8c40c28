import { withoutMarks } from '../../shared/direction-marks';
import { sameNameKey } from '../../shared/sources/name-tokens';

const totalWords = new Set(
  ['total', 'totals', 'grand total', 'sum', 'סה"כ', 'סה"כ כללי', 'סך הכל', 'סך הכול', 'סיכום', 'جمع', 'جمع کل', 'مجموع', 'مجموع کل', 'جمع نهایی'].map(
    sameNameKey,
  ),
);
/** A number as people write sums: with groups, a sign before or after, percent, a currency. No date, no telephone number. */
const figure = /^[\p{L}\p{Sc}"״.]{0,6}[\s(+−-]*\p{Nd}[\p{Nd}.,'’٫٬\s]*[\p{Sc}%٪)\s−-]*[\p{L}"״.]{0,6}$/u;

/** A row that adds up those above it: the word for it first, figures after it and nothing else. */
export function isTotalRow(row: readonly string[]): boolean {
  const [label, ...others] = row.map((cell) => withoutMarks(cell).trim()).filter((cell) => cell !== '');
  return label !== undefined && others.length > 0 && totalWords.has(sameNameKey(label)) && others.every((cell) => figure.test(cell));
}
