/** Answers payoffs and judgments: a record of named values in, the figures with their lines out. */
import { LABELS } from '../calculation/fieldNames';
import type { CaseReader } from '../calculation/case';
import {
  fieldNamed,
  readValues,
  readValue,
  type Fields,
  type Source,
} from '../calculation/inputs/fields';
import {
  inGivenRowsOfJudgment,
  judgmentInput,
  JUDGMENT_TERMS,
} from '../calculation/inputs/judgmentInput';
import {
  inGivenRows,
  PAYOFF_TERMS,
  payoffInput,
  payoffOptions,
} from '../calculation/inputs/payoffInput';
import { periodsOf, readRates, type RatesRead } from '../calculation/inputs/rateInput';
import {
  CHARGE_HELP,
  EVENT_HELP,
  JUDGMENT_HELP,
  PAYOFF_HELP,
  RATE_HELP,
} from '../calculation/inputs/help';
import { judgmentLines, ledger, type Ledger, type LedgerRow } from '../calculation/time/ledger';
import type { Line } from '../calculation/time/line';
import { goodThrough, payoff } from '../calculation/time/payoff';
import type { Problem } from '../calculation/time/problem';
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

function needed<T>(record: Record_, name: string, kind: 'amount' | 'date', source: Source): T {
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
export class PayoffAnswerer implements LineAnswerer {
  private readonly source: Source;

  constructor(private readonly reader: CaseReader) {
    this.source = sourceOf(reader);
  }

  line(record: Record_): string | Refusal {
    return answered(() => this.answer(record));
  }

  private answer(record: Record_): unknown {
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
      good_through: made.value.map(({ date, total }) => ({
        date: toIso(date),
        total: dollars(total),
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
export class JudgmentAnswerer implements LineAnswerer {
  private readonly source: Source;

  constructor(private readonly reader: CaseReader) {
    this.source = sourceOf(reader);
  }

  line(record: Record_): string | Refusal {
    return answered(() => this.answer(record));
  }

  private answer(record: Record_): unknown {
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
  dormant_from: iso(on.dormantFrom),
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

/** The names that a payoff or a judgment takes, with what each means. */
export const helpOf = (kind: 'payoff' | 'judgment'): string =>
  kind === 'payoff'
    ? `A payoff takes\n${names(PAYOFF_KEYS, PAYOFF_HELP)}\nA row of charges takes\n${described(CHARGE_HELP).join('\n')}\n`
    : `A judgment takes, besides state, profile and facts,\n${names(JUDGMENT_KEYS, JUDGMENT_HELP)}\nA row of events takes\n${described(EVENT_HELP).join('\n')}\nA row of rates takes\n${described(RATE_HELP).join('\n')}\n`;
