import { NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import { type DurationParts, type DurationUnit, durationOf, durationParts, durationUnits, singleUnit } from '../../shared/time/duration-parts';
import classes from './duration-input.module.css';
import { useWords } from './words';

/** What is offered; seconds only where they are there already. */
const offered: readonly DurationUnit[] = ['days', 'hours', 'minutes', 'weeks'];
const LONGEST = 3650;

type Props = {
  label: string;
  /** Undefined: none, or several. */
  value: string | undefined;
  onChange: (duration: string) => void;
  /** Emptied; without it an empty field means nothing. */
  onClear?: (() => void) | undefined;
  signed?: boolean;
  placeholder?: string | undefined;
};

/** A length of time: days and weeks are days of the calendar, hours and minutes run by the clock. In one unit, or in several. */
export function DurationInput({ label, value, onChange, onClear, signed = false, placeholder }: Props) {
  const { t } = useWords();
  const [several, setSeveral] = useState(false);
  const parts = value === undefined ? undefined : durationParts(value);
  const single = parts && singleUnit(parts);
  const isMixed = parts !== undefined && (single === undefined || several);
  const unit = single ?? 'days';
  const sign = parts?.sign ?? 1;
  const set = (count: number, of: DurationUnit) => onChange(durationOf({ sign, [of]: Math.abs(Math.round(count)) }));
  return (
    <div className={classes.row}>
      {isMixed ? (
        <MixedInput label={label} parts={parts} onChange={(next) => onChange(durationOf(next))} />
      ) : (
        <NumberInput
          label={label}
          value={parts ? parts[unit] : ''}
          placeholder={placeholder}
          onChange={(next) => (typeof next === 'number' ? set(next, unit) : next === '' && onClear?.())}
          min={0}
          max={LONGEST}
          allowDecimal={false}
          className={classes.count}
        />
      )}
      <Select
        aria-label={t('duration.unit')}
        value={isMixed ? 'several' : unit}
        onChange={(next) => {
          if (next === 'several') return setSeveral(true);
          setSeveral(false);
          const to = durationUnits.find((one) => one === next);
          // Of several units the largest count is kept, in the unit that is asked for.
          if (to && parts) set(parts[to] || Math.max(...durationUnits.map((one) => parts[one])), to);
        }}
        data={[
          ...durationUnits.filter((one) => offered.includes(one) || one === unit).map((one) => ({ value: one, label: t(`duration.unit.${one}`) })),
          { value: 'several', label: t('duration.unit.several') },
        ]}
        allowDeselect={false}
        disabled={parts === undefined}
        w={110}
      />
      {signed && (
        <Select
          aria-label={t('duration.side')}
          value={sign < 0 ? 'before' : 'after'}
          onChange={(side) => parts && onChange(durationOf({ ...parts, sign: side === 'before' ? -1 : 1 }))}
          data={(['before', 'after'] as const).map((side) => ({ value: side, label: t(`condition-editor.op.${side}`) }))}
          allowDeselect={false}
          disabled={parts === undefined}
          w={90}
        />
      )}
    </div>
  );
}

/** Days of the calendar and time by the clock beside each other. */
function MixedInput({ label, parts, onChange }: { label: string; parts: DurationParts; onChange: (parts: DurationParts) => void }) {
  const { t } = useWords();
  const units = durationUnits.filter((unit) => unit === 'days' || unit === 'hours' || unit === 'minutes' || parts[unit] > 0);
  return (
    <fieldset className={classes.several}>
      <legend>{label}</legend>
      {units.map((unit) => (
        <NumberInput
          key={unit}
          aria-label={`${label}: ${t(`duration.unit.${unit}`)}`}
          description={t(`duration.unit.${unit}`)}
          inputWrapperOrder={['input', 'description']}
          hideControls
          value={parts[unit]}
          min={0}
          max={LONGEST}
          allowDecimal={false}
          onChange={(next) => typeof next === 'number' && onChange({ ...parts, [unit]: next })}
        />
      ))}
    </fieldset>
  );
}
