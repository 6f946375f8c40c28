/** The page a problem, a note or a search hit leads to. */
import type { Engagement } from '../../shared/engagement/schema';
import type { Problem } from '../../shared/problem';
import type { Text } from '../../shared/text';

export type Place = { path: string; name: Text };

/** Paths of problems hold ids, so they stay true while things are added and moved. */
export function placeOfProblem({ path }: Pick<Problem, 'path'>, engagement: Engagement): Place | undefined {
  const [station, id, part, partId] = path.map(String);
  switch (station) {
    case 'sources': {
      const source = engagement.sources.find((s) => s.id === id);
      const field = path.map(String).find((p, i) => i > 0 && path[i - 1] === 'fields' && p);
      return source && { path: `sources/${source.id}${field ? `/${field}` : ''}`, name: source.name };
    }
    case 'record': {
      const attribute = engagement.record.attributes.find((a) => path.includes(a.id));
      return attribute && { path: `record/${attribute.id}`, name: attribute.label };
    }
    case 'segments': {
      const segment = engagement.segments.find((s) => s.id === id);
      return segment && { path: `segments/${segment.id}`, name: segment.name };
    }
    case 'journeys': {
      const journey = engagement.journeys.find((j) => j.id === id);
      return journey && { path: `journeys/${journey.id}${part === 'nodes' && partId ? `/${partId}` : ''}`, name: journey.name };
    }
    default:
      return undefined;
  }
}
