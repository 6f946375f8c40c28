/** A table that lists fields instead of holding rows: "name, type, required, description", as clients send their schemas. */
import { type Problem, problem } from '../../shared/problem';
import type { FieldDraft } from '../../shared/sources/draft';
import { guessPersonalData } from '../../shared/sources/personal-data';
import { maskExample } from '../mask';
import { toCanonicalType } from '../native-type';
import { cleanName } from './header-names';

type Role = 'name' | 'type' | 'required' | 'optional' | 'note' | 'label' | 'key' | 'length' | 'example' | 'object' | 'values';
export type FieldListColumns = Partial<Record<Role, number>>;

/** Header words, compared without case, blanks and signs. */
const roleWords: Record<Role, readonly string[]> = {
  name: [
    'name',
    'field',
    'fieldname',
    'column',
    'columnname',
    'attribute',
    'property',
    'propertyname',
    'apiname',
    'technicalname',
    'nativename',
    'fieldapiname',
    'שדה',
    'שםשדה',
    'שםהשדה',
    'שםעמודה',
    'עמודה',
    'שםטכני',
    'שםהשדהבמערכת',
    'שם',
    'فیلد',
    'نامفیلد',
    'نامستون',
    'ستون',
    'نامفنی',
    'نام',
    'نامفیلددرسامانه',
  ],
  type: [
    'type',
    'datatype',
    'fieldtype',
    'columntype',
    'nativetype',
    'format',
    'סוג',
    'סוגשדה',
    'סוגנתון',
    'סוגנתונים',
    'סוגהשדה',
    'טיפוס',
    'סוגבמערכת',
    'פורמט',
    'نوع',
    'نوعداده',
    'نوعفیلد',
    'نوعدرسامانه',
    'قالب',
  ],
  required: ['required', 'mandatory', 'notnull', 'isrequired', 'req', 'חובה', 'שדהחובה', 'נדרש', 'الزامی', 'اجباری', 'ضروری'],
  optional: ['nullable', 'isnullable', 'null', 'optional', 'רשות', 'אופציונלי', 'اختیاری'],
  note: [
    'description',
    'desc',
    'comment',
    'comments',
    'note',
    'notes',
    'remarks',
    'remark',
    'meaning',
    'explanation',
    'תיאור',
    'תאור',
    'הערה',
    'הערות',
    'הסבר',
    'توضیح',
    'توضیحات',
    'شرح',
    'یادداشت',
  ],
  label: [
    'label',
    'title',
    'caption',
    'displayname',
    'fieldlabel',
    'businessname',
    'כותרת',
    'תווית',
    'שםתצוגה',
    'משמעות',
    'שםעסקי',
    'برچسب',
    'عنوان',
    'نامنمایشی',
    'معنا',
  ],
  key: ['key', 'pk', 'primarykey', 'primary', 'iskey', 'unique', 'מפתח', 'מפתחראשי', 'ייחודי', 'کلید', 'کلیداصلی', 'یکتا'],
  length: ['length', 'size', 'len', 'maxlength', 'width', 'אורך', 'אורךמרבי', 'גודל', 'طول', 'اندازه'],
  example: ['example', 'sample', 'samplevalue', 'examplevalue', 'דוגמה', 'דוגמא', 'ערךלדוגמה', 'نمونه', 'مثال'],
  object: [
    'object',
    'table',
    'tablename',
    'entity',
    'objectname',
    'entityname',
    'collection',
    'טבלה',
    'שםטבלה',
    'ישות',
    'אובייקט',
    'جدول',
    'نامجدول',
    'موجودیت',
    'شیء',
  ],
  values: ['values', 'options', 'picklistvalues', 'allowedvalues', 'enum', 'ערכים', 'ערכיםאפשריים', 'مقادیر', 'گزینهها'],
};
const roles = new Map((Object.keys(roleWords) as Role[]).flatMap((role) => roleWords[role].map((word) => [word, role] as const)));

/**
 * The columns' roles when the table is a field list: its header names a field and a type, and the types below are mostly
 * types. (A customer table may well have columns "name" and "type"; its types are "VIP" and "regular".)
 */
