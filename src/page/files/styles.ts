/** Looks of cells between an .xlsx file and the spreadsheet of the workbench. */
import type { IBorderStyleData, IStyleData, Nullable } from '@univerjs/core';
import {
  BooleanNumber,
  BorderStyleTypes,
  HorizontalAlign,
  VerticalAlign,
  WrapStrategy,
} from '../../workbook/univer/words';
import type { CellLook, EdgeLook, FileColour, Side } from '../../xlsx/looks';

/** The colours that a workbook's theme names by number, where nobody changed the theme. */
const THEME = [
  'FFFFFF',
  '000000',
  'E7E6E6',
  '44546A',
  '4472C4',
  'ED7D31',
  'A5A5A5',
  'FFC000',
  '5B9BD5',
  '70AD47',
];

const EDGES = [
  ['thin', BorderStyleTypes.THIN],
  ['hair', BorderStyleTypes.HAIR],
  ['dotted', BorderStyleTypes.DOTTED],
  ['dashed', BorderStyleTypes.DASHED],
  ['dashDot', BorderStyleTypes.DASH_DOT],
  ['dashDotDot', BorderStyleTypes.DASH_DOT_DOT],
  ['double', BorderStyleTypes.DOUBLE],
  ['medium', BorderStyleTypes.MEDIUM],
  ['mediumDashed', BorderStyleTypes.MEDIUM_DASHED],
  ['mediumDashDot', BorderStyleTypes.MEDIUM_DASH_DOT],
  ['mediumDashDotDot', BorderStyleTypes.MEDIUM_DASH_DOT_DOT],
  ['slantDashDot', BorderStyleTypes.SLANT_DASH_DOT],
  ['thick', BorderStyleTypes.THICK],
] as const;

const SIDES = [
  ['t', 'top'],
  ['r', 'right'],
  ['b', 'bottom'],
  ['l', 'left'],
] as const;

const ACROSS = [
  ['left', HorizontalAlign.LEFT],
  ['center', HorizontalAlign.CENTER],
  ['right', HorizontalAlign.RIGHT],
  ['justify', HorizontalAlign.JUSTIFIED],
] as const;

const DOWN = [
  ['top', VerticalAlign.TOP],
  ['center', VerticalAlign.MIDDLE],
  ['bottom', VerticalAlign.BOTTOM],
] as const;

/** How many pixels the spreadsheet indents for one step of Excel's. */
const INDENT = 9;

/** A colour of a file as the spreadsheet has it: `#1f2a37`. */
function shown(colour: FileColour | undefined): { rgb: string } | undefined {
  const { argb, theme, tint = 0 } = colour ?? {};
  const base = argb?.slice(-6) ?? (theme === undefined ? undefined : THEME[theme]);
  if (base === undefined || !/^[0-9a-f]{6}$/i.test(base)) return undefined;
  const parts = [0, 2, 4].map((at) => parseInt(base.slice(at, at + 2), 16));
  const tinted = parts.map((part) => (tint < 0 ? part * (1 + tint) : part + (255 - part) * tint));
  const hex = tinted.map((part) => Math.round(part).toString(16).padStart(2, '0'));
  return { rgb: `#${hex.join('')}` };
}

/** The look of a file's cell in the spreadsheet. */
export function toSpreadsheet(style: CellLook): IStyleData {
  const { font, fill, alignment, border, numFmt } = style;
  const look: IStyleData = {};
  if (font) {
    if (font.name) look.ff = font.name;
    if (font.size) look.fs = font.size;
    if (font.bold) look.bl = BooleanNumber.TRUE;
    if (font.italic) look.it = BooleanNumber.TRUE;
    if (font.underline) look.ul = { s: BooleanNumber.TRUE };
    if (font.strike) look.st = { s: BooleanNumber.TRUE };
    const colour = shown(font.color);
    if (colour) look.cl = colour;
  }
  const ground = shown(fill);
  if (ground) look.bg = ground;
  if (numFmt && numFmt !== 'General') look.n = { pattern: numFmt };
  align(look, alignment);
  const edges = bordersOf(border);
  if (edges) look.bd = edges;
  return look;
}

function align(look: IStyleData, alignment: CellLook['alignment']): void {
  const across = ACROSS.find(([name]) => name === alignment?.horizontal);
  const down = DOWN.find(([name]) => name === alignment?.vertical);
  if (across) look.ht = across[1];
  look.vt = down?.[1] ?? VerticalAlign.BOTTOM;
  if (alignment?.wrapText) look.tb = WrapStrategy.WRAP;
  if (alignment?.indent) look.pd = { l: 2 + alignment.indent * INDENT, t: 0, r: 2, b: 0 };
}

function bordersOf(border: CellLook['border']): IStyleData['bd'] | undefined {
  const edges: Record<string, IBorderStyleData> = {};
  for (const [short, side] of SIDES) {
    const edge = border?.[side];
    const style = EDGES.find(([name]) => name === edge?.style);
    if (style) edges[short] = { s: style[1], cl: shown(edge?.color) ?? { rgb: '#000000' } };
  }
  return Object.keys(edges).length > 0 ? edges : undefined;
}

const argbOf = (colour: Nullable<{ rgb?: Nullable<string> }>): FileColour | undefined => {
  const hex = /^#?([0-9a-f]{6})$/i.exec(colour?.rgb ?? '')?.[1];
  return hex === undefined ? undefined : { argb: `FF${hex.toUpperCase()}` };
};

/** The look of a spreadsheet's cell in a file. */
export function toFile(look: IStyleData): CellLook {
  const colour = argbOf(look.cl);
  const ground = argbOf(look.bg);
  const pattern = look.n?.pattern;
  const indent = Math.round(((look.pd?.l ?? 2) - 2) / INDENT);
  const across = ACROSS.find(([, value]) => value === look.ht)?.[0];
  // Cells stand at the bottom where nothing is said.
  const down = DOWN.find(([name, value]) => value === look.vt && name !== 'bottom')?.[0];
  const wraps = look.tb === WrapStrategy.WRAP;
  return {
    font: {
      ...(look.ff && { name: look.ff }),
      ...(look.fs && { size: look.fs }),
      ...(look.bl === BooleanNumber.TRUE && { bold: true }),
      ...(look.it === BooleanNumber.TRUE && { italic: true }),
      ...(look.ul?.s === BooleanNumber.TRUE && { underline: true }),
      ...(look.st?.s === BooleanNumber.TRUE && { strike: true }),
      ...(colour && { color: colour }),
    },
    ...(ground && { fill: ground }),
    ...(pattern && { numFmt: pattern }),
    ...((across ?? down ?? (wraps || indent > 0 || undefined)) && {
      alignment: {
        ...(across && { horizontal: across }),
        ...(down && { vertical: down }),
        ...(wraps && { wrapText: true }),
        ...(indent > 0 && { indent }),
      },
    }),
    ...(look.bd && { border: edgesOf(look.bd) }),
  };
}

function edgesOf(bd: NonNullable<IStyleData['bd']>): NonNullable<CellLook['border']> {
  const edges: Partial<Record<Side, EdgeLook>> = {};
  for (const [short, side] of SIDES) {
    const edge = (bd as Partial<Record<string, IBorderStyleData>>)[short];
    const style = EDGES.find(([, value]) => value === edge?.s)?.[0];
    if (style) edges[side] = { style, color: argbOf(edge?.cl) ?? { argb: 'FF000000' } };
  }
  return edges;
}
