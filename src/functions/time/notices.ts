/** DEFICIENCY.EXPLANATION and .FORM1099: the notice of UCC 9-616(c) and the figures for two tax forms. */
import {
  EXPLANATION_TERMS,
  explanationOf,
  TAX_TERMS,
  taxFiguresOf,
  TYPED_COLUMNS,
} from '../../calculation/notices/noticeInput';
import type { Outcome, Problem } from '../../calculation/input/problem';
import type { TaxFigures } from '../../calculation/notices/taxForms';
import { dollars, type Cents } from '../../money/cents';
import { toWords, type Day } from '../../money/dates';
import { isCellError, valueError, type Cell, type CellError } from '../cells';
import {
  blankAt,
  cellSource,
  dateCell,
  extentOf,
  isTable,
  Place,
  problemCell,
  problemRows,
  problemsInWords,
  tableOf,
  TermsReader,
  type Matrices,
} from './arguments';

const NOT_READ = valueError('the arguments cannot be read');

/** The calculation's names as the arguments are called. */
const NAMES: Readonly<Record<string, string>> = {
  disposition: 'disposition_date',
  possession: 'terms',
  sent: 'terms',
  fair_market_value: 'fair_value',
  cancelled_interest: 'terms',
  proceeds_to_borrower: 'terms',
};

const NOTICE = ['Law', 'Line', 'Amount', 'How'];

/** The six items in the order of the statute, and the day by which a request must be answered. */
export function explanationFunction(matrices: Matrices): Cell[][] {
  const source = cellSource();
  const place = new Place(matrices, source);
  const obligation = place.amount('obligation');
  const obligationDate = place.day('obligation_date');
  const proceeds = place.amount('proceeds');
  const disposition = place.day('disposition_date');
  const expenses = typedArgument(matrices, 'expenses', place);
  const credits = typedArgument(matrices, 'credits', place);
  const reader = new TermsReader(matrices, EXPLANATION_TERMS, source);
  const { rows, columns } = extentOf(matrices, ['expenses', 'credits', 'terms'], [reader.argument]);
  const terms = reader.at(0, 0);
  if (rows * columns > 1) place.fail(valueError('takes one loan at a time; give single cells'));
  if (isCellError(terms)) place.fail(terms);
  if (place.error || isCellError(terms)) return [[place.error ?? NOT_READ]];
  const given = { obligation, obligationDate, proceeds, disposition, expenses, credits, terms };
  const made = explanationOf(given, source);
  if (!made.ok) return [[problemCell(made.problems[0] as Problem, NAMES)]];
  const { lines, answerBy } = made.value;
  return [
    [...NOTICE],
    ...lines.map((line): Cell[] => [
      `9-616(c)${line.paragraph}`,
      line.label,
      dollars(line.amount),
      line.words,
    ]),
    ...(answerBy === null
      ? []
      : [['9-616(b)', 'Answer by', '', `${toWords(answerBy)}: 14 days after the request`]]),
    ...problemRows(made.problems, NOTICE.length, 2, 3, NAMES),
  ];
}

/** One amount, or the rows of a table. */
function typedArgument(matrices: Matrices, name: string, place: Place): unknown {
  if (!isTable(matrices.get(name), TYPED_COLUMNS)) return place.raw(name);
  const table = tableOf(matrices, name, TYPED_COLUMNS);
  return isCellError(table) ? place.fail(table) : table;
}

class TaxArguments {
  readonly source = cellSource();
  readonly terms: TermsReader<typeof TAX_TERMS>;

  constructor(readonly matrices: Matrices) {
    this.terms = new TermsReader(matrices, TAX_TERMS, this.source);
  }

  /** The figures of one loan, or the first mistake in its arguments. */
  figures(row: number, column: number): Outcome<TaxFigures> | CellError {
    const place = new Place(this.matrices, this.source, row, column);
    const told = (name: string): boolean => {
      // A blank cell may arrive as 0: neither a property worth nothing nor an answer.
      if (place.raw(name) !== 0) return true;
      place.fail(valueError(`${name} is missing`));
      return false;
    };
    const given = {
      principal: place.amount('principal'),
      debt: place.amount('debt'),
      fairValue: told('fair_value') ? place.amount('fair_value') : 0,
      transferred: place.day('transferred'),
      liable: told('liable') ? place.flag('liable') : null,
      cancelled: place.amountOr('cancelled'),
    };
    const { liable } = given;
    if (liable === null) place.fail(valueError('liable is missing: write yes or no'));
    const terms = this.terms.at(row, column);
    if (isCellError(terms)) place.fail(terms);
    if (place.error || isCellError(terms) || liable === null) return place.error ?? NOT_READ;
    return taxFiguresOf({ ...given, liable, terms });
  }
}

