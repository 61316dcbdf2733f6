/** What became of places on a sheet while people put in rows and columns, took some out, or renamed the sheet. */
import {
  columnLetters,
  columnNumber,
  MOST_COLUMNS,
  MOST_ROWS,
  sheetText,
} from '../formulas/address';

/** Rows and columns from one to another, both counted from 0 and both within. */
export interface PlaceRange {
  readonly startRow: number;
  readonly endRow: number;
  readonly startColumn: number;
  readonly endColumn: number;
}

type Axis = 'rows' | 'columns';

/** Rows or columns from `at` on that came, went, or went elsewhere: `to` is their place before they left. */
interface Move {
  readonly axis: Axis;
  readonly kind: 'insert' | 'remove' | 'move';
  readonly at: number;
  readonly count: number;
  readonly to: number;
}

const KINDS: Readonly<Record<string, readonly [Axis, Move['kind']]>> = {
  'sheet.mutation.insert-row': ['rows', 'insert'],
  'sheet.mutation.insert-col': ['columns', 'insert'],
  'sheet.mutation.remove-rows': ['rows', 'remove'],
  'sheet.mutation.remove-col': ['columns', 'remove'],
  'sheet.mutation.move-rows': ['rows', 'move'],
  'sheet.mutation.move-columns': ['columns', 'move'],
};

/** Formulas that were put into cells: by the spreadsheet, where it follows rows and columns in its own way, or by somebody. */
interface Written {
  readonly by: 'spreadsheet' | 'somebody';
  readonly cells: Nested<{ readonly f?: string | null } | null>;
}

type Nested<T> = { readonly [row: number]: { readonly [column: number]: T } | null | undefined };
type Step = Move | Written;

/** Commands by which rows and columns come, go and move, and with them what formulas name. */
const STRUCTURAL = /^sheet\.command\.(?:insert|remove|move|append)-[a-z-]*(?:row|col)/;

interface MutationParams {
  readonly subUnitId: string;
  readonly cellValue?: Written['cells'];
  readonly trigger?: string;
  readonly range?: PlaceRange;
  readonly sourceRange?: PlaceRange;
  readonly targetRange?: PlaceRange;
}

/** All steps by the identities of their sheets. */
export type MoveList = readonly (readonly [sheet: string, steps: readonly Step[]])[];

/** Keeps the moves of every sheet by its identity, undone ones as further moves. */
export class Moves {
  private readonly bySheet: Map<string, Step[]>;

  constructor(known: MoveList = []) {
    this.bySheet = new Map(known.map(([sheet, steps]) => [sheet, [...steps]]));
  }

  list(): MoveList {
    return [...this.bySheet];
  }

  /** Hears of everything that the spreadsheet does. */
  note(command: string, params: unknown): void {
    if (command === 'sheet.mutation.set-range-values') {
      const { subUnitId, cellValue, trigger } = params as MutationParams;
      const by = STRUCTURAL.test(trigger ?? '') ? 'spreadsheet' : 'somebody';
      if (cellValue && holdsFormulas(cellValue)) this.add(subUnitId, { by, cells: cellValue });
      return;
    }
    const [axis, kind] = KINDS[command] ?? [];
    if (!axis || !kind) return;
    const { subUnitId, range, sourceRange, targetRange } = params as MutationParams;
    const from = range ?? sourceRange;
    if (!from) return;
    const [first, last] = endsOf(from, axis);
    const to = targetRange ? endsOf(targetRange, axis)[0] : first;
    this.add(subUnitId, { axis, kind, at: first, count: last - first + 1, to });
  }

  private add(sheet: string, step: Step): void {
    const steps = this.bySheet.get(sheet);
    if (steps) steps.push(step);
    else this.bySheet.set(sheet, [step]);
  }

  private of(sheet: string): readonly Move[] {
    return (this.bySheet.get(sheet) ?? []).filter((step) => 'kind' in step);
  }

  /**
   * The formulas that stand in cells of a sheet since they were put there, by row and column of now: the text that the
   * spreadsheet gave a formula that nobody touched; null where somebody wrote it.
   */
  rewritten(sheet: string): ReadonlyMap<string, string | null> {
    let found = new Map<string, string | null>();
    for (const step of this.bySheet.get(sheet) ?? []) {
      if ('kind' in step) found = followed(found, step);
      else for (const [place, f] of formulasIn(step.cells)) note(found, place, f, step.by);
    }
    return found;
  }

  /** The moves that concern the first rows and columns of a sheet; room that was added behind does not. */
  within(sheet: string, rows: number, columns: number): readonly Move[] {
    const ends = { rows, columns };
    return this.of(sheet).filter(({ axis, kind, at, count }) => {
      if (kind === 'move') return true;
      if (at >= ends[axis]) return false;
      ends[axis] += kind === 'insert' ? count : -Math.min(count, ends[axis] - at);
      return true;
    });
  }

  /** Whether rows or columns of a sheet came, went or moved. */
  any(sheet: string): boolean {
    return this.of(sheet).length > 0;
  }

