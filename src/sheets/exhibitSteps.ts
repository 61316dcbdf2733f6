/** The way from the debt to the deficiency as rows of formulas, a projection of the figures of the assessment. */
import type { Case } from '../calculation/deficiency/case';
import type { Certainty, Placeable, Term, Test } from '../calculation/deficiency/term';
import type { Trace } from '../calculation/deficiency/trace';
import {
  wayFigures,
  type Reach,
  type Standing,
  type WayFigure,
} from '../calculation/deficiency/way';
import type { Rule } from '../law/book';
import { dollars } from '../money/cents';
import {
  amountFormula,
  ruleFormula,
  type CellOf,
  type Side,
  type Truth,
} from '../formulas/excelFormula';
import { columnHeadings } from './layout';
import type { PlacedStep } from './waterfall';
import { formula, text, type CellModel, type SheetRows } from './sheet';

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

const HEADS = ['Amount', 'Total', 'How', 'Law'];

/** Writes the steps under their stages and returns where the results stand. */
export class StepRows {
  private readonly rows: SheetRows;
  private readonly placed = new Map<Placeable, number>();
  private readonly steps: PlacedStep[] = [];
  /** The cell of the running total. */
  private total = '';

  constructor(private readonly terms: StepTerms) {
    this.rows = terms.rows;
  }

  write(): PlacedSteps {
    const { item, way, side, cellOf } = this.terms;
    const figures = wayFigures(item, way, side, ({ rule }) => standingBy(this.truthOf(rule)));
    let stage = '';
    for (const figure of figures) {
      if (figure.stage !== stage)
        columnHeadings(this.rows, figure.stage, stage === '' ? HEADS : ['', '', '', ''], 2);
      stage = figure.stage;
      this.placed.set(figure, this.rows.next);
      if (figure.item === 'result') this.result(figure);
      else if (figure.total !== null) this.step(figure, figure.total);
      else this.beside(figure);
    }
    const cell = (wanted: WayFigure['item']) => {
      const found = figures.filter((figure) => figure.item === wanted).at(-1);
      return found && `B${this.placed.get(found)}`;
    };
    return {
      shortfall: cell('shortfall') ?? '',
      surplus: cell('surplus') ?? '',
      credit: cell('credit') ?? cellOf('sale_price', 'low'),
      deficiency: `C${this.rows.next - 1}`,
      steps: this.steps,
    };
  }

  /** A step: what it adds, and what stands after it. */
  private step({ item, label, amount, term, words, rule }: WayFigure, total: number): void {
    const row = this.rows.next;
    const sum = this.total === '' ? `B${row}` : `ROUND(${this.total}+B${row},2)`;
    this.rows.add(
      text(label, 'label'),
      this.cell(term),
      formula(sum, dollars(total + 0)),
      text(words, 'note'),
      text(rule?.data.citation ?? '', 'note'),
    );
    this.total = `C${row}`;
    if (item === 'floor') return;
    this.steps.push({ label, row, amount: dollars(amount), total: dollars(total + 0) });
  }

  /** A figure on the way that adds nothing to the running total. */
  private beside({ item, label, term, perhaps, words, rule }: WayFigure): void {
    this.rows.add(
      text(label, 'label'),
      this.cell(term),
      this.cell(perhaps),
      text(words, 'note'),
      ...(item === 'net' ? [] : [text(rule?.data.citation ?? '', 'note')]),
    );
  }

  private result({ label: plain, words, total }: WayFigure): void {
    const { end } = this.terms;
    const label = end === '' ? plain : `${plain} ${end}`;
    const value = dollars((total ?? 0) + 0);
    const row = this.rows.add(
      text(label, 'totalLabel'),
      text('', 'totalLabel'),
      formula(this.total, value, 'total'),
      text(end === '' ? words : 'while facts are missing', 'note'),
    );
    this.steps.push({ label, row, amount: 0, total: value });
  }

  private cell(term: Term | null): CellModel | null {
    if (term === null) return null;
    const { cents } = term;
    const empty = term.kind === 'if' && term.otherwise === null ? '' : null;
    const known = cents !== null && Number.isFinite(cents);
    return formula(this.written(term), known ? dollars(cents + 0) : empty);
  }

  /** A term as a part of a formula. */
  private written(term: Term): string {
    const { cellOf, lines } = this.terms;
    const each = (of: readonly Term[]) => of.map((one) => this.written(one)).join(',');
    switch (term.kind) {
      case 'nothing':
        return '0';
      case 'input':
        return cellOf(term.name, term.side);
      case 'line':
        return lines.get(term.name) ?? '0';
      case 'law': {
        const { credit } = term;
        const amount: CellOf = (name, side) =>
          name === 'credit' && credit ? this.written(credit) : cellOf(name, side);
        return amountFormula(term.part.source, amount, term.side);
      }
      case 'figure':
        return `${term.as === 'amount' ? 'B' : 'C'}${this.placed.get(term.of)}`;
      case 'sum':
        return term.of.map((one) => this.written(one)).join('+');
      case 'greatest':
        return `MAX(${each(term.of)})`;
      case 'least':
        return `MIN(${each(term.of)})`;
      case 'less': {
        const taken = this.written(term.taken);
        return `${this.written(term.from)}-${term.taken.kind === 'sum' ? `(${taken})` : taken}`;
      }
      case 'minus':
        return `-${this.written(term.of)}`;
      case 'to the cent':
        return `ROUND(${this.written(term.of)},2)`;
      case 'if': {
        const otherwise = term.otherwise ? this.written(term.otherwise) : '""';
        return `IF(${this.test(term.test)},${this.written(term.then)},${otherwise})`;
      }
    }
  }

  private test(test: Test): string {
    switch (test.kind) {
      case 'rule':
        return inQuestion(this.truthOf(test.rule), test.certainty);
      case 'some':
        return `OR(${test.of.map((one) => this.test(one)).join(',')})`;
      case 'present':
        return `COUNT(${test.of.map((one) => this.written(one)).join(',')})>0`;
    }
  }

  private truthOf(rule: Rule): Truth {
    const { item, way, cellOf } = this.terms;
    return ruleFormula(rule, way.branch.facts, item.setting.plan, cellOf);
  }
}

function inQuestion({ surely, possibly }: Truth, certainty: Certainty): string {
  if (certainty !== 'only perhaps') return certainty === 'surely' ? surely : possibly;
  if (surely === possibly) return 'FALSE';
  if (surely === 'FALSE') return possibly;
  return possibly === 'TRUE' ? `NOT(${surely})` : `AND(${possibly},NOT(${surely}))`;
}

const REACH: Readonly<Record<string, Reach>> = { TRUE: 'always', FALSE: 'never' };

const standingBy =
  (truth: Truth): Standing =>
  (certainty) =>
    REACH[inQuestion(truth, certainty)] ?? 'as amounts say';
