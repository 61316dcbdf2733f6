/** The way from the debt to the deficiency as rows of formulas, in the four stages of the assessment. */
import type { Case } from '../calculation/deficiency/case';
import { STAGES } from '../calculation/deficiency/steps';
import { surplusUnder } from '../calculation/deficiency/outcome';
import { speaksOf, trace, type Trace } from '../calculation/deficiency/trace';
import { nameOf, inWords } from '../law/words';
import type { CompiledExpression } from '../law/bounds';
import type { Rule } from '../law/book';
import { now } from '../law/condition';
import { least } from '../law/amounts';
import { capUnder, type Candidate } from '../law/plan';
import { FALSE, TRUE, type Tri } from '../law/tri';
import { dollars, type Cents } from '../money/cents';
import {
  amountFormula,
  ruleFormula,
  type CellOf,
  type Side,
  type Truth,
} from '../formulas/excelFormula';
import { columnHeadings } from './layout';
import type { PlacedStep } from './waterfall';
import { formula, text, type SheetRows, type StyleName } from './sheet';

/** A formula and what it gives, in cents. */
interface Figure {
  readonly written: string;
  readonly cents: Cents;
}

/** The cells that the rest of the exhibit refers to. */
export interface PlacedSteps {
  readonly deficiency: string;
  readonly shortfall: string;
  readonly surplus: string;
  readonly credit: string;
  /** The steps that change the running total, for a chart. */
  readonly steps: readonly PlacedStep[];
}

/** What the rows are written from. */
export interface StepTerms {
  readonly rows: SheetRows;
  readonly item: Case;
  readonly way: Trace;
  readonly side: Side;
  /** Which end of an open range the steps lead to. */
  readonly end: '' | 'at most' | 'at least';
  readonly cellOf: CellOf;
  /** Cells of the lines that the debt or the price is built of. */
  readonly lines: ReadonlyMap<string, string>;
}

/** A rule that may measure, cap or bar, with its answer as a formula and as things stand. */
interface Standing {
  readonly rule: Rule;
  readonly truth: Truth;
  readonly state: Tri;
}

const opposite = (side: Side): Side => (side === 'low' ? 'high' : 'low');

/** Writes the steps under their stages and returns where the results stand. */
export class StepRows {
  private readonly rows: SheetRows;
  /** The cell and the cents of the running total. */
  private total = { cell: '', cents: 0 };
  private credit = { cell: '', cents: 0 };
  private readonly steps: PlacedStep[] = [];

  constructor(private readonly terms: StepTerms) {
    this.rows = terms.rows;
  }

  write(): PlacedSteps {
    const { item, cellOf, lines } = this.terms;
    const lineOf = (name: string) => lines.get(name) ?? '0';
    const [debt, costs, price] = (['debt', 'costs', 'sale_price'] as const).map((name) =>
      least(item.amounts, name),
    ) as [Cents, Cents, Cents];
    const [debtCell, costsCell, priceCell] = ['debt', 'costs', 'sale_price'].map((name) =>
      cellOf(name, 'low'),
    ) as [string, string, string];
    this.stage(STAGES[0]);
    if (item.account.debt.length === 0)
      this.line('Balance at the sale', debtCell, debt, 'total debt at the sale date');
    for (const { name, label, cents } of item.account.debt)
      this.line(
        label,
        signed(lineOf(name), cents),
        cents,
        cents < 0 ? 'comes off the debt' : 'part of the debt',
      );
    this.line('Costs', costsCell, costs, 'allowed costs of enforcement and sale');
    this.stage(STAGES[1]);
    const [gross, taxes] = item.account.price;
    if (gross && taxes) {
      const grossCell = lineOf(gross.name);
      this.line(gross.label, `-${grossCell}`, gross.cents, 'proceeds come off the debt and costs');
      this.line(
        taxes.label,
        `MIN(${lineOf(taxes.name)},${grossCell})`,
        taxes.cents,
        'paid before the debt',
      );
    } else this.line('Sale price', `-${priceCell}`, -price, 'proceeds come off the debt and costs');
    const plain = this.total;
    this.stage(STAGES[2]);
    const shortfall = this.amount(
      'Shortfall before any law',
      `MAX(0,${plain.cell})`,
      Math.max(0, plain.cents),
    );
    const surplus = this.surplus(plain.cell);
    this.credit = { cell: priceCell, cents: price };
    this.measured(plain);
    this.line(
      NOTHING_BELOW_ZERO,
      `MAX(0,-${this.total.cell})`,
      Math.max(0, -this.total.cents),
      'a surplus belongs to others',
    );
    this.stage(STAGES[3]);
    this.capped();
    this.barred();
    const deficiency = this.result();
    return { shortfall, surplus, credit: this.credit.cell, deficiency, steps: this.steps };
  }

