/**
 * Writes each mutant down as it is tried: a run that is cut off leaves what it found.
 */
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

const FILE = 'reports/mutation/tried.jsonl';

class AsTriedReporter {
  constructor() {
    mkdirSync(path.dirname(FILE), { recursive: true });
    rmSync(FILE, { force: true });
  }

  onMutantTested({ fileName, location, mutatorName, replacement, status, killedBy }) {
    const { line, column } = location.start;
    const tried = { fileName, line, column, mutatorName, replacement, status, killedBy };
    appendFileSync(FILE, `${JSON.stringify(tried)}\n`);
  }
}

export const strykerPlugins = [
  declareClassPlugin(PluginKind.Reporter, 'as-tried', AsTriedReporter),
];
