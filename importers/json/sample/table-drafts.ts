/** Tables that a collector filled → drafts of objects with their fields, keys and links. */
import { type Problem, problem } from '../../../shared/problem';
import type { FieldDraft, ObjectDraft } from '../../../shared/sources/draft';
import type { CanonicalType, FieldProfile } from '../../../shared/sources/schema';
import type { TypeReason } from '../../infer-type';
import { maskExample } from '../../mask';
import { toColumnDrafts } from '../../table/column-drafts';
import { parentKeyField } from '../parent-key';
import { uniqueName } from '../path-name';
import type { Column, Table } from './record-collector';

/** Objects in the order they were met. A list within a record becomes an object tied to the record's by its key. */
export function toObjectDrafts(tables: readonly Table[], { isForm = false } = {}): { objects: ObjectDraft[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const drafts = new Map<Table, ObjectDraft>();
  const taken = new Set<string>();
  for (const table of tables) {
    // Lists come after what they lie in, so that the parent's key is known.
    const drafted = toFields(table, isForm);
    if (drafted.fields.length === 0) continue;
    problems.push(...drafted.problems);
    const name = uniqueName(table.name, taken);
    const parent = table.parent && drafts.get(table.parent);
    const tie = parent && parentKeyField(parent, drafted.fields);
    drafts.set(table, {
      name,
      types: 'inferred',
      rows: table.rows,
      ...(table.isEvent && { isEvent: true }),
      ...(tie && { links: [tie.link] }),
      fields: tie ? [tie.field, ...drafted.fields] : drafted.fields,
    });
  }
  return { objects: [...drafts.values()], problems };
}

function toFields({ columns, rows, isEvent, parent }: Table, isForm: boolean): { fields: FieldDraft[]; problems: Problem[] } {
  const names = columns.map(({ name }) => name);
  // A name that a record doesn't have is an empty value of it.
  const profiles = columns.map(({ profiler }) => ({ ...profiler.result(), rows }));
  const { fields, problems } = toColumnDrafts(names, profiles, { mayHoldKey: !isEvent && !parent });
  const drafts = fields.map((field, index) => {
    const column = columns[index];
    const typed = column ? asJsonSays(field, column, isForm) : field;
    // The label of a table's column is its header; a path is no label.
    const { label: _, ...rest } = typed;
    return rest;
  });
  if (!isEvent && !drafts.some(({ key }) => key)) markKey(drafts, rows);
  return {
    fields: drafts,
    problems: problems.filter(({ params }) => drafts.some(({ nativeName, type }) => nativeName === params.name && (type === 'date' || type === 'datetime'))),
  };
}

/** Two records can't prove a key, but a full field that is called `id` says so itself. */
function markKey(fields: FieldDraft[], rows: number): void {
  const index = fields.findIndex(
    ({ nativeName, profile, type }) =>
      /^_?(id|uuid|guid|gid)$/i.test(nativeName) && (type === 'string' || type === 'integer') && profile?.filled === rows && profile.distinct === rows,
  );
  const field = fields[index];
  if (!field) return;
  // What identifies somebody is not shown, not even when it is a number.
  const { example: _, profile, ...rest } = field;
  fields[index] = { ...rest, key: true, required: true, ...(profile && { profile: countsOf(profile) }) };
}

/** A profile without any value of the file. */
function countsOf({ top: _, min: __, max: ___, bars: ____, ...counts }: FieldProfile): FieldProfile {
  return counts;
}

/** JSON knows numbers, texts and booleans: what it says goes before what values look like. */
function asJsonSays(field: FieldDraft, { kinds, profiler }: Column, isForm: boolean): FieldDraft {
  const { text, integer, number, boolean, textList, numberList, list, object } = kinds;
  const lists = textList + numberList + list;
  const of = text + integer + number + boolean + lists + object;
  if (of === 0) return { ...field, nativeType: 'null' };
  if (isForm) return field;
  const retyped = (type: CanonicalType, nativeType: string, code: TypeReason['code'], params: TypeReason['params']): FieldDraft => {
    const { example: _, ...rest } = field;
    const { first } = profiler.result();
    const example = maskExample(first, type, field.pii, field.key);
    const { profile } = withoutChoices(field, type);
    return { ...rest, type, nativeType, typeReason: { code, params }, ...(example && { example }), ...(profile && { profile }) };
  };
  if (integer === of) return retyped('integer', 'integer', 'integer', { matching: of, of });
  if (integer + number === of) return retyped('decimal', 'number', 'decimal', { matching: of, of });
  if (boolean === of) return retyped('boolean', 'boolean', 'boolean', { yes: 'true', no: 'false', matching: of, of });
  if (lists === of && textList + numberList > 0)
    return retyped('string[]', textList === 0 ? 'number[]' : 'string[]', 'json-list', { matching: textList + numberList, of });
  if (lists + object > 0)
    return retyped('json', lists === 0 ? 'object' : object === 0 && lists === of ? 'array' : 'object | array', 'json', { matching: lists + object, of });
  const alone = nativeText(field);
  return {
    ...field,
    nativeType: text === of ? alone : [text > 0 && 'string', integer + number > 0 && 'number', boolean > 0 && 'boolean'].filter(Boolean).join(' | '),
  };
}

/** Values were kept for what they looked like; of anything else they may say too much. */
function withoutChoices(field: FieldDraft, type: CanonicalType): Pick<FieldDraft, 'profile'> {
  if (!field.profile || type === field.type) return { profile: field.profile };
  return { profile: countsOf(field.profile) };
}

/** `string`, or with what is written in it: `string (email)`, `string (date dd/mm/yyyy)`. */
function nativeText({ type, nativeType }: FieldDraft): string {
  const form = /\((.+)\)$/.exec(nativeType)?.[1];
  switch (type) {
    case 'string':
    case 'enum':
    case 'string[]':
    case 'json':
      return 'string';
    case 'date':
      return form && form !== 'yyyy-mm-dd' ? `string (date ${form})` : 'string (date)';
    case 'datetime':
      return form && form !== 'yyyy-mm-dd' ? `string (date-time ${form})` : 'string (date-time)';
    default:
      return `string (${type})`;
  }
}

/** Says what was not looked at. */
export function leftOutProblems(
  leftOut: { rows: boolean; fields: number; firstField: string; deep: number; firstDeep: string },
  tables: readonly Table[],
): Problem[] {
  const problems: Problem[] = [];
  if (leftOut.rows) problems.push(problem('informs', 'rows-not-all-read', [], { rows: tables.reduce((sum, { rows }) => Math.max(sum, rows), 0) }));
  if (leftOut.fields > 0) problems.push(problem('warns', 'fields-not-all-read', [], { name: leftOut.firstField.slice(0, 200) }));
  if (leftOut.deep > 0) problems.push(problem('informs', 'nested-too-deep', [], { name: leftOut.firstDeep.slice(0, 200) }));
  return problems;
}
