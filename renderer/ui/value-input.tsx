import { NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import type { DraftValue } from '../../shared/executor/event-draft';
import type { Text } from '../../shared/text';
import { Private } from './private';
import { useWords } from './words';

type Props = {
  label: string;
  type: string;
  required?: boolean;
  /** Allowed values of an enum, where they are known. */
  values?: readonly { id: string; label: Text }[] | undefined;
  value: DraftValue;
  onChange: (value: DraftValue) => void;
  error?: string | undefined;
};

/** An input for a value of a canonical type. */
export function ValueInput(props: Props) {
  return (
    <Private of={JSON.stringify(props.value ?? '')}>
      <Input {...props} />
    </Private>
  );
}

function Input({ label, type, required = false, values, value, onChange, error }: Props) {
  const { t, text } = useWords();
  const shared = { label, withAsterisk: required, error: error ?? null };
  const plain = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  if (values && values.length > 0)
    return (
      <Select
        {...shared}
        value={plain || null}
        onChange={(next) => onChange(next ?? undefined)}
        data={values.map((one) => ({ value: one.id, label: text(one.label) || one.id }))}
        clearable
        searchable={values.length > 8}
      />
    );
  switch (type) {
    case 'boolean':
      return (
        <Select
          {...shared}
          value={value === undefined ? null : String(value)}
          onChange={(next) => onChange(next === null ? undefined : next === 'true')}
          data={[
            { value: 'true', label: t('port.yes') },
            { value: 'false', label: t('port.no') },
          ]}
          clearable
        />
      );
    case 'integer':
    case 'decimal':
    case 'money':
      return (
        <NumberInput
          {...shared}
          value={typeof value === 'number' || typeof value === 'string' ? value : ''}
          onChange={(next) => onChange(next === '' ? undefined : next)}
          allowDecimal={type !== 'integer'}
          hideControls
        />
      );
    case 'json':
      return <Textarea {...shared} value={plain} onChange={(event) => onChange(event.currentTarget.value)} dir="ltr" autosize minRows={1} maxRows={5} />;
    case 'date':
    case 'datetime':
      return (
        <TextInput {...shared} type={type === 'date' ? 'date' : 'datetime-local'} value={plain} onChange={(event) => onChange(event.currentTarget.value)} />
      );
    default: {
      const isTechnical = ['email', 'phone', 'url', 'country', 'currency'].includes(type);
      return (
        <TextInput
          {...shared}
          value={plain}
          onChange={(event) => onChange(event.currentTarget.value)}
          dir={isTechnical ? 'ltr' : 'auto'}
          placeholder={type.endsWith('[]') ? t('executor.list-hint') : undefined}
        />
      );
    }
  }
}
