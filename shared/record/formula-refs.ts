import { fromWire } from '../ids';

/** The attributes a formula names, in wire or document spelling. Texts in quotes are not names. */
export function formulaRefs(formula: string, attributes: { has(id: string): boolean }): Set<string> {
  const found = new Set<string>();
  for (const match of formula.replace(/"[^"]*"|'[^']*'/g, ' ').matchAll(/[A-Za-z][A-Za-z0-9_]*/g)) {
    const name = fromWire(match[0]);
    if (attributes.has(name)) found.add(name);
  }
  return found;
}
