/** The worksheet of one loan: inputs with lists to choose from, the add-in's answer, and the same in plain formulas. */
import { isDebtItem } from '../calculation/input/debtItems';
import { assess, type Assessment } from '../calculation/deficiency/assess';
import { outcome } from '../calculation/deficiency/outcome';
import { stepsTable } from '../functions/caseTables';
import { statusText } from '../functions/status';
import { amountNamed } from '../law/amounts';
import { isAmountName } from '../law/amounts';
import { factNamed, PROFILES, STATES_BY_NAME } from '../law/book';
import { dollars, isBlank, parseAmount } from '../money/cents';
import { toWords } from '../money/dates';
import { textOf as valueText } from '../money/result';
import { call, spilled } from './addIn';
import { branchCheck, branchRows, inputRows, lawOf, lawRows, type ExhibitTerms } from './exhibit';
import type { PlacedInputs } from './exhibitInputs';
import type { PlacedSteps } from './exhibitSteps';
import { endsOf, questionRows, wayRows, waysOf, type Ends } from './open';
import { forCase, type SheetDeclaration } from './declaration';
import { checkLooks, columnHeadings, signatureRows } from './layout';
import {
  formula,
  inFormula,
  serial,
  sheetName,
  sheetReference,
  SheetRows,
  text,
  type CellModel,
  type Scalar,
  type SheetModel,
  type StyleName,
  type Validation,
} from './sheet';

export const WORKSHEET: SheetDeclaration = {
  name: 'worksheet',
  title: 'Worksheet of one loan',
  about: 'Inputs with lists to choose from; our functions and the same in plain formulas.',
  reads: 'case',
  input: 'case.json: one loan to work on, by the add-in and in plain formulas',
  quotesLaw: true,
  make: (record, paper) => forCase(record, paper, (item) => worksheet({ ...paper, item })),
};

export const AGREE = 'In order: the add-in and the plain formulas agree';
export const DIFFER =
  'Check: they differ; other facts or amounts lead to another branch of the law, so have the plain formulas made anew';
const NO_ADD_IN = 'The add-in is not here; the plain formulas stand alone';

const WIDTHS = [42, 20, 17, 48, 40];
const HEAD_ROWS = 12;

/** The worksheet, the add-in's steps, and the lists that its cells choose from. */
export function worksheet(terms: ExhibitTerms): readonly [SheetModel, SheetModel, SheetModel] {
  const { item, title, preparedOn } = terms;
  const assessment = assess(item);
  const ways = waysOf(item, assessment);
  const rows = new SheetRows();
  for (let n = 0; n < HEAD_ROWS; n++) rows.gap();
  const inputs = inputRows(rows, terms, ways);
  const facts = factRows(rows, terms, inputs, assessment);
  questionRows(rows, item, assessment, terms.textOf);
  const steps = wayRows(rows, item, ways, inputs);
  const branch = branchRows(rows, terms, ways[0].way, inputs);
  lawRows(rows, assessment, terms);
  const args = [
    inputs.lines.get('balance') ??
      (item.account.debt.length > 0 ? '""' : inputs.cellOf('debt', 'low')),
    inputs.lines.get('sale_price') ?? inputs.cellOf('sale_price', 'low'),
    inputs.cellOf('costs', 'low'),
    facts.state,
    facts.fairValue,
    facts.cells,
  ];
  signatureRows(rows);
  const ends = endsOf(ways, steps);
  headRows(terms, assessment, steps[0], ends, branch, args).forEach(
    (cells, n) => (rows.rows[n] = cells),
  );
  const sheet: SheetModel = {
    name: sheetName(terms.sheet ?? 'Worksheet'),
    widths: WIDTHS,
    rows: rows.rows,
    names: {
      Worksheet_deficiency: '$B$5',
      Worksheet_plain: '$B$6',
      Worksheet_check: '$B$7',
      Worksheet_branch: '$B$10',
    },
    validations: [...facts.validations, ...amountLimits(rows)],
    highlights: ['B7', 'B10'].flatMap(checkLooks),
    frozen: { rows: 3, columns: 0 },
    print: { landscape: true, left: title, right: `Prepared ${toWords(preparedOn)}` },
  };
  return [sheet, stepsSheet(terms, args, sheet.name), facts.lists];
}

