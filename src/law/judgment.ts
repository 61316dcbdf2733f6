/** Which interest a money judgment bears and how long it lives, by the law of its place; never a guessed rate. */
import generated from './generated/judgment.json';
import { known, type Amounts } from './amounts';
import { amountsTested, factsAsked, now, testOf } from './condition';
import { parseCondition, type ConditionData } from './conditionTree';
import type { Facts, FactValue } from './facts';
import type {
  IndexedRateData,
  JudgmentInterestData,
  JudgmentLawData,
  JudgmentLifeData,
  JudgmentPart,
  KnownRate,
} from './judgmentData';
import type { Known } from './rule';
import { FALSE, TRUE, UNKNOWN, type Tri } from './tri';
import { valueInWords } from './words';
import { Exact } from '../money/cents';
import { addMonths, dayFromYmd, toWords, ymd, type Day } from '../money/dates';
import { constantRate, type Percent, type RatePeriod } from '../money/interest';

const PLACES = generated.places as unknown as Readonly<Record<string, JudgmentLawData>>;

/** Tables by week of entry: the first day of the first week, then hundredths of a percent week by week. */
const WEEKLY = generated.weekly as unknown as Readonly<Record<string, readonly number[]>>;

/** Code under which the interest of federal judgments is kept. */
export const FEDERAL = 'US';

/** A rate as people know it: what judgments bear, or the index that the law adds its margin to. */
export interface PublishedRate {
  readonly from: Day;
  readonly to: Day | null;
  readonly ratePercent?: Percent | null;
  readonly indexPercent?: Percent | null;
}

/** What the choice of the law of a judgment depends on. */
export interface JudgmentQuestion {
  /** USPS code, or {@link FEDERAL}. */
  readonly place: string;
  readonly entered: Day;
  readonly facts: Facts;
  /** The judgment as `debt`, and of its loan what the law here asks for; everything else 0. */
  readonly amounts: Amounts;
}

/** What the choice of a rate depends on. */
export interface JudgmentInput extends JudgmentQuestion {
  /** The day from which it bears interest, if not entry. */
  readonly interestFrom?: Day | null;
  /** The rate of the note; `none` where it has none; null where nobody said. */
  readonly contractRate: Percent | 'none' | null;
  /** Rates that the user adds; on the days they cover they go before the known ones. */
  readonly published: readonly PublishedRate[];
}

/** The interest that the law gives. The rates cover no day that nobody knows the rate of. */
export interface JudgmentInterest {
  readonly ok: true;
  readonly rates: readonly RatePeriod[];
  /** The rate after the first renewal on or after a day. */
  readonly renewed: { readonly from: Day; readonly ratePercent: Percent } | null;
  readonly compounds: 'yearly' | 'calendar_year' | null;
  readonly bears: readonly JudgmentPart[];
  /** Whether interest stops while a stay or a tender lasts, where that was read. */
  readonly stops: NonNullable<JudgmentInterestData['stops']>;
  /** It follows a published rate. */
  readonly indexed: boolean;
  /** The last day for which the published rate was seen; null where none is followed. */
  readonly knownTo: Day | null;
  readonly citation: string;
  readonly known: Known;
  /** How the rate was found, in words. */
  readonly words: string;
  readonly warning: string | null;
  /** Facts on which the choice turned. */
  readonly turnsOn: readonly string[];
  /** What to ask for where a later day has no rate; null for rates without end. */
  readonly ask: string | null;
}

/** What must be told before the law can be named: the input, and a sentence. */
export interface JudgmentAsk {
  readonly ok: false;
  readonly field: string;
  readonly message: string;
}

/** The life that the law gives, and what was taken as given for it. */
export interface JudgmentLifeLaw {
  readonly ok: true;
  readonly life: JudgmentLifeData;
  readonly turnsOn: readonly string[];
  readonly assumed: Readonly<Record<string, FactValue>>;
}

const ask = (field: string, message: string): JudgmentAsk => ({ ok: false, field, message });

