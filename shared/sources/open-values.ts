import type { FieldProfile, PiiClass } from './schema';

/** Whether the values of a field say nothing about a person, so that a few may stand in a document that is handed around. */
export function hasOpenValues({ pii, key }: { pii: PiiClass; key: boolean }): boolean {
  return !key && (pii === 'none' || pii === 'low');
}

/** The profile as it may stand beside a field of this class: of a person's field, counts and forms only. */
export function profileFor(profile: FieldProfile, field: { pii: PiiClass; key: boolean }): FieldProfile {
  if (hasOpenValues(field)) return profile;
  const { min: _min, max: _max, top: _top, ...counts } = profile;
  return counts;
}
