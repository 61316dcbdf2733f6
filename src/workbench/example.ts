// The workbook that the workbench opens with: the textbook case, the same numbers in eight states, and the steps.
import { BooleanNumber, HorizontalAlign, LocaleType, WrapStrategy } from '@univerjs/core';
import type { ICellData, IStyleData, IWorkbookData } from '@univerjs/core';

const ink = { rgb: '#1f2a37' };
const quiet = { rgb: '#6b7785' };
const input = { rgb: '#1d5fbf' };
const rule = { rgb: '#d5dce4' };

const styles: Record<string, IStyleData> = {
  title: { fs: 16, bl: BooleanNumber.TRUE, cl: ink },
  hint: { fs: 10, cl: quiet },
  heading: { fs: 11, bl: BooleanNumber.TRUE, cl: ink, bd: { b: { s: 1, cl: rule } } },
  label: { cl: ink },
  given: { cl: input, n: { pattern: '#,##0.00' } },
  choice: { cl: input, ht: HorizontalAlign.RIGHT },
  code: { cl: input },
  amount: { cl: ink, n: { pattern: '#,##0.00' } },
  result: { cl: ink, bl: BooleanNumber.TRUE, n: { pattern: '#,##0.00' }, bg: { rgb: '#eef4ec' } },
  column: { cl: quiet, fs: 10, bd: { b: { s: 1, cl: rule } } },
  columnRight: { cl: quiet, fs: 10, ht: HorizontalAlign.RIGHT, bd: { b: { s: 1, cl: rule } } },
  words: { cl: quiet, tb: WrapStrategy.CLIP },
};

type Row = Readonly<Record<number, ICellData>>;
const text = (v: string, s: string): ICellData => ({ v, s });
const formula = (f: string, s: string): ICellData => ({ f, s });
const heading = (v: string): Row => ({
  0: text(v, 'heading'),
  1: text('', 'heading'),
  2: text('', 'heading'),
  3: text('', 'heading'),
});

const states = ['CA', 'TX', 'NY', 'FL', 'IL', 'GA', 'NV', 'CT'];
const firstState = 12;

const rows: Readonly<Record<number, Row>> = {
  0: { 0: text('What is still owed after the sale', 'title') },
  1: { 0: text('Change a blue cell, or type =DEF in an empty one.', 'hint') },
  3: heading('The textbook case'),
  4: { 0: text('Balance at the sale date', 'label'), 1: { v: 300000, s: 'given' } },
  5: { 0: text('Sale proceeds', 'label'), 1: { v: 255000, s: 'given' } },
  6: { 0: text('Costs of the sale', 'label'), 1: { v: 0, s: 'given' } },
  7: { 0: text('State', 'label'), 1: text('IL', 'choice') },
  8: {
    0: text('Deficiency', 'label'),
    1: formula('=DEFICIENCY(B5,B6,B7,B8)', 'result'),
    2: formula('=DEFICIENCY.STATUS(B5,B6,B7,B8)', 'words'),
  },
  10: heading('The same numbers in eight states'),
  11: { 0: text('State', 'column'), 1: text('Deficiency', 'columnRight'), 2: text('Why', 'column'), 3: text('', 'column') },
  ...Object.fromEntries(states.map((code, at) => [firstState + at, { 0: text(code, 'code') }])),
  [firstState]: {
    0: text(states[0]!, 'code'),
    1: formula('=DEFICIENCY(B5,B6,B7,A13:A20)', 'amount'),
    2: formula('=DEFICIENCY.STATUS(B5,B6,B7,A13:A20)', 'words'),
  },
  21: heading('Step by step, for the state above'),
  22: { 0: formula('=DEFICIENCY.STEPS(B5,B6,B7,B8)', 'label') },
};

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
      showGridlines: BooleanNumber.TRUE,
      columnData: { 0: { w: 190 }, 1: { w: 112 }, 2: { w: 400 }, 3: { w: 190 } },
      rowData: { 0: { h: 34 } },
      cellData: rows,
    },
  },
};
