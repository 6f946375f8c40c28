import { SegmentedControl } from '@mantine/core';
import { useWords } from '../../../ui/words';
import type { Feelings } from './sheet-view';

/** Feelings as they are, as they should be, or both. */
export function FeelingsSwitch({ value, onChange }: { value: Feelings; onChange: (feelings: Feelings) => void }) {
  const { t } = useWords();
  return (
    <SegmentedControl
      value={value}
      onChange={(chosen) => onChange(chosen as Feelings)}
      data={(['as-is', 'to-be', 'both'] as const).map((one) => ({ value: one, label: t(`storyboard.${one}`) }))}
      aria-label={t('storyboard.feelings')}
    />
  );
}
