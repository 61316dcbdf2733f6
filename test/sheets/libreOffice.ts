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

/** Workbooks by name. */
type Files = ReadonlyMap<string, Uint8Array>;

/** The sheets of each workbook, by the workbook's name. */
export type Recalculated = ReadonlyMap<string, ReadonlyMap<string, FoundSheet>>;

/** What waits for LibreOffice's one start, which costs more than all it calculates. */
const waiting: (() => Promise<Files>)[] = [];
let calculated: Promise<readonly Recalculated[]> | undefined;

/**
 * Has LibreOffice calculate workbooks anew and save them, in one start with all that other modules of the same test
 * file registered; what it found is given from a hook or a test on.
 */
export function recalculated(make: () => Promise<Files>): () => Promise<Recalculated> {
  const n = waiting.push(make) - 1;
  return async () => (await (calculated ??= calculateAll()))[n] ?? new Map();
}

async function calculateAll(): Promise<readonly Recalculated[]> {
  const groups = await Promise.all(waiting.map((make) => make()));
  const all = groups.flatMap((files, n) =>
    [...files].map(([name, file]) => [`${n}-${name}`, file] as const),
  );
  return inFolder(new Map(all), async (folder) => {
    const names = all.map(([name]) => name);
    const made = new Map(await converted(folder, 'xlsx:Calc MS Excel 2007 XML', 'xlsx', names));
    const sheetsOf = async (name: string) => readSheets(await readFile(made.get(name) ?? ''));
    return Promise.all(
      groups.map(async (files, n) => {
        const read = [...files.keys()].map(
          async (name) => [name, await sheetsOf(`${n}-${name}`)] as const,
        );
        return new Map(await Promise.all(read));
      }),
    );
  });
}

/** Prints workbooks to page images (PNG) in a folder. */
export async function pictured(files: Files, into: string): Promise<void> {
  await mkdir(into, { recursive: true });
  await inFolder(files, async (folder) => {
    for (const [name, file] of await converted(folder, 'pdf', 'pdf', [...files.keys()]))
      await ran(pagePrinterPath(), ['-r', '80', '-png', file, path.join(into, name)]);
  });
}

/** Does something with workbooks that stand in a folder of their own, and removes it. */
async function inFolder<T>(files: Files, action: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'recourse-models-'));
  try {
    for (const [name, file] of files) await writeFile(path.join(folder, `${name}.xlsx`), file);
    return await action(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * A profile of its own: two that share one get into each other's way while the first is starting. A profile that no
 * version of the program has used makes it try out its drawing for six seconds of processor, so one is said to have.
 */
async function newProfile(folder: string): Promise<string> {
  const profile = path.join(folder, 'profile');
  await mkdir(path.join(profile, 'user'), { recursive: true });
  await writeFile(
    path.join(profile, 'user/registrymodifications.xcu'),
    `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/Product"><prop oor:name="ooSetupLastVersion" oor:op="fuse"><value>99.0</value></prop></item></oor:items>`,
  );
  return profile;
}

/** The converted files by the names of their workbooks. */
async function converted(
  folder: string,
  filter: string,
  ending: string,
  names: readonly string[],
): Promise<(readonly [string, string])[]> {
  const out = path.join(folder, 'out');
  const profile = `-env:UserInstallation=${pathToFileURL(await newProfile(folder)).href}`;
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
