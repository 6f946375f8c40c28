import { NumberInput, Select } from '@mantine/core';
import { useWords } from './words';

const units = ['days', 'hours', 'minutes', 'weeks'] as const;
type Unit = (typeof units)[number];

function toParts(duration: string): { count: number; unit: Unit } {
  const [, sign = '', weeks, days, hours, minutes] = /^(-?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?$/.exec(duration) ?? [];
  const factor = sign ? -1 : 1;
  if (weeks) return { count: factor * Number(weeks), unit: 'weeks' };
  if (minutes && !hours && !days) return { count: factor * Number(minutes), unit: 'minutes' };
  if (hours && !days) return { count: factor * Number(hours), unit: 'hours' };
  return { count: factor * Number(days ?? 0), unit: 'days' };
}

function toIso(count: number, unit: Unit): string {
  const sign = count < 0 ? '-' : '';
  const n = Math.abs(Math.round(count));
  switch (unit) {
    case 'weeks':
      return `${sign}P${n}W`;
    case 'days':
      return `${sign}P${n}D`;
    case 'hours':
      return `${sign}PT${n}H`;
    case 'minutes':
      return `${sign}PT${n}M`;
  }
}

/** A length of time: days and weeks are days of the calendar, hours and minutes run by the clock. */
export function DurationInput({
  label,
  value,
  onChange,
  onClear,
  signed = false,
  placeholder,
}: {
  label: string;
  /** Undefined: none, or several. */
  value: string | undefined;
  onChange: (duration: string) => void;
  /** Emptied; without it an empty field means nothing. */
  onClear?: (() => void) | undefined;
  signed?: boolean;
  placeholder?: string | undefined;
}) {
  const { t } = useWords();
  const { count, unit } = value === undefined ? { count: '', unit: 'days' as const } : toParts(value);
  return (
    <div style={{ display: 'flex', alignItems: 'flex-end', gap: 8 }}>
      <NumberInput
        label={label}
        value={count}
        placeholder={placeholder}
        onChange={(next) => (typeof next === 'number' ? onChange(toIso(next, unit)) : next === '' && onClear?.())}
        min={signed ? -3650 : 0}
        max={3650}
        allowDecimal={false}
        style={{ flex: 1 }}
      />
      <Select
        aria-label={t('duration.unit')}
        value={unit}
        onChange={(next) => next && typeof count === 'number' && onChange(toIso(count, next as Unit))}
        data={units.map((u) => ({ value: u, label: t(`duration.unit.${u}`) }))}
        allowDeselect={false}
        w={110}
      />
    </div>
  );
}
