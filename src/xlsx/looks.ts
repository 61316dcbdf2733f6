/** The looks of cells in a workbook's list of styles: read, and added to without touching what is there. */
import {
  addContentType,
  addRelationship,
  relatedPart,
  relationshipsOf,
  setTextPart,
  targetFrom,
  textPart,
} from './package';
import { attributesOf, childrenOf, escaped, withAttribute } from './xml';
import type { Parts } from './zip';

/** A colour as a file names it. */
export interface FileColour {
  readonly argb?: string;
  readonly theme?: number;
  readonly tint?: number;
}

export interface FontLook {
  readonly name?: string;
  readonly size?: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strike?: boolean;
  readonly color?: FileColour;
}

export interface EdgeLook {
  readonly style: string;
  readonly color?: FileColour;
}

export type Side = 'left' | 'right' | 'top' | 'bottom';

/** How a cell looks, as far as a page can show it. */
export interface CellLook {
  readonly font?: FontLook;
  /** The ground of a cell that is filled with one colour. */
  readonly fill?: FileColour;
  readonly numFmt?: string;
  readonly alignment?: {
    readonly horizontal?: string;
    readonly vertical?: string;
    readonly wrapText?: boolean;
    readonly indent?: number;
  };
  readonly border?: Readonly<Partial<Record<Side, EdgeLook>>>;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const EMPTY = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** The lists of a style sheet in the order in which they stand. */
const LISTS = [
  'numFmts',
  'fonts',
  'fills',
  'borders',
  'cellStyleXfs',
  'cellXfs',
  'cellStyles',
  'dxfs',
] as const;
type List = (typeof LISTS)[number];

/** Formats that every program knows by number. */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'm/d/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yyyy h:mm',
  37: '#,##0 ;(#,##0)',
  38: '#,##0 ;[Red](#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;[Red](#,##0.00)',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mmss.0',
  48: '##0.0E+0',
  49: '@',
};

/** The colours that old files name by number, from 8 on. */
const INDEXED =
  '000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333'.split(
    ' ',
  );

export class Looks {
  private readonly path: string;
  private readonly xml: string;
  private readonly prefix: string;
  private readonly items = new Map<List, string[]>();
  private readonly before = new Map<List, number>();
  private readonly known: (CellLook | undefined)[] = [];
  private readonly added = new Map<string, number>();
  private readonly fontOf = once((n) => fontIn(this.list('fonts')[n] ?? ''));
  private readonly fillOf = once((n) => fillIn(this.list('fills')[n] ?? ''));
  private readonly borderOf = once((n) => borderIn(this.list('borders')[n] ?? ''));
  private formats: ReadonlyMap<number, string | undefined> | undefined;

  constructor(
    private readonly parts: Parts,
    private readonly book: string,
  ) {
    const known = relatedPart(parts, book, 'styles');
    const there = known !== undefined && parts.has(known);
    this.path = there ? known : book.replace(/[^/]*$/, 'styles.xml');
    this.xml = there ? (textPart(parts, known) ?? EMPTY) : EMPTY;
    const sheet = /<(\w+:)?styleSheet\b/.exec(this.xml);
    this.prefix = sheet?.[1] ?? '';
    for (const { name, inner, close } of childrenOf(this.xml)) {
      if (!LISTS.includes(name as List)) continue;
      const inside = `<l>${this.xml.slice(inner, close)}</l>`;
      const items = childrenOf(inside).map(({ start, end }) => inside.slice(start, end));
      this.items.set(name as List, items);
      this.before.set(name as List, items.length);
    }
  }

  get count(): number {
    return this.list('cellXfs').length;
  }

  private list(name: List): string[] {
    const items = this.items.get(name) ?? [];
    this.items.set(name, items);
    return items;
  }

  /** The look of a number among those of the workbook. */
  look(n: number): CellLook {
    return (this.known[n] ??= this.read(this.list('cellXfs')[n] ?? ''));
  }

