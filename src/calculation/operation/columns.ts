/** Columns that many tables have: those of a line in an answer, and those of a row that people type. */
import type { Field } from '../input/fields';
import type { Line } from '../line/line';
import { column } from './operation';

/** What a line is, its name, its amount, and how it came about. */
export const LINE = {
  item: column<Line>('text', 'item', null, ({ item }) => item),
  label: column<Line>('text', 'label', 'Line', ({ label }) => label, { at: 'name' }),
  amount: column<Line>('amount', 'amount', 'Amount', ({ amount }) => amount),
  words: column<Line>('words', 'words', 'How', ({ words }) => words),
};

export const LINE_COLUMNS = Object.values(LINE);

/** The day of a row and what it is called. */
export const DAY = { help: 'Day', kind: 'date', required: true } as const satisfies Field;
export const DOLLARS = { help: 'Dollars', kind: 'amount', required: true } as const satisfies Field;
export const LABEL = {
  help: 'Words for the line',
  kind: 'text',
  also: ['description', 'what'],
} as const satisfies Field;
