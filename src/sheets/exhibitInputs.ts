/** The inputs of an exhibit: which amounts and dates its formulas read, and the cells that hold them. */
import type { Case } from '../calculation/deficiency/case';
import type { Account } from '../calculation/input/caseAmounts';
import { AMOUNTS, amountNamed, known, least, type AmountDefinition } from '../law/amounts';
import { factNamed, type Rule } from '../law/book';
import { amountHelp } from '../law/labels';
import type { Branch } from '../law/plan';
import { dollars, type Cents } from '../money/cents';
import { ruleFormula, isSettled, type CellOf, type Side } from '../formulas/excelFormula';
import { formula, serial, text, type CellModel, type SheetRows, type StyleName } from './sheet';

/** Stands for an amount that may have any size: far above any debt, and exact to the cent. */
const ANY_SIZE = '1E+12';

/** What a missing amount may be at most, where that is not any size. */
const AT_MOST: Readonly<Record<string, (cell: CellOf) => string>> = {
  principal: (cell) => cell('debt', 'high'),
  recourse_percent: () => '100',
};

/** How an amount came to be known. */
type Knowledge = 'given' | 'unknown' | 'blank' | 'terms' | 'none' | 'same';

/** The cells of the inputs, once they are placed. */
export interface PlacedInputs {
  readonly cellOf: CellOf;
  /** Cells of the lines that the debt or the price is built of, by the name of the input. */
  readonly lines: ReadonlyMap<string, string>;
  /** Cells of dates, by the name of the fact. */
  readonly dates: ReadonlyMap<string, string>;
  /** Cells that must hold an amount, with what they held when the exhibit was made. */
  readonly given: readonly { readonly cell: string; readonly value: number }[];
}

/** Names of the amounts that these rules read, in the order of the table of amounts. */
export function amountsRead(item: Case, branch: Branch, rules: readonly Rule[]): string[] {
  const read = new Set(['debt', 'costs', 'sale_price']);
  const note: CellOf = (name) => {
    read.add(name);
    return name;
  };
  const { plan } = item.setting;
  for (const rule of rules) {
    ruleFormula(rule, branch.facts, plan, note);
    for (const name of rule.reads) read.add(name);
  }
  for (const name of item.blank)
    if (read.has(name)) for (const other of sameAs(name)?.split('+') ?? []) read.add(other.trim());
  return AMOUNTS.map(({ name }) => name).filter((name) => name !== 'credit' && read.has(name));
}

const sameAs = (name: string): string | undefined => {
  const blank = amountNamed(name)?.blank;
  return typeof blank === 'object' ? blank.same : undefined;
};

function knowledgeOf(item: Case, name: string): Knowledge {
  const cents = known(item.amounts, name);
  if (item.fromTerms.has(name)) return 'terms';
  if (item.blank.has(name)) return sameAs(name) === undefined ? 'blank' : 'same';
  if (cents === null) return 'unknown';
  return cents === 0 && amountNamed(name)?.blank === 'zero' ? 'none' : 'given';
}

const NOTES: Readonly<Record<Knowledge, string>> = {
  given: '',
  none: 'none stated',
  unknown: 'not known: type it here when it is',
  blank: 'not given: taken to be no more than the sale price',
  terms: "from the workbook's terms",
  same: 'not given',
};

/** Writes the inputs under a heading and says where each stands. */
export function placeInputs(rows: SheetRows, item: Case, names: readonly string[]): PlacedInputs {
  const cells = new Map<string, string>();
  const given: { cell: string; value: number }[] = [];
  const unknown = new Set<string>();
  const lines = new Map<string, string>();
  const cellOf: CellOf = (name, side) => operand(name, side, cells, unknown, cellOf);
  for (const name of names) {
    if (cells.has(name)) continue;
    const definition = amountNamed(name) as AmountDefinition;
    const knowledge = knowledgeOf(item, name);
    if (placeLines(rows, item, name, { cells, lines, given })) continue;
    const cents = least(item.amounts, name);
    const cell = `B${rows.next}`;
    cells.set(name, cell);
    if (knowledge === 'unknown') unknown.add(name);
    else if (knowledge === 'given' || knowledge === 'terms')
      given.push({ cell, value: dollars(cents) });
    rows.add(
      text(definition.label, 'label'),
      inputCell(name, knowledge, cents, cellOf),
      null,
      text(noteOf(definition, knowledge), 'note'),
    );
  }
  return { cellOf, lines, given, dates: placeDates(rows, item) };
}

