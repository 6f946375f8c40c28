import type { Segment } from '../../../../shared/segments/schema';
import type { SegmentReport, SegmentSize } from '../../../../shared/segments/size-report';

/** The sizes a page shows, by segment. */
export type SegmentSizes = {
  people: number;
  total: number | undefined;
  of: (segment: string) => SegmentSize | undefined;
};

export function sizesOf(report: SegmentReport | undefined): SegmentSizes | undefined {
  if (!report) return undefined;
  const sizes = new Map(report.sizes.map((size) => [size.segment, size]));
  return { people: report.people, total: report.total, of: (segment) => sizes.get(segment) };
}

export const segmentOrders = ['category', 'largest', 'smallest', 'name'] as const;
export type SegmentOrder = (typeof segmentOrders)[number];

/** By size, what has none last; `category` keeps the order of the document. */
export function ordered(segments: readonly Segment[], order: SegmentOrder, sizes: SegmentSizes | undefined, nameOf: (segment: Segment) => string): Segment[] {
  const sizeOf = ({ id }: Segment): number | undefined => {
    const size = sizes?.of(id);
    return size && size.state !== 'not-computable' ? size.size : undefined;
  };
  switch (order) {
    case 'category':
      return [...segments];
    case 'name':
      return segments.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)));
    case 'largest':
      return segments.toSorted((a, b) => (sizeOf(b) ?? -1) - (sizeOf(a) ?? -1));
    case 'smallest':
      return segments.toSorted((a, b) => (sizeOf(a) ?? Number.POSITIVE_INFINITY) - (sizeOf(b) ?? Number.POSITIVE_INFINITY));
  }
}
