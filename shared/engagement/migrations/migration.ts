/**
 * How documents of older versions reach the present one. To add a step: write `NNN-what-changes.ts` in this folder
 * exporting one `Migration`, add it to `migrations` in `list.ts`, raise FORMAT_VERSION, and add its before and after to
 * `migrations.test.ts` (a migration without such a pair fails the tests).
 */
export type JsonObject = { [key: string]: unknown };

export type Migration = {
  /** Kebab-case, says what changes: `split-client-name`. */
  name: string;
  /** Reads documents of this version and gives the next one. */
  from: number;
  /** Pure; never changes what it is given. `formatVersion` is raised by the chain. */
  migrate(document: JsonObject): JsonObject;
};

/** What is wrong with a list of migrations; empty when it leads from version 1 to `current` without a hole. */
export function faultsOfChain(list: readonly Migration[], current: number): string[] {
  const faults: string[] = [];
  list.forEach((migration, i) => {
    if (migration.from !== i + 1) faults.push(`${migration.name} reads version ${migration.from}, expected ${i + 1}`);
    if (!/^[a-z][a-z0-9-]*$/.test(migration.name)) faults.push(`${migration.name} is not kebab-case`);
  });
  const names = new Set(list.map((migration) => migration.name));
  if (names.size !== list.length) faults.push('two migrations share a name');
  if (list.length !== current - 1) faults.push(`${list.length} migrations can't lead to version ${current}`);
  return faults;
}

/** Applies every step from `version` on. The caller has made sure that 1 ≤ version ≤ list.length + 1. */
export function runMigrations(list: readonly Migration[], document: JsonObject, version: number): JsonObject {
  let current = document;
  for (const migration of list.slice(version - 1)) current = { ...migration.migrate(current), formatVersion: migration.from + 1 };
  return current;
}
