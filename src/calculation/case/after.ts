/** What comes after the law, in the order of its days: interest, money, charges, what is set off, and the judgment. */
import type { Cents } from '../../money/cents';
import { toWords, type Day } from '../../money/dates';
import {
  ORDINARY_INTEREST,
  accrue,
  constantRate,
  percentOfInCents,
  totalInterestInCents,
  type InterestConvention,
  type Percent,
} from '../../money/interest';
import { problem, type Problem } from '../input/problem';
import type { Carried } from '../judgment/judgmentOperations';
import { money } from '../line/line';
import type { Context } from '../operation/operation';
import { inProportion } from '../proceeds/allocate';
import type { Applied } from './apply';
import type { CaseEvent } from './caseEvents';
import type { CaseRead, Person } from './caseInput';
import { carryJudgment } from './caseJudgment';
import type { DebtAnswer } from './law';

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
  /** Of interest, what bore it and for how long. */
  readonly interest?: InterestTerm | undefined;
}

/** Interest of a period, on what is owed of each debt; each debt's is rounded by itself. */
export interface InterestTerm {
  readonly on: readonly {
    readonly debt: number;
    readonly amount: Cents;
    readonly interest: Cents;
  }[];
  readonly rate: Percent;
  readonly from: Day;
  readonly until: Day;
  readonly convention: InterestConvention;
}

/** One end of what a person owes on a debt while events come after the law. */
interface Running {
  bearing: Cents;
  interest: Cents;
  /** What was added and bears no interest. */
  charges: Cents;
}

export type Side = 'low' | 'high';

const SIDES: readonly Side[] = ['low', 'high'];

const owedOn = ({ bearing, interest, charges }: Running): Cents => bearing + interest + charges;

const owing = (of: readonly Running[]): Cents => of.reduce((sum, one) => sum + owedOn(one), 0);

/** An event in its turn; interest that others divide comes in pieces. */
interface Turn {
  readonly event: CaseEvent;
  readonly from: Day;
  readonly until: Day;
}

/** Events in the order of their days, those without one last; money that came in and tenders divide interest. */
function inTurn(events: readonly CaseEvent[]): Turn[] {
  const tenders = events.filter(({ kind, told }) => kind === 'tender' && !told.bears_interest);
  const turns = events.flatMap((event): Turn[] => {
    const { runs, date } = event;
    if (!runs) {
      const day = (event.sort === 'interest' ? event.until : null) ?? date ?? Infinity;
      return [{ event, from: day, until: day }];
    }
    const met = (other: CaseEvent) => other.debts.some((debt) => event.debts.includes(debt));
    const stops = tenders.filter(met);
    const cuts = [
      ...events.filter((other) => other.sort === 'receipt' && met(other)).map((one) => one.date),
      ...stops.flatMap((one) => [one.date, one.until]),
    ].filter((day): day is Day => day !== null && day > runs.from && day < runs.until);
    const days = [...new Set([runs.from, ...cuts, runs.until])].sort((a, b) => a - b);
    const stopped = (day: Day) =>
      stops.some((one) => (one.date ?? Infinity) < day && day <= (one.until ?? Infinity));
    return days
      .slice(1)
      .map((until, n) => ({ event, from: days[n] ?? until, until }))
      .filter(({ until }) => !stopped(until));
  });
  const rank = ({ event }: Turn): number => (event.sort === 'interest' ? 0 : 1);
  return turns.sort((a, b) => compared(a.until, b.until) || rank(a) - rank(b));
}

/** Two days without a date are alike. */
const compared = (a: Day, b: Day): number => (a === b ? 0 : a - b);

export class After {
  readonly lines: PersonLine[] = [];
  readonly problems: Problem[] = [];
  private readonly missing: string[] = [];
  changed = false;
  /** Why a judgment cannot be carried, so that nothing is said. */
  stopped: string | null = null;
  /** Facts of which the law of the judgment asked. */
  readonly judgedBy = new Set<string>();
  private judged: Partial<Record<Side, Carried>> | null = null;
  private readonly running: Readonly<Record<Side, readonly Running[]>>;
  private readonly setOff: Record<Side, Cents> = { low: 0, high: 0 };