/** An entry of the law that holds for some judgments only. */
interface Entry {
  readonly when?: ConditionData;
  readonly assumes?: Readonly<Record<string, FactValue>>;
  readonly from?: number;
  readonly to?: number;
  readonly citation: string;
}

const inForce = ({ from, to }: Entry, entered: Day): boolean =>
  (from === undefined || entered >= from) && (to === undefined || entered <= to);

function fits({ when }: Entry, facts: Facts, amounts: Amounts): Tri {
  return when ? now(testOf(parseCondition(when))(facts), amounts) : TRUE;
}

function factsIn({ when }: Entry): string[] {
  return [...new Set(when ? factsAsked(parseCondition(when)).map(({ fact }) => fact) : [])];
}

/** What a judgment is made of in the words of a sale, where nothing was sold. */
const OF_ITSELF: ReadonlySet<string> = new Set(['debt', 'costs', 'sale_price', 'credit']);

/** The amounts of the loan that an entry asks for. */
const amountsIn = ({ when }: Entry): string[] =>
  when ? [...amountsTested(parseCondition(when))].filter((name) => !OF_ITSELF.has(name)) : [];

/** What an entry takes as given of the facts that nobody told, as far as it needs to. */
function takenAsGiven(
  entry: Entry,
  facts: Facts,
  amounts: Amounts,
): Readonly<Record<string, FactValue>> {
  const all = new Map(facts);
  const taken: Record<string, FactValue> = {};
  for (const [name, value] of Object.entries(entry.assumes ?? {}))
    if (!all.has(name) && fits(entry, all, amounts) === UNKNOWN) {
      all.set(name, value);
      taken[name] = value;
    }
  return taken;
}

function askFacts(entry: Entry, { facts, amounts }: JudgmentQuestion, what: string): JudgmentAsk {
  const missing = [
    ...factsIn(entry).filter((fact) => !facts.has(fact)),
    ...amountsIn(entry).filter((amount) => known(amounts, amount) === null),
  ];
  return ask('facts', `tell ${missing.join(', ')}: the ${what} turns on it (${entry.citation})`);
}

/** The life of a judgment: the first entry of its place that fits. */
export function judgmentLife(question: JudgmentQuestion): JudgmentLifeLaw | JudgmentAsk {
  const law = PLACES[question.place];
  if (!law) return ask('state', 'say which state gave the judgment, or its years');
  const turnsOn = new Set<string>();
  const assumed: Record<string, FactValue> = {};
  const facts = new Map(question.facts);
  for (const life of law.life) {
    if (!inForce(life, question.entered)) continue;
    const taken = takenAsGiven(life, facts, question.amounts);
    for (const [name, value] of Object.entries(taken)) facts.set(name, value);
    Object.assign(assumed, taken);
    const state = fits(life, facts, question.amounts);
    for (const name of factsIn(life)) if (!(name in assumed)) turnsOn.add(name);
    if (state === TRUE) return { ok: true, life, turnsOn: [...turnsOn], assumed };
    if (state === UNKNOWN) return askFacts(life, { ...question, facts }, 'life of the judgment');
  }
  const message = `how long a judgment of ${toWords(question.entered)} lives is not known here; give its years`;
  return ask('years', message);
}

/** The facts that the interest and the life of a place's judgments may turn on. */
export function factsAskedOfJudgments(place: string): ReadonlySet<string> {
  const { interest = [], life = [] } = PLACES[place] ?? {};
  const asked = new Set([...interest, ...life].flatMap((entry) => factsIn(entry)));
  if (interest.some(({ kind, rate }) => kind === 'contract' && rate !== undefined))
    asked.add('maturity_date');
  if (interest.some(({ contractCap }) => contractCap?.byLoan)) asked.add('origination_date');
  return asked;
}

