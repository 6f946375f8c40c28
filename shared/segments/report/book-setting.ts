import type { Catalogue } from '../../catalogue/schema';
import { type ConditionNames, createConditionNames } from '../../condition/sentence';
import type { Frame } from '../../documents/frame-report';
import { journeyContext } from '../../journey/journey-context';
import type { Speaker } from '../../journey/node-label';
import type { Problem } from '../../problem';
import { createLineage, type Lineage } from '../../record/lineage';
import type { Inline } from '../../report';
import { textIn } from '../../text';
import { checkSegments } from '../check-segments';
import type { Segment } from '../schema';
import { type SegmentUse, usesOfSegments } from '../segment-uses';
import { toldSegments } from './told-segments';

/** What every chapter of the segment book needs, looked up once. */
export type BookSetting = Speaker &
  Pick<Frame, 'engagement'> & {
    names: ConditionNames;
    lineage: Lineage;
    uses: ReadonlyMap<string, readonly SegmentUse[]>;
    /** Ids of the segments that have a chapter of their own; the others are in the list only. */
    told: ReadonlySet<string>;
    /** What keeps a segment from being worked out, by its id. */
    problems: ReadonlyMap<string, readonly Problem[]>;
    /** In the order of the catalogue's categories, those of the client's own after them. */
    categories: readonly { id: string; label: string; segments: Segment[] }[];
  };

export function bookSetting({ engagement, translate, language }: Frame, catalogue: Pick<Catalogue, 'events' | 'kpi' | 'segments'>): BookSetting {
  const context = journeyContext(engagement, catalogue);
  const problems = new Map<string, Problem[]>();
  for (const problem of checkSegments(context)) {
    const id = String(problem.path[1] ?? '');
    problems.set(id, [...(problems.get(id) ?? []), problem]);
  }
  const categories = new Map(catalogue.segments.categories.map(({ id, label }) => [id, { id, label: textIn(label, language), segments: [] as Segment[] }]));
  for (const segment of engagement.segments) {
    const category = categories.get(segment.category) ?? { id: segment.category, label: segment.category, segments: [] };
    categories.set(segment.category, category);
    category.segments.push(segment);
  }
  const uses = usesOfSegments(engagement);
  return {
    engagement,
    translate,
    language,
    context,
    names: createConditionNames(engagement, catalogue.events),
    lineage: createLineage(engagement),
    uses,
    told: toldSegments(engagement, uses, catalogue),
    problems,
    categories: [...categories.values()].filter(({ segments }) => segments.length > 0),
  };
}

export function anchorOfSegment(id: string): string {
  return `segment-${id}`;
}

export function segmentTitle({ name, id }: Pick<Segment, 'name' | 'id'>, { language }: Pick<BookSetting, 'language'>): string {
  return textIn(name, language) || id;
}

export function segmentLink(segment: Pick<Segment, 'name' | 'id'>, setting: BookSetting): Inline {
  const name = { text: segmentTitle(segment, setting), user: true };
  return setting.told.has(segment.id) ? { ...name, link: `#${anchorOfSegment(segment.id)}` } : name;
}