function headRows(
  { item, title, preparedOn }: ExhibitTerms,
  assessment: Assessment,
  steps: PlacedSteps,
  ends: Ends | undefined,
  branch: string,
  args: readonly string[],
): (CellModel | null)[][] {
  const one = (id: string, value: Scalar, style: 'total' | 'plain') =>
    spilled(call(id, args), [[value]], style)[0]?.[0] ?? null;
  const deficiency = dollars(outcome(item).deficiency);
  const lower = item.setting.whenUnknown === 'lower';
  const [shown, other] = !ends
    ? ['Deficiency', '']
    : lower
      ? ['At least', 'At most']
      : ['At most', 'At least'];
  const check = `IF(ISERROR(B5),${inFormula(NO_ADD_IN)},IF(ROUND(B5-B6,2)=0,${inFormula(AGREE)},${inFormula(DIFFER)}))`;
  return [
    [text('Deficiency worksheet', 'title')],
    [text(title, 'status')],
    [
      text(
        [item.setting.place.name || 'No state told', `prepared ${toWords(preparedOn)}`].join(
          '  |  ',
        ),
        'subtitle',
      ),
    ],
    [],
    [text(`${shown}, by the add-in`, 'totalLabel'), one('DEFICIENCY', deficiency, 'total')],
    [
      text(`${shown}, in plain formulas`, 'label'),
      formula(steps.deficiency, dollars(assessment.deficiency)),
    ],
    [text('Do they agree', 'label'), formula(check, AGREE, 'check')],
    [
      text('Status, by the add-in', 'label'),
      one('DEFICIENCY.STATUS', statusText(assessment), 'plain'),
    ],
    [text('Law', 'label'), text(lawOf(assessment), 'plain')],
    [text('Branch of the law', 'label'), branchCheck(branch, ends !== undefined)],
    ends
      ? [
          text(`${other}, in plain formulas`, 'label'),
          formula(lower ? ends.high : ends.low, dollars(lower ? assessment.high : assessment.low)),
        ]
      : [],
    [],
  ];
}

interface PlacedFacts {
  readonly state: string;
  readonly fairValue: string;
  /** The two columns that the add-in reads. */
  readonly cells: string;
  readonly validations: readonly Validation[];
  readonly lists: SheetModel;
}

/** Arguments of the call that are not facts. */
const NOT_FACTS = new Set(['balance', 'sale_price', 'costs', 'state', 'fair_value']);

/** The facts of the case, and those that would decide it, each with its list. */
function factRows(
  rows: SheetRows,
  { item }: ExhibitTerms,
  inputs: PlacedInputs,
  { missing }: Assessment,
): PlacedFacts {
  const { record } = item;
  rows.gap();
  columnHeadings(rows, 'Facts, as the add-in reads them', ['', '', 'Meaning', '']);
  const lists = new Lists();
  const state = `B${rows.next}`;
  rows.add(text('State', 'label'), {
    value: isBlank(record['state']) ? null : valueText(record['state']),
    style: 'textInput',
  });
  lists.add(
    state,
    'State',
    STATES_BY_NAME.map(({ code }) => code),
  );
  const fairValue = fairValueRow(rows, record, inputs);
  const told = Object.keys(record).filter(
    (name) => !NOT_FACTS.has(name) && !isBlank(record[name]) && isFact(name),
  );
  const asked = missing.filter(
    (name) => isFact(name) && !NOT_FACTS.has(name) && !told.includes(name),
  );
  const names = ['profile', ...told.filter((name) => name !== 'profile'), ...asked];
  const first = rows.next;
  for (const name of names) {
    const day = item.dates.get(name);
    factRow(rows, name, day === undefined ? record[name] : serial(day), inputs, lists);
  }
  const cells = `A${first}:B${rows.next - 1}`;
  rows.gap();
  return { state, fairValue, cells, validations: lists.validations, lists: lists.sheet() };
}

const isFact = (name: string): boolean =>
  name === 'profile' ||
  name === 'when_unknown' ||
  factNamed(name) !== undefined ||
  isDebtItem(name) ||
  isAmountName(name);

/** The fair value stands among the inputs where the law reads it, and here where it does not. */
function fairValueRow(
  rows: SheetRows,
  record: Readonly<Record<string, unknown>>,
  inputs: PlacedInputs,
): string {
  const placed = inputs.cellOf('fair_value', 'low');
  const read = parseAmount(record['fair_value']);
  const known = read.ok && read.value !== null ? read.value : null;
  const cell = /B\d+/.exec(placed)?.[0];
  if (cell && known !== null) return cell;
  const here = `B${rows.next}`;
  rows.add(
    text('Fair value', 'label'),
    { value: known === null ? null : dollars(known), style: 'moneyInput' },
    null,
    text(
      cell
        ? 'type it here when it is known'
        : known === null
          ? 'not told; no formula below reads it'
          : 'told, though no formula below reads it',
      'note',
    ),
  );
  return here;
}

function factRow(
  rows: SheetRows,
  name: string,
  value: unknown,
  { dates, lines, cellOf }: PlacedInputs,
  lists: Lists,
): void {
  const row = rows.next;
  const date = dates.get(name);
  const label = name.replace(/_/g, ' ').replace(/^./, (letter) => letter.toUpperCase());
  const definition = factNamed(name);
  const meaning =
    definition?.label ?? amountNamed(name)?.label ?? (name === 'profile' ? 'Kind of loan' : '');
  rows.add(
    text(label, 'label'),
    valueCell(name, value, date, (of) => lines.get(of) ?? cellOf(of, 'low')),
    null,
    text(meaning, 'note'),
  );
  lists.add(`B${row}`, label, choicesOf(name));
}

