/** The result of a case: what each sale paid, what each person owes after the law and what came after it, line by line. */
import type { Cents } from '../../money/cents';
import type { DayCount } from '../../money/dayCount';
import { assess } from '../deficiency/assess';
import { outcome as outcomeOf, type Status } from '../deficiency/outcome';
import { stepsOf } from '../deficiency/steps';
import { outcome, problem, refused, type Outcome, type Problem } from '../input/problem';
import { money } from '../line/line';
import type { Context, NamedValues } from '../operation/operation';
import {
  ORDINARY_INTEREST,
  accrue,
  constantRate,
  percentOfInCents,
  totalInterestInCents,
} from '../../money/interest';
import { applySales, type Applied, type AppliedMovement, type Movement } from './apply';
import { readCase, settingsProblem, type CaseGiven, type CaseRead, type Person } from './caseInput';
import { readEvents, type CaseEvent } from './caseEvents';
import { deadlinesOf, type CaseDeadline } from './caseDeadlines';
import { Credits } from './credits';
import {
  withoutLimits,
  answerDebt,
  BY_SALE,
  turnsOnSales,
  VALUES,
  limitOf,
  sharesByDebt,
  type DebtAnswer,
  type SaleShare,
} from './law';
import { unusedNames } from './unusedNames';

/** One line of the account of a person. */
export interface PersonLine {
  readonly person: string;
  readonly debt: string;
  readonly label: string;
  readonly amount: Cents;
  /** What stands after it: of the debt, and after the debts of all of them together. */
  readonly total: Cents;
  readonly words: string;
  readonly citation: string;
}

/** What one person owes. Where something could not be read nothing is said: the amounts are null. */
export interface PersonResult {
  readonly person: Person;
  readonly low: Cents | null;
  readonly high: Cents | null;
  /** The end of the range that the settings ask for. */
  readonly owes: Cents | null;
  /** What is owed to this one, because more is set off than is owed. */
  readonly owedTo: Cents | null;
  readonly status: Status | 'is_owed' | 'withheld';
  readonly missing: readonly string[];
  readonly citations: readonly string[];
  readonly words: string;
  readonly lines: readonly PersonLine[];
  readonly answers: readonly DebtAnswer[];
  /** The answers with what was agreed at most, where that is for several debts together. */
  readonly limits: readonly DebtAnswer[];
}

/** The tables of an answer that a cell can show. */
export const VIEWS = ['people', 'steps', 'debts', 'sales', 'deadlines'] as const;

type View = (typeof VIEWS)[number];

export interface CaseResult {
  readonly show: View;
  readonly read: CaseRead;
  readonly applied: Applied;
  readonly events: readonly CaseEvent[];
  readonly people: readonly PersonResult[];
  /** Left of all debts before any law. */
  readonly unpaid: Cents;
  readonly surplus: Cents;
  readonly deadlines: readonly CaseDeadline[];
}

/** The four tables and the settings. */
export interface WholeCaseGiven extends CaseGiven {
  readonly events: readonly NamedValues[];
}

/** Works out a case. */
export function caseOf(given: WholeCaseGiven, show: View, context: Context): Outcome<CaseResult> {
  const wrong = settingsProblem(given.settings, context);
  if (wrong) return refused(wrong);
  const read = readCase(given, context);
  const { debts, sales, people } = read;
  if (debts.length === 0)
    return refused(
      ...read.problems,
      problem('missing', 'debts', 'give at least one debt with its name and balance'),
    );
  const names = { debts: debts.map(({ name }) => name), people: people.map(({ name }) => name) };
  const told = readEvents(given.events, names, context);
  const split = beforeAndAfter(told.events, read);
  const movements = split.before.map(movementOf);
  const applied = applySales(
    debts.map(({ owing }) => owing),
    sales.map(({ sold }) => sold),
    [...read.kept, ...movements],
  );
  const account = new Account(read, applied, split, context);
  const results = people.map((person) => account.of(person));
  const answered = results.filter(({ status }) => status !== 'withheld');
  const problems = [
    ...read.problems,
    ...told.problems,
    ...split.problems,
    ...applied.movements.flatMap((one) =>
      beyondProblem(one, split.before[movements.indexOf(one.movement)]),
    ),
    ...account.problems,
    ...bearingWarnings(read),
    ...unusedNames(read, applied, answered, given),
  ];
  const deadlines = once(() =>
    deadlinesOf(
      results.flatMap(({ answers }) => answers),
      read,
    ),
  );
  return outcome(
    {
      show,
      get deadlines() {
        return deadlines();
      },
      read,
      applied,
      events: told.events,
      people: results,
      unpaid: applied.debts.reduce((sum, { unpaid }) => sum + unpaid, 0),
      surplus: applied.sales.reduce((sum, one) => sum + one.surplus, 0),
    },
    problems,
  );
}