export function recogniseFieldList(header: readonly string[], body: readonly string[][]): FieldListColumns | undefined {
  const columns: FieldListColumns = {};
  header.forEach((cell, index) => {
    const role = roles.get(
      cell
        .normalize('NFKC')
        .toLowerCase()
        .replaceAll('ي', 'ی')
        .replaceAll('ك', 'ک')
        .replace(/[^\p{L}\p{N}]/gu, ''),
    );
    if (role && columns[role] === undefined) columns[role] = index;
  });
  const { name, type } = columns;
  if (name === undefined || type === undefined) return undefined;
  const rows = body.filter((row) => (row[name] ?? '').trim() !== '');
  if (rows.length === 0) return undefined;
  const known = rows.filter((row) => toCanonicalType(row[type] ?? '').known).length;
  return known >= rows.length * 0.6 ? columns : undefined;
}

export type ListedObject = { name: string; fields: FieldDraft[] };

/** Fields of a list, by object (`fallback` when the list has no column for it). `lines[i]` is the line of `rows[i]` in the file. */
export function toListedObjects(
  rows: readonly string[][],
  lines: readonly number[],
  columns: FieldListColumns,
  fallback: string,
): { objects: ListedObject[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const objects = new Map<string, { name: string; fields: FieldDraft[]; names: Set<string> }>();
  let current = fallback;
  rows.forEach((row, index) => {
    const at = (role: Role) => {
      const column = columns[role];
      return column === undefined ? '' : (row[column] ?? '').trim();
    };
    const line = lines[index] ?? index + 1;
    const nativeName = cleanName(at('name'));
    // Lists made for people name the table once, above its fields.
    current = cleanName(at('object')) || current;
    if (nativeName === '') {
      if (row.some((cell) => cell.trim() !== '') && at('object') === '') problems.push(problem('warns', 'field-without-name', ['rows', line], { line }));
      return;
    }
    const object = objects.get(current) ?? { name: current, fields: [], names: new Set<string>() };
    objects.set(current, object);
    if (object.names.has(nativeName)) {
      problems.push(problem('warns', 'field-listed-twice', ['rows', line], { line, name: nativeName, object: current }));
      return;
    }
    object.names.add(nativeName);
    object.fields.push(toDraft(nativeName, at, problems, line));
  });
  return { objects: [...objects.values()].map(({ name, fields }) => ({ name, fields })), problems };
}

function toDraft(nativeName: string, at: (role: Role) => string, problems: Problem[], line: number): FieldDraft {
  const length = /^\d{1,9}(?:[.,]\d{1,3})?$/.exec(at('length'))?.[0];
  const given = cleanName(at('type'));
  const nativeType = length && given && !/\(/.test(given) ? `${given}(${length})` : given;
  const { type, known } = toCanonicalType(nativeType);
  if (!known) problems.push(problem('informs', given ? 'type-unknown' : 'type-missing', ['rows', line], { line, name: nativeName, type: given }));
  const label = cleanName(at('label'));
  const note = [at('note'), at('values')]
    .filter((text) => text !== '')
    .join('\n')
    .slice(0, 5_000);
  const byName = guessPersonalData(nativeName, type);
  const pii = byName === 'none' && label ? guessPersonalData(label, type) : byName;
  const example = maskExample(at('example'), type, pii, yes(at('key')));
  return {
    nativeName,
    nativeType,
    type,
    typeReason: known
      ? { code: 'native-type', params: { nativeType } }
      : { code: given ? 'native-type-unknown' : 'native-type-missing', params: { nativeType } },
    required: yes(at('required')) || no(at('optional')) || yes(at('key')),
    key: yes(at('key')),
    ...(label ? { label } : {}),
    ...(note ? { note } : {}),
    // Examples in a field list are often a real person's data.
    ...(example ? { example } : {}),
    pii,
  };
}

function yes(text: string): boolean {
  return /^(y|yes|true|1|x|v|✓|✔|m|mandatory|required|not null|pk|pri|primary|primary key|כן|חובה|נכון|بله|بلی|آری|الزامی|اجباری|כ|\+)$/i.test(text);
}

function no(text: string): boolean {
  return /^(n|no|false|0|not null|לא|חובה|خیر|نه)$/i.test(text);
}