  private read(xf: string): CellLook {
    const of = attributesOf(/^<[^>]*>/.exec(xf)?.[0] ?? '');
    const number = (name: string) => Number(of.get(name) ?? 0);
    const alignment = childrenOf(xf).find(({ name }) => name === 'alignment');
    const at = alignment && attributesOf(alignment.tag);
    const font = this.fontOf(number('fontId'));
    const fill = this.fillOf(number('fillId'));
    const numFmt = this.format(number('numFmtId'));
    const border = this.borderOf(number('borderId'));
    return {
      font,
      ...(fill && { fill }),
      ...(numFmt !== undefined && { numFmt }),
      ...(at && {
        alignment: {
          ...(at.has('horizontal') && { horizontal: at.get('horizontal') }),
          ...(at.has('vertical') && { vertical: at.get('vertical') }),
          ...(isTrue(at.get('wrapText')) && { wrapText: true }),
          ...(Number(at.get('indent') ?? 0) > 0 && { indent: Number(at.get('indent')) }),
        },
      }),
      ...(Object.keys(border).length > 0 && { border }),
    };
  }

  private format(id: number): string | undefined {
    this.formats ??= new Map(
      this.list('numFmts').map((item) => {
        const of = attributesOf(item);
        return [Number(of.get('numFmtId')), of.get('formatCode')];
      }),
    );
    return this.formats.get(id) ?? BUILT_IN[id];
  }

  /** The number of a look; one that the workbook has not is added, with all of `base` that a page cannot show. */
  add(look: CellLook, base: number): number {
    const key = JSON.stringify([look, base]);
    const known = this.added.get(key);
    if (known !== undefined) return known;
    const was = this.look(base);
    const same = (part: keyof CellLook) => JSON.stringify(was[part]) === JSON.stringify(look[part]);
    let xf =
      this.list('cellXfs')[base] ??
      `<${this.prefix}xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`;
    const set = (name: string, value: string | number, apply: string) => {
      const [tag = ''] = /^<[^>]*>/.exec(xf) ?? [];
      xf =
        withAttribute(withAttribute(tag, name, String(value)), apply, '1') + xf.slice(tag.length);
    };
    if (!same('font'))
      set('fontId', this.push('fonts', this.fontXml(look.font ?? {})), 'applyFont');
    if (!same('fill')) set('fillId', this.push('fills', this.fillXml(look.fill)), 'applyFill');
    if (!same('border'))
      set('borderId', this.push('borders', this.borderXml(look.border ?? {})), 'applyBorder');
    if (!same('numFmt')) set('numFmtId', this.formatId(look.numFmt), 'applyNumberFormat');
    if (!same('alignment')) xf = this.aligned(xf, look.alignment ?? {});
    const n = this.push('cellXfs', xf);
    this.added.set(key, n);
    return n;
  }

  private push(list: List, xml: string): number {
    const items = this.list(list);
    const at = items.indexOf(xml);
    return at >= 0 && list !== 'cellXfs' ? at : items.push(xml) - 1;
  }

  private formatId(code: string | undefined): number {
    if (code === undefined || code === 'General') return 0;
    const built = Object.entries(BUILT_IN).find(([, format]) => format === code);
    if (built) return Number(built[0]);
    let highest = 163;
    for (const item of this.list('numFmts')) {
      const of = attributesOf(item);
      if (of.get('formatCode') === code) return Number(of.get('numFmtId'));
      highest = Math.max(highest, Number(of.get('numFmtId')));
    }
    this.formats = undefined;
    this.push(
      'numFmts',
      `<${this.prefix}numFmt numFmtId="${highest + 1}" formatCode="${escaped(code)}"/>`,
    );
    return highest + 1;
  }

  private fontXml({ name, size, bold, italic, underline, strike, color }: FontLook): string {
    const p = this.prefix;
    return `<${p}font>${bold ? `<${p}b/>` : ''}${italic ? `<${p}i/>` : ''}${strike ? `<${p}strike/>` : ''}${underline ? `<${p}u/>` : ''}<${p}sz val="${size ?? 11}"/>${colourXml(`${p}color`, color)}<${p}name val="${escaped(name ?? 'Calibri')}"/></${p}font>`;
  }

