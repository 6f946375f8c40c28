/** Columns of a table that were looked through → drafts of fields. */
import { type Problem, problem } from '../../shared/problem';
import type { FieldDraft } from '../../shared/sources/draft';
import { guessPersonalData, higherClass } from '../../shared/sources/personal-data';
import type { CanonicalType, FieldProfile, PiiClass } from '../../shared/sources/schema';
import { inferType } from '../infer-type';
import { maskExample } from '../mask';
import type { ColumnProfile } from '../profile/column-profile';
import { chooseKey } from './choose-key';

/** Values so frequent that they are no one person's. */
const CHOICES = 8;

/**
 * One draft per column. `named`: the names come from the file and say something about the type. `mayHoldKey`: the rows are
 * a whole table, so that a column without repetition may be its key.
 */
export function toColumnDrafts(
  names: readonly string[],
  profiles: readonly ColumnProfile[],
  { named = true, mayHoldKey = true }: { named?: boolean; mayHoldKey?: boolean } = {},
): { fields: FieldDraft[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const inferred = names.map((name, index) => inferType(named ? name : '', profileAt(profiles, index)));
  const key = mayHoldKey ? chooseKey(names, inferred, profiles) : undefined;
  const fields = names.map((nativeName, index): FieldDraft => {
    const profile = profileAt(profiles, index);
    const { type, nativeType, reason, doubt } = inferType(named ? nativeName : '', profile);
    const byName = guessPersonalData(nativeName, type);
    const pii = reason.code === 'israeli-id' ? higherClass(byName, 'sensitive') : byName;
    if (doubt) problems.push(problem(doubt.severity, doubt.code, ['columns', index + 1], { name: nativeName }));
    const example = maskExample(profile.first, type, pii, index === key);
    return {
      nativeName,
      nativeType,
      type,
      typeReason: reason,
      required: index === key,
      key: index === key,
      // A header made for people is also the best label there is.
      ...(/[^\x20-\x7e]|\S \S/.test(nativeName) ? { label: nativeName.slice(0, 300) } : {}),
      ...(example ? { example } : {}),
      pii,
      ...(profile.rows > 0 && { profile: toFieldProfile(profile, type, pii, index === key) }),
    };
  });
  return { fields, problems };
}

function profileAt(profiles: readonly ColumnProfile[], index: number): ColumnProfile {
  const profile = profiles[index];
  if (!profile) throw new Error(`no profile for column ${index}`);
  return profile;
}

/** What may be kept in a document that is handed around: values only where they say nothing about a person. */
function toFieldProfile(
  { rows, filled, distinct, minLength, maxLength, choices }: ColumnProfile,
  type: CanonicalType,
  pii: PiiClass,
  key: boolean,
): FieldProfile {
  const telling = !key && (pii === 'none' || pii === 'low') && ['boolean', 'enum', 'country', 'currency'].includes(type);
  const top = telling && choices ? choices.slice(0, CHOICES).map(([value, count]): [string, number] => [value.slice(0, 100), count]) : undefined;
  return { rows, filled, distinct, minLength, maxLength, ...(top && { top }) };
}
