/** The list of sheets and names of a workbook: sheets are added, renamed, put in another order and taken out. */
import { Book, type SheetEntry } from './book';
import {
  addContentType,
  addRelationship,
  relatedPart,
  relationships,
  relationshipsOf,
  removePart,
  setTextPart,
  targetFrom,
  textPart,
} from './package';
import { attributesOf, childrenOf, elements, escaped, relationshipIn, withAttribute } from './xml';
import { Parts } from './zip';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const OFFICE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export const EMPTY_SHEET = `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheetData/></worksheet>`;

/** A workbook without sheets. */
export function emptyWorkbook(): Parts {
  const parts = new Parts();
  const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
  setTextPart(
    parts,
    '[Content_Types].xml',
    `${HEAD}<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
  );
  setTextPart(
    parts,
    'xl/workbook.xml',
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheets></sheets></workbook>`,
  );
  addContentType(parts, 'xl/workbook.xml', `${OFFICE}.sheet.main+xml`);
  addRelationship(parts, '_rels/.rels', `${RELATIONSHIPS}/officeDocument`, 'xl/workbook.xml');
  return parts;
}

const bookPath = (parts: Parts): string =>
  relatedPart(parts, '', 'officeDocument') ?? 'xl/workbook.xml';

/** Adds a sheet behind the others; gives its path. */
export function addSheet(
  parts: Parts,
  name: string,
  xml: string,
  state: SheetEntry['state'] = 'visible',
): string {
  const book = bookPath(parts);
  let n = 1;
  while (parts.find(`xl/worksheets/sheet${n}.xml`) !== undefined) n += 1;
  const path = `xl/worksheets/sheet${n}.xml`;
  setTextPart(parts, path, xml);
  addContentType(parts, path, `${OFFICE}.worksheet+xml`);
  const id = addRelationship(
    parts,
    relationshipsOf(book),
    `${RELATIONSHIPS}/worksheet`,
    targetFrom(book, path),
  );
  const text = textPart(parts, book) ?? '';
  const used = [...elements(text, 'sheet')].map(({ tag }) =>
    Number(attributesOf(tag).get('sheetId')),
  );
  const hidden = state === 'visible' ? '' : ` state="${state}"`;
  const [list] = elements(text, 'sheets');
  if (!list) throw new Error('the workbook has no list of sheets');
  const prefix = /^<(\w+:)?/.exec(list.tag)?.[1] ?? '';
  const entry = `<${prefix}sheet xmlns:r="${RELATIONSHIPS}" name="${escaped(name)}" sheetId="${Math.max(0, ...used) + 1}"${hidden} r:id="${id}"/>`;
  const open = list.tag.replace(/\s*\/>$/, '>');
  const inside = text.slice(list.inner, list.close);
  setTextPart(
    parts,
    book,
    `${text.slice(0, list.start)}${open}${inside}${entry}</${prefix}sheets>${text.slice(list.end)}`,
  );
  return path;
}

/** A sheet as it is to stand in the list. */
export interface Arranged {
  readonly path: string;
  readonly name: string;
  readonly hidden: boolean;
}

/** Puts sheets in their order under their names; those that are not listed are taken out. */
export function arrangeSheets(parts: Parts, wanted: readonly Arranged[]): void {
  const book = bookPath(parts);
  const before = new Book(parts).sheets;
  const same =
    before.length === wanted.length &&
    before.every(({ path, name, state }, n) => {
      const one = wanted[n];
      return one?.path === path && one.name === name && one.hidden === (state !== 'visible');
    });
  if (same) return;
  const xml = textPart(parts, book) ?? '';
  const [list] = elements(xml, 'sheets');
  if (!list) return;
  const targets = new Map(relationships(parts, book).map(({ id, target }) => [id, target]));
  const tagsOf = new Map(
    [...elements(xml, 'sheet')].map(({ tag }) => [targets.get(relationshipIn(tag) ?? ''), tag]),
  );
  const written = wanted.map(({ path, name, hidden }) => {
    const tag = withAttribute(tagsOf.get(path) ?? '', 'name', name).replace(/\s*\/?>$/, '/>');
    const state = attributesOf(tag).get('state');
    return withAttribute(tag, 'state', hidden ? (state ?? 'hidden') : undefined);
  });
  const places = new Map(
    before.map(({ path }, n) => [String(n), wanted.findIndex((one) => one.path === path)]),
  );
  let text = xml.slice(0, list.inner) + written.join('') + xml.slice(list.close);
  text = text
    .replace(
      /(<(?:\w+:)?definedName\b[^>]*?\slocalSheetId=")(\d+)("[^]*?<\/(?:\w+:)?definedName>)/g,
      (_, head: string, n: string, rest: string) => {
        const place = places.get(n);
        return place === undefined || place < 0 ? '' : head + String(place) + rest;
      },
    )
    .replace(/(<(?:\w+:)?workbookView\b[^>]*?)\s(?:activeTab|firstSheet)="\d+"/g, '$1')
    .replace(/<(?:\w+:)?definedNames>\s*<\/(?:\w+:)?definedNames>/, '');
  setTextPart(parts, book, text);
  for (const { path } of before)
    if (!wanted.some((one) => one.path === path)) removePart(parts, path, book);
}

