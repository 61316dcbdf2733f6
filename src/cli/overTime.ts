/** Answers payoffs, judgments, notices and tax forms: a record of named values in, the figures with their lines out. */
import { LABELS } from '../calculation/input/fieldNames';
import type { CaseReader } from '../calculation/deficiency/case';
import {
  fieldNamed,
  isRemark,
  readValues,
  readValue,
  type Fields,
  type Source,
  type Values,
} from '../calculation/input/fields';
import {
  inGivenRowsOfJudgment,
  judgmentInput,
  JUDGMENT_TERMS,
} from '../calculation/judgment/judgmentInput';
import {
  inGivenRows,
  PAYOFF_TERMS,
  payoffInput,
  payoffOptions,
} from '../calculation/payoff/payoffInput';
import {
  EXPLANATION_TERMS,
  explanationOf,
  TAX_TERMS,
  taxFiguresOf,
} from '../calculation/notices/noticeInput';
import { periodsOf, readRates, type RatesRead } from '../calculation/input/rateInput';
import {
  CHARGE_HELP,
  EVENT_HELP,
  EXPLANATION_HELP,
  JUDGMENT_HELP,
  PAYOFF_HELP,
  RATE_HELP,
  TAX_HELP,
  TYPED_HELP,
} from '../calculation/help/help';
import type { TaxFigures } from '../calculation/notices/taxForms';
import { judgmentLines, ledger, type Ledger, type LedgerRow } from '../calculation/judgment/ledger';
import type { Line } from '../calculation/line/line';
import { goodThrough, payoff } from '../calculation/payoff/payoff';
import type { Problem } from '../calculation/input/problem';
import { dollars, isBlank, type Cents } from '../money/cents';
import { toIso, type Day } from '../money/dates';
import type { Percent } from '../money/interest';
import { quoted } from '../money/result';
import type { Refusal } from './answer';
import type { LineAnswerer } from './jsonLines';

type Record_ = Readonly<Record<string, unknown>>;

/** Numbers in a file are no percent-formatted cells: 0.065 could mean either and is refused. */
const sourceOf = ({ settings }: CaseReader): Source => ({
  dateSystem: settings.dateSystem,
  fromCell: false,
});

/** A mistake found while reading; it becomes the answer of its line. */
class Mistake extends Error {
  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}

const mistaken = (found: Problem | undefined): Mistake =>
  new Mistake(
    found ? (found.row === null ? found.field : `${found.field}, row ${found.row}`) : 'json',
    found?.message ?? 'cannot be read',
  );

function answered(work: () => unknown): string | Refusal {
  try {
    return JSON.stringify(work());
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    return { error: { field: error.field, message: error.message } };
  }
}

function needed<T>(
  record: Record_,
  name: string,
  kind: 'amount' | 'date' | 'flag',
  source: Source,
): T {
  const read = readValue(kind, record[name], source);
  if (!read.ok) throw new Mistake(name, read.message);
  if (read.value === null) throw new Mistake(name, 'is missing');
  return read.value as T;
}

/** `rate`, one number, or `rates`, a list of rows. */
function ratesIn(record: Record_, source: Source): RatesRead {
  if (!isBlank(record['rate']) && !isBlank(record['rates']))
    throw new Mistake('rates', 'give rate or rates, not both');
  const field = isBlank(record['rates']) ? 'rate' : 'rates';
  const given = record[field];
  if (Array.isArray(given)) listIn(record, field);
  const read = readRates(given, source, field);
  if (read.problems.length > 0) throw mistaken(read.problems[0]);
  return read;
}

/** A list of records; absent is none. */
function listIn(record: Record_, name: string): readonly Record_[] {
  const given = record[name];
  if (isBlank(given)) return [];
  const rows = Array.isArray(given) ? (given as unknown[]) : [given];
  if (rows.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row)))
    return rows as Record_[];
  throw new Mistake(name, 'give a list of objects, such as [{"date":"2024-06-01","amount":500}]');
}

/** The values of a record by what they belong to: terms, and the rest. */
function sorted(
  record: Record_,
  own: ReadonlySet<string>,
  fields: Fields,
): { terms: Record<string, unknown>; rest: Record<string, unknown> } {
  const terms: Record<string, unknown> = {};
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record)) {
    if (own.has(name)) continue;
    (fieldNamed(fields, name) ? terms : rest)[name] = value;
  }
  return { terms, rest };
}