function operand(
  name: string,
  side: Side,
  cells: ReadonlyMap<string, string>,
  unknown: ReadonlySet<string>,
  cellOf: CellOf,
): string {
  const cell = cells.get(name) ?? name;
  if (!unknown.has(name)) return cell;
  if (side === 'low') return `N(${cell})`;
  return `IF(${cell}="",${AT_MOST[name]?.(cellOf) ?? ANY_SIZE},${cell})`;
}

function inputCell(name: string, knowledge: Knowledge, cents: Cents, cellOf: CellOf): CellModel {
  const style: StyleName = name === 'recourse_percent' ? 'percentInput' : 'moneyInput';
  if (knowledge === 'unknown') return { value: null, style };
  if (knowledge === 'blank')
    return formula(cellOf('sale_price', 'low'), dollars(cents), 'moneyAssumed');
  if (knowledge !== 'same') return { value: dollars(cents), style };
  const sum = (sameAs(name) as string)
    .split('+')
    .map((part) => cellOf(part.trim(), 'low'))
    .join('+');
  return formula(sum, dollars(cents), 'moneyAssumed');
}

function noteOf({ blank, name }: AmountDefinition, knowledge: Knowledge): string {
  if (knowledge === 'same' && typeof blank === 'object') return `not given: ${blank.why}`;
  if (knowledge === 'unknown' && name === 'principal') return 'not known: the balance at most';
  return NOTES[knowledge] || (amountHelp(name) ?? '');
}

/** The amounts that an account builds of several lines, with what those lines come to. */
const BUILT: Readonly<Record<string, { readonly of: keyof Account; readonly label: string }>> = {
  debt: { of: 'debt', label: (amountNamed('debt') as AmountDefinition).label },
  sale_price: { of: 'price', label: 'Price left for the debt' },
};

interface Placing {
  readonly cells: Map<string, string>;
  readonly lines: Map<string, string>;
  readonly given: { cell: string; value: number }[];
}

/** An amount as the sum of the lines of the account, where there are several. */
function placeLines(
  rows: SheetRows,
  item: Case,
  name: string,
  { cells, lines: placed, given }: Placing,
): boolean {
  const built = BUILT[name];
  const lines = built ? item.account[built.of] : [];
  if (!built || lines.length === 0) return false;
  const adds = name === 'sale_price' ? -1 : 1;
  let sum = '';
  for (const { name: input, label, cents } of lines) {
    const cell = `B${rows.next}`;
    if (amountNamed(input)) cells.set(input, cell);
    placed.set(input, cell);
    given.push({ cell, value: dollars(Math.abs(cents)) });
    rows.add(text(label, 'label'), { value: dollars(Math.abs(cents)), style: 'moneyInput' });
    const sign = cents * adds < 0 || (cents === 0 && input === 'credits') ? '-' : '+';
    sum += sum === '' && sign === '+' ? cell : `${sign}${cell}`;
  }
  cells.set(name, `B${rows.next}`);
  const floor = name === 'sale_price' ? `MAX(0,${sum})` : sum;
  rows.add(
    text(built.label, 'subtotalLabel'),
    formula(floor, dollars(least(item.amounts, name)), 'subtotal'),
    null,
    text(amountHelp(name) ?? '', 'note'),
  );
  return true;
}

function placeDates(rows: SheetRows, item: Case): ReadonlyMap<string, string> {
  const dates = new Map<string, string>();
  for (const [name, day] of item.dates) {
    dates.set(name, `B${rows.next}`);
    rows.add(text(factNamed(name)?.label ?? name, 'label'), {
      value: serial(day),
      style: 'dateInput',
    });
  }
  return dates;
}

/** Rules whose answer the amounts can change, in the order of the law. */
export function rulesOpenToAmounts(item: Case, branch: Branch): Rule[] {
  const { place, plan } = item.setting;
  const name: CellOf = (amount, side) => `${amount}.${side}`;
  return place.rules.filter((rule) => !isSettled(ruleFormula(rule, branch.facts, plan, name)));
}