/** Gives a name what it stands for, adds it, or takes it out where that is null. */
export function setName(
  parts: Parts,
  name: string,
  sheet: string | null,
  text: string | null,
): void {
  const book = bookPath(parts);
  const { sheets } = new Book(parts);
  const xml = textPart(parts, book) ?? '';
  const local = sheet === null ? undefined : String(sheets.findIndex((one) => one.name === sheet));
  const found = [...elements(xml, 'definedName')].find(({ tag }) => {
    const of = attributesOf(tag);
    return of.get('name')?.toLowerCase() === name.toLowerCase() && of.get('localSheetId') === local;
  });
  const put = (from: number, to: number, entry: string) =>
    setTextPart(
      parts,
      book,
      (xml.slice(0, from) + entry + xml.slice(to)).replace(
        /<(?:\w+:)?definedNames>\s*<\/(?:\w+:)?definedNames>/,
        '',
      ),
    );
  if (found) {
    if (text === null) put(found.start, found.end, '');
    else put(found.inner, found.close, escaped(text));
    return;
  }
  if (text === null) return;
  const prefix = /<(\w+:)?workbook\b/.exec(xml)?.[1] ?? '';
  const at = local === undefined ? '' : ` localSheetId="${local}"`;
  const entry = `<${prefix}definedName name="${escaped(name)}"${at}>${escaped(text)}</${prefix}definedName>`;
  const [list] = elements(xml, 'definedNames');
  if (list) put(list.close, list.close, entry);
  else {
    const before = childrenOf(xml).find((one) => LATER.includes(one.name));
    const place = before?.start ?? xml.lastIndexOf('</');
    put(place, place, `<${prefix}definedNames>${entry}</${prefix}definedNames>`);
  }
}

/** What stands behind the names in a workbook's part. */
const LATER = [
  'calcPr',
  'oleSize',
  'customWorkbookViews',
  'pivotCaches',
  'smartTagPr',
  'smartTagTypes',
  'webPublishing',
  'fileRecoveryPr',
  'webPublishObjects',
  'extLst',
];

/** Takes out the list of the order of calculation, which names cells: Excel makes it anew. */
export function dropCalculationOrder(parts: Parts): void {
  const book = bookPath(parts);
  const path = relatedPart(parts, book, 'calcChain');
  if (path !== undefined) removePart(parts, path, book);
}

/** Has Excel calculate everything when the workbook is opened. */
export function calculateOnOpening(parts: Parts): void {
  const book = bookPath(parts);
  const xml = textPart(parts, book) ?? '';
  const [known] = elements(xml, 'calcPr');
  if (known) {
    const tag = withAttribute(known.tag, 'fullCalcOnLoad', '1');
    setTextPart(parts, book, xml.slice(0, known.start) + tag + xml.slice(known.inner));
    return;
  }
  const prefix = /<(\w+:)?workbook\b/.exec(xml)?.[1] ?? '';
  const next = childrenOf(xml).find((one) => LATER.slice(1).includes(one.name));
  const at = next?.start ?? xml.lastIndexOf('</');
  setTextPart(
    parts,
    book,
    `${xml.slice(0, at)}<${prefix}calcPr fullCalcOnLoad="1"/>${xml.slice(at)}`,
  );
}
