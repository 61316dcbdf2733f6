/** Builds a judgment from what people type: the law of its place, its rates, and a table of what happened to it. */
import { unknownState } from '../input/fieldNames';
import { DEBT_ITEMS } from '../input/debtItems';
import {
  AMOUNTS,
  leastReader,
  mostReader,
  onlyAmounts,
  withAmount,
  type Amounts,
} from '../../law/amounts';
import { factNamed, jurisdiction, stateCode } from '../../law/book';
import {
  amountsAskedOfJudgments,
  factsAskedOfJudgments,
  FEDERAL,
  judgmentInterest,
  judgmentLife,
  type JudgmentInterest,
} from '../../law/judgment';
import type { JudgmentLifeData, JudgmentRenewalData } from '../../law/judgmentData';
import type { FactValue, Facts } from '../../law/facts';
import type { Origin, ResolvedFacts } from '../../law/resolve';
import { valueInWords } from '../../law/words';
import type { Known, Suspension } from '../../law/rule';
import type { Cents } from '../../money/cents';
import { toIso, toWords, type Day } from '../../money/dates';
import type { Percent } from '../../money/interest';
import { textOf } from '../../money/result';
import { isBlank } from '../../money/cents';
import type { CaseReader } from '../deficiency/case';
import type { JudgmentLifeTerms } from './judgmentLife';
import {
  PRINCIPAL_FIRST,
  UNITED_STATES_RULE,
  type JudgmentEvent,
  type JudgmentTerms,
} from './ledger';
import { percentWords } from '../line/line';
import { problem, refused, type Outcome, type Problem } from '../input/problem';
import { readRows, type Row, type Source, type Values } from '../input/fields';
import { DAY, LABEL } from '../operation/columns';
import { CONVENTION_TERMS, conventionOf, type Conventions } from '../payoff/payoffInput';
import { periodsOf, publishedOf, type RatesRead } from '../input/rateInput';

/** What a judgment may take besides amount, dates, place and rates. */
export const JUDGMENT_TERMS = {
  ...CONVENTION_TERMS,
  court: {
    help: 'state, federal, or the kind of state court: general, limited (county, district), small_claims',
    kind: ['state', 'federal', 'general', 'limited', 'small_claims'],
  },
  interest_from: { help: 'Where interest begins on another day than entry', kind: 'date' },
  opening_interest: { help: 'Interest in the judgment that itself bears none', kind: 'amount' },
  compounding: {
    help: "In place of the law's: simple, yearly from the start, or each 31 December",
    kind: ['simple', 'yearly', 'calendar_year'],
  },
  payments: {
    help: 'What payments go to after costs; interest first is the United States Rule',
    kind: ['interest_first', 'principal_first'],
  },
  costs_bear_interest: { help: 'Whether later costs bear interest', kind: 'flag' },
  renewal_adds_interest: {
    help: 'Whether renewal joins the interest due to principal',
    kind: 'flag',
  },
  years: { help: "Life in years, in place of the law's", kind: 'number' },
  renewal_years: { help: 'Years that a renewal gives', kind: 'number' },
  renewal_counts_from: { help: 'Where a renewal begins to count', kind: ['renewal', 'expiry'] },
  dormant_after_years: { help: 'Years without execution until it sleeps', kind: 'number' },
} as const;

/** A table of what happened to a judgment. */
export const EVENT_COLUMNS = {
  date: DAY,
  amount: { help: 'Dollars paid or charged', kind: 'amount', also: ['payment', 'paid'] },
  kind: {
    help: 'payment (where blank), cost, fees (a part of the judgment that bears from a day of its own, before entry too), renewal, execution, garnishment, docket_entry, acknowledgment, stay, bankruptcy, tender',
    kind: [
      'payment',
      'cost',
      'fees',
      'renewal',
      'execution',
      'garnishment',
      'docket_entry',
      'acknowledgment',
      'stay',
      'bankruptcy',
      'tender',
    ],
    also: ['type', 'event'],
  },
  until: {
    help: 'Last day of a stay, a bankruptcy or a tender',
    kind: 'date',
    also: ['to', 'end'],
  },
  of_record: { help: 'Whether a payment was entered on the record', kind: 'flag' },
  bears_interest: {
    help: 'Whether a cost or fees bear interest, or the judgment during a stay, a bankruptcy or a tender',
    kind: 'flag',
  },
  adds_interest: { help: 'Whether a renewal joins interest to principal', kind: 'flag' },
  label: LABEL,
} as const;