  constructor(
    private readonly person: Person,
    private readonly answers: readonly DebtAnswer[],
    plain: Readonly<Record<Side, Cents>>,
    private readonly read: CaseRead,
    private readonly applied: Applied,
    private readonly shown: Side,
    private readonly context: Context,
    /** The most that was agreed. */
    private readonly limit: Cents,
  ) {
    const start = (side: Side): Running[] => {
      let left = plain[side];
      return answers.map((one) => {
        const bearing = Math.min(left, one[side]);
        left -= bearing;
        return { bearing, interest: 0, charges: 0 };
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
  }

  get low(): Cents {
    // Whether a limit holds for interest and charges too is for the guaranty to say.
    return this.left('low') ?? Math.min(owing(this.running.low), this.limit) - this.setOff.low;
  }

  get high(): Cents {
    return this.left('high') ?? owing(this.running.high) - this.setOff.high;
  }

  /** The judgment carried to its day, at the end that is shown. */
  get judgment(): Carried | null {
    return this.judged?.[this.shown] ?? null;
  }

  /** What would decide, beside the facts of the law. */
  get asked(): readonly string[] {
    return owing(this.running.low) > this.limit
      ? [...this.missing, 'whether the limit that was agreed holds for interest and charges too']
      : this.missing;
  }

  /** What is owed in the end on each debt. */
  get byDebt(): ReadonlyMap<number, Cents> {
    const owed = this.running[this.shown].map(owedOn);
    const left = Math.max(0, this[this.shown]);
    const shares =
      left >= owing(this.running[this.shown]) && !this.judged ? owed : inProportion(left, owed);
    return new Map(this.answers.map(({ debt }, n) => [debt, shares[n] ?? 0]));
  }

  /** Of a judgment, what is still owed on it; what was paid beyond it is owed back. */
  private left(side: Side): Cents | undefined {
    const on = this.judged?.[side]?.on;
    return on && on.balance - on.overpaid;
  }

  /** Takes all events that are about this person. */
  takeAll(events: readonly CaseEvent[]): void {
    const mine = events.filter(
      ({ people, debts, sort }) =>
        (people === null || people.includes(this.person.name)) &&
        (sort === 'set_off' || this.placesOf(debts).length > 0),
    );
    const [judgment, ...more] = mine.filter(({ sort }) => sort === 'judgment');
    for (const { row } of more)
      this.wrong('duplicate', `there is a judgment against ${this.person.name} already`, row);
    const entered = judgment?.date ?? Infinity;
    const later = (event: CaseEvent): boolean =>
      event.date !== null &&
      (event.sort === 'interest' ? event.date >= entered : event.date > entered);
    const others = mine.filter(({ sort }) => sort !== 'judgment');
    const before = others.filter((event) => !later(event));
    for (const turn of inTurn(before.map((event) => this.until(event, entered)))) this.take(turn);
    if (judgment) this.judge(judgment, others.filter(later));
  }

  /** A judgment ends the interest that was told before it. */
  private until(event: CaseEvent, entered: Day): CaseEvent {
    const { runs, row } = event;
    if (!runs || runs.until <= entered) return event;
    const words = `runs beyond the judgment of ${toWords(entered)}, which bears interest of its own: it is reckoned to that day`;
    this.wrong('warning', words, row);
    return { ...event, runs: { ...runs, until: entered } };
  }

  private wrong(name: Problem['name'], message: string, row: number): void {
    this.problems.push(problem(name, 'events', message, row));
  }

  private readonly placesOf = (debts: readonly number[]): number[] =>
    this.answers.flatMap(({ debt }, n) => (debts.includes(debt) ? [n] : []));

  private take(turn: Turn): void {
    const { event } = turn;
    if (event.sort === 'act') return;
    this.changed = true;
    const before = { low: this.low, high: this.high };
    const places = this.placesOf(event.debts);
    const interest = this.interestTerm(turn, places);
    const words = this.does(turn, places);
    const change = this[this.shown] - before[this.shown];
    const whole = interest?.on.reduce((sum, one) => sum + one.interest, 0);
    this.line(event.label, change, words, { interest: whole === change ? interest : undefined });
  }

  /** Does what an event does, at both ends; says it in words. */
  private does(turn: Turn, places: readonly number[]): string {
    const { event } = turn;
    switch (event.sort) {
      case 'set_off':
        for (const side of SIDES) this.setOff[side] += event.amount;
        return `${event.words}; set off against what is owed`;
      case 'receipt':
        return this.receive(event, places);
      case 'charge':
        // What is added to a debt that may be barred may be barred with it.
        for (const side of SIDES) this.add('charges', side, event.amount, places, side === 'low');
        return event.words;
      case 'interest':
        return this.interest(turn, places);
      case 'cut':
        return this.cut(event, places);
      default:
        return event.words;
    }
  }

  private receive(event: CaseEvent, places: readonly number[]): string {
    const over = SIDES.map((side) =>
      event.open && side === 'high' ? 0 : this.pay(side, event.amount, places),
    );
    if (event.open) {
      this.missing.push(CREDITED);
      return `${event.words}; open: nobody says whether it comes off the debt`;
    }
    const beyond = Math.max(...over);
    if (beyond > 0) {
      const least = over[0] === over[1] ? '' : ' at the least';
      const words = `${money(beyond)} of it is more than ${this.person.name} owes${least}`;
      this.wrong('payment_above_balance', words, event.row);
    }
    return event.words;
  }

  private add(
    to: 'interest' | 'charges',
    side: Side,
    amount: Cents,
    places: readonly number[],
    ifOwed: boolean,
  ): void {
    const running = this.running[side];
    const at =
      places.find((n) => owing([running[n] as Running]) > 0) ?? (ifOwed ? undefined : places[0]);
    if (at !== undefined) (running[at] as Running)[to] += amount;
  }

  /** Takes off what was paid, charges and interest first, debt by debt; gives what was beyond. */
  private pay(side: Side, amount: Cents, places: readonly number[]): Cents {
    let left = amount;
    for (const n of places) {
      const one = this.running[side][n] as Running;
      for (const part of ['charges', 'interest', 'bearing'] as const) {
        const paid = Math.min(left, one[part]);
        one[part] -= paid;
        left -= paid;
      }
    }
    return left;
  }

  private interest({ event, from, until }: Turn, places: readonly number[]): string {
    const { runs, amount, words } = event;
    for (const side of SIDES)
      if (!runs) this.add('interest', side, amount, places, true);
      else
        for (const n of places) {
          const one = this.running[side][n] as Running;
          const convention = this.conventionOf(runs);
          one.interest += interestOn(one.bearing, runs.rate, from, until, convention);
        }
    if (!runs) return words;
    const on = places.reduce((sum, n) => sum + (this.running[this.shown][n]?.bearing ?? 0), 0);
    const piece = from === runs.from && until === runs.until;
    return `${money(on)} at ${piece ? words : `${words}, of this ${toWords(from)} to ${toWords(until)}`}`;
  }

  private conventionOf({ dayCount, perDiem }: NonNullable<CaseEvent['runs']>): InterestConvention {
    const { settings } = this.context.reader;
    return { ...ORDINARY_INTEREST, dayCount: dayCount ?? settings.dayCount, perDiem };
  }

  /** What bears interest in a period, at the end that is shown. */
  private interestTerm(
    { event: { runs }, from, until }: Turn,
    places: readonly number[],
  ): InterestTerm | undefined {
    if (!runs) return undefined;
    const convention = this.conventionOf(runs);
    const on = places.flatMap((n) => {
      const { bearing } = this.running[this.shown][n] as Running;
      const debt = this.answers[n]?.debt ?? 0;
      const interest = interestOn(bearing, runs.rate, from, until, convention);
      return bearing > 0 ? [{ debt, amount: bearing, interest }] : [];
    });
    return { on, rate: runs.rate, from, until, convention };
  }

  /** A court's cut reaches no further than the interest of the case. */
  private cut({ amount, share, words, row }: CaseEvent, places: readonly number[]): string {
    const stated = places.reduce((sum, n) => {
      const at = this.answers[n]?.debt ?? -1;
      return sum + (this.read.debts[at]?.stated ?? 0) + (this.applied.debts[at]?.interest ?? 0);
    }, 0);
    for (const side of SIDES) {
      const later = places.reduce((sum, n) => sum + (this.running[side][n]?.interest ?? 0), 0);
      const most = stated + later;
      const asked = share ? percentOfInCents(most, share, 1, 1, 'half_up') : amount;
      if (asked > most && side === this.shown)
        this.wrong(
          'not_allowed',
          `is more than the interest of ${money(most)}; only that is cut`,
          row,
        );
      this.pay(side, Math.min(asked, most), places);
    }
    return words;
  }

  /** The judgment on what is owed by then, carried with what came after it. */
  private judge(event: CaseEvent, later: readonly CaseEvent[]): void {
    const left = this.answers.filter(({ debt }) => !event.debts.includes(debt));
    if (left.length > 0)
      return this.stop(
        event.row,
        `the judgment leaves out ${left.map(({ debt }) => this.read.debts[debt]?.name).join(', ')}: give that debt a case of its own`,
      );
    const before = this[this.shown];
    const judged: Partial<Record<Side, Carried>> = {};
    for (const side of SIDES) {
      const amount = event.stated ?? this[side];
      if (amount <= 0) continue;
      const interest = this.running[side].reduce((sum, one) => sum + one.interest, 0);
      const made = carryJudgment(
        {
          amount,
          interest,
          event,
          later: later.filter(({ open }) => !open || side === 'low'),
        },
        { person: this.person, answers: this.answers, read: this.read },
        this.context,
      );
      if (!made.ok)
        return this.stop(event.row, made.problems.map(({ message }) => message).join('; '));
      judged[side] = made.value.carried;
      for (const name of made.value.asked) this.judgedBy.add(name);
      if (side === this.shown) this.problems.push(...made.problems);
    }
    if (later.some(({ open }) => open)) this.missing.push(CREDITED);
    const shown = judged[this.shown];
    if (!shown) {
      const words = 'nothing is owed by then, so there is nothing to give judgment for';
      return this.wrong('warning', words, event.row);
    }
    this.judged = judged;
    this.changed = true;
    let last = before;
    let beyond = 0;
    for (const row of shown.on.rows) {
      const { words: basis, citation } = shown.input.basis;
      const first = row.kind === 'judgment';
      beyond += row.overpaid;
      const total = row.balance - beyond;
      this.line(row.label, total - last, [row.words, first && basis].filter(Boolean).join('; '), {
        total,
        citation: (first && citation) || '',
      });
      last = total;
    }
  }

  private stop(row: number, words: string): void {
    this.stopped = words;
    this.wrong('not_allowed', words, row);
  }

  private line(
    label: string,
    amount: Cents,
    words: string,
    {
      total = this[this.shown],
      citation = '',
      interest,
    }: { total?: Cents; citation?: string; interest?: InterestTerm | undefined } = {},
  ): void {
    this.lines.push({
      person: this.person.name,
      debt: '',
      label,
      amount,
      total,
      words,
      citation,
      interest,
    });
  }
}

const CREDITED = 'whether mortgage insurance or redemption money comes off (credited)';

function interestOn(
  bearing: Cents,
  rate: Percent,
  from: Day,
  until: Day,
  convention: InterestConvention,
): Cents {
  if (bearing <= 0) return 0;
  return totalInterestInCents(accrue(bearing, constantRate(rate), from, until, convention));
}
