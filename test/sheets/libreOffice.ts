/** Recalculates workbooks with LibreOffice, an independent spreadsheet, and reads what it found. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { officePath, pagePrinterPath } from '../../scripts/programs.mjs';
import { address } from '../../src/sheets/sheet';
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

/** How LibreOffice gives back what it found: as a workbook, or at a third of the cost as bare values. */
type Kind = 'workbook' | 'values';

interface Waiting {
  readonly make: () => Promise<Files>;
  readonly kind: Kind;
}

/** What waits for LibreOffice's start, one for each kind, which costs more than most of what it calculates. */
const waiting: Waiting[] = [];
const calculated = new Map<Kind, Promise<ReadonlyMap<Waiting, Recalculated>>>();

/**
 * Has LibreOffice calculate workbooks anew and save them, in one start with all that other modules of the same test
 * file registered; what it found is given from a hook or a test on. Bare values do not tell a text of digits from a
 * number: for sheets of amounts.
 */
export function recalculated(
  make: () => Promise<Files>,
  kind: Kind = 'workbook',
): () => Promise<Recalculated> {
  const one = { make, kind };
  waiting.push(one);
  return async () => {
    if (!calculated.has(kind)) calculated.set(kind, calculateAll(kind));
    return (await calculated.get(kind))?.get(one) ?? new Map();
  };
}

const READ = { workbook: readWorkbooks, values: readValues };

async function calculateAll(kind: Kind): Promise<ReadonlyMap<Waiting, Recalculated>> {
  const ours = waiting.filter((each) => each.kind === kind);
  const groups = await Promise.all(ours.map(({ make }) => make()));
  const all = groups.flatMap((files, n) =>
    [...files].map(([name, file]) => [`${n}-${name}`, file] as const),
  );
  return inFolder(new Map(all), async (folder) => {
    const found = await READ[kind](folder, new Map(all));
    const ofGroup = (files: Files, n: number) =>
      new Map([...files.keys()].map((name) => [name, found.get(`${n}-${name}`) ?? new Map()]));
    return new Map(ours.map((each, n) => [each, ofGroup(groups[n] ?? new Map(), n)]));
  });
}

async function readWorkbooks(folder: string, files: Files): Promise<Recalculated> {
  const found = new Map<string, ReadonlyMap<string, FoundSheet>>();
  const filter = 'xlsx:Calc MS Excel 2007 XML';
  for (const [name, file] of await converted(folder, filter, 'xlsx', [...files.keys()]))
    found.set(name, readSheets(await readFile(file)));
  return found;
}

/** Every sheet as a file of values: UTF-8, not as they are shown, texts and numbers in quotation marks. */
const VALUES = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,-1';

async function readValues(folder: string, files: Files): Promise<Recalculated> {
  const out = await convert(folder, VALUES, [...files.keys()]);
  const written = await readdir(out);
  const found = new Map<string, ReadonlyMap<string, FoundSheet>>();
  for (const name of files.keys()) {
    const sheets = new Map<string, FoundSheet>();
    for (const file of written.filter((each) => each.startsWith(`${name}-`)))
      sheets.set(
        file.slice(name.length + 1, -'.csv'.length),
        valuesOf(await readFile(path.join(out, file), 'utf8')),
      );
    if (sheets.size === 0) throw new Error(`LibreOffice did not convert ${name}.xlsx`);
    found.set(name, sheets);
  }
  return found;
}

function valuesOf(csv: string): FoundSheet {
  const rows: string[][] = parse(csv, { relax_column_count: true });
  return new Map(
    rows.flatMap((cells, row) =>
      cells.flatMap((text, column) =>
        text === '' ? [] : [[address(column, row), valueOfText(text)] as const],
      ),
    ),
  );
}

/** A number, a day as its serial number, or a text. */
function valueOfText(text: string): Found {
  if (/^-?\d+(\.\d+)?(E[+-]?\d+)?$/.test(text)) return Number(text);
  const [, month, day, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text) ?? [];
  if (!year) return text;
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86_400_000 + 25_569;
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
  const out = await convert(folder, filter, names);
  return names.map((name) => {
    const file = path.join(out, `${name}.${ending}`);
    if (existsSync(file)) return [name, file] as const;
    throw new Error(`LibreOffice did not convert ${name}.xlsx`);
  });
}

/** The folder into which LibreOffice converted workbooks. */
async function convert(folder: string, filter: string, names: readonly string[]): Promise<string> {
  const out = path.join(folder, 'out');
  const profile = `-env:UserInstallation=${pathToFileURL(await newProfile(folder)).href}`;
  const files = names.map((name) => path.join(folder, `${name}.xlsx`));
  const { status, stderr } = await ran(
    officePath(),
    [profile, '--headless', '--norestore', '--convert-to', filter, '--outdir', out, ...files],
    { timeout: 120_000 },
  );
  if (status !== 0) throw new Error(`LibreOffice ended with ${String(status)}: ${stderr}`);
  return out;
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
