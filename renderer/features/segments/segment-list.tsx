import { IconLock, IconRoute } from '@tabler/icons-react';
import { memo, type RefObject, useMemo, useRef } from 'react';
import type { ConditionNames } from '../../../shared/condition/sentence';
import { problemText } from '../../../shared/i18n/translator';
import type { Problem } from '../../../shared/problem';
import type { Segment } from '../../../shared/segments/schema';
import type { SegmentUse } from '../../../shared/segments/segment-uses';
import { Badge } from '../../ui/badge';
import { namesOf } from '../../ui/condition/condition-names';
import { ConditionText } from '../../ui/condition-text';
import { SeverityIcon } from '../../ui/problem-list';
import { useArrival } from '../../ui/use-arrival';
import { useWords } from '../../ui/words';
import classes from './segments-page.module.css';
import type { SegmentGroup, SegmentsModel } from './use-segments';

type Props = { model: SegmentsModel; groups: readonly SegmentGroup[]; selected: string | undefined; onSelect: (id: string) => void };

/** Segments by category, each with its sentence, what is missing and who rests on it. */
export function SegmentList({ model, groups, selected, onSelect }: Props) {
  const { t, text } = useWords();
  const arrived = useRef<HTMLElement>(null);
  useArrival(arrived, selected);
  const names = useMemo(() => namesOf(model.context), [model.context]);
  return (
    <div className={classes.list}>
      {groups.map((group) => (
        <section key={group.id} aria-label={text(group.label)}>
          <h2 className={classes.group}>
            {text(group.label)} <span>{t('segments.count', { count: group.segments.length })}</span>
          </h2>
          {group.segments.map((segment) => (
            <SegmentLine
              key={segment.id}
              segment={segment}
              names={names}
              problems={model.problemsOf(segment.id)}
              uses={model.usesOf(segment.id)}
              selected={segment.id === selected}
              place={segment.id === selected ? arrived : undefined}
              onSelect={onSelect}
            />
          ))}
        </section>
      ))}
    </div>
  );
}

type LineProps = {
  segment: Segment;
  names: ConditionNames;
  problems: readonly Problem[];
  uses: readonly SegmentUse[];
  selected: boolean;
  place: RefObject<HTMLElement | null> | undefined;
  onSelect: (id: string) => void;
};

const SegmentLine = memo(function SegmentLine({ segment, names, problems, uses, selected, place, onSelect }: LineProps) {
  const { t, text, locale } = useWords();
  const [first] = problems;
  const journeys = uses.filter(({ kind }) => kind === 'journey').length;
  return (
    <article ref={place} className={classes.line} data-selected={selected}>
      <div className={classes.lineHead}>
        <button type="button" className={classes.name} aria-current={selected} onClick={() => onSelect(segment.id)}>
          {text(segment.name) || segment.id}
        </button>
        {segment.administrative && (
          <Badge tone="suggestion" icon={<IconLock size={13} />}>
            {t('segments.administrative')}
          </Badge>
        )}
      </div>
      <ConditionText condition={segment.when} names={names} className={classes.sentence} />
      <div className={classes.marks}>
        {journeys > 0 && (
          <span className={classes.mark}>
            <IconRoute size={14} stroke={1.7} aria-hidden />
            {t('segments.in-journeys', { count: journeys })}
          </span>
        )}
        {segment.minimumSize > 0 && (
          <span className={classes.mark}>{t('segments.at-least', { size: new Intl.NumberFormat(locale).format(segment.minimumSize) })}</span>
        )}
        {first && (
          <span className={classes.mark} data-severity={first.severity}>
            <SeverityIcon severity={first.severity} />
            <span>{problemText(first, t)}</span>
            {problems.length > 1 && <strong>{t('segments.more-problems', { count: problems.length - 1 })}</strong>}
          </span>
        )}
      </div>
    </article>
  );
});
