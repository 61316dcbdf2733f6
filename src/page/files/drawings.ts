/** Carries charts and pictures of a file, which neither the spreadsheet nor exceljs holds, into the file that is saved. */
import { withDrawing } from '../../xlsx/charts';
import {
  addContentType,
  addRelationship,
  relationshipsOf,
  setTextPart,
  targetsOf,
  textPart,
} from '../../xlsx/package';
import { attribute, escaped, tags, unescaped } from '../../xlsx/xml';
import type { Parts } from '../../xlsx/zip';
import type { Followed } from './moves';

const DRAWING_TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing';

/** A sheet in the file that was opened and in the one that is saved. */
export interface SheetPair {
  readonly was: string;
  readonly from: string;
  readonly to: string;
}

/** The paths of the sheets of a file by their names. */
export function sheetPaths(parts: Parts): ReadonlyMap<string, string> {
  const book = 'xl/workbook.xml';
  const targets = targetsOf(parts, book);
  return new Map(
    tags(textPart(parts, book) ?? '', 'sheet').map((tag) => [
      attribute(tag, 'name') ?? '',
      targets.get(attribute(tag, 'r:id') ?? '') ?? '',
    ]),
  );
}

/** Puts the drawings of the sheets back, at the places of now. */
export function keepDrawings(
  parts: Parts,
  original: Parts,
  pairs: readonly SheetPair[],
  followed: Followed,
): void {
  const carrier = new Carrier(parts, original);
  for (const { was, from, to } of pairs) {
    const [tag] = tags(textPart(original, from) ?? '', 'drawing');
    const path = tag && targetsOf(original, from).get(attribute(tag, 'r:id') ?? '');
    if (!path || !original.has(path)) continue;
    const drawing = carrier.carry(path, was, followed);
    const xml = withoutDrawing(parts, to);
    const id = addRelationship(parts, relationshipsOf(to), DRAWING_TYPE, `/${drawing}`);
    setTextPart(parts, to, withDrawing(xml, id));
  }
}

/** The sheet without the drawing that exceljs made of its pictures, whose parts go too. */
function withoutDrawing(parts: Parts, sheet: string): string {
  const xml = textPart(parts, sheet) ?? '';
  const [tag = ''] = tags(xml, 'drawing');
  const id = attribute(tag, 'r:id');
  const path = targetsOf(parts, sheet).get(id ?? '');
  if (id === undefined || path === undefined) return xml;
  for (const part of [path, relationshipsOf(path)]) parts.delete(part);
  const without = (list: string, name: string, value: string) =>
    setTextPart(
      parts,
      list,
      (textPart(parts, list) ?? '').replace(/<(?:Relationship|Override)\b[^>]*>/g, (entry) =>
        attribute(entry, name) === value ? '' : entry,
      ),
    );
  without(relationshipsOf(sheet), 'Id', id);
  without('[Content_Types].xml', 'PartName', `/${path}`);
  return xml.replace(tag, '');
}

/** Copies parts with all that they refer to, each once and under a name of its own. */
class Carrier {
  private readonly carried = new Map<string, string>();

  constructor(
    private readonly parts: Parts,
    private readonly original: Parts,
  ) {}

  carry(path: string, sheet: string, followed: Followed): string {
    const known = this.carried.get(path);
    if (known !== undefined) return known;
    const name = this.freeName(path);
    this.carried.set(path, name);
    const data = this.original.get(path);
    if (data) this.parts.set(name, data);
    if (/\.xml$/.test(path)) {
      const xml = textPart(this.original, path) ?? '';
      setTextPart(this.parts, name, placedXml(xml, sheet, followed));
    }
    this.nameType(path, name);
    this.carryRelations(path, name, sheet, followed);
    return name;
  }

  /** A name of the same kind that no part has, beyond those that are given to new drawings and charts. */
  private freeName(path: string): string {
    const [, base = path, ending = ''] = /^(.*?)\d*(\.[^./]+)$/.exec(path) ?? [];
    for (let n = 1001; ; n += 1)
      if (!this.parts.has(`${base}${n}${ending}`)) return `${base}${n}${ending}`;
  }

  private carryRelations(path: string, name: string, sheet: string, followed: Followed): void {
    const list = textPart(this.original, relationshipsOf(path));
    if (list === undefined) return;
    const targets = targetsOf(this.original, path);
    const xml = list.replace(/<Relationship\b[^>]*>/g, (tag) => {
      const target = targets.get(attribute(tag, 'Id') ?? '') ?? '';
      if (attribute(tag, 'TargetMode') === 'External' || !this.original.has(target)) return tag;
      const kept = this.carry(target, sheet, followed);
      return tag.replace(/(\sTarget\s*=\s*)(?:"[^"]*"|'[^']*')/, `$1"/${escaped(kept)}"`);
    });
    setTextPart(this.parts, relationshipsOf(name), xml);
  }

  /** The kind of a part, as the file that was opened says it by name or by ending. */
  private nameType(path: string, name: string): void {
    const types = textPart(this.original, '[Content_Types].xml') ?? '';
    const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
    const byName = tags(types, 'Override').find((tag) => attribute(tag, 'PartName') === `/${path}`);
    const byEnding = tags(types, 'Default').find(
      (tag) => attribute(tag, 'Extension')?.toLowerCase() === ending,
    );
    const type = attribute(byName ?? byEnding ?? '', 'ContentType');
    if (type !== undefined) addContentType(this.parts, name, type);
  }
}

/** Corners of drawings and references of charts where they are now. */
function placedXml(xml: string, sheet: string, followed: Followed): string {
  const corner = (text: string, axis: 'row' | 'column') => {
    const place = followed[axis](sheet, Number(text));
    return String(place ?? text);
  };
  return xml
    .replace(/(<xdr:row>)(\d+)(?=<)/g, (_, tag: string, row: string) => tag + corner(row, 'row'))
    .replace(
      /(<xdr:col>)(\d+)(?=<)/g,
      (_, tag: string, column: string) => tag + corner(column, 'column'),
    )
    .replace(
      /(<c:f>)([^<]*)(?=<)/g,
      (_, tag: string, reference: string) =>
        tag + escaped(followed.formula(sheet, unescaped(reference))),
    );
}