const FORMS = ['Form', 'Box', 'Line', 'Amount', 'How'];

/** The boxes of both forms and the lines of the worksheet, or a row for each of several loans. */
export function taxFormsFunction(matrices: Matrices): Cell[][] {
  const all = new TaxArguments(matrices);
  const { rows, columns } = extentOf(matrices, ['terms'], [all.terms.argument]);
  if (rows * columns > 1) return manyForms(all, rows, columns);
  const made = all.figures(0, 0);
  if (isCellError(made)) return [[made]];
  if (!made.ok) return [[problemCell(made.problems[0] as Problem, NAMES)]];
  return [
    [...FORMS],
    ...formA(made.value),
    ...formC(made.value),
    ...made.value.worksheet.lines.map((line, n): Cell[] => [
      n === 0 ? 'Publication 4681' : '',
      line.item.replace('line_', 'Line '),
      line.label,
      dollars(line.amount),
      line.words,
    ]),
    ...problemRows(made.problems, FORMS.length, 3, 4, NAMES),
  ];
}

const onDay = (form: string, box: string, what: string, day: Day): Cell[] => [
  form,
  box,
  what,
  '',
  toWords(day),
];
const dollarsIn = (box: string, what: string, amount: Cents, how = ''): Cell[] => [
  '',
  box,
  what,
  dollars(amount),
  how,
];
const checked = (box: string, yes: boolean): Cell[] => [
  '',
  box,
  'Personally liable',
  '',
  yes ? 'Checked: the borrower was' : 'Not checked: the borrower was not',
];

function formA({ form1099A: { box1, box2, box4, box5 }, form1099CAlone }: TaxFigures): Cell[][] {
  return [
    onDay('1099-A', 'Box 1', 'Acquired or known to be abandoned', box1),
    dollarsIn('Box 2', 'Balance of principal outstanding', box2, 'Without interest and costs'),
    dollarsIn('Box 4', 'Fair market value', box4),
    checked('Box 5', box5),
    ...(form1099CAlone ? [['', '', 'Not needed', '', ALONE]] : []),
  ];
}

const ALONE = 'Cancelled in the same year: 1099-C alone is enough, with its boxes 4, 5 and 7';

function formC({ form1099C }: TaxFigures): Cell[][] {
  if (form1099C === null) return [['1099-C', '', 'Not needed', '', 'Nothing is cancelled']];
  const { box1, box2, box3, box5, box7, required } = form1099C;
  return [
    onDay('1099-C', 'Box 1', 'Identifiable event', box1),
    dollarsIn('Box 2', 'Debt discharged', box2, required ? '' : 'Below $600: need not be reported'),
    dollarsIn('Box 3', 'Interest in box 2', box3),
    checked('Box 5', box5),
    dollarsIn('Box 7', 'Fair market value', box7),
  ];
}

const MANY = [
  'Date',
  '1099-A box 2',
  '1099-A box 4',
  'Liable',
  '1099-C date',
  '1099-C box 2',
  '1099-C box 3',
  'Income',
  'Amount realized',
  'Gain or loss',
  'File',
  'Check',
];

function manyForms(all: TaxArguments, rows: number, columns: number): Cell[][] {
  const result: Cell[][] = [[...MANY]];
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) result.push(oneLoan(all, r, c));
  return result;
}

function oneLoan(all: TaxArguments, row: number, column: number): Cell[] {
  const filled = (cell: Cell): Cell[] => MANY.map(() => cell);
  if (blankAt(all.matrices, ['principal', 'debt'], row, column)) return filled('');
  const made = all.figures(row, column);
  if (isCellError(made)) return filled(made);
  if (!made.ok) return filled(problemCell(made.problems[0] as Problem, NAMES));
  const { form1099A: a, form1099C: c, worksheet } = made.value;
  return [
    dateCell(a.box1),
    dollars(a.box2),
    dollars(a.box4),
    a.box5 ? 'yes' : 'no',
    dateCell(c?.box1 ?? null),
    c === null ? '' : dollars(c.box2),
    c === null ? '' : dollars(c.box3),
    dollars(worksheet.income),
    dollars(worksheet.amountRealized),
    worksheet.gain === null ? '' : dollars(worksheet.gain),
    toFile(made.value),
    problemsInWords(made.problems, NAMES),
  ];
}

const toFile = ({ form1099C, form1099CAlone }: TaxFigures): string => {
  if (form1099CAlone) return '1099-C';
  return form1099C?.required ? '1099-A, 1099-C' : '1099-A';
};