/** The amounts of the loan that the interest and the life of a place's judgments may turn on. */
export function amountsAskedOfJudgments(place: string): readonly string[] {
  const { interest = [], life = [] } = PLACES[place] ?? {};
  return [...interest, ...life].flatMap((entry) => amountsIn(entry));
}

/** Chooses the interest of a judgment: the first entry of its place that fits, its contract where that governs. */
export function judgmentInterest(input: JudgmentInput): JudgmentInterest | JudgmentAsk {
  const law = PLACES[input.place];
  if (!law) return ask('state', 'say which state gave the judgment, or give its rate');
  return firstThatFits(
    law.interest.filter((entry) => inForce(entry, input.entered)),
    input,
  );
}

/** Where a fact is missing, it is asked for only if the answer turns on it. */
function firstThatFits(
  entries: readonly JudgmentInterestData[],
  input: JudgmentInput,
): JudgmentInterest | JudgmentAsk {
  const [entry, ...others] = entries;
  if (!entry) {
    const message = `the law for judgments of ${toWords(input.entered)} is not known here; give the rate`;
    return ask('rates', message);
  }
  if (entry.kind === 'contract' && input.contractRate === 'none')
    return firstThatFits(others, input);
  const taken = Object.entries(takenAsGiven(entry, input.facts, input.amounts));
  if (taken.length > 0) {
    const facts = new Map([...input.facts, ...taken]);
    const found = firstThatFits(entries, { ...input, facts });
    if (!found.ok) return found;
    const words = taken.map(([name, value]) => `${name}=${valueInWords(name, value)}`).join(', ');
    return { ...found, words: `${found.words}; assumes ${words}` };
  }
  const state = fits(entry, input.facts, input.amounts);
  if (state === FALSE) return turning(firstThatFits(others, input), entry);
  const found = interestBy(entry, input);
  if (state === TRUE) return turning(found, entry);
  const other = firstThatFits(others, input);
  if (found.ok && other.ok && sameInterest(found, other)) return other;
  if (!found.ok && !other.ok && found.field === other.field) return other;
  return askFacts(entry, input, 'rate');
}

const turning = (
  found: JudgmentInterest | JudgmentAsk,
  entry: JudgmentInterestData,
): JudgmentInterest | JudgmentAsk =>
  found.ok ? { ...found, turnsOn: [...new Set([...factsIn(entry), ...found.turnsOn])] } : found;

function sameInterest(a: JudgmentInterest, b: JudgmentInterest): boolean {
  const told = ({ rates, renewed, compounds }: JudgmentInterest) =>
    JSON.stringify([rates, renewed, compounds]);
  return told(a) === told(b);
}

function interestBy(
  entry: JudgmentInterestData,
  input: JudgmentInput,
): JudgmentInterest | JudgmentAsk {
  if (entry.kind === 'court') {
    const message = `the judge sets the rate of such a judgment (${entry.citation}): give it as the judgment states it`;
    return ask('rates', message);
  }
  if (asksContract(entry) && input.contractRate === null) return askContract(entry);
  return entry.kind === 'contract' ? contractInterest(entry, input) : stateInterest(entry, input);
}

/** Where the contract governs, or may be the higher, its rate must be told. */
const asksContract = ({ contract }: JudgmentInterestData): boolean =>
  contract === 'governs' || contract === 'higher-governs';

function askContract({ citation }: JudgmentInterestData): JudgmentAsk {
  const message = `the rate of the note counts here (${citation}): give it, or write none where it has no rate`;
  return ask('contract_rate', message);
}

