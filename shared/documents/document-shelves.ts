import type { Engagement } from '../engagement/schema';
import { documentsOf, type ListedDocument } from './document-list';
import type { DocumentKind } from './kinds';

/** For whom a document is; those about one journey stand with it. */
export const shelves = ['management', 'implementers', 'data'] as const;
export type Shelf = (typeof shelves)[number];

/** A kind that is not named is for those who build. */
const places: Partial<Record<string, Shelf>> = {
  'workshop-report': 'management',
  'gap-report': 'management',
  'business-case': 'management',
  'field-map': 'data',
} satisfies Record<string, Shelf>;

export function shelfOf(kind: DocumentKind): Shelf {
  return places[kind] ?? (kind.startsWith('field-map') ? 'data' : 'implementers');
}

export type Shelved = {
  shelves: { shelf: Shelf; documents: ListedDocument[] }[];
  /** By id of the journey, in the engagement's order. */
  journeys: { journey: string; documents: ListedDocument[] }[];
};

/** Every document of an engagement where one looks for it; empty shelves are left out. */
export function shelve(engagement: Pick<Engagement, 'journeys'>): Shelved {
  const all = documentsOf(engagement);
  return {
    shelves: shelves
      .map((shelf) => ({ shelf, documents: all.filter(({ kind, journey }) => journey === undefined && shelfOf(kind) === shelf) }))
      .filter(({ documents }) => documents.length > 0),
    journeys: engagement.journeys.map(({ id }) => ({ journey: id, documents: all.filter(({ journey }) => journey === id) })),
  };
}
