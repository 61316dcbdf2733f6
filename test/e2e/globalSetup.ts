// Before the tests that need the built page: builds it when it is older than its sources.
import { build, isStale } from '../../scripts/build.mjs';

/** Called once by vitest, whatever the number of test files. */
export default async function setup(): Promise<void> {
  if (isStale()) await build();
}
