/** Which formula of ours a selected cell leads to: its own, one that reads it, or the one that was looked at last. */
import { blockOf, cellAddress, parseReference } from '../formulas/address';
import { callsUs, findCalls } from '../formulas/formulaText';
import type { CellPlace } from '../formulas/place';
import { answersEachRow, explain, type Explanation } from './explain';
import type { FoundFormula, Selection, WorkbookHost } from './host';

/** How the formula that is explained belongs to the selected cell. */
export type Way = 'own' | 'reads' | 'kept' | 'first';

export interface Followed {
  /** The cell that is explained. */
  readonly of: Selection;
  readonly explanation: Explanation;
  readonly way: Way;
}

/** What is needed of a formula to explain it; where it stands, and which row of its answer is meant. */
type Known = Pick<FoundFormula, 'sheet' | 'row' | 'column' | 'formula'>;
interface Looked extends Known {
  readonly down: number;
  readonly right: number;
}

export class Follower {
  private last: Looked | null = null;
  private known: readonly Known[] = [];
  private searched = new Set<string>();

  constructor(private readonly host: WorkbookHost) {}

  /** Another workbook is open. */
  forget(): void {
    this.last = null;
    this.known = [];
    this.searched = new Set();
  }

  /** Explains the selected cell, or else what it belongs to; null where the workbook has none of our formulas. */
  async follow(selection: Selection | null): Promise<Followed | null> {
    const { formula } = selection ?? { formula: null };
    if (selection && formula !== null && callsUs(formula)) {
      const { anchor, down, right } = selection;
      this.last = { ...anchor, formula, down, right };
      this.known = [...this.known.filter((one) => !isAt(one, anchor)), { ...anchor, formula }];
      return { of: selection, explanation: await explain(this.host, selection), way: 'own' };
    }
    const last = await this.lastThatStands();
    const reading = selection && (await this.thatReads(selection, last));
    const found = reading ?? last ?? this.first();
    if (!found) return null;
    const way = reading ? 'reads' : last ? 'kept' : 'first';
    this.last = found;
    const of = selectionOf(found);
    return { of, explanation: await explain(this.host, of), way };
  }

  /** The formula that was looked at last, as it stands now; null where it is gone. */
  private async lastThatStands(): Promise<Looked | null> {
    const { last } = this;
    if (!last) return null;
    const formula = await this.formulaAt(last);
    if (formula !== null && callsUs(formula)) return { ...last, formula };
    this.forget();
    return null;
  }

  private async thatReads(cell: CellPlace, last: Looked | null): Promise<Looked | null> {
    const row = last && rowThatReads(last, cell);
    if (last && row !== null) return row === undefined ? last : { ...last, down: row };
    if (!this.searched.has(cell.sheet)) await this.search(cell.sheet);
    const found = this.knownThatReads(cell);
    if (!found || (await this.formulaAt(found)) === found.formula) return found;
    // What was known is no longer so.
    await this.search(cell.sheet);
    return this.knownThatReads(cell);
  }

  private async search(sheet: string): Promise<void> {
    this.searched.add(sheet);
    this.known = await this.host.findFormulas();
  }

  private knownThatReads(cell: CellPlace): Looked | null {
    for (const one of this.inOrder()) {
      const down = rowThatReads(one, cell);
      if (down !== null) return { ...one, down: down ?? 0, right: 0 };
    }
    return null;
  }

  /** The formula that stands in a cell now. */
  private async formulaAt(cell: CellPlace): Promise<string | null> {
    const [condition] = await this.host.inspect([blockOf(cell)]);
    return condition?.formula ?? null;
  }

  private first(): Looked | null {
    const [first] = this.inOrder();
    return first ? { ...first, down: 0, right: 0 } : null;
  }

  /** The amounts before what is said about them. */
  private inOrder(): readonly Known[] {
    const isAmount = ({ formula }: Known) => findCalls(formula)[0]?.id === 'DEFICIENCY';
    return [
      ...this.known.filter(isAmount),
      ...this.known.filter((one) => !isAmount(one) && findCalls(one.formula)[0] !== undefined),
    ];
  }
}

const isAt = (one: CellPlace, other: CellPlace): boolean =>
  one.sheet === other.sheet && one.row === other.row && one.column === other.column;

/** The row of the formula's answers that rests on a cell; undefined where all do, null where none does. */
function rowThatReads(known: Known, cell: CellPlace): number | undefined | null {
  for (const { id, args } of findCalls(known.formula)) {
    const ranges = args.flatMap(({ text }) => {
      const parsed = parseReference(text);
      if (parsed?.kind === 'table')
        // Which column it is does not matter: the row of the table is the row of the formula.
        return parsed.part === 'row'
          ? [{ ...known, column: cell.column, rows: 1, columns: 1 }]
          : [];
      if (parsed?.kind !== 'cells' || parsed.spill) return [];
      const { sheet, row, column, rows, columns } = parsed;
      const ends = { rows: rows ?? Infinity, columns: columns ?? Infinity };
      return [{ sheet: sheet ?? known.sheet, row, column, ...ends }];
    });
    const range = ranges.find(
      ({ sheet, row, column, rows, columns }) =>
        sheet.toLowerCase() === cell.sheet.toLowerCase() &&
        cell.row >= row &&
        cell.row < row + rows &&
        cell.column >= column &&
        cell.column < column + columns,
    );
    if (!range) continue;
    if (range.rows === 1 || !answersEachRow(id)) return undefined;
    // A table of facts has a header above the rows of the others.
    const above = ranges.some(({ rows }) => rows === range.rows - 1) ? 1 : 0;
    return Math.max(0, cell.row - range.row - above);
  }
  return null;
}

/** As if the cell were selected that shows this row of the answer. */
function selectionOf({ formula, down, right, ...anchor }: Looked): Selection {
  const place = { ...anchor, row: anchor.row + down, column: anchor.column + right };
  return {
    ...place,
    block: blockOf(place),
    address: cellAddress(place),
    formula,
    anchor,
    down,
    right,
    value: null,
    text: '',
  };
}
