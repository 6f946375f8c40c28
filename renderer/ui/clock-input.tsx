import { TextInput, type TextInputProps } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { clockIn } from '../../shared/i18n/number-format';
import { clockAfter, readClock } from '../../shared/time/clock-text';
import { useWords } from './words';

type Props = {
  /** 08:30; empty where none is said, or several are. */
  value: string;
  onChange: (clock: string) => void;
  /** Emptied; without it an empty field means nothing. */
  onClear?: (() => void) | undefined;
} & Omit<TextInputProps, 'value' | 'onChange' | 'onBlur' | 'onKeyDown' | 'type'>;

/**
 * A time of day, in twenty-four hours and in the language's digits. The browser's own field follows the machine instead: on many it
 * says "08:00 AM" in a Hebrew window. What can be read is taken when the field is left, or at once where it is written in full.
 */
export function ClockInput({ value, onChange, onClear, error, ...props }: Props) {
  const { t, locale } = useWords();
  const [typed, setTyped] = useState<{ text: string; isLeft: boolean }>();
  const shown = clockIn(value, locale);

  function type(text: string) {
    setTyped({ text, isLeft: false });
    const read = readClock(text);
    if (read && read !== value && /^\s*\S\S\D\S\S\s*$/.test(text)) onChange(read);
    if (text === '') onClear?.();
  }

  function leave() {
    if (!typed) return;
    const read = readClock(typed.text);
    const isNone = typed.text.trim() === '' && (onClear !== undefined || value === '');
    if (read && read !== value) onChange(read);
    setTyped(read || isNone ? undefined : { ...typed, isLeft: true });
  }

  /** Up and down: the hours where the cursor stands before the colon, else the minutes. */
  function press(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter') return leave();
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const at = readClock(typed?.text ?? value);
    if (!step || !at) return;
    event.preventDefault();
    const input = event.currentTarget;
    const caret = input.selectionStart ?? 0;
    setTyped(undefined);
    onChange(clockAfter(at, caret <= 2 ? step * 60 : step));
    requestAnimationFrame(() => input.setSelectionRange(caret, caret));
  }

  return (
    <TextInput
      {...props}
      dir="ltr"
      autoComplete="off"
      value={typed?.text ?? shown}
      error={typed?.isLeft ? (value === '' ? t('clock.unreadable') : t('clock.stays', { value: shown })) : error}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={press}
    />
  );
}
