import { MultiSelect } from '@mantine/core';
import { useEngagement } from '../../store/session';
import { useWords } from '../../ui/words';

/** Which journeys take part, by id; none chosen means all that are not retired. */
export function WhichJourneys({ value, onChange }: { value: readonly string[]; onChange: (journeys: string[]) => void }) {
  const { t, text } = useWords();
  const journeys = useEngagement((e) => e.journeys);
  return (
    <MultiSelect
      label={t('simulation.journeys')}
      placeholder={value.length === 0 ? t('simulation.all-journeys') : undefined}
      value={[...value]}
      onChange={onChange}
      data={journeys.filter(({ id, status }) => status !== 'retired' || value.includes(id)).map(({ id, name }) => ({ value: id, label: text(name) }))}
      clearable
    />
  );
}
