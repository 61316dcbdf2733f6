/** The exhibit of an assessment: one sheet of plain formulas that a colleague without the add-in can trace. */
import { assess, type Assessment, type Assumption } from '../calculation/deficiency/assess';
import type { Case } from '../calculation/deficiency/case';
import type { Trace } from '../calculation/deficiency/trace';
import { AMOUNTS, least } from '../law/amounts';
import { factNamed, PROFILES } from '../law/book';
import { together } from '../law/together';
import { labelOf, valueInWords, withFigures } from '../law/words';
import { now } from '../law/condition';
import { applies } from '../law/plan';
import { TRUE } from '../law/tri';
import { dollars, formatCents } from '../money/cents';
import { toWords, type Day } from '../money/dates';
import { ruleFormula } from '../formulas/excelFormula';
import { amountsRead, placeInputs, rulesOpenToAmounts, type PlacedInputs } from './exhibitInputs';
import type { PlacedSteps } from './exhibitSteps';
import { endsOf, openFormula, questionRows, wayRows, waysOf, type Ends, type Way } from './open';
import { CAPTION, CAPTION_WORDS, captionIn, captionRows, preparerIn } from './caption';
import { forCase, type SheetDeclaration } from './declaration';
import { checkCell, checkLooks, columnHeadings, signatureRows } from './layout';
import { waterfall } from './waterfall';
import {
  fixed,
  formula,
  inFormula,
  serial,
  SheetRows,
  sheetName,
  text,
  type CellModel,
  type SheetModel,
} from './sheet';

export const EXHIBIT: SheetDeclaration = {
  name: 'exhibit',
  title: 'Exhibit with waterfall chart',
  about: 'Every step of the deficiency in plain formulas, with the law beside it, and its chart.',
  reads: 'case',
  input: `case.json, perhaps with ${CAPTION_WORDS}: the deficiency of one case, line by line, and its chart`,
  quotesLaw: true,
  asks: CAPTION,
  make: (json, paper) => {
    const { caption, record } = captionIn(json);
    return forCase(record, paper, (item) => exhibitWithChart({ ...paper, item, caption }));
  },
};

/** What an exhibit is made from. */
export interface ExhibitTerms {
  readonly item: Case;
  /** The name of the case or the loan, as it stands in the page header. */
  readonly title: string;
  readonly preparedOn: Day;
  /** The words of a rule, and the question behind a fact. */
  readonly textOf: (name: string) => string;
  /** Where the words of a rule are. */
  readonly linkOf?: (rule: string) => string | undefined;
  readonly sheet?: string;
  /** Court, parties and the like, where they were told. */
  readonly caption?: Readonly<Record<string, unknown>>;
}

export const IN_ORDER = 'In order: the inputs stay within the branch of the law shown below';
export const STILL_OPEN = 'Open: facts are missing that decide between the two ends shown below';
const ANOTHER_BRANCH =
  'Check: these inputs lead to another branch of the law; have the case assessed anew';

/** Says whether the inputs keep to the branch of the law that the sheet shows. */
export const branchCheck = (within: string, open: boolean): CellModel =>
  checkCell(`${within}="yes"`, open ? STILL_OPEN : IN_ORDER, ANOTHER_BRANCH);

const WIDTHS = [42, 17, 17, 48, 40];

/** Rows of the head, written last because they refer to what stands below. */
const HEAD_ROWS = 13;

/** The cell that says whether the inputs stay within their branch of the law. */
export const MESSAGE = 'B9';

/** Makes the exhibit of a case, and the chart of its steps on a sheet of its own. */
export function exhibitWithChart(terms: ExhibitTerms): readonly [SheetModel, SheetModel] {
  const { sheet, steps } = made(terms);
  const [main, other] = steps;
  const end = other?.steps.at(-1);
  return [sheet, waterfall(sheet, main.steps, end, terms.title, terms.preparedOn)];
}

/** Makes the exhibit of a case. */
export const exhibit = (terms: ExhibitTerms): SheetModel => made(terms).sheet;

interface MadeExhibit {
  readonly sheet: SheetModel;
  readonly steps: readonly [PlacedSteps, ...PlacedSteps[]];
}

