import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogueFiles, parseCatalogue } from './parse-catalogue';

function raw() {
  const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../assets/catalogue/${name}.json`, import.meta.url), 'utf8'));
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

describe('the shipped catalogue', () => {
  it('has the form that is promised', () => {
    const result = parseCatalogue(raw());
    expect(result.problems).toEqual([]);
    expect(result.ok && result.value.checklist.points.length).toBe(43);
    expect(result.ok && result.value.journeys.journeys.length).toBe(16);
    expect(result.ok && result.value.segments.segments.length).toBe(57);
    expect(result.ok && result.value.unifiedRecord.fields.length).toBe(90);
  });
});
