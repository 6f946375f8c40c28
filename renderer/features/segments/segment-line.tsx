import { Checkbox } from '@mantine/core';
import { IconLock, IconRoute } from '@tabler/icons-react';
import { memo, type RefObject } from 'react';
import type { ConditionNames } from '../../../shared/condition/sentence';
import { problemText } from '../../../shared/i18n/translator';
import type { Problem } from '../../../shared/problem';
import type { Segment } from '../../../shared/segments/schema';
import type { SegmentUse } from '../../../shared/segments/segment-uses';
import { Badge } from '../../ui/badge';
import { ConditionText } from '../../ui/condition-text';
import { SeverityIcon } from '../../ui/problem-list';
import { useWords } from '../../ui/words';
import classes from './segment-list.module.css';
import type { SegmentSizes } from './sizes/segment-sizes';
import { SizeCell } from './sizes/size-cell';

type Props = {
  segment: Segment;
  names: ConditionNames;
  problems: readonly Problem[];
  uses: readonly SegmentUse[];
  sizes: SegmentSizes | undefined;
  isCounting: boolean;
  selected: boolean;
  isTicked: boolean;
  place: RefObject<HTMLElement | null> | undefined;
  onSelect: (id: string) => void;
  onTick: (id: string, isTicked: boolean) => void;
};

/** One segment of the list. The whole line opens it; the box in front takes it into the comparison. */
export const SegmentLine = memo(function SegmentLine(props: Props) {
  const { segment, names, problems, uses, sizes, isCounting, selected, isTicked, place, onSelect, onTick } = props;
  const { t, text } = useWords();
  const [first] = problems;
  const journeys = uses.filter(({ kind }) => kind === 'journey').length;
  const name = text(segment.name) || segment.id;
  return (
    <article ref={place} className={classes.line} data-selected={selected}>
      <Checkbox
        size="xs"
        className={classes.tick}
        checked={isTicked}
        aria-label={t('segments.tick', { name })}
        onChange={(event) => onTick(segment.id, event.currentTarget.checked)}
      />
      <div className={classes.head}>
        <button type="button" className={classes.name} aria-current={selected} onClick={() => onSelect(segment.id)}>
          {name}
        </button>
        {segment.administrative && (
          <Badge tone="suggestion" icon={<IconLock size={13} />}>
            {t('segments.administrative')}
          </Badge>
        )}
      </div>
      <div className={classes.about}>
        <ConditionText condition={segment.when} names={names} className={classes.sentence} />
        <div className={classes.marks}>
          {journeys > 0 && (
            <span className={classes.mark}>
              <IconRoute size={14} stroke={1.7} aria-hidden />
              {t('segments.in-journeys', { count: journeys })}
            </span>
          )}
          {segment.minimumSize > 0 && <span className={classes.mark}>{t('segments.at-least', { size: segment.minimumSize })}</span>}
          {first && (
            <span className={classes.mark} data-severity={first.severity}>
              <SeverityIcon severity={first.severity} />
              <span>{problemText(first, t)}</span>
              {problems.length > 1 && <strong>{t('segments.more-problems', { count: problems.length - 1 })}</strong>}
            </span>
          )}
        </div>
      </div>
      <SizeCell segment={segment.id} sizes={sizes} isOld={isCounting} />
    </article>
  );
});
