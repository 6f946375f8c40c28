import { Select } from '@mantine/core';
import type { Ref } from '../../../shared/condition/schema';
import type { CanonicalType } from '../../../shared/sources/schema';
import { useWords } from '../words';
import type { ConditionContext } from './condition-names';

type Props = {
  label: string;
  value: Ref;
  onChange: (ref: Ref) => void;
  context: ConditionContext;
  /** Whose properties `event.*` speaks of. */
  event: string | undefined;
  /** Only values of these types are offered. */
  types?: readonly CanonicalType[] | undefined;
};

/** Chooses a property of the event at hand or an attribute of the record. */
export function RefSelect({ label, value, onChange, context, event, types }: Props) {
  const { t, text } = useWords();
  const known = event === undefined ? undefined : context.events.get(event);
  const fits = (type: string) => types === undefined || types.some((one) => one === type);
  const properties = [...(known?.properties.values() ?? [])].filter(({ type }) => fits(type));
  const groups = [
    ...(known
      ? [
          {
            group: t('condition-editor.of-event', { event: known.label }),
            items: properties.map((p) => ({ value: `event.${p.id}`, label: text(p.label) || p.id })),
          },
        ]
      : []),
    {
      group: t('condition-editor.attribute'),
      items: [...context.attributes.values()]
        .filter(({ attribute }) => fits(attribute.type))
        .map(({ attribute: { id, label: name } }) => ({ value: `customer.${id}`, label: text(name) || id })),
    },
  ];
  const key = `${value.kind}.${value.path}`;
  const isOffered = groups.some(({ items }) => items.some((item) => item.value === key));
  return (
    <Select
      aria-label={label}
      value={key}
      onChange={(next) => {
        const [kind, path] = (next ?? '').split('.');
        if (path && (kind === 'customer' || kind === 'event')) onChange({ kind, path });
      }}
      searchable
      allowDeselect={false}
      maxDropdownHeight={320}
      // One that is gone, or of the run, stays readable until another is chosen.
      data={isOffered ? groups : [{ value: key, label: value.path }, ...groups]}
    />
  );
}

/** The canonical type of what a reference speaks of; text where nobody knows. */
export function typeOfRef(ref: Ref, context: ConditionContext, event: string | undefined): CanonicalType {
  const known = ref.kind === 'customer' ? context.attributes.get(ref.path)?.attribute.type : event && context.events.get(event)?.properties.get(ref.path)?.type;
  return (known || 'string') as CanonicalType;
}
