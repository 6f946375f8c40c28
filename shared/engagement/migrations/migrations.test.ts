import { describe, expect, it } from 'vitest';
import { FORMAT_VERSION } from '../schema';
import { migrations } from './list';
import { faultsOfChain, type JsonObject, type Migration, runMigrations } from './migration';

/** Of each migration by name: a document as it was, and as it must become. */
const cases: Record<string, { before: JsonObject; after: JsonObject }> = {
  'profiles-links-transforms': { before: { formatVersion: 1, sources: [{ objects: [] }] }, after: { formatVersion: 1, sources: [{ objects: [] }] } },
  storyboard: { before: { formatVersion: 2, journeys: [] }, after: { formatVersion: 2, journeys: [] } },
  'groups-cards': { before: { formatVersion: 3, journeys: [] }, after: { formatVersion: 3, journeys: [] } },
  'vendor-choice': {
    before: { formatVersion: 4, checklist: { points: [], vendors: [{ id: 'V' }], answers: [] } },
    after: {
      formatVersion: 4,
      checklist: { points: [], vendors: [{ id: 'V' }], answers: [], trialTasks: [], trialResults: [] },
      businessCase: { ranges: {}, sources: {}, journeys: [] },
    },
  },
  'document-style': { before: { formatVersion: 5 }, after: { formatVersion: 5, documents: { cover: 'road', chapters: {} } } },
};

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const child of Object.values(value)) deepFreeze(child);
  return Object.freeze(value);
}

/** Names of migrations that nobody showed to work. */
function untested(list: readonly Migration[], shown: Record<string, unknown>): string[] {
  return list.filter((migration) => !Object.hasOwn(shown, migration.name)).map((migration) => migration.name);
}

const fake: Migration[] = [
  { name: 'rename-title', from: 1, migrate: ({ title, ...rest }) => ({ ...rest, name: title }) },
  { name: 'add-notes', from: 2, migrate: (document) => ({ ...document, notes: [] }) },
];

describe('the migration chain', () => {
  it('leads from version 1 to the present one', () => {
    expect(faultsOfChain(migrations, FORMAT_VERSION)).toEqual([]);
  });

  it('has a tested pair for every migration', () => {
    expect(untested(migrations, cases)).toEqual([]);
    expect(untested(fake, { 'rename-title': true })).toEqual(['add-notes']);
  });

  it('turns every before into its after, leaving the before alone', () => {
    for (const migration of migrations) {
      const { before, after } = cases[migration.name] ?? {};
      expect(migration.migrate(deepFreeze(before ?? {}))).toEqual(after);
    }
  });

  it('runs only the steps that are needed, and raises the version', () => {
    expect(runMigrations(fake, deepFreeze({ formatVersion: 1, title: 'A' }), 1)).toEqual({ formatVersion: 3, name: 'A', notes: [] });
    expect(runMigrations(fake, { formatVersion: 2, name: 'A' }, 2)).toEqual({ formatVersion: 3, name: 'A', notes: [] });
    expect(runMigrations(fake, { formatVersion: 3 }, 3)).toEqual({ formatVersion: 3 });
  });

  it('notices a hole, a wrong order and a forgotten step', () => {
    expect(faultsOfChain(fake, 3)).toEqual([]);
    expect(faultsOfChain(fake, 4)).not.toEqual([]);
    expect(faultsOfChain([...fake].reverse(), 3)).not.toEqual([]);
  });
});
