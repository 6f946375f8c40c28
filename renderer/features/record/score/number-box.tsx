import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState } from 'react';

type Props = Omit<NumberInputProps, 'value' | 'onChange' | 'min' | 'max'> & {
  value: number | undefined;
  min?: number;
  max?: number;
  /** undefined: the field was emptied. */
  onNumber: (value: number | undefined) => void;
};

/** A number that is typed bit by bit: a minus or an empty field is no number yet and stays as it is typed. */
export function NumberBox({ value, min = -1_000_000, max = 1_000_000, onNumber, ...rest }: Props) {
  const [typed, setTyped] = useState<string | number>();
  return (
    <NumberInput
      decimalScale={2}
      {...rest}
      min={min}
      max={max}
      value={typed ?? value ?? ''}
      onChange={(next) => {
        setTyped(next);
        if (next === '') onNumber(undefined);
        else if (typeof next === 'number' && next >= min && next <= max) onNumber(next);
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
