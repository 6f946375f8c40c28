import { MultiSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Literal } from '../../../shared/condition/schema';
import type { CanonicalType } from '../../../shared/sources/schema';
import type { Text } from '../../../shared/text';
import { NeededInput } from '../needed-input';
import { useWords } from '../words';
import { isNumeric, isTime, type ValueOperator } from './line';

type Props = {
  type: CanonicalType;
  operator: ValueOperator;
  value: Literal;
  /** What an attribute may be, where that is a list. */
  values: readonly { id: string; label: Text }[] | undefined;
  onChange: (value: Literal) => void;
};

/** The value a line compares with, by its type: number, date, yes or no, one or several of a list, text. */
export function ValueInput({ type, operator, value, values, onChange }: Props) {
  const { t, text } = useWords();
  const label = t('condition-editor.value');
  const options = values?.map((one) => ({ value: one.id, label: text(one.label) || one.id }));
  const isList = operator === 'in' || operator === 'not-in' || ((operator === 'contains' || operator === 'not-contains') && type === 'string[]');
  if (isList) {
    const list = (Array.isArray(value) ? value : [value ?? '']).map(String).filter((one) => one !== '');
    const set = (next: string[]) => {
      const distinct = isNumeric(type) ? next.map(Number).filter((n) => !Number.isNaN(n)) : next;
      const [only, second] = distinct;
      // "Contains" takes one value or all of several.
      if (only !== undefined) onChange(operator.endsWith('contains') && second === undefined ? only : distinct);
    };
    return options ? (
      <MultiSelect aria-label={label} value={list} data={options} searchable onChange={set} />
    ) : (
      <TagsInput aria-label={label} value={list} placeholder={list.length === 0 ? t('condition-editor.type-enter') : ''} onChange={set} />
    );
  }
  if (type === 'boolean')
    return (
      <Select
        aria-label={label}
        value={String(value)}
        onChange={(next) => onChange(next === 'true')}
        data={[
          { value: 'true', label: t('condition-editor.yes') },
          { value: 'false', label: t('condition-editor.no') },
        ]}
        allowDeselect={false}
      />
    );
  if (options)
    return <Select aria-label={label} value={String(value)} onChange={(next) => next && onChange(next)} data={options} searchable allowDeselect={false} />;
  if (isNumeric(type))
    return <NumberInput aria-label={label} value={Number(value)} thousandSeparator="," onChange={(next) => typeof next === 'number' && onChange(next)} />;
  if (isTime(type)) return <NeededInput type="date" aria-label={label} value={String(value).slice(0, 10)} onChange={onChange} />;
  return <TextValue label={label} value={String(value ?? '')} mayBeEmpty={operator !== 'starts-with'} onChange={onChange} />;
}

/** Keeps what is being typed where the document would refuse it: nothing starts with nothing. */
function TextValue({ label, value, mayBeEmpty, onChange }: { label: string; value: string; mayBeEmpty: boolean; onChange: (value: string) => void }) {
  const { t } = useWords();
  const [isEmptied, setEmptied] = useState(false);
  return (
    <TextInput
      aria-label={label}
      value={isEmptied ? '' : value}
      placeholder={t('condition-editor.value')}
      dir="auto"
      onBlur={() => setEmptied(false)}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setEmptied(next === '' && !mayBeEmpty);
        if (next !== '' || mayBeEmpty) onChange(next);
      }}
    />
  );
}