  /** What a price beyond the debt leaves for others, as the rule that governs speaks of the price. */
  private surplus(plain: string): string {
    const { item, cellOf } = this.terms;
    const speaks = speaksOf(trace(item.setting.branches, item.amounts, 'high'));
    const [debt, costs, price] = (['debt', 'costs', 'sale_price'] as const).map((name) =>
      cellOf(name, 'low'),
    ) as [string, string, string];
    const written = {
      equity: `MAX(0,-${plain})`,
      whole: `MAX(0,MAX(0,${price}-${cellOf('prior_liens', 'high')})-${debt}-${costs})`,
      value: '0',
    }[speaks];
    const words = {
      equity: '',
      whole: 'liens ahead come out of the price',
      value: 'nothing was sold',
    };
    return this.amount('Surplus', written, surplusUnder(item, speaks), words[speaks]);
  }

  private stage(name: string): void {
    columnHeadings(this.rows, name, this.total.cell === '' ? HEADS : ['', '', '', ''], 2);
  }

  /** A step: what it adds, and what stands after it. */
  private line(label: string, amount: string, cents: Cents, words: string, rule?: Rule): void {
    const row = this.rows.next;
    const before = this.total.cell;
    const total = { cell: `C${row}`, cents: this.total.cents + cents };
    const sum = before === '' ? `B${row}` : `ROUND(${before}+B${row},2)`;
    this.rows.add(
      text(label, 'label'),
      formula(amount, dollars(cents + 0)),
      formula(sum, dollars(total.cents + 0)),
      text(words, 'note'),
      text(rule?.data.citation ?? '', 'note'),
    );
    this.total = total;
    if (label === NOTHING_BELOW_ZERO) return;
    this.steps.push({ label, row, amount: dollars(cents + 0), total: dollars(total.cents + 0) });
  }

  /** A figure on the way that adds nothing to the running total. */
  private amount(
    label: string,
    written: string,
    cents: Cents,
    words = '',
    rule?: Rule,
    style: StyleName = 'money',
  ): string {
    const cell = `B${this.rows.next}`;
    const value = Number.isFinite(cents) ? dollars(cents + 0) : null;
    this.rows.add(
      text(label, 'label'),
      formula(written, value, style),
      null,
      text(words, 'note'),
      text(rule?.data.citation ?? '', 'note'),
    );
    return cell;
  }

  /** Rules of one kind with their answers, without those that amounts cannot bring into play on this side. */
  private standing(candidates: readonly Candidate[], perhapsToo: boolean): Standing[] {
    const { item, way, cellOf } = this.terms;
    const { place, plan } = item.setting;
    return candidates
      .map(({ rule, applies }) => ({
        rule,
        truth: ruleFormula(place, rule, way.branch.facts, plan, cellOf),
        state: now(applies, item.amounts),
      }))
      .filter(({ truth }) => (perhapsToo ? truth.possibly : truth.surely) !== 'FALSE');
  }

  private valueOf(part: CompiledExpression, side: Side): Cents {
    return part[side](this.terms.item.amounts);
  }

  /**
   * What a rule credits. Where a missing amount may have any size, the credit is shown as what covers
   * the whole debt, for more changes nothing.
   */
  private creditUnder(rule: Rule): Figure {
    const { side, cellOf, item } = this.terms;
    const { base, credit } = partsOf(rule);
    const written = amountFormula(credit.source, cellOf, opposite(side));
    const cents = this.valueOf(credit, opposite(side));
    if (Number.isFinite(cents)) return { written, cents };
    const price = least(item.amounts, 'sale_price');
    const enough = Math.max(this.valueOf(base, side), price);
    const all = `MAX(${amountFormula(base.source, cellOf, side)},${cellOf('sale_price', 'low')})`;
    return { written: `MIN(${written},${all})`, cents: Math.min(cents, enough) };
  }

