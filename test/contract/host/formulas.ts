/** What the emulated host calculates: formulas that are one call of a custom function, with cells and constants as arguments. */
import { isProblem, type GridCell, type GridWorkbook, type Value } from './grid';

/** A formula cell that calls a custom function. */
export interface FormulaCell {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  /** As the add-in associates it: `DEFICIENCY.STATUS`. */
  readonly name: string;
  /** Each a matrix, or null where the argument is left out: as Excel passes `any[][]`. */
  readonly args: readonly (readonly (readonly Passed[])[] | null)[];
}

const CALL = /^=([A-Z][A-Z.]*)\((.*)\)$/is;

/** All cells of the workbook that call custom functions. */
export function formulaCells(grid: GridWorkbook): FormulaCell[] {
  return grid.sheets.flatMap((sheet) =>
    [...sheet.cells].flatMap(([key, { formula }]): FormulaCell[] => {
      const call = formula === undefined ? null : CALL.exec(formula);
      if (!call) return [];
      const [row = 0, column = 0] = key.split(',').map(Number);
      const name = (call[1] as string).toUpperCase();
      const texts = splitArguments(call[2] as string);
      if (!texts.every(isPlain)) return [];
      const args = texts.map((text) => valueOf(grid, sheet.name, text));
      return [{ sheet: sheet.name, row, column, name, args }];
    }),
  );
}

/** At commas that stand outside of quotes. */
function splitArguments(text: string): string[] {
  const parts =
    text.match(/(?:"(?:[^"]|"")*"|'(?:[^']|'')*'|[^,"'])+|(?<=,)(?=,)|^(?=,)|,$/g) ?? [];
  return parts.map((part) => (part === ',' ? '' : part.trim()));
}

/** Other formulas keep what they show: the emulated host is no spreadsheet. */
const isPlain = (text: string): boolean =>
  /^(?:"[^]*"|[-\d.]*|(?:[^!]*!)?[A-Z]+\d+(?::[A-Z]+\d+)?)$/i.test(text);

/** A value as Excel hands it to a function: numbers with a format of their own and errors as objects. */
export type Passed = Value | Readonly<Record<string, unknown>>;

function passed(cell: GridCell | undefined): Passed {
  const shown = cell?.shown ?? '';
  if (isProblem(shown))
    return { type: 'Error', basicType: 'Error', basicValue: shown.error, errorType: 'Value' };
  if (cell?.formatted === undefined) return shown;
  const numberFormat = cell.formatted;
  return { type: 'FormattedNumber', basicType: 'Double', basicValue: shown, numberFormat };
}

function valueOf(grid: GridWorkbook, sheet: string, text: string): Passed[][] | null {
  if (text === '') return null;
  if (text.startsWith('"')) return [[text.slice(1, -1).replace(/""/g, '"')]];
  if (!Number.isNaN(Number(text))) return [[Number(text)]];
  const block = grid.block(text.includes('!') ? text : `'${sheet.replace(/'/g, "''")}'!${text}`);
  const of = grid.sheet(block.sheet);
  return Array.from({ length: block.rows }, (_, r) =>
    Array.from({ length: block.columns }, (__, c) =>
      passed(of?.at(block.row + r, block.column + c)),
    ),
  );
}
