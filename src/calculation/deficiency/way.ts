/** The way from the debt to the deficiency, figure by figure, each with the term that it comes from. */
import { least as leastOf, most as mostOf, type AmountName } from '../../law/amounts';
import type { CompiledExpression } from '../../law/bounds';
import type { Rule } from '../../law/book';
import { now } from '../../law/condition';
import { capUnder, type Candidate } from '../../law/plan';
import type { Tri } from '../../law/tri';
import { inWords } from '../../law/words';
import type { Cents } from '../../money/cents';
import type { Line } from '../line/line';
import type { Case } from './case';
import {
  greatest,
  holds,
  lawTerm,
  least,
  less,
  minus,
  NOTHING,
  presentIn,
  ruleTest,
  some,
  sum,
  toTheCent,
  when,
  type Certainty,
  type Term,
} from './term';
import { speaksOf, trace, type Side, type Trace } from './trace';

export const STAGES = [
  'Default and enforcement',
  'Sale proceeds applied',
  'Shortfall measured',
  'Court action',
] as const;

export type Stage = (typeof STAGES)[number];

/** What a figure on the way is, as far as anything turns on it. */
export type WayItem =
  | 'step'
  | 'added'
  | 'floor'
  | 'cap'
  | 'bar'
  | 'nowhere'
  | 'result'
  | 'shortfall'
  | 'surplus'
  | 'credit'
  | 'net';

/** A figure on the way: it changes what stands, or is only needed for one that does. */
export interface WayFigure extends Line<WayItem> {
  readonly stage: Stage;
  readonly rule: Rule | undefined;
  /** Null where the cell stays empty. */
  readonly term: Term | null;
  /** What it comes to if a rule may apply: a second figure in the row. */
  readonly perhaps: Term | null;
  /** What stands after it; null for a figure that changes nothing. */
  readonly total: Cents | null;
}

/** Whether amounts can make something true: they always or never do, or it is theirs to say. */
export type Reach = 'always' | 'never' | 'as amounts say';

/** How a rule of a branch can come to apply. */
export type Standing = (certainty: Certainty) => Reach;

/** How rules stand at the amounts of the case, and no others. */
const asItStands =
  ({ amounts }: Case) =>
  ({ applies }: Candidate): Standing =>
  (certainty) =>
    holds(now(applies, amounts), certainty) ? 'always' : 'never';

/**
 * The figures along one end of the range. With `standing` they hold every rule that other amounts may
 * bring into play; without it only those that have a say as things stand.
 */
export function wayFigures(
  item: Case,
  way: Trace,
  side: Side,
  standing?: (candidate: Candidate) => Standing,
): readonly WayFigure[] {
  const made = new Way(item, way, side, standing ?? asItStands(item), standing === undefined);
  made.follow();
  return made.figures;
}

interface Ruled {
  readonly rule: Rule;
  readonly state: Tri;
  readonly standing: Standing;
}

const opposite = (side: Side): Side => (side === 'low' ? 'high' : 'low');

class Way {
  readonly figures: WayFigure[] = [];
  private stage: Stage = STAGES[0];
  private total: Term = NOTHING;
  /** What is credited for the collateral. */
  private credit: Term;
  private readonly debt: Term;
  private readonly costs: Term;
  private readonly price: Term;

  constructor(
    private readonly item: Case,
    private readonly way: Trace,
    private readonly side: Side,
    private readonly standing: (candidate: Candidate) => Standing,
    private readonly settled: boolean,
  ) {
    this.debt = this.input('debt');
    this.costs = this.input('costs');
    this.price = this.input('sale_price');
    this.credit = this.price;
  }

  follow(): void {
    this.account();
    this.stage = STAGES[2];
    const plain = this.total;
    this.beside('shortfall', 'Shortfall before any law', greatest(NOTHING, plain));
    this.surplus(plain);
    this.measured(plain);
    this.adds(
      'floor',
      'Below zero nothing is owed',
      greatest(NOTHING, minus(this.total)),
      'a surplus belongs to others',
    );
    this.stage = STAGES[3];
    this.capped();
    this.barred();
    this.adds('result', 'Deficiency', NOTHING, 'what may be recovered');
  }