/** Interest between sales runs on what the prices left, whatever more the law credits for an earlier sale. */
function bearingWarnings({ debts, sales }: CaseRead): Problem[] {
  return debts.flatMap(({ row, owing }, at) => {
    if (owing.accrues === null) return [];
    const of = sales.filter(({ sold }) => sold.secures.includes(at));
    const last = Math.max(...of.map(({ sold }) => sold.date ?? -Infinity));
    const more = of.some(
      ({ sold, amounts }) =>
        (sold.date ?? last) < last &&
        [...VALUES].some((name) => (amounts.get(name) ?? 0) > sold.price),
    );
    const words =
      'interest between the sales runs on what the prices left; where the law credits more for an earlier sale, less may bear it';
    return more ? [problem('warning', 'debts', words, row)] : [];
  });
}

interface Split {
  /** Up to the last sale: part of the account that the law is asked about. */
  readonly before: readonly CaseEvent[];
  /** After it, or beside it. */
  readonly after: readonly CaseEvent[];
  readonly problems: readonly Problem[];
}

/** Receipts and charges up to the last sale change what was owed at it; the rest comes after the law. */
function beforeAndAfter(events: readonly CaseEvent[], { sales }: CaseRead): Split {
  const before: CaseEvent[] = [];
  const after: CaseEvent[] = [];
  const problems: Problem[] = [];
  for (const event of events) {
    const { sort, date, debts, open } = event;
    if ((sort !== 'receipt' && sort !== 'charge') || open || event.people !== null) {
      after.push(event);
      continue;
    }
    const securing = sales.filter(({ sold }) => sold.secures.some((at) => debts.includes(at)));
    const days = securing.map(({ sold }) => sold.date);
    const asks =
      date === null
        ? 'date is missing'
        : days.includes(null)
          ? 'sale_date of the sales is missing'
          : null;
    if (securing.length === 0) after.push(event);
    else if (asks !== null) {
      const words = `${asks}: what comes before the sale changes what was owed at it`;
      problems.push(problem('missing', 'events', words, event.row));
    } else if ((date ?? 0) <= Math.max(...days.map((day) => day ?? 0))) before.push(event);
    else after.push(event);
  }
  return { before, after, problems };
}

const movementOf = ({ sort, date, amount, debts }: CaseEvent): Movement => ({
  sort: sort === 'charge' ? 'charge' : 'receipt',
  date: date ?? 0,
  amount,
  debts,
});

const beyondProblem = ({ beyond }: AppliedMovement, event: CaseEvent | undefined): Problem[] =>
  beyond === 0 || !event
    ? []
    : [
        problem(
          'payment_above_balance',
          'events',
          `${money(beyond)} of it is more than was owed then`,
          event.row,
        ),
      ];

/** One end of what a person owes on a debt while events come after the law. */
interface Running {
  bearing: Cents;
  interest: Cents;
}

type Side = 'low' | 'high';

const owing = (of: readonly Running[]): Cents =>
  of.reduce((sum, { bearing, interest }) => sum + bearing + interest, 0);

class Account {
  readonly problems: Problem[] = [];
  private readonly kept = new Map<string, Map<number, DebtAnswer>>();
  private readonly keptOf = new Map<NamedValues, Map<number, DebtAnswer>>();
  private readonly shares: readonly (readonly SaleShare[])[];
  private readonly credits: Credits;

  constructor(
    private readonly read: CaseRead,
    private readonly applied: Applied,
    private readonly split: Split,
    private readonly context: Context,
  ) {
    this.credits = new Credits(read, applied, context);
    this.shares = sharesByDebt(read, applied);
  }

