/** Lines of an account: an amount with its name, the term that it came from, and its arithmetic in words. */
import type Decimal from 'decimal.js';
import { Exact, formatCents, roundToCents, type Cents, type Rounding } from '../../money/cents';
import { toWords, type Day } from '../../money/dates';
import { oncePer } from '../../money/once';
import type { DayCount } from '../../money/dayCount';
import {
  percentOf,
  percentOfInCents,
  type Accrual,
  type InterestConvention,
  type Percent,
} from '../../money/interest';

/** One line: what it is (`item`, stable, for programs), its name, its amount and how it came about. */
export interface Line<Item extends string = string> {
  readonly item: Item;
  readonly label: string;
  readonly amount: Cents;
  readonly words: string;
}

/** An amount and where it came from: evaluated here, said in words here, written as a formula where sheets are made. */
export interface Figure<Item extends string = string> extends Line<Item> {
  readonly term: Term;
}

/** What an amount is reckoned from; the figures in it stand in cells of their own where it is written down. */
export type Term = Told | AccrualTerm | ShareTerm;

/** Somebody stated it; the day is shown where interest runs from it. */
export interface Told {
  readonly kind: 'told';
  readonly date: Day | null;
}

/** Interest on another figure over days at one rate. */
export interface AccrualTerm {
  readonly kind: 'accrual';
  /** What it is called, its rate apart. */
  readonly named: string;
  readonly on: { readonly amount: Cents };
  readonly accrual: Accrual;
  readonly convention: InterestConvention;
  readonly rounding: Rounding;
}

/** A percentage of what lies between the limit before and this one; the last tier has none. */
export interface Tier {
  readonly upTo: Cents | null;
  readonly percent: Percent;
}

/** Percentages of other figures together, and the most that they may come to. */
export interface ShareTerm {
  readonly kind: 'share';
  readonly of: readonly { readonly amount: Cents }[];
  /** What those figures are together, in words. */
  readonly named: string;
  readonly tiers: readonly Tier[];
  readonly cap: Cents | null;
  readonly rounding: Rounding;
}

export const TOLD: Told = { kind: 'told', date: null };

/** What a term comes to, rounded once. */
export function evaluate(term: AccrualTerm | ShareTerm): Cents {
  if (term.kind === 'accrual') return term.accrual.cents(term.rounding);
  const uncapped = uncappedShare(term);
  return term.cap === null ? uncapped : Math.min(uncapped, term.cap);
}

/** The figures of a share together; below zero there is nothing to take a share of. */
export const shareBase = ({ of }: ShareTerm): Cents => Math.max(0, sumLines(of));

function uncappedShare(term: ShareTerm): Cents {
  const of = slices(term);
  const [only] = of;
  if (only && of.length === 1)
    return percentOfInCents(only.amount, only.percent, 1, 1, term.rounding);
  const parts = of.map(({ amount, percent }) => percentOf(amount, percent));
  return roundToCents(
    parts.reduce((sum, part) => sum.plus(part), new Exact(0)),
    term.rounding,
  );
}

/** What falls under each percentage. */
function slices(term: ShareTerm): { amount: Cents; percent: Percent }[] {
  const base = shareBase(term);
  let below = 0;
  return term.tiers.flatMap(({ upTo, percent }) => {
    const top = upTo === null ? base : Math.min(base, upTo);
    if (top <= below && term.tiers.length > 1) return [];
    const amount = top - below;
    below = top;
    return [{ amount, percent }];
  });
}

/** The arithmetic of a term. */
export const inWords = (term: AccrualTerm | ShareTerm): string =>
  term.kind === 'accrual'
    ? accrualWords(term.on.amount, term.accrual, term.convention)
    : shareWords(term);

function shareWords(term: ShareTerm): string {
  const { named, tiers, cap } = term;
  const base = money(shareBase(term));
  const of = slices(term);
  const [only] = of;
  const words =
    only && tiers.length === 1
      ? `${percentWords(only.percent)} of ${named}, ${base}`
      : `Of ${named}, ${base}: ${of.map(({ amount, percent }) => `${percentWords(percent)} of ${money(amount)}`).join(' + ')}`;
  if (cap === null) return words;
  const uncapped = uncappedShare(term);
  return uncapped > cap ? `${words} = ${money(uncapped)}, capped at ${money(cap)}` : words;
}

