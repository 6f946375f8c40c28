import { readFileSync } from 'node:fs';
import { catalogueFiles, parseCatalogue } from '../shared/catalogue/parse-catalogue';
import type { Catalogue } from '../shared/catalogue/schema';

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../assets/catalogue/${name}.json`, import.meta.url), 'utf8'));
}

/** The seven files as they lie on disk: fresh objects, free to be damaged by a test. */
export function rawCatalogue(): Record<keyof Catalogue, unknown> {
  return {
    checklist: read(catalogueFiles.checklist),
    dataSources: read(catalogueFiles.dataSources),
    events: read(catalogueFiles.events),
    journeys: read(catalogueFiles.journeys),
    kpi: read(catalogueFiles.kpi),
    segments: read(catalogueFiles.segments),
    unifiedRecord: read(catalogueFiles.unifiedRecord),
  };
}

let parsed: Catalogue | undefined;

/** The catalogue the product ships. Shared between the tests of one file: not to be changed. */
export function shippedCatalogue(): Catalogue {
  if (parsed) return parsed;
  const result = parseCatalogue(rawCatalogue());
  if (!result.ok) throw new Error(JSON.stringify(result.problems.slice(0, 5)));
  parsed = result.value;
  return parsed;
}