function made(terms: ExhibitTerms): MadeExhibit {
  const { item } = terms;
  const assessment = assess(item);
  const ways = waysOf(item, assessment);
  const rows = new SheetRows();
  for (let n = 0; n < HEAD_ROWS; n++) rows.gap();
  if (terms.caption) captionBlock(rows, terms.caption);
  questionRows(rows, item, assessment, terms.textOf);
  const inputs = inputRows(rows, terms, ways);
  rows.gap();
  const steps = wayRows(rows, item, ways, inputs);
  const check = branchRows(rows, terms, ways[0].way, inputs);
  lawRows(rows, assessment, terms);
  assumptionRows(rows, assessment);
  unusedRows(rows, assessment);
  requirementRows(rows, assessment, terms);
  deadlineRows(rows, assessment, terms, inputs);
  signatureRows(rows, preparerIn(terms.caption ?? {}));
  const head = headRows(terms, assessment, steps[0], endsOf(ways, steps), check);
  head.forEach((cells, n) => (rows.rows[n] = cells));
  return { sheet: sheetOf(terms, rows, steps[0], endsOf(ways, steps), check), steps };
}

/** The caption stands under the head, whose cells have fixed places. */
function captionBlock(rows: SheetRows, caption: Readonly<Record<string, unknown>>): void {
  const before = rows.next;
  captionRows(rows, caption, 'plain');
  if (rows.next > before) rows.gap();
}

function sheetOf(
  { title, preparedOn, sheet }: ExhibitTerms,
  { rows }: SheetRows,
  steps: PlacedSteps,
  ends: Ends | undefined,
  check: string,
): SheetModel {
  return {
    name: sheetName(sheet ?? 'Deficiency'),
    widths: WIDTHS,
    rows,
    names: {
      Exhibit_deficiency: fixed(steps.deficiency),
      Exhibit_shortfall: fixed(steps.shortfall),
      Exhibit_surplus: fixed(steps.surplus),
      Exhibit_credit: fixed(steps.credit),
      Exhibit_check: fixed(check),
      ...(ends && { Exhibit_low: fixed(ends.low), Exhibit_high: fixed(ends.high) }),
    },
    highlights: [...checkLooks(MESSAGE), ...(ends ? checkLooks('B5') : [])],
    frozen: { rows: 3, columns: 0 },
    print: { landscape: true, left: title, right: `Prepared ${toWords(preparedOn)}` },
  };
}

export function inputRows(
  rows: SheetRows,
  terms: ExhibitTerms,
  ways: readonly Way[],
): PlacedInputs {
  const { item } = terms;
  const read = new Set(
    ways.flatMap(({ way: { branch } }) => {
      const deciding = [...branch.bars, ...branch.measures, ...branch.caps].map(({ rule }) => rule);
      return amountsRead(item, branch, [...deciding, ...rulesOpenToAmounts(item, branch)]);
    }),
  );
  columnHeadings(rows, 'Inputs', ['', '', 'Note', '']);
  const names = AMOUNTS.map(({ name }) => name).filter((name) => read.has(name));
  return placeInputs(rows, item, names);
}

