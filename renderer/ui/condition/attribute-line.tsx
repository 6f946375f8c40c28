import { NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { isRef } from '../../../shared/condition/refs';
import type { Condition, Literal, Operand, Ref } from '../../../shared/condition/schema';
import type { CanonicalType } from '../../../shared/sources/schema';
import type { Text } from '../../../shared/text';
import { DurationInput } from '../duration-input';
import { Code } from '../isolate';
import { useWords } from '../words';
import classes from './condition-editor.module.css';
import type { ConditionContext } from './condition-names';

const operators = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'contains', 'starts-with', 'exists', 'missing', 'within-past', 'within-next', 'older'] as const;
type Operator = (typeof operators)[number];

/** A line "value – operator – operand" over an attribute or a property of the event, or undefined when it is something else. */
export function attributeConditionOf(condition: Condition): { left: Ref; operator: Operator; right?: Operand; duration?: string } | undefined {
  if (condition.op === 'not') {
    const inner = condition.arg;
    return inner.op === 'exists' && editable(inner.left) ? { left: inner.left, operator: 'missing' } : undefined;
  }
  if (!('left' in condition) || !editable(condition.left)) return undefined;
  const { left } = condition;
  switch (condition.op) {
    case 'exists':
      return { left, operator: 'exists' };
    case 'within':
      return condition.past !== undefined
        ? { left, operator: 'within-past', duration: condition.past }
        : condition.next !== undefined
          ? { left, operator: 'within-next', duration: condition.next }
          : undefined;
    case 'before':
      return typeof condition.right === 'object' && 'ago' in condition.right ? { left, operator: 'older', duration: condition.right.ago } : undefined;
    case 'after':
      return undefined;
    default:
      return { left, operator: condition.op, right: condition.right };
  }
}

const editable = (ref: Ref) => ref.kind === 'customer' || ref.kind === 'event';

function toCondition(left: Ref, operator: Operator, right: Operand | undefined, duration: string | undefined): Condition {
  const value: Operand = right ?? '';
  switch (operator) {
    case 'exists':
      return { op: 'exists', left };
    case 'missing':
      return { op: 'not', arg: { op: 'exists', left } };
    case 'within-past':
      return { op: 'within', left, past: duration ?? 'P30D' };
    case 'within-next':
      return { op: 'within', left, next: duration ?? 'P30D' };
    case 'older':
      return { op: 'before', left, right: { ago: duration ?? 'P30D' } };
    case 'in':
      return { op: 'in', left, right: Array.isArray(value) && value.length ? value : [scalar(value)] };
    case 'starts-with':
      return { op: 'starts-with', left, right: String(scalar(value)) || '-' };
    default:
      return { op: operator, left, right: Array.isArray(value) ? (value[0] ?? '') : value };
  }
}

function scalar(value: Operand): string | number | boolean {
  if (Array.isArray(value)) return value[0] ?? '';
  return value === null || isRef(value) ? '' : value;
}

/** Operators that make sense for a type. */
function operatorsFor(type: CanonicalType): readonly Operator[] {
  switch (type) {
    case 'integer':
    case 'decimal':
    case 'money':
      return ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'exists', 'missing'];
    case 'date':
    case 'datetime':
      return ['within-past', 'older', 'within-next', 'exists', 'missing'];
    case 'boolean':
      return ['eq', 'exists', 'missing'];
    case 'string[]':
      return ['contains', 'exists', 'missing'];
    case 'enum':
    case 'country':
    case 'currency':
      return ['eq', 'ne', 'in', 'exists', 'missing'];
    default:
      return ['eq', 'ne', 'in', 'contains', 'starts-with', 'exists', 'missing'];
  }
}

const numeric: ReadonlySet<CanonicalType> = new Set(['integer', 'decimal', 'money']);

type Props = { value: Condition; onChange: (condition: Condition) => void; context: ConditionContext; event: string | undefined };

