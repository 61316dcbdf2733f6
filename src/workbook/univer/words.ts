/** The numbers by which the spreadsheet says things, also where it is not loaded: a file is read and saved apart from the page. */
import type * as univer from '@univerjs/core';

export const BooleanNumber = { FALSE: 0, TRUE: 1 } as const satisfies typeof univer.BooleanNumber;

export const LocaleType = { EN_US: 'enUS' as univer.LocaleType.EN_US } as const;

export const CellValueType = {
  STRING: 1,
  NUMBER: 2,
  BOOLEAN: 3,
  FORCE_STRING: 4,
} as const satisfies typeof univer.CellValueType;

export const HorizontalAlign = {
  LEFT: 1,
  CENTER: 2,
  RIGHT: 3,
  JUSTIFIED: 4,
} as const satisfies Partial<typeof univer.HorizontalAlign>;

export const VerticalAlign = {
  TOP: 1,
  MIDDLE: 2,
  BOTTOM: 3,
} as const satisfies Partial<typeof univer.VerticalAlign>;

export const WrapStrategy = { WRAP: 3 } as const satisfies Partial<typeof univer.WrapStrategy>;

export const BorderStyleTypes = {
  THIN: 1,
  HAIR: 2,
  DOTTED: 3,
  DASHED: 4,
  DASH_DOT: 5,
  DASH_DOT_DOT: 6,
  DOUBLE: 7,
  MEDIUM: 8,
  MEDIUM_DASHED: 9,
  MEDIUM_DASH_DOT: 10,
  MEDIUM_DASH_DOT_DOT: 11,
  SLANT_DASH_DOT: 12,
  THICK: 13,
} as const satisfies Partial<typeof univer.BorderStyleTypes>;

/** How a text is told from what it looks like: else the spreadsheet makes a number of `00123` when the cell is made bold. */
export const textType = (text: string): univer.CellValueType =>
  /^\s*(?:true|false)\s*$/i.test(text) || (text.trim() !== '' && !Number.isNaN(Number(text)))
    ? CellValueType.FORCE_STRING
    : CellValueType.STRING;
