import { MultiSelect, NumberInput, Select } from '@mantine/core';
import { settingAt, type ValueKind } from '../../../../shared/journey/diff-settings';
import type { Speaker } from '../../../../shared/journey/node-label';
import { channels, messageClassSchema, weekdays } from '../../../../shared/journey/schema';
import { textIn } from '../../../../shared/text';
import { ClockInput } from '../../../ui/clock-input';
import { DurationInput } from '../../../ui/duration-input';
import { TypedInput } from '../../../ui/typed-input';
import { useWords, type Words } from '../../../ui/words';
import { AttributePicker, attributeOptions, EventPicker } from './pickers';

type Props = {
  /** Of a node, as in `settingLooks`. */
  path: string;
  value: unknown;
  /** Words for the different values there are, when there are several. */
  mixed?: string | undefined;
  onChange: (value: unknown) => void;
  speaker: Speaker;
  /** It may be left empty; undefined then. */
  optional?: boolean;
};

/** The control for one setting of a node, by what its value is. */
export function SettingField({ path, value, mixed, onChange, speaker, optional = false }: Props) {
  const words = useWords();
  const { t } = words;
  const look = settingAt('node', path).look;
  if (!look) return null;
  const label = t(look.label);
  const placeholder = mixed === undefined ? undefined : t('canvas.several', { values: mixed });
  const clear = optional ? () => onChange(undefined) : undefined;
  const text = typeof value === 'string' ? value : undefined;
  const list = Array.isArray(value) ? value.map(String) : [];
  const shared = { label, placeholder };
  switch (look.kind) {
    case 'duration':
      return <DurationInput {...shared} value={text} signed={path.endsWith('offset')} onChange={onChange} onClear={clear} />;
    case 'clock':
      return <ClockInput label={label} value={text ?? ''} {...(placeholder ? { description: placeholder } : {})} onChange={onChange} onClear={clear} />;
    case 'event':
      return <EventPicker {...shared} value={text} onChange={onChange} onClear={clear} speaker={speaker} />;
    case 'attribute':
      if (path !== 'payload') return <AttributePicker {...shared} value={text} onChange={onChange} onClear={clear} speaker={speaker} />;
      return <MultiSelect {...shared} value={list} onChange={onChange} data={attributeOptions(speaker)} searchable />;
    case 'reference': {
      const path =
        typeof value === 'object' && value !== null && 'path' in value && 'kind' in value && value.kind === 'customer' ? String(value.path) : undefined;
      return (
        <AttributePicker {...shared} value={path} types={['date', 'datetime']} onChange={(id) => onChange({ kind: 'customer', path: id })} speaker={speaker} />
      );
    }
    case 'weekday':
      return (
        <MultiSelect
          {...shared}
          value={list}
          onChange={(days) => (days.length > 0 ? onChange(weekdays.filter((day) => days.includes(day))) : clear?.())}
          data={weekdays.map((day) => ({ value: day, label: t(`weekday.${day}`) }))}
        />
      );
    case 'suppression':
      return (
        <MultiSelect
          {...shared}
          value={list}
          onChange={onChange}
          data={[...speaker.context.suppressions.values()].map((one) => ({ value: one.id, label: textIn(one.name, speaker.language) || one.id }))}
        />
      );
    case 'kpi':
      return (
        <Select
          {...shared}
          value={text ?? null}
          onChange={(id) => (id ? onChange(id) : clear?.())}
          data={[...speaker.context.kpis].map(([id, name]) => ({ value: id, label: textIn(name, speaker.language) || id }))}
          searchable
          clearable={optional}
        />
      );
    case 'number':
      return (
        <NumberInput
          {...shared}
          value={typeof value === 'number' ? value : ''}
          min={1}
          allowDecimal={false}
          onChange={(number) => (typeof number === 'number' ? onChange(number) : clear?.())}
        />
      );
    case 'code': {
      const isList = path === 'targets';
      const write = (typed: string) => {
        const parts = typed
          .split(',')
          .map((part) => part.trim())
          .filter((part) => part !== '');
        if (isList) onChange(parts);
        else if (typed.trim() !== '') onChange(typed.trim());
        else clear?.();
      };
      return <TypedInput {...shared} value={isList ? list.join(', ') : (text ?? '')} onType={write} dir="ltr" maxLength={500} />;
    }
    default: {
      const options = optionsOf(path, look.kind, words);
      if (!options) return null;
      return (
        <Select
          {...shared}
          value={text ?? null}
          onChange={(id) => (id ? onChange(id) : clear?.())}
          data={options}
          clearable={optional}
          allowDeselect={optional}
        />
      );
    }
  }
}

/** What may be chosen, where a setting has a fixed list. */
function optionsOf(path: string, kind: ValueKind, { t }: Words): { value: string; label: string }[] | undefined {
  const of = <K extends string>(values: readonly K[], name: (value: K) => string) => values.map((value) => ({ value, label: name(value) }));
  switch (kind) {
    case 'channel':
      return of(channels, (value) => t(`channel.${value}`));
    case 'message-class':
      return of(messageClassSchema.options, (value) => t(`message-class.${value}`));
    case 'going-on':
      return of(['continue', path === 'onMissing' ? 'exit' : 'branch'], (value) => t(`going-on.${value}`));
    case 'late':
      return of(['run-now', 'next-window', 'skip'], (value) => t(`late.${value}`));
    case 'update-mode':
      return of(['set', 'add', 'remove'], (value) => t(`update-mode.${value}`));
    case 'draw-unit':
      return of(['customer', 'run'], (value) => t(`draw-unit.${value}`));
    case 'task':
      return of(['create-task', 'ticket', 'alert', 'other'], (value) => t(`task.${value}`));
    default:
      return undefined;
  }
}
