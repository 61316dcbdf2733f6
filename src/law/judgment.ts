/** Which interest a money judgment bears and how long it lives, by the law of its place; never a guessed rate. */
import generated from './generated/judgment.json';
import type { Amounts } from './amounts';
import { answer, compileCondition, eachFactTest, now } from './condition';
import type { Facts } from './facts';
import type {
  JudgmentInterestData,
  JudgmentLawData,
  JudgmentLifeData,
  KnownRate,
} from './judgmentData';
import type { Known } from './rule';
import { FALSE, TRUE } from './tri';
import { Exact } from '../money/cents';
import { dayFromYmd, toWords, ymd, type Day } from '../money/dates';
import { constantRate, type Percent, type RatePeriod } from '../money/interest';

const PLACES = generated.places as unknown as Readonly<Record<string, JudgmentLawData>>;

/** Code under which the interest of federal judgments is kept. */
export const FEDERAL = 'US';

/** A rate as people know it: what judgments bear, or the index that the law adds its margin to. */
export interface PublishedRate {
  readonly from: Day;
  readonly to: Day | null;
  readonly ratePercent?: Percent | null;
  readonly indexPercent?: Percent | null;
}

/** What the choice of a rate depends on. */
export interface JudgmentInput {
  /** USPS code, or {@link FEDERAL}. */
  readonly place: string;
  readonly entered: Day;
  readonly facts: Facts;
  /** The judgment as `debt`, everything else 0, for conditions that compare amounts. */
  readonly amounts: Amounts;
  /** The rate of the note; `none` where it has none; null where nobody said. */
  readonly contractRate: Percent | 'none' | null;
  /** Rates that the user adds; on the days they cover they go before the known ones. */
  readonly published: readonly PublishedRate[];
}

/** The interest that the law gives. The rates cover no day that nobody knows the rate of. */
export interface JudgmentInterest {
  readonly ok: true;
  readonly rates: readonly RatePeriod[];
  readonly compounds: boolean;
  /** It follows a published rate. */
  readonly indexed: boolean;
  readonly citation: string;
  readonly known: Known;
  /** How the rate was found, in words. */
  readonly words: string;
  /** Facts on which the choice turned. */
  readonly turnsOn: readonly string[];
  /** What to ask for where a later day has no rate; null for rates without end. */
  readonly ask: string | null;
}

/** What must be told before a rate can be named: the input, and a sentence. */
export interface JudgmentAsk {
  readonly ok: false;
  readonly field: string;
  readonly message: string;
}

/** The life of a judgment; undefined for a place without law of its own. */
export const judgmentLifeOf = (place: string): JudgmentLifeData | undefined => PLACES[place]?.life;

/** Chooses the interest of a judgment: the first entry of its place that fits, its contract where that governs. */
export function judgmentInterest(input: JudgmentInput): JudgmentInterest | JudgmentAsk {
  const law = PLACES[input.place];
  if (!law) return ask('state', 'say which state gave the judgment, or give its rate');
  const turnsOn = new Set<string>();
  for (const entry of law.interest) {
    if (inForce(entry, input.entered)) for (const fact of factsIn(entry)) turnsOn.add(fact);
    const fits = inForce(entry, input.entered) ? holds(entry, input) : false;
    if (typeof fits === 'object') return fits;
    if (!fits) continue;
    if (asksContract(entry) && input.contractRate === null) return askContract(entry);
    if (entry.kind === 'contract' && input.contractRate === 'none') continue;
    const found =
      entry.kind === 'contract' ? contractInterest(entry, input) : stateInterest(entry, input);
    return found.ok ? { ...found, turnsOn: [...turnsOn] } : found;
  }
  const message = `the law for judgments of ${toWords(input.entered)} is not known here; give the rate`;
  return ask('rates', message);
}

const ask = (field: string, message: string): JudgmentAsk => ({ ok: false, field, message });

const inForce = ({ from, to }: JudgmentInterestData, entered: Day): boolean =>
  (from === undefined || entered >= from) && (to === undefined || entered <= to);