  private fillXml(colour: FileColour | undefined): string {
    const p = this.prefix;
    if (!colour) return `<${p}fill><${p}patternFill patternType="none"/></${p}fill>`;
    return `<${p}fill><${p}patternFill patternType="solid">${colourXml(`${p}fgColor`, colour)}</${p}patternFill></${p}fill>`;
  }

  private borderXml(border: NonNullable<CellLook['border']>): string {
    const p = this.prefix;
    const sides = (['left', 'right', 'top', 'bottom'] as const).map((side) => {
      const edge = border[side];
      return edge
        ? `<${p}${side} style="${edge.style}">${colourXml(`${p}color`, edge.color)}</${p}${side}>`
        : `<${p}${side}/>`;
    });
    return `<${p}border>${sides.join('')}<${p}diagonal/></${p}border>`;
  }

  private aligned(
    xf: string,
    { horizontal, vertical, wrapText, indent }: NonNullable<CellLook['alignment']>,
  ): string {
    const p = this.prefix;
    const attributes = [
      horizontal && `horizontal="${horizontal}"`,
      vertical && `vertical="${vertical}"`,
      wrapText && 'wrapText="1"',
      indent && `indent="${indent}"`,
    ].filter(Boolean);
    const old = childrenOf(xf).find(({ name }) => name === 'alignment');
    const without = old ? xf.slice(0, old.start) + xf.slice(old.end) : xf;
    const [tag = ''] = /^<[^>]*>/.exec(without) ?? [];
    const inside = without.slice(tag.length).replace(new RegExp(`</${p}xf>$`), '');
    const open = withAttribute(tag, 'applyAlignment', '1').replace(/\s*\/>$/, '>');
    return `${open}<${p}alignment ${attributes.join(' ')}/>${inside}</${p}xf>`;
  }

  /** Takes the looks of another workbook over; gives what is to be added to their numbers here. */
  takeAll(other: Looks): { readonly look: number; readonly highlight: number } {
    const shift = new Map(LISTS.map((list) => [list, this.list(list).length]));
    const of = (list: List) => shift.get(list) ?? 0;
    const formats = new Map<string, number>();
    for (const item of other.list('numFmts')) {
      const { id = '', code } = {
        id: attributesOf(item).get('numFmtId'),
        code: attributesOf(item).get('formatCode'),
      };
      formats.set(id, this.formatId(code));
    }
    for (const list of ['fonts', 'fills', 'borders'] as const)
      this.list(list).push(...other.list(list));
    this.list('dxfs').push(...other.list('dxfs'));
    for (const xf of other.list('cellXfs')) {
      let [tag = ''] = /^<[^>]*>/.exec(xf) ?? [];
      const rest = xf.slice(tag.length);
      const at = attributesOf(tag);
      const moved = (name: string, list: List) => String(Number(at.get(name) ?? 0) + of(list));
      tag = withAttribute(tag, 'fontId', moved('fontId', 'fonts'));
      tag = withAttribute(tag, 'fillId', moved('fillId', 'fills'));
      tag = withAttribute(tag, 'borderId', moved('borderId', 'borders'));
      tag = withAttribute(tag, 'xfId', '0');
      for (const apply of ['applyFont', 'applyFill', 'applyBorder', 'applyNumberFormat'])
        tag = withAttribute(tag, apply, '1');
      const format = at.get('numFmtId') ?? '0';
      tag = withAttribute(tag, 'numFmtId', String(formats.get(format) ?? format));
      this.list('cellXfs').push(tag + rest);
    }
    return { look: of('cellXfs'), highlight: of('dxfs') };
  }