export type JudgmentTermValues = Values<typeof JUDGMENT_TERMS>;

/** A judgment as given; facts are named values as a case takes them, state and profile among them. */
export interface JudgmentGiven {
  readonly amount: Cents;
  readonly entered: Day;
  /** Interest of the note: a rate, `none`, or null where nobody said. */
  readonly contractRate: Percent | 'none' | null;
  readonly rates: RatesRead;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly terms: JudgmentTermValues;
  readonly events: readonly Readonly<Record<string, unknown>>[];
}

/** The law behind a judgment's interest and life; null where the user's own rates are used. */
export interface JudgmentBasis {
  readonly words: string;
  readonly citation: string | null;
  readonly known: Known | null;
  /** The last day for which the published rate was seen; null where none is followed. */
  readonly knownTo: Day | null;
  readonly lifeCitation: string | null;
  readonly lifeKnown: Known | null;
  /** What was taken as given about the life; empty where nothing was. */
  readonly lifeWords: string;
  /** Days that an order of the judgment's state left out of limitations. */
  readonly suspended: readonly Suspension[];
}

/** A judgment ready for its ledger. */
export interface JudgmentInput {
  readonly terms: JudgmentTerms;
  readonly events: readonly JudgmentEvent[];
  /** The row of the table that each event came from. */
  readonly rowsOf: readonly number[];
  readonly basis: JudgmentBasis;
  /** What to ask for where a later day has no rate. */
  readonly ask: string | null;
}

/** Puts a judgment together; without a rate that is known there is none, and the problem says what to give. */
export function judgmentInput(
  given: JudgmentGiven,
  source: Source,
  reader: CaseReader,
): Outcome<JudgmentInput> {
  const place = placeOf(given);
  if (typeof place === 'object') return refused(place);
  const known = factsOf(given, reader);
  if ('name' in known) return refused(known);
  const interest = interestOf(given, place, known);
  if ('name' in interest) return refused(interest);
  const law = lifeLawOf(given, place, known);
  if (law && 'name' in law) return refused(law);
  const { terms } = given;
  const { events, rowsOf, problems } = eventsOf(given, source, interest);
  const judgment: JudgmentTerms = {
    entered: given.entered,
    amount: given.amount,
    openingInterest: terms.opening_interest ?? 0,
    interestFrom: terms.interest_from ?? null,
    rates: interest.rates,
    renewed: interest.renewed,
    compounding: terms.compounding ?? interest.compounds ?? 'simple',
    convention: conventionOf(terms, reader.settings satisfies Conventions),
    rounding: terms.rounding ?? reader.settings.rounding,
    order: terms.payments === 'principal_first' ? PRINCIPAL_FIRST : UNITED_STATES_RULE,
    life: lifeOf(law?.life ?? null, terms),
  };
  const own = terms.years !== undefined;
  const basis: JudgmentBasis = {
    words: interest.words,
    citation: interest.citation,
    known: interest.known,
    knownTo: interest.knownTo,
    lifeCitation: own ? null : (law?.life.citation ?? null),
    lifeKnown: own ? null : (law?.life.known ?? null),
    lifeWords: own ? '' : (law?.words ?? ''),
    suspended: own || !law ? [] : (jurisdiction(stateIn(given)).suspended ?? []),
  };
  const warnings = interest.warning ? [problem('warning', 'rates', interest.warning)] : [];
  const all = [...given.rates.problems, ...warnings, ...problems];
  return {
    ok: true,
    value: { terms: judgment, events, rowsOf, basis, ask: interest.ask },
    problems: all,
  };
}

function placeOf(given: JudgmentGiven): string | Problem {
  const { state } = given.facts;
  if (given.terms.court === 'federal') return FEDERAL;
  if (isBlank(state) || isBlankState('state', state)) return '';
  const code = stateCode(textOf(state));
  return code ?? problem('missing', 'state', unknownState(state));
}

const stateIn = ({ facts: { state } }: JudgmentGiven): string =>
  isBlank(state) || isBlankState('state', state) ? '' : (stateCode(textOf(state)) ?? '');

