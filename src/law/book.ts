/** The law as loaded: facts, profiles and every jurisdiction's rules, compiled when first asked for. */
import generated from './generated/rules.json';
import { compileExpression, overSales, type CompiledExpression } from './bounds';
import { factsAsked, testOf, type Test } from './condition';
import { parseCondition, type Condition } from './conditionTree';
import { namesIn, parseExpression } from './expression';
import type { FactDefinition, FactValue } from './facts';
import { standIn, unpack, type StoredPlace, type StoredRules } from './columns';
import type { Effect, JurisdictionData, RuleData, Suspension } from './rule';

/** The facts that a kind of loan lets a workbook assume. `method: usual` is the state's usual one. */
export interface Profile {
  readonly name: string;
  readonly label: string;
  readonly facts: Readonly<Record<string, FactValue>>;
}

/** Facts that follow from other facts, whatever a profile says. */
export interface Implication {
  readonly if: Readonly<Record<string, FactValue>>;
  readonly then: Readonly<Record<string, FactValue>>;
}

/** Which release of the law's data this is, with a plus sign where it changed since, and the day of the last reading. */
export interface LawVersion {
  readonly version: string;
  /** ISO text. */
  readonly day: string;
}

interface LawData {
  readonly version: LawVersion;
  readonly facts: readonly Omit<FactDefinition, 'group'>[];
  readonly profiles: readonly Profile[];
  readonly implications: readonly Implication[];
  /** What loan terms, settlement papers and federal law do, whatever the state. */
  readonly terms: readonly Partial<RuleData>[];
  /** What displaces a rule without being a rule of its own. */
  readonly exceptions: readonly Pick<RuleData, 'id' | 'when'>[];
  readonly places: readonly StoredPlace[];
  readonly rules: StoredRules;
}

const law = generated as unknown as LawData;

export const LAW_VERSION: LawVersion = law.version;

const everywhere = law.terms.map(
  (rule) => ({ title: standIn(rule.effect as Effect), citation: '', ...rule }) as RuleData,
);

const exceptionNamed = new Map(
  law.exceptions.map((exception): [string, RuleData] => [
    exception.id,
    { title: '', citation: '', known: 'terms', effect: { kind: 'requirement' }, ...exception },
  ]),
);

/** The table of facts, in the order in which people are asked. */
const facts = law.facts.map((fact) => ({ ...fact, group: '' }));
export const FACTS: readonly FactDefinition[] = facts;

const factsByName = new Map(FACTS.map((fact) => [fact.name, fact]));

/** Gives facts the groups in which people are asked for them. */
export function groupFacts(groups: Readonly<Record<string, string>>): void {
  for (const fact of facts) fact.group = groups[fact.name] ?? '';
}

/** Gives rules that change no amount their titles and citations, in the order in which the rules are stored, those that hold everywhere last. */
export function labelRules(
  titles: readonly (string | 0)[],
  citations: readonly (string | 0)[],
): void {
  const rules = [...[...dataByCode.values()].flatMap((place) => place.rules), ...everywhere];
  rules.forEach((rule, i) => {
    const [title, citation] = [titles[i], citations[i]];
    if (title && citation) Object.assign(rule, { title, citation });
  });
}

export const factNamed = (name: string): FactDefinition | undefined => factsByName.get(name);

export const PROFILES: readonly Profile[] = law.profiles;

export const profileNamed = (name: string): Profile | undefined =>
  PROFILES.find((profile) => profile.name === name);

export const IMPLICATIONS: readonly Implication[] = law.implications;

/** A rule with its condition and amounts ready to evaluate. */
export interface Rule {
  readonly data: RuleData;
  readonly condition: Condition;
  readonly test: Test;
  /** Rules that displace this one where they apply. */
  readonly exceptions: readonly Rule[];
  readonly base?: CompiledExpression;
  readonly credit?: CompiledExpression;
  readonly cap?: CompiledExpression;
  /** The amounts that those speak of. */
  readonly reads: readonly string[];
  /** The cap speaks of what is credited for the collateral, which is worked out first. */
  readonly capReadsCredit?: boolean;
}

/** A jurisdiction with its rules, and what its rules ask. */
export interface Jurisdiction {
  readonly code: string;
  readonly name: string;
  readonly methods: readonly string[];
  readonly usualMethod: string;
  readonly farmMethod?: string;
  readonly suspended?: readonly Suspension[];
  readonly rules: readonly Rule[];
  /**
   * Facts that its rules consult, with the values at which a number changes an answer, and the first days from which
   * a date does.
   */
  readonly asks: ReadonlyMap<string, readonly number[]>;
}

const dataByCode = new Map(unpack(law.places, law.rules).map((data) => [data.code, data]));
const codeByName = new Map(law.places.map(({ name, code }) => [name.toLowerCase(), code]));
const compiled = new Map<string, Jurisdiction>();

/** Codes of all jurisdictions with their names, in alphabetical order of the codes. */
export const STATES: readonly { readonly code: string; readonly name: string }[] = law.places.map(
  ({ code, name }) => ({ code, name }),
);

/** The same in the order of their names, as people look for them. */
export const STATES_BY_NAME = [...STATES].sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** The USPS code for a code or a name, in any case; undefined when there is no such state. */
export function stateCode(text: string): string | undefined {
  const word = text.trim().toLowerCase();
  const code = word.toUpperCase();
  if (dataByCode.has(code)) return code;
  return codeByName.get(word.replace(/\s+/g, ' '));
}

