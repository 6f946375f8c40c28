import type { Engagement } from '../engagement/schema';
import { allFields } from '../sources/find';
import type { DocumentKind } from './kinds';

/** What can be said of a document before it is made. The words are `document.standing.<code>`. */
export type Standing = { tone: 'quiet' | 'waiting'; code: string; count?: number };

/** What is in a document of the whole engagement, and what of it is empty or still asked. Those of journeys are told by the journey's problems. */
export function standingOf(kind: DocumentKind, engagement: Engagement): Standing[] {
  switch (kind) {
    case 'field-map':
    case 'field-map-report': {
      const fields = allFields(engagement);
      if (fields.length === 0) return [{ tone: 'waiting', code: 'no-fields' }];
      const asked = fields.filter(({ field }) => field.status === 'open-question').length;
      return [counted('fields', fields.length), ...(asked > 0 ? [{ tone: 'waiting' as const, code: 'asked', count: asked }] : [])];
    }
    case 'gap-report': {
      const { points, vendors } = engagement.checklist;
      const candidates = vendors.filter(({ role }) => role === 'candidate').length;
      return [
        counted('points', points.filter(({ switchedOff }) => switchedOff === undefined).length),
        candidates === 0 ? { tone: 'waiting', code: 'no-vendors' } : counted('vendors', candidates),
      ];
    }
    case 'segment-book':
      return [counted('segments', engagement.segments.length)];
    case 'record-specification':
      return [counted('attributes', engagement.record.attributes.length)];
    case 'journey-brief':
    case 'journey-json':
    case 'deployment-json':
      return [];
    default:
      // What rests on the whole plan is mostly headings without journeys.
      return [engagement.journeys.length === 0 ? { tone: 'waiting', code: 'no-journeys' } : counted('journeys', engagement.journeys.length)];
  }
}

function counted(code: string, count: number): Standing {
  return { tone: 'quiet', code, count };
}
