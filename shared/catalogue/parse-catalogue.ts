import { ok, type Problem, problemsOfZod, type Result } from '../problem';
import { type Catalogue, catalogueSchema } from './schema';

export type { Catalogue };

/** File name in `assets/catalogue` (without `.json`) of each part. */
export const catalogueFiles = {
  checklist: 'checklist',
  dataSources: 'data-sources',
  events: 'events',
  journeys: 'journeys',
  kpi: 'kpi',
  segments: 'segments',
  unifiedRecord: 'unified-record',
} as const satisfies Record<keyof Catalogue, string>;

/**
 * The seven parsed JSON files as one catalogue. Fails with one `invalid-catalogue` problem per misfit; `path` begins with
 * the part's name. Cross references are `checkCatalogue`'s business.
 */
export function parseCatalogue(raw: Record<keyof Catalogue, unknown>): Result<Catalogue> {
  const parsed = catalogueSchema.safeParse(raw);
  if (parsed.success) return ok(parsed.data);
  const problems: Problem[] = problemsOfZod(parsed.error, 'invalid-catalogue');
  return { ok: false, problems };
}
