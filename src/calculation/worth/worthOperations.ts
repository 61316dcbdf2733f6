/** DEFICIENCY.EXPECTED and .LGD: what a deficiency is worth, and the loss on a loan with it as a recovery. */
import type { Line } from '../line/line';
import { LINE, LINE_COLUMNS } from '../operation/columns';
import { column, operation, optional, required, sum, table } from '../operation/operation';
import type { Expected, ExpectedRow } from './expected';
import type { Loss } from './lossGivenDefault';
import {
  COST_COLUMNS,
  expectedOf,
  lossOf,
  PURSUIT_TERMS,
  RECEIPT_COLUMNS,
  RECOVERY_COLUMNS,
} from './valueInput';

const VIEWS = ['lines', 'periods'] as const;

interface Valued extends Expected {
  readonly show: (typeof VIEWS)[number];
}

const BEST = {
  pursue: 'Pursuing is worth most',
  settle: 'The settlement is worth most',
  stop: 'Walking away is worth most',
} as const;

export const EXPECTED = operation({
  id: 'DEFICIENCY.EXPECTED',
  line: 'expected',
  summary: 'What pursuing a deficiency is worth against settling or walking away.',
  parameters: [
    required('owed', 'amount', 'The most that can be collected: the deficiency or judgment.'),
    required('as_of', 'date', 'Day of the valuation.'),
    required(
      'receipts',
      { rows: RECEIPT_COLUMNS },
      'Table of planned receipts with the columns date, amount, probability.',
    ),
    required('discount_rate', 'rate', 'Yearly discount rate.'),
    optional('costs', { rows: COST_COLUMNS }, 'Table of costs with the columns date and amount.'),
    optional('settlement', 'amount', 'Settlement offered.', { zeroIsBlank: true }),
    optional(
      'terms',
      { terms: PURSUIT_TERMS },
      'Terms such as "fee=30%; bankruptcy=5%; bankruptcy_receives=10%".',
    ),
    optional('show', VIEWS, 'lines or periods; lines where blank.', { cellOnly: true }),
  ],
  example:
    '=DEFICIENCY.EXPECTED(45000,"2025-01-01","date=2026-01-01, amount=10000, probability=60%; date=2027-01-01, amount=10000, probability=40%","10%","date=2025-02-01, amount=1500",4000,"fee=25%")',
  run: ({ as_of: asOf, discount_rate: discountPercent, show, ...given }, { source, reader }) => {
    const made = expectedOf({ ...given, asOf, discountPercent }, source, reader.settings.rounding);
    return made.ok ? { ...made, value: { ...made.value, show: show ?? 'lines' } } : made;
  },
  figures: [
    column<Valued>('amount', 'pursue', null, ({ pursue }) => pursue),
    column<Valued>('amount', 'settle', null, ({ settle }) => settle),
    column<Valued>('amount', 'stop', null, ({ stop }) => stop),
    column<Valued>('amount', 'settlement_floor', null, ({ settlementFloor }) => settlementFloor),
    column<Valued>('text', 'best', null, ({ best }) => best),
  ],
  tables: [
    table<Valued, Line>({
      id: 'lines',
      columns: LINE_COLUMNS,
      rows: ({ lines }) => lines,
      closing: ({ pursue, settle, stop, settlementFloor, best }) => [
        ['', 'Worth of pursuing', pursue, 'Present value of what is expected'],
        ...(settle === null
          ? []
          : [['', 'Worth of the settlement', settle, 'Present value after the fee']]),
        ['', 'Worth of walking away', stop, 'Nothing comes in'],
        ['', 'Settlement floor', settlementFloor, 'The least to take: worth as much as pursuing'],
        ['', 'Best', null, BEST[best]],
      ],
    }),
    table<Valued, ExpectedRow>({
      id: 'periods',
      title: 'Period by period',
      columns: [
        column('date', 'date', 'Date', ({ date }) => date, { at: 'before' }),
        column('text', 'label', 'What', ({ label }) => label, { at: 'name' }),
        column('amount', 'planned', 'Planned', ({ planned }) => planned, { at: 'note' }),
        column('amount', 'expected', 'Expected', ({ expected }) => expected),
        column('amount', 'present_value', 'Present value', ({ presentValue }) => presentValue),
        column('words', 'words', 'How', ({ words }) => words),
      ],
      rows: ({ rows }) => rows,
    }),
  ],
  shown: ({ show }) => show,
  fields: { stopping_cost: 'terms', fee_percent: 'terms', bankruptcy: 'terms' },
});

interface Lost extends Loss {
  readonly exposure: number;
}

export const LGD = operation({
  id: 'DEFICIENCY.LGD',
  line: 'lgd',
  summary: 'Loss given default in dollars and percent, with the deficiency as a recovery.',
  parameters: [
    required('exposure', 'amount', 'Owed at the default.'),
    required('default_date', 'date', 'Day of the default.'),
    required(
      'recoveries',
      { rows: RECOVERY_COLUMNS },
      'Table of what came back and what it cost: date, amount, leg (collateral, deficiency, cost ...).',
    ),
    required('discount_rate', 'rate', 'Yearly discount rate.'),
  ],
  example:
    '=DEFICIENCY.LGD(300000,"2024-01-01","date=2024-09-01, amount=255000, leg=collateral; date=2024-09-01, amount=7000, leg=cost; date=2026-01-01, amount=20000, leg=deficiency","8%")',
  run: (
    { exposure, default_date: defaulted, recoveries, discount_rate: discountPercent },
    { source, reader },
  ) => {
    const given = { exposure, defaulted, recoveries, discountPercent };
    const made = lossOf(given, source, reader.settings.rounding);
    return made.ok ? { ...made, value: { ...made.value, exposure } } : made;
  },
  figures: [
    column<Lost>('amount', 'recovered', null, ({ recovered }) => recovered),
    column<Lost>('rate', 'recovered_percent', null, ({ recoveredPercent }) => recoveredPercent),
    column<Lost>('amount', 'loss', null, ({ loss }) => loss),
    column<Lost>('rate', 'loss_percent', null, ({ lossPercent }) => lossPercent),
  ],
  tables: [
    table<Lost, Line & { readonly of: number }>({
      id: 'lines',
      columns: [
        LINE.item,
        LINE.label,
        LINE.amount,
        column('part', 'share', 'Share', ({ amount, of }) => Number((amount / of).toFixed(6)), {
          at: 'figure',
        }),
        LINE.words,
      ],
      rows: ({ lines, exposure }) =>
        lines.map((line) => ({ ...line, words: line.words, of: exposure })),
      closing: ({ recovered, recoveredPercent, loss, lossPercent }) => [
        [
          '',
          'Recovered',
          recovered,
          recoveredPercent.div(100).toNumber(),
          'Present value, after costs',
        ],
        sum(
          '',
          'Loss given default',
          loss,
          lossPercent.div(100).toNumber(),
          'Of what was owed at the default',
        ),
      ],
    }),
  ],
  fields: {},
});
