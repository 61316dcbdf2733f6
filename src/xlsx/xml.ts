/** XML of a part, tag by tag with the place of each, so that single tags can be changed while every other character stays. */

/** Something in a part that no program can read; the message says what, the caller says where. */
export class Unreadable extends Error {}

export type TagKind = 'open' | 'empty' | 'close';

/**
 * Walks through the tags of well-formed XML in time that grows with its length alone. Comments, CDATA
 * and instructions are stepped over; tags that do not match throw.
 */
export class Tags {
  /** Where the present tag begins and where it ends, behind its `>`. */
  start = 0;
  end = 0;
  kind: TagKind = 'empty';
  /** As it is written, with its prefix. */
  written = '';
  private readonly opened: string[] = [];

  constructor(
    readonly xml: string,
    from = 0,
    private readonly stop = xml.length,
  ) {
    this.end = from;
  }

  /** The name without its prefix. */
  get name(): string {
    return localName(this.written);
  }

  get prefix(): string {
    return this.written.slice(0, this.written.indexOf(':') + 1);
  }

  /** How many elements are open around what follows the present tag. */
  get depth(): number {
    return this.opened.length;
  }

  /** The present tag as it is written. */
  get text(): string {
    return this.xml.slice(this.start, this.end);
  }

  /** Goes to the next tag; false at the end. */
  next(): boolean {
    for (let at = this.end; ;) {
      const start = this.xml.indexOf('<', at);
      if (start < 0 || start >= this.stop) return this.finish();
      const sign = this.xml.charCodeAt(start + 1);
      if (sign === 33) at = this.behindDeclaration(start);
      else if (sign === 63) at = this.behind('?>', start);
      else return this.take(start, sign === 47);
    }
  }

  /** Goes to the end tag of the element that the present tag opens; at an empty one it stays. */
  skip(): void {
    if (this.kind !== 'open') return;
    const inside = this.depth;
    while (this.depth >= inside && this.next());
  }

  private finish(): false {
    if (this.opened.length > 0)
      throw new Unreadable(`its element ${this.opened.at(-1) ?? ''} has no end`);
    return false;
  }

  private behindDeclaration(start: number): number {
    if (this.xml.startsWith('<!--', start)) return this.behind('-->', start);
    if (this.xml.startsWith('<![CDATA[', start)) return this.behind(']]>', start);
    throw new Unreadable('it declares a document type, which no workbook has');
  }

  private behind(mark: string, start: number): number {
    const at = this.xml.indexOf(mark, start);
    if (at < 0) throw new Unreadable('it is cut off');
    return at + mark.length;
  }

  private take(start: number, closing: boolean): true {
    const { xml } = this;
    let at = start + (closing ? 2 : 1);
    const from = at;
    while (!endsName(xml.charCodeAt(at))) at += 1;
    this.written = xml.slice(from, at);
    for (let char = xml.charCodeAt(at); char !== 62; char = xml.charCodeAt((at += 1))) {
      if (char === 34 || char === 39) {
        at = xml.indexOf(char === 34 ? '"' : "'", at + 1);
        if (at < 0) throw new Unreadable('it is cut off');
      } else if (char === 60 || Number.isNaN(char))
        throw new Unreadable(`its tag ${this.written.slice(0, 40)} has no end`);
    }
    this.start = start;
    this.end = at + 1;
    this.kind = closing ? 'close' : xml.charCodeAt(at - 1) === 47 ? 'empty' : 'open';
    if (closing && this.opened.pop() !== this.written)
      throw new Unreadable(`its element ${this.written.slice(0, 40)} ends where another is open`);
    if (this.kind === 'open') this.opened.push(this.written);
    return true;
  }
}

/** A space, a slash, a bracket, or the end of the text. */
const endsName = (char: number): boolean => !(char > 32) || char === 47 || char === 62;

const localName = (written: string): string => written.slice(written.indexOf(':') + 1);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** Text for an attribute or between tags. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"'\n\r\t]/g, (character) => ENTITIES[character] as string);

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** What XML text stands for: a line ends in one character, however the file writes that. */
export function unescaped(text: string): string {
  const xml = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  return xml.includes('&')
    ? xml.replace(
        /&(?:#x([0-9a-fA-F]+)|#(\d+)|(amp|lt|gt|quot|apos));/g,
        (entity, hex?: string, decimal?: string, name?: string) =>
          name === undefined
            ? characterOf(hex === undefined ? Number(decimal) : parseInt(hex, 16), entity)
            : (NAMED[name] as string),
      )
    : xml;
}

function characterOf(code: number, entity: string): string {
  const known =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 32 && code < 0xd800) ||
    (code >= 0xe000 && code < 0xfffe) ||
    (code >= 0x10000 && code <= 0x10ffff);
  if (!known) throw new Unreadable(`it holds ${entity.slice(0, 20)}, which is no character`);
  return String.fromCodePoint(code);
}

