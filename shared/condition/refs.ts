import type { Condition, Moment, Operand, Ref } from './schema';

/** What a condition needs in order to be answered. Ids sorted, each once. */
export type Refs = {
  attributes: string[];
  /** Event id → the properties looked at (summed, grouped by, compared in `where`). */
  events: Record<string, string[]>;
  segments: string[];
  /** Properties of the event at hand, outside any `where`: the trigger's or the wait's own event. */
  event: string[];
  /** Properties of the event that started the run. */
  entry: string[];
  journey: string[];
  step: string[];
};

/** Everything a condition refers to, however deep. Conditions given together are looked at together. */
export function refsOf(...conditions: readonly (Condition | undefined)[]): Refs {
  const found = { customer: new Set<string>(), event: new Set<string>(), entry: new Set<string>(), journey: new Set<string>(), step: new Set<string>() };
  const segments = new Set<string>();
  const events = new Map<string, Set<string>>();

  const propertiesOf = (event: string): Set<string> => {
    const known = events.get(event) ?? new Set<string>();
    events.set(event, known);
    return known;
  };

  /** `within`: the event whose `where` this is. */
  function visit(condition: Condition, within: string | undefined): void {
    const seen = (ref: Ref) => (ref.kind === 'event' && within !== undefined ? propertiesOf(within) : found[ref.kind]).add(ref.path);
    switch (condition.op) {
      case 'and':
      case 'or':
        for (const arg of condition.args) visit(arg, within);
        return;
      case 'not':
        visit(condition.arg, within);
        return;
      case 'in-segment':
        segments.add(condition.segment);
        return;
      case 'performed': {
        const properties = propertiesOf(condition.event);
        if (condition.property !== undefined) properties.add(condition.property);
        if (condition.groupBy !== undefined) properties.add(condition.groupBy);
        if (condition.window?.afterLast !== undefined) propertiesOf(condition.window.afterLast);
        if (condition.window?.beforeLast !== undefined) propertiesOf(condition.window.beforeLast);
        if (condition.where) visit(condition.where, condition.event);
        return;
      }
      case 'in':
      case 'starts-with':
      case 'exists':
      case 'within':
        seen(condition.left);
        return;
      case 'eq':
      case 'ne':
      case 'gt':
      case 'gte':
      case 'lt':
      case 'lte':
      case 'contains':
      case 'before':
      case 'after':
        seen(condition.left);
        if (isRef(condition.right)) seen(condition.right);
        return;
    }
  }

  for (const condition of conditions) if (condition) visit(condition, undefined);
  return {
    attributes: [...found.customer].sort(),
    events: Object.fromEntries([...events].sort(([a], [b]) => (a < b ? -1 : 1)).map(([event, properties]) => [event, [...properties].sort()])),
    segments: [...segments].sort(),
    event: [...found.event].sort(),
    entry: [...found.entry].sort(),
    journey: [...found.journey].sort(),
    step: [...found.step].sort(),
  };
}

/** Whether an operand points at a value instead of being one. */
export function isRef(operand: Operand | Moment): operand is Ref {
  return typeof operand === 'object' && operand !== null && 'kind' in operand;
}
