import { useId, useMemo } from 'react';
import { numberFormat } from '../../../../shared/i18n/number-format';
import type { SegmentReport } from '../../../../shared/segments/size-report';
import { useWords } from '../../../ui/words';
import classes from './compare.module.css';
import { labelPlaces, VENN_SIZE, vennShapes } from './venn-layout';

type Props = { segments: readonly string[]; regions: SegmentReport['regions']; nameOf: (segment: string) => string };

/** Up to four segments as overlapping shapes, the people of every region written in it. The table beside it says the same. */
export function VennDiagram({ segments, regions, nameOf }: Props) {
  const { t, locale } = useWords();
  const title = useId();
  const shapes = vennShapes(segments.length);
  const places = useMemo(() => labelPlaces(shapes), [shapes]);
  const people = new Map(regions.map((region) => [region.segments.reduce((mask, id) => mask | (1 << segments.indexOf(id)), 0), region.people]));
  return (
    <figure className={classes.venn} data-count={segments.length}>
      <svg viewBox={`0 0 ${VENN_SIZE.width} ${VENN_SIZE.height}`} role="img" aria-labelledby={title}>
        <title id={title}>{t('segments.compare.venn', { count: segments.length })}</title>
        {shapes.map(({ x, y, rx, ry, angle }, i) => (
          <ellipse key={segments[i]} className={classes.shape} data-set={i} cx={x} cy={y} rx={rx} ry={ry} transform={`rotate(${angle} ${x} ${y})`} />
        ))}
        {[...places].map(([mask, { x, y }]) => {
          const count = people.get(mask) ?? 0;
          return (
            <text key={mask} className={classes.region} data-empty={count === 0} x={x} y={y} textAnchor="middle" dominantBaseline="central">
              {numberFormat(locale).format(count)}
            </text>
          );
        })}
      </svg>
      {segments.map((id, i) => (
        <span key={id} className={classes.setName} data-set={i} aria-hidden>
          <bdi>{nameOf(id)}</bdi>
        </span>
      ))}
    </figure>
  );
}
