/** The numbers by which the spreadsheet says things, also where it is not loaded: a file is read and saved apart from the page. */
import type * as univer from '@univerjs/core';

export const BooleanNumber = {
  FALSE: 0 as univer.BooleanNumber.FALSE,
  TRUE: 1 as univer.BooleanNumber.TRUE,
} as const;

export const LocaleType = { EN_US: 'enUS' as univer.LocaleType.EN_US } as const;

export const CellValueType = {
  STRING: 1 as univer.CellValueType.STRING,
  NUMBER: 2 as univer.CellValueType.NUMBER,
  BOOLEAN: 3 as univer.CellValueType.BOOLEAN,
  FORCE_STRING: 4 as univer.CellValueType.FORCE_STRING,
} as const;

export const HorizontalAlign = {
  LEFT: 1 as univer.HorizontalAlign.LEFT,
  CENTER: 2 as univer.HorizontalAlign.CENTER,
  RIGHT: 3 as univer.HorizontalAlign.RIGHT,
  JUSTIFIED: 4 as univer.HorizontalAlign.JUSTIFIED,
} as const;

export const VerticalAlign = {
  TOP: 1 as univer.VerticalAlign.TOP,
  MIDDLE: 2 as univer.VerticalAlign.MIDDLE,
  BOTTOM: 3 as univer.VerticalAlign.BOTTOM,
} as const;

export const WrapStrategy = { WRAP: 3 as univer.WrapStrategy.WRAP } as const;

export const BorderStyleTypes = {
  THIN: 1 as univer.BorderStyleTypes.THIN,
  HAIR: 2 as univer.BorderStyleTypes.HAIR,
  DOTTED: 3 as univer.BorderStyleTypes.DOTTED,
  DASHED: 4 as univer.BorderStyleTypes.DASHED,
  DASH_DOT: 5 as univer.BorderStyleTypes.DASH_DOT,
  DASH_DOT_DOT: 6 as univer.BorderStyleTypes.DASH_DOT_DOT,
  DOUBLE: 7 as univer.BorderStyleTypes.DOUBLE,
  MEDIUM: 8 as univer.BorderStyleTypes.MEDIUM,
  MEDIUM_DASHED: 9 as univer.BorderStyleTypes.MEDIUM_DASHED,
  MEDIUM_DASH_DOT: 10 as univer.BorderStyleTypes.MEDIUM_DASH_DOT,
  MEDIUM_DASH_DOT_DOT: 11 as univer.BorderStyleTypes.MEDIUM_DASH_DOT_DOT,
  SLANT_DASH_DOT: 12 as univer.BorderStyleTypes.SLANT_DASH_DOT,
  THICK: 13 as univer.BorderStyleTypes.THICK,
} as const;

/** How a text is told from what it looks like: else the spreadsheet makes a number of `00123` when the cell is made bold. */
export const textType = (text: string): univer.CellValueType =>
  /^\s*(?:true|false)\s*$/i.test(text) || (text.trim() !== '' && !Number.isNaN(Number(text)))
    ? CellValueType.FORCE_STRING
    : CellValueType.STRING;
