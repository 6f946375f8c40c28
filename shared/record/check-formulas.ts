/** Formulas of a record against what they name. */
import type { Problem } from '../problem';
import type { CanonicalType } from '../sources/schema';
import { checkFormula, type FormulaNames } from './formula/check-formula';
import { createComputation } from './formula/computation';
import { parseFormula } from './formula/parse-formula';
import type { Attribute } from './schema';

/** Events by id with the properties of each. */
export type NamedEvents = ReadonlyMap<string, { properties: ReadonlyMap<string, { type: string }> }>;

/**
 * What can't be read, rests on itself, names nothing or mixes types (`createComputation`, `checkFormula`), each at
 * `['record', 'attributes', id, 'formula']`. Without `events` only attributes are looked up.
 */
export function checkFormulas(attributes: readonly Attribute[], events?: NamedEvents): Problem[] {
  const types = new Map(attributes.map(({ id, type }) => [id, type]));
  const names: FormulaNames = {
    attribute: (id) => types.get(id),
    hasEvent: (id) => events?.has(id) ?? true,
    property: (event, id) => (events ? (events.get(event)?.properties.get(id)?.type as CanonicalType | undefined) : 'json'),
  };
  const problems = createComputation(attributes).problems;
  for (const { id, type, formula } of attributes) {
    const parsed = formula === undefined ? undefined : parseFormula(formula);
    if (parsed?.ok) for (const found of checkFormula(parsed.value, type, names)) problems.push({ ...found, path: ['record', 'attributes', id, 'formula'] });
  }
  return problems;
}
