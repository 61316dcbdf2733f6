/** A memorandum of one page: question, answer with its range, why, what to file by when, and what it rests on. */
import { assess, type Assessment } from '../calculation/deficiency/assess';
import { factOf, type Case } from '../calculation/deficiency/case';
import { weighed, type Weighed } from '../calculation/deficiency/weights';
import { known, type AmountName } from '../law/amounts';
import { factNamed } from '../law/book';
import { KNOWN_WORDS, labelOf, lawWords, valueInWords } from '../law/words';
import { dollars, formatCents, type Cents } from '../money/cents';
import { textOf } from '../money/result';
import { toWords, type Day } from '../money/dates';
import { CAPTION, CAPTION_WORDS, captionIn, captionRows, preparerIn } from './caption';
import { forCase, type Paper, type SheetDeclaration } from './declaration';
import { columnHeadings, SIGNATURES } from './layout';
import { answersInWords, rangeWords } from './open';
import { SheetRows, text, type SheetModel } from './sheet';

export const MEMO: SheetDeclaration = {
  name: 'memo',
  title: 'Memorandum of one page',
  about:
    'Question, answer, why, what to file by when, and what it rests on: for the file or a colleague.',
  reads: 'case',
  input: `case.json, perhaps with ${CAPTION_WORDS}: one page for the file`,
  quotesLaw: true,
  asks: CAPTION,
  make: (json, paper) => {
    const { caption, record } = captionIn(json);
    return forCase(record, paper, (item) => [memo(item, paper, caption)]);
  },
};

const MOST_REASONS = 3;
const MOST_QUESTIONS = 3;
const MOST_DEADLINES = 5;
const MOST_ASSUMPTIONS = 6;

function memo(item: Case, paper: Paper, caption: Readonly<Record<string, unknown>>): SheetModel {
  const { title, preparedOn, reader } = paper;
  const found = assess(item);
  const rows = new SheetRows();
  rows.add(text('Memorandum', 'title'));
  rows.add(text(title, 'status'));
  rows.add(text(`Prepared ${toWords(preparedOn)}. ${lawWords()}.`, 'subtitle'));
  captionRows(rows, caption);
  rows.gap();
  columnHeadings(rows, 'Question', ['', '']);
  rows.add(text('', 'label'), text(questionOf(item)));
  rows.gap();
  columnHeadings(rows, 'Answer', ['', 'Dollars']);
  rows.add(text(answerWords(found), 'status'), text(lawWordsOf(found)));
  accountRows(rows, item, found);
  rows.gap();
  reasonRows(rows, found, paper);
  settleRows(rows, item, found, paper);
  deadlineRows(rows, found);
  assumptionRows(rows, weighed(item, found.assumed, reader));
  signed(rows, caption);
  return {
    name: 'Memorandum',
    widths: [34, 66, 44],
    rows: rows.rows,
    print: {
      landscape: false,
      onePage: true,
      left: title,
      right: `Prepared ${toWords(preparedOn)}`,
    },
  };
}

/** Who wrote it and who looked it through. */
function signed(rows: SheetRows, caption: Readonly<Record<string, unknown>>): void {
  for (const who of SIGNATURES) {
    rows.gap();
    const named = who === SIGNATURES[0] ? preparerIn(caption) : '';
    rows.add(text(who, 'label'), text(named, 'rule'), text('Date', 'rule'));
  }
}

/** What is asked, with what the case says of itself. */
function questionOf(item: Case): string {
  const { place } = item.setting;
  const collateral = factOf(item, 'collateral');
  const what =
    collateral === undefined
      ? 'the collateral'
      : valueInWords('collateral', collateral).toLowerCase();
  const day = item.dates.get('sale_date');
  const where = place.name === '' ? '' : ` in ${place.name}`;
  const when = day === undefined ? '' : ` on ${toWords(day)}`;
  const price = known(item.amounts, 'sale_price') ?? 0;
  return `What may still be recovered after the sale of ${what}${where}${when} for ${formatCents(price)}?`;
}

function answerWords({ status, low, high, shortfall }: Assessment): string {
  if (status === 'open') return `Open: ${rangeWords({ low, high })}`;
  if (status === 'none') return 'Nothing: no shortfall';
  if (status === 'barred') return `Nothing: barred, of a shortfall of ${formatCents(shortfall)}`;
  return `${formatCents(high)} of a shortfall of ${formatCents(shortfall)}`;
}

const STANDING: Readonly<Record<Assessment['status'], string>> = {
  open: 'Both ends are shown: which holds depends on what is not known yet.',
  none: 'The sale covered the debt and its costs.',
  barred: 'The law gives no claim for what is left.',
  limited: 'The law leaves less than the shortfall.',
  recoverable: 'The law leaves the whole shortfall.',
};