  private input(name: AmountName, side: Side = 'low'): Term {
    const { amounts } = this.item;
    const cents = side === 'low' ? leastOf(amounts, name) : mostOf(amounts, name);
    return { kind: 'input', name, side, cents };
  }

  private place(figure: Omit<WayFigure, 'stage' | 'amount'>): WayFigure {
    const made = { ...figure, stage: this.stage, amount: (figure.term?.cents ?? 0) + 0 };
    this.figures.push(made);
    return made;
  }

  /** A step: what it adds to what stands. */
  private adds(item: WayItem, label: string, term: Term, words: string, rule?: Rule): void {
    const total = (this.total.cents ?? 0) + (term.cents ?? 0);
    const of = this.place({ item, label, term, perhaps: null, words, rule, total });
    this.total = { kind: 'figure', of, as: 'total', cents: total };
  }

  /** A figure that changes nothing by itself. */
  private beside(item: WayItem, label: string, term: Term, words = '', rule?: Rule): Term {
    const of = this.place({ item, label, term, perhaps: null, words, rule, total: null });
    return { kind: 'figure', of, as: 'amount', cents: term.cents };
  }

  private account(): void {
    const { debt, price } = this.item.account;
    if (debt.length === 0)
      this.adds('step', 'Balance at the sale', this.debt, 'total debt at the sale date');
    for (const { name, label, cents } of debt) {
      const line = accountLine(name, cents);
      const words = cents < 0 ? 'comes off the debt' : 'part of the debt';
      this.adds('step', label, cents < 0 ? minus(line) : line, words);
    }
    this.adds('step', 'Costs', this.costs, 'allowed costs of enforcement and sale');
    this.stage = STAGES[1];
    const [gross, taxes] = price;
    const comesOff = 'proceeds come off the debt and costs';
    if (!gross || !taxes) this.adds('step', 'Sale price', minus(this.price), comesOff);
    else {
      const brought = accountLine(gross.name, gross.cents);
      const paid = least(accountLine(taxes.name, taxes.cents), brought);
      this.adds('step', gross.label, minus(brought), comesOff);
      this.adds('step', taxes.label, paid, 'paid before the debt');
    }
  }

  /** What a price beyond the debt leaves for others, as the rule that governs speaks of the price. */
  private surplus(plain: Term): void {
    const { setting, amounts } = this.item;
    const speaks = speaksOf(trace(setting.branches, amounts, 'high'));
    const { price, debt, costs } = this;
    const left = greatest(NOTHING, less(price, this.input('prior_liens', 'high')));
    const [term, words] = {
      equity: [greatest(NOTHING, minus(plain)), ''] as const,
      whole: [
        greatest(NOTHING, less(less(left, debt), costs)),
        'liens ahead come out of the price',
      ] as const,
      value: [NOTHING, 'nothing was sold'] as const,
    }[speaks];
    this.beside('surplus', 'Surplus', term, words);
  }

  /** Rules of one kind as they stand, without those that no amounts bring into play on this side. */
  private ruled(candidates: readonly Candidate[], certainty: Certainty): Ruled[] {
    return candidates
      .map((candidate) => ({
        rule: candidate.rule,
        state: now(candidate.applies, this.item.amounts),
        standing: this.standing(candidate),
      }))
      .filter(({ standing }) => standing(certainty) !== 'never');
  }

  /** A term where a rule applies, another or none where it does not. */
  private where(
    { rule, state, standing }: Ruled,
    certainty: Certainty,
    then: Term,
    otherwise: Term | null = null,
  ): Term {
    if (standing(certainty) === 'always') return then;
    return when(ruleTest(rule, certainty, state), then, otherwise);
  }

