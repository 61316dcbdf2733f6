/** The form that maps a table's columns to arguments and facts, inserts one formula, and lists rows in error. */
import { caseDeclarations } from '../../functions/caseDeclarations';
import { FACTS, factNamed } from '../../law/book';
import { blockOf, cellAddress, fullAddress, placeText } from '../../formulas/address';
import { explain } from '../../workbook/explain';
import { isErrorValue, type CellPlace } from '../../formulas/place';
import { type TableInfo } from '../../workbook/host';
import {
  planInsert,
  portfolioFormula,
  proposeMapping,
  type ColumnOrConstant,
  type Mapping,
} from '../../workbook/insert';
import { carryOut } from '../../workbook/plan';
import type { Pane } from '../screen';
import { strings } from '../strings';
import { button, formulaText, message, selectField } from '../ui/controls';
import { h, pin, refill, type Child } from '../ui/dom';
import { parametersOf } from './argumentText';
import { MOST_LISTED, planWarnings, shortList } from './planView';
import { Target } from './target';

const words = strings.insert;

/** Functions that answer a row with one cell or a few. */
const PER_ROW = caseDeclarations.filter(({ forTables }) => forTables);

/** Rows that are read at a time, so that Excel stays awake. */
const CHUNK = 1000;

export class PortfolioForm {
  readonly element = h('div', {});
  private tables: readonly TableInfo[] | null = null;
  private mapping: Mapping | null = null;
  private readonly target: Target;
  private readonly report = pin(
    h('div', { role: 'status', 'aria-live': 'polite', class: 'rc-after' }),
  );

  constructor(private readonly pane: Pane) {
    this.target = new Target(pane, () => this.draw());
  }

  draw(): void {
    refill(
      this.element,
      h('p', { class: 'rc-quiet' }, words.portfolioHelp),
      button(words.findTables, () => void this.find(), { key: 'portfolio.find' }),
      this.tables === null
        ? null
        : this.tables.length === 0
          ? h('p', {}, words.noTables)
          : this.form(this.tables),
      this.report,
    );
  }

  private async find(): Promise<void> {
    this.tables = await this.pane.host.tables();
    const [first] = this.tables;
    this.mapping = first ? proposeMapping('DEFICIENCY', first) : null;
    this.target.place = first ? beside(first) : null;
    this.report.replaceChildren();
    this.draw();
  }

  private form(tables: readonly TableInfo[]): Child[] {
    const { mapping } = this;
    if (!mapping) return [];
    const formula = portfolioFormula(mapping, this.target.place ?? mapping.table.block);
    const named = (table: TableInfo) => words.tableAt(table.name, fullAddress(table.block));
    return [
      selectField(
        {
          label: words.table,
          key: 'portfolio.table',
          value: String(tables.indexOf(mapping.table)),
          choices: tables.map((table, at) => ({ value: String(at), label: named(table) })),
        },
        (at) => this.use(tables[Number(at)] as TableInfo),
      ),
      selectField(
        {
          label: words.function,
          key: 'portfolio.function',
          value: mapping.id,
          choices: PER_ROW.map(({ id, summary }) => ({ value: id, label: `${id}: ${summary}` })),
        },
        (id) => this.map({ ...mapping, id }),
      ),
      parametersOf(mapping.id)
        .filter(({ name }) => name !== 'facts')
        .map(({ name, optional }) => this.columnField(mapping, name, optional)),
      this.facts(mapping),
      this.target.element('portfolio'),
      formula.ok ? formulaText(formula.value, strings.formula) : message('info', formula.message),
      button(words.check, () => void this.insert(mapping), {
        appearance: 'primary',
        key: 'portfolio.insert',
        disabled: !formula.ok,
      }),
    ];
  }

  private use(table: TableInfo): void {
    this.target.place = beside(table);
    this.map(proposeMapping(this.mapping?.id ?? 'DEFICIENCY', table));
  }

  private map(mapping: Mapping): void {
    this.mapping = mapping;
    this.draw();
  }

  private columnField(mapping: Mapping, name: string, optional: boolean): HTMLElement {
    const label = name.replace(/_/g, ' ');
    const { [name]: given, ...others } = mapping.arguments;
    return selectField(
      {
        label: optional ? words.optionalField(words.column(label)) : words.column(label),
        key: `portfolio.${name}`,
        value: columnIn(given),
        choices: [{ value: '', label: words.noColumn }, ...columnsOf(mapping.table)],
      },
      (column) =>
        this.map({
          ...mapping,
          arguments: column === '' ? others : { ...others, [name]: { column } },
        }),
    );
  }

