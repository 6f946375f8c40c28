import type { SegmentSize } from './size-report';

export type Projection = NonNullable<SegmentSize['projected']>;

/**
 * As exact as the sample allows and no more: rounded to the leading digit of the error, the interval outwards.
 * 3,412 (3,102 to 3,743) → 3,400 (3,100 to 3,800).
 */
export function roundedProjection({ people, low, high }: Projection): Projection {
  const error = (high - low) / 2;
  const step = error < 10 ? 1 : 10 ** Math.floor(Math.log10(error));
  return { people: Math.round(people / step) * step, low: Math.floor(low / step) * step, high: Math.ceil(high / step) * step };
}
