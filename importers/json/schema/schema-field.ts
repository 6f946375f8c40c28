import type { FieldDraft } from '../../../shared/sources/draft';
import { canonicalTypeOf } from '../../../shared/sources/native-type';
import { guessPersonalData, higherClass } from '../../../shared/sources/personal-data';
import type { CanonicalType } from '../../../shared/sources/schema';
import { maskExample } from '../../mask';
import { cleanName } from '../../table/header-names';
import type { Shape } from './shape';

export type FieldOptions = { required: boolean; key?: boolean /** Where the shape does not say it. */; nativeType?: string; type?: CanonicalType };

/** The field of a plain value, or of one whose inside is not looked at (`nativeType` and `type` are given then). */
export function schemaField(nativeName: string, shape: Shape, { required, key = false, nativeType: given, type: givenType }: FieldOptions): FieldDraft {
  const nativeType = cleanName(given ?? nativeTypeOf(shape));
  const type = givenType ?? canonicalTypeOf(nativeType);
  const label = cleanName(shape.title ?? '');
  const pii = higherClass(guessPersonalData(nativeName, type), label ? guessPersonalData(label, type) : 'none');
  const note = noteOf(shape);
  const example = shape.example === undefined ? '' : maskExample(shape.example, type, pii, key);
  return {
    nativeName,
    nativeType,
    type,
    typeReason: nativeType === '' ? { code: 'native-type-missing', params: { nativeType } } : { code: 'native-type', params: { nativeType } },
    required,
    key,
    ...(label && label !== nativeName && { label }),
    ...(example && { example }),
    ...(note && { note }),
    pii,
  };
}

/** `string (email)`, `integer (int64)`, `string(120)`, `enum: new|open`, `string | number`. */
export function nativeTypeOf({ types, format, values, maxLength }: Shape): string {
  if (values) return enumType(values);
  return types.map((type) => (type !== 'string' && type !== 'integer' && type !== 'number' ? type : withForm(type, format, maxLength))).join(' | ');
}

function withForm(type: string, format: string | undefined, maxLength: number | undefined): string {
  if (format) return `${type} (${format})`;
  return type === 'string' && maxLength ? `string(${maxLength})` : type;
}

/** `enum: new|open`; of a long list as many values as are quickly read. */
export function enumType(values: readonly string[]): string {
  let text = `enum: ${(values[0] ?? '').slice(0, 100)}`;
  for (const value of values.slice(1)) {
    if (text.length + value.length > 250) return `${text}|…`;
    text += `|${value}`;
  }
  return text;
}

/** The description, and what the schema says in words of its own. */
export function noteOf({ description, flags }: Shape): string {
  return [description ?? '', flags.join(', ')]
    .filter((part) => part !== '')
    .join('\n')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .slice(0, 4_999)
    .replace(/[\ud800-\udbff]$/, '');
}
