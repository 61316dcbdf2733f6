/** Recalculates workbooks with LibreOffice, an independent spreadsheet, and reads what it found. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  attribute,
  closeParts,
  openParts,
  setTextPart,
  textPart,
  unescaped,
} from '../../src/xlsx/zip';

const PLACES = [
  '/usr/bin/soffice',
  '/usr/bin/libreoffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
];

const found = (): string | undefined => PLACES.find((place) => existsSync(place));

/** The path of LibreOffice; installs Debian's package where it is missing and we may. */
export function libreOffice(): string {
  const there = found();
  if (there) return there;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const packages = ['libreoffice-calc-nogui', 'poppler-utils', 'fonts-crosextra-carlito'];
    spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      env,
      stdio: 'ignore',
    });
  }
  const installed = found();
  if (installed) return installed;
  throw new Error(
    'These tests recalculate workbooks with LibreOffice, which is not here and could not be installed: install libreoffice-calc-nogui and poppler-utils (Debian, Ubuntu) and run them again.',
  );
}

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
export function recalculated(
  files: ReadonlyMap<string, Uint8Array>,
): ReadonlyMap<string, ReadonlyMap<string, FoundSheet>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'recourse-models-'));
  try {
    for (const [name, file] of files) writeFileSync(path.join(folder, `${name}.xlsx`), file);
    convert(folder, 'xlsx:Calc MS Excel 2007 XML', 'xlsx', [...files.keys()]);
    return new Map(
      [...files.keys()].map((name) => [
        name,
        readSheets(readFileSync(path.join(folder, 'out', `${name}.xlsx`))),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Prints workbooks to page images (PNG) in a folder; gives nothing where poppler is not installed. */
export function pictured(files: ReadonlyMap<string, Uint8Array>, into: string): void {
  mkdirSync(into, { recursive: true });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'recourse-pages-'));
  try {
    for (const [name, file] of files) writeFileSync(path.join(folder, `${name}.xlsx`), file);
    convert(folder, 'pdf', 'pdf', [...files.keys()]);
    for (const name of files.keys())
      spawnSync('pdftoppm', [
        '-r',
        '80',
        '-png',
        path.join(folder, 'out', `${name}.pdf`),
        path.join(into, name),
      ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function convert(folder: string, filter: string, ending: string, names: readonly string[]): void {
  const profile = pathToFileURL(path.join(folder, 'profile')).href;
  execFileSync(
    libreOffice(),
    [
      `-env:UserInstallation=${profile}`,
      '--headless',
      '--norestore',
      '--convert-to',
      filter,
      '--outdir',
      path.join(folder, 'out'),
      ...names.map((name) => path.join(folder, `${name}.xlsx`)),
    ],
    { stdio: 'ignore', timeout: 120_000 },
  );
  const missing = names.find((name) => !existsSync(path.join(folder, 'out', `${name}.${ending}`)));
  if (missing !== undefined) throw new Error(`LibreOffice could not open ${missing}.xlsx`);
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
