/** DEFICIENCY.EXPLANATION and .FORM1099: the notice of UCC 9-616(c) and the figures for two tax forms. */
import type { Cents } from '../../money/cents';
import { toWords, type Day } from '../../money/dates';
import type { Line } from '../line/line';
import { LINE_COLUMNS } from '../operation/columns';
import { column, operation, optional, required, table, type Value } from '../operation/operation';
import type { Explanation, ExplanationLine } from './explanation';
import {
  EXPLANATION_TERMS,
  explanationOf,
  TAX_TERMS,
  taxFiguresOf,
  TYPED_COLUMNS,
} from './noticeInput';
import type { TaxFigures } from './taxForms';

export const EXPLANATION = operation({
  id: 'DEFICIENCY.EXPLANATION',
  line: 'explanation',
  summary: 'The explanation of a deficiency or surplus in the order of UCC 9-616(c).',
  parameters: [
    required('obligation', 'amount', 'All obligations that the collateral secures, on a day.'),
    required('obligation_date', 'date', 'The day of that amount.'),
    required('proceeds', 'amount', 'What the disposition brought.'),
    required('disposition_date', 'date', 'Day of the disposition.'),
    optional(
      'expenses',
      { amountOr: TYPED_COLUMNS },
      'Table of expenses with the columns type and amount.',
    ),
    optional(
      'credits',
      { amountOr: TYPED_COLUMNS },
      'Table of credits not yet reflected, with the columns type and amount.',
    ),
    optional(
      'terms',
      { terms: EXPLANATION_TERMS },
      'Terms such as "possession_date=2024-03-20; rebate_reflected=yes; requested=2024-06-01".',
    ),
  ],
  example:
    '=DEFICIENCY.EXPLANATION(12500,"2024-03-01",8000,"2024-05-01","type=retaking, amount=350; type=attorney fees, amount=400","type=refund of service contract, amount=275","possession_date=2024-03-20")',
  run: ({ obligation_date: obligationDate, disposition_date: disposition, ...given }, { source }) =>
    explanationOf({ ...given, obligationDate, disposition }, source),
  figures: [
    column<Explanation>('amount', 'deficiency', null, ({ deficiency }) => deficiency),
    column<Explanation>('amount', 'surplus', null, ({ surplus }) => surplus),
    column<Explanation>('date', 'answer_by', null, ({ answerBy }) => answerBy),
  ],
  tables: [
    table<Explanation, ExplanationLine>({
      id: 'lines',
      columns: [
        column('law', 'law', 'Law', ({ paragraph }) => `9-616(c)${paragraph}`, { cellOnly: true }),
        column('text', 'paragraph', null, ({ paragraph }) => paragraph),
        ...LINE_COLUMNS,
      ],
      rows: ({ lines }) => lines,
      isTotal: ({ item }) => item === 'result',
      closing: ({ answerBy }) =>
        answerBy === null
          ? []
          : [
              [
                '9-616(b)',
                '',
                '',
                'Answer by',
                null,
                `${toWords(answerBy)}: 14 days after the request`,
              ],
            ],
    }),
  ],
  fields: { disposition: 'disposition_date', possession: 'terms', sent: 'terms' },
});

/** A box of a form, or a line of the borrower's worksheet. */
interface Box {
  readonly form: string;
  readonly box: string;
  readonly line: string;
  readonly amount: Cents | null;
  readonly words: string;
}

const box = (
  form: string,
  number: string,
  line: string,
  amount: Cents | null,
  words = '',
): Box => ({ form, box: number, line, amount, words });

const dayBox = (form: string, line: string, day: Day): Box =>
  box(form, 'Box 1', line, null, toWords(day));

const checkBox = (yes: boolean): Box =>
  box(
    '',
    'Box 5',
    'Personally liable',
    null,
    yes ? 'Checked: the borrower was' : 'Not checked: the borrower was not',
  );

const ALONE = 'Cancelled in the same year: 1099-C alone is enough, with its boxes 4, 5 and 7';

const formA = ({ form1099A: { box1, box2, box4, box5 }, form1099CAlone }: TaxFigures): Box[] => [
  dayBox('1099-A', 'Acquired or known to be abandoned', box1),
  box('', 'Box 2', 'Balance of principal outstanding', box2, 'Without interest and costs'),
  box('', 'Box 4', 'Fair market value', box4),
  checkBox(box5),
  ...(form1099CAlone ? [box('', '', 'Not needed', null, ALONE)] : []),
];

function formC({ form1099C }: TaxFigures): Box[] {
  if (form1099C === null) return [box('1099-C', '', 'Not needed', null, 'Nothing is cancelled')];
  const { box1, box2, box3, box5, box7, required: needed } = form1099C;
  return [
    dayBox('1099-C', 'Identifiable event', box1),
    box('', 'Box 2', 'Debt discharged', box2, needed ? '' : 'Below $600: need not be reported'),
    box('', 'Box 3', 'Interest in box 2', box3),
    checkBox(box5),
    box('', 'Box 7', 'Fair market value', box7),
  ];
}

