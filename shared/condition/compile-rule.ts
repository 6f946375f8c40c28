/** From the catalogue's rule grammar to conditions (contracts 10). */
import { type EventRule, type FieldChange, type FieldRule, type Rule, type RuleValue, ruleSchema, type Where } from '../catalogue/rule';
import { failed, ok, problem, type Result } from '../problem';
import type { ComparisonOp, Condition, EventWindow, Literal, Operand, Ref } from './schema';

export type RuleParameter = { pointer: string; alsoPointers?: readonly string[] | undefined; value: unknown };

/**
 * The rule with the client's values put where the parameters point (JSON pointers, RFC 6901). Fails with
 * `rule-parameter-lost` if a pointer leads nowhere and `rule-parameter-wrong` if the values don't fit there.
 */
export function withParameters(rule: Rule, parameters: readonly RuleParameter[]): Result<Rule> {
  let filled: unknown = rule;
  for (const { pointer, alsoPointers = [], value } of parameters)
    for (const place of [pointer, ...alsoPointers]) {
      const path = place.split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
      const next = replaced(filled, path.slice(1), value);
      if (!next) return failed(problem('blocks', 'rule-parameter-lost', [], { pointer: place }));
      filled = next.value;
    }
  const parsed = ruleSchema.safeParse(filled);
  if (parsed.success) return ok(parsed.data);
  return failed(problem('blocks', 'rule-parameter-wrong', [], { values: parameters.map(({ value }) => JSON.stringify(value)).join(', ') }));
}

/** A copy of `node` with `value` at `path`; undefined when nothing stands there. */
function replaced(node: unknown, path: readonly string[], value: unknown): { value: unknown } | undefined {
  const [head, ...rest] = path;
  if (head === undefined) return { value };
  if (typeof node !== 'object' || node === null || !Object.hasOwn(node, head)) return undefined;
  const child = replaced(Reflect.get(node, head), rest, value);
  if (!child) return undefined;
  return { value: Array.isArray(node) ? node.with(Number(head), child.value) : { ...node, [head]: child.value } };
}

/** The condition that says the same. Fields become `customer.*`, properties in `where` `event.*`, `{trigger: p}` `entry.p`. */
export function compileRule(rule: Rule): Condition {
  if ('all' in rule) return joined('and', rule.all.map(compileRule));
  if ('any' in rule) return joined('or', rule.any.map(compileRule));
  // "None of these holds".
  if ('not' in rule) return { op: 'not', arg: joined('or', rule.not.map(compileRule)) };
  if ('segment' in rule) return { op: 'in-segment', segment: rule.segment };
  return 'event' in rule ? compileEvent(rule) : compileField({ kind: 'customer', path: rule.field }, rule);
}

/** A trigger's `where`, or a wait's: all of them hold for the event at hand. */
export function compileWhere(where: readonly Where[]): Condition | undefined {
  if (where.length === 0) return undefined;
  return joined(
    'and',
    where.map((one) => compileField({ kind: 'event', path: one.property }, one)),
  );
}

/** What a trigger's field change means: which attribute, the value it changed to, or what must hold once it has changed. */
export function compileFieldChange(change: FieldChange): { attribute: string; to?: Literal; where?: Condition } {
  if (change.op === 'changed') return { attribute: change.field };
  if (change.op === 'changed-to') return { attribute: change.field, to: change.value };
  return { attribute: change.field, where: compileRule(change) };
}

function joined(op: 'and' | 'or', args: Condition[]): Condition {
  const [first, ...others] = args;
  return first && others.length === 0 ? first : { op, args };
}

type OmitEach<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type Comparison = OmitEach<FieldRule, 'field'> | OmitEach<Where, 'property'>;

function compileField(left: Ref, rule: Comparison): Condition {
  switch (rule.op) {
    case 'eq':
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
    case 'contains':
      return { op: rule.op, left, right: operandOf(rule.value) };
    case 'neq':
      return { op: 'ne', left, right: operandOf(rule.value) };
    case 'in':
      return { op: 'in', left, right: rule.value };
    case 'between': {
      const [from, to] = rule.value;
      return {
        op: 'and',
        args: [
          { op: 'gte', left, right: from },
          { op: 'lte', left, right: to },
        ],
      };
    }
    case 'contains-any':
      return joined(
        'or',
        rule.value.map((value) => ({ op: 'contains', left, right: value })),
      );
    case 'is-set':
      return rule.value ? { op: 'exists', left } : { op: 'not', arg: { op: 'exists', left } };
    case 'within-last-days':
      return { op: 'within', left, past: `P${rule.value}D` };
    case 'within-next-days':
      return { op: 'within', left, next: `P${rule.value}D` };
    case 'older-than-days':
      return { op: 'before', left, right: { ago: `P${rule.value}D` } };
  }
}

function operandOf(value: RuleValue): Operand {
  return typeof value === 'object' ? { kind: 'entry', path: value.trigger } : value;
}

const measures = {
  'count-eq': ['count', 'eq'],
  'count-gt': ['count', 'gt'],
  'count-gte': ['count', 'gte'],
  'count-lt': ['count', 'lt'],
  'count-lte': ['count', 'lte'],
  'distinct-gt': ['distinct', 'gt'],
  'distinct-gte': ['distinct', 'gte'],
  'sum-lt': ['sum', 'lt'],
  'sum-gte': ['sum', 'gte'],
} as const satisfies Record<EventRule['op'], readonly ['count' | 'distinct' | 'sum', ComparisonOp]>;

function compileEvent(rule: EventRule): Condition {
  const [measure, op] = measures[rule.op];
  const window: EventWindow = {
    ...(rule.windowDays !== undefined && { last: `P${rule.windowDays}D` }),
    ...(rule.sinceEntry && { sinceEntry: true }),
    ...(rule.afterLast !== undefined && { afterLast: rule.afterLast }),
    ...(rule.beforeLast !== undefined && { beforeLast: rule.beforeLast }),
  };
  const where = compileWhere(rule.where ?? []);
  return {
    op: 'performed',
    event: rule.event,
    measure,
    ...('property' in rule && { property: rule.property }),
    ...(rule.groupBy !== undefined && { groupBy: rule.groupBy }),
    is: { op, value: rule.value },
    ...(Object.keys(window).length > 0 && { window }),
    ...(where && { where }),
  };
}