/** A blank cell may arrive as 0. */
const isBlankState = (name: string, value: unknown): boolean => name === 'state' && value === 0;

type Interest = Pick<
  JudgmentInterest,
  'rates' | 'renewed' | 'compounds' | 'bears' | 'stops' | 'knownTo' | 'words' | 'warning' | 'ask'
> & {
  readonly citation: string | null;
  readonly known: Known | null;
};

/**
 * A single rate is what the judgment itself states: it goes before the law, which still says whether it compounds.
 * A table holds published rates, for laws that follow an index; without a place it is the judgment's own.
 */
function interestOf(given: JudgmentGiven, place: string, known: KnownFacts): Interest | Problem {
  const { single, rows, problems } = given.rates;
  if (single === null && rows.length === 0 && problems[0]) return problems[0];
  if (place === '' && rows.length > 0) return ownRates(given, 'rates as given', null);
  const law = lawOf(given, place, known);
  if (single)
    return ownRates(given, `${percentWords(single)} as given`, 'name' in law ? null : law);
  if ('name' in law || law.indexed || rows.length === 0) return law;
  return { ...law, words: `${law.words}; the table of rates is not used` };
}

function lawOf(
  given: JudgmentGiven,
  place: string,
  known: KnownFacts,
): (Interest & Pick<JudgmentInterest, 'indexed'>) | Problem {
  const { single } = given.rates;
  const { contractRate } = given;
  const found = judgmentInterest({
    place,
    entered: given.entered,
    interestFrom: given.terms.interest_from ?? null,
    facts: known.facts,
    amounts: known.amounts,
    contractRate: single && contractRate === null ? 'none' : contractRate,
    published: single ? [{ from: -1e6, to: null, ratePercent: single }] : publishedOf(given.rates),
  });
  if (!found.ok) return problem('missing', found.field, found.message);
  const assumed = assumedWords(found.turnsOn, known);
  return assumed === '' ? found : { ...found, words: `${found.words}; ${assumed}` };
}

/** Facts on which the choice turned and that nobody told. */
function assumedWords(names: readonly string[], { facts, origins }: KnownFacts): string {
  const assumed = names
    .filter((name) => facts.has(name) && origins.get(name) !== 'given')
    .map((name) => `${name}=${valueInWords(name, facts.get(name) as FactValue)}`);
  return assumed.length === 0 ? '' : `assumes ${assumed.join(', ')}`;
}

const ownRates = ({ rates }: JudgmentGiven, words: string, law: Interest | null): Interest => ({
  rates: periodsOf(rates),
  renewed: null,
  compounds: law?.compounds ?? null,
  bears: law?.bears ?? [],
  stops: law?.stops ?? {},
  knownTo: null,
  words,
  warning: null,
  ask: null,
  citation: law?.compounds ? law.citation : null,
  known: law?.compounds ? law.known : null,
});

const BESIDE = new Set(['state', 'profile']);

interface KnownFacts {
  readonly facts: Facts;
  readonly origins: ResolvedFacts['origins'];
  readonly amounts: Amounts;
}

/** Courts that a law may tell apart; `state` says no more than that it is none of the federal ones. */
const COURTS = new Set(['federal', 'general', 'limited', 'small_claims']);

/** Facts as told, from the profile or presumed; of amounts the judgment, and those of its loan that its law asks for. */
function factsOf(given: JudgmentGiven, reader: CaseReader): KnownFacts | Problem {
  const { amount, entered, facts, terms } = given;
  const asked = amountsAsked(given);
  const told = Object.entries(facts).filter(
    ([name, value]) =>
      (BESIDE.has(name) || factNamed(name) || !AMOUNT_NAMES.has(name) || asked.has(name)) &&
      !isBlankState(name, value),
  );
  const record = {
    ...Object.fromEntries(told),
    ...(COURTS.has(terms.court ?? '') && { court: terms.court }),
    judgment_date: toIso(entered),
    balance: 0,
    sale_price: 0,
  };
  const read = reader.read(record);
  if (!read.ok) return problem('missing', read.error.field, read.error.message);
  // Laws of judgments ask for facts that no rule on deficiencies asks for.
  const own = reader.factsIn(record);
  if (!own.ok) return problem('missing', own.error.field, own.error.message);
  const { setting, dates, amounts: ofLoan } = read.value;
  const { values, origins } = setting.facts;
  const ofRow = [...own.value, ...dates];
  const isGiven = ofRow.map(([name]): [string, Origin] => [name, 'given']);
  return {
    facts: new Map([...values, ...ofRow]),
    origins: new Map([...origins, ...isGiven]),
    amounts: [...asked].reduce(
      (amounts, name) =>
        withAmount(amounts, name, leastReader(name)(ofLoan), mostReader(name)(ofLoan)),
      onlyAmounts({ debt: amount }),
    ),
  };
}