const lawWordsOf = ({ status, caution }: Assessment): string =>
  [STANDING[status], caution].filter(Boolean).join(' ');

/** The account before any law. */
function accountRows(rows: SheetRows, item: Case, { shortfall, surplus }: Assessment): void {
  const money = (label: string, cents: Cents) =>
    rows.add(text(label, 'label'), null, { value: dollars(cents), style: 'money' });
  const amount = (name: AmountName) => known(item.amounts, name) ?? 0;
  money('Balance at the sale', amount('debt'));
  if (amount('costs') > 0) money('Costs', amount('costs'));
  money('Sale price', -amount('sale_price'));
  money(surplus > 0 ? 'Surplus' : 'Shortfall before any law', surplus > 0 ? -surplus : shortfall);
}

/** At most three reasons, each with its law, how it is known and where its words are. */
function reasonRows(
  rows: SheetRows,
  { reasons }: Assessment,
  { textOf: said, linkOf }: Paper,
): void {
  if (reasons.length === 0) return;
  columnHeadings(rows, 'Why', ['', 'Law']);
  for (const { rule, title, citation, known: how, certain, textThrough } of reasons.slice(
    0,
    MOST_REASONS,
  ))
    rows.add(
      text(title, 'label'),
      text(
        [certain ? '' : 'If it applies: facts are missing.', said(rule)].filter(Boolean).join(' '),
      ),
      text(
        [citation, knownWords(how, textThrough), linkOf?.(rule)].filter(Boolean).join('\n'),
        'note',
      ),
    );
  more(rows, reasons.length - MOST_REASONS, 'reason');
  rows.gap();
}

const knownWords = (how: string, through: Day | null): string =>
  `${KNOWN_WORDS[how] ?? how}${through === null ? '' : `, text as of ${toWords(through)}`}`;

const more = (rows: SheetRows, count: number, what: string): void => {
  if (count > 0) rows.add(text(`and ${count} more ${what}${count === 1 ? '' : 's'}`, 'aside'));
};

/** What would settle an open case. */
function settleRows(rows: SheetRows, item: Case, found: Assessment, { textOf: said }: Paper): void {
  const { status, missing } = found;
  if (status !== 'open') return;
  columnHeadings(rows, 'What would settle it', ['', 'What each answer leaves']);
  for (const name of missing.slice(0, MOST_QUESTIONS))
    rows.add(
      text(labelOf(name), 'label'),
      text(factNamed(name) ? said(name) : `${labelOf(name)} is not told.`),
      text(answersInWords(item, name, found) || 'no answer alone', 'note'),
    );
  more(rows, missing.length - MOST_QUESTIONS, 'question');
  rows.gap();
}

/** What the lender must do by when; what has a day comes first. */
function deadlineRows(rows: SheetRows, { deadlines }: Assessment): void {
  const own = deadlines
    .filter(({ bindsDebtor }) => !bindsDebtor)
    .map((deadline) => ({ ...deadline, day: deadline.due ?? deadline.date }))
    .sort((a, b) => (a.day ?? Infinity) - (b.day ?? Infinity));
  if (own.length === 0) return;
  columnHeadings(rows, 'To be done by', ['', 'Law']);
  for (const { day, title, citation, certain, from } of own.slice(0, MOST_DEADLINES))
    rows.add(
      text(
        day === null ? `No day yet: from the ${from.replace(/_/g, ' ')}` : toWords(day),
        'label',
      ),
      text(certain ? title : `${title} (may not apply: facts are missing)`),
      text(citation, 'note'),
    );
  more(rows, own.length - MOST_DEADLINES, 'deadline');
  rows.gap();
}

/** What was assumed, that first which carries the most dollars. */
function assumptionRows(rows: SheetRows, all: readonly Weighed[]): void {
  if (all.length === 0) return;
  columnHeadings(rows, 'What it rests on', ['', 'Otherwise']);
  for (const { assumption, otherwise } of all.slice(0, MOST_ASSUMPTIONS)) {
    const { name, value } = assumption;
    rows.add(
      text(labelOf(name), 'label'),
      text(factNamed(name) ? valueInWords(name, value) : assumedAmount(value)),
      text(
        otherwise === null
          ? 'changes nothing'
          : `${valueInWords(name, otherwise.value)}: ${rangeWords(otherwise)}`,
        'note',
      ),
    );
  }
  more(rows, all.length - MOST_ASSUMPTIONS, 'assumption');
}

const assumedAmount = (value: unknown): string =>
  typeof value === 'number'
    ? formatCents(Math.round(value * 100))
    : textOf(value)
        .split('+')
        .map((part) => labelOf(part.trim()))
        .join(' plus ');