/** The text between two tags: without comments, CDATA as it stands. */
export function textIn(xml: string): string {
  if (!xml.includes('<')) return unescaped(xml);
  return xml
    .split(/(<!\[CDATA\[[^]*?\]\]>)/)
    .map((part, n) =>
      n % 2 === 1 ? part.slice(9, -3) : unescaped(part.replace(/<!--[^]*?-->|<\?[^]*?\?>/g, '')),
    )
    .join('');
}

const ATTRIBUTE = /([^\s=<>/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The attributes of a tag by their names as they are written. */
export function attributesOf(tag: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', double, single] of tag.matchAll(ATTRIBUTE))
    found.set(name, unescaped(double ?? single ?? ''));
  return found;
}

/** Tags that are written as nearly all programs write them: one space before a name, double quotes. */
const UNUSUAL = /['\t\n\r]|\s=|=\s/;

/** The value of an attribute in a tag's text. */
export function attribute(tag: string, name: string): string | undefined {
  if (UNUSUAL.test(tag)) return attributesOf(tag).get(name);
  const start = ` ${name}="`;
  const at = tag.indexOf(start);
  if (at < 0) return undefined;
  const from = at + start.length;
  return unescaped(tag.slice(from, tag.indexOf('"', from)));
}

/** The identity of a relationship that a tag names, whatever prefix its namespace has. */
export function relationshipIn(tag: string): string | undefined {
  for (const [name, value] of attributesOf(tag))
    if (name !== 'id' && localName(name) === 'id') return value;
  return undefined;
}

/** The tag with another value of an attribute, or without it. */
export function withAttribute(tag: string, name: string, value: string | undefined): string {
  const pattern = new RegExp(`(\\s${name}\\s*=\\s*)("[^"]*"|'[^']*')`);
  if (value === undefined) return tag.replace(pattern, '');
  const written = `"${escaped(value)}"`;
  return pattern.test(tag)
    ? tag.replace(pattern, (_, before: string) => before + written)
    : tag.replace(/\s*\/?>$/, (end) => ` ${name}=${written}${end.trim()}`);
}

/** The tags of a name in XML, with or without a prefix, as they are written. */
export function tags(xml: string, name: string): string[] {
  const found: string[] = [];
  for (const walk = new Tags(xml); walk.next();)
    if (walk.kind !== 'close' && walk.name === name) found.push(walk.text);
  return found;
}

/** An element: its tag, what is between its tags, and where it stands. */
export interface Element {
  readonly tag: string;
  /** Where its tag begins, where what it holds begins and ends, and where its end tag ends. */
  readonly start: number;
  readonly inner: number;
  readonly close: number;
  readonly end: number;
}

/** The elements of a name, those inside others of their kind left out. */
export function* elements(xml: string, name: string): Iterable<Element> {
  for (const walk = new Tags(xml); walk.next();) {
    if (walk.kind === 'close' || walk.name !== name) continue;
    const { text: tag, start, end: inner, kind } = walk;
    walk.skip();
    const close = kind === 'empty' ? inner : walk.start;
    yield { tag, start, inner, close, end: walk.end };
  }
}

/** The elements directly inside the outermost one, by their places. */
export function childrenOf(xml: string): (Element & { readonly name: string })[] {
  const found: (Element & { readonly name: string })[] = [];
  for (const walk = new Tags(xml); walk.next();) {
    const child =
      walk.kind === 'open' ? walk.depth === 2 : walk.kind === 'empty' && walk.depth === 1;
    if (!child) continue;
    const { text: tag, start, end: inner, name, kind } = walk;
    walk.skip();
    found.push({
      name,
      tag,
      start,
      inner,
      close: kind === 'empty' ? inner : walk.start,
      end: walk.end,
    });
  }
  return found;
}

/** What an element of a name holds as text; undefined where there is none. */
export function elementText(xml: string, name: string): string | undefined {
  const at = xml.indexOf(`<${name}>`);
  const end = at < 0 ? -1 : xml.indexOf(`</${name}>`, at);
  if (end > 0 && !xml.includes('<!')) return unescaped(xml.slice(at + name.length + 2, end));
  for (const { inner, close } of elements(xml, name)) return textIn(xml.slice(inner, close));
  return undefined;
}
