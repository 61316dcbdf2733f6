/** The amounts of a case: how each is read, what a blank stands for, how a balance is built. */
import { AMOUNTS, type AmountName, type AmountsDraft } from '../../law/amounts';
import { formatCents, MAX_CENTS, parseAmount, type Cents } from '../../money/cents';
import { quoted } from '../../money/result';
import { DEBT_ITEMS, debtLine, type AccountLine } from './debtItems';
import { readAmount } from './fields';
import { failure, problem, success, type Problem, type Read } from './problem';
import type { Settings } from '../settings/settings';

/** Input names of amounts; `debt` is called balance by everyone else. */
export const INPUT_AMOUNTS: readonly string[] = AMOUNTS.filter(
  ({ name }) => name !== 'debt' && name !== 'credit',
).map(({ name }) => name);

/** Amounts a rule reads that stand for other amounts when they are blank. */
const SAME_AS: readonly { name: AmountName; of: readonly AmountName[] }[] = AMOUNTS.flatMap(
  ({ name, blank }) =>
    typeof blank === 'object'
      ? [{ name, of: blank.same.split('+').map((part) => part.trim()) }]
      : [],
);

/** Reads an amount of a case by its name. */
export function readAmountNamed(name: string, value: unknown): Read<Cents | null> {
  if (name === 'recourse_percent') return readPercent(name, value);
  const read = readAmount(value);
  return read.ok ? read : failure(name, read.message);
}

/** `25` and `25%` are a quarter. A bare fraction is refused: 0.25 could be either. */
function readPercent(name: string, value: unknown): Read<Cents | null> {
  const marked = typeof value === 'string' && value.trim().endsWith('%');
  const read = parseAmount(marked ? value.trim().slice(0, -1) : value);
  if (!read.ok) return failure(name, `${quoted(value)} is not a percentage`);
  if (read.value === null) return success(null);
  if (read.value < 0 || read.value > 10000)
    return failure(name, `${quoted(value)} is not between 0 and 100 percent`);
  if (!marked && read.value > 0 && read.value <= 100)
    return failure(name, `${quoted(value)} could be a fraction; write 25 or "25%" for a quarter`);
  return success(read.value);
}

/** What decides how the amounts of a case make up what is owed and what came in. */
export interface AccountTerms {
  /** Amounts and parts of the balance that were given, by name. */
  readonly given: ReadonlyMap<string, Cents>;
  /** A fact of the case; undefined where it is not known. */
  readonly fact: (name: string) => unknown;
  /** Whether a rule that may apply speaks of an amount, and so takes it into account itself. */
  readonly ruleReads: (name: string) => boolean;
}

/** Amounts that make an account more than a balance and a price. */
export const ACCOUNTED: ReadonlySet<string> = new Set([
  ...DEBT_ITEMS,
  'refund_credit',
  'third_party_proceeds',
  'taxes',
  'retaking_costs',
  'sale_costs',
]);

/** The lines of an account that is more than a balance and a price. */
export interface Account {
  readonly debt: readonly AccountLine[];
  /** What the price is lowered by before it reaches the debt. */
  readonly price: readonly AccountLine[];
}

export const PLAIN_ACCOUNT: Account = { debt: [], price: [] };

/**
 * Settles what was owed and what came in before any law: the balance with the items beside it, less
 * rebates and the proceeds of other collateral; the price less taxes paid out of it.
 */
export function settleAccount(draft: AmountsDraft, terms: AccountTerms): Read<Account> {
  const { given } = terms;
  const within = partsWithin(given);
  if (within) return { ok: false, error: within };
  const owed = debtOf(terms);
  if (!owed.ok) return owed;
  const received = receivedOnDebt(terms);
  const taxes = terms.fact('taxes_paid_from_price') === true ? (given.get('taxes') ?? 0) : 0;
  if (owed.value.length === 1 && received.length === 0 && taxes === 0) {
    const [{ name, cents }] = owed.value as [AccountLine];
    if (name !== 'balance') draft.set('debt', cents);
    return success(PLAIN_ACCOUNT);
  }
  const debt = [...owed.value, ...received];
  const sum = sumOf(debt);
  if (Math.abs(sum) > MAX_CENTS)
    return failure('balance', 'the parts add up to more than can be held to the cent');
  if (sum < 0)
    return failure(
      debt.at(-1)?.name ?? 'credits',
      `${dollarsOf(-(debt.at(-1)?.cents ?? 0))} is more than all that is owed; give what went to this debt`,
    );
  draft.set('debt', sum);
  const price = draft.least('sale_price');
  const paid = Math.min(taxes, price);
  draft.set('sale_price', price - paid);
  return success({
    debt: debt.length > 1 ? debt : [],
    price:
      paid > 0
        ? [
            { name: 'sale_price', label: 'Sale price', cents: -price },
            { name: 'taxes', label: 'Taxes paid out of the price', cents: paid },
          ]
        : [],
  });
}

