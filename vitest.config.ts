import { defineConfig } from 'vitest/config';

/** Tests that need a built page and a browser. */
const WITH_PAGE = [
  'test/e2e/**/*.test.ts',
  'test/contract/**/*.test.ts',
  'test/manifest/**/*.test.ts',
];

/** The projects run one at a time (npm test does); how many files run side by side cannot be told by project. */
const inBrowser = process.argv.some((word) => /^(--project=)?browser$/.test(word));

export default defineConfig({
  test: {
    testTimeout: 30000,
    hookTimeout: 180000,
    // What is awaited comes late on a busy machine; what never comes fails all the same.
    expect: { poll: { timeout: 20000 } },
    // One page at a time: two that draw take from each other what they need.
    maxWorkers: inBrowser ? 1 : 2,
    minWorkers: 1,
    pool: 'forks',
    // The law is read and compiled once a worker, not once a file: half of all the time.
    poolOptions: { forks: { isolate: false } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: WITH_PAGE,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: WITH_PAGE,
          // What a page takes a few seconds for takes many where others keep both cores busy.
          testTimeout: 90000,
          globalSetup: ['test/e2e/globalSetup.ts'],
        },
      },
    ],
  },
});
