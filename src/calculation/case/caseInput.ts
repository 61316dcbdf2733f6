/** Reads the tables of a case: debts, sales and people, each row with its own facts and amounts of a loan. */
import { isAmountName, least, type AmountName } from '../../law/amounts';
import { isBlank, type Cents } from '../../money/cents';
import { readDate, type Day } from '../../money/dates';
import { unusedIn, type Unused } from '../deficiency/unused';
import { readAmountNamed } from '../input/caseAmounts';
import { DEBT_ITEMS } from '../input/debtItems';
import { readingOf } from '../input/fieldNames';
import { fieldNamed, plainName, type Fields } from '../input/fields';
import { readNamedRows, type NamedRow } from '../input/namedRows';
import { problem, type Problem } from '../input/problem';
import type { Context, NamedValues } from '../operation/operation';
import type { Owing, Sold } from './apply';

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
} as const satisfies Fields;

/** Who answers for what. */
export const PEOPLE_COLUMNS = {
  name: { help: 'Name', kind: 'text', also: ['person', 'guarantor'], required: true },
  debts: { help: 'Debts that this one answers for, with commas; all where blank', kind: 'text' },
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
const OF_PERSON: ReadonlySet<string> = new Set([
  'guaranty_cap',
  'recourse_cap',
  'recourse_percent',
  'carve_out_loss',
]);

/** A debt, as it stands before any sale. */
export interface Debt {
  readonly row: number;
  readonly name: string;
  readonly owing: Owing;
  /** Its balance, as the rules are told it. */
  readonly balance: Cents;
  readonly told: NamedValues;
  readonly principal: Cents | null;
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
      principal: given.get('principal') ?? null,
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
    const sales = this.rows('sales', SALE_COLUMNS).flatMap((one, n) => this.sale(one, n) ?? []);
    for (const found of this.problems.slice(before)) this.blockSale(found);
    return sales;
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
    const price = amounts.get('sale_price');
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
    const taxes = this.taxesPaid(facts) ? (amounts.get('taxes') ?? 0) : 0;
    const ahead = (own.liens_paid ?? 0) + taxes;
    const costs = amounts.get('costs') ?? 0;
    const sold = { name, date: date.value as Day | null, price, ahead, costs, secures };
    return { row, name, sold, liensPaid: own.liens_paid ?? 0, amounts, facts };
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
    const told = this.given.people.some((record) => Object.values(record).some((v) => !isBlank(v)));
    if (!told) return [{ row: null, name: 'Debtor', debts: all, told: {} }];
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
    const debts = this.named(own.debts, 'people', row);
    return debts && { row, name: own.name, debts, told };
  }
}

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
