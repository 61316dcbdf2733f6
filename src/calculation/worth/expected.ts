/** What a deficiency is worth: expected collections, their cost, bankruptcy and time, against settling or stopping. */
import Decimal from 'decimal.js';
import { roundToCents, type Cents, type Rounding } from '../../money/cents';
import { toWords, type Day } from '../../money/dates';
import type { Percent } from '../../money/interest';
import { discountFactor, precise, survival } from './discount';
import { money, percentWords, type Line } from '../line/line';
import {
  amountProblem,
  outcome,
  percentageProblem,
  problem,
  refused,
  type Outcome,
  type Problem,
} from '../input/problem';

/** A receipt that is planned for a day, and how likely it is. */
export interface PlannedReceipt {
  readonly date: Day;
  readonly amount: Cents;
  readonly probabilityPercent?: Percent | null;
  readonly label?: string;
}

/** A cost that is paid on a day whatever comes in. */
export interface PlannedCost {
  readonly date: Day;
  readonly amount: Cents;
  readonly label?: string;
}

/** An offer to settle, paid on a day. */
export interface SettlementOffer {
  readonly date: Day;
  readonly amount: Cents;
}

/** What is known or assumed about pursuing a debtor. */
export interface PursuitTerms {
  readonly asOf: Day;
  /** The most that can be collected: the deficiency or judgment, with interest to come where that is meant. */
  readonly owed: Cents;
  readonly receipts: readonly PlannedReceipt[];
  readonly costs?: readonly PlannedCost[];
  /** A collector's share of what comes in. */
  readonly feePercent?: Percent | null;
  /** Chance a year that the debtor goes bankrupt, and what is still received of later receipts if so. */
  readonly bankruptcy?: {
    readonly yearlyPercent: Percent;
    readonly receivedPercent: Percent;
  } | null;
  /** Yearly effective discount rate. */
  readonly discountPercent: Percent;
  readonly settlement?: SettlementOffer | null;
  /** What stopping now costs (a release, a write-off fee). */
  readonly stoppingCost?: Cents;
  readonly rounding?: Rounding;
}

/** One receipt or cost with its expectation and present value, in cents. */
export interface ExpectedRow {
  readonly date: Day;
  readonly label: string;
  readonly planned: Cents;
  readonly expected: Cents;
  readonly presentValue: Cents;
  readonly words: string;
  /** Row in the list of receipts or costs, from 1. */
  readonly row: number;
}

/** The choices of a creditor. */
export type Choice = 'pursue' | 'settle' | 'stop';

export type ExpectedItem = 'planned' | 'unlikely' | 'bankruptcy' | 'fees' | 'costs' | 'time';

/** The value of pursuing and of its alternatives. The lines add up to `pursue`. */
export interface Expected {
  readonly rows: readonly ExpectedRow[];
  readonly lines: readonly Line<ExpectedItem>[];
  readonly pursue: Cents;
  readonly settle: Cents | null;
  readonly stop: Cents;
  readonly best: Choice;
  /** The least to take on the day of the offer (or today): worth as much as pursuing, after the fee. */
  readonly settlementFloor: Cents;
}

interface Weighed {
  readonly row: ExpectedRow;
  readonly planned: Decimal;
  readonly likely: Decimal;
  readonly solvent: Decimal;
  readonly net: Decimal;
  readonly present: Decimal;
}

/** Values the pursuit. Wrong rows are left out and named; receipts above what is owed are cut to it and named. */
export function expectedValue(terms: PursuitTerms): Outcome<Expected> {
  const fatal = termProblems(terms);
  if (fatal.length > 0) return refused(...fatal);
  const problems: Problem[] = [];
  const rounding = terms.rounding ?? 'half_up';
  const receipts = goodReceipts(terms, problems).map((r) => weigh(r, terms, rounding));
  const costs = goodCosts(terms, problems).map((c) => weighCost(c, terms, rounding));
  const net = sum([...receipts, ...costs].map((w) => w.present));
  const pursue = roundToCents(net, rounding);
  const settle = terms.settlement ? settlementValue(terms.settlement, terms, rounding) : null;
  const stop = 0 - (terms.stoppingCost ?? 0);
  const value: Expected = {
    rows: [...receipts, ...costs].map((w) => w.row).sort((a, b) => a.date - b.date),
    lines: explain(receipts, costs, pursue, terms, rounding),
    pursue,
    settle,
    stop,
    best: bestChoice(pursue, settle, stop),
    settlementFloor: settlementFloor(Decimal.max(net, stop), terms),
  };
  return outcome(value, problems);
}

