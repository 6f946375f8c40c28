import { defineConfig } from 'vitest/config';

/** Tests that put something else in the place of a module; every other file shares its worker's modules, which halves the time. */
const mocked = ['electron/*.test.ts', 'executor/engine/poison.test.ts', 'renderer/**/*.mocked.test.tsx'];

/** Unit tests lie beside the code; integration tests use real files, processes and databases. End-to-end: playwright.config.ts. */
export default defineConfig({
  test: {
    // Left to itself it keeps one core free, which on two is half of them.
    maxWorkers: '100%',
    tags: [
      { name: 'long', description: 'Takes a fifth of a second or more by itself: random cases, three languages, thousands of events. Not in the quick check.' },
    ],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{shared,documents,importers,executor,host,electron,renderer}/**/*.test.{ts,tsx}'],
          exclude: mocked,
          environment: 'node',
          pool: 'threads',
          isolate: false,
          // A fuzz test of two seconds takes ten on a machine that is busy with something else.
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      { test: { name: 'mocked', include: mocked, environment: 'node', pool: 'threads', testTimeout: 60_000 } },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/integration/build-first.ts'],
          environment: 'node',
          pool: 'forks',
          // Slow is not wrong: a machine may be busy with something else.
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
