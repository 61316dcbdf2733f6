/** Columns of results that hold dates and rates, and how their numbers are shown. */
import type { Cell } from './cells';
import { provided } from './provided';

const DATE = 'yyyy-mm-dd';
const RATE = '0.00%';

/** How numbers under these headings are shown where the spreadsheet lets a function say so. */
export const FORMATS: Readonly<Record<string, string>> = {
  Date: DATE,
  Due: DATE,
  '1099-C date': DATE,
  Start: DATE,
  Ends: DATE,
  Expires: DATE,
  'Good through': DATE,
  Rate: RATE,
  Share: RATE,
};

/** The number format of each column of a result with a header row. */
export const formatsOf = (id: string, header: readonly Cell[]): (string | undefined)[] =>
  provided(id) ? header.map((name) => (typeof name === 'string' ? FORMATS[name] : undefined)) : [];
