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

/** The expressions an expression is made of. What stands in the `where` of events is not among them. */
function partsOf(expression: Expression): Expression[] {
  switch (expression.kind) {
    case 'minus':
    case 'not':
      return [expression.of];
    case 'in':
      return [expression.left];
    case 'binary':
      return [expression.left, expression.right];
    case 'call':
      return expression.args;
    case 'literal':
    case 'imported':
    case 'name':
    case 'aggregate':
      return [];
  }
}

/** What a formula counts, sums or reads of events: each with the properties it looks at, those compared in its `where` included. */
export function formulaSources(formula: Expression): { event: string; properties: string[] }[] {
  if (formula.kind !== 'aggregate') return partsOf(formula).flatMap(formulaSources);
  return formula.sources.map(({ event, property, where }) => ({
    event,
    properties: [...(property === undefined ? [] : [property]), ...(where ? namesIn(where) : [])],
  }));
}

/** Inside `where` a name is a property of the event. */
function namesIn(expression: Expression): string[] {
  return expression.kind === 'name' ? [expression.id] : partsOf(expression).flatMap(namesIn);
}

/** What fields deliver or a journey writes makes a difference to the outcome. */
export function readsDelivered(formula: Expression): boolean {
  if (formula.kind === 'imported') return true;
  return formula.kind === 'aggregate' ? formula.sources.some(({ sinceImport }) => sinceImport) : partsOf(formula).some(readsDelivered);
}

/** What stands inside `quintile`, wherever it is in the formula. */
export function insideQuintiles(formula: Expression | undefined): Expression[] {
  if (!formula) return [];
  const own = formula.kind === 'call' && formula.name === 'quintile' ? formula.args.slice(0, 1) : [];
  return [...own, ...partsOf(formula).flatMap(insideQuintiles)];
}
