/** The functions over time by name, and the columns of their results that hold dates and rates. */
import type { Cell } from '../cells';
import type { Matrices } from './arguments';
import { deadlinesFunction } from './deadlines';
import { judgmentFunction, ledgerFunction } from './judgment';
import { compareFunction, interestFunction, payoffFunction, perDiemFunction } from './payoff';
import { proceedsFunction } from './proceeds';
import { expectedFunction, lossFunction } from './value';

export const OVER_TIME: Readonly<Record<string, (matrices: Matrices) => Cell[][]>> = {
  'DEFICIENCY.PAYOFF': payoffFunction,
  'DEFICIENCY.PERDIEM': perDiemFunction,
  'DEFICIENCY.INTEREST': interestFunction,
  'DEFICIENCY.PROCEEDS': proceedsFunction,
  'DEFICIENCY.DEADLINES': deadlinesFunction,
  'DEFICIENCY.JUDGMENT': judgmentFunction,
  'DEFICIENCY.LEDGER': ledgerFunction,
  'DEFICIENCY.EXPECTED': expectedFunction,
  'DEFICIENCY.LGD': lossFunction,
  'DEFICIENCY.COMPARE': compareFunction,
};

const DATE = 'yyyy-mm-dd';
const RATE = '0.00%';

/** How numbers under these headings are shown where the spreadsheet lets a function say so. */
export const FORMATS: Readonly<Record<string, string>> = {
  Date: DATE,
  Due: DATE,
  Start: DATE,
  Ends: DATE,
  Expires: DATE,
  'Good through': DATE,
  Rate: RATE,
  Share: RATE,
};

/** The number format of each column of a result with a header row. */
export const formatsOf = (id: string, header: readonly Cell[]): (string | undefined)[] =>
  id in OVER_TIME
    ? header.map((name) => (typeof name === 'string' ? FORMATS[name] : undefined))
    : [];
