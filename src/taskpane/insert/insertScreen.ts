/** The Insert tab: one formula, a whole table, finished models, and the care of formulas for colleagues. */
import type { Pane, Screen } from '../screen';
import { strings } from '../strings';
import { message, section } from '../ui/controls';
import { h, refill } from '../ui/dom';
import { CareForm } from './careForm';
import { ModelsForm } from '../models/modelsForm';
import type { CaseForm } from '../case/caseForm';
import type { TapeForm } from '../tape/tapeForm';
import { FormulaForm } from './formulaForm';
import { PortfolioForm } from './portfolioForm';

export class InsertScreen implements Screen {
  readonly element: HTMLElement;
  private readonly formula: FormulaForm;
  private readonly portfolio: PortfolioForm;
  private readonly models: ModelsForm;
  private readonly tape = h('div', {});
  private form: TapeForm | undefined;
  private readonly whole = h('div', {});
  private cases: CaseForm | undefined;
  readonly care: CareForm;

  constructor(private readonly pane: Pane) {
    this.formula = new FormulaForm(pane);
    this.portfolio = new PortfolioForm(pane);
    this.models = new ModelsForm(pane);
    this.care = new CareForm(pane);
    this.element = h(
      'div',
      { class: 'rc-screen' },
      h('h2', {}, strings.insert.title),
      section('insert.form', strings.insert.form, true, this.formula.element),
      section('insert.portfolio', strings.insert.portfolio, false, this.portfolio.element),
      section('insert.tape', strings.insert.tape, false, this.tape),
      this.caseSection(),
      section('insert.models', strings.models.name, false, this.models.element),
      this.care.element,
    );
  }

  draw(): void {
    this.formula.draw();
    this.portfolio.draw();
    this.models.draw();
    this.care.draw();
    this.cases?.draw();
    this.drawTape().catch(() => refill(this.tape, message('error', strings.models.notLoaded)));
  }

  /** Tapes are loaded when this tab is first looked at. */
  private async drawTape(): Promise<void> {
    if (this.form) return;
    const { TapeForm } = await import('../tape/tapeForm');
    this.form ??= new TapeForm(this.pane);
    this.form.draw();
    refill(this.tape, this.form.element);
  }

  /** A case of several rows is loaded when its section is first opened. */
  private caseSection(): HTMLElement {
    const element = section('insert.case', strings.insert.case, false, this.whole);
    element.addEventListener('toggle', () => {
      if ((element as HTMLDetailsElement).open)
        this.drawCase().catch(() => refill(this.whole, message('error', strings.models.notLoaded)));
    });
    return element;
  }

  private async drawCase(): Promise<void> {
    if (this.cases) return;
    refill(this.whole, h('p', { class: 'rc-quiet' }, strings.models.loading));
    const { CaseForm } = await import('../case/caseForm');
    this.cases ??= new CaseForm(this.pane);
    this.cases.draw();
    refill(this.whole, this.cases.element);
  }

  follow(): void {
    this.models.follow();
    this.cases?.follow();
  }

  /** Another workbook is open: what was offered for the one before goes. */
  forget(): void {
    this.models.forget();
    this.form?.forget();
    this.cases?.forget();
    this.care.forget();
  }
}
