import { useEffect, useMemo, useRef } from 'react';
import { namesOf } from '../../ui/condition/condition-names';
import { useArrival } from '../../ui/use-arrival';
import { useWords } from '../../ui/words';
import { SegmentLine } from './segment-line';
import classes from './segment-list.module.css';
import type { SegmentSizes } from './sizes/segment-sizes';
import type { SegmentGroup, SegmentsModel } from './use-segments';

type Props = {
  model: SegmentsModel;
  groups: readonly SegmentGroup[];
  sizes: SegmentSizes | undefined;
  isCounting: boolean;
  selected: string | undefined;
  /** Ticked, to be compared. */
  ticked: ReadonlySet<string>;
  onSelect: (id: string) => void;
  onTick: (id: string, isTicked: boolean) => void;
};

/** Segments by category, each with its sentence, its size, what is missing and who rests on it. */
export function SegmentList({ model, groups, sizes, isCounting, selected, ticked, onSelect, onTick }: Props) {
  const { t, text } = useWords();
  const arrived = useRef<HTMLElement>(null);
  useArrival(arrived, selected);
  // A segment that was just added may stand far down; one that was clicked is in view already.
  useEffect(() => {
    if (selected !== undefined) arrived.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
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
              sizes={sizes}
              isCounting={isCounting}
              selected={segment.id === selected}
              isTicked={ticked.has(segment.id)}
              place={segment.id === selected ? arrived : undefined}
              onSelect={onSelect}
              onTick={onTick}
            />
          ))}
        </section>
      ))}
    </div>
  );
}
