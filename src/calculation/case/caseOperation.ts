/** DEFICIENCY.CASE: several debts, sales and people in one case, and what is set off. */
import { wouldSettle } from '../../law/words';
import {
  column,
  operation,
  optional,
  required,
  sum,
  table,
  type Value,
} from '../operation/operation';
import { DEBT_COLUMNS, PEOPLE_COLUMNS, SALE_COLUMNS } from './caseInput';
import { EVENT_COLUMNS } from './caseEvents';
import { EVENT_WORDS } from '../deficiency/deadlines';
import type { CaseDeadline } from './caseDeadlines';
import { daily, JUDGMENT, type Carried } from '../judgment/judgmentOperations';
import type { PersonLine } from './after';
import { caseOf, VIEWS, type CaseResult, type PersonResult } from './caseResult';

const STATUS = {
  none: 'nothing is owed',
  barred: 'barred',
  limited: 'limited',
  recoverable: 'recoverable',
  open: 'open',
  is_owed: 'is owed money',
  withheld: 'not said',
} as const;

/** What became of a part of a price. */
interface Payout {
  readonly sale: string;
  readonly date: number | null;
  readonly to: string;
  readonly amount: number;
  readonly words: string;
}

export const CASE = operation({
  id: 'DEFICIENCY.CASE',
  line: 'case',
  summary:
    'Several debts, sales and people in one case: what each person owes, and what is set off.',
  parameters: [
    required(
      'debts',
      { rows: DEBT_COLUMNS, named: true },
      'Table of debts: name, balance or its parts, rank, rate, from, and facts of each.',
    ),
    required(
      'sales',
      { rows: SALE_COLUMNS, named: true },
      'Table of sales: name, sale_price, costs, fair_value, sale_date, secures, and facts of each.',
    ),
    optional(
      'people',
      { rows: PEOPLE_COLUMNS, named: true },
      'Table of people: name, obligor, debts, guaranty_cap, and facts of each.',
    ),
    optional(
      'events',
      { rows: EVENT_COLUMNS },
      'Table of what happened besides: kind, amount, date, rate, until, debts, people.',
    ),
    optional(
      'settings',
      'facts',
      'Facts of the whole case, such as "state=GA; method=nonjudicial".',
    ),
    optional(
      'show',
      VIEWS,
      'people, steps, debts, sales, deadlines or judgments; people where blank.',
      { cellOnly: true },
    ),
  ],
  example:
    '=DEFICIENCY.CASE("name=Note, balance=300000","name=House, sale_price=255000, costs=7000","name=Owner, obligor=borrower; name=Parent, obligor=guarantor, guaranty_cap=20000",,"state=TX")',
  run: ({ debts, sales, people, events, settings, show }, context) => {
    const given = { debts, sales, people, events, settings };
    return caseOf(given, show ?? 'people', context);
  },
  figures: [
    column<CaseResult>('amount', 'unpaid', null, ({ unpaid }) => unpaid),
    column<CaseResult>('amount', 'surplus', null, ({ surplus }) => surplus),
    column<CaseResult>('amount', 'jointly', null, ({ jointly }) => jointly),
    column<CaseResult>('amount', 'together', null, ({ together }) => together),
  ],
  tables: [
    table<CaseResult, PersonResult>({
      id: 'people',
      title: 'Who owes what',
      open: true,
      columns: [
        column('text', 'name', 'Who', ({ person }) => person.name, { at: 'name' }),
        column('amount', 'owes', 'Owes', ({ owes }) => owes),
        column('amount', 'low', 'At least', ({ low }) => low),
        column('amount', 'high', 'At most', ({ high }) => high),
        column('amount', 'owed_to', 'Is owed', ({ owedTo }) => owedTo),
        column(STATUS, 'status', 'Status', ({ status }) => status),
        column('law', 'law', 'Law', ({ citations }) => citations.join('; ')),
        column('text', 'missing', 'Would decide', ({ missing }) =>
          missing.length === 0 ? '' : wouldSettle(missing),
        ),
        column('words', 'words', 'How', ({ words }) => words),
      ],
      rows: ({ people }) => people,
      closing: ({ people, jointly, together }) =>
        people.length < 2
          ? []
          : [
              closingPeople('Owed by more than one', jointly, JOINTLY),
              closingPeople('Owed by all, each dollar once', together, TOGETHER),
            ],
    }),
    table<CaseResult, PersonLine>({
      id: 'steps',
      title: 'The way there',
      open: true,
      columns: [
        column('text', 'person', 'Who', ({ person }) => person, { at: 'group' }),
        column('text', 'debt', 'Debt', ({ debt }) => debt, { at: 'before' }),
        column('text', 'label', 'Line', ({ label }) => label, { at: 'name' }),
        column('amount', 'amount', 'Amount', ({ amount }) => amount),
        column('amount', 'total', 'Total', ({ total }) => total),
        column('words', 'words', 'How', ({ words }) => words),
        column('law', 'law', 'Law', ({ citation }) => citation),
      ],
      rows: ({ people }) => people.flatMap(({ lines }) => lines),
    }),
    table<CaseResult, readonly Value[]>({
      id: 'debts',
      title: 'The debts',
      columns: (
        [
          ['text', 'name', 'Debt'],
          ['amount', 'owed', 'Owed'],
          ['amount', 'interest', 'Interest to the sales'],
          ['amount', 'charged', 'Charged'],
          ['amount', 'costs', 'Costs'],
          ['amount', 'received', 'Received besides'],
          ['amount', 'paid', 'Paid by the sales'],
          ['amount', 'unpaid', 'Left owing'],
        ] as const
      ).map(([kind, id, heading], n) =>
        column<readonly Value[]>(
          kind,
          id,
          heading,
          (row) => row[n] ?? null,
          n === 0 ? { at: 'name' } : {},
        ),
      ),
      rows: ({ read, applied }) =>
        read.debts.map(({ owing }, n): readonly Value[] => {
          const one = applied.debts[n];
          return [
            owing.name,
            owing.amount,
            one?.interest ?? 0,
            one?.charged ?? 0,
            one?.costs ?? 0,
            one?.received ?? 0,
            one?.paid ?? 0,
            one?.unpaid ?? 0,
          ];
        }),
      closing: ({ unpaid }) => [
        sum('Left owing before any law', null, null, null, null, null, null, unpaid),
      ],
    }),
    table<CaseResult, Payout>({
      id: 'sales',
      title: 'What came in and where it went',
      columns: [
        column('text', 'sale', 'Sale', ({ sale }) => sale, { at: 'group' }),
        column('date', 'date', 'Day', ({ date }) => date, { at: 'before' }),
        column('text', 'to', 'To', ({ to }) => to, { at: 'name' }),
        column('amount', 'amount', 'Amount', ({ amount }) => amount),
        column('words', 'words', 'How', ({ words }) => words),
      ],
      rows: payouts,
    }),
    table<CaseResult, CaseDeadline>({
      id: 'deadlines',
      title: 'Deadlines',
      columns: [
        column('text', 'debt', 'Debt', ({ debt }) => debt, { at: 'before' }),
        column('text', 'rule', null, ({ deadline }) => deadline.rule),
        column('text', 'title', 'What', ({ deadline }) => deadline.title, { at: 'name' }),
        column('date', 'due', 'Due', ({ deadline }) => deadline.due, { at: 'figure' }),
        column('date', 'date', null, ({ deadline }) => deadline.date),
        column('text', 'from', 'Runs from', ({ deadline, from }) =>
          from === '' ? (EVENT_WORDS[deadline.from] ?? deadline.from) : from,
        ),
        column('text', 'binds', 'Binds', ({ deadline }) =>
          deadline.bindsDebtor ? 'debtor' : 'lender',
        ),
        column('law', 'law', 'Law', ({ deadline }) => deadline.citation),
        column('words', 'words', 'How', ({ deadline }) =>
          [deadline.certain ? '' : 'if it applies', deadline.words].filter(Boolean).join('; '),
        ),
      ],
      rows: ({ deadlines }) => deadlines,
    }),
    table<CaseResult, PersonResult>({
      id: 'judgments',
      title: 'The judgments',
      columns: [
        column('text', 'name', 'Who', ({ person }) => person.name, { at: 'name' }),
        ...JUDGMENT.figures.map(({ id, heading, kind, of, at, group }) =>
          column<PersonResult>(
            id === 'per_diem' ? 'exact' : kind,
            group === undefined ? id : `${group}_${id}`,
            heading,
            ({ judgment }) => (id === 'per_diem' ? daily(judgment as Carried) : of(judgment)),
            { at },
          ),
        ),
      ],
      rows: ({ people }) => people.filter(({ judgment }) => judgment !== null),
      inLine: ({ people }) => people.some(({ judgment }) => judgment !== null),
    }),
  ],
  shown: ({ show }) => show,
});

const JOINTLY = 'of each debt what a second person owes with the first';
const TOGETHER = 'of each debt the most that one person owes';

const closingPeople = (name: string, amount: number | null, words: string) =>
  sum(name, amount, null, null, null, null, '', '', words);

/** The price of each sale, and less it what each received: they add up to nothing. */
function payouts({ read, applied }: CaseResult): Payout[] {
  return applied.sales.flatMap(({ sale, ahead, parts, surplus }) => {
    const { name, date, price } = sale;
    const row = (to: string, amount: number, words: string): Payout => ({
      sale: name,
      date,
      to,
      amount: amount + 0,
      words,
    });
    const paid = (to: string, amount: number, words: string) =>
      amount === 0 ? [] : [row(to, -amount, words)];
    return [
      row('Price', price, 'came in'),
      ...paid('Liens and taxes', ahead, 'paid out of the price first'),
      ...parts.flatMap(({ debt, paid: amount, costs }) =>
        paid(
          read.debts[debt]?.name ?? '',
          amount,
          costs > 0
            ? 'the costs of the sale first, then interest, then the debt'
            : 'interest first, then the debt',
        ),
      ),
      ...paid('Owner', surplus, 'surplus, after every debt that the sale pays'),
    ];
  });
}
