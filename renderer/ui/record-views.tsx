import { SegmentedControl } from '@mantine/core';
import { IconFingerprint, IconTable, IconTestPipe, type TablerIcon } from '@tabler/icons-react';
import { useWords } from './words';

export const recordViews = ['mapping', 'identity', 'dry-run'] as const;
export type RecordView = (typeof recordViews)[number];

/** Where each view of the customer record is, below the engagement. No attribute's id begins with "~", so none can lie at the same address. */
export const recordViewPaths: Record<RecordView, string> = { mapping: 'record', identity: 'record/~identity', 'dry-run': 'record/~dry-run' };

const icons: Record<RecordView, TablerIcon> = { mapping: IconTable, identity: IconFingerprint, 'dry-run': IconTestPipe };

/** What feeds the record, who is whom, and what that comes to on the samples. */
export function RecordViews({ view, onView }: { view: RecordView; onView: (path: string) => void }) {
  const { t } = useWords();
  return (
    <SegmentedControl
      value={view}
      onChange={(value) => onView(recordViewPaths[value as RecordView])}
      aria-label={t('record.view')}
      style={{ flex: 'none' }}
      data={recordViews.map((value) => {
        const Icon = icons[value];
        return {
          value,
          label: (
            <span style={{ display: 'flex', alignItems: 'center', gap: 5 }}>
              <Icon size={15} stroke={1.7} aria-hidden />
              {t(`record.view.${value}`)}
            </span>
          ),
        };
      })}
    />
  );
}
