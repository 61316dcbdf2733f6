/** The explanation of a surplus or deficiency that UCC 9-616 asks for, as a letter with its sums in formulas. */
import {
  explanation,
  type ExplanationLine,
  type ExplanationTerms,
} from '../calculation/notices/explanation';
import { factOf } from '../calculation/deficiency/case';
import { unknownState } from '../calculation/input/fieldNames';
import { problem, type Problem } from '../calculation/input/problem';
import { jurisdiction, stateCode } from '../law/book';
import amended from '../law/generated/amended.json';
import { dollars } from '../money/cents';
import { fail } from '../money/result';
import { toWords, type Day } from '../money/dates';
import { single, type MadeSheet, type SheetDeclaration } from './declaration';
import { columnHeadings } from './layout';
import { problemRows } from './payoff';
import { fixed, formula, SheetRows, text, type SheetModel } from './sheet';
import { explanationIn } from './timeInputs';

/** What stands on the letter beside its figures. */
const ON_PAPER = {
  to: { help: 'To whom it goes', kind: 'text' },
  from: { help: 'Who sends it, with telephone or address', kind: 'text' },
  state: { help: 'The state whose section 9-616 it follows', kind: 'text' },
  collateral_description: { help: 'What was sold', kind: 'text' },
  contact: { help: 'Where more may be asked, by telephone or mail', kind: 'text' },
} as const;

export const LETTER: SheetDeclaration = {
  name: 'letter',
  title: 'Explanation under UCC 9-616',
  about: 'The letter that a debtor gets after the sale of goods.',
  reads: 'terms',
  input: 'sale.json: the explanation of UCC 9-616',
  asks: [
    {
      name: 'obligation',
      label: 'Secured obligation',
      type: 'amount',
      from: 'balance',
      needed: true,
    },
    { name: 'proceeds', label: 'Proceeds', type: 'amount', from: 'sale_price', needed: true },
    { name: 'expenses', label: 'Expenses', type: 'amount', from: 'costs' },
    {
      name: 'disposition_date',
      label: 'Day of the sale',
      type: 'date',
      from: 'sale_date',
      needed: true,
    },
    { name: 'state', label: 'State', type: 'state', from: 'state' },
    { name: 'to', label: 'To', type: 'text' },
    { name: 'from', label: 'From, with telephone or address', type: 'text', kept: 'sender' },
  ],
  refuses: (item) =>
    factOf(item, 'collateral') === 'real_property'
      ? 'UCC 9-616 is about goods, and this case is about land: there is no such letter for it'
      : undefined,
  fromPane: ({ expenses, ...told }) => ({
    ...told,
    expenses: expenses === undefined ? [] : [{ type: 'expenses', amount: expenses }],
  }),
  make: (json, paper) => {
    const { terms, onPaper } = explanationIn(json, ON_PAPER);
    const { collateral_description: collateral, ...told } = onPaper;
    if (told.state !== undefined && stateCode(told.state) === undefined)
      return fail(`state: ${unknownState(told.state)}`);
    return single(letterSheet({ ...paper, ...told, terms, collateral }));
  },
};

export interface LetterTerms {
  readonly terms: ExplanationTerms;
  readonly title: string;
  readonly preparedOn: Day;
  /** To whom, and from whom with the telephone number and address that 9-616(a)(1)(D) asks for. */
  readonly to?: string;
  readonly from?: string;
  /** Code or name of the state whose section 9-616 the letter follows. */
  readonly state?: string;
  readonly collateral?: string;
  /** The telephone number or mailing address from which additional information is available. */
  readonly contact?: string;
}

