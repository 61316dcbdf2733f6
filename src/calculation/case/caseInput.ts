/** Reads the tables of a case: debts, sales and people, each row with its own facts and amounts of a loan. */
import { isAmountName, least, type AmountName } from '../../law/amounts';
import { stateCode } from '../../law/book';
import { isBlank, type Cents } from '../../money/cents';
import { readDate, type Day } from '../../money/dates';
import { unusedIn, type Unused } from '../deficiency/unused';
import { readAmountNamed } from '../input/caseAmounts';
import { DEBT_ITEMS } from '../input/debtItems';
import { readingOf } from '../input/fieldNames';
import { fieldNamed, isBlankRow, plainName, type Fields } from '../input/fields';
import { readNamedRows, type NamedRow } from '../input/namedRows';
import { problem, type Problem } from '../input/problem';
import type { Context, NamedValues } from '../operation/operation';
import type { Movement, Owing, Sold } from './apply';

/** What was owed. */
export const DEBT_COLUMNS = {
  name: {
    help: 'Name of the note or account',
    kind: 'text',
    also: ['debt', 'note', 'account', 'loan'],
    required: true,
  },
  rank: {
    help: 'Place where a sale pays several, 1 first; debts of one rank share',
    kind: 'number',
    also: ['order'],
  },
  share: { help: 'Fixed share within its rank; by what is owed where blank', kind: 'share' },
  rate: { help: 'Yearly interest on the principal, else on the balance', kind: 'rate' },
  from: {
    help: 'Day to which the amount is reckoned; interest runs from it',
    kind: 'date',
    also: ['balance_date', 'paid_through'],
  },
  day_count: { help: "Day count of its interest; the workbook's where blank", kind: 'day_count' },
  chosen_law: {
    help: 'State whose law the papers chose, where the land lies in another',
    kind: 'text',
    also: ['governing_law'],
  },
  forum: {
    help: 'State whose court decides, where the land lies in another',
    kind: 'text',
    also: ['court_state'],
  },
} as const satisfies Fields;

/** What was sold. */
export const SALE_COLUMNS = {
  name: {
    help: 'What was sold',
    kind: 'text',
    also: ['sale', 'parcel', 'goods', 'label', 'what'],
  },
  secures: {
    help: 'Debts that it secures, with commas; all where blank',
    kind: 'text',
    also: ['debts'],
  },
  liens_paid: { help: 'Liens and taxes paid out of the price', kind: 'amount' },
  trade_in_allowance: { help: 'What the price allows for goods taken in trade', kind: 'amount' },
  trade_in_value: { help: 'What those goods were worth, which counts instead', kind: 'amount' },
  fell_through: { help: 'The buyer did not pay: only a deposit was kept', kind: 'flag' },
  deposit: { help: 'Deposit kept, with its interest, of a sale that fell through', kind: 'amount' },
  recourse_party: {
    help: 'Taken back by a dealer or guarantor who had to: no sale of the collateral',
    kind: 'flag',
  },
} as const satisfies Fields;

/** Who answers for what. */
export const PEOPLE_COLUMNS = {
  name: { help: 'Name', kind: 'text', also: ['person', 'guarantor'], required: true },
  debts: { help: 'Debts that this one answers for, with commas; all where blank', kind: 'text' },
  chosen_law: {
    help: "State whose law this one's papers chose; that of the debt where blank",
    kind: 'text',
    also: ['governing_law'],
  },
} as const satisfies Fields;

/** Amounts of a sale; those of a loan stand among the debts. */
export const SALE_AMOUNTS = [
  'sale_price',
  'costs',
  'fair_value',
  'appraised_value',
  'prior_liens',
  'complying_proceeds',
  'arms_length_price',
  'fair_price',
  'agreed_value',
  'guide_value',
  'sale_costs',
  'retaking_costs',
  'holding_costs',
  'taxes',
  'waste_loss',
  'retained_money',
  'damages',
] as const satisfies readonly AmountName[];

const OF_SALE: ReadonlySet<string> = new Set(SALE_AMOUNTS);