function termProblems(terms: PursuitTerms): Problem[] {
  return [
    amountProblem(terms.owed, 'owed'),
    amountProblem(terms.stoppingCost ?? 0, 'stopping_cost'),
    terms.settlement ? amountProblem(terms.settlement.amount, 'settlement') : null,
    percentageProblem(terms.discountPercent, 'discount_rate'),
    terms.feePercent ? percentageProblem(terms.feePercent, 'fee_percent') : null,
    terms.bankruptcy ? percentageProblem(terms.bankruptcy.yearlyPercent, 'bankruptcy') : null,
    terms.bankruptcy ? percentageProblem(terms.bankruptcy.receivedPercent, 'bankruptcy') : null,
    terms.settlement && terms.settlement.date < terms.asOf
      ? problem(
          'dates_out_of_order',
          'settlement',
          `The offer's day is before ${toWords(terms.asOf)}.`,
        )
      : null,
  ].filter((p) => p !== null);
}

interface Numbered<T> {
  readonly item: T;
  readonly row: number;
}

function goodReceipts(terms: PursuitTerms, problems: Problem[]): Numbered<PlannedReceipt>[] {
  const good: Numbered<PlannedReceipt>[] = [];
  let room = terms.owed;
  terms.receipts.forEach((receipt, index) => {
    const row = index + 1;
    const percent = receipt.probabilityPercent;
    const bad =
      amountProblem(receipt.amount, 'receipts', row) ??
      (percent ? percentageProblem(percent, 'receipts', row) : null) ??
      beforeToday(receipt.date, terms.asOf, 'receipts', row);
    if (bad) {
      problems.push(bad);
      return;
    }
    if (receipt.amount > room) {
      const message = `Receipts of ${money(receipt.amount)} on ${toWords(receipt.date)} go above the ${money(terms.owed)} owed: ${money(room)} is counted.`;
      problems.push(problem('payment_above_balance', 'receipts', message, row));
    }
    good.push({ item: { ...receipt, amount: Math.min(receipt.amount, room) }, row });
    room -= Math.min(receipt.amount, room);
  });
  return good;
}

function goodCosts(terms: PursuitTerms, problems: Problem[]): Numbered<PlannedCost>[] {
  return (terms.costs ?? []).flatMap((item, index) => {
    const row = index + 1;
    const bad =
      amountProblem(item.amount, 'costs', row) ?? beforeToday(item.date, terms.asOf, 'costs', row);
    if (bad) problems.push(bad);
    return bad ? [] : [{ item, row }];
  });
}

function beforeToday(date: Day, asOf: Day, field: string, row: number): Problem | null {
  if (date >= asOf) return null;
  const message = `${toWords(date)} is before ${toWords(asOf)}, the day of the valuation: the row is left out.`;
  return problem('dates_out_of_order', field, message, row);
}

function weigh(
  { item, row }: Numbered<PlannedReceipt>,
  terms: PursuitTerms,
  rounding: Rounding,
): Weighed {
  const planned = precise(item.amount);
  const probability = item.probabilityPercent ?? precise(100);
  const likely = planned.times(probability.toString()).div(100);
  const solvent = likely.times(haircut(item.date, terms));
  const net = solvent.times(precise(100).minus((terms.feePercent ?? 0).toString())).div(100);
  const factor = discountFactor(terms.discountPercent, terms.asOf, item.date);
  const present = net.times(factor);
  const words = `${money(item.amount)} x ${percentWords(precise(probability.toString()))}, less bankruptcy and fee, x ${factor.toFixed(6)}`;
  return {
    row: {
      date: item.date,
      label: item.label ?? 'Receipt',
      planned: item.amount,
      expected: roundToCents(net, rounding),
      presentValue: roundToCents(present, rounding),
      words,
      row,
    },
    planned,
    likely,
    solvent,
    net,
    present,
  };
}

