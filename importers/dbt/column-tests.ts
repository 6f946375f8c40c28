import { at, isRecord, listAt, textAt } from '../json/value';
import { cleanName } from '../table/header-names';

/** Values of a choice that are looked at, and letters of each. */
const VALUES = 200;
const LETTERS = 300;

export type ColumnTests = { required: boolean; unique: boolean; primary: boolean; values: string[]; to?: { object: string; field?: string } };

/** What the tests and constraints of a column promise. A test is a name, or a name with its arguments below. */
export function testsOf(column: unknown): ColumnTests {
  const found: ColumnTests = { required: false, unique: false, primary: false, values: [] };
  for (const test of [...listAt(column, 'tests'), ...listAt(column, 'data_tests')]) {
    if (typeof test === 'string') note(found, test, undefined);
    else if (isRecord(test)) for (const [name, given] of Object.entries(test)) note(found, name, at(given, 'arguments') ?? given);
  }
  for (const constraint of listAt(column, 'constraints')) {
    const type = textAt(constraint, 'type');
    if (type === 'not_null') found.required = true;
    if (type === 'unique') found.unique = true;
    if (type === 'primary_key') found.primary = true;
    const to = type === 'foreign_key' ? refOf(textAt(constraint, 'to')) : undefined;
    const [field] = listAt(constraint, 'to_columns');
    if (to) found.to = { object: to, ...(typeof field === 'string' && { field: cleanName(field) }) };
  }
  return found;
}

function note(found: ColumnTests, name: string, given: unknown): void {
  if (name === 'not_null') found.required = true;
  else if (name === 'unique') found.unique = true;
  else if (name === 'accepted_values')
    found.values = listAt(given, 'values')
      .slice(0, VALUES)
      .filter((value) => value !== null && typeof value !== 'object')
      .map((value) => String(value).slice(0, LETTERS));
  else if (name === 'relationships') {
    const object = refOf(textAt(given, 'to'));
    const field = cleanName(textAt(given, 'field') ?? '');
    if (object) found.to = { object, ...(field && { field }) };
  }
}

/** Letters of a reference; longer ones are none. */
const LONGEST_REF = 2_000;

/** `source('shop', 'customers')`, `ref('customers')`, `ref('package', 'customers')` → `customers`. */
export function refOf(text: string | undefined): string | undefined {
  const args = /^\s*(?:\{\{\s*)?(?:source|ref)\s*\(([^()]*)\)/.exec((text ?? '').trimStart().slice(0, LONGEST_REF))?.[1];
  const names = [...(args ?? '').matchAll(/(['"])([^'"]*)\1/g)].map(([, , name = '']) => cleanName(name));
  return names.at(-1) || undefined;
}