/** Amounts that limit what one person owes. */
export const PERSON_AMOUNTS = [
  'guaranty_cap',
  'recourse_cap',
  'recourse_percent',
  'carve_out_loss',
] as const satisfies readonly AmountName[];

const OF_PERSON: ReadonlySet<string> = new Set(PERSON_AMOUNTS);

/** A debt, as it stands before any sale. */
export interface Debt {
  readonly row: number;
  readonly name: string;
  readonly owing: Owing;
  /** Its balance, as the rules are told it. */
  readonly balance: Cents;
  readonly told: NamedValues;
  /** What was told besides its balance and the parts of that. */
  readonly facts: NamedValues;
  readonly principal: Cents | null;
  /** Codes of the states whose law was chosen, and whose court decides. */
  readonly chosenLaw: string | null;
  readonly forum: string | null;
  /** Interest that is part of the balance as told. */
  readonly stated: Cents;
  /** Parts of the balance without a say in it. */
  readonly idle: readonly Unused[];
}

export interface Sale {
  readonly row: number;
  readonly name: string;
  readonly sold: Sold;
  readonly liensPaid: Cents;
  /** Its amounts in cents, and its facts. */
  readonly amounts: ReadonlyMap<string, Cents>;
  readonly facts: NamedValues;
}

export interface Person {
  /** Null for the one who is meant where no people are told. */
  readonly row: number | null;
  readonly name: string;
  readonly debts: readonly number[];
  readonly chosenLaw: string | null;
  readonly told: NamedValues;
}

/** A case as it was given. */
export interface CaseGiven {
  readonly debts: readonly NamedValues[];
  readonly sales: readonly NamedValues[];
  readonly people: readonly NamedValues[];
  readonly settings: NamedValues;
}

/** A case as it was read; of blocked debts something cannot be read, so that nothing is said of them. */
export interface CaseRead {
  readonly debts: readonly Debt[];
  readonly sales: readonly Sale[];
  readonly people: readonly Person[];
  /** Costs and deposits of sales that fell through. */
  readonly kept: readonly Movement[];
  readonly settings: NamedValues;
  readonly blocked: ReadonlyMap<number, string>;
  readonly problems: readonly Problem[];
}

/** Reads a case; a wrong row is named, and with it what cannot be said without it. */
export function readCase(given: CaseGiven, context: Context): CaseRead {
  return new Reading(given, context).read();
}

type Table = 'debts' | 'sales' | 'people';

class Reading {
  private readonly problems: Problem[] = [];
  private readonly blocked = new Map<number, string>();
  private debts: readonly Debt[] = [];
  private readonly kept: Movement[] = [];
  private readonly byName = new Map<string, number>();

  constructor(
    private readonly given: CaseGiven,
    private readonly context: Context,
  ) {}

  read(): CaseRead {
    this.debts = this.readDebts();
    this.debts.forEach(({ name }, at) => this.byName.set(plainName(name), at));
    const sales = this.readSales();
    this.ranksWhereNeeded(sales);
    return {
      debts: this.debts,
      sales,
      people: this.readPeople(),
      kept: this.kept,
      settings: this.given.settings,
      blocked: this.blocked,
      problems: this.problems,
    };
  }

  private rows<F extends Fields>(table: Table, fields: F): readonly NamedRow<F>[] {
    const read = readNamedRows(this.given[table], fields, this.context.source, table);
    this.problems.push(...read.problems);
    return read.rows;
  }

  private wrong(table: Table, row: number, name: Problem['name'], message: string): undefined {
    this.problems.push(problem(name, table, message, row));
    return undefined;
  }

  /** Every debt, or all of them blocked where one cannot be read: what a sale pays turns on all that it secures. */
  private readDebts(): readonly Debt[] {
    const before = this.problems.length;
    const names = new Set<string>();
    const debts = this.rows('debts', DEBT_COLUMNS).flatMap((one) => {
      const name = plainName(one.own.name);
      if (names.has(name)) {
        this.wrong('debts', one.row, 'duplicate', `two debts are called ${one.own.name}`);
        return [];
      }
      names.add(name);
      return this.debt(one) ?? [];
    });
    const [first] = this.problems.slice(before);
    if (first) debts.forEach((_, at) => this.blocked.set(at, whereWords(first)));
    return debts;
  }