const worksheetBoxes = ({ worksheet: { lines } }: TaxFigures): Box[] =>
  lines.map(({ item, label, amount, words }, n) =>
    box(n === 0 ? 'Publication 4681' : '', item.replace('line_', 'Line '), label, amount, words),
  );

const toFile = ({ form1099C, form1099CAlone }: TaxFigures): string => {
  if (form1099CAlone) return '1099-C';
  return form1099C?.required ? '1099-A, 1099-C' : '1099-A';
};

const figure = (
  kind: 'amount' | 'date' | 'flag' | 'text',
  id: string,
  heading: string | null,
  of: (figures: TaxFigures) => Value,
  group?: string,
) => column<TaxFigures>(kind, id, heading, of, group ? { group } : {});

const A = 'form_1099a';
const C = 'form_1099c';

export const FORM1099 = operation({
  id: 'DEFICIENCY.FORM1099',
  line: 'form1099',
  summary: "Figures for forms 1099-A and 1099-C, and the borrower's worksheet; a row a loan.",
  parameters: [
    required('principal', 'amount', 'Unpaid principal, without interest and costs.'),
    required('debt', 'amount', 'All debt immediately before the transfer.'),
    required(
      'fair_value',
      'amount',
      'Fair market value; in a foreclosure sale generally the gross bid.',
      { zeroIsBlank: true },
    ),
    required('transferred', 'date', 'Day the property was acquired or known to be abandoned.'),
    required('liable', 'flag', 'Whether the borrower was personally liable: yes or no.', {
      zeroIsBlank: true,
    }),
    optional('cancelled', 'amount', 'What the lender cancels of the deficiency.'),
    optional(
      'terms',
      { terms: TAX_TERMS },
      'Terms such as "cancelled_on=2024-11-20; adjusted_basis=175000".',
    ),
  ],
  example:
    '=DEFICIENCY.FORM1099(180000,180000,170000,"2024-06-03","yes",10000,"cancelled_on=2024-11-20; adjusted_basis=175000")',
  spill: 'rows',
  run: ({ fair_value: fairValue, ...given }) => taxFiguresOf({ ...given, fairValue }),
  figures: [
    figure('date', 'box_1', 'Date', ({ form1099A: { box1 } }) => box1, A),
    figure('amount', 'box_2', '1099-A box 2', ({ form1099A: { box2 } }) => box2, A),
    figure('amount', 'box_4', '1099-A box 4', ({ form1099A: { box4 } }) => box4, A),
    figure('flag', 'box_5', 'Liable', ({ form1099A: { box5 } }) => box5, A),
    figure('date', 'box_1', '1099-C date', ({ form1099C }) => form1099C?.box1 ?? null, C),
    figure('amount', 'box_2', '1099-C box 2', ({ form1099C }) => form1099C?.box2 ?? null, C),
    figure('amount', 'box_3', '1099-C box 3', ({ form1099C }) => form1099C?.box3 ?? null, C),
    figure('flag', 'box_5', null, ({ form1099C }) => form1099C?.box5 ?? null, C),
    figure('amount', 'box_7', null, ({ form1099C }) => form1099C?.box7 ?? null, C),
    figure('flag', 'required', null, ({ form1099C }) => form1099C?.required ?? null, C),
    figure('flag', 'form_1099c_alone', null, ({ form1099CAlone }) => form1099CAlone),
    figure('amount', 'income', 'Income', ({ worksheet: { income } }) => income),
    figure(
      'amount',
      'amount_realized',
      'Amount realized',
      ({ worksheet: { amountRealized } }) => amountRealized,
    ),
    figure('amount', 'gain', 'Gain or loss', ({ worksheet: { gain } }) => gain),
    figure('text', 'file', 'File', toFile),
  ],
  tables: [
    table<TaxFigures, Box>({
      id: 'boxes',
      columns: [
        column('text', 'form', 'Form', ({ form }) => form, { at: 'group' }),
        column('text', 'box', 'Box', (row) => row.box, { at: 'before' }),
        column('text', 'label', 'Line', ({ line }) => line, { at: 'name' }),
        column('amount', 'amount', 'Amount', ({ amount }) => amount),
        column('words', 'words', 'How', ({ words }) => words),
      ],
      rows: (found) => [...formA(found), ...formC(found), ...worksheetBoxes(found)],
      inLine: () => false,
    }),
    table<TaxFigures, Line>({
      id: 'lines',
      columns: LINE_COLUMNS.map((one) => ({ ...one, heading: null })),
      rows: ({ worksheet: { lines } }) => lines,
    }),
  ],
  fields: {
    fair_market_value: 'fair_value',
    cancelled_interest: 'terms',
    proceeds_to_borrower: 'terms',
    cancelled_on: 'terms',
  },
});
