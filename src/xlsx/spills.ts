/** Formulas that fill a block of cells, as Excel stores them: marked, so that they spill and are no old array formulas. */
import {
  addContentType,
  addRelationship,
  relatedPart,
  relationshipsOf,
  setTextPart,
  targetFrom,
  textPart,
} from './package';
import { attribute, elements, tags } from './xml';
import type { Parts } from './zip';

/** Marks cells whose formulas spill, in the sheets by their paths. */
export function markSpilling(parts: Parts, cells: ReadonlyMap<string, readonly string[]>): void {
  for (const [path, addresses] of cells) markCells(parts, path, addresses);
  if (cells.size > 0) addMetadata(parts);
}

function markCells(parts: Parts, path: string, cells: Iterable<string>): void {
  let xml = textPart(parts, path) ?? '';
  for (const cell of cells) xml = xml.replace(`<c r="${cell}"`, `<c r="${cell}" cm="1"`);
  setTextPart(parts, path, xml);
}

/** The kind of what is said of a cell whose formula spills. */
const SPILLS = 'XLDAPR';

const METADATA = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<metadata xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:xda="http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray"><metadataTypes count="1"><metadataType name="XLDAPR" minSupportedVersion="120000" copy="1" pasteAll="1" pasteValues="1" merge="1" splitFirst="1" rowColShift="1" clearFormats="1" clearComments="1" assign="1" coerce="1" cellMeta="1"/></metadataTypes><futureMetadata name="XLDAPR" count="1"><bk><extLst><ext uri="{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}"><xda:dynamicArrayProperties fDynamic="1" fCollapsed="0"/></ext></extLst></bk></futureMetadata><cellMetadata count="1"><bk><rc t="1" v="0"/></bk></cellMetadata></metadata>`;

/** The list of what is said of cells, as the workbook has it. */
const metadataOf = (parts: Parts): string | undefined => {
  const path = relatedPart(parts, bookOf(parts), 'sheetMetadata');
  return path === undefined ? undefined : textPart(parts, path);
};

const bookOf = (parts: Parts): string =>
  relatedPart(parts, '', 'officeDocument') ?? 'xl/workbook.xml';

/** Adds what says that a formula spills; a workbook that has such a list keeps its own. */
export function addMetadata(parts: Parts): void {
  if (metadataOf(parts) !== undefined) return;
  const path = 'xl/metadata.xml';
  setTextPart(parts, path, METADATA);
  addContentType(
    parts,
    path,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheetMetadata+xml',
  );
  const book = bookOf(parts);
  addRelationship(
    parts,
    relationshipsOf(book),
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships/sheetMetadata',
    targetFrom(book, path),
  );
}

/** The marks of cells, counted from 1, that say that a formula spills; others say something else of a cell. */
export function spillingMarks(parts: Parts): ReadonlySet<number> {
  const xml = metadataOf(parts);
  const found = new Set<number>();
  if (xml === undefined) return found;
  const kind = tags(xml, 'metadataType').findIndex((tag) => attribute(tag, 'name') === SPILLS) + 1;
  const inside = (list: { readonly inner: number; readonly close: number } | undefined) => {
    const text = list ? xml.slice(list.inner, list.close) : '';
    return [...elements(text, 'bk')].map(({ start, end }) => text.slice(start, end));
  };
  const future = inside(
    [...elements(xml, 'futureMetadata')].find(({ tag }) => attribute(tag, 'name') === SPILLS),
  );
  inside([...elements(xml, 'cellMetadata')][0]).forEach((block, n) => {
    const spills = tags(block, 'rc').some(
      (tag) =>
        Number(attribute(tag, 't')) === kind &&
        /\sfDynamic="(?:1|true)"/.test(future[Number(attribute(tag, 'v'))] ?? ''),
    );
    if (spills) found.add(n + 1);
  });
  return found;
}

/** The mark of a cell whose formula spills; the list of marks is made where there is none. */
export function spillingMark(parts: Parts): number | undefined {
  addMetadata(parts);
  const [first] = spillingMarks(parts);
  return first;
}