/** Makes the letter; without figures there is none, and the problems say why. */
export function letterSheet(given: LetterTerms): MadeSheet {
  const made = explanation(given.terms);
  if (!made.ok) return made;
  const { lines } = made.value;
  const rows = new SheetRows();
  openingRows(rows, given);
  const result = lineRows(rows, lines);
  rows.gap();
  rows.add(
    null,
    text(
      'Future debits, credits, charges, including additional credit service charges or interest, rebates, and expenses may affect the amount of the surplus or deficiency.',
      'text',
    ),
  );
  const contact = given.contact ?? given.from;
  rows.add(
    null,
    text(
      contact
        ? `Additional information about this transaction is available from ${contact}.`
        : 'Additional information about this transaction is available from: ________________ (telephone number or mailing address).',
      'text',
    ),
  );
  rows.gap();
  rows.gap();
  rows.add(null, text('', 'rule'));
  rows.add(null, text(given.from ?? 'For the secured party'));
  problemRows(rows, [...made.problems, ...notSeen(given.state)]);
  const sheet: SheetModel = {
    name: 'Explanation',
    widths: [6, 78, 18],
    rows: rows.rows,
    names: { Explanation_result: fixed(result) },
    highlights: [
      { cells: result, formula: `${fixed(result)}<0`, look: 'good' },
      { cells: result, formula: `${fixed(result)}>0`, look: 'strong' },
    ],
    print: {
      landscape: false,
      left: given.title,
      right: toWords(given.preparedOn),
    },
  };
  return { ok: true, sheet };
}

/** The first day of the amendments of 2022; null where it has not been seen, undefined where they are not law. */
const amendedFrom = (code: string): number | null | undefined =>
  (amended as Readonly<Record<string, number | null>>)[code];

/** That nobody has seen whether the old words of section 9-616 or the new ones are the law of the letter's state. */
function notSeen(state: string | undefined): Problem[] {
  const code = state === undefined ? undefined : stateCode(state);
  if (code === undefined || amendedFrom(code) !== null) return [];
  const message = `From which day the amendments of 2022 are law in ${jurisdiction(code).name} has not been seen here: section 9-616 asks for an explanation in writing before it and for one in a record since. This letter fits both.`;
  return [problem('not_read', 'state', message)];
}

/** What section 9-616 calls the letter: in writing before the amendments of 2022, in a record since, neither where it is not known. */
function explanationName(state: string | undefined, sent: Day): string {
  const code = state === undefined ? undefined : stateCode(state);
  if (code === undefined) return 'explanation';
  const since = amendedFrom(code);
  if (since === null) return 'explanation';
  return since !== undefined && sent >= since ? 'explanation in a record' : 'written explanation';
}

function openingRows(
  rows: SheetRows,
  { terms, title, to, from, collateral, preparedOn, state }: LetterTerms,
): void {
  const sent = terms.sent ?? preparedOn;
  rows.add(text('Explanation of surplus or deficiency', 'title'));
  rows.add(text('Uniform Commercial Code, section 9-616', 'subtitle'));
  rows.gap();
  rows.add(null, text(toWords(sent)));
  if (from) rows.add(null, text(from, 'text'));
  if (to) rows.add(null, text(`To ${to}`, 'text'));
  rows.add(null, text(`Re: ${title}`, 'strongText'));
  rows.gap();
  const what = collateral ? `the ${collateral}` : 'the collateral';
  rows.add(
    null,
    text(
      `We disposed of ${what} on ${toWords(terms.disposition)}. This is the ${explanationName(state, sent)} that section 9-616 asks for; the surplus or deficiency is worked out as follows.`,
      'text',
    ),
  );
  rows.gap();
  columnHeadings(rows, '', []);
}

/** The statute's six items in its order; sums are formulas over the lines above them. */
function lineRows(rows: SheetRows, lines: readonly ExplanationLine[]): string {
  const cells: string[] = [];
  let result = '';
  rows.rows[rows.rows.length - 1] = [
    text('', 'columnHead'),
    text('Item', 'columnHeadIndented'),
    text('Amount', 'columnHeadRight'),
  ];
  for (const line of lines) {
    const row = rows.next;
    const cell = `C${row}`;
    const plain = line.item === 'expenses' || line.item === 'credits';
    const named = (plain && line.amount !== 0) || line.total;
    // Sums say nothing of their amounts, which may be typed over.
    const said = named ? line.label : `${line.label}: ${line.words}`;
    const value = dollars(line.amount + 0);
    const last = line.item === 'result';
    rows.add(
      text(line.paragraph, last ? 'totalLabel' : 'label'),
      text(
        last ? 'Deficiency (a surplus is shown in parentheses)' : said,
        last ? 'totalText' : 'text',
      ),
      line.total
        ? formula(`ROUND(${cells.join('+')},2)`, value, last ? 'total' : 'subtotal')
        : { value, style: 'moneyInput' },
    );
    if (!line.total) cells.push(cell);
    if (last) result = cell;
  }
  return result;
}