  of(person: Person): PersonResult {
    const stopped = person.debts.find((at) => this.read.blocked.has(at));
    if (stopped !== undefined)
      return withheld(person, `not said: ${this.read.blocked.get(stopped) ?? ''}`);
    const answers: DebtAnswer[] = [];
    const unlimited = person.debts.length > 1 ? withoutLimits(person) : person;
    for (const at of person.debts) {
      const answer = this.answer(at, unlimited);
      if ('message' in answer) {
        this.problems.push(answer);
        return withheld(person, `not said: ${answer.message}`);
      }
      answers.push(answer);
    }
    const limits = unlimited === person ? answers : this.limited(person, answers);
    if ('message' in limits) {
      this.problems.push(limits);
      return withheld(person, `not said: ${limits.message}`);
    }
    return this.carried(person, answers, limits);
  }

  /** The same debts with what the person agreed at most: one answer for debts that are alike in all but amounts. */
  private limited(person: Person, answers: readonly DebtAnswer[]): readonly DebtAnswer[] | Problem {
    const alike = new Map<unknown, number>();
    for (const { debt, cases } of answers)
      for (const { setting } of cases) if (!alike.has(setting)) alike.set(setting, debt);
    const found: DebtAnswer[] = [];
    for (const at of new Set(alike.values())) {
      const answer = this.answer(at, person);
      if ('message' in answer) return answer;
      found.push(answer);
    }
    return found;
  }

  /** People of whom the same was told have the same answers. */
  private keptFor({ told }: Person): Map<number, DebtAnswer> {
    let kept = this.keptOf.get(told);
    if (!kept) {
      const key = JSON.stringify(told);
      kept = this.kept.get(key) ?? new Map();
      this.kept.set(key, kept);
      this.keptOf.set(told, kept);
    }
    return kept;
  }

  private answer(at: number, person: Person): DebtAnswer | Problem {
    const kept = this.keptFor(person);
    const known = kept.get(at);
    if (known) return known;
    const made = answerDebt(
      at,
      person,
      this.read,
      this.applied,
      this.shares[at] ?? [],
      this.credits,
      this.context,
    );
    if (!made.ok) {
      const { name, field, message } = made.error;
      return problem(name, 'debts', `${field}: ${message}`, this.read.debts[at]?.row ?? null);
    }
    kept.set(at, made.value);
    return made.value;
  }

  private carried(
    person: Person,
    answers: readonly DebtAnswer[],
    limits: readonly DebtAnswer[],
  ): PersonResult {
    const limit = limitOf(limits);
    const whole = (side: Side) => answers.reduce((sum, one) => sum + one[side], 0);
    const plain = {
      low: Math.min(whole('low'), limit.low),
      high: Math.min(whole('high'), limit.high),
    };
    const lower = answers[0]?.cases[0]?.setting.whenUnknown === 'lower';
    const shown: Side = lower ? 'low' : 'high';
    const lawLines = once(() => answers.flatMap((one) => this.debtLines(person, one, shown)));
    const missing = once(() => missingOf(answers, after.asked));
    const citations = once(() => citationsOf(answers, limits));
    const after = new After(
      person,
      answers,
      plain,
      this.read,
      this.applied,
      shown,
      this.context.reader.settings.dayCount,
      limit.low,
    );
    for (const event of this.split.after) after.take(event);
    this.problems.push(...after.problems);
    const { low, high } = after;
    const owes = lower ? low : high;
    return {
      person,
      low: Math.max(0, low),
      high: Math.max(0, high),
      owes: Math.max(0, owes),
      owedTo: Math.max(0, -owes),
      status: high < 0 && low === high ? 'is_owed' : statusOf(answers, low, high, after.changed),
      get missing() {
        return missing();
      },
      get citations() {
        return citations();
      },
      words: [differingWords(answers), low === high ? '' : `open: ${rangeWords(low, high)}`]
        .filter(Boolean)
        .join('; '),
      get lines() {
        return [...lawLines(), ...after.lines];
      },
      answers,
      limits: limits === answers ? [] : limits,
    };
  }

  private debtLines(person: Person, answer: DebtAnswer, shown: Side): PersonLine[] {
    const item =
      answer.cases.find((one) => outcomeOf(one)[shown] === answer[shown]) ?? answer.cases[0];
    if (!item) return [];
    const debt = this.read.debts[answer.debt]?.name ?? '';
    return stepsOf(item).map(({ label, amount, total, words, citation }) => ({
      person: person.name,
      debt,
      label,
      amount,
      total,
      words,
      citation: citation ?? '',
    }));
  }
}