  /** How many rows or columns were put into a sheet, at least: so many at its end may have lost their room. */
  grown(sheet: string, axis: Axis): number {
    return this.of(sheet).reduce(
      (sum, one) => sum + (one.axis === axis && one.kind === 'insert' ? one.count : 0),
      0,
    );
  }

  clear(): void {
    this.bySheet.clear();
  }
}

const holdsFormulas = (cells: Written['cells']): boolean => {
  for (const _ of formulasIn(cells)) return true;
  return false;
};

function* formulasIn(
  cells: Written['cells'],
): Iterable<readonly [place: string, f: string | null]> {
  for (const [row, line] of Object.entries(cells))
    for (const [column, cell] of Object.entries(line ?? {}))
      if (cell?.f !== undefined) yield [`${row} ${column}`, cell.f];
}

function note(
  found: Map<string, string | null>,
  place: string,
  f: string | null,
  by: Written['by'],
): void {
  const known = found.get(place);
  // Before it calculates them, the spreadsheet writes down once more what it wrote.
  if (known !== undefined && known === f) return;
  if (by === 'somebody') found.set(place, null);
  else if (f === null) found.delete(place);
  else if (known !== null) found.set(place, f);
}

function followed(
  found: ReadonlyMap<string, string | null>,
  move: Move,
): Map<string, string | null> {
  const next = new Map<string, string | null>();
  for (const [place, f] of found) {
    const [row = 0, column = 0] = place.split(' ').map(Number);
    const at = move.axis === 'rows' ? row : column;
    const to = moved([at, at], move)?.[0];
    if (to !== undefined) next.set(move.axis === 'rows' ? `${to} ${column}` : `${row} ${to}`, f);
  }
  return next;
}

const endsOf = (range: PlaceRange, axis: Axis): [number, number] =>
  axis === 'rows' ? [range.startRow, range.endRow] : [range.startColumn, range.endColumn];

type Ends = readonly [number, number];

/** Where rows or columns from `first` to `last` are after one move; undefined where they are gone. */
function moved([first, last]: Ends, { kind, at, count, to }: Move): Ends | undefined {
  if (kind === 'insert')
    return [first >= at ? first + count : first, last >= at ? last + count : last];
  if (kind === 'remove') {
    const end = at + count;
    const cut = (place: number) => (place < at ? place : Math.max(at, place - count));
    if (first >= at && last < end) return undefined;
    return [cut(first), last < at ? last : last < end ? at - 1 : last - count];
  }
  const target = to > at ? to - count : to;
  if (first >= at && last < at + count) return [first - at + target, last - at + target];
  const left = moved([first, last], { axis: 'rows', kind: 'remove', at, count, to: at });
  return left && moved(left, { axis: 'rows', kind: 'insert', at: target, count, to: target });
}

/** A sheet as it was called, what happened to it, and how it is called now; null where it is gone. */
export interface SheetHistory {
  readonly was: string;
  readonly moves: readonly Move[];
  readonly name: string | null;
}

/** Texts, parts of tables and cells of other workbooks are passed over; then a sheet, or all from one to another, and its cells. */
const REFERENCE =
  /"(?:[^"]|"")*"|\[(?:[^[\]]|\[[^\]]*\])*\](?:[\p{L}_][\p{L}\d_.]*!\$?[A-Z\d]+\$?\d*(?::\$?[A-Z\d]+\$?\d*)?)?|(?<![\w.$])((?:'(?:[^']|'')+'|(?:(?!\$?[A-Z]{1,3}\$?\d+:)[\p{L}_][\p{L}\d_.]*:)?[\p{L}_][\p{L}\d_.]*)!)?(?:(\$?[A-Z]{1,3}\$?\d+)(?::(\$?[A-Z]{1,3}\$?\d+))?|(\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d+:\$?\d+))(?![\w(.!])/gu;
/** Says a row or a column without $. */
export const RELATIVE = /(?<![$\w])[A-Z]{1,3}(?=[$\d:]|$)|(?<![$\d])\d/;
const CELL = /^(\$?)([A-Z]{1,3})(\$?)(\d+)$/;

/** Follows references through what happened to the sheets of a workbook. */
export class Followed {
  private readonly histories: ReadonlyMap<string, SheetHistory>;

  constructor(histories: readonly SheetHistory[]) {
    this.histories = new Map(histories.map((one) => [one.was.toLowerCase(), one]));
  }

  /** Whether nothing moved, nothing went, and every sheet has the name that it had. */
  get idle(): boolean {
    return [...this.histories.values()].every(
      ({ was, moves, name }) => moves.length === 0 && name === was,
    );
  }

  /** `A1:B2 C5` of a sheet, each where it is now; those that are gone are left out. */
  ranges(sheet: string, list: string): string {
    return list
      .split(/\s+/)
      .flatMap((range) => this.range(sheet, range) ?? [])
      .join(' ');
  }

  /** Whether the sheet has its rows and columns where it had them. */
  still(sheet: string): boolean {
    return (this.history(sheet)?.moves ?? []).length === 0;
  }

