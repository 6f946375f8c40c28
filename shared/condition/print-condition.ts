import { toWire } from '../ids';
import { isRef } from './refs';
import { type ComparisonOp, type Condition, comparisonOps, type Moment, type Operand, type Ref } from './schema';

/** How comparisons are written. */
export const comparisonSigns = { eq: '=', ne: '!=', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const satisfies Record<ComparisonOp, string>;

export function comparisonOf(sign: string): ComparisonOp | undefined {
  return comparisonOps.find((op) => comparisonSigns[op] === sign);
}

/**
 * A condition on one line, for diffs, logs and the command line; `parseCondition` reads it back. Names with underscores.
 *
 *   customer.orders_count >= 2 and not (segment vip or customer.tags contains ["a", "b"])
 *   count(order_placed where (event.order_total > 50) last P30D since entry) >= 1
 *   customer.last_order_at before ago P120D
 */
export function printCondition(condition: Condition): string {
  switch (condition.op) {
    case 'and':
    case 'or': {
      const [only, second] = condition.args;
      if (only && !second) return `${condition.op === 'and' ? 'all' : 'any'}(${printCondition(only)})`;
      return condition.args.map(printPart).join(` ${condition.op} `);
    }
    case 'not':
      return `not ${printPart(condition.arg)}`;
    case 'eq':
    case 'ne':
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return `${printRef(condition.left)} ${comparisonSigns[condition.op]} ${printOperand(condition.right)}`;
    case 'in':
    case 'contains':
      return `${printRef(condition.left)} ${condition.op} ${printOperand(condition.right)}`;
    case 'starts-with':
      return `${printRef(condition.left)} starts ${JSON.stringify(condition.right)}`;
    case 'exists':
      return `${printRef(condition.left)} exists`;
    case 'before':
    case 'after':
      return `${printRef(condition.left)} ${condition.op} ${printMoment(condition.right)}`;
    case 'within': {
      const past = condition.past === undefined ? '' : ` past ${condition.past}`;
      const next = condition.next === undefined ? '' : ` next ${condition.next}`;
      return `${printRef(condition.left)} within${past}${next}`;
    }
    case 'performed': {
      const { event, measure, property, groupBy, is, window, where } = condition;
      const parts = [
        property === undefined ? toWire(event) : `${toWire(event)}.${toWire(property)}`,
        ...(where ? [`where (${printCondition(where)})`] : []),
        ...(groupBy === undefined ? [] : [`by ${toWire(groupBy)}`]),
        ...(window?.last === undefined ? [] : [`last ${window.last}`]),
        ...(window?.sinceEntry ? ['since entry'] : []),
        ...(window?.afterLast === undefined ? [] : [`after ${toWire(window.afterLast)}`]),
        ...(window?.beforeLast === undefined ? [] : [`before ${toWire(window.beforeLast)}`]),
      ];
      return `${measure}(${parts.join(' ')}) ${comparisonSigns[is.op]} ${JSON.stringify(is.value)}`;
    }
    case 'in-segment':
      return `segment ${toWire(condition.segment)}`;
  }
}

/** Groups inside something else are bracketed, whatever they are: the brackets are part of what is read back. */
function printPart(condition: Condition): string {
  const isGroup = (condition.op === 'and' || condition.op === 'or') && condition.args.length > 1;
  return isGroup ? `(${printCondition(condition)})` : printCondition(condition);
}

function printRef({ kind, path }: Ref): string {
  return `${kind}.${toWire(path)}`;
}

function printOperand(operand: Operand): string {
  return isRef(operand) ? printRef(operand) : JSON.stringify(operand);
}

function printMoment(moment: Moment): string {
  if (typeof moment === 'string') return JSON.stringify(moment);
  if (isRef(moment)) return printRef(moment);
  return 'ago' in moment ? `ago ${moment.ago}` : `ahead ${moment.ahead}`;
}