const citationsOf = (
  answers: readonly DebtAnswer[],
  limits: readonly DebtAnswer[],
): readonly string[] => [
  ...new Set(
    [...answers, ...limits].flatMap(({ cases }) =>
      cases.flatMap((item) => assess(item).reasons.map(({ citation }) => citation)),
    ),
  ),
];

/** Works something out when it is asked for, once. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** A range that may reach below zero, where the lender owes. */
const rangeWords = (low: Cents, high: Cents): string =>
  high <= 0
    ? `is owed ${money(-high)} to ${money(-low)}`
    : low < 0
      ? `is owed ${money(-low)} at best, owes ${money(high)} at worst`
      : `${money(low)} to ${money(high)}`;

/** What would decide, each once. */
function missingOf(answers: readonly DebtAnswer[], after: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const { cases, differing } of answers) {
    for (const item of cases) {
      if (turnsOnSales(item)) found.add(BY_SALE);
      for (const name of assess(item).missing) found.add(name);
    }
    for (const name of differing) found.add(name);
  }
  for (const name of after) found.add(name);
  return [...found];
}

const withheld = (person: Person, words: string): PersonResult => ({
  person,
  low: null,
  high: null,
  owes: null,
  owedTo: null,
  status: 'withheld',
  missing: [],
  citations: [],
  words,
  lines: [],
  answers: [],
  limits: [],
});

function differingWords(answers: readonly DebtAnswer[]): string {
  const names = [...new Set(answers.flatMap(({ differing }) => differing))];
  return names.length === 0
    ? ''
    : `the sales differ in ${names.join(', ')}: each was asked of the law, and the answer lies between`;
}

function statusOf(
  answers: readonly DebtAnswer[],
  low: Cents,
  high: Cents,
  changed: boolean,
): Status {
  if (low < high) return 'open';
  const [only] = answers;
  if (only && answers.length === 1 && !changed && low === only.low) return only.status;
  if (high <= 0)
    return answers.length > 0 && answers.every(({ status }) => status === 'barred')
      ? 'barred'
      : 'none';
  const all = answers.every(({ status }) => status === 'recoverable' || status === 'none');
  const sum = answers.reduce((total, one) => total + one.high, 0);
  return all && (changed || high >= sum) ? 'recoverable' : 'limited';
}

/** What comes after the law: interest, money, charges, and what is set off, at both ends of the range. */
class After {
  readonly lines: PersonLine[] = [];
  readonly problems: Problem[] = [];
  private readonly missing: string[] = [];
  changed = false;
  private readonly running: Readonly<Record<Side, readonly Running[]>>;
  private readonly setOff: Record<Side, Cents> = { low: 0, high: 0 };

  constructor(
    private readonly person: Person,
    private readonly answers: readonly DebtAnswer[],
    plain: Readonly<Record<Side, Cents>>,
    private readonly read: CaseRead,
    private readonly applied: Applied,
    private readonly shown: Side,
    private readonly dayCount: DayCount,
    /** The most that was agreed. */
    private readonly limit: Cents,
  ) {
    const start = (side: Side): Running[] => {
      let left = plain[side];
      return answers.map((one) => {
        const bearing = Math.min(left, one[side]);
        left -= bearing;
        return { bearing, interest: 0 };
      });
    };
    this.running = { low: start('low'), high: start('high') };
    const whole = answers.reduce((sum, one) => sum + one[shown], 0);
    if (plain[shown] < whole)
      this.line(
        'Most that was agreed for all debts',
        plain[shown] - whole,
        'the limit is for all of them together',
      );
    if (answers.length !== 1 || plain[shown] < whole)
      this.line(`Owed by ${person.name} under the law`, 0, 'all debts together');
  }

  get low(): Cents {
    // Whether a limit holds for interest and charges too is for the guaranty to say.
    return Math.min(owing(this.running.low), this.limit) - this.setOff.high;
  }

  get high(): Cents {
    return owing(this.running.high) - this.setOff.low;
  }

  /** What would decide, beside the facts of the law. */
  get asked(): readonly string[] {
    return owing(this.running.low) > this.limit
      ? [...this.missing, 'whether the limit that was agreed holds for interest and charges too']
      : this.missing;
  }

