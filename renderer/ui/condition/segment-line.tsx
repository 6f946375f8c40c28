import { Select } from '@mantine/core';
import type { Condition } from '../../../shared/condition/schema';
import { useWords } from '../words';
import type { ConditionContext } from './condition-names';

type Props = { value: Extract<Condition, { op: 'in-segment' }>; onChange: (condition: Condition) => void; context: ConditionContext };

export function SegmentLine({ value, onChange, context }: Props) {
  const { t, text } = useWords();
  return (
    <Select
      aria-label={t('condition-editor.segment')}
      value={value.segment}
      onChange={(segment) => segment && onChange({ op: 'in-segment', segment })}
      data={[...context.segments.values()].map((segment) => ({ value: segment.id, label: text(segment.name) }))}
      searchable
      allowDeselect={false}
    />
  );
}
