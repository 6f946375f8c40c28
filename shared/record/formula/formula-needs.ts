import type { EventSource, Expression } from './syntax';

/**
 * What a formula looks at. `usesNow`: its value changes as time passes, without anything happening. `usesOthers`: it compares
 * the customer with all others.
 */
export type FormulaNeeds = { attributes: string[]; events: string[]; usesNow: boolean; usesOthers: boolean };

/** What a formula names itself. Properties inside `where` belong to the events. */
export function formulaNeeds(formula: Expression): FormulaNeeds {
  const attributes = new Set<string>();
  const events = new Set<string>();
  let usesNow = false;
  let usesOthers = false;
  const visitSource = (source: EventSource) => {
    events.add(source.event);
    if (source.last !== undefined) usesNow = true;
    if (source.where) visit(source.where, true);
  };
  const visit = (expression: Expression, inWhere: boolean): void => {
    switch (expression.kind) {
      case 'literal':
      case 'imported':
        return;
      case 'name':
        if (!inWhere) attributes.add(expression.id);
        return;
      case 'minus':
      case 'not':
        visit(expression.of, inWhere);
        return;
      case 'in':
        visit(expression.left, inWhere);
        return;
      case 'binary':
        visit(expression.left, inWhere);
        visit(expression.right, inWhere);
        return;
      case 'call':
        if (expression.name === 'years_since' || expression.name === 'days_since') usesNow = true;
        if (expression.name === 'quintile') usesOthers = true;
        for (const arg of expression.args) visit(arg, inWhere);
        return;
      case 'aggregate':
        for (const source of expression.sources) visitSource(source);
        return;
    }
  };
  visit(formula, false);
  return { attributes: [...attributes].sort(), events: [...events].sort(), usesNow, usesOthers };
}

/** What stands inside `quintile`, wherever it is in the formula. */
export function insideQuintiles(formula: Expression | undefined): Expression[] {
  if (!formula) return [];
  switch (formula.kind) {
    case 'minus':
    case 'not':
      return insideQuintiles(formula.of);
    case 'in':
      return insideQuintiles(formula.left);
    case 'binary':
      return [...insideQuintiles(formula.left), ...insideQuintiles(formula.right)];
    case 'call':
      return [...(formula.name === 'quintile' ? formula.args.slice(0, 1) : []), ...formula.args.flatMap(insideQuintiles)];
    case 'literal':
    case 'imported':
    case 'name':
    case 'aggregate':
      return [];
  }
}
