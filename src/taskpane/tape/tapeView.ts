/** Shows what the loans of a tape come to: dollars by result and by state, what to find out first, and the loans themselves. */
import {
  firstQuestion,
  KIND_WORDS,
  LOAN_KINDS,
  type LoanKind,
  type LoanResult,
} from '../../calculation/portfolio/results';
import type { Question } from '../../calculation/portfolio/worklist';
import type { FactValue } from '../../law/facts';
import { STATES } from '../../law/book';
import { labelOf } from '../../law/words';
import type { Cents } from '../../money/cents';
import { money, range } from '../format';
import { TILES } from '../law/tiles';
import { button } from '../ui/controls';
import { h, type Child } from '../ui/dom';
import { words } from './words';

/** Which loans are shown; null shows all. */
export interface Filter {
  readonly kind: LoanKind | null;
  readonly state: string | null;
}

/** The looks that results share with the rest of the pane. */
const STATUS: Readonly<Record<LoanKind, string>> = {
  certain: 'recoverable',
  open: 'open',
  barred: 'barred',
  none: 'none',
  error: 'none',
};

const sum = (loans: readonly LoanResult[], of: (loan: LoanResult) => Cents): Cents =>
  loans.reduce((total, loan) => total + of(loan), 0);

/** The dollars that a kind of result stands for. */
const dollarsOf = (kind: LoanKind, loans: readonly LoanResult[]): Cents =>
  kind === 'barred' ? sum(loans, (one) => one.shortfall) : sum(loans, (one) => one.high);

function kindWords(kind: LoanKind, loans: readonly LoanResult[]): string {
  const [low, high] = [sum(loans, (one) => one.low), sum(loans, (one) => one.high)];
  const dollars =
    kind === 'barred'
      ? words.lost(money(dollarsOf(kind, loans)))
      : kind === 'none' || kind === 'error'
        ? ''
        : range(low, high);
  return words.kind(KIND_WORDS[kind], loans.length, dollars);
}

/** A bar of dollars with its key; each entry of the key shows its loans. */
export function moneyBar(
  results: readonly LoanResult[],
  filter: Filter,
  show: (filter: Filter) => void,
): Child[] {
  const groups = LOAN_KINDS.map((kind) => ({
    kind,
    loans: results.filter((loan) => loan.kind === kind),
  })).filter(({ loans }) => loans.length > 0);
  const drawn = groups.filter(({ kind, loans }) => dollarsOf(kind, loans) > 0);
  const said = drawn.map(({ kind, loans }) => kindWords(kind, loans)).join('; ');
  return [
    h('h3', { class: 'rc-part' }, words.money),
    h(
      'div',
      { class: 'rc-debtbar', role: 'img', 'aria-label': words.barName(said) },
      drawn.map(({ kind, loans }) => {
        const piece = h('span', { class: 'rc-swatch', 'data-status': STATUS[kind] });
        piece.style.flexGrow = String(dollarsOf(kind, loans));
        return piece;
      }),
    ),
    h(
      'ul',
      { class: 'rc-plain' },
      groups.map(({ kind, loans }) =>
        h(
          'li',
          {},
          h('span', { class: 'rc-swatch', 'data-status': STATUS[kind], 'aria-hidden': 'true' }),
          h(
            'button',
            {
              type: 'button',
              class: 'rc-plainbutton',
              'data-key': `tape.kind.${kind}`,
              'aria-pressed': String(filter.kind === kind),
              onclick: () => show({ ...filter, kind: filter.kind === kind ? null : kind }),
            },
            kindWords(kind, loans),
          ),
        ),
      ),
    ),
  ];
}

const names = new Map(STATES.map(({ code, name }) => [code, name]));

/** `8.6M`, `410k`: what fits a tile. */
function short(cents: Cents): string {
  const dollars = cents / 100;
  if (dollars >= 1e6) return `${(dollars / 1e6).toFixed(dollars >= 1e7 ? 0 : 1)}M`;
  return dollars >= 1000 ? `${Math.round(dollars / 1000)}k` : String(Math.round(dollars));
}