  private measured(plain: { cell: string; cents: Cents }): void {
    const all = this.standing(this.terms.way.branch.measures, true);
    const settled = all.some(({ truth }) => truth.surely === 'TRUE');
    const relevant = this.terms.side === 'high' && settled ? withoutUnsure(all) : all;
    const [first] = relevant;
    if (!first) return;
    if (relevant.length === 1 && settled) this.measuredByOne(first, plain);
    else this.measuredByBest(relevant, plain);
  }

  /** One rule measures: what it adds to the debt, the credit, and how far that differs from the price. */
  private measuredByOne({ rule }: Standing, plain: { cell: string; cents: Cents }): void {
    const { side, item } = this.terms;
    const { base, credit } = partsOf(rule);
    const price = least(item.amounts, 'sale_price');
    const plainBase = plain.cents + price;
    const words = `credit: ${inWords(credit.source)}`;
    const { written, cents: creditCents } = this.creditUnder(rule);
    const creditCell = this.amount('Credit for the collateral', written, creditCents, words, rule);
    const baseCents = this.valueOf(base, side);
    const priceCell = this.terms.cellOf('sale_price', 'low');
    const plainBaseText = `${this.terms.cellOf('debt', 'low')}+${this.terms.cellOf('costs', 'low')}`;
    let baseText = plainBaseText;
    if (inWords(base.source) !== PLAIN_BASE) {
      baseText = this.amount(
        'What the credit comes off',
        amountFormula(base.source, this.terms.cellOf, side),
        baseCents,
        inWords(base.source),
        rule,
      );
      this.line(
        'What the law adds to the debt',
        `ROUND(${baseText}-(${plainBaseText}),2)`,
        baseCents - plainBase,
        `measured from ${inWords(base.source)}`,
        rule,
      );
    }
    const taken = Math.min(creditCents, Math.max(baseCents, price));
    this.line(
      rule.data.title,
      `ROUND(${priceCell}-MIN(${creditCell},MAX(${baseText},${priceCell})),2)`,
      price - taken,
      words,
      rule,
    );
    this.credit = { cell: creditCell, cents: creditCents };
  }

  /** Several rules measure, or one does only at some amounts: each is worked out and the governing one taken. */
  private measuredByBest(all: readonly Standing[], plain: { cell: string; cents: Cents }): void {
    const { side } = this.terms;
    const sureNets: string[] = [];
    const otherNets: string[] = [];
    const worked = all.map((standing) => {
      const found = this.workedOut(standing);
      if (standing.truth.surely !== 'FALSE') sureNets.push(found.sure);
      if (found.perhaps !== null) otherNets.push(found.perhaps);
      return found;
    });
    const pick = side === 'high' ? 'MAX' : 'MIN';
    const among = side === 'low' ? [...sureNets, ...otherNets] : sureNets;
    const least = among.length > 0 ? `MIN(${among.join(',')})` : '';
    const open =
      otherNets.length > 0 ? `${pick}(${[plain.cell, ...otherNets].join(',')})` : plain.cell;
    const always = all.some(({ truth }) => truth.surely === 'TRUE');
    const chosen =
      least === '' ? open : always ? least : `IF(COUNT(${sureNets.join(',')})>0,${least},${open})`;
    const cents = this.governing(worked, plain.cents);
    const net = this.amount(
      'Debt less credit under the rule that governs',
      chosen,
      cents,
      side === 'high' || always ? 'the highest credit is credited' : 'the least that may be owed',
    );
    const before = this.total;
    const standing = Math.max(cents, Math.min(0, plain.cents));
    this.line(
      'Measured as the law says',
      `ROUND(MAX(${net},MIN(0,${plain.cell}))-${before.cell},2)`,
      standing - before.cents,
      'from the price to the measure of the law',
    );
    this.creditOf(worked);
  }