const sumOf = (lines: readonly AccountLine[]): Cents =>
  lines.reduce((total, { cents }) => total + cents, 0);

const dollarsOf = (cents: Cents): string => formatCents(cents);

/** The lines that make up the balance; a contradiction is an error that shows both sums. */
function debtOf({ given, fact }: AccountTerms): Read<readonly AccountLine[]> {
  const balance = given.get('balance');
  const parts = DEBT_ITEMS.flatMap((name) => {
    const cents = given.get(name);
    return cents === undefined || (cents === 0 && balance !== undefined)
      ? []
      : [debtLine(name, cents)];
  });
  const sum = sumOf(parts);
  if (balance === undefined)
    return given.has('principal')
      ? success(parts)
      : failure('principal', 'is missing: the balance cannot be built without it');
  const stated: AccountLine = { name: 'balance', label: 'Balance as stated', cents: balance };
  if (parts.length === 0) return success([stated]);
  // The principal alone says how much of the balance is principal, not what the rest is.
  if (parts.length === 1 && parts[0]?.name === 'principal' && sum <= balance)
    return success([stated]);
  if (parts.some(({ name }) => name === 'principal'))
    return sum === balance
      ? success(parts)
      : failure('balance', contradiction(balance, parts, sum));
  const inIt = fact('items_in_balance');
  if (inIt === true) return success([stated]);
  if (inIt === false) return success([stated, ...parts]);
  return failure('items_in_balance', ambiguity(balance, parts, sum));
}

const listed = (parts: readonly AccountLine[]): string => parts.map(({ name }) => name).join(', ');

const contradiction = (balance: Cents, parts: readonly AccountLine[], sum: Cents): string =>
  `is ${dollarsOf(balance)}, but its parts (${listed(parts)}) add up to ${dollarsOf(sum)}; give the parts ` +
  'that are missing, such as accrued_interest or other_charges, or leave out one or the other';

const ambiguity = (balance: Cents, parts: readonly AccountLine[], sum: Cents): string =>
  `is missing: the balance is ${dollarsOf(balance)} if it holds ${listed(parts)} already, and ` +
  `${dollarsOf(balance + sum)} if not; say items_in_balance=yes or no`;

/** What came in on the debt beside the price, where no rule takes it into account itself. */
function receivedOnDebt({ given, ruleReads }: AccountTerms): AccountLine[] {
  return RECEIVED.flatMap(({ name, label }) => {
    const cents = given.get(name) ?? 0;
    return cents === 0 || ruleReads(name) ? [] : [{ name, label, cents: -cents }];
  });
}

const RECEIVED = [
  { name: 'refund_credit', label: 'Rebate of unearned charges' },
  { name: 'third_party_proceeds', label: 'Proceeds of other collateral' },
] as const;

/** Costs of one kind are among the costs. */
function partsWithin(given: ReadonlyMap<string, Cents>): Problem | undefined {
  const costs = given.get('costs') ?? 0;
  for (const name of ['retaking_costs', 'sale_costs']) {
    const part = given.get(name) ?? 0;
    if (part > costs)
      return problem(
        'not_allowed',
        name,
        `${dollarsOf(part)} is more than the costs of ${dollarsOf(costs)}, which hold all costs; ` +
          `give costs with ${name} counted in`,
      );
  }
  return undefined;
}

const ALL_BLANK: ReadonlySet<string> = new Set(SAME_AS.map(({ name }) => name));

/**
 * Lets blank amounts stand for what they stand for; gives the names of those that do. What stands
 * ahead of a junior lien is not known until somebody says.
 */
export function fillBlanks(
  draft: AmountsDraft,
  given: { has(name: string): boolean },
  settings: Settings,
  junior: boolean,
): ReadonlySet<string> {
  let blank = ALL_BLANK;
  for (const { name, of } of SAME_AS) {
    if (given.has(name)) {
      blank = new Set([...blank].filter((other) => other !== name));
      continue;
    }
    let sum = 0;
    for (const part of of) sum += draft.least(part);
    draft.set(name, sum);
  }
  if (!given.has('prior_liens') && junior) draft.set('prior_liens', 0, Infinity);
  if (!given.has('principal')) draft.set('principal', 0, draft.least('debt'));
  if (!given.has('fair_value') && settings.missingFairValue === 'sale_price') {
    draft.set('fair_value', draft.least('sale_price'));
    blank = new Set(blank).add('fair_value');
  }
  if (!given.has('recourse_percent')) draft.set('recourse_percent', 0, 10000);
  return blank;
}

/** The amounts that may be added up, together more than whole cents hold exactly. */
export function tooMuch(draft: AmountsDraft): Problem | undefined {
  let sum = 0;
  for (const name of ADDED) sum += draft.least(name);
  if (sum <= MAX_CENTS) return undefined;
  const message =
    'and the amounts added to it are more than can be held to the cent (70 trillion dollars)';
  return problem('not_allowed', 'balance', message);
}

const ADDED = ['debt', 'costs', 'prior_liens', 'taxes', 'holding_costs'] as const;
