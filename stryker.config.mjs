/** Mutation testing of money, law and calculation; --mutate narrows it to some files. */
export default {
  plugins: ['./scripts/mutation/runner.mjs', './scripts/mutation/reporter.mjs'],
  testRunner: 'one-process',
  // help.ts holds nothing but texts.
  mutate: ['src/{money,law,calculation}/**/*.ts', '!src/calculation/input/help.ts'],
  // Most texts are messages and labels, which tests quote only in part.
  mutator: { excludedMutations: ['StringLiteral'] },
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 2,
  // Each mutant evaluates all anew, of which little lives on.
  testRunnerNodeArgs: ['--max-semi-space-size=64'],
  timeoutMS: 20000,
  dryRunTimeoutMinutes: 30,
  // Of the time of all tests that reach a mutant, of which only the nearest are run.
  timeoutFactor: 0.1,
  incremental: true,
  incrementalFile: 'reports/mutation/incremental.json',
  ignorePatterns: ['/dist', '/build', '/docs', '/assets', '/bench', '/test-artifacts', '/test/e2e'],
  reporters: ['clear-text', 'html', 'json', 'progress-append-only', 'as-tried'],
  clearTextReporter: { reportTests: false, reportMutants: false },
  htmlReporter: { fileName: 'reports/mutation/index.html' },
  jsonReporter: { fileName: 'reports/mutation/report.json' },
  thresholds: { high: 90, low: 85, break: 85 },
};