/** The contract's rate as far as the law lets a judgment bear it, or what must be told to know how far. */
function contractRate(
  entry: JudgmentInterestData,
  input: JudgmentInput,
): { percent: Percent; words: string } | JudgmentAsk {
  const contract = input.contractRate as Percent;
  const kept = (percent: Percent) => {
    const bound = percent.eq(contract) ? '' : `, kept to ${percent.toString()}% by law`;
    return { percent, words: `rate of the contract, ${contract.toString()}%${bound}` };
  };
  const cap = entry.contractCap;
  if (!cap || contract.lte(cap.floor ?? 0)) return kept(within(entry, contract));
  const day = cap.byLoan ? input.facts.get('origination_date') : input.entered;
  if (typeof day !== 'number') {
    const message = `tell origination_date: the highest rate of the contract is that of the loan's day (${cap.citation})`;
    return ask('facts', message);
  }
  const found = rateAt(tableOf(cap, input.published, cap.rates ?? []), day);
  if (found) return kept(lesser(contract, found.ratePercent));
  const message = `a contract's ${contract.toString()}% counts only up to ${indexWords(cap)} (${cap.citation}), which is not known here: give rates with from and index, or the rate that the judgment states as rate`;
  return ask('rates', message);
}

const lesser = (a: Percent, b: Percent): Percent => (a.lt(b) ? a : b);

function contractInterest(
  entry: JudgmentInterestData,
  input: JudgmentInput,
): JudgmentInterest | JudgmentAsk {
  const contract = contractRate(entry, input);
  if ('ok' in contract) return contract;
  const { percent: rate, words } = contract;
  if (entry.rate === undefined) return settled(entry, forever(rate), words);
  const maturity = input.facts.get('maturity_date');
  if (typeof maturity !== 'number') {
    const message = `tell maturity_date: the rate of the contract ends there (${entry.citation})`;
    return ask('facts', message);
  }
  const then = new Exact(entry.rate);
  if (maturity < input.entered) return settled(entry, forever(then), 'past maturity');
  const rates = [
    { from: input.entered, to: maturity, ratePercent: rate },
    { from: maturity + 1, to: null, ratePercent: then },
  ];
  return settled(entry, rates, `${words} until maturity, then ${then.toString()}%`);
}

function stateInterest(
  entry: JudgmentInterestData,
  input: JudgmentInput,
): JudgmentInterest | JudgmentAsk {
  const { contract } = entry;
  const note = isPercent(input.contractRate) ? input.contractRate : null;
  if (note && contract === 'governs') {
    const kept = contractRate(entry, input);
    return 'ok' in kept ? kept : settled(entry, forever(kept.percent), kept.words);
  }
  const found = entry.kind === 'fixed' ? fixed(entry) : indexed(entry, input);
  if (!found.ok || !note) return found;
  if (contract === 'higher-governs') return higherOf(found, note);
  const why =
    contract === 'no'
      ? 'the rate of the contract does not count'
      : 'whether the rate of the contract would count is not settled';
  return { ...found, words: `${found.words}; ${why}` };
}

const isPercent = (value: JudgmentInput['contractRate']): value is Percent =>
  value !== null && value !== 'none';

/** One rate, or one and another from a day on. */
function fixed(entry: JudgmentInterestData): JudgmentInterest {
  const rate = new Exact(entry.rate ?? 0);
  const rates = forever(rate);
  let words = `${rate.toString()}% fixed by law`;
  for (const { from, rate: next } of entry.later ?? []) {
    rates.push({ from, to: null, ratePercent: new Exact(next) });
    words += `, ${next}% from ${toWords(from)}`;
  }
  return settled(entry, endedByNext(rates), words);
}

const endedByNext = (rates: readonly RatePeriod[]): RatePeriod[] =>
  rates.map((rate, n) => ({
    ...rate,
    to: rates[n + 1] ? (rates[n + 1] as RatePeriod).from - 1 : null,
  }));

function higherOf(found: JudgmentInterest, note: Percent): JudgmentInterest {
  const rates = found.rates.map((rate) => ({
    ...rate,
    ratePercent: note.gt(rate.ratePercent) ? note : rate.ratePercent,
  }));
  return {
    ...found,
    rates,
    words: `higher of ${found.words} and the contract's ${note.toString()}%`,
  };
}