/** Says which tests keep the case within its branch of the law, and returns the cell that sums them up. */
export function branchRows(
  rows: SheetRows,
  { item }: ExhibitTerms,
  { branch }: Trace,
  inputs: PlacedInputs,
): string {
  columnHeadings(rows, 'What keeps the case within this branch of the law', [
    'Now',
    'When made',
    'Test',
    'Law',
  ]);
  const { plan } = item.setting;
  const tests: number[] = [];
  const add = (label: string, test: string, held: boolean, how: string, law = '') => {
    const word = held ? 'yes' : 'no';
    tests.push(
      rows.add(
        text(label, 'label'),
        { ...formula(`IF(${test},"yes","no")`, word, 'text') },
        text(word, 'text'),
        text(how, 'note'),
        text(law, 'note'),
      ),
    );
  };
  for (const rule of rulesOpenToAmounts(item, branch)) {
    const { surely, possibly } = ruleFormula(rule, branch.facts, plan, inputs.cellOf);
    const state = now(applies(rule, branch.facts, plan), item.amounts);
    add(
      rule.data.title,
      surely,
      state === TRUE,
      'the amounts bring it into play',
      rule.data.citation,
    );
    if (possibly !== surely)
      add(rule.data.title, possibly, state !== 0, 'the amounts may bring it into play');
  }
  const price = inputs.cellOf('sale_price', 'low');
  const sold = least(item.amounts, 'sale_price') > 0;
  add('The collateral brought a price', `${price}>0`, sold, 'a price shows that there was a sale');
  for (const [label, test] of dateTests(item, inputs)) add(label, test, true, 'the law of the day');
  const complete = completeTest(inputs, distinctBranches(item) > 1);
  add(complete.label, complete.test, true, complete.how);
  const [first, last] = [tests[0] as number, tests.at(-1) as number];
  const same = `SUMPRODUCT(--(B${first}:B${last}<>C${first}:C${last}))=0`;
  const result = rows.add(text('All as when made', 'totalLabel'), {
    ...formula(`IF(${same},"yes","no")`, 'yes', 'status'),
  });
  rows.gap();
  return `B${result}`;
}

/** With facts open the inputs may not change at all, for another reading could then govern. */
function completeTest(
  { given }: PlacedInputs,
  frozen: boolean,
): { label: string; test: string; how: string } {
  const cells = given.map(({ cell }) => cell).join(',');
  if (frozen)
    return {
      label: 'The inputs are as they were assessed',
      test: `AND(${given.map(({ cell, value }) => `ROUND(${cell}-${value},2)=0`).join(',')})`,
      how: 'facts are open, so that other amounts may make another reading govern',
    };
  return {
    label: 'Every amount that was told is there, and none is negative',
    test: `AND(COUNT(${cells})=${given.length},MIN(${cells})>=0)`,
    how: 'a blank would stand for nothing',
  };
}

/** Ways the unknown facts may fall that lead to different rules. */
function distinctBranches({ setting }: Case): number {
  const signature = ({ bars, measures, caps }: Trace['branch']) =>
    [...bars, ...measures, ...caps]
      .map(({ rule, applies }) => `${rule.data.id}:${typeof applies === 'number' ? applies : '?'}`)
      .join(' ');
  return new Set(setting.branches.map(signature)).size;
}

/** A date stays between the days at which the law asks something else of it. */
function dateTests(item: Case, { dates }: PlacedInputs): [string, string][] {
  const tests: [string, string][] = [];
  for (const [name, cell] of dates) {
    const day = item.dates.get(name) as Day;
    const thresholds = item.setting.place.asks.get(name) ?? [];
    const first = thresholds.filter((at) => at <= day).at(-1);
    const next = thresholds.find((at) => at > day);
    const parts = [
      ...(first === undefined ? [] : [`${cell}>=${serial(first)}`]),
      ...(next === undefined ? [] : [`${cell}<${serial(next)}`]),
    ];
    if (parts.length === 0) continue;
    const label = `${factNamed(name)?.label ?? name} within the days of the same law`;
    tests.push([label, parts.length === 1 ? (parts[0] as string) : `AND(${parts.join(',')})`]);
  }
  return tests;
}

function headRows(
  { item, title, preparedOn }: ExhibitTerms,
  assessment: Assessment,
  steps: PlacedSteps,
  ends: Ends | undefined,
  check: string,
): (CellModel | null)[][] {
  const { place, profile } = item.setting;
  const kind = PROFILES.find(({ name }) => name === profile)?.label;
  const about = [
    place.name || 'No state told',
    `law as of ${toWords(assessment.lawAsOf)}`,
    ...(kind ? [`assumed: ${kind}`] : []),
    `prepared ${toWords(preparedOn)}`,
  ].join('  |  ');
  const { shortfall, surplus } = steps;
  return [
    [text('Deficiency after sale of the collateral', 'title')],
    [text(title, 'status')],
    [text(about, 'subtitle')],
    [],
    ...(ends ? openRows(assessment, ends) : settledRows(assessment, steps)),
    [text('Law', 'label'), text(lawOf(assessment), 'plain')],
    [text('Check', 'label'), branchCheck(check, ends !== undefined)],
    [text('Shortfall before any law', 'label'), formula(shortfall, dollars(assessment.shortfall))],
    [text('Surplus', 'label'), formula(surplus, dollars(assessment.surplus))],
    [],
    [],
  ];
}