/** The jurisdiction with a code; the empty code is a place with no law of its own. */
export function jurisdiction(code: string): Jurisdiction {
  const known = compiled.get(code);
  if (known) return known;
  const data = code === '' ? NOWHERE : dataByCode.get(code);
  if (!data) throw new Error(`no jurisdiction has the code ${code}`);
  const made = compileJurisdiction(data);
  compiled.set(code, made);
  return made;
}

/** Where the state is not told, what some state's law may leave of the price widens the range. */
const someState = (
  id: string,
  title: string,
  effect: RuleData['effect'],
  when: object,
): RuleData => ({
  id,
  citation: 'law of the state, which was not told',
  title,
  effect,
  when: { state: 'told', ...when },
  known: 'terms',
});

const NOWHERE: JurisdictionData = {
  code: '',
  name: '',
  methods: ['judicial', 'nonjudicial', 'strict'],
  usualMethod: 'judicial',
  rules: [
    someState(
      'SOME-STATE-WHOLE',
      'Some states take liens ahead out of the price first',
      { kind: 'credit', credit: 'max(0, sale_price - prior_liens)', speaksOf: 'whole' },
      { prior_liens: { above: 0 } },
    ),
    someState(
      'SOME-STATE-REBATE',
      'Some states credit a rebate in a way of their own',
      { kind: 'credit', credit: 'sale_price + refund_credit' },
      { refund_credit: { above: 0 } },
    ),
    someState(
      'SOME-STATE-VALUE',
      'After a strict foreclosure some states credit the value alone',
      { kind: 'credit', credit: 'max(0, fair_value - prior_liens)', speaksOf: 'value' },
      { collateral: 'real_property', method: 'strict' },
    ),
  ],
};

/** Rules ready to evaluate, with the exceptions that each names among them; names of none of them count for nothing. */
export function compileRules(all: readonly RuleData[]): Rule[] {
  const named = new Map(all.map((data) => [data.id, data]));
  const made = new Map<string, Rule>();
  const compile = (data: RuleData): Rule => {
    const known = made.get(data.id);
    if (known) return known;
    const exceptions = (data.yieldsTo ?? []).flatMap((id) => {
      const exception = named.get(id) ?? exceptionNamed.get(id);
      return exception ? [compile(exception)] : [];
    });
    const rule = compileRule(data, exceptions);
    made.set(data.id, rule);
    return rule;
  };
  return all.map(compile);
}

function compileRule(data: RuleData, exceptions: readonly Rule[]): Rule {
  const { effect } = data;
  const condition = parseCondition(data.when);
  const rule = { data, condition, test: testOf(condition), exceptions };
  const expression = (text: string) => compileExpression(parseExpression(text));
  if (effect.kind === 'cap') {
    const cap = expression(effect.cap);
    const reads = namesIn(cap.source);
    return { ...rule, cap, reads, capReadsCredit: reads.includes('credit') };
  }
  if (effect.kind !== 'credit') return { ...rule, reads: [] };
  const credit = overSales(expression(effect.credit), effect.creditOf);
  const base = expression(effect.base ?? 'debt + costs');
  return { ...rule, credit, base, reads: namesIn(credit.source, namesIn(base.source)) };
}

function compileJurisdiction(data: JurisdictionData): Jurisdiction {
  const rules = compileRules([...data.rules, ...everywhere]);
  return {
    code: data.code,
    name: data.name,
    methods: data.methods,
    usualMethod: data.usualMethod,
    ...(data.farmMethod !== undefined && { farmMethod: data.farmMethod }),
    ...(data.suspended && { suspended: data.suspended }),
    rules,
    asks: consulted(rules),
  };
}

function consulted(rules: readonly Rule[]): Map<string, readonly number[]> {
  const thresholds = new Map<string, Set<number>>();
  const note = (fact: string, ...values: (number | undefined)[]) => {
    const known = thresholds.get(fact) ?? new Set<number>();
    for (const value of values) if (value !== undefined) known.add(value);
    thresholds.set(fact, known);
  };
  for (const rule of new Set(rules.flatMap((rule) => [rule, ...rule.exceptions]))) {
    for (const { fact, data, changes } of factsAsked(rule.condition))
      if (typeof data !== 'object' || Array.isArray(data)) note(fact, ...numbersIn(data));
      else if (factNamed(fact)?.kind === 'date')
        note(fact, changes, ...firstDays(data as { from?: number; to?: number }));
      else note(fact, changes, ...(Object.values(data) as number[]));
    if (rule.data.from !== undefined || rule.data.to !== undefined)
      note('sale_date', ...firstDays(rule.data));
  }
  return new Map(
    [...thresholds].map(([fact, values]) => [fact, [...values].sort((a, b) => a - b)]),
  );
}

/** The first day within a span and the first one after it. */
function firstDays({ from, to }: { from?: number; to?: number }): number[] {
  return [...(from === undefined ? [] : [from]), ...(to === undefined ? [] : [to + 1])];
}

const numbersIn = (data: unknown): number[] =>
  (Array.isArray(data) ? data : [data]).filter((v): v is number => typeof v === 'number');