  take(event: CaseEvent): void {
    if (event.people !== null && !event.people.includes(this.person.name)) return;
    const places = this.answers.flatMap(({ debt }, n) => (event.debts.includes(debt) ? [n] : []));
    if (places.length === 0 && event.sort !== 'set_off') return;
    this.changed = true;
    const before = { low: this.low, high: this.high };
    const words = this.does(event, places);
    const change = this[this.shown] - before[this.shown];
    this.line(event.label, change, words);
  }

  /** Does what an event does, at both ends; says it in words. */
  private does(event: CaseEvent, places: readonly number[]): string {
    const ends: readonly Side[] = ['low', 'high'];
    switch (event.sort) {
      case 'set_off':
        for (const side of ends) this.setOff[side] += event.amount;
        return `${event.words}; set off against what is owed`;
      case 'receipt': {
        const over = ends.map((side) =>
          event.open && side === 'high' ? 0 : this.pay(side, event.amount, places),
        );
        if (event.open) this.missing.push('whether mortgage insurance money comes off (credited)');
        const beyond = Math.max(...over);
        if (beyond > 0 && !event.open)
          this.problems.push(
            problem(
              'payment_above_balance',
              'events',
              `${money(beyond)} of it is more than ${this.person.name} owes${over[0] === over[1] ? '' : ' at the least'}`,
              event.row,
            ),
          );
        return event.open
          ? `${event.words}; open: nobody says whether it comes off the debt`
          : event.words;
      }
      case 'charge': {
        // What is added to a debt that may be barred may be barred with it.
        for (const side of ends) this.charge(side, event.amount, places, side === 'low');
        return event.words;
      }
      case 'interest':
        return this.interest(event, places);
      case 'cut':
        return this.cut(event, places);
    }
  }

  private charge(side: Side, amount: Cents, places: readonly number[], ifOwed: boolean): void {
    const running = this.running[side];
    const at =
      places.find((n) => owing([running[n] as Running]) > 0) ?? (ifOwed ? undefined : places[0]);
    if (at !== undefined) (running[at] as Running).interest += amount;
  }

  /** Takes off what was paid, interest first, debt by debt; gives what was beyond. */
  private pay(side: Side, amount: Cents, places: readonly number[]): Cents {
    let left = amount;
    for (const n of places) {
      const one = this.running[side][n] as Running;
      const toInterest = Math.min(left, one.interest);
      one.interest -= toInterest;
      const rest = Math.min(left - toInterest, one.bearing);
      one.bearing -= rest;
      left -= toInterest + rest;
    }
    return left;
  }

  private interest({ runs, amount, words }: CaseEvent, places: readonly number[]): string {
    for (const side of ['low', 'high'] as const) {
      const running = this.running[side];
      if (!runs) {
        this.charge(side, amount, places, true);
        continue;
      }
      const convention = { ...ORDINARY_INTEREST, dayCount: runs.dayCount ?? this.dayCount };
      for (const n of places) {
        const one = running[n] as Running;
        const pieces = accrue(
          one.bearing,
          constantRate(runs.rate),
          runs.from,
          runs.until,
          convention,
        );
        one.interest += one.bearing > 0 ? totalInterestInCents(pieces) : 0;
      }
    }
    if (!runs) return words;
    const on = places.reduce((sum, n) => sum + (this.running[this.shown][n]?.bearing ?? 0), 0);
    return `${money(on)} at ${words}`;
  }

  /** A court's cut reaches no further than the interest of the case. */
  private cut({ amount, share, words, row }: CaseEvent, places: readonly number[]): string {
    const stated = places.reduce((sum, n) => {
      const at = this.answers[n]?.debt ?? -1;
      return sum + (this.read.debts[at]?.stated ?? 0) + (this.applied.debts[at]?.interest ?? 0);
    }, 0);
    for (const side of ['low', 'high'] as const) {
      const later = places.reduce((sum, n) => sum + (this.running[side][n]?.interest ?? 0), 0);
      const most = stated + later;
      const asked = share ? percentOfInCents(most, share, 1, 1, 'half_up') : amount;
      if (asked > most && side === this.shown)
        this.problems.push(
          problem(
            'not_allowed',
            'events',
            `is more than the interest of ${money(most)}; only that is cut`,
            row,
          ),
        );
      this.pay(side, Math.min(asked, most), places);
    }
    return words;
  }

  private line(label: string, amount: Cents, words: string): void {
    this.lines.push({
      person: this.person.name,
      debt: '',
      label,
      amount,
      total: this[this.shown],
      words,
      citation: '',
    });
  }
}
