/** The house style: how each named look is drawn. Restrained, for print first, and sound in dark mode. */
import type { Highlight, StyleName } from './sheet';

/** A colour of the workbook's theme, which dark mode turns round, or a fixed one that reads on both. */
export type Colour = { readonly theme: number; readonly tint?: number } | { readonly argb: string };

/** How a cell is drawn. Nothing said is the workbook's default. */
export interface Look {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly size?: number;
  readonly colour?: Colour;
  readonly fill?: Colour;
  readonly format?: string;
  readonly align?: 'left' | 'center' | 'right';
  readonly wrap?: boolean;
  readonly indent?: number;
  readonly top?: 'thin' | 'hair' | 'medium';
  readonly bottom?: 'thin' | 'hair' | 'double' | 'medium';
}

export const FONT = 'Calibri';

/** Inputs are blue and formulas are black, as bankers expect. */
const INPUT: Colour = { argb: 'FF1F5FBF' };
const QUIET: Colour = { theme: 1, tint: 0.35 };
const BAND: Colour = { theme: 0, tint: -0.06 };

const MONEY = '#,##0.00_);(#,##0.00);0.00_)';
const DATE = 'mmm d, yyyy';
const PERCENT = '0.00##"%"';

export const STYLES: Readonly<Record<StyleName, Look>> = {
  title: { bold: true, size: 16 },
  subtitle: { size: 11, colour: QUIET },
  heading: { bold: true, size: 12, bottom: 'thin' },
  columnHead: { bold: true, fill: BAND },
  columnHeadRight: { bold: true, fill: BAND, align: 'right' },
  columnHeadIndented: { bold: true, fill: BAND, indent: 1 },
  columnHeadWrapped: { bold: true, fill: BAND, wrap: true, indent: 1 },
  label: { wrap: true },
  text: { wrap: true, indent: 1 },
  note: { wrap: true, indent: 1, colour: QUIET },
  aside: { colour: QUIET },
  plain: {},
  indented: { indent: 1 },
  strongText: { bold: true, wrap: true, indent: 1 },
  totalText: { bold: true, wrap: true, indent: 1, top: 'thin', bottom: 'double' },
  money: { format: MONEY, align: 'right' },
  moneyInput: { format: MONEY, align: 'right', colour: INPUT },
  moneyAssumed: { format: MONEY, align: 'right', colour: INPUT, italic: true },
  subtotal: { format: MONEY, align: 'right', top: 'hair' },
  subtotalLabel: { wrap: true, top: 'hair' },
  total: { bold: true, format: MONEY, align: 'right', top: 'thin', bottom: 'double' },
  totalLabel: { bold: true, wrap: true, top: 'thin', bottom: 'double' },
  totalPlain: { bold: true, top: 'thin', bottom: 'double' },
  totalPercent: { bold: true, format: PERCENT, align: 'right', top: 'thin', bottom: 'double' },
  subtotalCount: { format: '#,##0', align: 'right', top: 'hair' },
  percent: { format: PERCENT, align: 'right' },
  percentInput: { format: PERCENT, align: 'right', colour: INPUT },
  count: { format: '#,##0', align: 'right' },
  countInput: { format: '#,##0', align: 'right', colour: INPUT },
  days: { format: '[=1]0" day";#,##0" days"', align: 'right' },
  centShare: { format: '#,##0.00" cents"', align: 'right' },
  date: { format: DATE, align: 'right' },
  dateInput: { format: DATE, align: 'right', colour: INPUT },
  textInput: { colour: INPUT, indent: 1 },
  factsInput: { colour: INPUT },
  moneyHead: { bold: true, fill: BAND, format: '#,##0', align: 'right' },
  check: { bold: true },
  status: { bold: true },
  rule: { bottom: 'thin' },
};

/** Looks that cells take on while a formula holds: mid tones that read on white and on black. */
export const HIGHLIGHTS: Readonly<Record<Highlight['look'], Look>> = {
  good: { colour: { argb: 'FF2E7D32' } },
  caution: { colour: { argb: 'FFB26A00' } },
  bad: { colour: { argb: 'FFC62828' } },
  quiet: { colour: { argb: 'FF808080' } },
  strong: { bold: true },
};