/** The result of a case that the law settles. */
function settledRows(assessment: Assessment, steps: PlacedSteps): (CellModel | null)[][] {
  const { deficiency, shortfall } = steps;
  const status = statusFormula(assessment, deficiency, shortfall);
  return [
    [
      text('Deficiency', 'totalLabel'),
      formula(deficiency, dollars(assessment.deficiency), 'total'),
    ],
    [],
    [text('Status', 'label'), formula(status.written, status.value, 'status')],
  ];
}

/** Both ends of an open case. */
function openRows(assessment: Assessment, ends: Ends): (CellModel | null)[][] {
  const status = openFormula(ends, assessment);
  return [
    [text('Deficiency', 'status'), formula(status.written, status.value, 'status')],
    [text('At least', 'label'), formula(ends.low, dollars(assessment.low))],
    [text('At most', 'label'), formula(ends.high, dollars(assessment.high))],
  ];
}

function statusFormula(
  { deficiency, shortfall, status }: Assessment,
  cell: string,
  plain: string,
): { written: string; value: string } {
  const words = {
    none: 'No shortfall',
    nothing: status === 'barred' ? 'Barred: nothing may be recovered' : 'Limited to nothing',
    limited: 'Limited: less than the shortfall may be recovered',
    all: 'Recoverable: the whole shortfall may be recovered',
  };
  const written =
    `IF(AND(${cell}=0,${plain}=0),${inFormula(words.none)},IF(${cell}=0,${inFormula(words.nothing)},` +
    `IF(${cell}<${plain},${inFormula(words.limited)},${inFormula(words.all)})))`;
  const value =
    deficiency === 0
      ? shortfall === 0
        ? words.none
        : words.nothing
      : deficiency < shortfall
        ? words.limited
        : words.all;
  return { written, value };
}

/** The longest text that fits beside the label on one line. */
const ONE_LINE = 120;

export function lawOf({ reasons }: Assessment): string {
  const sure = reasons.filter(({ certain, alternative }) => certain && !alternative);
  const citations = (sure.length > 0 ? sure : reasons).map(
    ({ citation, known }) => citation + (known === 'recall' ? ' (unverified)' : ''),
  );
  if (citations.length === 0) return 'No rule changes the shortfall';
  const line = citations.join(sure.length > 0 ? '; ' : ' or ');
  return line.length <= ONE_LINE ? line : `${line.slice(0, ONE_LINE - 12)} ... see below`;
}

const KNOWN: Readonly<Record<string, string>> = {
  statute: 'statute read',
  opinion: 'opinion read',
  secondary: 'secondary source',
  recall: 'we have not read this section',
  terms: 'loan terms or settings',
};

/** The rules that decide, each with the address of its words. */
export function lawRows(
  rows: SheetRows,
  { reasons, caution }: Assessment,
  { linkOf }: ExhibitTerms,
): void {
  if (reasons.length === 0) return;
  columnHeadings(rows, 'The law that decides', ['Kind', 'Certain', 'How it is known', 'Citation']);
  for (const { rule, title, effect, certain, alternative, known, citation } of reasons)
    rows.add(
      text(title, 'label'),
      text(effect),
      text(alternative ? 'one of these' : certain ? 'yes' : 'facts missing'),
      text([KNOWN[known] ?? known, linkOf?.(rule)].filter(Boolean).join('\n'), 'note'),
      text(citation),
    );
  if (caution !== null) rows.add(null, null, null, text(caution, 'note'));
  rows.gap();
}

const ORIGINS: Readonly<Record<string, string>> = {
  profile: 'assumed for this kind of loan',
  presumed: 'presumed until shown otherwise',
  inferred: 'follows from what was told',
  blank: 'not given',
  terms: "from the workbook's terms",
};