  /** One of several measures: its credit, and what is left of the debt where it applies or may apply. */
  private workedOut({ rule, truth, state }: Standing): WorkedOut {
    const { side, cellOf } = this.terms;
    const { base, credit } = partsOf(rule);
    const { written, cents: creditCents } = this.creditUnder(rule);
    const words = inWords(credit.source);
    const label = `Credit: ${rule.data.title}`;
    const creditCell = this.amount(label, written, creditCents, words, rule);
    const net = `ROUND(${amountFormula(base.source, cellOf, side)}-${creditCell},2)`;
    const cents = this.valueOf(base, side) - creditCents;
    const row = this.rows.next;
    const { surely, possibly } = truth;
    const perhaps = surely === possibly ? null : onlyPerhaps(truth);
    const shown = (wanted: boolean) => (wanted && Number.isFinite(cents) ? dollars(cents) : '');
    this.rows.add(
      text('Debt less that credit, if the rule applies', 'label'),
      surely === 'FALSE'
        ? null
        : formula(surely === 'TRUE' ? net : `IF(${surely},${net},"")`, shown(state === TRUE)),
      perhaps === null
        ? null
        : formula(
            perhaps === 'TRUE' ? net : `IF(${perhaps},${net},"")`,
            shown(state !== TRUE && state !== FALSE),
          ),
      text(perhaps === null ? '' : 'second figure: if it may apply', 'note'),
    );
    return {
      state,
      cents,
      credit: creditCell,
      creditCents,
      truth,
      sure: `B${row}`,
      perhaps: perhaps === null ? null : `C${row}`,
    };
  }

  private governing(worked: readonly WorkedOut[], plain: Cents): Cents {
    const nets = (states: (state: Tri) => boolean) =>
      worked.filter(({ state }) => states(state)).map(({ cents }) => cents);
    const sure = nets((state) => state === TRUE);
    const perhaps = nets((state) => state !== TRUE && state !== FALSE);
    if (this.terms.side === 'high')
      return sure.length > 0 ? Math.min(...sure) : Math.max(plain, ...perhaps);
    return sure.length > 0 ? Math.min(...sure, ...perhaps) : Math.min(plain, ...perhaps);
  }

  /** The credit that a cap may speak of: the highest that applies, or at the low end may apply. */
  private creditOf(worked: readonly WorkedOut[]): void {
    const { side } = this.terms;
    const price = this.credit;
    const where = (test: string, one: WorkedOut, otherwise: string) =>
      test === 'TRUE' ? one.credit : `IF(${test},${one.credit},${otherwise})`;
    const sure = worked.filter(({ truth }) => truth.surely !== 'FALSE');
    const perhaps = worked.filter(({ perhaps: cell }) => cell !== null);
    const counted = side === 'high' ? sure : worked;
    const highest = `MAX(${counted
      .map((one) => where(side === 'high' ? one.truth.surely : one.truth.possibly, one, '0'))
      .join(',')})`;
    const open =
      side === 'high'
        ? `MIN(${[price.cell, ...perhaps.map((one) => where(onlyPerhaps(one.truth), one, price.cell))].join(',')})`
        : `MAX(${price.cell},${highest})`;
    const tests = sure.map(({ truth }) => truth.surely);
    const chosen = tests.includes('TRUE')
      ? highest
      : tests.length === 0
        ? open
        : `IF(OR(${tests.join(',')}),${highest},${open})`;
    const cents = this.creditCents(worked, price.cents);
    this.credit = { cell: this.amount('Credit for the collateral', chosen, cents), cents };
  }

  private creditCents(worked: readonly WorkedOut[], price: Cents): Cents {
    const of = (states: (state: Tri) => boolean) =>
      worked.filter(({ state }) => states(state)).map(({ creditCents }) => creditCents);
    const sure = of((state) => state === TRUE);
    const perhaps = of((state) => state !== TRUE && state !== FALSE);
    if (this.terms.side === 'high')
      return sure.length > 0 ? Math.max(...sure) : Math.min(price, ...perhaps);
    return sure.length > 0 ? Math.max(...sure, ...perhaps) : Math.max(price, ...perhaps);
  }

