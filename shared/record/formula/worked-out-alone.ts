import type { Attribute } from '../schema';
import { readsDelivered } from './formula-needs';
import { parseFormula } from './parse-formula';

/**
 * A formula gives the value and looks at nothing that was delivered for the attribute: what fields bring and what journeys write to it
 * changes nothing. Of a formula that reads `imported` they are the beginning.
 */
export function isWorkedOutAlone({ formula }: Pick<Attribute, 'formula'>): boolean {
  const parsed = formula === undefined ? undefined : parseFormula(formula);
  return parsed?.ok === true && !readsDelivered(parsed.value);
}