function assumptionRows(rows: SheetRows, { assumed }: Assessment): void {
  if (assumed.length === 0) return;
  columnHeadings(rows, 'What was assumed', ['', '', 'Value', 'Why']);
  for (const { name, value, from } of assumed)
    rows.add(
      text(labelOf(name), 'label'),
      null,
      null,
      text(assumedWords(name, value)),
      text(ORIGINS[from] ?? from, 'note'),
    );
  rows.gap();
}

/** What was given and has no say, so that nobody takes it for counted. */
function unusedRows(rows: SheetRows, { unused }: Assessment): void {
  if (unused.length === 0) return;
  columnHeadings(rows, 'What was given and has no say', ['', '', 'Why', '']);
  for (const { name, reason } of unused)
    rows.add(text(labelOf(name), 'label'), null, null, text(reason, 'note'));
  rows.gap();
}

function assumedWords(name: string, value: Assumption['value']): string {
  if (factNamed(name)) return valueInWords(name, value);
  if (typeof value === 'number') return formatCents(value);
  const parts = String(value).split('+');
  return parts.map((part) => labelOf(part.trim())).join(' plus ');
}

function requirementRows(
  rows: SheetRows,
  { requirements, notes, amounts }: Assessment,
  { textOf }: ExhibitTerms,
): void {
  const parts = [
    ['What the law requires', 'Requirement', requirements],
    ['What else the law says', 'Note', notes],
  ] as const;
  for (const [title, kind, rules] of parts) {
    if (rules.length === 0) continue;
    columnHeadings(rows, title, ['', '', kind, 'Law']);
    for (const rule of rules)
      rows.add(
        text(rule.title, 'label'),
        null,
        null,
        text(withFigures(textOf(rule.id), amounts)),
        text(rule.citation, 'note'),
      );
    rows.gap();
  }
}

const EVENTS: Readonly<Record<string, string>> = {
  redemption_expiry: 'the end of redemption',
};

function deadlineRows(
  rows: SheetRows,
  { deadlines }: Assessment,
  { textOf, item }: ExhibitTerms,
  { dates }: PlacedInputs,
): void {
  if (deadlines.length === 0) return;
  columnHeadings(rows, 'Deadlines', ['Last day', 'Whose', 'Period and consequence', 'Law'], 1);
  for (const deadline of deadlines) {
    const { date, due, amount, unit, from, bindsDebtor, title, citation, rule, certain, note } =
      deadline;
    const start = startCell(from, item, dates);
    const period = `${amount} ${amount === 1 ? unit.slice(0, -1) : unit} from ${EVENTS[from] ?? `the ${from.replace(/_/g, ' ')}`}`;
    const moved =
      due === date || due === null ? '' : `as it stands the day that counts is ${toWords(due)}`;
    const words = [
      period,
      moved,
      certain ? '' : 'may not apply: facts are missing',
      note,
      textOf(rule),
    ];
    rows.add(
      text(title, 'label'),
      date === null || start === undefined
        ? text('date not known', 'note')
        : formula(endFormula(start, amount, unit), serial(date), 'date'),
      text(bindsDebtor ? 'debtor' : 'lender'),
      text(together(words)),
      text(citation, 'note'),
    );
  }
  rows.gap();
}

/** Facts that hold the day of an event, the first that is told counting. */
const DATES_OF: Readonly<Record<string, readonly string[]>> = {
  sale: ['sale_date'],
  disposition: ['disposition_date', 'sale_date'],
};

function startCell(
  event: string,
  { dates: told }: Case,
  dates: ReadonlyMap<string, string>,
): string | undefined {
  const names = DATES_OF[event] ?? [`${event}_date`];
  const name = names.find((fact) => told.has(fact));
  return name === undefined ? undefined : dates.get(name);
}

function endFormula(start: string, amount: number, unit: string): string {
  if (unit === 'days') return `${start}+${amount}`;
  if (unit === 'weeks') return `${start}+${7 * amount}`;
  return `EDATE(${start},${unit === 'months' ? amount : Math.round(amount * 12)})`;
}
