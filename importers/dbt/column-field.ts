import type { FieldDraft } from '../../shared/sources/draft';
import { guessPersonalData } from '../../shared/sources/personal-data';
import { enumType } from '../json/schema/schema-field';
import { textAt } from '../json/value';
import { toCanonicalType } from '../native-type';
import { cleanName } from '../table/header-names';
import type { ColumnTests } from './column-tests';
import { noteOf } from './note';

/** A column with what its tests promise: unique and never empty is a key. */
export function columnField(nativeName: string, column: unknown, { required, unique, primary, values }: ColumnTests, isTableKey: boolean): FieldDraft {
  const stated = cleanName(textAt(column, 'data_type') ?? '');
  const { type: statedType, known } = toCanonicalType(stated);
  // Only a text or nothing becomes a choice; a status kept as a number stays one.
  const isChoice = values.length > 0 && (stated === '' || statedType === 'string');
  const nativeType = stated || (isChoice ? cleanName(enumType(values)) : '');
  const type = isChoice ? 'enum' : statedType;
  const key = primary || isTableKey || (unique && required);
  const note = noteOf(textAt(column, 'description'), values.join(' | '));
  return {
    nativeName,
    nativeType,
    type,
    typeReason:
      nativeType === ''
        ? { code: 'native-type-missing', params: { nativeType } }
        : { code: known || isChoice ? 'native-type' : 'native-type-unknown', params: { nativeType } },
    required: required || key,
    key,
    ...(note && { note }),
    pii: guessPersonalData(nativeName, type),
  };
}