/** The places whose law a judgment may turn on: a federal court's interest, and its state's life. */
function placesOf(given: JudgmentGiven): string[] {
  const place = placeOf(given);
  return typeof place === 'object' || place === '' ? [] : [place, stateIn(given)];
}

/** The amounts of the loan that the law of a judgment asks for. */
export const amountsAsked = (given: JudgmentGiven): ReadonlySet<string> =>
  new Set(placesOf(given).flatMap((place) => amountsAskedOfJudgments(place)));

/** Facts that were told and of which no law of the judgment's place asks, nor of what follows from them. */
export function factsWithoutSay(given: JudgmentGiven, reader: CaseReader): string[] {
  const { facts } = given;
  const told = Object.keys(facts).filter(
    (name) => factNamed(name) && name !== 'judgment_date' && !isBlank(facts[name]),
  );
  const places = placesOf(given);
  if (told.length === 0 || places.length === 0) return [];
  const asked = new Set(places.flatMap((place) => [...factsAskedOfJudgments(place)]));
  const answers = (without: string | null): string => {
    const read = factsOf(
      { ...given, facts: without ? { ...facts, [without]: null } : facts },
      reader,
    );
    return 'name' in read ? '' : JSON.stringify([...asked].map((name) => read.facts.get(name)));
  };
  const all = answers(null);
  return told.filter((name) => !asked.has(name) && answers(name) === all);
}

/** Amounts of the loan say nothing about its judgment, but for those that its law asks for. */
export const AMOUNT_NAMES: ReadonlySet<string> = new Set<string>([
  ...AMOUNTS.map(({ name }) => name),
  ...DEBT_ITEMS,
  'balance',
  'when_unknown',
]);

/** The law of a judgment's life: that of its state, also where a federal court gave it (Fed. R. Civ. P. 69(a)(1)). */
function lifeLawOf(
  given: JudgmentGiven,
  place: string,
  known: KnownFacts,
): { life: JudgmentLifeData; words: string } | Problem | null {
  const own = given.terms.years !== undefined;
  const state = place === FEDERAL ? stateIn(given) : place;
  if (state === '' && (own || place === '')) return null;
  const { entered } = given;
  const found = judgmentLife({ place: state, entered, facts: known.facts, amounts: known.amounts });
  if (!found.ok) return own ? null : problem('missing', found.field, found.message);
  const { life, turnsOn, assumed } = found;
  const words = [
    assumedWords(turnsOn, known),
    ...Object.entries(assumed).map(
      ([name, value]) => `assumes ${name}=${valueInWords(name, value)}`,
    ),
  ];
  return { life, words: words.filter((text) => text !== '').join('; ') };
}

/** Whoever tells the years knows better than the law here what follows them. */
function lifeOf(law: JudgmentLifeData | null, terms: JudgmentTermValues): JudgmentLifeTerms | null {
  const dormantAfter = terms.dormant_after_years ?? law?.dormantAfter;
  const renewal = (one: JudgmentRenewalData): JudgmentRenewalData => ({
    ...one,
    ...(terms.renewal_years !== undefined && { years: terms.renewal_years }),
    ...(terms.renewal_counts_from === 'expiry' && { fromEnd: true }),
  });
  const sleeps = dormantAfter === undefined ? {} : { dormantAfter };
  if (terms.years !== undefined) return { years: terms.years, renewals: [renewal({})], ...sleeps };
  if (!law) return null;
  return { ...law, renewals: law.renewals?.map(renewal) ?? null, ...sleeps };
}

