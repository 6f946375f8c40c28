import type { Engagement } from '../engagement/schema';
import { allFields } from '../sources/find';
import type { DocumentKind } from './kinds';

/** What can be said of a document before it is made. The words are `document.standing.<code>`. */
export type Standing = { tone: 'quiet' | 'waiting'; code: string; count?: number };

/** What is in a document of the whole engagement, and what of it is empty or still asked. Those of journeys are told by the journey's problems. */
export function standingOf(kind: DocumentKind, engagement: Engagement): Standing[] {
  switch (kind) {
    case 'field-map': {
      const fields = allFields(engagement);
      if (fields.length === 0) return [{ tone: 'waiting', code: 'no-fields' }];
      const asked = fields.filter(({ field }) => field.status === 'open-question').length;
      return [{ tone: 'quiet', code: 'fields', count: fields.length }, ...(asked > 0 ? [{ tone: 'waiting' as const, code: 'asked', count: asked }] : [])];
    }
    case 'gap-report': {
      const { points, vendors } = engagement.checklist;
      const candidates = vendors.filter(({ role }) => role === 'candidate').length;
      const counted: Standing = { tone: 'quiet', code: 'points', count: points.filter(({ switchedOff }) => switchedOff === undefined).length };
      return [counted, candidates === 0 ? { tone: 'waiting', code: 'no-vendors' } : { tone: 'quiet', code: 'vendors', count: candidates }];
    }
    default:
      return kind.startsWith('journey') || kind.startsWith('deployment') ? [] : wholeStanding(engagement);
  }
}

/** Of a document that rests on the whole plan: without journeys it is mostly headings. */
function wholeStanding({ journeys, record }: Engagement): Standing[] {
  return [
    { tone: 'quiet', code: 'attributes', count: record.attributes.length },
    journeys.length === 0 ? { tone: 'waiting', code: 'no-journeys' } : { tone: 'quiet', code: 'journeys', count: journeys.length },
  ];
}