const problemOut = ({ name, field, row, message }: Problem) => ({ name, field, row, message });

const lineOut = ({ item, label, amount, words }: Line) => ({
  item,
  label,
  amount: dollars(amount),
  words,
});

/** Answers records of one kind: what is wrong is said, the rest is worked out. */
abstract class RecordAnswerer implements LineAnswerer {
  protected readonly source: Source;

  constructor(protected readonly reader: CaseReader) {
    this.source = sourceOf(reader);
  }

  line(record: Record_): string | Refusal {
    return answered(() => this.answer(record));
  }

  protected abstract answer(record: Record_): unknown;
}

const PAYOFF_KEYS = new Set([
  'principal',
  'rate',
  'rates',
  'paid_through',
  'payoff_date',
  'charges',
  'good_through',
]);

/** The debt on a day: total, parts, per diem and lines; with `good_through` the payoff of the next days too. */
export class PayoffAnswerer extends RecordAnswerer {
  protected answer(record: Record_): unknown {
    const { source } = this;
    const { terms, rest } = sorted(record, PAYOFF_KEYS, PAYOFF_TERMS);
    const unknown = Object.keys(rest).find((name) => !LABELS.has(name));
    if (unknown !== undefined)
      throw new Mistake(unknown, `${quoted(unknown)} is no term of a payoff`);
    const core = {
      principal: needed<Cents>(record, 'principal', 'amount', source),
      rates: periodsOf(ratesIn(record, source)),
      paidThrough: needed<Day>(record, 'paid_through', 'date', source),
      payoffDate: needed<Day>(record, 'payoff_date', 'date', source),
    };
    if (core.rates.length === 0) throw new Mistake('rate', 'is missing');
    const values = readValues(terms, PAYOFF_TERMS, source, 'terms');
    if (!values.ok) throw mistaken(values.problem);
    const charges = listIn(record, 'charges');
    const input = payoffInput(
      core,
      payoffOptions(values.value, charges, source, this.reader.settings),
    );
    const made = payoff(input.terms);
    const problems = [...input.problems, ...made.problems].map((p) => inGivenRows(p, input.rowsOf));
    if (!made.ok) throw mistaken(problems[0]);
    const { total, perDiem, parts, lines } = made.value;
    return {
      total: dollars(total),
      per_diem: dollars(perDiem),
      parts: Object.fromEntries(
        Object.entries(parts).map(([item, cents]) => [item, dollars(cents)]),
      ),
      lines: lines.map(lineOut),
      ...this.nextDays(record, input.terms),
      problems: problems.map(problemOut),
    };
  }

  private nextDays(record: Record_, terms: Parameters<typeof goodThrough>[0]): object {
    if (isBlank(record['good_through'])) return {};
    const days = readValue('number', record['good_through'], this.source);
    if (!days.ok) throw new Mistake('good_through', days.message);
    const made = goodThrough(terms, days.value as number);
    if (!made.ok) throw mistaken(made.problems[0]);
    return {
      good_through: made.value.map(({ date, total, perDiem }) => ({
        date: toIso(date),
        total: dollars(total),
        per_diem: dollars(perDiem),
      })),
    };
  }
}

const JUDGMENT_KEYS = new Set([
  'amount',
  'entered',
  'as_of',
  'contract_rate',
  'rate',
  'rates',
  'events',
]);

