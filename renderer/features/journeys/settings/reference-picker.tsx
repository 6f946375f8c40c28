import { Select } from '@mantine/core';
import type { Ref } from '../../../../shared/condition/schema';
import { refWords, type Speaker } from '../../../../shared/journey/node-label';
import type { Journey } from '../../../../shared/journey/schema';
import { useWords } from '../../../ui/words';
import { attributeOptions } from './pickers';
import { startingProperties } from './starting-properties';

type Props = { label: string; value: Ref | undefined; types?: readonly string[]; onChange: (ref: Ref) => void; journey: Journey; speaker: Speaker };

/** An attribute of the record, or a property of the event that started the journey; of the given types where only those make sense. */
export function ReferencePicker({ label, value, types, onChange, journey, speaker }: Props) {
  const { t } = useWords();
  const properties = startingProperties(journey, speaker).filter(({ type }) => !types || types.includes(type));
  const groups = [
    { group: t('station.record'), items: attributeOptions(speaker, types).map((one) => ({ ...one, value: `customer.${one.value}` })) },
    { group: t('canvas.starting-event'), items: properties.map(({ id, label: name }) => ({ value: `entry.${id}`, label: name })) },
  ];
  const current = value && `${value.kind}.${value.path}`;
  // What an import or another trigger left behind is shown, too.
  const isListed = groups.some(({ items }) => items.some((item) => item.value === current));
  const other = current && value && !isListed ? [{ group: t('canvas.now'), items: [{ value: current, label: refWords(value, speaker) }] }] : [];
  return (
    <Select
      label={label}
      value={current ?? null}
      onChange={(chosen) => {
        const [kind, path] = [chosen?.split('.')[0], chosen?.split('.')[1]];
        if ((kind === 'customer' || kind === 'entry') && path) onChange({ kind, path });
      }}
      data={[...other, ...groups.filter(({ items }) => items.length > 0)]}
      searchable
      allowDeselect={false}
    />
  );
}