  private facts(mapping: Mapping): Child[] {
    const named = Object.entries(mapping.facts);
    const free = FACTS.filter(({ name }) => !(name in mapping.facts)).map(({ name, label }) => ({
      value: name,
      label,
    }));
    const firstColumn = mapping.table.columns[0];
    return [
      h('h4', {}, words.facts),
      named.map(([name, given]) => {
        const { [name]: _, ...others } = mapping.facts;
        const label = factNamed(name)?.label ?? name;
        return h(
          'div',
          { class: 'rc-take' },
          selectField(
            {
              label,
              key: `portfolio.fact.${name}`,
              value: columnIn(given),
              choices: columnsOf(mapping.table),
            },
            (column) => this.map({ ...mapping, facts: { ...mapping.facts, [name]: { column } } }),
          ),
          button(words.remove, () => this.map({ ...mapping, facts: others }), {
            name: words.removeFact(label),
            key: `portfolio.drop.${name}`,
          }),
        );
      }),
      selectField(
        {
          label: words.addFact,
          key: 'portfolio.addfact',
          value: '',
          choices: [{ value: '', label: strings.law.choose }, ...free],
        },
        (name) => {
          if (name === '' || firstColumn === undefined) return;
          this.map({ ...mapping, facts: { ...mapping.facts, [name]: { column: firstColumn } } });
        },
      ),
    ];
  }

  private async insert(mapping: Mapping): Promise<void> {
    const at = this.target.place;
    if (!at) return this.pane.notices.failed(words.noTarget);
    const formula = portfolioFormula(mapping, at);
    if (!formula.ok) return this.pane.notices.failed(formula.message);
    const rows = mapping.table.block.rows - 1;
    const answer = PER_ROW.find(({ id }) => id === mapping.id)?.answer;
    const columns = answer?.kind === 'each' ? answer.across : 1;
    const plan = await planInsert(this.pane.host, { at, formula: formula.value, rows, columns });
    refill(this.report, planWarnings(plan, words.cannot));
    if (plan.changes.length === 0) return;
    const done = await carryOut(this.pane.host, plan);
    if (!done.ok) return this.pane.notices.failed(done.message);
    this.pane.notices.done(words.inserted(placeText(at)), done.value);
    await this.check(at, rows, formula.value);
    this.pane.refresh();
  }

  /** Reads the answers in pieces and lists those in error, the first of them with the reason. */
  private async check(at: CellPlace, rows: number, formula: string): Promise<void> {
    const bad: number[] = [];
    for (let from = 0; from < rows; from += CHUNK) {
      const count = Math.min(CHUNK, rows - from);
      refill(this.report, h('p', { class: 'rc-quiet' }, words.progress(from, rows)));
      const block = blockOf({ ...at, row: at.row + from }, count, 1);
      const read = await this.pane.host.read(fullAddress(block), at);
      if (!read.ok) return refill(this.report, message('error', read.message));
      for (const [i, [value]] of read.value.values.entries())
        if (isErrorValue(value)) bad.push(from + i);
    }
    if (bad.length === 0) return refill(this.report, message('success', words.allGood(rows)));
    const reasons = await Promise.all(
      bad.slice(0, MOST_LISTED).map((down) => this.reason(at, down, formula)),
    );
    const others = bad.slice(MOST_LISTED).map((down) => rowName(at, down));
    const list = shortList([...reasons, ...others]);
    refill(this.report, message('warning', h('p', {}, words.errors(bad.length, rows)), list));
  }

  private async reason(anchor: CellPlace, down: number, formula: string): Promise<string> {
    const place = { ...anchor, row: anchor.row + down };
    const found = await explain(this.pane.host, {
      ...place,
      address: cellAddress(place),
      block: blockOf(place),
      formula,
      anchor,
      down,
      right: 0,
      value: null,
      text: '',
    });
    const why = 'field' in found ? `${found.field}: ${found.message}` : '';
    return why === '' ? rowName(anchor, down) : words.rowError(rowName(anchor, down), why);
  }
}

const rowName = ({ row, column }: CellPlace, down: number): string =>
  cellAddress({ row: row + down, column });

const columnIn = (given: ColumnOrConstant | undefined): string =>
  given && 'column' in given ? given.column : '';

const columnsOf = ({ columns }: TableInfo): { value: string; label: string }[] =>
  columns.map((name) => ({ value: name, label: name }));

/** The cell right of the first row of a table: answers go beside their rows. */
const beside = ({ block }: TableInfo): CellPlace => ({
  sheet: block.sheet,
  row: block.row + 1,
  column: block.column + block.columns,
});
