/** Sheets that the product made, put into a workbook that somebody else wrote: with looks, tables, charts and names. */
import type { SheetModel } from '../sheets/sheet';
import { Book } from './book';
import { Looks } from './looks';
import {
  addContentType,
  contentTypeOf,
  relationships,
  relationshipsOf,
  setTextPart,
  targetFrom,
  textPart,
} from './package';
import { addSheet, setName } from './sheets';
import { spillingMark } from './spills';
import { workbookFile } from './write';
import { attributesOf, elements, escaped, Tags, withAttribute } from './xml';
import { openParts, type Parts } from './zip';

/** Adds the sheets of models under the names that they were made with; gives their paths in order. */
export async function addModels(parts: Parts, models: readonly SheetModel[]): Promise<string[]> {
  if (models.length === 0) return [];
  const made = openParts(await workbookFile({ title: '', sheets: models }));
  const book = new Book(parts);
  const from = new Book(made);
  const looks = new Looks(parts, book.path);
  const shift = looks.takeAll(new Looks(made, from.path));
  looks.save();
  const spills = [...made.keys()].some((path) => path.endsWith('metadata.xml'));
  const mark = spills ? spillingMark(parts) : undefined;
  const carrier = new Carrier(parts, made);
  const paths = from.sheets.map(({ name, path, state }) => {
    const xml = ownXml(textPart(made, path) ?? '', from.strings, shift, mark);
    const to = addSheet(parts, name, xml, state);
    carrier.carryRelations(path, to);
    return to;
  });
  for (const { name, sheet, text } of from.names) setName(parts, name, sheet, text);
  return paths;
}

/** A sheet with numbers of looks as they are here, and its texts in its cells. */
function ownXml(
  xml: string,
  strings: readonly string[],
  shift: { readonly look: number; readonly highlight: number },
  mark: number | undefined,
): string {
  const out: string[] = [];
  let at = 0;
  for (const walk = new Tags(xml); walk.next();) {
    if (walk.kind === 'close') continue;
    const name = ({ c: 's', row: 's', col: 'style', cfRule: 'dxfId' } as const)[walk.name as 'c'];
    if (name === undefined) continue;
    const { start, end, kind, text } = walk;
    const of = attributesOf(text);
    const add = walk.name === 'cfRule' ? shift.highlight : shift.look;
    const has = of.has(name) || walk.name === 'c';
    let tag = has ? withAttribute(text, name, String(Number(of.get(name) ?? 0) + add)) : text;
    if (of.has('cm')) tag = withAttribute(tag, 'cm', mark === undefined ? undefined : String(mark));
    let next = end;
    let inside = '';
    if (walk.name === 'c' && of.get('t') === 's' && kind === 'open') {
      walk.skip();
      next = walk.start;
      const [stored] = elements(xml.slice(end, next), 'v');
      const place = stored && xml.slice(end, next).slice(stored.inner, stored.close);
      tag = withAttribute(tag, 't', 'inlineStr');
      inside = `<is><t xml:space="preserve">${escaped(strings[Number(place)] ?? '')}</t></is>`;
    }
    out.push(xml.slice(at, start), tag, inside);
    at = next;
  }
  return out.join('') + xml.slice(at);
}

/** Copies parts with all that they refer to, each once and under a name of its own. */
class Carrier {
  private readonly carried = new Map<string, string>();

  constructor(
    private readonly parts: Parts,
    private readonly made: Parts,
  ) {}

  carryRelations(path: string, name: string): void {
    const list = textPart(this.made, relationshipsOf(path));
    if (list === undefined) return;
    const targets = new Map(relationships(this.made, path).map((one) => [one.id, one]));
    const xml = list.replace(/<Relationship\b[^>]*>/g, (tag) => {
      const target = targets.get(attributesOf(tag).get('Id') ?? '');
      if (!target || target.outside || !this.made.has(target.target)) return tag;
      return withAttribute(tag, 'Target', targetFrom(name, this.carry(target.target)));
    });
    setTextPart(this.parts, relationshipsOf(name), xml);
  }

  private carry(path: string): string {
    const known = this.carried.get(path);
    if (known !== undefined) return known;
    const name = this.freeName(path);
    this.carried.set(path, name);
    this.parts.set(name, this.made.get(path) as Uint8Array);
    if (/\/tables\//.test(path)) this.numberTable(name);
    const type = contentTypeOf(this.made, path);
    if (type !== undefined) addContentType(this.parts, name, type);
    this.carryRelations(path, name);
    return name;
  }

  /** Tables of a workbook have numbers unlike each other. */
  private numberTable(path: string): void {
    const others = [...this.parts.keys()].filter((key) => /\/tables\/[^/]*\.xml$/.test(key));
    const used = others.map((key) =>
      Number(/<(?:\w+:)?table\b[^>]*?\sid="(\d+)"/.exec(textPart(this.parts, key) ?? '')?.[1] ?? 0),
    );
    const next = Math.max(0, ...used) + 1;
    const xml = textPart(this.parts, path) ?? '';
    setTextPart(this.parts, path, xml.replace(/(<table\b[^>]*?\sid=")\d+/, `$1${next}`));
  }

  private freeName(path: string): string {
    const [, base = path, ending = ''] = /^(.*?)\d*(\.[^./]+)$/.exec(path) ?? [];
    for (let n = 1; ; n += 1)
      if (this.parts.find(`${base}${n}${ending}`) === undefined) return `${base}${n}${ending}`;
  }
}