/** What is received of a later receipt, on average, when bankruptcy may come first. */
function haircut(date: Day, { asOf, bankruptcy }: PursuitTerms): Decimal {
  if (!bankruptcy) return precise(1);
  const alive = survival(bankruptcy.yearlyPercent, asOf, date);
  const after = precise(bankruptcy.receivedPercent.toString()).div(100);
  return alive.plus(precise(1).minus(alive).times(after));
}

function weighCost(
  { item, row }: Numbered<PlannedCost>,
  terms: PursuitTerms,
  rounding: Rounding,
): Weighed {
  const factor = discountFactor(terms.discountPercent, terms.asOf, item.date);
  const planned = precise(-item.amount);
  const present = planned.times(factor);
  return {
    row: {
      date: item.date,
      label: item.label ?? 'Cost',
      planned: 0 - item.amount,
      expected: 0 - item.amount,
      presentValue: roundToCents(present, rounding),
      words: `${money(item.amount)} x ${factor.toFixed(6)}`,
      row,
    },
    planned,
    likely: planned,
    solvent: planned,
    net: planned,
    present,
  };
}

function sum(values: readonly Decimal[]): Decimal {
  return values.reduce((total, value) => total.plus(value), precise(0));
}

function explain(
  receipts: readonly Weighed[],
  costs: readonly Weighed[],
  pursue: Cents,
  terms: PursuitTerms,
  rounding: Rounding,
): Line<ExpectedItem>[] {
  const of = (pick: (w: Weighed) => Decimal): Cents =>
    roundToCents(sum(receipts.map(pick)), rounding);
  const [planned, likely, solvent, net] = [
    of((w) => w.planned),
    of((w) => w.likely),
    of((w) => w.solvent),
    of((w) => w.net),
  ];
  const spent = roundToCents(sum(costs.map((w) => w.planned)), rounding);
  const rate = percentWords(precise(terms.discountPercent.toString()));
  const fee = percentWords(precise((terms.feePercent ?? 0).toString()));
  return [
    {
      item: 'planned',
      label: 'Planned collections',
      amount: planned,
      words: `${receipts.length} receipts`,
    },
    {
      item: 'unlikely',
      label: 'Not likely to be paid',
      amount: likely - planned,
      words: 'By the chance of each receipt',
    },
    {
      item: 'bankruptcy',
      label: 'Bankruptcy',
      amount: solvent - likely,
      words: bankruptcyWords(terms),
    },
    {
      item: 'fees',
      label: 'Collection fees',
      amount: net - solvent,
      words: `${fee} of what comes in`,
    },
    { item: 'costs', label: 'Costs', amount: spent, words: 'Paid whatever comes in' },
    {
      item: 'time',
      label: 'Time',
      amount: pursue - net - spent,
      words: `Discounted at ${rate} a year to ${toWords(terms.asOf)}`,
    },
  ];
}

function bankruptcyWords({ bankruptcy }: PursuitTerms): string {
  if (!bankruptcy) return 'Not considered';
  const yearly = percentWords(precise(bankruptcy.yearlyPercent.toString()));
  const after = percentWords(precise(bankruptcy.receivedPercent.toString()));
  return `${yearly} a year; ${after} of later receipts would still come in`;
}

function settlementValue(offer: SettlementOffer, terms: PursuitTerms, rounding: Rounding): Cents {
  const net = precise(offer.amount)
    .times(precise(100).minus((terms.feePercent ?? 0).toString()))
    .div(100);
  return roundToCents(
    net.times(discountFactor(terms.discountPercent, terms.asOf, offer.date)),
    rounding,
  );
}

/** Rounded up: a cent less would be worth less than pursuing. */
function settlementFloor(value: Decimal, terms: PursuitTerms): Cents {
  const kept = precise(100)
    .minus((terms.feePercent ?? 0).toString())
    .div(100);
  if (value.lte(0) || kept.lte(0)) return 0;
  const date = terms.settlement?.date ?? terms.asOf;
  const grown = precise(value).div(discountFactor(terms.discountPercent, terms.asOf, date));
  return grown.div(kept).toDecimalPlaces(6).ceil().toNumber();
}

function bestChoice(pursue: Cents, settle: Cents | null, stop: Cents): Choice {
  if (settle !== null && settle >= pursue && settle >= stop) return 'settle';
  return pursue > stop ? 'pursue' : 'stop';
}
