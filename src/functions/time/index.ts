/** The functions over time, by name. */
import type { Cell } from '../cells';
import type { Matrices } from './arguments';
import { deadlinesFunction } from './deadlines';
import { judgmentFunction, ledgerFunction } from './judgment';
import { explanationFunction, taxFormsFunction } from './notices';
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
  'DEFICIENCY.EXPLANATION': explanationFunction,
  'DEFICIENCY.FORM1099': taxFormsFunction,
};
