import { NumberInput } from '@mantine/core';
import { useWords } from '../../ui/words';

type Props = { value: number | string; onChange: (seed: number | string) => void };

/** The number that all chance of a simulation is drawn from. */
export function SeedInput({ value, onChange }: Props) {
  const { t } = useWords();
  return (
    <NumberInput
      label={t('simulation.seed')}
      description={t('simulation.seed-hint')}
      value={value}
      onChange={onChange}
      min={0}
      max={4_294_967_295}
      clampBehavior="strict"
      allowDecimal={false}
      thousandSeparator=","
    />
  );
}
