import { defineConfig } from 'vitest/config';

/** Tests that need a built page and a browser. */
const WITH_PAGE = [
  'test/e2e/**/*.test.ts',
  'test/contract/**/*.test.ts',
  'test/manifest/**/*.test.ts',
];

/** How many files are tested side by side. */
export const LANES = 2;

/** The projects run one at a time (npm test does); whether files are kept apart cannot be told by project. */
const inBrowser = process.argv.some((word) => /^(--project=)?browser$/.test(word));

export default defineConfig({
  test: {
    testTimeout: 30000,
    hookTimeout: 180000,
    // One page at a time: two that draw take from each other what they need.
    maxWorkers: inBrowser ? 1 : LANES,
    minWorkers: 1,
    pool: 'forks',
    // The law is read and compiled once a worker, not once a file: half of all the time. In the browser, what costs
    // is shared (see test/e2e/globalSetup.ts), and a file that breaks takes no other along.
    poolOptions: { forks: { isolate: inBrowser } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: WITH_PAGE,
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: WITH_PAGE,
          globalSetup: ['test/e2e/globalSetup.ts'],
        },
      },
    ],
  },
});