/** A judgment carried to a day: balance, the law behind it, lines and ledger. */
export class JudgmentAnswerer extends RecordAnswerer {
  protected answer(record: Record_): unknown {
    const { source } = this;
    const { terms, rest } = sorted(record, JUDGMENT_KEYS, JUDGMENT_TERMS);
    const values = readValues(terms, JUDGMENT_TERMS, source, 'terms');
    if (!values.ok) throw mistaken(values.problem);
    const given = {
      amount: needed<Cents>(record, 'amount', 'amount', source),
      entered: needed<Day>(record, 'entered', 'date', source),
      contractRate: this.contractRate(record['contract_rate']),
      rates: ratesIn(record, source),
      facts: rest,
      terms: values.value,
      events: listIn(record, 'events'),
    };
    const asOf = needed<Day>(record, 'as_of', 'date', source);
    const made = judgmentInput(given, source, this.reader);
    if (!made.ok) throw mistaken(made.problems[0]);
    const input = made.value;
    const result = ledger(input.terms, input.events, asOf);
    const problems = [
      ...made.problems,
      ...result.problems.map((found) => inGivenRowsOfJudgment(found, input)),
    ];
    if (!result.ok) throw mistaken(problems[0]);
    return {
      ...figures(result.value),
      interest_by: {
        words: input.basis.words,
        citation: input.basis.citation,
        known: input.basis.known,
        known_to: iso(input.basis.knownTo),
      },
      life_by: {
        words: input.basis.lifeWords,
        citation: input.basis.lifeCitation,
        known: input.basis.lifeKnown,
      },
      lines: judgmentLines(input.terms, result.value).map(lineOut),
      ledger: result.value.rows.map(rowOut),
      problems: problems.map(problemOut),
    };
  }

  private contractRate(value: unknown): Percent | 'none' | null {
    if (typeof value === 'string' && value.trim().toLowerCase() === 'none') return 'none';
    const read = readValue('rate', value, this.source);
    if (!read.ok) throw new Mistake('contract_rate', read.message);
    return read.value as Percent | null;
  }
}

/** The terms of a record that has nothing else but its own keys; a name that is neither is refused. */
function termsOf<F extends Fields>(
  record: Record_,
  own: ReadonlySet<string>,
  fields: F,
  what: string,
  source: Source,
): Values<F> {
  const { terms, rest } = sorted(record, own, fields);
  const unknown = Object.keys(rest).find((name) => !isRemark(name));
  if (unknown !== undefined) throw new Mistake(unknown, `${quoted(unknown)} is no term of ${what}`);
  const values = readValues(terms, fields, source, 'terms');
  if (!values.ok) throw mistaken(values.problem);
  return values.value;
}

const EXPLANATION_KEYS = new Set([
  'obligation',
  'obligation_date',
  'proceeds',
  'disposition_date',
  'expenses',
  'credits',
]);

/** The explanation of UCC 9-616(c): its lines in order, the deficiency or surplus, and the day to answer by. */
export class ExplanationAnswerer extends RecordAnswerer {
  protected answer(record: Record_): unknown {
    const { source } = this;
    const given = {
      obligation: needed<Cents>(record, 'obligation', 'amount', source),
      obligationDate: needed<Day>(record, 'obligation_date', 'date', source),
      proceeds: needed<Cents>(record, 'proceeds', 'amount', source),
      disposition: needed<Day>(record, 'disposition_date', 'date', source),
      expenses: amountOrList(record, 'expenses'),
      credits: amountOrList(record, 'credits'),
      terms: termsOf(record, EXPLANATION_KEYS, EXPLANATION_TERMS, 'an explanation', source),
    };
    const made = explanationOf(given, source);
    if (!made.ok) throw mistaken(made.problems[0]);
    const { lines, deficiency, surplus, answerBy } = made.value;
    return {
      deficiency: dollars(deficiency),
      surplus: dollars(surplus),
      lines: lines.map((line) => ({ paragraph: line.paragraph, ...lineOut(line) })),
      answer_by: iso(answerBy),
      problems: made.problems.map(problemOut),
    };
  }
}

const amountOrList = (record: Record_, name: string): unknown =>
  typeof record[name] === 'object' ? listIn(record, name) : record[name];

const TAX_KEYS = new Set(['principal', 'debt', 'fair_value', 'transferred', 'liable', 'cancelled']);

/** Forms 1099-A and 1099-C by their boxes, and the borrower's worksheet by its lines. */
export class TaxFormsAnswerer extends RecordAnswerer {
  protected answer(record: Record_): unknown {
    const { source } = this;
    const blank = isBlank(record['cancelled']);
    const made = taxFiguresOf({
      principal: needed<Cents>(record, 'principal', 'amount', source),
      debt: needed<Cents>(record, 'debt', 'amount', source),
      fairValue: needed<Cents>(record, 'fair_value', 'amount', source),
      transferred: needed<Day>(record, 'transferred', 'date', source),
      liable: needed<boolean>(record, 'liable', 'flag', source),
      cancelled: blank ? null : needed<Cents>(record, 'cancelled', 'amount', source),
      terms: termsOf(record, TAX_KEYS, TAX_TERMS, 'tax forms', source),
    });
    if (!made.ok) throw mistaken(made.problems[0]);
    return taxOut(made.value);
  }
}