/** The map of where the dollars are; a state shows its loans. */
export function moneyMap(
  results: readonly LoanResult[],
  filter: Filter,
  show: (filter: Filter) => void,
): Child[] {
  const byState = new Map<string, LoanResult[]>();
  for (const loan of results)
    if (loan.kind !== 'error') byState.set(loan.state, [...(byState.get(loan.state) ?? []), loan]);
  const tiles = TILES.map(({ code, row, column }) => {
    const loans = byState.get(code);
    const area = `${row + 1} / ${column + 1}`;
    if (!loans) {
      const empty = h('span', { class: 'rc-tile rc-quiet', 'aria-hidden': 'true' }, code);
      empty.style.gridArea = area;
      return empty;
    }
    const high = sum(loans, (one) => one.high);
    const [main = 'none'] = (['certain', 'open', 'barred'] as const)
      .filter((kind) => loans.some((loan) => loan.kind === kind))
      .sort((a, b) => dollarsIn(b, loans) - dollarsIn(a, loans));
    const name = words.tile(names.get(code) ?? code, loans.length, money(high));
    const tile = h(
      'button',
      {
        type: 'button',
        class: 'rc-tile',
        'data-status': STATUS[main],
        'data-key': `tape.state.${code}`,
        title: name,
        'aria-pressed': String(filter.state === code),
        onclick: () => show({ ...filter, state: filter.state === code ? null : code }),
      },
      h('span', {}, code),
      h('span', { class: 'rc-sign' }, short(high)),
      h('span', { class: 'rc-hidden' }, ` ${name}`),
    );
    tile.style.gridArea = area;
    return tile;
  });
  return [
    h('h3', { class: 'rc-part' }, words.map),
    h('div', { class: 'rc-map', role: 'group', 'aria-label': words.map }, tiles),
  ];
}

const dollarsIn = (kind: LoanKind, loans: readonly LoanResult[]): Cents =>
  dollarsOf(
    kind,
    loans.filter((loan) => loan.kind === kind),
  );

/** Questions that are shown, those that decide most. */
const MOST_QUESTIONS = 6;

/** What is asked, with what each answer would leave; an answer is given for all loans that lack it. */
export function questionList(
  questions: readonly Question[],
  questionOf: (name: string) => string,
  answer: (question: Question, value: FactValue) => void,
): Child[] {
  const shown = questions.slice(0, MOST_QUESTIONS);
  return [
    h('h3', { class: 'rc-part' }, words.worklist),
    shown.length === 0
      ? h('p', {}, words.settled)
      : h(
          'ol',
          { class: 'rc-bullets' },
          shown.map((question) => {
            const { name, loans, open, answers } = question;
            const label = labelOf(name);
            return h(
              'li',
              { 'data-key': `tape.ask.${name}` },
              h('p', {}, words.question(label, loans.length, money(open))),
              h('p', { class: 'rc-help' }, questionOf(name)),
              h(
                'div',
                { class: 'rc-bar' },
                answers.map(({ value, words: said, low, high }) =>
                  button(words.answer(said, range(low, high)), () => answer(question, value), {
                    key: `tape.answer.${name}.${String(value)}`,
                    name: words.answerName(
                      label,
                      words.answer(said, range(low, high)),
                      loans.length,
                    ),
                  }),
                ),
              ),
            );
          }),
        ),
    questions.length > shown.length
      ? h('p', { class: 'rc-help' }, words.more(questions.length - shown.length))
      : null,
  ];
}

/** Rows that are shown; all of them are in the sheets. */
const MOST_ROWS = 60;

/** The loans of the filter, those with the most to recover first. */
export function loanTable(
  results: readonly LoanResult[],
  filter: Filter,
  show: (filter: Filter) => void,
  open?: (loan: LoanResult) => void,
): Child[] {
  const wanted = results
    .filter(
      ({ kind, state }) =>
        (filter.kind === null || kind === filter.kind) &&
        (filter.state === null || state === filter.state),
    )
    .sort((a, b) => b.high - a.high || a.at - b.at);
  const filtered = filter.kind !== null || filter.state !== null;
  return [
    h('h3', { class: 'rc-part' }, `${words.table} (${wanted.length})`),
    filtered
      ? button(words.all, () => show({ kind: null, state: null }), { key: 'tape.all' })
      : null,
    h(
      'div',
      { class: 'rc-scroll rc-loans', tabindex: 0, role: 'group', 'aria-label': words.table },
      h(
        'table',
        { class: 'rc-table' },
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            words.heads.map((head) => h('th', { scope: 'col' }, head)),
          ),
        ),
        h(
          'tbody',
          {},
          wanted.slice(0, MOST_ROWS).map((loan) => loanRow(loan, open)),
        ),
      ),
    ),
    wanted.length > MOST_ROWS
      ? h('p', { class: 'rc-help' }, words.more(wanted.length - MOST_ROWS))
      : null,
  ];
}

/** A loan; its name leads to its row, where there is one. */
const loanRow = (loan: LoanResult, open?: (loan: LoanResult) => void): HTMLElement =>
  h(
    'tr',
    {},
    h(
      'th',
      { scope: 'row', dir: 'auto' },
      open
        ? h(
            'button',
            {
              type: 'button',
              class: 'rc-plainbutton',
              'data-key': `tape.loan.${loan.at}`,
              onclick: () => open(loan),
            },
            loan.id,
          )
        : loan.id,
    ),
    h('td', {}, loan.state),
    h('td', {}, KIND_WORDS[loan.kind]),
    h('td', { class: 'rc-number' }, loan.kind === 'error' ? '' : money(loan.low)),
    h('td', { class: 'rc-number' }, loan.kind === 'error' ? '' : money(loan.high)),
    h('td', { dir: 'auto' }, loan.problem ?? firstQuestion(loan)),
  );