  /** Puts the list back among the parts, where something was added. */
  save(): void {
    const grown = LISTS.filter((list) => this.list(list).length > (this.before.get(list) ?? 0));
    if (grown.length === 0) return;
    let { xml } = this;
    const p = this.prefix;
    for (const list of grown) {
      const items = this.list(list);
      const found = childrenOf(xml).find(({ name }) => name === list);
      if (found) {
        const tag = withAttribute(found.tag, 'count', String(items.length)).replace(/\s*\/>$/, '>');
        const fresh = items.slice(this.before.get(list)).join('');
        xml = `${xml.slice(0, found.start)}${tag}${xml.slice(found.inner, found.close)}${fresh}</${p}${list}>${xml.slice(found.end)}`;
        continue;
      }
      const later = LISTS.slice(LISTS.indexOf(list) + 1) as readonly string[];
      const others = [...later, 'tableStyles', 'colors', 'extLst'];
      const next = childrenOf(xml).find(({ name }) => others.includes(name));
      const at = next?.start ?? xml.lastIndexOf('</');
      xml = `${xml.slice(0, at)}<${p}${list} count="${items.length}">${items.join('')}</${p}${list}>${xml.slice(at)}`;
    }
    const fresh = !this.parts.has(this.path);
    setTextPart(this.parts, this.path, xml);
    if (!fresh) return;
    addContentType(
      this.parts,
      this.path,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml',
    );
    addRelationship(
      this.parts,
      relationshipsOf(this.book),
      'http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles',
      targetFrom(this.book, this.path),
    );
  }
}

/** Many looks have the same font, ground or edges: each is read once. */
function once<T>(read: (n: number) => T): (n: number) => T {
  const known = new Map<number, T>();
  return (n) => {
    const found = known.get(n) ?? read(n);
    known.set(n, found);
    return found;
  };
}

const isTrue = (text: string | undefined): boolean => text === '1' || text === 'true';

function colourXml(name: string, colour: FileColour | undefined): string {
  if (!colour) return '';
  const { argb, theme, tint } = colour;
  const tinted = tint ? ` tint="${tint}"` : '';
  return argb !== undefined
    ? `<${name} rgb="${argb}"/>`
    : `<${name} theme="${theme ?? 1}"${tinted}/>`;
}

function colourIn(tag: string | undefined): FileColour | undefined {
  if (tag === undefined) return undefined;
  const of = attributesOf(tag);
  const tint = Number(of.get('tint') ?? 0);
  const tinted = tint === 0 ? {} : { tint };
  const [rgb, theme, indexed] = [of.get('rgb'), of.get('theme'), of.get('indexed')];
  if (rgb !== undefined) return { argb: rgb, ...tinted };
  if (theme !== undefined) return { theme: Number(theme), ...tinted };
  const old = INDEXED[Number(indexed ?? 64) - 8];
  return old === undefined ? undefined : { argb: `FF${old}`, ...tinted };
}

function fontIn(xml: string): FontLook {
  const inside = new Map(childrenOf(xml).map(({ name, tag }) => [name, tag]));
  const value = (name: string) => attributesOf(inside.get(name) ?? '').get('val');
  const on = (name: string) => inside.has(name) && !/^(?:0|false|none)$/.test(value(name) ?? '1');
  const color = colourIn(inside.get('color'));
  const size = Number(value('sz') ?? 0);
  const name = value('name');
  return {
    ...(name !== undefined && { name }),
    ...(size > 0 && { size }),
    ...(on('b') && { bold: true }),
    ...(on('i') && { italic: true }),
    ...(on('u') && { underline: true }),
    ...(on('strike') && { strike: true }),
    ...(color && { color }),
  };
}

function fillIn(xml: string): FileColour | undefined {
  const pattern = childrenOf(xml).find(({ name }) => name === 'patternFill');
  if (!pattern || attributesOf(pattern.tag).get('patternType') !== 'solid') return undefined;
  const inside = xml.slice(pattern.start, pattern.end);
  return colourIn(childrenOf(inside).find(({ name }) => name === 'fgColor')?.tag);
}

function borderIn(xml: string): Partial<Record<Side, EdgeLook>> {
  const found: Partial<Record<Side, EdgeLook>> = {};
  for (const { name, tag, start, end } of childrenOf(xml)) {
    const style = attributesOf(tag).get('style');
    const side = name === 'start' ? 'left' : name === 'end' ? 'right' : name;
    if (style === undefined || style === 'none' || !/^(?:left|right|top|bottom)$/.test(side))
      continue;
    const color = colourIn(
      childrenOf(xml.slice(start, end)).find((one) => one.name === 'color')?.tag,
    );
    found[side as Side] = { style, ...(color && { color }) };
  }
  return found;
}
