/** Builds the sample workbooks under assets/models from the same code that makes anyone's. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { workbookOf } from '../src/cli/workbook/commands';
import { dayFromYmd } from '../src/money/dates';
import { SAMPLES, type Sample } from '../src/sheets/samples';
import type { WorkbookModel } from '../src/sheets/sheet';
import { workbookFile } from '../src/xlsx/write';

const FOLDER = path.join(import.meta.dirname, '../assets/models');

/** Samples are prepared on one day, so that they stay the same. */
const PREPARED = dayFromYmd(2026, 7, 1) as number;

/** A sample with all its sheets in one workbook. */
function sampleWorkbook({ title, sheets }: Sample): WorkbookModel {
  const parts = sheets.map(([name, json]) => workbookOf(name, json, title, PREPARED));
  return {
    title,
    sheets: parts.flatMap((part) => part.sheets),
    settings: parts.find(({ settings }) => settings)?.settings,
  };
}

/** Every sample by its file. */
export const sampleWorkbooks = (): ReadonlyMap<string, WorkbookModel> =>
  new Map(SAMPLES.map((sample) => [`${sample.file}.xlsx`, sampleWorkbook(sample)]));

/** Names of samples that are missing or are not what the code makes now. */
export async function staleSamples(): Promise<string[]> {
  const there = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
  const samples = sampleWorkbooks();
  const stale = there.filter((name) => !samples.has(name));
  for (const [name, model] of samples) {
    const made = Buffer.from(await workbookFile(model));
    const same = there.includes(name) && readFileSync(path.join(FOLDER, name)).equals(made);
    if (!same) stale.push(name);
  }
  return stale;
}

if (process.argv[1]?.endsWith('models.ts')) {
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, model] of sampleWorkbooks())
    writeFileSync(path.join(FOLDER, name), await workbookFile(model));
}
