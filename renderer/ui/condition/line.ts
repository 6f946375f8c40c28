/** A comparison as one line "value – operator – operand", the form in which it is read and edited. */
import { isRef } from '../../../shared/condition/refs';
import { type Condition, comparisonOps, type Literal, type Moment, type Operand, type Ref } from '../../../shared/condition/schema';
import type { CanonicalType } from '../../../shared/sources/schema';

const durationOperators = ['within-past', 'within-next', 'older', 'newer', 'sooner', 'later'] as const;
export type DurationOperator = (typeof durationOperators)[number];
export type ValueOperator = (typeof comparisonOps)[number] | 'not-eq' | 'in' | 'not-in' | 'contains' | 'not-contains' | 'starts-with' | 'before' | 'after';
export type Operator = ValueOperator | DurationOperator | 'within-both' | 'exists' | 'missing';

export type Line =
  | { left: Ref; operator: 'exists' | 'missing' }
  | { left: Ref; operator: DurationOperator; duration: string }
  /** From so long ago until so long ahead. */
  | { left: Ref; operator: 'within-both'; duration: string; next: string }
  | { left: Ref; operator: ValueOperator; right: Operand };

/** The line a condition is, or undefined when it is a group or something no line says. */
export function lineOf(condition: Condition): Line | undefined {
  if (condition.op === 'not') {
    const inner = condition.arg;
    switch (inner.op) {
      case 'exists':
        return { left: inner.left, operator: 'missing' };
      case 'eq':
      case 'in':
      case 'contains':
        return { left: inner.left, operator: `not-${inner.op}`, right: inner.right };
      default:
        return undefined;
    }
  }
  if (!('left' in condition)) return undefined;
  const { left } = condition;
  switch (condition.op) {
    case 'exists':
      return { left, operator: 'exists' };
    case 'within':
      if (condition.past !== undefined && condition.next !== undefined)
        return { left, operator: 'within-both', duration: condition.past, next: condition.next };
      if (condition.past !== undefined) return { left, operator: 'within-past', duration: condition.past };
      return condition.next === undefined ? undefined : { left, operator: 'within-next', duration: condition.next };
    case 'before':
    case 'after':
      return momentLine(left, condition.op, condition.right);
    default:
      return { left, operator: condition.op, right: condition.right };
  }
}

function momentLine(left: Ref, op: 'before' | 'after', right: Moment): Line {
  if (typeof right === 'string' || isRef(right)) return { left, operator: op, right };
  if ('ago' in right) return { left, operator: op === 'before' ? 'older' : 'newer', duration: right.ago };
  return { left, operator: op === 'before' ? 'sooner' : 'later', duration: right.ahead };
}

export function conditionOf(line: Line): Condition {
  const { left } = line;
  switch (line.operator) {
    case 'exists':
      return { op: 'exists', left };
    case 'missing':
      return { op: 'not', arg: { op: 'exists', left } };
    case 'within-past':
      return { op: 'within', left, past: line.duration };
    case 'within-next':
      return { op: 'within', left, next: line.duration };
    case 'within-both':
      return { op: 'within', left, past: line.duration, next: line.next };
    case 'older':
      return { op: 'before', left, right: { ago: line.duration } };
    case 'newer':
      return { op: 'after', left, right: { ago: line.duration } };
    case 'sooner':
      return { op: 'before', left, right: { ahead: line.duration } };
    case 'later':
      return { op: 'after', left, right: { ahead: line.duration } };
    case 'not-eq':
      return { op: 'not', arg: { op: 'eq', left, right: line.right } };
    case 'in':
      return { op: 'in', left, right: listOf(line.right) };
    case 'not-in':
      return { op: 'not', arg: { op: 'in', left, right: listOf(line.right) } };
    case 'not-contains':
      return { op: 'not', arg: { op: 'contains', left, right: line.right } };
    case 'starts-with':
      return { op: 'starts-with', left, right: String(listOf(line.right)[0] ?? '') };
    case 'before':
    case 'after':
      return { op: line.operator, left, right: isRef(line.right) ? line.right : String(listOf(line.right)[0] ?? '') };
    default:
      return { op: line.operator, left, right: line.right };
  }
}

function listOf(operand: Operand): (string | number | boolean)[] {
  if (Array.isArray(operand)) return operand;
  return operand === null || isRef(operand) ? [''] : [operand];
}

/** The same line with another operator; what was entered stays as far as it fits. `today`: an ISO date. */
export function withOperator(line: Line, operator: Operator, type: CanonicalType, today: string): Line {
  const { left } = line;
  if (operator === 'exists' || operator === 'missing') return { left, operator };
  const duration = 'duration' in line ? line.duration : 'P30D';
  if (operator === 'within-both') return { left, operator, duration, next: duration };
  if (isDurationOperator(operator)) return { left, operator, duration };
  const right = 'right' in line ? line.right : startValue(type, today);
  if (operator === 'in' || operator === 'not-in') return { left, operator, right: listOf(right) };
  const keepsList = (operator === 'contains' || operator === 'not-contains') && Array.isArray(right);
  return { left, operator, right: Array.isArray(right) && !keepsList ? (right[0] ?? '') : right };
}

export function isDurationOperator(operator: Operator): operator is DurationOperator {
  return durationOperators.some((one) => one === operator);
}

export function startValue(type: CanonicalType, today: string): Literal {
  if (isNumeric(type)) return 1;
  if (isTime(type)) return today;
  return type === 'boolean' ? true : '';
}

export const isNumeric = (type: CanonicalType): boolean => type === 'integer' || type === 'decimal' || type === 'money';
export const isTime = (type: CanonicalType): boolean => type === 'date' || type === 'datetime';

/** Operators that make sense for a type, the usual one first. */
export function operatorsFor(type: CanonicalType): readonly Operator[] {
  switch (type) {
    case 'integer':
    case 'decimal':
    case 'money':
      return ['gte', 'lte', 'gt', 'lt', 'eq', 'ne', 'in', 'not-in', 'exists', 'missing'];
    case 'date':
    case 'datetime':
      return ['within-past', 'older', 'newer', 'within-next', 'within-both', 'sooner', 'later', 'before', 'after', 'eq', 'gte', 'lte', 'exists', 'missing'];
    case 'boolean':
      return ['eq', 'not-eq', 'exists', 'missing'];
    case 'string[]':
      return ['contains', 'not-contains', 'in', 'not-in', 'exists', 'missing'];
    case 'json':
      return ['contains', 'not-contains', 'exists', 'missing'];
    case 'enum':
    case 'country':
    case 'currency':
      return ['eq', 'ne', 'not-eq', 'in', 'not-in', 'exists', 'missing'];
    default:
      return ['eq', 'ne', 'not-eq', 'in', 'not-in', 'contains', 'not-contains', 'starts-with', 'exists', 'missing'];
  }
}

/** Operators whose other side may be another value of the record or of the event. */
export function takesReference(operator: Operator): operator is ValueOperator {
  return comparisonOps.some((op) => op === operator) || ['not-eq', 'contains', 'not-contains', 'before', 'after'].includes(operator);
}
