import type { PiiClass } from '../../shared/sources/schema';
import type { ColumnProfile } from './column-profile';

/** A fifth of the values is no accident. */
const SHARE = 0.2;

/**
 * How personal a column is by its values, whatever it is called: a remark that often holds an address, or a column `x1` full
 * of account numbers. `code`: the reason of its type.
 */
export function personalContent({ counts, filled }: ColumnProfile, code: string): PiiClass {
  const often = (count: number) => count > 0 && count >= filled * SHARE;
  if (code === 'israeli-id' || often(counts.iban + counts.card)) return 'sensitive';
  if (often(counts.email + counts.phone)) return 'high';
  // Digits alone are a phone number by chance now and then, a whole column of them is none.
  if (code === 'integer' && filled >= 5 && counts.barePhone >= filled * 0.95) return 'high';
  return often(counts.ip) ? 'medium' : 'none';
}
