/** Moves everything that a workbook says of places to where its cells are now, part by part. */
import { Book } from './book';
import type { Followed } from './moves';
import { relationships, setTextPart, textPart } from './package';
import type { SheetXml } from './sheetXml';
import { attributesOf, escaped, Tags, textIn, Unreadable, withAttribute } from './xml';
import type { Parts } from './zip';

type Place = (sheet: string, followed: Followed, text: string) => string | undefined;

const range: Place = (sheet, followed, text) => followed.range(sheet, text);
const ranges: Place = (sheet, followed, text) => followed.ranges(sheet, text) || undefined;
const formula: Place = (sheet, followed, text) => followed.formula(sheet, text);
const row: Place = (sheet, followed, text) => numbered(followed.row(sheet, Number(text)));
const column: Place = (sheet, followed, text) => numbered(followed.column(sheet, Number(text)));
const numbered = (place: number | undefined) => (place === undefined ? undefined : String(place));

/** Attributes that name places, by their elements. What has no place any more goes with its element. */
const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, Place>>>> = {
  mergeCell: { ref: range },
  hyperlink: { ref: range, location: formula },
  conditionalFormatting: { sqref: ranges },
  dataValidation: { sqref: ranges },
  ignoredError: { sqref: ranges },
  protectedRange: { sqref: ranges },
  autoFilter: { ref: range },
  sortState: { ref: range },
  sortCondition: { ref: range },
  cellWatch: { r: range },
  comment: { ref: range },
  threadedComment: { ref: range },
  table: { ref: range },
};

/** Elements that hold a place or a formula as their text. */
const TEXTS: Readonly<Record<string, Place>> = {
  formula,
  formula1: formula,
  formula2: formula,
  f: formula,
  sqref: ranges,
  calculatedColumnFormula: formula,
  totalsRowFormula: formula,
  row,
  col: column,
  Row: row,
  Column: column,
};

/** Lists that may not be empty. */
const LISTS = 'mergeCells|hyperlinks|dataValidations|ignoredErrors|protectedRanges|cellWatches';

/** Follows what happened to the sheets through every part that speaks of places. */
export function followParts(parts: Parts, followed: Followed): void {
  if (followed.idle) return;
  const book = new Book(parts);
  for (const { name, path, kind } of book.sheets) {
    if (kind === 'worksheet') followSheet(parts, path, name, book, followed);
    followRelated(parts, path, name, followed);
  }
  const xml = textPart(parts, book.path) ?? '';
  const names = withTexts(xml, 'definedName', (text, n) =>
    followed.name(book.names[n]?.sheet ?? '', text),
  );
  if (names !== xml) setTextPart(parts, book.path, names);
}

/** Tables, comments, drawings, charts of a sheet, with their texts. */
function* relatedParts(
  parts: Parts,
  from: string,
  done = new Set([from]),
): Iterable<readonly [path: string, xml: string]> {
  for (const { target, outside } of relationships(parts, from)) {
    if (outside || done.has(target) || !/\.(?:xml|vml)$/i.test(target)) continue;
    if (/pivot|worksheets\/|chartsheets\/|workbook\.xml|styles|theme/i.test(target)) continue;
    done.add(target);
    const xml = textPart(parts, target);
    if (xml === undefined) continue;
    yield [target, xml];
    yield* relatedParts(parts, target, done);
  }
}

function followRelated(parts: Parts, from: string, sheet: string, followed: Followed): void {
  for (const [path, xml] of relatedParts(parts, from)) {
    const next = /\.vml$/i.test(path)
      ? followedNote(xml, sheet, followed)
      : followedXml(xml, sheet, followed);
    if (next !== xml) setTextPart(parts, path, next);
  }
}

/** Why nothing of a workbook could be saved that moves its rows, though its cells can be read; undefined where it can. */
export function unfollowable(parts: Parts, sheets: Iterable<{ path: string }>): string | undefined {
  for (const { path: sheet } of sheets)
    for (const [path, xml] of relatedParts(parts, sheet))
      try {
        if (!/\.vml$/i.test(path)) for (const walk = new Tags(xml); walk.next(););
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        return `its part ${path} is damaged: ${error.message}`;
      }
  return undefined;
}

/** The frames of comments say their cell in elements of their own; old drawings are no strict XML. */
const followedNote = (xml: string, sheet: string, followed: Followed): string =>
  xml.replace(
    /(<x:(Row|Column)>)(\d+)(?=<)/g,
    (all: string, tag: string, axis: string, at: string) => {
      const place = (axis === 'Row' ? row : column)(sheet, followed, at);
      return place === undefined ? all : tag + place;
    },
  );

