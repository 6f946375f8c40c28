/** What a script said about its tables → drafts of objects and fields. */
import { type Problem, problem } from '../../shared/problem';
import type { FieldDraft, LinkDraft, ObjectDraft } from '../../shared/sources/draft';
import { guessPersonalData, higherClass } from '../../shared/sources/personal-data';
import type { FieldProfile } from '../../shared/sources/schema';
import { maskExample } from '../mask';
import { cleanName } from '../table/header-names';
import { canonicalTypeIn } from './canonical-type';
import type { SqlDialect } from './dialect';
import { draftsOf, type RowSample, type RowSamples } from './row-samples';
import { columnOf, type Script, type SqlColumn, type SqlTable, type SqlType } from './script';

const TYPE = 300;
const NOTE = 5_000;

/** Tables that were made, in the order of the script, then those that were only filled. */
export function toObjects(script: Script, rows: RowSamples, dialect: SqlDialect | undefined): ObjectDraft[] {
  const tables = script.tables();
  const others = rows.others();
  const schemas = new Set([...tables.map(({ schema }) => schema), ...others.map(({ name }) => name.at(-2) ?? script.schema)]);
  const nameOf = (schema: string, name: string) => cleanName(schemas.size > 1 && schema !== '' ? `${schema}.${name}` : name) || 'table';
  const told = new Set<string>();
  const taken = new Set<string>();
  const unique = (name: string) => {
    let free = name;
    for (let n = 2; taken.has(free); n++) free = `${name}_${n}`;
    taken.add(free);
    return free;
  };
  return [
    ...tables.map((table) => toObject(table, unique(nameOf(table.schema, table.name)), { script, sample: rows.sampleOf(table), dialect, nameOf, told })),
    ...others.map((sample) => toFilledObject(sample, unique(nameOf(sample.name.at(-2) ?? script.schema, sample.name.at(-1) ?? '')), script)),
  ];
}

type Context = {
  script: Script;
  sample: RowSample | undefined;
  dialect: SqlDialect | undefined;
  nameOf: (schema: string, name: string) => string;
  /** Types that were told to be unknown. */
  told: Set<string>;
};

function toObject(table: SqlTable, name: string, context: Context): ObjectDraft {
  const { script, sample } = context;
  const shown = sample && draftsOf(sample).fields;
  const key = new Set(table.key.flatMap((column) => columnOf(table, column) ?? []));
  const taken = new Set<string>();
  const fields: FieldDraft[] = [];
  for (const column of table.columns.values()) {
    const field = toField(column, key.has(column), shown?.get(column.name.toLowerCase()), context);
    if (taken.has(field.nativeName)) continue;
    taken.add(field.nativeName);
    fields.push(field);
  }
  const note = noteOf(table.comment);
  const links = table.links.flatMap((link): LinkDraft[] => {
    const from = link.fields.map((field) => cleanName(columnOf(table, field)?.name ?? ''));
    if (from.some((field) => !taken.has(field))) return [];
    const to = script.find(link.to);
    const toFields = link.toFields?.map((field) => cleanName((to && columnOf(to, field)?.name) ?? field));
    const object = to ? context.nameOf(to.schema, to.name) : cleanName(link.to.at(-1) ?? '');
    return object === '' ? [] : [{ fields: from, object, ...(toFields?.every((field) => field !== '') && { toFields }) }];
  });
  return { name, types: 'stated', ...(note && { note }), ...(sample && sample.rows > 0 && { rows: sample.rows }), ...(links.length > 0 && { links }), fields };
}

function toField(column: SqlColumn, isKey: boolean, shown: FieldDraft | undefined, { script, dialect, told }: Context): FieldDraft {
  const nativeName = cleanName(column.name) || 'column';
  const own = script.typeOf(column.nativeType);
  const { type, known, stated } = typeOf(column, own, dialect);
  const nativeType = shortened(cleanName(column.nativeType.slice(0, 2 * TYPE)));
  if (!known && !told.has(nativeType) && told.size < 50) {
    told.add(nativeType);
    script.problems.push(typeProblem(column.line, nativeName, nativeType));
  }
  // Values may betray what the name does not: addresses in a column called "login".
  const pii = higherClass(guessPersonalData(nativeName, type), shown?.pii ?? 'none');
  // Masked by what the values are, and once more as the key they may be.
  const example = shown?.example && (isKey ? maskExample(shown.example, type, pii, true) : shown.example);
  const note = noteOf(column.comment, own?.values ?? valuesWorthNoting(column));
  return {
    nativeName,
    nativeType,
    type,
    typeReason: known
      ? { code: 'native-type', params: { nativeType: own ? cleanName(stated) : nativeType } }
      : { code: nativeType ? 'native-type-unknown' : 'native-type-missing', params: { nativeType } },
    required: isKey || column.required || (own?.required ?? false),
    key: isKey,
    ...(example && { example }),
    ...(note && { note }),
    pii,
    ...(shown?.profile && { profile: isKey ? withoutValues(shown.profile) : shown.profile }),
  };
}

/** A key may be anybody's number, so only counts and forms of it are kept. */
function withoutValues({ top, min, max, ...counts }: FieldProfile): FieldProfile {
  return counts;
}

/** A long list of choices ends in dots; the note has all of them. */
function shortened(nativeType: string): string {
  return nativeType.length < TYPE ? nativeType : `${nativeType.slice(0, TYPE - 2).replace(/[\ud800-\udbff]$/, '')}…)`;
}

/** By the type's own name, or by what the script says it is made of. */
function typeOf({ nativeType }: SqlColumn, own: SqlType | undefined, dialect: SqlDialect | undefined) {
  const stated = own && own.base !== 'enum' ? own.base : nativeType;
  if (own?.values) return { type: 'enum' as const, known: true, stated };
  if (own?.base === 'record') return { type: 'json' as const, known: true, stated: nativeType };
  return { ...canonicalTypeIn(stated, dialect), stated };
}

function typeProblem(line: number, name: string, type: string): Problem {
  return problem('informs', type ? 'type-unknown' : 'type-missing', ['rows', line], { line, name, type });
}

/** Those of a check, which the type does not show, and those of an enum whose type had to be shortened. */
function valuesWorthNoting({ nativeType, values }: SqlColumn): string[] | undefined {
  return values && (nativeType.length >= TYPE || !/^(enum|set)\b/i.test(nativeType)) ? values : undefined;
}

function noteOf(comment: string | undefined, values?: readonly string[]): string {
  return [comment?.trim() ?? '', values?.join(' | ') ?? '']
    .filter((text) => text !== '')
    .join('\n')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .slice(0, NOTE)
    .replace(/[\ud800-\udbff]$/, '');
}

/** Rows without a table: names from the INSERT, types from the values. */
function toFilledObject(sample: RowSample, name: string, script: Script): ObjectDraft {
  const { fields, problems } = draftsOf(sample);
  script.problems.push(...problems);
  const taken = new Set<string>();
  const named = [...fields.values()].flatMap((field) => {
    const nativeName = cleanName(field.nativeName) || 'column';
    if (taken.has(nativeName)) return [];
    taken.add(nativeName);
    return [{ ...field, nativeName }];
  });
  return { name, types: 'inferred', rows: sample.rows, fields: named };
}
