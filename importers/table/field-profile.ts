/** What is kept of a column in a document that is handed around: counts and forms, values only where they say nothing about a person. */

import { holdsCheckedNumber } from '../../shared/sources/check-digits';
import { looksUnmasked } from '../../shared/sources/personal-data';
import type { CanonicalType, FieldProfile, PiiClass } from '../../shared/sources/schema';
import type { InferredType } from '../infer-type';
import type { ColumnProfile } from '../profile/column-profile';

/** Values so frequent that they are no one person's. */
const TOP = 8;
/** A value that came fewer times may be one person's own, whatever the column is called. */
const OFTEN = 3;
const BARS = 12;
/** A form that fewer values have says nothing about the column. */
const FORM_SHARE = 0.05;
const listed: readonly CanonicalType[] = ['boolean', 'enum', 'country', 'currency'];

export function toFieldProfile(profile: ColumnProfile, { type, range }: InferredType, pii: PiiClass, key: boolean): FieldProfile {
  const { rows, filled, distinct, minLength, maxLength, choices, form } = profile;
  const telling = !key && (pii === 'none' || pii === 'low');
  const top = telling && listed.includes(type) && choices ? choices.filter(([, count]) => count >= OFTEN).slice(0, TOP) : [];
  const ends = telling && range && [range.min, range.max].every(isHarmless) ? { min: range.min.slice(0, 100), max: range.max.slice(0, 100) } : {};
  const repeats = choices !== undefined && filled > choices.length ? choices.slice(0, BARS).map(([, count]) => count) : [];
  const bars = key ? [] : (range?.bars ?? repeats);
  return {
    rows,
    filled,
    distinct,
    minLength,
    maxLength,
    ...ends,
    ...(top.length > 0 && top.every(([value]) => isHarmless(value)) && { top: top.map(([value, count]): [string, number] => [value.slice(0, 100), count]) }),
    ...(form && form.count > 1 && form.count >= filled * FORM_SHARE && { pattern: form.pattern, patternCount: form.count }),
    ...(bars.length > 0 && { bars }),
  };
}

/** One of the few values that don't fit a column may be a person's, however harmless the column. */
function isHarmless(value: string): boolean {
  return !value.includes('@') && !looksUnmasked(value) && !holdsCheckedNumber(value);
}
