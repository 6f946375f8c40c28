import { defineConfig } from 'vitest/config';

/** Unit tests lie beside the code; integration tests use real files, processes and databases. End-to-end: playwright.config.ts. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{shared,documents,importers,executor,host,electron,renderer}/**/*.test.{ts,tsx}'],
          environment: 'node',
          pool: 'threads',
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/integration/build-first.ts'],
          environment: 'node',
          pool: 'forks',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
