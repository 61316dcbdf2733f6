/** The result of a case: what each sale paid, what each person owes after the law and what came after it, line by line. */
import type { Cents } from '../../money/cents';
import { assess } from '../deficiency/assess';
import { outcome as outcomeOf, type Status } from '../deficiency/outcome';
import { stepsOf } from '../deficiency/steps';
import { outcome, problem, refused, type Outcome, type Problem } from '../input/problem';
import { money } from '../line/line';
import type { Context, NamedValues } from '../operation/operation';
import type { Carried } from '../judgment/judgmentOperations';
import { After, type PersonLine, type Side } from './after';
import { applySales, type Applied, type AppliedMovement, type Movement } from './apply';
import { readCase, settingsProblem, type CaseGiven, type CaseRead, type Person } from './caseInput';
import { BY_LAND } from './place';
import { readEvents, type CaseEvent } from './caseEvents';
import { deadlinesOf, type CaseDeadline } from './caseDeadlines';
import { Credits } from './credits';
import {
  ABOUT_LIMITS,
  withoutLimits,
  answerDebt,
  BY_SALE,
  turnsOnSales,
  VALUES,
  limitOf,
  sliceOfAll,
  sharesByDebt,
  type DebtAnswer,
  type SaleShare,
} from './law';
import { unusedNames } from './unusedNames';

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
  /** Of what is owed in the end, the part of each debt. */
  readonly byDebt: ReadonlyMap<number, Cents>;
  readonly judgment: Carried | null;
  /** Names of which the law of the judgment asked. */
  readonly judgedBy: ReadonlySet<string>;
  /** The answers with what was agreed at most, where that is for several debts together. */
  readonly limits: readonly DebtAnswer[];
}

/** The tables of an answer that a cell can show. */
export const VIEWS = ['people', 'steps', 'debts', 'sales', 'deadlines', 'judgments'] as const;

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
  /** What more than one of the people owes, and what all of them owe, each dollar once; null where one is not said. */
  readonly jointly: Cents | null;
  readonly together: Cents | null;
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
  ].filter(isFirst());
  const owed = once(() => owedTogether(results));
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
      get jointly() {
        return owed().jointly;
      },
      get together() {
        return owed().together;
      },
    },
    problems,
  );
}

/** Of each debt the most that one person owes, and the most that a second owes with him. */
function owedTogether(people: readonly PersonResult[]): Pick<CaseResult, 'jointly' | 'together'> {
  if (people.some(({ owes }) => owes === null)) return { jointly: null, together: null };
  let [jointly, together] = [0, 0];
  for (const debt of new Set(people.flatMap(({ byDebt }) => [...byDebt.keys()]))) {
    const owed = people.map(({ byDebt }) => byDebt.get(debt) ?? 0).sort((a, b) => b - a);
    together += owed[0] ?? 0;
    jointly += owed[1] ?? 0;
  }
  return { jointly, together };
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

/** Acts that only a judgment gives a meaning to. */
function withoutJudgment(events: readonly CaseEvent[]): Problem[] {
  if (events.some(({ sort }) => sort === 'judgment')) return [];
  const bears = events.some(({ runs }) => runs !== null);
  return events.flatMap(({ sort, kind, row }) =>
    sort !== 'act' || (kind === 'tender' && bears)
      ? []
      : [problem('unused', 'events', `${kind} has no say without a judgment`, row)],
  );
}

/** Receipts and charges up to the last sale change what was owed at it; the rest comes after the law. */
function beforeAndAfter(events: readonly CaseEvent[], { sales }: CaseRead): Split {
  const before: CaseEvent[] = [];
  const after: CaseEvent[] = [];
  const problems: Problem[] = withoutJudgment(events);
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
    if (securing.length === 0) {
      const divides = sort === 'receipt' && date === null;
      const runs = (other: CaseEvent) => other.runs && other.debts.some((at) => debts.includes(at));
      if (divides && events.some(runs))
        problems.push(problem('missing', 'events', DATE_OF_MONEY, event.row));
      else after.push(event);
    } else if (asks !== null) {
      const words = `${asks}: what comes before the sale changes what was owed at it`;
      problems.push(problem('missing', 'events', words, event.row));
    } else if ((date ?? 0) <= Math.max(...days.map((day) => day ?? 0))) before.push(event);
    else after.push(event);
  }
  return { before, after, problems };
}

const DATE_OF_MONEY = 'date is missing: money that came in changes what bears interest';

const movementOf = ({ label, sort, date, amount, debts }: CaseEvent): Movement => ({
  label,
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
    const slice = limits === answers ? NO_LIMIT : sliceOfAll(limits, answers);
    const whole = (side: Side) => answers.reduce((sum, one) => sum + one[side], 0);
    const plain = {
      low: Math.min(whole('low'), limit.low, slice.low),
      high: Math.min(whole('high'), limit.high, slice.high),
    };
    const lower = answers[0]?.cases[0]?.setting.whenUnknown === 'lower';
    const shown: Side = lower ? 'low' : 'high';
    const lawLines = once(() => answers.flatMap((one) => this.debtLines(person, one, shown)));
    const missing = once(() => missingOf(answers, [...aboutLimits(limits), ...after.asked]));
    const byDebt = once(() => after.byDebt);
    const citations = once(() => citationsOf(answers, limits));
    const after = new After(
      person,
      answers,
      plain,
      this.read,
      this.applied,
      shown,
      this.context,
      limit.low,
    );
    after.takeAll(this.split.after);
    this.problems.push(...after.problems);
    if (after.stopped !== null) return withheld(person, `not said: ${after.stopped}`);
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
      get byDebt() {
        return byDebt();
      },
      judgment: after.judgment,
      judgedBy: after.judgedBy,
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

/** Of one debt the law itself knows what was agreed at most. */
const NO_LIMIT = { low: Infinity, high: Infinity } as const;

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

/** What was said of one person need not be said again of another. */
function isFirst(): (found: Problem) => boolean {
  const said = new Set<string>();
  return ({ name, field, row, message }) => {
    const key = `${name} ${field} ${row} ${message}`;
    return !said.has(key) && said.add(key).size > 0;
  };
}

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

/** Which slice is meant is asked of all debts together. */
const aboutLimits = (limits: readonly DebtAnswer[]): readonly string[] =>
  limits.flatMap(({ cases }) =>
    cases.flatMap((item) => assess(item).missing.filter((name) => ABOUT_LIMITS.has(name))),
  );

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
  byDebt: new Map(),
  judgment: null,
  judgedBy: new Set(),
  limits: [],
});

function differingWords(answers: readonly DebtAnswer[]): string {
  const all = answers.flatMap(({ differing }) => differing);
  const names = [...new Set(all)].filter((name) => name !== BY_LAND);
  const differ =
    names.length === 0
      ? ''
      : `the sales differ in ${names.join(', ')}: each was asked of the law, and the answer lies between`;
  const places = new Set(answers.map(({ place }) => place));
  return [differ, ...places].filter(Boolean).join('; ');
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
