import { ActionIcon, Select } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { isRef } from '../../../shared/condition/refs';
import type { Condition, Ref } from '../../../shared/condition/schema';
import type { CanonicalType } from '../../../shared/sources/schema';
import { DurationInput } from '../duration-input';
import { useWords } from '../words';
import classes from './condition-editor.module.css';
import type { ConditionContext } from './condition-names';
import { conditionOf, isNumeric, isTime, type Line, type Operator, operatorsFor, startValue, takesReference, withOperator } from './line';
import { RefSelect, typeOfRef } from './ref-select';
import { ValueInput } from './value-input';

type Props = { line: Line; onChange: (condition: Condition) => void; context: ConditionContext; event: string | undefined };

/** A value of the record or of the event, compared with something of its type. */
export function AttributeLine({ line, onChange, context, event }: Props) {
  const { t } = useWords();
  const { left, operator } = line;
  const type = typeOfRef(left, context, event);
  const today = new Date().toISOString().slice(0, 10);
  const offered = operatorsFor(type);
  const set = (next: Line) => onChange(conditionOf(next));

  function choose(ref: Ref) {
    const nextType = typeOfRef(ref, context, event);
    const fits = operatorsFor(nextType);
    const hasList = ref.kind === 'customer' && context.attributes.get(ref.path)?.attribute.values !== undefined;
    const kept = nextType === type && !hasList ? { ...line, left: ref } : { left: ref, operator: 'exists' as const };
    const next = withOperator(kept, fits.includes(operator) ? operator : (fits[0] ?? 'exists'), nextType, today);
    const [first] = (ref.kind === 'customer' && context.attributes.get(ref.path)?.attribute.values) || [];
    set('right' in next && first && next.right === '' ? { ...next, right: first.id } : next);
  }

  return (
    <div className={classes.line}>
      <RefSelect label={t('condition-editor.attribute')} value={left} onChange={choose} context={context} event={event} />
      <Select
        aria-label={t('condition-editor.operator')}
        value={operator}
        onChange={(next) => next && set(withOperator(line, next as Operator, type, today))}
        data={(offered.includes(operator) ? offered : [operator, ...offered]).map((op) => ({ value: op, label: t(operatorKey(op, type)) }))}
        allowDeselect={false}
      />
      {line.operator === 'within-both' ? (
        <>
          <div className={classes.duration}>
            <DurationInput label={t('condition-editor.past')} value={line.duration} onChange={(duration) => set({ ...line, duration })} />
          </div>
          <div className={classes.duration}>
            <DurationInput label={t('condition-editor.next')} value={line.next} onChange={(next) => set({ ...line, next })} />
          </div>
        </>
      ) : 'duration' in line ? (
        <div className={classes.duration}>
          <DurationInput label="" value={line.duration} onChange={(duration) => set({ ...line, duration })} />
        </div>
      ) : (
        'right' in line && <Other line={line} type={type} set={set} context={context} event={event} today={today} />
      )}
    </div>
  );
}

type OtherProps = {
  line: Extract<Line, { right: unknown }>;
  type: CanonicalType;
  set: (line: Line) => void;
  context: ConditionContext;
  event: string | undefined;
  today: string;
};

/** What stands on the other side: a value, or another value of the record or of the event. */
function Other({ line, type, set, context, event, today }: OtherProps) {
  const { t } = useWords();
  const { left, operator, right } = line;
  const isOther = isRef(right);
  const types = alike(type);
  const first = firstOther(left, types, context, event);
  const values = left.kind === 'customer' ? context.attributes.get(left.path)?.attribute.values : undefined;
  return (
    <div className={classes.other}>
      {isOther ? (
        <RefSelect
          label={t('condition-editor.other')}
          value={right}
          onChange={(ref) => set({ ...line, right: ref })}
          context={context}
          event={event}
          types={types}
        />
      ) : (
        <ValueInput type={type} operator={operator} value={right} values={values} onChange={(next) => set({ ...line, right: next })} />
      )}
      {takesReference(operator) && first && (
        <ActionIcon
          size={28}
          aria-label={t('condition-editor.compare-other')}
          title={t('condition-editor.compare-other')}
          aria-pressed={isOther}
          onClick={() => set({ ...line, right: isOther ? startValue(type, today) : first })}
        >
          <IconArrowsExchange size={15} />
        </ActionIcon>
      )}
    </div>
  );
}

function firstOther(left: Ref, types: readonly CanonicalType[] | undefined, context: ConditionContext, event: string | undefined): Ref | undefined {
  const fits = (type: string) => types === undefined || types.some((one) => one === type);
  const attribute = [...context.attributes.values()].find((one) => one.attribute.id !== left.path && fits(one.attribute.type));
  if (attribute) return { kind: 'customer', path: attribute.attribute.id };
  const property = [...((event && context.events.get(event)?.properties.values()) || [])].find((one) => one.id !== left.path && fits(one.type));
  return property && { kind: 'event', path: property.id };
}

/** Types whose values can be compared with a value of this one; undefined: any. */
function alike(type: CanonicalType): readonly CanonicalType[] | undefined {
  if (isNumeric(type)) return ['integer', 'decimal', 'money'];
  if (isTime(type)) return ['date', 'datetime'];
  if (type === 'boolean') return ['boolean'];
  return type === 'json' ? undefined : ['string', 'enum', 'email', 'phone', 'url', 'country', 'currency', 'string[]'];
}

/** Dates are before and after, numbers more and less. */
function operatorKey(operator: Operator, type: CanonicalType): string {
  switch (operator) {
    case 'eq':
    case 'ne':
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return isTime(type) ? `condition-editor.date-op.${operator}` : `condition-editor.op.${operator}`;
    default:
      return `condition-editor.op.${operator}`;
  }
}
