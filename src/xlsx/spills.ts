/** Formulas that fill a block of cells, as Excel stores them: marked, so that they spill and are no old array formulas. */
import { addContentType, addRelationship, setTextPart, textPart } from './package';
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

const METADATA = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<metadata xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:xda="http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray"><metadataTypes count="1"><metadataType name="XLDAPR" minSupportedVersion="120000" copy="1" pasteAll="1" pasteValues="1" merge="1" splitFirst="1" rowColShift="1" clearFormats="1" clearComments="1" assign="1" coerce="1" cellMeta="1"/></metadataTypes><futureMetadata name="XLDAPR" count="1"><bk><extLst><ext uri="{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}"><xda:dynamicArrayProperties fDynamic="1" fCollapsed="0"/></ext></extLst></bk></futureMetadata><cellMetadata count="1"><bk><rc t="1" v="0"/></bk></cellMetadata></metadata>`;

/** Adds what says that a formula spills; a workbook that has such a list keeps its own, which says so in its first entry. */
export function addMetadata(parts: Parts): void {
  const path = 'xl/metadata.xml';
  if (parts.find(path) !== undefined) return;
  setTextPart(parts, path, METADATA);
  addContentType(
    parts,
    path,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheetMetadata+xml',
  );
  addRelationship(
    parts,
    'xl/_rels/workbook.xml.rels',
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships/sheetMetadata',
    'metadata.xml',
  );
}

/** Whether a cell may be marked as spilling: the list of marks is made where there is none. */
export function spillsAre(parts: Parts): boolean {
  addMetadata(parts);
  return (textPart(parts, 'xl/metadata.xml') ?? '').includes('fDynamic="1"');
}
