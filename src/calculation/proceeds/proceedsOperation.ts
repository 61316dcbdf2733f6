/** DEFICIENCY.PROCEEDS: what came in and who gets it. */
import type { Line } from '../line/line';
import { LINE } from '../operation/columns';
import { column, operation, optional, required, sum, table } from '../operation/operation';
import { proceedsLines, type ClaimResult } from './proceeds';
import {
  CLAIM_COLUMNS,
  OBLIGOR_COLUMNS,
  ORDERS,
  proceedsOf,
  SALE_COLUMNS,
  type ObligorShare,
  type Proceeds,
} from './proceedsInput';

const VIEWS = ['payouts', 'claims', 'obligors'] as const;

interface Shared extends Proceeds {
  readonly show: (typeof VIEWS)[number];
}

const fullBid = (name: string): string =>
  `${name} bid its whole claim: nothing is left to recover on it`;

/** A claim with the sentence that stands beside it. */
type NotedClaim = ClaimResult & { readonly note: string };

const claimsOf = ({ distribution: { claims, fullCreditBids } }: Shared): NotedClaim[] =>
  claims.map((claim) => ({
    ...claim,
    note: fullCreditBids.includes(claim.name) ? fullBid(claim.name) : (claim.passedOver ?? ''),
  }));

export const PROCEEDS = operation({
  id: 'DEFICIENCY.PROCEEDS',
  line: 'proceeds',
  summary:
    'Applies what a sale brought to expenses and claims in their order, down to the surplus.',
  parameters: [
    required(
      'sales',
      { amountOr: SALE_COLUMNS },
      'What the sale brought, or a table with price, label, date, expenses, credit_bid_by.',
    ),
    required(
      'claims',
      { rows: CLAIM_COLUMNS },
      'Table of claims with the columns name, amount, rank, enforcing, demanded, joined.',
    ),
    required('order', ORDERS, 'Order of application: article_9, judicial or contract.'),
    optional(
      'obligors',
      { rows: OBLIGOR_COLUMNS },
      'Table of who owes what is left: name, share, cap.',
    ),
    optional('show', VIEWS, 'payouts, claims or obligors; payouts where blank.', {
      cellOnly: true,
    }),
  ],
  example:
    '=DEFICIENCY.PROCEEDS("price=255000, expenses=7000","name=First mortgage, amount=230000, enforcing=yes; name=Second mortgage, amount=40000","judicial")',
  run: ({ show, ...given }, { source }) => {
    const made = proceedsOf(given, source);
    return made.ok ? { ...made, value: { ...made.value, show: show ?? 'payouts' } } : made;
  },
  figures: [
    column<Shared>('amount', 'received', null, ({ distribution: { received } }) => received),
    column<Shared>('amount', 'surplus', null, ({ distribution: { surplus } }) => surplus),
    column<Shared>('amount', 'unpaid', null, ({ unpaid }) => unpaid),
    column<Shared>(
      'amount',
      'expenses_unpaid',
      null,
      ({ distribution: { expensesUnpaid } }) => expensesUnpaid,
    ),
    column<Shared>('amount', 'borne_by_nobody', null, ({ borneByNobody }) => borneByNobody),
  ],
  tables: [
    table<Shared, Line>({
      id: 'payouts',
      columns: [LINE.item, { ...LINE.label, heading: 'What' }, LINE.amount, LINE.words],
      rows: ({ distribution }) => proceedsLines(distribution),
      closing: ({ distribution, unpaid }) => [
        ...distribution.fullCreditBids.map((name) => ['', 'Full credit bid', null, fullBid(name)]),
        sum('', 'Left owing', unpaid, 'On the claims enforced, after the proceeds'),
      ],
    }),
    table<Shared, NotedClaim>({
      id: 'claims',
      title: 'Claims',
      open: true,
      columns: [
        column('text', 'name', 'Claim', ({ name }) => name, { at: 'name' }),
        column('amount', 'owed', 'Owed', ({ amount }) => amount),
        column('amount', 'interest', 'Interest', ({ interestAdded }) => interestAdded, {
          at: 'note',
        }),
        column('amount', 'paid', 'Paid', ({ paid }) => paid),
        column('amount', 'unpaid', 'Left owing', ({ unpaid }) => unpaid),
        column('words', 'note', 'Note', ({ note }) => note),
      ],
      rows: claimsOf,
      closing: ({ distribution: { expensesUnpaid, surplus } }) => [
        ...(expensesUnpaid > 0
          ? [
              [
                'Expenses',
                null,
                null,
                null,
                expensesUnpaid,
                'Not covered by the price; part of the debt',
              ],
            ]
          : []),
        sum('Surplus', null, null, surplus, null, 'To the owner'),
      ],
    }),
    table<Shared, ObligorShare>({
      id: 'obligors',
      title: 'Who owes what is left',
      open: true,
      columns: [
        column('text', 'name', 'Obligor', ({ name }) => name, { at: 'name' }),
        column('text', 'share', 'Share', ({ share }) => share, { at: 'figure' }),
        column('amount', 'owes', 'Amount', ({ owes }) => owes),
        column('words', 'words', 'How', () => 'Of what is left owing'),
      ],
      rows: ({ obligors }) => obligors,
      closing: ({ borneByNobody, unpaid, obligors, show }) =>
        obligors.length === 0 && show !== 'obligors'
          ? []
          : [
              ...(borneByNobody > 0
                ? [['Nobody', '', borneByNobody, 'Above the caps of the obligors']]
                : []),
              sum('Left owing', '', unpaid, 'On the claims enforced'),
            ],
      inLine: ({ obligors }) => obligors.length > 0,
    }),
  ],
  shown: ({ show }) => show,
  fields: { enforcing: 'claims' },
});