const taxOut = ({ form1099A: a, form1099C: c, form1099CAlone, worksheet }: TaxFigures) => ({
  form_1099a: {
    box_1: toIso(a.box1),
    box_2: dollars(a.box2),
    box_4: dollars(a.box4),
    box_5: a.box5,
  },
  form_1099c: c && {
    box_1: toIso(c.box1),
    box_2: dollars(c.box2),
    box_3: dollars(c.box3),
    box_5: c.box5,
    box_7: dollars(c.box7),
    required: c.required,
  },
  form_1099c_alone: form1099CAlone,
  income: dollars(worksheet.income),
  amount_realized: dollars(worksheet.amountRealized),
  gain: worksheet.gain === null ? null : dollars(worksheet.gain),
  lines: worksheet.lines.map(lineOut),
});

const iso = (day: Day | null): string | null => (day === null ? null : toIso(day));

const figures = (on: Ledger) => ({
  balance: dollars(on.balance),
  principal: dollars(on.principal),
  interest: dollars(on.interest),
  costs: dollars(on.costs),
  accrued: dollars(on.accrued),
  paid: dollars(on.paid),
  overpaid: dollars(on.overpaid),
  per_diem: dollars(on.perDiem),
  as_of: toIso(on.asOf),
  satisfied: iso(on.satisfied),
  expires: iso(on.expires),
  presumed_paid: iso(on.presumedPaid),
  dormant_from: iso(on.dormantFrom),
  revivable_until: iso(on.revivableUntil),
  life: on.life,
  enforceable: on.enforceable,
});

const rowOut = (row: LedgerRow) => ({
  date: toIso(row.date),
  kind: row.kind,
  label: row.label,
  days: row.days,
  rate_percent: row.ratePercent?.toNumber() ?? null,
  interest: dollars(row.interest),
  paid: dollars(row.paid),
  to_costs: dollars(row.toCosts),
  to_interest: dollars(row.toInterest),
  to_principal: dollars(row.toPrincipal),
  principal: dollars(row.principal),
  interest_due: dollars(row.interestDue),
  costs: dollars(row.costs),
  balance: dollars(row.balance),
  words: row.words,
});

const names = (own: ReadonlySet<string>, help: Readonly<Record<string, string>>): string =>
  [...[...own].map((name) => `  ${name}`), ...described(help)].join('\n');

const described = (help: Readonly<Record<string, string>>): string[] =>
  Object.entries(help).map(([name, words]) => `  ${name.padEnd(26)} ${words}`);

/** What a line may ask for over time, by the option of the command. */
export const ANSWERERS = {
  payoff: PayoffAnswerer,
  judgment: JudgmentAnswerer,
  explanation: ExplanationAnswerer,
  form1099: TaxFormsAnswerer,
} as const;

export type OverTimeKind = keyof typeof ANSWERERS;

const rowHelp = (what: string, help: Readonly<Record<string, string>>): string =>
  `A row of ${what} takes\n${described(help).join('\n')}\n`;

const HELP: Readonly<Record<OverTimeKind, () => string>> = {
  payoff: () =>
    `A payoff takes\n${names(PAYOFF_KEYS, PAYOFF_HELP)}\n${rowHelp('charges', CHARGE_HELP)}`,
  judgment: () =>
    `A judgment takes, besides state, profile and facts,\n${names(JUDGMENT_KEYS, JUDGMENT_HELP)}\n${rowHelp('events', EVENT_HELP)}${rowHelp('rates', RATE_HELP)}`,
  explanation: () =>
    `An explanation takes\n${names(EXPLANATION_KEYS, EXPLANATION_HELP)}\n${rowHelp('expenses or credits', TYPED_HELP)}`,
  form1099: () => `Forms 1099-A and 1099-C take\n${names(TAX_KEYS, TAX_HELP)}\n`,
};

/** The names that each takes, with what they mean. */
export const helpOf = (kind: OverTimeKind): string => HELP[kind]();
