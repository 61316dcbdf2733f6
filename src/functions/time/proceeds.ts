/** DEFICIENCY.PROCEEDS: what came in and who gets it. */
import {
  CLAIM_COLUMNS,
  OBLIGOR_COLUMNS,
  ORDERS,
  proceedsOf,
  SALE_COLUMNS,
  type Proceeds,
} from '../../calculation/proceeds/proceedsInput';
import type { Problem } from '../../calculation/input/problem';
import { proceedsLines, type ClaimResult } from '../../calculation/proceeds/proceeds';
import { dollars } from '../../money/cents';
import { isCellError, valueError, type Cell } from '../cells';
import {
  cellSource,
  isTable,
  Place,
  problemCell,
  problemRows,
  tableOf,
  type Matrices,
} from './arguments';

const VIEWS = ['payouts', 'claims', 'obligors'] as const;

/** Lists who is paid what, or what is left owing on each claim, or what each obligor owes of that. */
export function proceedsFunction(matrices: Matrices): Cell[][] {
  const source = cellSource();
  const place = new Place(matrices, source);
  const order = place.word('order', ORDERS);
  const view = place.word('show', VIEWS) ?? 'payouts';
  const sales = isTable(matrices.get('sales'), SALE_COLUMNS)
    ? tableOf(matrices, 'sales', SALE_COLUMNS)
    : place.raw('sales');
  const claims = tableOf(matrices, 'claims', CLAIM_COLUMNS);
  const obligors = tableOf(matrices, 'obligors', OBLIGOR_COLUMNS);
  for (const read of [sales, claims, obligors]) if (isCellError(read)) place.fail(read);
  if (order === null) place.fail(valueError(`order is missing: write one of ${ORDERS.join(', ')}`));
  if (place.error || isCellError(claims) || isCellError(obligors) || order === null)
    return [[place.error ?? valueError('the arguments cannot be read')]];
  const made = proceedsOf({ sales, claims, order, obligors }, source);
  if (!made.ok) return [[problemCell(made.problems[0] as Problem)]];
  const rows = LAYOUTS[view](made.value);
  const [header = []] = rows;
  const amount = header.indexOf('Amount') >= 0 ? header.indexOf('Amount') : header.length - 2;
  return [...rows, ...problemRows(made.problems, header.length, amount, header.length - 1)];
}

const LAYOUTS: Readonly<Record<(typeof VIEWS)[number], (proceeds: Proceeds) => Cell[][]>> = {
  payouts,
  claims: claimRows,
  obligors: obligorRows,
};

/** Adds up to nothing: what came in, less what each received. */
function payouts({ distribution, unpaid }: Proceeds): Cell[][] {
  return [
    ['What', 'Amount', 'How'],
    ...proceedsLines(distribution).map((line): Cell[] => [
      line.label,
      dollars(line.amount),
      line.words,
    ]),
    ...distribution.fullCreditBids.map((name): Cell[] => ['Full credit bid', '', fullBid(name)]),
    ['Left owing', dollars(unpaid), 'On the claims enforced, after the proceeds'],
  ];
}

const fullBid = (name: string): string =>
  `${name} bid its whole claim: nothing is left to recover on it`;

function claimRows({ distribution }: Proceeds): Cell[][] {
  const rows = distribution.claims.map((claim): Cell[] => [
    claim.name,
    dollars(claim.amount),
    dollars(claim.interestAdded),
    dollars(claim.paid),
    dollars(claim.unpaid),
    noteOf(claim, distribution.fullCreditBids),
  ]);
  const unpaidExpenses = distribution.expensesUnpaid;
  return [
    ['Claim', 'Owed', 'Interest', 'Paid', 'Left owing', 'Note'],
    ...rows,
    ...(unpaidExpenses > 0
      ? [
          [
            'Expenses',
            '',
            '',
            '',
            dollars(unpaidExpenses),
            'Not covered by the price; part of the debt',
          ],
        ]
      : []),
    ['Surplus', '', '', dollars(distribution.surplus), '', 'To the owner'],
  ];
}

const noteOf = (claim: ClaimResult, fullBids: readonly string[]): string =>
  fullBids.includes(claim.name) ? fullBid(claim.name) : (claim.passedOver ?? '');

function obligorRows({ obligors, unpaid, borneByNobody }: Proceeds): Cell[][] {
  return [
    ['Obligor', 'Share', 'Amount', 'How'],
    ...obligors.map(({ name, share, owes }): Cell[] => [
      name,
      share,
      dollars(owes),
      'Of what is left owing',
    ]),
    ...(borneByNobody > 0
      ? [['Nobody', '', dollars(borneByNobody), 'Above the caps of the obligors']]
      : []),
    ['Left owing', '', dollars(unpaid), 'On the claims enforced'],
  ];
}
