import type { JourneyContext } from '../../../../shared/journey/journey-context';
import type { Problem } from '../../../../shared/problem';
import { checkFormula, type FormulaNames } from '../../../../shared/record/formula/check-formula';
import { createComputation } from '../../../../shared/record/formula/computation';
import { parseFormula } from '../../../../shared/record/formula/parse-formula';
import type { Attribute } from '../../../../shared/record/schema';
import type { CanonicalType } from '../../../../shared/sources/schema';

/** What stands in the way of a formula; `params.at` is the place in the text, from 1. */
export function problemsOfFormula(
  text: string,
  attribute: Attribute,
  attributes: readonly Attribute[],
  { events }: Pick<JourneyContext, 'events'>,
): readonly Problem[] {
  if (text.trim() === '') return [];
  const parsed = parseFormula(text);
  if (!parsed.ok) return parsed.problems;
  const types = new Map(attributes.map(({ id, type }) => [id, type]));
  const names: FormulaNames = {
    attribute: (id) => types.get(id),
    hasEvent: (id) => events.has(id),
    property: (event, id) => events.get(event)?.properties.get(id)?.type as CanonicalType | undefined,
  };
  const problems = checkFormula(parsed.value, attribute.type, names);
  if (problems.length > 0) return problems;
  const changed = attributes.map((one) => (one.id === attribute.id ? { ...one, formula: text } : one));
  return createComputation(changed).problems.filter(
    ({ code, params }) => code === 'formula-cycle' && String(params.attributes).split(' → ').includes(attribute.id),
  );
}
