// Two suites in one run: what needs no database, and what needs one (`*.pg.test.ts`), which share one
// embedded PostgreSQL that the testkit starts when the first of them does.

import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const sources = ['packages', 'apps', 'bench', 'e2e'].map(
  (folder) => `${folder}/**/*.test.{ts,tsx}`,
);
const databaseTests = '**/*.pg.test.ts';
const never = ['**/node_modules/**', '**/dist/**', 'scripts/boundaries/planted/**'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: Math.max(2, Math.min(availableParallelism(), 4)),
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // A busy machine is slow, not wrong: its second is not enough to wait for a worker.
    expect: { poll: { timeout: 15_000 } },
    // A promise that nobody caught is a failure, also when every test said yes.
    dangerouslyIgnoreUnhandledErrors: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [...sources, 'scripts/**/*.test.mjs'],
          exclude: [...never, databaseTests],
        },
      },
      {
        extends: true,
        test: {
          name: 'pg',
          include: [databaseTests],
          exclude: never,
          globalSetup: 'packages/testkit/src/database/global-setup.ts',
        },
      },
    ],
  },
});