function followSheet(
  parts: Parts,
  path: string,
  name: string,
  book: Book,
  followed: Followed,
): void {
  const xml = textPart(parts, path) ?? '';
  const cells = book.sheet(name) as SheetXml;
  for (const one of cells.formulas()) {
    if (one.formula === '') continue;
    const next = followed.formula(name, one.formula);
    if (next !== one.formula || (one.shared && !followed.still(name)))
      cells.setFormula(one.row, one.column, next);
  }
  const moved = followed.still(name)
    ? cells.toXml()
    : cells.movedXml((r, c) => placeOf(followed, name, r, c));
  const next = followedXml(moved, name, followed);
  if (next !== xml) setTextPart(parts, path, next);
}

function placeOf(
  followed: Followed,
  sheet: string,
  r: number,
  c: number,
): { row: number; column: number } | undefined {
  const [down, right] = [followed.row(sheet, r), followed.column(sheet, c)];
  return down === undefined || right === undefined ? undefined : { row: down, column: right };
}

/** The XML of a part of a sheet with all places where they are now. */
function followedXml(xml: string, sheet: string, followed: Followed): string {
  const out: string[] = [];
  let [at, gone] = [0, false];
  for (const walk = new Tags(xml); walk.next();) {
    if (walk.kind === 'close' || walk.name === 'sheetData') {
      if (walk.kind !== 'close') walk.skip();
      continue;
    }
    const { start, end: inner, kind, name } = walk;
    const tag = followedTag(walk.text, name, sheet, followed);
    const text = kind === 'open' && isText(xml, inner) ? TEXTS[name] : undefined;
    if (tag === undefined) {
      walk.skip();
      gone = true;
      out.push(xml.slice(at, start));
      at = walk.end;
    } else if (text) {
      walk.skip();
      const was = textIn(xml.slice(inner, walk.start));
      const now = text(sheet, followed, was);
      if (was === '' || now === was || now === undefined) continue;
      out.push(xml.slice(at, start), tag, escaped(now));
      at = walk.start;
    } else if (tag !== walk.text) {
      out.push(xml.slice(at, start), tag);
      at = inner;
    }
  }
  if (at === 0) return xml;
  const next = out.join('') + xml.slice(at);
  if (!gone) return next;
  return next
    .replace(new RegExp(`<((?:\\w+:)?(?:${LISTS}))\\b[^>]*>\\s*</\\1>`, 'g'), '')
    .replace(new RegExp(`(<(?:\\w+:)?(?:${LISTS})\\b[^>]*?)\\scount="\\d+"`, 'g'), '$1');
}

/** Some elements hold a text in one place and an element that holds it in another. */
const isText = (xml: string, inner: number): boolean =>
  xml[inner] !== '<' || xml.startsWith('</', inner) || xml.startsWith('<!', inner);

function followedTag(
  tag: string,
  name: string,
  sheet: string,
  followed: Followed,
): string | undefined {
  if (name === 'brk') return followedBreak(tag, sheet, followed);
  const known = Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name] : undefined;
  if (!known) return tag;
  let next = tag;
  const of = attributesOf(tag);
  for (const [attribute, place] of Object.entries(known)) {
    const was = of.get(attribute);
    if (was === undefined) continue;
    const now = place(sheet, followed, was);
    if (now === undefined) return undefined;
    if (now !== was) next = withAttribute(next, attribute, now);
  }
  return next;
}

/** A page ends behind a row; columns as page ends are rare and stay. */
function followedBreak(tag: string, sheet: string, followed: Followed): string | undefined {
  const of = attributesOf(tag);
  if (Number(of.get('max') ?? 16383) > 16383) return tag;
  const now = followed.row(sheet, Number(of.get('id')) - 1);
  return now === undefined ? undefined : withAttribute(tag, 'id', String(now + 1));
}

/** The XML with other texts in the elements of a name. */
function withTexts(xml: string, name: string, change: (text: string, n: number) => string): string {
  const out: string[] = [];
  let [at, n] = [0, 0];
  for (const walk = new Tags(xml); walk.next();) {
    if (walk.kind !== 'open' || walk.name !== name) continue;
    const { end: inner } = walk;
    walk.skip();
    const was = textIn(xml.slice(inner, walk.start));
    const now = change(was, n);
    n += 1;
    if (now === was) continue;
    out.push(xml.slice(at, inner), escaped(now));
    at = walk.start;
  }
  return at === 0 ? xml : out.join('') + xml.slice(at);
}
