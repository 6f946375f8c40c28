import { ActionIcon } from '@mantine/core';
import { IconCirclesRelation, IconX } from '@tabler/icons-react';
import { problemText } from '../../../../shared/i18n/translator';
import { EmptyState } from '../../../ui/empty-state';
import { useWords } from '../../../ui/words';
import { sizesOf } from '../sizes/segment-sizes';
import type { SegmentCount } from '../sizes/use-segment-report';
import classes from './compare.module.css';
import { OverlapMatrix } from './overlap-matrix';
import { RegionTable } from './region-table';
import { VennDiagram } from './venn-diagram';

/** More shapes than this nobody can read. */
const VENN_LIMIT = 4;

type Props = { segments: readonly string[]; count: SegmentCount; nameOf: (segment: string) => string; onRemove: (segment: string) => void };

/** The chosen segments beside each other: who is in several of them. */
export function CompareView({ segments, count, nameOf, onRemove }: Props) {
  const { t } = useWords();
  const sizes = sizesOf(count.report);
  const [problem] = count.problems;
  // The answer of before, for other segments, would show empty cells as if nobody were in both.
  const isAnswered = sizes && count.counting === undefined && !problem;
  if (segments.length < 2) return <EmptyState icon={<IconCirclesRelation size={32} />} title={t('segments.compare.choose')} />;
  return (
    <div className={classes.compare}>
      <ul className={classes.chosen} aria-label={t('segments.compare.chosen')}>
        {segments.map((id) => (
          <li key={id}>
            <bdi>{nameOf(id)}</bdi>
            <ActionIcon size={24} aria-label={t('segments.compare.remove', { name: nameOf(id) })} onClick={() => onRemove(id)}>
              <IconX size={13} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {!isAnswered ? (
        <p className={classes.quiet} role="status">
          {problem ? problemText(problem, t) : t('segments.counting')}
        </p>
      ) : (
        <div className={classes.parts}>
          <OverlapMatrix segments={segments} sizes={sizes} overlap={count.report?.overlap ?? []} nameOf={nameOf} />
          {segments.length <= VENN_LIMIT ? (
            <div className={classes.beside}>
              <VennDiagram segments={segments} regions={count.report?.regions ?? []} nameOf={nameOf} />
              <RegionTable segments={segments} regions={count.report?.regions ?? []} nameOf={nameOf} />
            </div>
          ) : (
            <p className={classes.quiet}>{t('segments.compare.venn-limit', { limit: VENN_LIMIT })}</p>
          )}
        </div>
      )}
    </div>
  );
}
