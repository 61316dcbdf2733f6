// The workbook that the workbench opens with: the textbook case, the same numbers in eight states, and the steps.
import {
  BooleanNumber,
  HorizontalAlign,
  LocaleType,
  VerticalAlign,
  WrapStrategy,
} from '@univerjs/core';
import type { ICellData, IStyleData, IWorkbookData } from '@univerjs/core';

const ink = { rgb: '#1f2a37' };
const quiet = { rgb: '#5d6977' };
const blue = { rgb: '#1a5fb4' };
const tint = { rgb: '#e9f1ec' };
const underline = { b: { s: 1, cl: { rgb: '#c3ccd6' } } };
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
  heading: { fs: 11, bl: BooleanNumber.TRUE, bd: underline },
  column: { cl: quiet, bd: underline },
  amountColumn: { cl: quiet, bd: underline, ht: HorizontalAlign.RIGHT },
  label: {},
  words: { cl: quiet, tb: WrapStrategy.CLIP },
  givenAmount: { cl: blue, n: money },
  givenCode: { cl: blue, ht: HorizontalAlign.RIGHT },
  givenState: { cl: blue },
  amount: { n: money, ht: HorizontalAlign.RIGHT },
  total: { bl: BooleanNumber.TRUE, bg: tint },
  totalWords: { bg: tint, tb: WrapStrategy.CLIP },
  totalAmount: { bl: BooleanNumber.TRUE, n: money, ht: HorizontalAlign.RIGHT, bg: tint },
} satisfies Record<string, IStyleData>;

type Style = keyof typeof styles;
type Row = readonly (ICellData | undefined)[];

const text = (v: string, s: Style): ICellData => ({ v, s });
const number = (v: number, s: Style): ICellData => ({ v, s });
const formula = (f: string, s: Style): ICellData => ({ f, s });
const empty = (s: Style): ICellData => ({ s });

/** The five arguments of every formula below: the textbook case, and the state of its own row or of the case. */
const textbook = 'C5,C6,C7,C8,C9';
const inEachState = 'C5,C6,C7,A14:A21,C9';

/** The most lines that the steps of an assessment are likely to take: their cells are formatted beforehand. */
const stepLines = 30;

const line = (first: ICellData, second: ICellData, third: ICellData): Row => [first, second, third];
const blank: Row = [];

const heading = (title: string): Row => [
  text(title, 'heading'),
  ...Array.from({ length: 5 }, () => empty('heading')),
];

const given = (label: string, meaning: string, value: ICellData): Row =>
  line(text(label, 'label'), text(meaning, 'words'), value);

const stepCells = (first: ICellData): Row => [
  first,
  empty('label'),
  empty('amount'),
  empty('amount'),
  empty('words'),
  empty('words'),
];

const rows: readonly Row[] = [
  [text('What is still owed after the sale', 'title')],
  [text('Change a blue cell, or type =DEF in an empty one to see the functions.', 'hint')],
  blank,
  heading('The textbook case: a home loan'),
  given('Balance', 'Debt at the sale date', number(300_000, 'givenAmount')),
  given('Sale proceeds', 'What the house brought', number(255_000, 'givenAmount')),
  given('Costs', 'Allowed costs of enforcement and sale', number(0, 'givenAmount')),
  given('State', 'Whose law applies: a code or a name', text('IL', 'givenCode')),
  given('Fair value', 'Market value at the sale date', number(270_000, 'givenAmount')),
  line(
    text('Deficiency', 'total'),
    formula(`=DEFICIENCY.STATUS(${textbook})`, 'totalWords'),
    formula(`=DEFICIENCY(${textbook})`, 'totalAmount'),
  ),
  blank,
  heading('The same numbers in eight states'),
  line(text('State', 'column'), text('Why', 'column'), text('Deficiency', 'amountColumn')),
  line(
    text('CA', 'givenState'),
    formula(`=DEFICIENCY.STATUS(${inEachState})`, 'words'),
    formula(`=DEFICIENCY(${inEachState})`, 'amount'),
  ),
  ...['TX', 'NY', 'FL', 'IL', 'GA', 'NV', 'CT'].map((code) =>
    line(text(code, 'givenState'), empty('words'), empty('amount')),
  ),
  blank,
  heading('Step by step, for the textbook case'),
  [
    formula(`=DEFICIENCY.STEPS(${textbook})`, 'column'),
    empty('column'),
    empty('amountColumn'),
    empty('amountColumn'),
    empty('column'),
    empty('column'),
  ],
  ...Array.from({ length: stepLines }, () => stepCells(empty('label'))),
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
      rowCount: 1000,
      columnCount: 26,
      defaultRowHeight: 22,
      defaultStyle: plain,
      gridlinesColor: '#e8ecf0',
      columnData: {
        0: { w: 160 },
        1: { w: 400 },
        2: { w: 104 },
        3: { w: 104 },
        4: { w: 330 },
        5: { w: 260 },
      },
      rowData: { 0: { h: 34 }, 3: { h: 26 }, 11: { h: 26 }, 22: { h: 26 } },
      cellData: Object.fromEntries(
        rows.map((cells, at) => [
          at,
          Object.fromEntries(cells.map((cell, column) => [column, cell ?? {}])),
        ]),
      ),
    },
  },
};