  private debt({ row, own, told }: NamedRow<typeof DEBT_COLUMNS>): Debt | undefined {
    for (const name of Object.keys(told))
      if (OF_SALE.has(name))
        return this.wrong('debts', row, 'not_allowed', `${name} belongs to a row of the sales`);
    const { reader } = this.context;
    const read = reader.read({ ...this.given.settings, ...told, sale_price: 0 });
    if (!read.ok)
      return this.wrong(
        'debts',
        row,
        read.error.name,
        `${read.error.field}: ${read.error.message}`,
      );
    const { rate, from } = own;
    if (rate !== undefined && from === undefined)
      return this.wrong('debts', row, 'missing', 'from is missing: interest needs its first day');
    if (own.rank !== undefined && own.rank < 1)
      return this.wrong(
        'debts',
        row,
        'not_allowed',
        'rank: give 1 for the debt that is paid first',
      );
    const [chosenLaw, forum] = [stateOf(own.chosen_law), stateOf(own.forum)];
    if (chosenLaw === undefined || forum === undefined)
      return this.wrong('debts', row, 'unknown_name', NO_STATE);
    const { amounts, account, given } = read.value;
    const owed = least(amounts, 'debt');
    const received = account.debt
      .filter(({ name }) => name === 'refund_credit' || name === 'third_party_proceeds')
      .reduce((sum, { cents }) => sum - cents, 0);
    const convention = { dayCount: own.day_count ?? reader.settings.dayCount };
    const on = Math.min(given.get('principal') ?? owed, owed);
    return {
      row,
      name: own.name,
      balance: owed + received,
      told,
      facts: Object.fromEntries(
        Object.entries(told).filter(([name]) => !ACCOUNT_PARTS.has(name) && name !== 'principal'),
      ),
      principal: given.get('principal') ?? null,
      chosenLaw,
      forum,
      stated: given.get('accrued_interest') ?? 0,
      idle: unusedIn(read.value).filter(({ name }) => ACCOUNT_PARTS.has(name)),
      owing: {
        name: own.name,
        amount: owed,
        accrues: rate && from !== undefined ? { from, rate, on, convention } : null,
        rank: own.rank ?? 1,
        share: own.share ?? null,
      },
    };
  }

  private readSales(): readonly Sale[] {
    const before = this.problems.length;
    const told = this.rows('sales', SALE_COLUMNS).filter((one) => this.isSale(one));
    const sales = told.flatMap((one, n) => this.sale(one, n) ?? []);
    for (const found of this.problems.slice(before))
      if (found.name !== 'unused') this.blockSale(found);
    return sales;
  }

  /** A dealer who takes goods back because it must has bought nothing; its own resale counts. */
  private isSale({ row, own }: NamedRow<typeof SALE_COLUMNS>): boolean {
    if (!own.recourse_party) {
      if (own.deposit !== undefined && !own.fell_through)
        this.wrong('sales', row, 'unused', 'deposit: has no say unless the sale fell through');
      return true;
    }
    const words =
      'the row is no sale of the collateral (UCC 9-618(b)): give the resale by the one who took it back';
    this.wrong('sales', row, 'unused', words);
    return false;
  }

