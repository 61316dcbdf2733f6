/** Recalculates workbooks with LibreOffice, an independent spreadsheet, and reads what it found. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { officePath, pagePrinterPath } from '../../scripts/programs.mjs';
import { setTextPart, textPart } from '../../src/xlsx/package';
import { attribute, unescaped } from '../../src/xlsx/xml';
import { closeParts, openParts } from '../../src/xlsx/zip';
import { ran } from '../process';

/** One cell as it was read back. */
export type Found = string | number | boolean | undefined;

/** The cells of one sheet by address. */
export type FoundSheet = ReadonlyMap<string, Found>;

/** Takes every stored result away from formula cells, so that what is read back was calculated anew. */
export function withoutResults(file: Uint8Array): Uint8Array {
  const parts = openParts(file);
  for (const name of parts.keys()) {
    if (!/^xl\/worksheets\/sheet\d+\.xml$/.test(name)) continue;
    const xml = textPart(parts, name) ?? '';
    const bare = xml.replace(
      /(<c\b[^>]*?)(\st="\w+")?([^>]*>)(<f\b.*?<\/f>)<v>[^<]*<\/v>/gs,
      '$1$3$4',
    );
    setTextPart(parts, name, bare);
  }
  return closeParts(parts);
}

/** Has LibreOffice open all files at once, calculate them and save them; gives the sheets of each by name. */
export async function recalculated(
  files: ReadonlyMap<string, Uint8Array>,
): Promise<ReadonlyMap<string, ReadonlyMap<string, FoundSheet>>> {
  return inFolder(files, async (folder) => {
    const made = await converted(folder, 'xlsx:Calc MS Excel 2007 XML', 'xlsx', [...files.keys()]);
    const sheets = made.map(
      async ([name, file]) => [name, readSheets(await readFile(file))] as const,
    );
    return new Map(await Promise.all(sheets));
  });
}

/** Prints workbooks to page images (PNG) in a folder. */
export async function pictured(
  files: ReadonlyMap<string, Uint8Array>,
  into: string,
): Promise<void> {
  await mkdir(into, { recursive: true });
  await inFolder(files, async (folder) => {
    for (const [name, file] of await converted(folder, 'pdf', 'pdf', [...files.keys()]))
      await ran(pagePrinterPath(), ['-r', '80', '-png', file, path.join(into, name)]);
  });
}

/** Does something with workbooks that stand in a folder of their own, and removes it. */
async function inFolder<T>(
  files: ReadonlyMap<string, Uint8Array>,
  action: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'recourse-models-'));
  try {
    for (const [name, file] of files) await writeFile(path.join(folder, `${name}.xlsx`), file);
    return await action(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The converted files by the names of their workbooks. */
async function converted(
  folder: string,
  filter: string,
  ending: string,
  names: readonly string[],
): Promise<(readonly [string, string])[]> {
  const out = path.join(folder, 'out');
  // A profile of its own: two that share one get into each other's way while the first is starting.
  const profile = `-env:UserInstallation=${pathToFileURL(path.join(folder, 'profile')).href}`;
  const files = names.map((name) => path.join(folder, `${name}.xlsx`));
  const said = await ran(
    officePath(),
    [profile, '--headless', '--norestore', '--convert-to', filter, '--outdir', out, ...files],
    { timeout: 120_000 },
  );
  return names.map((name) => {
    const file = path.join(out, `${name}.${ending}`);
    if (existsSync(file)) return [name, file] as const;
    throw new Error(`LibreOffice did not convert ${name}.xlsx: ${JSON.stringify(said)}`);
  });
}

/** Reads the values of every sheet of a workbook. */
export function readSheets(file: Uint8Array): ReadonlyMap<string, FoundSheet> {
  const parts = openParts(file);
  const strings = [
    ...(textPart(parts, 'xl/sharedStrings.xml') ?? '').matchAll(/<si\b.*?(?:<\/si>|\/>)/gs),
  ].map(([item]) => textOf(item));
  const relationships = new Map(
    [
      ...(textPart(parts, 'xl/_rels/workbook.xml.rels') ?? '').matchAll(/<Relationship\b[^>]*>/g),
    ].map(([tag]) => [attribute(tag, 'Id'), attribute(tag, 'Target')]),
  );
  const sheets = new Map<string, FoundSheet>();
  for (const [tag] of (textPart(parts, 'xl/workbook.xml') ?? '').matchAll(/<sheet\b[^>]*>/g)) {
    const target = (relationships.get(attribute(tag, 'r:id')) ?? '').replace(/^\/xl\//, '');
    const xml = textPart(parts, `xl/${target}`) ?? '';
    sheets.set(attribute(tag, 'name') ?? '', cellsOf(xml, strings));
  }
  return sheets;
}

const textOf = (xml: string): string =>
  unescaped([...xml.matchAll(/<t\b[^>]*>([^<]*)<\/t>/g)].map(([, text]) => text).join('')).replace(
    /_x([0-9A-Fa-f]{4})_/g,
    (_, code: string) => String.fromCharCode(parseInt(code, 16)),
  );

function cellsOf(xml: string, strings: readonly string[]): FoundSheet {
  const cells = new Map<string, Found>();
  for (const [, tag = '', body = ''] of xml.matchAll(/<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const value = /<v>([^<]*)<\/v>/.exec(body)?.[1];
    const type = attribute(tag, 't') ?? 'n';
    cells.set(attribute(tag, 'r') ?? '', valueOf(type, value, body, strings));
  }
  return cells;
}

function valueOf(
  type: string,
  value: string | undefined,
  body: string,
  strings: readonly string[],
): Found {
  if (type === 'inlineStr') return textOf(body);
  if (value === undefined) return undefined;
  if (type === 's') return strings[Number(value)];
  if (type === 'b') return value === '1';
  if (type === 'n') return Number(value);
  return unescaped(value);
}
