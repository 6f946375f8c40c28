/** Columns of a table that were looked through → drafts of fields. */
import { type Problem, problem } from '../../shared/problem';
import type { FieldDraft } from '../../shared/sources/draft';
import { guessPersonalData, higherClass } from '../../shared/sources/personal-data';
import { type InferredType, inferType } from '../infer-type';
import { maskExample } from '../mask';
import type { ColumnProfile } from '../profile/column-profile';
import { personalContent } from '../profile/personal-content';
import { chooseKey } from './choose-key';
import { toFieldProfile } from './field-profile';

export type DraftOptions = {
  /** The names come from the file and say something about the type. */
  named?: boolean;
  /** The rows are a whole table, so that a column without repetition may be its key. */
  mayHoldKey?: boolean;
  /** Line or row of a place as a person counts; without it places are rows, from 0. */
  lineAt?: (place: number) => number;
};

/** One draft per column. */
export function toColumnDrafts(
  names: readonly string[],
  profiles: readonly ColumnProfile[],
  { named = true, mayHoldKey = true, lineAt = (place) => place + 1 }: DraftOptions = {},
): { fields: FieldDraft[]; problems: Problem[] } {
  const inferred = names.map((name, index) => inferType(named ? name : '', at(profiles, index)));
  const key = mayHoldKey ? chooseKey(names, inferred, profiles) : undefined;
  const fields = names.map((nativeName, index): FieldDraft => {
    const profile = at(profiles, index);
    const found = at(inferred, index);
    const { type, nativeType, reason } = found;
    const pii = higherClass(guessPersonalData(nativeName, type), personalContent(profile, reason.code));
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
      ...(profile.rows > 0 && { profile: toFieldProfile(profile, found, pii, index === key) }),
    };
  });
  return { fields, problems: [...doubts(names, inferred), ...misfits(names, inferred, profiles, lineAt)] };
}

function doubts(names: readonly string[], inferred: readonly InferredType[]): Problem[] {
  return inferred.flatMap(({ doubt }, index) => (doubt ? [problem(doubt.severity, doubt.code, ['columns', index + 1], { name: at(names, index) })] : []));
}

/** From the first place to the last: whoever counts lines does not like to go back. */
function misfits(
  names: readonly string[],
  inferred: readonly InferredType[],
  profiles: readonly ColumnProfile[],
  lineAt: (place: number) => number,
): Problem[] {
  return inferred
    .flatMap(({ misfits }, index) => (misfits ? [{ ...misfits, index }] : []))
    .sort((a, b) => a.place - b.place)
    .map(({ count, place, index }) => {
      const row = lineAt(place);
      return problem('warns', 'values-unlike-type', ['rows', row], { name: at(names, index), count, of: at(profiles, index).filled, row });
    });
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`nothing for column ${index}`);
  return item;
}