function eventsOf(
  { events, terms }: JudgmentGiven,
  source: Source,
  law: Pick<Interest, 'bears' | 'stops'>,
): { events: JudgmentEvent[]; rowsOf: number[]; problems: Problem[] } {
  const { rows, problems } = readRows(events, EVENT_COLUMNS, source, 'events');
  const made: JudgmentEvent[] = [];
  const rowsOf: number[] = [];
  for (const row of rows) {
    const event = eventOf(row, terms, law);
    if ('name' in event) problems.push(event);
    else {
      made.push(event);
      rowsOf.push(row.row);
      const left = notReadOf(row, law);
      if (left !== '') problems.push(problem('not_read', 'events', left, row.row));
    }
  }
  return { events: made, rowsOf, problems };
}

function eventOf(
  row: Row<typeof EVENT_COLUMNS>,
  terms: JudgmentTermValues,
  { bears, stops }: Pick<Interest, 'bears' | 'stops'>,
): JudgmentEvent | Problem {
  const { date, amount, kind = 'payment' } = row;
  const label = row.label ? { label: row.label } : {};
  switch (kind) {
    case 'renewal': {
      const addsInterest = row.adds_interest ?? terms.renewal_adds_interest ?? null;
      return { kind, date, addsInterest, ...label };
    }
    case 'bankruptcy':
      return {
        kind: 'stay',
        date,
        until: row.until ?? null,
        ...stopped(row, stops),
        label: 'Bankruptcy',
        ...label,
      };
    case 'stay':
    case 'tender':
      return { kind, date, until: row.until ?? null, ...stopped(row, stops), ...label };
    case 'payment':
    case 'fees':
    case 'cost': {
      if (amount === undefined)
        return problem('missing', 'events', `amount is missing: how much is the ${kind}?`, row.row);
      const bearsInterest = row.bears_interest;
      if (kind === 'cost') {
        const bearing = bearsInterest ?? terms.costs_bear_interest ?? bears.includes('costs');
        return { kind, date, amount, bearsInterest: bearing, ...label };
      }
      if (kind === 'fees') {
        const bearing = bearsInterest ?? bears.includes('fees');
        return { kind: 'cost', date, amount, bearsInterest: bearing, label: 'Fees', ...label };
      }
      return { kind, date, amount, ...(row.of_record && { ofRecord: true }), ...label };
    }
    default:
      return { kind, date, ...label };
  }
}

/** A tender stops interest and a stay does not, unless the law or the row says otherwise. */
function stopped(
  { kind, bears_interest: bears }: Row<typeof EVENT_COLUMNS>,
  stops: Interest['stops'],
): { readonly stopsInterest: boolean } {
  const law = kind === 'tender' ? (stops.tender ?? true) : (stops.stay ?? false);
  return { stopsInterest: bears === undefined ? law : !bears };
}

/** What the law here does not say of a stay, a bankruptcy or a tender, and the row does not either. */
function notReadOf(
  { kind, date, bears_interest: bears }: Row<typeof EVENT_COLUMNS>,
  { stops }: Pick<Interest, 'stops'>,
): string {
  if (kind !== 'stay' && kind !== 'bankruptcy' && kind !== 'tender') return '';
  const read = kind === 'tender' ? stops.tender : stops.stay;
  const runs = kind === 'tender' ? 'is taken to stop' : 'is taken to run on';
  const interest =
    read === undefined && bears === undefined
      ? `Whether interest stops for the ${kind} of ${toWords(date)} was not read for this law: it ${runs}; write bears_interest in its row.`
      : '';
  const years =
    kind === 'bankruptcy'
      ? '11 U.S.C. § 108(c) holds a period open until 30 days after notice that the stay ended; whether that reaches the years of a judgment is not agreed.'
      : '';
  return [interest, years].filter((text) => text !== '').join(' ');
}

/** Says a problem of an event in the row of the table it came from, and what to give where a rate is missing. */
export function inGivenRowsOfJudgment(found: Problem, { rowsOf, ask }: JudgmentInput): Problem {
  if (found.field === 'events' && found.row !== null)
    return { ...found, row: rowsOf[found.row - 1] ?? found.row };
  if (found.name === 'rate_gap' && ask !== null)
    return { ...found, row: null, message: `${found.message} ${ask}` };
  return found;
}
