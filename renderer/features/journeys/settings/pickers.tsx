import { Select } from '@mantine/core';
import type { Speaker } from '../../../../shared/journey/node-label';
import { textIn } from '../../../../shared/text';

type Props = { label: string; value: string | undefined; onChange: (id: string) => void; speaker: Speaker; clearable?: boolean; onClear?: () => void };

/** An event of the catalogue; those no source delivers are marked. */
export function EventPicker({ label, value, onChange, speaker }: Props) {
  const data = [...speaker.context.events.values()].map((event) => ({
    value: event.id,
    label: `${textIn(event.label, speaker.language)}${event.planned ? '' : ` · ${speaker.translate('canvas.not-planned')}`}`,
  }));
  return <Select label={label} value={value ?? null} onChange={(id) => id && onChange(id)} data={data} searchable allowDeselect={false} />;
}

/** An attribute of the record, of the given types where only those make sense. */
export function AttributePicker({ label, value, onChange, speaker, types, clearable, onClear }: Props & { types?: readonly string[] }) {
  const data = [...speaker.context.attributes.values()]
    .filter(({ attribute }) => !types || types.includes(attribute.type))
    .map(({ attribute, blocked }) => ({
      value: attribute.id,
      label: `${textIn(attribute.label, speaker.language) || attribute.id}${blocked ? ` · ${speaker.translate('canvas.no-source')}` : ''}`,
    }));
  return (
    <Select
      label={label}
      value={value ?? null}
      onChange={(id) => (id ? onChange(id) : onClear?.())}
      data={data}
      searchable
      clearable={clearable ?? false}
      allowDeselect={clearable ?? false}
    />
  );
}

export function SegmentPicker({ label, value, onChange, speaker }: Props) {
  const data = [...speaker.context.segments.values()].map((segment) => ({ value: segment.id, label: textIn(segment.name, speaker.language) }));
  return <Select label={label} value={value ?? null} onChange={(id) => id && onChange(id)} data={data} searchable allowDeselect={false} />;
}
