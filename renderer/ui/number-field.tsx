import { NumberInput } from '@mantine/core';

export type NumberFieldProps = {
  label: string;
  hideLabel?: boolean;
  description?: string | undefined;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  /** `share`: kept as 0.25, typed as 25 %. */
  measure?: 'count' | 'share' | 'money';
  currency?: string;
  max?: number;
  min?: number;
  disabled?: boolean;
  placeholder?: string;
};

/** A number that may be unknown. Thousands are parted, shares are typed as percent. */
export function NumberField({ label, hideLabel = false, description, value, onChange, measure = 'count', currency, max, min = 0, ...props }: NumberFieldProps) {
  const shown = value === undefined ? '' : measure === 'share' ? Number((value * 100).toPrecision(10)) : value;
  return (
    <NumberInput
      {...(hideLabel ? { 'aria-label': label } : { label })}
      description={description}
      inputWrapperOrder={['label', 'input', 'description']}
      value={shown}
      onChange={(next) => {
        if (next === '') onChange(undefined);
        else if (typeof next === 'number') onChange(measure === 'share' ? Number((next / 100).toPrecision(10)) : next);
      }}
      min={min}
      {...(max === undefined ? {} : { max })}
      thousandSeparator=","
      hideControls
      allowNegative={min < 0}
      {...(measure === 'share' ? { suffix: '%' } : {})}
      {...(currency ? { rightSection: <bdi className="mono">{currency}</bdi>, rightSectionWidth: 42 } : {})}
      {...props}
    />
  );
}
