/** What the made-up rows say about each field: the profile that importing them would give it. */
import { createTableProfiler, type TableProfiler } from '../../importers/table/table-profiler';
import type { Value } from '../../shared/sample/row';
import { sampleRows } from '../../shared/sample/rows';
import type { FieldProfile, SourceObject } from '../../shared/sources/schema';

let made: Map<string, FieldProfile> | undefined;

/** By `<object's catalogue id>/<native name>`. The same for every language, so it is worked out once. */
export function sampleProfiles(objects: readonly SourceObject[]): ReadonlyMap<string, FieldProfile> {
  made ??= profilesOf(objects);
  return made;
}

function profilesOf(objects: readonly SourceObject[]): Map<string, FieldProfile> {
  const tables = new Map<string, { names: string[]; profiler: TableProfiler }>();
  for (const { from, fields } of objects) {
    // A column that the client does not send is in no file.
    const names = fields.filter((field) => field.status !== 'missing').map((field) => field.nativeName);
    if (from !== undefined) tables.set(from, { names, profiler: createTableProfiler(names) });
  }
  for (const { object, row } of sampleRows({ until: '2026-11-22' })) {
    const table = tables.get(object);
    table?.profiler.add(table.names.map((name) => textOf(row[name])));
  }
  const profiles = new Map<string, FieldProfile>();
  for (const [object, { profiler }] of tables)
    for (const { nativeName, profile } of profiler.result().fields) if (profile) profiles.set(`${object}/${nativeName}`, profile);
  return profiles;
}

function textOf(value: Value | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  return Array.isArray(value) ? JSON.stringify(value) : String(value);
}
