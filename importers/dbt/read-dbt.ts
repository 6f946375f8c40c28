/** dbt's properties files: `sources:` with their tables, and models, seeds and snapshots, which describe tables of the same form. */
import { ok, type Problem, problem, type Result, refuse } from '../../shared/problem';
import type { ImportedSource, LinkDraft, ObjectDraft } from '../../shared/sources/draft';
import { at, isRecord, type JsonRecord, listAt, textAt } from '../json/value';
import { baseName } from '../names';
import type { ReadContext } from '../reader';
import { cleanName } from '../table/header-names';
import { columnField } from './column-field';
import { refOf, testsOf } from './column-tests';
import { noteOf } from './note';

/** Lists of tables that dbt itself makes. */
const made = ['models', 'seeds', 'snapshots'] as const;

/** Whether a document of a YAML file lists sources with tables, or models and the like. */
export function isDbtProperties(value: unknown): value is JsonRecord {
  return isRecord(value) && ['sources', ...made].flatMap((list) => listAt(value, list)).some((one) => textAt(one, 'name') !== undefined);
}

/** A source per source; what dbt makes, which belongs to none, is one named by the file. */
export function readDbtProperties(file: string, documents: readonly JsonRecord[], { limits }: ReadContext): Result<ImportedSource[]> {
  const problems: Problem[] = [];
  const budget = { fields: limits.fields, leftOut: false };
  const sources = new Map<string, Map<string, ObjectDraft>>();
  const put = (name: string, objects: readonly ObjectDraft[]) => {
    const known = sources.get(name) ?? new Map<string, ObjectDraft>();
    sources.set(name, known);
    for (const object of objects) {
      if (known.has(object.name)) problems.push(problem('warns', 'dbt-table-twice', [], { name: object.name, source: name }));
      else known.set(object.name, object);
    }
  };
  for (const document of documents) {
    for (const source of listAt(document, 'sources')) {
      const name = cleanName(textAt(source, 'name') ?? '');
      if (name) put(name, toObjects(listAt(source, 'tables'), budget, problems));
    }
    const tables = toObjects(
      made.flatMap((list) => listAt(document, list)),
      budget,
      problems,
    );
    if (tables.length > 0) put(baseName(file), tables);
  }
  if (budget.leftOut) problems.push(problem('warns', 'schema-fields-not-all-read', [], { fields: limits.fields }));
  const found = [...sources]
    .map(([name, objects]): ImportedSource => ({ name, kind: 'dbt', file, objects: [...objects.values()] }))
    .filter(({ objects }) => objects.length > 0);
  if (found.length === 0) {
    const refused = refuse('schema-without-fields', { file });
    return { ...refused, problems: [...refused.problems, ...problems] };
  }
  return ok(found, problems);
}

function toObjects(tables: readonly unknown[], budget: { fields: number; leftOut: boolean }, problems: Problem[]): ObjectDraft[] {
  return tables.flatMap((table) => {
    const name = cleanName(textAt(table, 'name') ?? '');
    return name === '' ? [] : [toObject(table, name, budget, problems)];
  });
}

function toObject(table: unknown, name: string, budget: { fields: number; leftOut: boolean }, problems: Problem[]): ObjectDraft {
  const links: LinkDraft[] = foreignKeysOf(table);
  const linked = new Set(links.flatMap(({ fields: [first = '', ...others] }) => (others.length === 0 ? [first] : [])));
  const names = new Set<string>();
  const keys = new Set(keysOf(table));
  const fields = listAt(table, 'columns').flatMap((column) => {
    const nativeName = cleanName(textAt(column, 'name') ?? '');
    if (nativeName === '') return [];
    if (names.has(nativeName)) {
      problems.push(problem('warns', 'dbt-column-twice', [], { name: nativeName, object: name }));
      return [];
    }
    if (budget.fields <= 0) {
      budget.leftOut = true;
      return [];
    }
    budget.fields -= 1;
    names.add(nativeName);
    const tests = testsOf(column);
    if (tests.to && !linked.has(nativeName))
      links.push({ fields: [nativeName], object: tests.to.object, ...(tests.to.field && { toFields: [tests.to.field] }) });
    return [columnField(nativeName, column, tests, keys.has(nativeName))];
  });
  const identifier = textAt(table, 'identifier');
  const note = noteOf(textAt(table, 'description'), identifier === name ? undefined : identifier);
  return {
    name,
    ...(note && { note }),
    types: 'stated',
    ...(links.length > 0 && { links }),
    fields,
  };
}

/** Columns of the table's constraint or of its test for unique combinations. */
function keysOf(table: unknown): string[] {
  const constraint = listAt(table, 'constraints').find((one) => at(one, 'type') === 'primary_key');
  const combination = [...listAt(table, 'tests'), ...listAt(table, 'data_tests')]
    .map((test) => at(test, 'dbt_utils.unique_combination_of_columns'))
    .find((found) => found !== undefined);
  const args = at(combination, 'arguments') ?? combination;
  return [...namesAt(constraint, 'columns'), ...namesAt(args, 'combination_of_columns')];
}

/** Foreign keys among the table's constraints; those of a column stand with it. */
function foreignKeysOf(table: unknown): LinkDraft[] {
  return listAt(table, 'constraints').flatMap((constraint) => {
    const object = at(constraint, 'type') === 'foreign_key' ? refOf(textAt(constraint, 'to')) : undefined;
    const fields = namesAt(constraint, 'columns');
    const toFields = namesAt(constraint, 'to_columns');
    return object && fields.length > 0 ? [{ fields, object, ...(toFields.length === fields.length && { toFields }) }] : [];
  });
}

function namesAt(value: unknown, list: string): string[] {
  return listAt(value, list)
    .filter((name) => typeof name === 'string')
    .map(cleanName)
    .filter((name) => name !== '');
}