function indexed(
  entry: JudgmentInterestData,
  input: JudgmentInput,
): JudgmentInterest | JudgmentAsk {
  const { entered } = input;
  const table = tableOf(entry, input.published, knownRates(entry, entered));
  const known = entry.knownTo === undefined ? '' : `; known to ${toWords(entry.knownTo)}`;
  const wanted = indexWords(entry);
  const atEntry = rateAt(table, entered);
  if (!atEntry) {
    const message = `the rate for ${toWords(entered)} is not known here${known}: ${wanted} (${entry.citation}). Give it, or a table with the columns from and rate, or from and index`;
    return ask('rates', message);
  }
  if (!entry.resets) return settled(entry, forever(atEntry.ratePercent), wanted);
  const rates = changing(entry, table, entered, input.interestFrom ?? entered);
  const words = `${wanted}${known}`;
  return { ...settled(entry, rates, words), ask: `${words} (${entry.citation})` };
}

/** `prime rate on 1 January plus 2 points, at least 5%, changing yearly`. */
function indexWords({
  index,
  margin,
  floor,
  ceiling,
  resets,
}: IndexedRateData & Pick<JudgmentInterestData, 'resets'>): string {
  const points = margin ? ` ${margin < 0 ? 'less' : 'plus'} ${Math.abs(margin)} points` : '';
  const least = floor === undefined ? '' : `, at least ${floor}%`;
  const most = ceiling === undefined ? '' : `, at most ${ceiling}%`;
  return `${index ?? 'published rate'}${points}${least}${most}${resets ? `, changing ${resets}` : ''}`;
}

/** The user's rates first; the known ones where the user's leave days open. */
function tableOf(
  entry: IndexedRateData,
  published: readonly PublishedRate[],
  known: readonly KnownRate[],
): RatePeriod[] {
  const own = published.flatMap(({ from, to, ratePercent, indexPercent }) => {
    if (ratePercent) return [{ from, to, ratePercent }];
    if (!indexPercent) return [];
    const whole = within(entry, indexPercent.plus(entry.margin ?? 0));
    return [{ from, to, ratePercent: whole }];
  });
  const left = known.flatMap((rate) => outside(rate, own));
  return [...left, ...own].sort((a, b) => a.from - b.from);
}

/** The rates that are known: those of the entry itself, or that of the judgment's week with the law's margin. */
function knownRates(entry: JudgmentInterestData, entered: Day): readonly KnownRate[] {
  const [first, ...weeks] = WEEKLY[entry.weekly ?? ''] ?? [];
  if (first === undefined) return entry.rates ?? [];
  const n = Math.floor((entered - first) / 7);
  const hundredths = weeks[n];
  if (hundredths === undefined) return entry.rates ?? [];
  const whole = within(entry, new Exact(hundredths).div(100).plus(entry.margin ?? 0));
  return [[first + 7 * n, first + 7 * n + 6, whole.toNumber()]];
}

/** What is left of a known rate beside the days that others cover. */
function outside([from, to, percent]: KnownRate, others: readonly RatePeriod[]): RatePeriod[] {
  let left: { from: Day; to: Day | null }[] = [{ from, to }];
  for (const other of others)
    left = left.flatMap((part) => {
      const end = part.to ?? Infinity;
      const otherEnd = other.to ?? Infinity;
      if (other.from > end || otherEnd < part.from) return [part];
      return [
        ...(other.from > part.from ? [{ from: part.from, to: other.from - 1 }] : []),
        ...(otherEnd < end ? [{ from: otherEnd + 1, to: part.to }] : []),
      ];
    });
  return left.map((part) => ({ ...part, ratePercent: new Exact(percent) }));
}

/** Floor and ceiling of the law. */
function within({ floor, ceiling }: IndexedRateData, percent: Percent): Percent {
  const raised = floor !== undefined && percent.lt(floor) ? new Exact(floor) : percent;
  return ceiling !== undefined && raised.gt(ceiling) ? new Exact(ceiling) : raised;
}

const rateAt = (table: readonly RatePeriod[], day: Day): RatePeriod | undefined =>
  table.find(({ from, to }) => from <= day && (to === null || to >= day));