  /**
   * What a rule credits. Where a missing amount may have any size, the credit is shown as what covers
   * the whole debt, for more changes nothing.
   */
  private creditUnder(rule: Rule): Term {
    const { amounts } = this.item;
    const { base, credit } = partsOf(rule);
    const said = lawTerm(credit, opposite(this.side), amounts);
    if (Number.isFinite(said.cents)) return said;
    return least(said, greatest(lawTerm(base, this.side, amounts), this.price));
  }

  private measured(plain: Term): void {
    const { measure, branch } = this.way;
    if (this.settled) return measure && this.measuredByOne(measure.rule);
    const all = this.ruled(branch.measures, 'possibly');
    const settled = all.some(({ standing }) => standing('surely') === 'always');
    const relevant =
      this.side === 'high' && settled
        ? all.filter(({ standing }) => standing('surely') !== 'never')
        : all;
    const [first] = relevant;
    if (first && relevant.length === 1 && settled) this.measuredByOne(first.rule);
    else if (first) this.measuredByBest(relevant, plain);
  }

  /** One rule measures: what it adds to the debt, the credit, and how far that differs from the price. */
  private measuredByOne(rule: Rule): void {
    const { debt, costs, price, side } = this;
    const { base, credit } = partsOf(rule);
    const words = `credit: ${inWords(credit.source)}`;
    this.credit = this.beside(
      'credit',
      'Credit for the collateral',
      this.creditUnder(rule),
      words,
      rule,
    );
    let from = sum(debt, costs);
    if (rule.data.effect.kind === 'credit' && rule.data.effect.base !== undefined) {
      const measured = inWords(base.source);
      const own = lawTerm(base, side, this.item.amounts);
      const widened = this.beside('step', 'What the credit comes off', own, measured, rule);
      this.adds(
        'added',
        'What the law adds to the debt',
        toTheCent(less(widened, from)),
        `measured from ${measured}`,
        rule,
      );
      from = widened;
    }
    const taken = least(this.credit, greatest(from, price));
    this.adds('step', rule.data.title, toTheCent(less(price, taken)), words, rule);
  }

  /** Several rules measure, or one does only at some amounts: each is worked out and the governing one taken. */
  private measuredByBest(all: readonly Ruled[], plain: Term): void {
    const worked = all.map((ruled) => this.workedOut(ruled));
    const sure = worked.flatMap((one) => one.sure ?? []);
    const perhaps = worked.flatMap((one) => one.perhaps ?? []);
    const high = this.side === 'high';
    const always = all.some(({ standing }) => standing('surely') === 'always');
    const [pick, among] = high
      ? ([greatest, sure] as const)
      : ([least, [...sure, ...perhaps]] as const);
    const open = perhaps.length > 0 ? pick(plain, ...perhaps) : plain;
    const best = least(...among);
    const governing = among.length === 0 ? open : always ? best : when(presentIn(sure), best, open);
    const net = this.beside(
      'step',
      'Debt less credit under the rule that governs',
      governing,
      high || always ? 'the highest credit is credited' : 'the least that may be owed',
    );
    this.adds(
      'step',
      'Measured as the law says',
      toTheCent(less(greatest(net, least(NOTHING, plain)), this.total)),
      'from the price to the measure of the law',
    );
    this.creditOf(worked);
  }

  /** One of several measures: its credit, and what is left of the debt where it applies or may apply. */
  private workedOut(ruled: Ruled): WorkedOut {
    const { rule, standing } = ruled;
    const { base, credit } = partsOf(rule);
    const label = `Credit: ${rule.data.title}`;
    const words = inWords(credit.source);
    const credited = this.beside('credit', label, this.creditUnder(rule), words, rule);
    const net = toTheCent(less(lawTerm(base, this.side, this.item.amounts), credited));
    const [term, perhaps] = (['surely', 'only perhaps'] as const).map((certainty) =>
      standing(certainty) === 'never' ? null : this.where(ruled, certainty, net),
    ) as [Term | null, Term | null];
    const of = this.place({
      item: 'net',
      label: 'Debt less that credit, if the rule applies',
      term,
      perhaps,
      words: perhaps ? 'second figure: if it may apply' : '',
      rule: undefined,
      total: null,
    });
    return {
      ruled,
      credit: credited,
      sure: term && { kind: 'figure', of, as: 'amount', cents: term.cents },
      perhaps: perhaps && { kind: 'figure', of, as: 'perhaps', cents: perhaps.cents },
    };
  }

