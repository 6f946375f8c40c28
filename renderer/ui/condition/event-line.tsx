import { NumberInput, Select } from '@mantine/core';
import { type ComparisonOp, type Condition, comparisonOps } from '../../../shared/condition/schema';
import { DurationInput } from '../duration-input';
import { useWords } from '../words';
import classes from './condition-editor.module.css';
import type { ConditionContext } from './condition-names';
import { ConditionPart } from './condition-part';

type Performed = Extract<Condition, { op: 'performed' }>;
type Props = { value: Performed; onChange: (condition: Condition) => void; context: ConditionContext };

/** How often something happened, or how much it came to, and since when. */
export function EventLine({ value, onChange, context }: Props) {
  const { t, text } = useWords();
  const window = value.window;
  const since = window?.sinceEntry ? 'entry' : window?.last ? 'last' : window?.afterLast || window?.beforeLast ? 'other' : 'ever';
  return (
    <div className={classes.line}>
      <Select
        aria-label={t('condition-editor.event')}
        value={value.event}
        onChange={(event) => event && onChange({ ...value, event, where: undefined })}
        data={[...context.events.values()].map((event) => ({ value: event.id, label: text(event.label) }))}
        searchable
        allowDeselect={false}
      />
      <Select
        aria-label={t('condition-editor.operator')}
        value={value.is.op}
        onChange={(op) => op && onChange({ ...value, is: { ...value.is, op: op as ComparisonOp } })}
        data={comparisonOps.map((op) => ({ value: op, label: t(`condition-editor.times.${op}`) }))}
        allowDeselect={false}
      />
      <NumberInput
        aria-label={t('condition-editor.times')}
        value={value.is.value}
        min={0}
        onChange={(n) => typeof n === 'number' && onChange({ ...value, is: { ...value.is, value: n } })}
      />
      {since !== 'other' && (
        <Select
          aria-label={t('condition-editor.when')}
          value={since}
          onChange={(next) => onChange({ ...value, window: next === 'entry' ? { sinceEntry: true } : next === 'last' ? { last: 'P30D' } : undefined })}
          data={(['ever', 'last', 'entry'] as const).map((id) => ({ value: id, label: t(`condition-editor.window.${id}`) }))}
          allowDeselect={false}
        />
      )}
      {window?.last && <DurationInput label="" value={window.last} onChange={(last) => onChange({ ...value, window: { ...window, last } })} />}
      {value.where && <ConditionPart value={value.where} onChange={(where) => onChange({ ...value, where })} context={context} event={value.event} />}
    </div>
  );
}