/**
 * The rates of a judgment whose rate changes. Where the law names the days it takes the rate in force at entry and
 * then that of each such day, however often the table moves (Florida publishes each quarter and changes a judgment
 * on 1 January, Kansas on 1 July, Nevada on both); where it names none, the table is followed as it stands.
 */
function changing(
  entry: JudgmentInterestData,
  table: readonly RatePeriod[],
  entered: Day,
  interestFrom: Day,
): RatePeriod[] {
  const { resetsOn, resetsEveryMonths } = entry;
  if (resetsEveryMonths) return everyMonths(resetsEveryMonths, table, interestFrom);
  if (!resetsOn) return [...table];
  const last = lastOf(table);
  const before = coversBefore(resetsOn);
  const rates = before
    ? table.filter(({ to }) => to !== null && to < entered && to >= interestFrom)
    : [];
  let from = before ? (rateAt(table, entered)?.from ?? entered) : entered;
  for (let start = entered; start <= last;) {
    const found = rateAt(table, start);
    if (found?.to === null) return [...rates, { ...found, from }];
    const next = nextReset(resetsOn, start);
    if (found) rates.push({ from, to: next - 1, ratePercent: found.ratePercent });
    start = from = next;
  }
  return rates;
}

const lastOf = (table: readonly RatePeriod[]): Day =>
  Math.max(...table.map(({ from, to }) => to ?? from + 366));

/**
 * The rate in force where interest begins and then that of each day so many months later (Michigan). Such a day ends
 * its span, as the day of a payment does; the next span bears from the day after.
 */
function everyMonths(months: number, table: readonly RatePeriod[], start: Day): RatePeriod[] {
  const rates: RatePeriod[] = [];
  const last = lastOf(table);
  for (let n = 0; ; n += 1) {
    const day = addMonths(start, n * months);
    if (day > last) return rates;
    const found = rateAt(table, day);
    const open = found?.to === null && table.every((rate) => rate.from <= day);
    const to = open ? null : addMonths(start, (n + 1) * months);
    if (found) rates.push({ from: n === 0 ? day : day + 1, to, ratePercent: found.ratePercent });
    if (open) return rates;
  }
}

type ResetDays = NonNullable<JudgmentInterestData['resetsOn']>;

/**
 * Whether the table also gives the rate of days before entry, as from a summons or complaint (Nevada, Michigan).
 * Where rates go by the calendar year, interest from before entry is asked for.
 */
const coversBefore = (days: ResetDays): boolean =>
  days.some(([month, date]) => month !== 1 || date !== 1);

/** The first of the days of the year that comes after a day. */
function nextReset(days: ResetDays, after: Day): Day {
  const { y } = ymd(after);
  const coming = [y, y + 1].flatMap((year) =>
    days.map(([month, date]) => dayFromYmd(year, month, date) as Day),
  );
  return Math.min(...coming.filter((day) => day > after));
}

/** One rate without end; it also covers interest from before the entry, as from a complaint. */
const forever = (ratePercent: Percent): RatePeriod[] => [...constantRate(ratePercent)];

const BEARING: readonly JudgmentPart[] = ['principal', 'interest', 'fees'];

function settled(
  entry: JudgmentInterestData,
  rates: readonly RatePeriod[],
  words: string,
): JudgmentInterest {
  const { kind, citation, known, compounds, renewed } = entry;
  return {
    ok: true,
    rates,
    renewed: renewed ? { from: renewed.from, ratePercent: new Exact(renewed.rate) } : null,
    compounds: compounds ?? null,
    bears: entry.bears ?? BEARING,
    stops: entry.stops ?? {},
    indexed: kind === 'indexed',
    knownTo: kind === 'indexed' ? (entry.knownTo ?? null) : null,
    citation,
    known,
    words,
    warning: entry.warning ?? null,
    turnsOn: [],
    ask: null,
  };
}
