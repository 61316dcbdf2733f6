// Before the tests that need LibreOffice: a folder in which the first of them starts it, and after them all its end.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** LibreOffice's profile for this run: whoever names it talks to the same running program. */
    officeFolder: string;
  }
}

/** Where the process number of this run's LibreOffice stands, in the folder of the run. */
export const PID_FILE = 'pid';

/** Called once by vitest, whatever the number of test files. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-office-'));
  project.provide('officeFolder', folder);
  return () => {
    end(join(folder, PID_FILE));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
}

function end(pidFile: string): void {
  try {
    process.kill(Number(readFileSync(pidFile, 'utf8')));
  } catch {
    // It was never started, or has ended by itself.
  }
}
