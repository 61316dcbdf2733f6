// The workbook that the workbench opens with: the textbook case, the same numbers in eight states, and the steps.
import { BooleanNumber, HorizontalAlign, LocaleType, VerticalAlign } from '@univerjs/core';
import type { ICellData, IStyleData, IWorkbookData } from '@univerjs/core';

const ink = { rgb: '#1f2a37' };
const quiet = { rgb: '#5d6977' };
const given = { rgb: '#1a5fb4' };
const line = { b: { s: 1, cl: { rgb: '#c3ccd6' } } };
const money = { pattern: '#,##0.00' };

const plain: IStyleData = {
  ff: 'Arial',
  fs: 10,
  cl: ink,
  vt: VerticalAlign.MIDDLE,
  pd: { l: 5, r: 5, t: 0, b: 0 },
};

/** Blue for what a person may change, as spreadsheets of finance have it; black for what is calculated. */
const styles = {
  title: { fs: 15, bl: BooleanNumber.TRUE },
  hint: { cl: quiet },
  heading: { fs: 11, bl: BooleanNumber.TRUE, bd: line },
  column: { cl: quiet, bd: line },
  amountColumn: { cl: quiet, bd: line, ht: HorizontalAlign.RIGHT },
  label: {},
  givenAmount: { cl: given, n: money },
  givenCode: { cl: given, ht: HorizontalAlign.RIGHT },
  givenState: { cl: given },
  amount: { n: money },
  result: { bl: BooleanNumber.TRUE, n: money, bg: { rgb: '#e9f1ec' } },
  words: { cl: quiet },
} satisfies Record<string, IStyleData>;

type Style = keyof typeof styles;
type Row = readonly (ICellData | undefined)[];

const text = (v: string, s: Style): ICellData => ({ v, s });
const number = (v: number, s: Style): ICellData => ({ v, s });
const formula = (f: string, s: Style): ICellData => ({ f, s });
const empty = (s: Style): ICellData => ({ s });

const heading = (title: string): Row => [
  text(title, 'heading'),
  empty('heading'),
  empty('heading'),
  empty('heading'),
];

/** The most lines that the steps of an assessment are likely to take: their cells are formatted beforehand. */
const stepLines = 30;

const rows: readonly Row[] = [
  [text('What is still owed after the sale', 'title')],
  [text('Change a blue cell, or type =DEF in an empty one to see the functions.', 'hint')],
  [],
  heading('The textbook case'),
  [text('Balance at the sale date', 'label'), number(300_000, 'givenAmount')],
  [text('Sale proceeds', 'label'), number(255_000, 'givenAmount')],
  [text('Costs of the sale', 'label'), number(0, 'givenAmount')],
  [text('State', 'label'), text('IL', 'givenCode')],
  [
    text('Deficiency', 'label'),
    formula('=DEFICIENCY(B5,B6,B7,B8)', 'result'),
    formula('=DEFICIENCY.STATUS(B5,B6,B7,B8)', 'words'),
  ],
  [],
  heading('The same numbers in eight states'),
  [text('State', 'column'), text('Deficiency', 'amountColumn'), text('Why', 'column'), empty('column')],
  [
    text('CA', 'givenState'),
    formula('=DEFICIENCY(B5,B6,B7,A13:A20)', 'amount'),
    formula('=DEFICIENCY.STATUS(B5,B6,B7,A13:A20)', 'words'),
  ],
  ...['TX', 'NY', 'FL', 'IL', 'GA', 'NV', 'CT'].map((code) => [
    text(code, 'givenState'),
    empty('amount'),
    empty('words'),
  ]),
  [],
  heading('Step by step, for the textbook case'),
  [
    formula('=DEFICIENCY.STEPS(B5,B6,B7,B8)', 'label'),
    empty('amount'),
    empty('words'),
    empty('words'),
  ],
  ...Array.from({ length: stepLines }, () => [
    empty('label'),
    empty('amount'),
    empty('words'),
    empty('words'),
  ]),
];

/** The example, as the spreadsheet reads it. */
export const exampleWorkbook: Partial<IWorkbookData> = {
  id: 'example',
  name: 'Worked example',
  locale: LocaleType.EN_US,
  styles,
  sheetOrder: ['example'],
  sheets: {
    example: {
      id: 'example',
      name: 'Worked example',
      rowCount: 200,
      columnCount: 20,
      defaultRowHeight: 22,
      defaultStyle: plain,
      gridlinesColor: '#e8ecf0',
      columnData: { 0: { w: 176 }, 1: { w: 112 }, 2: { w: 410 }, 3: { w: 200 } },
      rowData: { 0: { h: 34 }, 3: { h: 26 }, 10: { h: 26 }, 21: { h: 26 } },
      cellData: Object.fromEntries(
        rows.map((cells, at) => [at, Object.fromEntries(cells.map((cell, column) => [column, cell ?? {}]))]),
      ),
    },
  },
};