  private capped(): void {
    const { side, item, cellOf, way } = this.terms;
    const withCredit: CellOf = (name, end) =>
      name === 'credit' ? this.credit.cell : cellOf(name, end);
    const credited = { creditLow: this.credit.cents, creditHigh: this.credit.cents };
    for (const { rule, truth, state } of this.standing(way.branch.caps, side === 'low')) {
      if (!rule.cap) continue;
      const words = inWords(rule.cap.source);
      const cap = within(
        {
          written: amountFormula(rule.cap.source, withCredit, side),
          cents: capUnder(rule, item.amounts, credited)[side],
        },
        this.total,
      );
      const most = this.amount(`Most: ${rule.data.title}`, cap.written, cap.cents, words, rule);
      const test = side === 'high' ? truth.surely : truth.possibly;
      const counts = side === 'high' ? state === TRUE : state !== FALSE;
      const lowered = `ROUND(MIN(0,MAX(0,${most})-${this.total.cell}),2)`;
      const to = Math.max(0, cap.cents);
      this.line(
        rule.data.title,
        test === 'TRUE' ? lowered : `IF(${test},${lowered},0)`,
        counts ? Math.min(0, to - this.total.cents) : 0,
        `not more than ${words}`,
        rule,
      );
    }
  }

  private barred(): void {
    const { side, way } = this.terms;
    for (const { rule, truth, state } of this.standing(way.branch.bars, side === 'low')) {
      const test = side === 'high' ? truth.surely : truth.possibly;
      const counts = side === 'high' ? state === TRUE : state !== FALSE;
      this.line(
        rule.data.title,
        test === 'TRUE' ? `-${this.total.cell}` : `IF(${test},-${this.total.cell},0)`,
        counts ? -this.total.cents : 0,
        test === 'TRUE' ? 'nothing may be recovered' : 'nothing may be recovered where it applies',
        rule,
      );
    }
    if (side === 'low' && this.terms.item.setting.place.code === '')
      this.line(
        'No state was told',
        `-${this.total.cell}`,
        -this.total.cents,
        'nothing is certain',
      );
  }

  private result(): string {
    const { end } = this.terms;
    const label = end === '' ? 'Deficiency' : `Deficiency ${end}`;
    const row = this.rows.next;
    this.rows.add(
      text(label, 'totalLabel'),
      text('', 'totalLabel'),
      formula(this.total.cell, dollars(this.total.cents + 0), 'total'),
      text(end === '' ? 'what may be recovered' : 'while facts are missing', 'note'),
    );
    const total = dollars(this.total.cents + 0);
    this.steps.push({ label, row, amount: 0, total });
    return `C${row}`;
  }
}

interface WorkedOut {
  readonly state: Tri;
  readonly cents: Cents;
  readonly credit: string;
  readonly creditCents: Cents;
  readonly truth: Truth;
  readonly sure: string;
  readonly perhaps: string | null;
}

const signed = (cell: string, cents: Cents): string => (cents < 0 ? `-${cell}` : cell);

const PLAIN_BASE = `${nameOf('debt')} plus ${nameOf('costs')}`;

const NOTHING_BELOW_ZERO = 'Below zero nothing is owed';

/** A cap that a missing amount leaves without size is shown as the whole of what is owed, or as nothing. */
function within({ written, cents }: Figure, total: { cell: string; cents: Cents }): Figure {
  if (cents === Infinity) return { written: `MIN(${written},${total.cell})`, cents: total.cents };
  if (cents === -Infinity) return { written: `MAX(0,${written})`, cents: 0 };
  return { written, cents };
}

const HEADS = ['Amount', 'Total', 'How', 'Law'];

const withoutUnsure = (all: readonly Standing[]): Standing[] =>
  all.filter(({ truth }) => truth.surely !== 'FALSE');

function onlyPerhaps({ surely, possibly }: Truth): string {
  if (surely === 'FALSE') return possibly;
  return possibly === 'TRUE' ? `NOT(${surely})` : `AND(${possibly},NOT(${surely}))`;
}

function partsOf({ base, credit, data }: Rule): {
  base: CompiledExpression;
  credit: CompiledExpression;
} {
  if (!base || !credit) throw new Error(`${data.id} measures nothing`);
  return { base, credit };
}