export function AttributeLine({ value, onChange, context, event }: Props) {
  const { t, text } = useWords();
  const line = attributeConditionOf(value);
  if (!line) return null;
  const { left, operator, right, duration } = line;
  const properties = event ? context.events.get(event)?.properties : undefined;
  const type = ((left.kind === 'customer' ? context.attributes.get(left.path)?.attribute.type : properties?.get(left.path)?.type) ?? 'string') as CanonicalType;
  const offered = operatorsFor(type);
  const keyOf = (ref: Ref) => `${ref.kind}.${ref.path}`;

  function choose(key: string | null) {
    const [kind, path] = (key ?? '').split('.');
    if (!path || (kind !== 'customer' && kind !== 'event')) return;
    const nextType = ((kind === 'customer' ? context.attributes.get(path)?.attribute.type : properties?.get(path)?.type) ?? 'string') as CanonicalType;
    const fits = operatorsFor(nextType);
    onChange(
      toCondition({ kind, path }, fits.includes(operator) ? operator : (fits[0] ?? 'exists'), nextType === type ? right : startValue(nextType), duration),
    );
  }

  return (
    <div className={classes.line}>
      <Select
        aria-label={t('condition-editor.attribute')}
        value={keyOf(left)}
        onChange={choose}
        searchable
        allowDeselect={false}
        data={[
          ...(properties
            ? [{ group: t('condition-editor.of-event'), items: [...properties.values()].map((p) => ({ value: `event.${p.id}`, label: text(p.label) })) }]
            : []),
          {
            group: t('condition-editor.attribute'),
            items: [...context.attributes.values()].map(({ attribute }) => ({
              value: `customer.${attribute.id}`,
              label: text(attribute.label) || attribute.id,
            })),
          },
        ]}
      />
      <Select
        aria-label={t('condition-editor.operator')}
        value={operator}
        onChange={(next) => next && onChange(toCondition(left, next as Operator, right ?? startValue(type), duration))}
        data={(offered.includes(operator) ? offered : [operator, ...offered]).map((op) => ({ value: op, label: t(`condition-editor.op.${op}`) }))}
        allowDeselect={false}
      />
      {duration !== undefined ? (
        <DurationInput label="" value={duration} onChange={(next) => onChange(toCondition(left, operator, right, next))} />
      ) : (
        right !== undefined && (
          <ValueInput
            type={type}
            operator={operator}
            right={right}
            values={left.kind === 'customer' ? context.attributes.get(left.path)?.attribute.values : undefined}
            onChange={(next) => onChange(toCondition(left, operator, next, duration))}
          />
        )
      )}
    </div>
  );
}

function startValue(type: CanonicalType): Literal {
  return numeric.has(type) ? 1 : type === 'boolean' ? true : '';
}

type ValueProps = {
  type: CanonicalType;
  operator: Operator;
  right: Operand;
  values: { id: string; label: Text }[] | undefined;
  onChange: (value: Operand) => void;
};

function ValueInput({ type, operator, right, values, onChange }: ValueProps) {
  const { t, text } = useWords();
  const label = t('condition-editor.value');
  if (isRef(right)) return <Code>{`${right.kind}.${right.path}`}</Code>;
  const options = values?.map((value) => ({ value: value.id, label: text(value.label) }));
  if (operator === 'in')
    return (
      <TagsInput
        aria-label={label}
        size="xs"
        value={(Array.isArray(right) ? right : [right]).map(String)}
        data={options?.map((o) => o.value) ?? []}
        onChange={(list) => list.length > 0 && onChange(numeric.has(type) ? list.map(Number) : list)}
      />
    );
  if (type === 'boolean')
    return (
      <Select
        aria-label={label}
        value={String(right)}
        onChange={(value) => onChange(value === 'true')}
        data={[
          { value: 'true', label: t('condition-editor.yes') },
          { value: 'false', label: t('condition-editor.no') },
        ]}
        allowDeselect={false}
      />
    );
  if (options) return <Select aria-label={label} value={String(right)} onChange={(value) => value && onChange(value)} data={options} allowDeselect={false} />;
  if (numeric.has(type)) return <NumberInput aria-label={label} value={Number(right)} onChange={(value) => typeof value === 'number' && onChange(value)} />;
  return <TextInput aria-label={label} value={String(right ?? '')} onChange={(event) => onChange(event.currentTarget.value)} dir="auto" />;
}
