/** Tables of a workbook after its cells changed: Excel calls a file damaged whose table has other headings than its cells. */
import type { Book } from './book';
import { relationships, removePart, setTextPart, textPart } from './package';
import { rangeOf } from './sheetView';
import { attributesOf, elements, relationshipIn, tags, withAttribute } from './xml';
import type { Parts } from './zip';

/** The text of a cell, by row and column from 0. */
export type TextAt = (row: number, column: number) => string;

/** What became of a table. */
export interface TableChange {
  readonly name: string;
  readonly path: string;
  readonly sheet: string;
  /** The headings of now; null where the cells can be no table any more. */
  readonly heads: readonly string[] | null;
}

/** The tables whose headings somebody changed, or that have lost their shape; each sheet by its texts as they were and as they are. */
export function tableChanges(
  parts: Parts,
  book: Book,
  textsIn: (sheet: string) => readonly [was: TextAt, is: TextAt] | undefined,
): TableChange[] {
  return book.sheets.flatMap(({ name: sheet, path }) =>
    relationships(parts, path)
      .filter(({ kind }) => kind === 'table')
      .flatMap(({ target }) => {
        const texts = textsIn(sheet);
        return texts
          ? (changeOf(textPart(parts, target) ?? '', target, sheet, ...texts) ?? [])
          : [];
      }),
  );
}

function changeOf(
  xml: string,
  path: string,
  sheet: string,
  was: TextAt,
  is: TextAt,
): TableChange | undefined {
  const of = attributesOf(tags(xml, 'table')[0] ?? '');
  const names = tags(xml, 'tableColumn').map((tag) => attributesOf(tag).get('name') ?? '');
  const change = { name: of.get('displayName') ?? of.get('name') ?? '', path, sheet };
  const range = rangeOf(of.get('ref') ?? '');
  if (!range || range.endColumn - range.startColumn + 1 !== names.length)
    return { ...change, heads: null };
  if (of.get('headerRowCount') === '0') return undefined;
  if (range.endRow === range.startRow) return { ...change, heads: null };
  const headsIn = (at: TextAt) => names.map((_, n) => at(range.startRow, range.startColumn + n));
  const [before, heads] = [headsIn(was), headsIn(is)];
  // A heading of several lines is kept with its line ends escaped.
  const same = heads.every(
    (head, n) => head === before[n] || plain(head) === plain(names[n] ?? ''),
  );
  if (same) return undefined;
  const unlike = new Set(heads.map((head) => head.toLowerCase()));
  const good = heads.every((head) => head.trim() !== '') && unlike.size === heads.length;
  return { ...change, heads: good ? heads : null };
}

const plain = (head: string): string => head.replace(/_x000[aAdD]_|\s/g, '');

/** Gives a table its headings of now, or takes it out and leaves its cells. */
export function changeTable(parts: Parts, book: Book, { path, sheet, heads }: TableChange): void {
  const xml = textPart(parts, path) ?? '';
  if (heads) {
    let [next, at, n] = ['', 0, 0];
    for (const { tag, start, inner } of elements(xml, 'tableColumn')) {
      next += xml.slice(at, start) + withAttribute(tag, 'name', heads[n] ?? '');
      [at, n] = [inner, n + 1];
    }
    return setTextPart(parts, path, next + xml.slice(at));
  }
  const from = book.sheets.find((one) => one.name === sheet)?.path ?? '';
  const ids = relationships(parts, from).filter(({ target }) => target === path);
  removePart(parts, path, from);
  const page = textPart(parts, from) ?? '';
  const [part] = [...elements(page, 'tablePart')].filter(({ tag }) =>
    ids.some(({ id }) => id === relationshipIn(tag)),
  );
  if (!part) return;
  const without = (page.slice(0, part.start) + page.slice(part.end))
    .replace(/<((?:\w+:)?tableParts)\b[^>]*>\s*<\/\1>/, '')
    .replace(/(<(?:\w+:)?tableParts\b[^>]*?)\scount="\d+"/, '$1');
  setTextPart(parts, from, without);
}
