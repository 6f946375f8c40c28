import { Select } from '@mantine/core';
import type { Speaker } from '../../../../shared/journey/node-label';
import { textIn } from '../../../../shared/text';

type Props = {
  label: string;
  value: string | undefined;
  onChange: (id: string) => void;
  speaker: Speaker;
  /** The choice can be taken away. */
  onClear?: (() => void) | undefined;
  placeholder?: string | undefined;
};

/** An event of the catalogue; those no source delivers are marked. */
export function EventPicker({ label, value, onChange, speaker, onClear, placeholder }: Props) {
  const data = [...speaker.context.events.values()].map((event) => ({
    value: event.id,
    label: `${textIn(event.label, speaker.language)}${event.planned ? '' : ` · ${speaker.translate('canvas.not-planned')}`}`,
  }));
  return <Picker label={label} value={value} onChange={onChange} data={data} onClear={onClear} placeholder={placeholder} />;
}

/** An attribute of the record, of the given types where only those make sense. */
export function AttributePicker({ value, onChange, speaker, types, ...props }: Props & { types?: readonly string[] }) {
  return <Picker {...props} value={value} onChange={onChange} data={attributeOptions(speaker, types)} />;
}

/** Attributes to choose among, with their names; those no source gives are marked. */
export function attributeOptions(speaker: Speaker, types?: readonly string[]): Option[] {
  return [...speaker.context.attributes.values()]
    .filter(({ attribute }) => !types || types.includes(attribute.type))
    .map(({ attribute, blocked }) => ({
      value: attribute.id,
      label: `${textIn(attribute.label, speaker.language) || attribute.id}${blocked ? ` · ${speaker.translate('canvas.no-source')}` : ''}`,
    }));
}

export function SegmentPicker({ speaker, ...props }: Props) {
  const data = [...speaker.context.segments.values()].map((segment) => ({ value: segment.id, label: textIn(segment.name, speaker.language) }));
  return <Picker {...props} data={data} />;
}

type Option = { value: string; label: string };

function Picker({ value, onChange, onClear, ...props }: Omit<Props, 'speaker'> & { data: Option[] }) {
  return (
    <Select
      {...props}
      value={value ?? null}
      onChange={(id) => (id ? onChange(id) : onClear?.())}
      searchable
      clearable={onClear !== undefined}
      allowDeselect={onClear !== undefined}
    />
  );
}