  private sale({ row, own, told }: NamedRow<typeof SALE_COLUMNS>, n: number): Sale | undefined {
    const amounts = new Map<string, Cents>();
    const facts: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(told)) {
      if (readingOf(name) !== 'amount') facts[name] = value;
      else if (!OF_SALE.has(name))
        return this.wrong('sales', row, 'not_allowed', `${name} belongs to a row of the debts`);
      else {
        const read = readAmountNamed(name, value);
        if (!read.ok)
          return this.wrong('sales', row, 'not_an_amount', `${name}: ${read.error.message}`);
        if (read.value !== null) amounts.set(name, read.value);
      }
    }
    const traded = this.tradedIn(own, amounts.get('sale_price'), row);
    if (traded === undefined) return undefined;
    if (traded !== 0) amounts.set('sale_price', (amounts.get('sale_price') ?? 0) + traded);
    const price = own.fell_through ? 0 : amounts.get('sale_price');
    if (price === undefined)
      return this.wrong(
        'sales',
        row,
        'missing',
        'sale_price is missing: give what the sale brought',
      );
    const secures = this.named(own.secures, 'sales', row);
    if (!secures) return undefined;
    const date = readDate(facts['sale_date'], this.context.source.dateSystem);
    if (!date.ok) return this.wrong('sales', row, 'not_an_amount', `sale_date: ${date.message}`);
    const name = own.name ?? (n === 0 ? 'Sale' : `Sale ${n + 1}`);
    if (own.fell_through)
      return this.keep({ row, name }, own.deposit ?? 0, amounts, date.value, secures);
    const due = amounts.get('taxes') ?? 0;
    const taxes = due > 0 && this.taxesPaid(facts) ? due : 0;
    const ahead = (own.liens_paid ?? 0) + taxes;
    const costs = amounts.get('costs') ?? 0;
    const sold = { name, date: date.value, price, ahead, costs, secures };
    return { row, name, sold, liensPaid: own.liens_paid ?? 0, amounts, facts };
  }

  /** A sale that fell through costs what it cost and brings the deposit. */
  private keep(
    { row, name }: { readonly row: number; readonly name: string },
    deposit: Cents,
    amounts: ReadonlyMap<string, Cents>,
    date: Day | null,
    debts: readonly number[],
  ): undefined {
    if (date === null)
      return this.wrong(
        'sales',
        row,
        'missing',
        'sale_date is missing: when was the deposit kept?',
      );
    const costs = amounts.get('costs') ?? 0;
    for (const name of amounts.keys())
      if (name !== 'costs') this.wrong('sales', row, 'unused', `${name}: the sale fell through`);
    const of = { date, debts };
    if (costs > 0)
      this.kept.push({ ...of, label: `Costs of ${name}`, sort: 'charge', amount: costs });
    if (deposit > 0)
      this.kept.push({ ...of, label: `Deposit of ${name}`, sort: 'receipt', amount: deposit });
    return undefined;
  }

  /** What a price changes by where goods were taken in trade: they count for what they were worth. */
  private tradedIn(
    own: NamedRow<typeof SALE_COLUMNS>['own'],
    price: Cents | undefined,
    row: number,
  ): Cents | undefined {
    const { trade_in_allowance: allowed, trade_in_value: worth } = own;
    if (allowed === undefined && worth === undefined) return 0;
    if (allowed === undefined || worth === undefined)
      return this.wrong(
        'sales',
        row,
        'missing',
        'give trade_in_allowance and trade_in_value, both',
      );
    if (allowed > (price ?? 0))
      return this.wrong(
        'sales',
        row,
        'not_allowed',
        'trade_in_allowance is more than the price, of which it is a part',
      );
    return worth - allowed;
  }

  /** Whether taxes come out of the price before the debt, which the account itself asks. */
  private taxesPaid(facts: NamedValues): boolean {
    const read = this.context.reader.read({
      ...this.given.settings,
      ...facts,
      balance: 0,
      sale_price: 0,
    });
    return read.ok && read.value.setting.facts.values.get('taxes_paid_from_price') === true;
  }

  /** A sale that cannot be read leaves open what the debts owe that it may secure. */
  private blockSale(found: Problem): void {
    const record = this.given.sales[(found.row ?? 1) - 1] ?? {};
    const key = Object.keys(record).find((one) => fieldNamed(SALE_COLUMNS, one) === 'secures');
    const told = key === undefined || isBlank(record[key]) ? null : String(record[key]);
    const listed = told?.split(',').map((name) => this.byName.get(plainName(name)));
    const all = this.debts.map((_, at) => at);
    const debts = listed?.every((at) => at !== undefined) ? listed : all;
    for (const at of debts) if (!this.blocked.has(at)) this.blocked.set(at, whereWords(found));
  }

  /** The debts of a list of names; all where it is blank. */
  private named(
    text: string | undefined,
    table: Table,
    row: number,
  ): readonly number[] | undefined {
    if (text === undefined) return this.debts.map((_, at) => at);
    const found: number[] = [];
    for (const name of text.split(',').filter((part) => part.trim() !== '')) {
      const at = this.byName.get(plainName(name));
      if (at === undefined)
        return this.wrong(table, row, 'missing', `names ${name.trim()}, which is no debt here`);
      if (!found.includes(at)) found.push(at);
    }
    return found;
  }

  /** In which order one sale pays several debts is not guessed. */
  private ranksWhereNeeded(sales: readonly Sale[]): void {
    const told = new Set(
      this.given.debts.flatMap((record, n) =>
        Object.keys(record).some(
          (key) => fieldNamed(DEBT_COLUMNS, key) === 'rank' && !isBlank(record[key]),
        )
          ? [n + 1]
          : [],
      ),
    );
    const named = new Set<number>();
    for (const { sold, name } of sales) {
      if (sold.secures.length < 2) continue;
      const without = sold.secures.filter((at) => !told.has(this.debts[at]?.row ?? 0));
      if (without.length === 0) continue;
      for (const at of sold.secures)
        this.blocked.set(at, `the order in which ${name} pays is not told`);
      for (const at of without) named.add(at);
    }
    for (const at of named) {
      const words =
        'rank is missing: one sale pays several debts; give each its place, 1 first, or the same to share';
      this.wrong('debts', this.debts[at]?.row ?? 0, 'missing', words);
    }
  }

  private readPeople(): readonly Person[] {
    const all = this.debts.map((_, at) => at);
    const told = this.given.people.some((record) => !isBlankRow(record, this.context.source));
    if (!told) return [{ row: null, name: 'Debtor', debts: all, chosenLaw: null, told: {} }];
    return this.rows('people', PEOPLE_COLUMNS).flatMap((one) => this.person(one) ?? []);
  }

  private person({ row, own, told }: NamedRow<typeof PEOPLE_COLUMNS>): Person | undefined {
    for (const name of Object.keys(told))
      if (readingOf(name) === 'amount' && !OF_PERSON.has(name)) {
        const table = OF_SALE.has(name) ? 'sales' : 'debts';
        return this.wrong('people', row, 'not_allowed', `${name} belongs to a row of the ${table}`);
      }
    const { reader } = this.context;
    const read = reader.read({ ...this.given.settings, ...told, balance: 0, sale_price: 0 });
    if (!read.ok)
      return this.wrong(
        'people',
        row,
        read.error.name,
        `${read.error.field}: ${read.error.message}`,
      );
    const chosenLaw = stateOf(own.chosen_law);
    if (chosenLaw === undefined) return this.wrong('people', row, 'unknown_name', NO_STATE);
    const debts = this.named(own.debts, 'people', row);
    return debts && { row, name: own.name, debts, chosenLaw, told };
  }
}

/** The code of a state; null where none is told, undefined where it is none. */
const stateOf = (text: string | undefined): string | null | undefined =>
  text === undefined ? null : stateCode(text);

const NO_STATE = 'chosen_law and forum: write a state by its code or name';

const whereWords = ({ field, row, message }: Problem): string =>
  `${field}${row === null ? '' : `, row ${row}`}: ${message}`;

/** Parts of a balance, which is told as a whole once interest or an event has changed it. */
export const ACCOUNT_PARTS: ReadonlySet<string> = new Set([
  ...DEBT_ITEMS.filter((name) => name !== 'principal'),
  'balance',
  'items_in_balance',
]);

/** What settings may not hold: an amount belongs to a row. */
export function settingsProblem(settings: NamedValues, { reader }: Context): Problem | null {
  for (const [name, value] of Object.entries(settings))
    if (
      !isBlank(value) &&
      (name === 'balance' || isAmountName(name) || DEBT_ITEMS.some((one) => one === name))
    )
      return problem(
        'not_allowed',
        'settings',
        `${name} belongs to a row of the debts, sales or people`,
      );
  const read = reader.read({ ...settings, balance: 0, sale_price: 0 });
  return read.ok ? null : problem(read.error.name, read.error.field, read.error.message);
}
