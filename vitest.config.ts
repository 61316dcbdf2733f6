import { defineConfig } from 'vitest/config';

/** Tests that need a built page and a browser. */
const WITH_PAGE = [
  'test/e2e/**/*.test.ts',
  'test/contract/**/*.test.ts',
  'test/manifest/**/*.test.ts',
];

export default defineConfig({
  test: {
    testTimeout: 30000,
    hookTimeout: 180000,
    maxWorkers: 2,
    minWorkers: 1,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: WITH_PAGE,
          globalSetup: ['test/sheets/officeSetup.ts'],
          // The law is read and compiled once a worker, not once a file: half of all the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: WITH_PAGE,
          // A page under load may miss a click that a person would make again.
          retry: 1,
          globalSetup: ['test/e2e/globalSetup.ts'],
          // One file at a time, for a page in the background does not draw; each in a process of its own, so that
          // one that breaks takes no other along. What costs is shared: see test/e2e/globalSetup.ts.
          pool: 'forks',
        },
      },
    ],
  },
});