  /** The credit that a cap may speak of: the highest that applies, or at the low end may apply. */
  private creditOf(worked: readonly WorkedOut[]): void {
    const { price, side } = this;
    const credits = (ones: readonly WorkedOut[], certainty: Certainty, otherwise: Term) =>
      ones.map(({ ruled, credit }) => this.where(ruled, certainty, credit, otherwise));
    const sure = worked.filter((one) => one.sure);
    const highest =
      side === 'high'
        ? greatest(...credits(sure, 'surely', NOTHING))
        : greatest(...credits(worked, 'possibly', NOTHING));
    const perhaps = worked.filter((one) => one.perhaps);
    const open =
      side === 'high'
        ? least(price, ...credits(perhaps, 'only perhaps', price))
        : greatest(price, highest);
    const tests = sure.map(({ ruled: { rule, state } }) => ruleTest(rule, 'surely', state));
    const always = sure.some(({ ruled: { standing } }) => standing('surely') === 'always');
    const term = always ? highest : tests.length === 0 ? open : when(some(tests), highest, open);
    this.credit = this.beside('credit', 'Credit for the collateral', term);
  }

  /** On the low side what may apply counts; on the high side only what does. */
  private get counting(): Certainty {
    return this.side === 'high' ? 'surely' : 'possibly';
  }

  private capped(): void {
    for (const ruled of this.ruled(this.way.branch.caps, this.counting)) {
      const { rule } = ruled;
      if (!rule.cap) continue;
      const words = inWords(rule.cap.source);
      const label = `Most: ${rule.data.title}`;
      const most = this.beside('step', label, this.cap(rule, rule.cap), words, rule);
      const lowered = toTheCent(least(NOTHING, less(greatest(NOTHING, most), this.total)));
      const term = this.where(ruled, this.counting, lowered, NOTHING);
      this.adds('cap', rule.data.title, term, `not more than ${words}`, rule);
    }
  }

  /** A cap that a missing amount leaves without size is shown as the whole of what is owed, or as nothing. */
  private cap(rule: Rule, part: CompiledExpression): Term {
    const { credit, side } = this;
    const credited = { creditLow: credit.cents ?? 0, creditHigh: credit.cents ?? 0 };
    const cents = capUnder(rule, this.item.amounts, credited)[side];
    const said: Term = { kind: 'law', part, side, credit, cents };
    if (cents === Infinity) return least(said, this.total);
    return cents === -Infinity ? greatest(NOTHING, said) : said;
  }

  private barred(): void {
    for (const ruled of this.ruled(this.way.branch.bars, this.counting)) {
      const { rule, standing } = ruled;
      const always = standing(this.counting) === 'always';
      const term = this.where(ruled, this.counting, minus(this.total), NOTHING);
      const words = `nothing may be recovered${always ? '' : ' where it applies'}`;
      this.adds('bar', rule.data.title, term, words, rule);
    }
    if (this.side === 'low' && this.item.setting.place.code === '')
      this.adds('nowhere', 'No state was told', minus(this.total), 'nothing is certain');
  }
}

interface WorkedOut {
  readonly ruled: Ruled;
  readonly credit: Term;
  readonly sure: Term | null;
  readonly perhaps: Term | null;
}

const accountLine = (name: string, cents: Cents): Term => ({
  kind: 'line',
  name,
  cents: Math.abs(cents),
});

function partsOf({ base, credit, data }: Rule): {
  base: CompiledExpression;
  credit: CompiledExpression;
} {
  if (!base || !credit) throw new Error(`${data.id} measures nothing`);
  return { base, credit };
}
