/** Which documents a pack or an export folder holds in the languages asked for, and where each lies. */
import { documentsOf, type ListedDocument, pageBeside } from '../documents/document-list';
import { type DocumentKind, isDataKind, type ReportForm } from '../documents/kinds';
import type { Engagement } from '../engagement/schema';
import type { Language } from '../text';
import type { Languages } from './manifest';

/** `language`: absent where the file says the same in all of them. */
export type WantedDocument = ListedDocument & { language?: Language; form?: ReportForm };

/**
 * In one language the paths are those of the list; in several each language has a folder of its own. Data (journeys,
 * deployments) has no language and is there once. Beside each report lies the page that says the same, for those who listen or enlarge.
 */
export function documentsIn(languages: Languages, engagement: Pick<Engagement, 'journeys'>, kinds?: ReadonlySet<DocumentKind>): WantedDocument[] {
  const listed = documentsOf(engagement)
    .filter(({ kind }) => !kinds || kinds.has(kind))
    .flatMap(withPage);
  const several = languages.length > 1;
  return [
    ...languages.flatMap((language) =>
      listed.filter(({ kind }) => !isDataKind(kind)).map((one) => ({ ...one, path: several ? `${language}/${one.path}` : one.path, language })),
    ),
    ...listed.filter(({ kind }) => isDataKind(kind)),
  ];
}

function withPage(listed: ListedDocument): WantedDocument[] {
  const page = pageBeside(listed);
  return [listed, ...(page ? [{ ...listed, path: page, form: 'page' as const }] : [])];
}