function valueCell(
  name: string,
  value: unknown,
  date: string | undefined,
  cellOf: (name: string) => string,
): CellModel {
  if (date !== undefined) return formula(date, value as number, 'date');
  if (isAmountName(name) || isDebtItem(name)) {
    const cell = cellOf(name);
    const read = parseAmount(value);
    const known = read.ok && read.value !== null ? dollars(read.value) : null;
    if (/^B\d+$/.test(cell)) return formula(cell, known);
    return { value: known, style: 'moneyInput' };
  }
  if (isBlank(value)) return { value: null, style: 'textInput' };
  if (typeof value === 'boolean') return { value: value ? 'yes' : 'no', style: 'textInput' };
  return { value: typeof value === 'number' ? value : valueText(value), style: 'textInput' };
}

function choicesOf(name: string): readonly string[] {
  if (name === 'profile') return [...PROFILES.map((profile) => profile.name), 'none'];
  if (name === 'when_unknown') return ['upper', 'lower', 'error'];
  const fact = factNamed(name);
  if (fact?.kind === 'flag') return ['yes', 'no'];
  return fact?.kind === 'choice' ? Object.keys(fact.choices ?? {}) : [];
}

/** Lists to choose from, a column each on a sheet of their own. */
class Lists {
  readonly validations: Validation[] = [];
  private readonly columns: { head: string; values: readonly string[] }[] = [];

  add(cell: string, head: string, values: readonly string[]): void {
    if (values.length === 0) return;
    const letter = String.fromCharCode(65 + (this.columns.length % 26));
    const prefix = this.columns.length < 26 ? '' : 'A';
    this.columns.push({ head, values });
    const column = `$${prefix}${letter}`;
    this.validations.push({
      cells: cell,
      rule: {
        kind: 'range',
        source: `${sheetReference('Lists')}!${column}$2:${column}$${values.length + 1}`,
      },
    });
  }

  sheet(): SheetModel {
    const longest = Math.max(0, ...this.columns.map(({ values }) => values.length));
    const rows = new SheetRows();
    rows.add(...this.columns.map(({ head }) => text(head, 'columnHead')));
    for (let n = 0; n < longest; n++)
      rows.add(
        ...this.columns.map(({ values }) => (values[n] ? text(values[n] ?? '', 'plain') : null)),
      );
    return {
      name: 'Lists',
      hidden: true,
      widths: this.columns.map(() => 24),
      rows: rows.rows,
      print: { landscape: true, left: 'Lists', right: '' },
    };
  }
}

/** Blue amounts take amounts, and blue dates take dates. */
function amountLimits({ rows }: SheetRows): Validation[] {
  return rows.flatMap((cells, r): Validation[] => {
    const style = cells[1]?.style;
    const cell = `B${r + 1}`;
    if (style === 'moneyInput') return [{ cells: cell, rule: { kind: 'amount' } }];
    return style === 'dateInput' ? [{ cells: cell, rule: { kind: 'date' } }] : [];
  });
}

const STEP_STYLES = ['text', 'text', 'money', 'money', 'note', 'note'] as const;
const STEP_HEADS = [
  'columnHeadIndented',
  'columnHeadIndented',
  'columnHeadRight',
  'columnHeadRight',
  'columnHeadIndented',
  'columnHeadIndented',
] as const;
/** Another branch of the law may take more steps than this one. */
const SPARE_STEPS = 15;

/** The add-in's own steps, which follow other branches of the law too; one call fills the sheet. */
function stepsSheet(
  { title, preparedOn, item }: ExhibitTerms,
  args: readonly string[],
  from: string,
): SheetModel {
  const rows = new SheetRows();
  rows.add(text('Steps, by the add-in', 'title'));
  rows.add(text(title, 'status'));
  rows.add(text(`Every line follows the inputs on ${from}`, 'subtitle'));
  rows.gap();
  const values = stepsTable(item).map((line) =>
    line.map((cell): Scalar => (cell === undefined || cell === '' ? null : (cell as Scalar))),
  );
  const elsewhere = args.map((arg) =>
    arg.replace(/\b[A-Z]+\d+(?::[A-Z]+\d+)?\b/g, `${sheetReference(from)}!$&`),
  );
  const cells = spilled(call('DEFICIENCY.STEPS', elsewhere), values, 'plain');
  cells.forEach((line, n) => {
    const styles: readonly StyleName[] = n === 0 ? STEP_HEADS : STEP_STYLES;
    rows.add(...line.map((cell, c) => ({ ...cell, style: styles[c] ?? 'plain' })));
  });
  for (let n = 0; n < SPARE_STEPS; n++)
    rows.add(...STEP_STYLES.map((style): CellModel => ({ value: null, style })));
  return {
    name: sheetName('Steps', [from]),
    widths: [26, 44, 17, 17, 52, 40],
    rows: rows.rows,
    frozen: { rows: 5, columns: 0 },
    print: { landscape: true, left: title, right: `Prepared ${toWords(preparedOn)}` },
  };
}
