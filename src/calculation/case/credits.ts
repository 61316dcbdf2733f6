/** What a formula of the law credits for sales that belong together, and how much of it falls on each debt. */
import {
  least,
  most,
  withAmount,
  type AmountName,
  type AmountReader,
  type Amounts,
  type CreditOf,
  type SharedCredit,
} from '../../law/amounts';
import { dollars, type Cents } from '../../money/cents';
import type { Percent } from '../../money/interest';
import { success, type Read } from '../input/problem';
import type { Context } from '../operation/operation';
import { sharedOut, type Applied, type AppliedSale } from './apply';
import { SALE_AMOUNTS, type CaseRead, type Sale } from './caseInput';

/** One sale, or several that pay the same debts: what they credit, and whom in which order. */
interface Source {
  readonly sales: readonly Amounts[];
  /** The debts that they pay, those of one rank together, the first first. */
  readonly ranks: readonly (readonly number[])[];
  /** All that was owed on each debt up to then, whatever came in on it before. */
  readonly owed: ReadonlyMap<number, Cents>;
}

/** The credits of sales that touch the same debts, worked out once for all of these and everybody. */
class Group {
  private readonly kept = {
    each: new Map<AmountReader, Credit>(),
    together: new Map<AmountReader, Credit>(),
  };

  constructor(
    private readonly sources: Readonly<Record<CreditOf, readonly Source[]>>,
    private readonly sharesOf: (debts: readonly number[]) => readonly (Percent | null)[],
  ) {}

  credit(debt: number, formula: AmountReader, mode: CreditOf): Cents {
    let credit = this.kept[mode].get(formula);
    if (!credit) this.kept[mode].set(formula, (credit = this.shareOut(formula, mode)));
    return credit.get(debt) ?? 0;
  }

  /** Each credit goes to the debts in their order; what is beyond them is a surplus. */
  private shareOut(formula: AmountReader, mode: CreditOf): Credit {
    const credit = new Map<number, Cents>();
    for (const { sales, ranks, owed } of this.sources[mode]) {
      let left = sales.reduce((sum, amounts) => sum + formula(amounts), 0);
      for (const debts of ranks) {
        const limits = debts.map((debt) =>
          Math.max(0, (owed.get(debt) ?? 0) - (credit.get(debt) ?? 0)),
        );
        const shared = sharedOut(left, limits, this.sharesOf(debts));
        debts.forEach((debt, n) =>
          credit.set(debt, (credit.get(debt) ?? 0) + (shared.parts[n] ?? 0)),
        );
        left = Math.max(0, shared.left);
      }
    }
    return credit;
  }
}

type Credit = Map<number, Cents>;

/** The credits of all sales of a case. */
export class Credits {
  private readonly groups = new Map<number, Read<Group | null>>();

  constructor(
    private readonly read: CaseRead,
    applied: Applied,
    private readonly context: Context,
  ) {
    for (const group of touching(applied)) {
      const made = this.group(group);
      for (const debt of debtsOf(group)) this.groups.set(debt, made);
    }
  }

  /** How a debt shares in credits; null where one sale pays it alone. `told` is the user's answer where the law has none. */
  of(debt: number, told: CreditOf | undefined): Read<SharedCredit | null> {
    const made = this.groups.get(debt);
    if (!made?.ok || made.value === null) return made?.ok === false ? made : success(null);
    const group = made.value;
    return success((formula, said, side) => {
      const of = said ?? told;
      if (of !== undefined) return group.credit(debt, formula, of);
      const both = [group.credit(debt, formula, 'each'), group.credit(debt, formula, 'together')];
      return side === 'low' ? Math.min(...both) : Math.max(...both);
    });
  }

  private group(sales: readonly AppliedSale[]): Read<Group | null> {
    const [only] = sales;
    if (only && sales.length === 1 && only.parts.length === 1) return success(null);
    const each: Source[] = [];
    const alike = new Map<string, Source[]>();
    const paid = new Map<number, Cents>();
    for (const one of sales) {
      const amounts = this.wholeOf(one);
      if (!amounts.ok) return amounts;
      const owed = new Map(
        one.parts.map((part) => [part.debt, part.owed + (paid.get(part.debt) ?? 0)]),
      );
      for (const part of one.parts) paid.set(part.debt, (paid.get(part.debt) ?? 0) + part.paid);
      const source = { sales: [amounts.value], ranks: this.ranksOf(one), owed };
      each.push(source);
      const key = JSON.stringify(source.ranks);
      alike.set(key, [...(alike.get(key) ?? []), source]);
    }
    const together = [...alike.values()].map((sources): Source => {
      const last = sources.at(-1) as Source;
      return { ...last, sales: [summed(sources.flatMap((one) => one.sales))] };
    });
    return success(new Group({ each, together }, this.sharesIn));
  }

  private readonly sharesIn = (of: readonly number[]) =>
    of.map((at) => this.read.debts[at]?.owing.share ?? null);

  private ranksOf({ parts }: AppliedSale): number[][] {
    const ranks = new Map<number, number[]>();
    for (const { debt } of parts) {
      const rank = this.read.debts[debt]?.owing.rank ?? 1;
      ranks.set(rank, [...(ranks.get(rank) ?? []), debt]);
    }
    return [...ranks.values()];
  }

  /** The amounts of a sale as a whole, with the facts of the debt that it pays first. */
  private wholeOf({ at, parts }: AppliedSale): Read<Amounts> {
    const { debts, settings, sales } = this.read;
    const sale = sales[at] as Sale;
    const record: Record<string, unknown> = {
      ...settings,
      ...debts[parts[0]?.debt ?? -1]?.facts,
      ...sale.facts,
      balance: dollars(parts.reduce((sum, part) => sum + part.owed, 0)),
    };
    for (const [name, cents] of sale.amounts) record[name] = dollars(cents);
    record['sale_price'] = dollars(sale.sold.price - Math.min(sale.sold.price, sale.liensPaid));
    const read = this.context.reader.read(record);
    return read.ok ? success(read.value.amounts) : read;
  }
}

const debtsOf = (sales: readonly AppliedSale[]): number[] => [
  ...new Set(sales.flatMap(({ parts }) => parts.map(({ debt }) => debt))),
];

/** The sales in groups that touch each other's debts. */
function touching({ sales }: Applied): AppliedSale[][] {
  const groupOf = new Map<number, AppliedSale[]>();
  const groups = new Set<AppliedSale[]>();
  for (const sale of sales) {
    const joined = new Set(
      sale.parts.flatMap(({ debt }) => {
        const group = groupOf.get(debt);
        return group ? [group] : [];
      }),
    );
    const [into = []] = joined;
    for (const other of joined)
      if (other !== into) {
        into.push(...other);
        groups.delete(other);
      }
    into.push(sale);
    groups.add(into);
    for (const debt of debtsOf(into)) groupOf.set(debt, into);
  }
  // The sales keep the order of their days.
  return [...groups].map((group) => sales.filter((sale) => group.includes(sale)));
}

/** The amounts of several sales together; what is not known of one of them is not known of all. */
function summed(all: readonly Amounts[]): Amounts {
  const [first] = all;
  if (all.length === 1 && first) return first;
  const sum = (of: (amounts: Amounts, name: AmountName) => Cents, name: AmountName) =>
    all.reduce((total, amounts) => total + of(amounts, name), 0);
  return SALE_AMOUNTS.reduce<Amounts>(
    (made, name) => withAmount(made, name, sum(least, name), sum(most, name)),
    first as Amounts,
  );
}
