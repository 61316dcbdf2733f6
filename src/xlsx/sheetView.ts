/** What a sheet says besides its cells that a page shows: widths, heights, merged cells, panes; and changes of them. */
import { columnLetters, parseReference } from '../formulas/address';
import type { PlaceRange } from './moves';
import { attributesOf, childrenOf, elements, withAttribute } from './xml';

/** Width in characters or height in points, and whether it is out of sight. */
export interface LineSize {
  readonly size?: number;
  readonly hidden?: boolean;
}

export interface SheetView {
  readonly columns: ReadonlyMap<number, LineSize>;
  readonly rows: ReadonlyMap<number, LineSize>;
  readonly merges: readonly PlaceRange[];
  readonly frozen: { readonly rows: number; readonly columns: number };
  readonly grid: boolean;
}

const on = (text: string | undefined): boolean => text === '1' || text === 'true';

/** Columns beyond those that somebody may look at are not told one by one. */
const MOST_COLUMNS_TOLD = 500;

/** Reads the view of a sheet out of its XML and the tags of its rows. */
export function viewOf(xml: string, rowTags: Iterable<readonly [number, string]>): SheetView {
  const columns = new Map<number, LineSize>();
  for (const { tag } of elements(xml, 'col')) {
    const of = attributesOf(tag);
    const last = Math.min(Number(of.get('max')), MOST_COLUMNS_TOLD);
    for (let n = Number(of.get('min')); n <= last; n += 1) columns.set(n - 1, sizeIn(of, 'width'));
  }
  const rows = new Map<number, LineSize>();
  for (const [row, tag] of rowTags) {
    if (!/\s(?:ht|hidden)\s*=/.test(tag)) continue;
    rows.set(row, sizeIn(attributesOf(tag), 'ht'));
  }
  const [view] = elements(xml, 'sheetView');
  const [pane] = elements(xml, 'pane');
  const split = attributesOf(pane?.tag ?? '');
  const frozen = /^frozen/.test(split.get('state') ?? '');
  return {
    columns,
    rows,
    // Merged whole columns and rows are no cells that a page could show as one.
    merges: [...elements(xml, 'mergeCell')].flatMap(({ tag }) => {
      const ref = attributesOf(tag).get('ref') ?? '';
      return WHOLE.test(ref) ? [] : (rangeOf(ref) ?? []);
    }),
    frozen: {
      rows: frozen ? Number(split.get('ySplit') ?? 0) : 0,
      columns: frozen ? Number(split.get('xSplit') ?? 0) : 0,
    },
    grid: !/^(?:0|false)$/.test(attributesOf(view?.tag ?? '').get('showGridLines') ?? '1'),
  };
}

const WHOLE = /^\$?(?:[A-Z]+:\$?[A-Z]+|\d+:\$?\d+)$/;

function sizeIn(of: ReadonlyMap<string, string>, name: string): LineSize {
  const size = Number(of.get(name));
  return {
    ...(Number.isFinite(size) && of.has(name) && { size }),
    ...(on(of.get('hidden')) && { hidden: true }),
  };
}

export function rangeOf(ref: string): PlaceRange | undefined {
  const parsed = parseReference(ref);
  if (parsed?.kind !== 'cells') return undefined;
  const { row, column, rows, columns } = parsed;
  return {
    startRow: row,
    endRow: row + (rows ?? 1) - 1,
    startColumn: column,
    endColumn: column + (columns ?? 1) - 1,
  };
}

/** What stands behind the cells of a sheet and before its merged cells. */
const BEFORE_MERGES =
  'sheetData|sheetCalcPr|sheetProtection|protectedRanges|scenarios|autoFilter|sortState|dataConsolidate|customSheetViews';

/** The sheet with other merged cells. */
export function withMerges(xml: string, merges: readonly PlaceRange[]): string {
  const children = childrenOf(xml);
  const known = children.find(({ name }) => name === 'mergeCells');
  const [, p = ''] = /<(\w+:)?worksheet\b/.exec(xml) ?? [];
  const cells = merges.map(
    ({ startRow, endRow, startColumn, endColumn }) =>
      `<${p}mergeCell ref="${columnLetters(startColumn)}${startRow + 1}:${columnLetters(endColumn)}${endRow + 1}"/>`,
  );
  for (const { tag } of elements(known ? xml.slice(known.start, known.end) : '', 'mergeCell'))
    if (WHOLE.test(attributesOf(tag).get('ref') ?? '')) cells.push(tag);
  const list =
    cells.length === 0
      ? ''
      : `<${p}mergeCells count="${cells.length}">${cells.join('')}</${p}mergeCells>`;
  if (known) return xml.slice(0, known.start) + list + xml.slice(known.end);
  const names = BEFORE_MERGES.split('|');
  const at = children.filter(({ name }) => names.includes(name)).at(-1)?.end;
  return at === undefined ? xml : xml.slice(0, at) + list + xml.slice(at);
}

/** The sheet with other widths of columns; columns that are not named keep theirs. */
export function withColumns(xml: string, sizes: ReadonlyMap<number, LineSize>): string {
  if (sizes.size === 0) return xml;
  const [, p = ''] = /<(\w+:)?worksheet\b/.exec(xml) ?? [];
  const children = childrenOf(xml);
  const known = children.find(({ name }) => name === 'cols');
  const spans = known
    ? [...elements(xml.slice(known.start, known.end), 'col')].map(({ tag }) => tag)
    : [];
  const written: [number, string][] = [];
  const left = new Map(sizes);
  for (const tag of spans) {
    const of = attributesOf(tag);
    let from = Number(of.get('min'));
    const max = Number(of.get('max'));
    for (const [column, size] of [...left].sort(([a], [b]) => a - b)) {
      const n = column + 1;
      if (n < from || n > max) continue;
      if (n > from) written.push([from, spanned(tag, from, n - 1)]);
      written.push([n, sized(spanned(tag, n, n), 'width', 'customWidth', size)]);
      left.delete(column);
      from = n + 1;
    }
    if (from <= max) written.push([from, spanned(tag, from, max)]);
  }
  for (const [column, size] of left)
    written.push([
      column + 1,
      sized(spanned(`<${p}col/>`, column + 1, column + 1), 'width', 'customWidth', size),
    ]);
  const inside = written
    .sort(([a], [b]) => a - b)
    .map(([, tag]) => tag)
    .join('');
  const list = `<${p}cols>${inside}</${p}cols>`;
  if (known) return xml.slice(0, known.start) + list + xml.slice(known.end);
  const at = children.find(({ name }) => name === 'sheetData')?.start;
  return at === undefined ? xml : xml.slice(0, at) + list + xml.slice(at);
}

const spanned = (tag: string, min: number, max: number): string =>
  withAttribute(withAttribute(tag, 'min', String(min)), 'max', String(max));

/** A tag of a column or a row with another size. */
export function sized(
  tag: string,
  name: string,
  custom: string,
  { size, hidden }: LineSize,
): string {
  let next = tag;
  if (size !== undefined) {
    next = withAttribute(next, name, String(size));
    next = withAttribute(next, custom, '1');
  }
  return withAttribute(next, 'hidden', hidden ? '1' : undefined);
}
