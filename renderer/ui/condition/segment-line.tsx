import { Select } from '@mantine/core';
import type { Condition } from '../../../shared/condition/schema';
import { useWords } from '../words';
import classes from './condition-editor.module.css';
import type { ConditionContext } from './condition-names';

type InSegment = Extract<Condition, { op: 'in-segment' }>;
type Value = InSegment | { op: 'not'; arg: InSegment };
type Props = { value: Value; onChange: (condition: Condition) => void; context: ConditionContext };

export function isSegmentLine(condition: Condition): condition is Value {
  return condition.op === 'in-segment' || (condition.op === 'not' && condition.arg.op === 'in-segment');
}

/** Is in another segment, or is not. */
export function SegmentLine({ value, onChange, context }: Props) {
  const { t, text } = useWords();
  const isNot = value.op === 'not';
  const { segment } = isNot ? value.arg : value;
  const set = (id: string, not: boolean) => onChange(not ? { op: 'not', arg: { op: 'in-segment', segment: id } } : { op: 'in-segment', segment: id });
  return (
    <div className={classes.line}>
      <Select
        aria-label={t('condition-editor.operator')}
        value={isNot ? 'not-in' : 'in'}
        onChange={(next) => set(segment, next === 'not-in')}
        data={[
          { value: 'in', label: t('condition-editor.in-segment') },
          { value: 'not-in', label: t('condition-editor.not-in-segment') },
        ]}
        allowDeselect={false}
      />
      <Select
        aria-label={t('condition-editor.segment')}
        value={segment}
        onChange={(next) => next && set(next, isNot)}
        data={[...context.segments.values()].map((one) => ({ value: one.id, label: text(one.name) || one.id }))}
        searchable
        allowDeselect={false}
      />
    </div>
  );
}
