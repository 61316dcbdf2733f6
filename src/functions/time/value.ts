/** DEFICIENCY.EXPECTED and .LGD: what a deficiency is worth, and the loss on a loan with it as a recovery. */
import {
  COST_COLUMNS,
  expectedOf,
  lossOf,
  PURSUIT_TERMS,
  RECEIPT_COLUMNS,
  RECOVERY_COLUMNS,
} from '../../calculation/worth/valueInput';
import type { Expected } from '../../calculation/worth/expected';
import type { Problem } from '../../calculation/input/problem';
import { dollars } from '../../money/cents';
import type { Percent } from '../../money/interest';
import { isCellError, valueError, type Cell } from '../cells';
import { currentReader } from '../session';
import {
  cellSource,
  dateCell,
  Place,
  problemCell,
  problemRows,
  tableOf,
  TermsReader,
  type Matrices,
} from './arguments';

const VIEWS = ['lines', 'periods'] as const;
const NOT_READ = valueError('the arguments cannot be read');

/** The worth of pursuing against settling and stopping, or each receipt and cost with its present value. */
export function expectedFunction(matrices: Matrices): Cell[][] {
  const source = cellSource();
  const place = new Place(matrices, source);
  const owed = place.amount('owed');
  const asOf = place.day('as_of');
  const discountPercent = place.rate('discount_rate');
  const settlement = place.amountOr('settlement');
  const view = place.word('show', VIEWS) ?? 'lines';
  const receipts = tableOf(matrices, 'receipts', RECEIPT_COLUMNS);
  const costs = tableOf(matrices, 'costs', COST_COLUMNS);
  const terms = new TermsReader(matrices, PURSUIT_TERMS, source).at(0, 0);
  for (const read of [receipts, costs, terms]) if (isCellError(read)) place.fail(read);
  if (place.error || isCellError(receipts) || isCellError(costs) || isCellError(terms))
    return [[place.error ?? NOT_READ]];
  const given = {
    owed,
    asOf,
    receipts,
    costs,
    discountPercent: discountPercent as Percent,
    settlement: settlement === 0 ? null : settlement,
    terms,
  };
  const made = expectedOf(given, source, currentReader().settings.rounding);
  if (!made.ok) return [[problemCell(made.problems[0] as Problem)]];
  if (view === 'periods') return periods(made.value, made.problems);
  return [...worth(made.value), ...problemRows(made.problems, 3, 1, 2)];
}

const CHOICES = {
  pursue: 'Pursuing is worth most',
  settle: 'The settlement is worth most',
  stop: 'Walking away is worth most',
} as const;

function worth({ lines, pursue, settle, stop, settlementFloor, best }: Expected): Cell[][] {
  return [
    ['Line', 'Amount', 'How'],
    ...lines.map((line): Cell[] => [line.label, dollars(line.amount), line.words]),
    ['Worth of pursuing', dollars(pursue), 'Present value of what is expected'],
    ...(settle === null
      ? []
      : [['Worth of the settlement', dollars(settle), 'Present value after the fee']]),
    ['Worth of walking away', dollars(stop), 'Nothing comes in'],
    ['Settlement floor', dollars(settlementFloor), 'The least to take: worth as much as pursuing'],
    ['Best', '', CHOICES[best]],
  ];
}

function periods({ rows }: Expected, problems: readonly Problem[]): Cell[][] {
  return [
    ['Date', 'What', 'Planned', 'Expected', 'Present value', 'How'],
    ...rows.map((row): Cell[] => [
      dateCell(row.date),
      row.label,
      dollars(row.planned),
      dollars(row.expected),
      dollars(row.presentValue),
      row.words,
    ]),
    ...problemRows(problems, 6, 4, 5),
  ];
}

/** The loss given default in dollars and as part of the exposure, a line for each recovery. */
export function lossFunction(matrices: Matrices): Cell[][] {
  const source = cellSource();
  const place = new Place(matrices, source);
  const exposure = place.amount('exposure');
  const defaulted = place.day('default_date');
  const discountPercent = place.rate('discount_rate');
  const recoveries = tableOf(matrices, 'recoveries', RECOVERY_COLUMNS);
  if (isCellError(recoveries)) place.fail(recoveries);
  if (place.error || isCellError(recoveries)) return [[place.error ?? NOT_READ]];
  const given = { exposure, defaulted, recoveries, discountPercent: discountPercent as Percent };
  const made = lossOf(given, source, currentReader().settings.rounding);
  if (!made.ok) return [[problemCell(made.problems[0] as Problem)]];
  const { lines, loss, lossPercent, recovered, recoveredPercent } = made.value;
  const part = (amount: number): number => Number((amount / exposure).toFixed(6));
  return [
    ['Line', 'Amount', 'Share', 'How'],
    ...lines.map((line): Cell[] => [
      line.label,
      dollars(line.amount),
      part(line.amount),
      line.words,
    ]),
    [
      'Recovered',
      dollars(recovered),
      recoveredPercent.div(100).toNumber(),
      'Present value, after costs',
    ],
    [
      'Loss given default',
      dollars(loss),
      lossPercent.div(100).toNumber(),
      'Of what was owed at the default',
    ],
    ...problemRows(made.problems, 4, 1, 3),
  ];
}
