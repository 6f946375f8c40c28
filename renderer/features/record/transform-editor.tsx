import { ActionIcon, Button, Group, Menu, MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { dateForms, type Transform } from '../../../shared/record/transform-schema';
import type { Field, SourceObject } from '../../../shared/sources/schema';
import { Quiet } from '../../ui/quiet';
import { useWords } from '../../ui/words';
import classes from './transform-editor.module.css';

type Props = {
  transforms: readonly Transform[];
  object: SourceObject;
  field: Field;
  country: string;
  disabled: boolean;
  onChange: (transforms: Transform[]) => void;
};

/** The steps of a mapping, in order, each with what can be chosen about it. */
export function TransformEditor({ transforms, object, field, country, disabled, onChange }: Props) {
  const { t } = useWords();
  const others = object.fields.filter(({ id }) => id !== field.id);
  const [first] = others;
  const together: Transform[] = first ? [{ kind: 'concat', fields: [first.id], separator: ' ' }] : [];
  const blanks: Transform[] = [
    { kind: 'trim' },
    { kind: 'case', to: 'lower' },
    { kind: 'split-name', part: 'first' },
    ...together,
    { kind: 'value-map', values: [], otherwise: 'keep' },
    { kind: 'date', form: 'auto' },
    { kind: 'phone', country },
  ];
  const replace = (at: number, step: Transform) => onChange(transforms.map((old, i) => (i === at ? step : old)));
  return (
    <div className={classes.editor}>
      {transforms.length === 0 && <Quiet>{t('record.transform.none')}</Quiet>}
      <ol className={classes.steps}>
        {transforms.map((step, i) => (
          // Steps have no names of their own; the place in the list is what tells two of a kind apart.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={`${i}${step.kind}`} className={classes.step}>
            <div className={classes.head}>
              <strong>{t(`record.transform.kind.${step.kind}`)}</strong>
              <ActionIcon
                size={24}
                disabled={disabled || i === 0}
                aria-label={t('record.transform.earlier')}
                onClick={() => onChange(transforms.toSpliced(i - 1, 2, step, ...transforms.slice(i - 1, i)))}
              >
                <IconArrowUp size={14} />
              </ActionIcon>
              <ActionIcon size={24} disabled={disabled} aria-label={t('record.transform.remove')} onClick={() => onChange(transforms.toSpliced(i, 1))}>
                <IconX size={14} />
              </ActionIcon>
            </div>
            <StepSettings step={step} others={others} disabled={disabled} onChange={(next) => replace(i, next)} />
          </li>
        ))}
      </ol>
      <Menu position="bottom-start" withinPortal={false}>
        <Menu.Target>
          <Button size="compact-xs" variant="default" leftSection={<IconPlus size={14} />} disabled={disabled || transforms.length >= 20}>
            {t('record.transform.add')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {blanks.map((step) => (
            <Menu.Item key={step.kind} onClick={() => onChange([...transforms, step])}>
              {t(`record.transform.kind.${step.kind}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

type StepProps = { step: Transform; others: readonly Field[]; disabled: boolean; onChange: (step: Transform) => void };

function StepSettings({ step, others, disabled, onChange }: StepProps) {
  const { t } = useWords();
  const common = { disabled, size: 'xs' as const, allowDeselect: false, comboboxProps: { withinPortal: false } };
  const label = t(`record.transform.kind.${step.kind}`);
  switch (step.kind) {
    case 'trim':
      return null;
    case 'case':
      return (
        <Select
          {...common}
          aria-label={label}
          value={step.to}
          data={(['lower', 'upper', 'title'] as const).map((to) => ({ value: to, label: t(`transform.case.${to}`) }))}
          onChange={(to) => to && onChange({ ...step, to })}
        />
      );
    case 'split-name':
      return (
        <Select
          {...common}
          aria-label={label}
          value={step.part}
          data={(['first', 'last'] as const).map((part) => ({ value: part, label: t(`transform.split-name.${part}`) }))}
          onChange={(part) => part && onChange({ ...step, part })}
        />
      );
    case 'date':
      return (
        <Select
          {...common}
          aria-label={label}
          value={step.form}
          data={dateForms.map((form) => ({ value: form, label: t(`date-form.${form}`) }))}
          onChange={(form) => form && onChange({ ...step, form })}
        />
      );
    case 'phone':
      return <CountryInput country={step.country} disabled={disabled} onChange={(country) => onChange({ ...step, country })} />;
    case 'concat':
      return (
        <Group align="flex-end" gap={6} wrap="nowrap">
          <MultiSelect
            flex={1}
            disabled={disabled}
            aria-label={label}
            value={step.fields}
            data={others.map(({ id, nativeName }) => ({ value: id, label: nativeName }))}
            maxValues={20}
            comboboxProps={{ withinPortal: false }}
            onChange={(fields) => fields.length > 0 && onChange({ ...step, fields })}
          />
          <TextInput
            disabled={disabled}
            label={t('record.transform.separator')}
            value={step.separator}
            maxLength={20}
            w={90}
            onChange={(event) => onChange({ ...step, separator: event.currentTarget.value })}
          />
        </Group>
      );
    case 'value-map':
      return <ValueList step={step} disabled={disabled} onChange={onChange} />;
  }
}

function CountryInput({ country, disabled, onChange }: { country: string; disabled: boolean; onChange: (country: string) => void }) {
  const { t } = useWords();
  const [typed, setTyped] = useState(country);
  return (
    <TextInput
      disabled={disabled}
      label={t('record.transform.country')}
      dir="ltr"
      maxLength={2}
      w={170}
      value={typed}
      onChange={(event) => {
        const next = event.currentTarget.value.toUpperCase();
        setTyped(next);
        if (/^[A-Z]{2}$/.test(next)) onChange(next);
      }}
    />
  );
}

type ValueMap = Extract<Transform, { kind: 'value-map' }>;

/** One line per value, `from = to`: also the form in which a list is pasted. */
function ValueList({ step, disabled, onChange }: { step: ValueMap; disabled: boolean; onChange: (step: Transform) => void }) {
  const { t } = useWords();
  const [typed, setTyped] = useState(step.values.map(({ from, to }) => `${from} = ${to}`).join('\n'));
  return (
    <>
      <Textarea
        disabled={disabled}
        label={t('record.transform.values')}
        autosize
        minRows={2}
        maxRows={8}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          onChange({ ...step, values: parseValues(event.currentTarget.value) });
        }}
      />
      <Select
        disabled={disabled}
        label={t('record.transform.otherwise')}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        value={step.otherwise}
        data={(['keep', 'empty'] as const).map((value) => ({ value, label: t(`record.transform.otherwise.${value}`) }))}
        onChange={(otherwise) => otherwise && onChange({ ...step, otherwise })}
      />
    </>
  );
}

function parseValues(text: string): ValueMap['values'] {
  return text
    .split('\n')
    .slice(0, 500)
    .flatMap((line) => {
      const at = line.search(/[=\t]/);
      const from = line.slice(0, Math.max(0, at)).trim();
      return at > 0 && from !== ''
        ? [
            {
              from: from.slice(0, 200),
              to: line
                .slice(at + 1)
                .trim()
                .slice(0, 200),
            },
          ]
        : [];
    });
}