  /** `A5:F505` of a sheet, where it is now; undefined where it is gone. */
  range(sheet: string, reference: string): string | undefined {
    const [first = '', last] = reference.split(':');
    if (last !== undefined && !CELL.test(first)) return this.whole(sheet, first, last);
    return this.placed(this.history(sheet)?.moves ?? [], first, last);
  }

  /** A row of a sheet, counted from 0. */
  row(sheet: string, row: number): number | undefined {
    return this.along(sheet, 'rows', row);
  }

  column(sheet: string, column: number): number | undefined {
    return this.along(sheet, 'columns', column);
  }

  /** A formula or reference of a sheet with all that it names where that is now. */
  formula(sheet: string, formula: string): string {
    return this.moved(sheet, formula, () => true);
  }

  /** What a name stands for: a reference without $ means cells from where the name is used, and those do not move with it. */
  name(sheet: string, text: string): string {
    return this.moved(sheet, text, (reference) => !RELATIVE.test(reference));
  }

  private moved(sheet: string, formula: string, follows: (reference: string) => boolean): string {
    return formula.replace(
      REFERENCE,
      (text: string, prefix?: string, first?: string, last?: string, whole?: string) => {
        if (first === undefined && whole === undefined) return text;
        const on = prefix === undefined ? sheet : nameIn(prefix);
        const history = this.history(on);
        if (!history && on.includes(':'))
          return `${this.severalNamed(prefix ?? '', on)}${text.slice(prefix?.length)}`;
        const same = history?.moves.length === 0 && history.name === history.was;
        if (!history || same) return text;
        const cells = whole ?? (last === undefined ? first : `${first}:${last}`) ?? '';
        const place = !follows(cells)
          ? cells
          : first === undefined
            ? this.range(on, cells)
            : this.placed(history.moves, first, last);
        if (place === undefined || history.name === null) return '#REF!';
        const renamed = history.name !== history.was;
        return `${prefix !== undefined && renamed ? `${sheetText(history.name)}!` : (prefix ?? '')}${place}`;
      },
    );
  }

  /** `First:Last!` under the names of now; cells of several sheets stay where rows of one move. */
  private severalNamed(prefix: string, names: string): string {
    const now = names.split(':').map((name) => this.history(name)?.name ?? name);
    return now.join(':') === names ? prefix : `${sheetText(now.join(':'))}!`;
  }

  /** `A:C` or `2:5`. */
  private whole(sheet: string, first: string, last: string): string | undefined {
    const moves = this.history(sheet)?.moves ?? [];
    const rows = /^\$?\d+$/.test(first);
    const place = (end: string) =>
      rows ? Number(end.replace('$', '')) - 1 : columnNumber(end.replace('$', ''));
    const now = through(moves, rows ? 'rows' : 'columns', [place(first), place(last)]);
    const written = (end: string, at: number) =>
      `${end.startsWith('$') ? '$' : ''}${rows ? at + 1 : columnLetters(at)}`;
    return now && `${written(first, now[0])}:${written(last, now[1])}`;
  }

  private history(sheet: string): SheetHistory | undefined {
    return this.histories.get(sheet.toLowerCase());
  }

  private along(sheet: string, axis: Axis, place: number): number | undefined {
    return through(this.history(sheet)?.moves ?? [], axis, [place, place])?.[0];
  }

  private placed(
    moves: readonly Move[],
    first: string,
    last: string | undefined,
  ): string | undefined {
    const [a, b] = [CELL.exec(first), CELL.exec(last ?? first)];
    if (!a || !b) return undefined;
    const rows = through(moves, 'rows', [Number(a[4]) - 1, Number(b[4]) - 1]);
    const columns = through(moves, 'columns', [
      columnNumber(a[2] as string),
      columnNumber(b[2] as string),
    ]);
    if (!rows || !columns) return undefined;
    const written = (end: 0 | 1, [, left = '', , top = '']: RegExpExecArray) =>
      `${left}${columnLetters(columns[end])}${top}${rows[end] + 1}`;
    return last === undefined ? written(0, a) : `${written(0, a)}:${written(1, b)}`;
  }
}

function through(moves: readonly Move[], axis: Axis, ends: Ends): Ends | undefined {
  const last = (axis === 'rows' ? MOST_ROWS : MOST_COLUMNS) - 1;
  // What is all to the end of a sheet stays so, and nothing reaches beyond.
  const toTheEnd = ends[1] === last && ends[0] < last;
  if (toTheEnd && ends[0] === 0) return ends;
  let now: Ends | undefined = ends;
  for (const move of moves) {
    if (move.axis === axis && now) now = moved(now, move);
    if (now && now[1] > last) now = now[0] > last ? undefined : [now[0], last];
  }
  return now && toTheEnd ? [now[0], last] : now;
}

/** The name of the sheet in `'My sheet'!`. */
export const nameIn = (prefix: string): string =>
  prefix.startsWith("'") ? prefix.slice(1, -2).replace(/''/g, "'") : prefix.slice(0, -1);
