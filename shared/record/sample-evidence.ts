import type { CanonicalType, Field, FieldProfile } from '../sources/schema';
import { languages } from '../text';
import type { Attribute } from './schema';
import type { Reason } from './suggestion';

/** What the rows of a sample say about a field feeding an attribute; `weight` is added to the score. */
export type Evidence = Reason & { weight: number };

/** Fewer values prove nothing. */
const ENOUGH = 10;

/** Nothing when no sample was read. Only counts and forms are looked at: a profile holds no person's value. */
export function evidenceOf({ profile, type }: Field, attribute: Attribute): Evidence[] {
  if (!profile || profile.filled < ENOUGH) return [];
  const found: Evidence[] = [];
  const { rows, filled, distinct } = profile;
  const form = formOf(profile);
  const wanted = attribute.type === 'email' || attribute.type === 'phone' ? attribute.type : undefined;
  const matching = profile.patternCount ?? 0;
  if (wanted && form === wanted) found.push({ for: true, code: `values-${wanted}`, params: { matching, of: filled }, weight: 0.06 });
  // The importer has looked at every value; only a text may still be anything.
  else if (wanted && form !== undefined && type !== wanted) found.push({ for: false, code: `values-no-${wanted}`, params: { of: filled }, weight: -0.25 });
  const known = knownValues(profile, attribute);
  if (known && known.matching > 0) found.push({ for: true, code: 'values-known', params: known, weight: known.matching === known.of ? 0.08 : 0.03 });
  if (attribute.identifier) {
    if (distinct >= filled * 0.98) found.push({ for: true, code: 'values-unique', params: { of: filled }, weight: 0.04 });
    else if (distinct < filled * 0.5 && attribute.identifier.strength === 'strong')
      found.push({ for: false, code: 'values-repeat', params: { distinct, of: filled }, weight: -0.1 });
  }
  if (filled < rows * 0.05) found.push({ for: false, code: 'mostly-empty', params: { filled, of: rows }, weight: -0.08 });
  return found;
}

/** E-mail or phone by the commonest form, when enough values have it; `other` when it is clearly neither. */
export function formOf(profile: FieldProfile): 'email' | 'phone' | 'other' | undefined {
  const { pattern = '', patternCount = 0, filled, minLength, maxLength } = profile;
  if (/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(pattern)) return 'email';
  const digits = pattern.replace(/[^9]/g, '').length;
  if (digits >= 9 && digits <= 15 && /^[9+()\s./-]+$/.test(pattern) && minLength >= 7 && maxLength <= 25) return 'phone';
  return patternCount >= filled * 0.5 && pattern !== '' ? 'other' : undefined;
}

/** How many of the frequent values are the attribute's own, by id or label in any language. */
function knownValues({ top }: FieldProfile, { values }: Attribute): { matching: number; of: number } | undefined {
  if (!top || !values || values.length === 0) return undefined;
  const names = new Set(values.flatMap(({ id, label }) => [id, ...languages.map((language) => label[language] ?? '')]).map(valueKey));
  names.delete('');
  return { matching: top.filter(([value]) => names.has(valueKey(value))).length, of: top.length };
}

export function valueKey(value: string): string {
  return value
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '-');
}

/** The attribute that values of this kind feed when the name says nothing. */
export function attributeOfForm({ type, profile }: Field): Extract<CanonicalType, 'email' | 'phone'> | undefined {
  if (type === 'email' || type === 'phone') return type;
  const form = profile && profile.filled >= ENOUGH ? formOf(profile) : undefined;
  // Digits alone may be any number; an address with its sign can be nothing else.
  return form === 'email' && type === 'string' ? form : undefined;
}
