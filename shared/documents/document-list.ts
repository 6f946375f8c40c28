import type { Engagement } from '../engagement/schema';
import { freeKey } from '../ids';
import { type DocumentKind, isReportKind, type ReportForm } from './kinds';

/** One document of an engagement. `path` is where it lies in a folder or a pack, with `/`. */
export type ListedDocument = { kind: DocumentKind; path: string; journey?: string };

/** Where the page lies that says the same as a report, for those who listen or enlarge: beside it. Undefined: no report. */
export function pageBeside({ kind, path }: Pick<ListedDocument, 'kind' | 'path'>): string | undefined {
  return isReportKind(kind) ? path.replace(/\.pdf$/, '.html') : undefined;
}

/** Every document of an engagement, in the order they are handed over in. Keys name the files; equal keys get different names. */
export function documentsOf({ journeys }: Pick<Engagement, 'journeys'>): ListedDocument[] {
  const taken = new Set<string>();
  return [
    { kind: 'workshop-report', path: 'workshop-report.pdf' },
    { kind: 'business-case', path: 'business-case.pdf' },
    { kind: 'implementation-checklist', path: 'implementation-checklist.pdf' },
    { kind: 'field-map', path: 'field-map.xlsx' },
    { kind: 'field-map-report', path: 'field-map.pdf' },
    { kind: 'gap-report', path: 'gap-report.pdf' },
    { kind: 'record-specification', path: 'record-specification.pdf' },
    { kind: 'event-plan', path: 'event-plan.pdf' },
    { kind: 'segment-book', path: 'segment-book.pdf' },
    ...journeys.flatMap(({ id, key: wanted }): ListedDocument[] => {
      const key = freeKey(wanted, taken);
      taken.add(key);
      return [
        { kind: 'journey-brief', path: `journeys/${key}.brief.pdf`, journey: id },
        { kind: 'journey-json', path: `journeys/${key}.journey.json`, journey: id },
        { kind: 'deployment-json', path: `journeys/${key}.deployment.json`, journey: id },
      ];
    }),
  ];
}

type Wanted = Pick<ListedDocument, 'kind'> & { journey?: string | undefined; form: ReportForm };

/** What one document is called when it is saved alone: as among all of them. Undefined: there is no such document. */
export function nameOfDocument(engagement: Pick<Engagement, 'journeys'>, { kind, journey, form }: Wanted): string | undefined {
  const listed = documentsOf(engagement).find((one) => one.kind === kind && (one.journey === undefined || one.journey === journey));
  const path = listed && ((form === 'page' && pageBeside(listed)) || listed.path);
  return path?.slice(path.lastIndexOf('/') + 1);
}
