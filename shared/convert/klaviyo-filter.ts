import type { ComparisonOp, Condition } from '../condition/schema';
import { toWire } from '../ids';
import type { KlaviyoCondition, KlaviyoFilter, KlaviyoProfileFilter } from './klaviyo';

const numeric = {
  eq: 'equals',
  ne: 'not-equals',
  gt: 'greater-than',
  gte: 'greater-than-or-equal',
  lt: 'less-than',
  lte: 'less-than-or-equal',
} as const satisfies Record<ComparisonOp, string>;
const opposite = { eq: 'ne', ne: 'eq', gt: 'lte', gte: 'lt', lt: 'gte', lte: 'gt' } as const satisfies Record<ComparisonOp, ComparisonOp>;

/** A condition as "all of (any of …)"; undefined when Klaviyo's filters cannot say it. */
export function toKlaviyoFilter(condition: Condition): KlaviyoProfileFilter | undefined {
  const groups = (condition.op === 'and' ? condition.args : [condition]).map((part) => (part.op === 'or' ? part.args : [part]).map(toCondition));
  const said = groups.flatMap((group) => (group.every((one) => one !== undefined) ? [{ conditions: group }] : []));
  return said.length === groups.length ? { condition_groups: said } : undefined;
}

/** As a filter that lets in everybody for whom the condition does not hold: "has placed an order zero times since the flow began". */
export function toKlaviyoExclusion(condition: Condition): KlaviyoProfileFilter | undefined {
  if (condition.op === 'or') {
    const groups = condition.args.map(toKlaviyoExclusion);
    return groups.every((group) => group !== undefined) ? { condition_groups: groups.flatMap((group) => group.condition_groups) } : undefined;
  }
  if (condition.op === 'not') return toKlaviyoFilter(condition.arg);
  // A comparison with something missing is false: what excludes by it would let nobody in whose value is missing.
  return condition.op === 'performed' || condition.op === 'exists' || condition.op === 'in-segment'
    ? toKlaviyoFilter({ op: 'not', arg: condition })
    : undefined;
}

function toCondition(part: Condition): KlaviyoCondition | undefined {
  switch (part.op) {
    case 'not': {
      const { arg } = part;
      if (arg.op === 'exists') return property(arg.left, { type: 'existence', operator: 'not-set' });
      if (arg.op === 'in-segment') return { type: 'profile-group-membership', is_member: false, group_ids: [arg.segment], timeframe_filter: null };
      return arg.op === 'performed' ? toCondition({ ...arg, is: { ...arg.is, op: opposite[arg.is.op] } }) : undefined;
    }
    case 'exists':
      return property(part.left, { type: 'existence', operator: 'is-set' });
    case 'in-segment':
      return { type: 'profile-group-membership', is_member: true, group_ids: [part.segment], timeframe_filter: null };
    case 'eq':
    case 'ne':
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte': {
      const { right } = part;
      if (typeof right === 'number') return property(part.left, { type: 'numeric', operator: numeric[part.op], value: right });
      if (part.op !== 'eq' && part.op !== 'ne') return undefined;
      if (typeof right === 'boolean') return property(part.left, { type: 'boolean', operator: 'equals', value: (part.op === 'eq') === right });
      return typeof right === 'string'
        ? property(part.left, { type: 'string', operator: part.op === 'eq' ? 'equals' : 'not-equals', value: right })
        : undefined;
    }
    case 'contains':
      return typeof part.right === 'string' ? property(part.left, { type: 'string', operator: 'contains', value: part.right }) : undefined;
    case 'starts-with':
      return property(part.left, { type: 'string', operator: 'starts-with', value: part.right });
    case 'performed': {
      const { event, measure, is, window, where, groupBy } = part;
      if (measure !== 'count' || where || groupBy || window?.last !== undefined || window?.afterLast || window?.beforeLast) return undefined;
      return metric(event, numeric[is.op], is.value, window?.sinceEntry ? 'flow-start' : 'alltime');
    }
    default:
      return undefined;
  }
}

export function metric(
  event: string,
  operator: Extract<KlaviyoFilter, { type: 'numeric' }>['operator'],
  value: number,
  since: 'alltime' | 'flow-start',
): KlaviyoCondition {
  return {
    type: 'profile-metric',
    metric_id: toWire(event),
    measurement: 'count',
    measurement_filter: { type: 'numeric', operator, value },
    timeframe_filter: { type: 'date', operator: since },
    metric_filters: null,
  };
}

function property(left: Extract<Condition, { op: 'exists' }>['left'], filter: KlaviyoFilter): KlaviyoCondition | undefined {
  return left.kind === 'customer' ? { type: 'profile-property', property: `properties['${toWire(left.path)}']`, filter } : undefined;
}