/** A figure that a term comes to; most are summed and never read, so that the words wait until they are asked for. */
export class Reckoned<Item extends string> implements Figure<Item> {
  readonly amount: Cents;

  constructor(
    readonly item: Item,
    readonly label: string,
    readonly term: AccrualTerm | ShareTerm,
  ) {
    this.amount = evaluate(term);
  }

  get words(): string {
    return inWords(this.term);
  }
}

/** Sum of the amounts. */
export function sumLines(lines: readonly { readonly amount: Cents }[]): Cents {
  return lines.reduce((sum, line) => sum + line.amount, 0);
}

/** An amount of money in words: `$1,234.56`. */
export function money(cents: Cents): string {
  return cents < 0 ? `-$${formatCents(-cents)}` : `$${formatCents(cents)}`;
}

/** A percentage in words: `6.5%`. */
export const percentWords = oncePer((percent: Decimal): string => {
  const shown = percent.decimalPlaces() > 8 ? percent.toDecimalPlaces(8) : percent;
  return `${shown.toString()}%`;
});

const YEAR_WORDS: Record<DayCount, string> = {
  'actual/365': '365',
  'actual/360': '360',
  '30/360': '360 (months of 30 days)',
  '30E/360': '360 (months of 30 days)',
  'actual/actual': 'the days of each calendar year',
};

/** The arithmetic of one day's interest: `$250,000 x 6.5% / 365`. */
export const perDiemWords = (principal: Cents, rate: Decimal, dayCount: DayCount): string =>
  `${money(principal)} x ${percentWords(rate)} / ${YEAR_WORDS[dayCount]}`;

/** What a sentence about an accrual speaks of, as values or as cells. */
export interface AccrualOperands<T = unknown> {
  readonly principal: T;
  readonly rate: T;
  readonly days: T;
  readonly first: T;
  readonly last: T;
}

/** A piece of a sentence: words, or one of the things that it speaks of. */
export type Said = string | { readonly of: keyof AccrualOperands };

const PER_DIEM_WORDS: Readonly<Record<InterestConvention['perDiem'], string>> = {
  exact: 'exact',
  rounded: 'rounded',
  truncated: 'cut off at the cent',
  three_decimals: 'rounded to three decimals',
};

/** The sentence on one accrual, for whoever says it of values or of cells. */
export function accrualSentence(convention: InterestConvention): readonly Said[] {
  const year = YEAR_WORDS[convention.dayCount];
  const span: Said[] = [': ', { of: 'first' }, ' through ', { of: 'last' }];
  if (convention.perDiem === 'exact')
    return [
      { of: 'principal' },
      ' x ',
      { of: 'rate' },
      ' x ',
      { of: 'days' },
      ` / ${year}`,
      ...span,
    ];
  return [
    { of: 'days' },
    ` at the per diem, ${PER_DIEM_WORDS[convention.perDiem]}, of `,
    { of: 'principal' },
    ' x ',
    { of: 'rate' },
    ` / ${year}`,
    ...span,
  ];
}

/** The arithmetic of one accrual: `$100,000 x 6.5% x 31 days / 365: January 1, 2024 through January 31, 2024`. */
export function accrualWords(
  principal: Cents,
  { days, ratePercent, first, last }: Accrual,
  convention: InterestConvention,
): string {
  const said: AccrualOperands<string> = {
    principal: money(principal),
    rate: percentWords(ratePercent),
    days: `${days} ${days === 1 ? 'day' : 'days'}`,
    first: toWords(first),
    last: toWords(last),
  };
  return accrualSentence(convention)
    .map((piece) => (typeof piece === 'string' ? piece : said[piece.of]))
    .join('');
}

/** One figure for each accrual, rounded to the cent where it is shown. */
export function accrualLines<Item extends string>(
  item: Item,
  named: string,
  on: { readonly amount: Cents },
  accruals: readonly Accrual[],
  convention: InterestConvention,
  rounding: Rounding,
): Figure<Item>[] {
  return accruals.map((accrual) => {
    const term: AccrualTerm = { kind: 'accrual', named, on, accrual, convention, rounding };
    return new Reckoned(item, `${named} at ${percentWords(accrual.ratePercent)}`, term);
  });
}