function holds(entry: JudgmentInterestData, input: JudgmentInput): boolean | JudgmentAsk {
  if (!entry.when) return true;
  const condition = compileCondition(entry.when);
  const state = now(answer(condition, input.facts), input.amounts);
  if (state === TRUE || state === FALSE) return state === TRUE;
  const missing = factsIn(entry).filter((fact) => !input.facts.has(fact));
  return ask('facts', `tell ${missing.join(', ')}: the rate turns on it (${entry.citation})`);
}

function factsIn({ when }: JudgmentInterestData): string[] {
  const found = new Set<string>();
  if (when) eachFactTest(compileCondition(when), ({ fact }) => found.add(fact));
  return [...found];
}

/** Where the contract governs, or may be the higher, its rate must be told. */
const asksContract = ({ contract }: JudgmentInterestData): boolean =>
  contract === 'governs' || contract === 'higher-governs';

function askContract({ citation }: JudgmentInterestData): JudgmentAsk {
  const message = `the rate of the note counts here (${citation}): give it, or write none where it has no rate`;
  return ask('contract_rate', message);
}

function contractInterest(
  entry: JudgmentInterestData,
  input: JudgmentInput,
): JudgmentInterest | JudgmentAsk {
  const contract = input.contractRate as Percent;
  const rate = within(entry, contract);
  const bound = rate.eq(contract) ? '' : `, kept to ${rate.toString()}% by law`;
  const words = `rate of the contract, ${contract.toString()}%${bound}`;
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
  if (note && contract === 'governs')
    return settled(entry, forever(note), `rate of the contract, ${note.toString()}%`);
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

function fixed(entry: JudgmentInterestData): JudgmentInterest {
  const rate = new Exact(entry.rate ?? 0);
  return settled(entry, forever(rate), `${rate.toString()}% fixed by law`);
}

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
  const table = tableOf(entry, input.published);
  const { entered } = input;
  const wanted = indexWords(entry);
  const atEntry = rateAt(table, entered);
  if (!atEntry) {
    const message = `the rate for ${toWords(entered)} is not known here: ${wanted} (${entry.citation}). Give it, or a table with the columns from and rate, or from and index`;
    return ask('rates', message);
  }
  if (!entry.resets) return settled(entry, forever(atEntry.ratePercent), wanted);
  const rates = changing(entry, table, entered);
  return { ...settled(entry, rates, wanted), ask: `${wanted} (${entry.citation})` };
}

/** `prime rate on 1 January plus 2 points, at least 5%, changing yearly`. */
function indexWords({ index, margin, floor, ceiling, resets }: JudgmentInterestData): string {
  const points = margin ? ` ${margin < 0 ? 'less' : 'plus'} ${Math.abs(margin)} points` : '';
  const least = floor === undefined ? '' : `, at least ${floor}%`;
  const most = ceiling === undefined ? '' : `, at most ${ceiling}%`;
  return `${index ?? 'published rate'}${points}${least}${most}${resets ? `, changing ${resets}` : ''}`;
}

/** The user's rates first; the known ones where the user's leave days open. */
function tableOf(entry: JudgmentInterestData, published: readonly PublishedRate[]): RatePeriod[] {
  const own = published.flatMap(({ from, to, ratePercent, indexPercent }) => {
    if (ratePercent) return [{ from, to, ratePercent }];
    if (!indexPercent) return [];
    const whole = within(entry, indexPercent.plus(entry.margin ?? 0));
    return [{ from, to, ratePercent: whole }];
  });
  const known = (entry.rates ?? []).flatMap((rate) => outside(rate, own));
  return [...known, ...own].sort((a, b) => a.from - b.from);
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
function within({ floor, ceiling }: JudgmentInterestData, percent: Percent): Percent {
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
  { resetsOn }: JudgmentInterestData,
  table: readonly RatePeriod[],
  entered: Day,
): RatePeriod[] {
  if (!resetsOn) return [...table];
  const last = Math.max(...table.map(({ from, to }) => to ?? from + 366));
  const before = coversBefore(resetsOn);
  const rates = before ? table.filter(({ to }) => to !== null && to < entered) : [];
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

function settled(
  { kind, citation, known, compounds }: JudgmentInterestData,
  rates: readonly RatePeriod[],
  words: string,
): JudgmentInterest {
  return {
    ok: true,
    rates,
    compounds: compounds === true,
    indexed: kind === 'indexed',
    citation,
    known,
    words,
    turnsOn: [],
    ask: null,
  };
}
