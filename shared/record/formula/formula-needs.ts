import type { EventSource, Expression } from './syntax';

/** What a formula looks at. `usesNow`: its value changes as time passes, without anything happening. */
export type FormulaNeeds = { attributes: string[]; events: string[]; usesNow: boolean };

/** What a formula names itself. Properties inside `where` belong to the events. */
export function formulaNeeds(formula: Expression): FormulaNeeds {
  const attributes = new Set<string>();
  const events = new Set<string>();
  let usesNow = false;
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
        for (const arg of expression.args) visit(arg, inWhere);
        return;
      case 'aggregate':
        for (const source of expression.sources) visitSource(source);
        return;
    }
  };
  visit(formula, false);
  return { attributes: [...attributes].sort(), events: [...events].sort(), usesNow };
}
