import { Button } from '@mantine/core';
import { IconCircleCheck, IconPin } from '@tabler/icons-react';
import { keepSegmentCounts } from '../../../shared/engagement/edit-measured';
import type { MeasuredSegments } from '../../../shared/engagement/measured';
import type { SegmentReport } from '../../../shared/segments/size-report';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { dayWords, today } from '../../ui/dates';
import { useWords } from '../../ui/words';
import classes from './counting-line.module.css';

/** Counts that documents quote are written into the engagement when somebody says so; which they quote now is always said. */
export function KeepSizes({ report }: { report: SegmentReport }) {
  const { t, locale } = useWords();
  const readOnly = useReadOnly();
  const kept = useEngagement((e) => e.measured?.segments);
  if (kept && isOf(kept, report))
    return (
      <span className={classes.kept}>
        <IconCircleCheck size={14} aria-hidden />
        {t('segments.kept')}
      </span>
    );
  return (
    <span className={classes.part}>
      {kept && t('segments.kept-other', { date: dayWords(kept.at.slice(0, 10), locale, today()) })}
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconPin size={14} />}
        disabled={readOnly}
        onClick={() => run({ key: 'segments.step.keep', params: {} }, (e) => keepSegmentCounts(e, { report, at: new Date().toISOString() }))}
      >
        {t('segments.keep')}
      </Button>
    </span>
  );
}

/** What was compared belongs to what is kept; where nothing is compared now, what was kept of it stays. */
function isOf(kept: MeasuredSegments, { people, total, sizes, overlap }: SegmentReport): boolean {
  const counted = sizes.filter(({ state }) => state !== 'not-computable');
  return (
    kept.people === people &&
    kept.total === total &&
    (overlap.length === 0 || JSON.stringify(kept.overlap) === JSON.stringify(overlap)) &&
    Object.keys(kept.sizes).length === counted.length &&
    counted.every(({ segment, size }) => kept.sizes[segment] === size)
  );
}
