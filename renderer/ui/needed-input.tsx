import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { localDateWords } from './dates';
import { useWords } from './words';

type Props = { type: 'date'; value: string; onChange: (value: string) => void } & Omit<TextInputProps, 'type' | 'value' | 'onChange' | 'onBlur'>;

/**
 * A day that must be there. Emptied it stays empty until it is left, says what will stand again, and the document
 * hears only of days: it would refuse nothing, and the old one would be back without a word.
 */
export function NeededInput({ type, value, onChange, error, ...props }: Props) {
  const { t, locale } = useWords();
  const [isEmptied, setEmptied] = useState(false);
  const stays = value !== '' ? localDateWords(value, locale) : value;
  return (
    <TextInput
      {...props}
      type={type}
      value={isEmptied ? '' : value}
      error={isEmptied && stays !== '' ? t('common.needed', { value: stays }) : error}
      onBlur={() => setEmptied(false)}
      onChange={({ currentTarget: { value: next } }) => {
        setEmptied(next === '');
        if (next !== '') onChange(next);
      }}
    />
  );
}
