/** Compiles the law's YAML files: what decides goes into the bundle, the words beside it. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AMOUNT_HELP } from './amountHelp';
import type { Limit } from '../../src/law/conditionTree';
import { plainWord, type FactDefinition } from '../../src/law/facts';
import type {
  JudgmentInterestData,
  JudgmentLawData,
  JudgmentLifeData,
  KnownRate,
} from '../../src/law/judgmentData';
import type { Effect, Known, RuleData, RuleText } from '../../src/law/rule';
import { together } from '../../src/law/together';
import { addMonths } from '../../src/money/dates';
import { versionOf } from './changes';
import { lifeWords } from './lifeWords';
import { officialLinks, opinionLinks } from './official';
import { dayOf as day, ratesByTable, weeksOf, type IndexSource } from './rates';
import { readLaw, ROOT, tableNamed, tablesIn } from './read';
import type {
  FactSource,
  InterestSource,
  JurisdictionSource,
  LifeSource,
  RuleSource,
} from './sources';

const OUT = path.join(ROOT, 'src/law/generated');

function effectOf(rule: RuleSource): Effect {
  if (rule.bar) return { kind: 'bar' };
  if (rule.credit !== undefined)
    return {
      kind: 'credit',
      credit: rule.credit,
      ...(rule.base && { base: rule.base }),
      ...(rule.speaks_of && { speaksOf: rule.speaks_of }),
      ...(rule.credit_of && { creditOf: rule.credit_of }),
    };
  if (rule.cap !== undefined) return { kind: 'cap', cap: rule.cap };
  if (rule.deadline) {
    const { amount, unit, start, binds, of_several: ofSeveral } = rule.deadline;
    return {
      kind: 'deadline',
      amount: amount as number,
      unit,
      start: start as Extract<Effect, { kind: 'deadline' }>['start'],
      ...(binds && { binds }),
      ...(ofSeveral && { ofSeveral }),
    };
  }
  if (rule.redemption) {
    const { amount, unit } = rule.redemption;
    return { kind: 'redemption', amount, unit };
  }
  return { kind: rule.statement === undefined ? 'requirement' : 'note' };
}

/** A table of a dated limit, as a condition carries it. */
function limitData(table: string): Limit {
  const { by, rows } = law.limits.get(table) ?? { by: '', rows: [] };
  return {
    by,
    rows: rows.map(({ from, amount, between: [low, high] = [amount as number, amount] }) => ({
      ...(from && { from: day(from) }),
      low,
      ...(high !== undefined && { high }),
    })),
  };
}

/** Dates inside a condition become whole days, and the name of a table becomes its rows. */
function withDays(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withDays);
  if (typeof value !== 'object' || value === null) return value;
  const table = tableNamed(value);
  if (table !== undefined) return { max: limitData(table) };
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      (key === 'from' || key === 'to') && typeof inner === 'string' ? day(inner) : withDays(inner),
    ]),
  );
}

/** Side by side, like values compress to three quarters of what they take rule by rule. */
function columns(rules: readonly BundledRule[]): Record<string, unknown[]> {
  const names = [...new Set(rules.flatMap((rule) => Object.keys(rule)))] as (keyof BundledRule)[];
  return Object.fromEntries(names.map((name) => [name, rules.map((rule) => rule[name] ?? 0)]));
}

/** The code of the state goes without saying, and so does the collateral of the section; federal rules keep theirs. */
const rulesDataOf = (place: JurisdictionSource): BundledRule[] =>
  rulesOf(place).map((rule) => {
    const { when, id, yieldsTo, ...rest } = ruleData(rule);
    const own = (whole: string) =>
      whole.startsWith(`${place.code}-`) ? whole.slice(place.code.length + 1) : whole;
    return {
      id: own(id),
      ...rest,
      ...(Object.keys(when).length > 0 && { when }),
      ...(yieldsTo && { yieldsTo: yieldsTo.map(own) }),
    };
  });

const changesAmount = (rule: RuleSource): boolean =>
  rule.bar !== undefined || rule.credit !== undefined || rule.cap !== undefined;

/** A rule that changes no amount has its title and citation in the labels alone. */
type BundledRule = Omit<RuleData, 'title' | 'citation' | 'when'> & {
  title?: string;
  citation?: string;
  when?: RuleData['when'];
};

function ruleData(rule: RuleSource): BundledRule & { when: Record<string, unknown> } {
  const stated = withDays(rule.when ?? {}) as Record<string, unknown>;
  const waiver = rule.guarantor_may_waive ? [law.guarantorWaiver.id] : [];
  const yieldsTo = [...waiver, ...(rule.yields_to ?? [])];
  return {
    id: rule.id,
    ...((changesAmount(rule) || rule.land_elsewhere) && {
      citation: rule.citation,
      title: rule.title,
    }),
    effect: effectOf(rule),
    when: stated,
    ...(yieldsTo.length > 0 && { yieldsTo }),
    ...(rule.raised_by && { raisedBy: rule.raised_by }),
    ...(rule.from && { from: day(rule.from) }),
    ...(rule.to && { to: day(rule.to) }),
    known: rule.known as RuleData['known'],
    ...(tablesIn(rule.when).length > 0 && { indexed: true }),
    ...(rule.land_elsewhere && { landElsewhere: rule.land_elsewhere }),
    ...(rule.off && { off: true }),
    ...(rule.clock && { clock: rule.clock }),
    ...(rule.text_through && changesAmount(rule) && { textThrough: lastDayOf(rule.text_through) }),
  };
}

/** The last day of a day, a month or a year. */
function lastDayOf(text: string): number {
  if (text.length === 10) return day(text);
  if (text.length === 4) return day(`${text}-12-31`);
  return addMonths(day(`${text}-01`), 1) - 1;
}

/** Another rule is named by its title: ids are for those who keep the law. */
function named(text: string): string {
  const titles = (ruleTitles ??= new Map(allRules().map(({ id, title }) => [id, title])));
  return text.trim().replace(/\b[A-Z]{2}-[\w.-]*\w/g, (id) => {
    const title = titles.get(id);
    return title === undefined ? id : `“${title}”`;
  });
}

let ruleTitles: ReadonlyMap<string, string> | undefined;

function ruleText(rule: RuleSource): RuleText {
  const period = rule.deadline ?? rule.redemption;
  const text =
    rule.requirement ??
    rule.statement ??
    together([period?.consequence, period?.condition, period?.detail]);
  // An id begins with the code of its place.
  const official = [
    ...officialLinks(rule.id.slice(0, 2), rule.citation),
    ...opinionLinks(rule.citation),
  ];
  return {
    topic: rule.topic as RuleText['topic'],
    practical: rule.practical ?? 'core',
    note: named(rule.note),
    ...(text && { text: named(text) }),
    sources: rule.sources ?? [],
    ...(official.length > 0 && { official }),
    ...(rule.checked && { checked: rule.checked }),
    ...(rule.text_through && { textThrough: rule.text_through }),
    ...(rule.verified && { verified: rule.verified }),
  };
}

const alsoWritten = (also: Record<string, string[]>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(also).flatMap(([choice, words]) =>
      words.map((word) => [plainWord(word), choice]),
    ),
  );

function factData(fact: FactSource): Omit<FactDefinition, 'group'> {
  return {
    name: fact.name,
    label: fact.label,
    kind: fact.kind as FactDefinition['kind'],
    ...(fact.choices && { choices: fact.choices }),
    ...(fact.also && { also: alsoWritten(fact.also) }),
    ...(fact.presumed !== undefined && { presumed: fact.presumed as never }),
    ...(fact.raised_by_debtor && { raisedByDebtor: true }),
    ...(fact.ordinary !== undefined && { ordinary: fact.ordinary as never }),
    ...(fact.everywhere && { everywhere: true }),
  };
}

const rulesOf = (place: JurisdictionSource): RuleSource[] => [
  ...place.real_property.rules,
  ...place.personal_property.rules,
];

/** Every rule in the order in which labels are given: place by place, then what holds everywhere. */
const allRules = (): RuleSource[] => [...law.jurisdictions.flatMap(rulesOf), ...law.terms];

const textsOf = (rules: readonly RuleSource[]): Record<string, RuleText> =>
  Object.fromEntries(rules.map((rule) => [rule.id, ruleText(rule)]));

type JudgmentSource = JurisdictionSource['judgment'];

/** `07-01` as month and day. */
const monthDay = (text: string): [number, number] => [
  Number(text.slice(0, 2)),
  Number(text.slice(3)),
];

/** The known rates of an entry: its own, those that its law makes of a table, or a table of weeks by its name. */
function knownRates(one: InterestSource) {
  const own = (one.known_rates ?? []).map((rate, n, all): KnownRate => {
    const next = all[n + 1];
    const to = rate.to ? day(rate.to) : next ? day(next.from) - 1 : null;
    return [day(rate.from), to, rate.rate_percent];
  });
  const last = own.at(-1);
  const knownTo = one.known_to ? day(one.known_to) : (last?.[1] ?? null);
  if (last && last[1] === null && knownTo !== null)
    own[own.length - 1] = [last[0], knownTo, last[2]];
  const table = law.rateTables.get(one.table ?? '');
  if (table?.weeks) return { rates: own, weekly: one.table, knownTo: day(table.known_to) };
  if (!table) return { rates: own, ...(knownTo !== null && { knownTo }) };
  const made = ratesByTable(one, table);
  const later = made.rates.filter(([from]) => last === undefined || from > (last[1] ?? Infinity));
  return { rates: [...own, ...later], knownTo: made.knownTo };
}

/** What decides about interest of a judgment; notes and sources stay with the texts. */
function interestData(one: InterestSource): JudgmentInterestData {
  const { rates, ...known } = knownRates(one);
  return {
    kind: one.kind,
    ...(one.rate_percent !== undefined && { rate: one.rate_percent }),
    ...indexData(one),
    ...(one.resets && one.resets !== 'never' && { resets: one.resets as 'yearly' }),
    ...(one.resets_on && { resetsOn: one.resets_on.map(monthDay) }),
    ...(one.resets_every_months && { resetsEveryMonths: one.resets_every_months }),
    ...(one.compounding !== 'none' && {
      compounds: one.compounding === 'annual' ? ('yearly' as const) : ('calendar_year' as const),
    }),
    ...(one.contract_rate && { contract: one.contract_rate as 'governs' }),
    ...(one.contract_cap && {
      contractCap: {
        ...indexData(one.contract_cap),
        ...ratesOfCap(one.contract_cap),
        ...(one.contract_cap.by === 'loan' && { byLoan: true as const }),
        citation: one.contract_cap.citation,
      },
    }),
    ...(one.later && {
      later: one.later.map(({ from, rate_percent }) => ({ from: day(from), rate: rate_percent })),
    }),
    ...(one.renewed && {
      renewed: { from: day(one.renewed.from), rate: one.renewed.rate_percent },
    }),
    ...(one.bears_interest && { bears: one.bears_interest }),
    ...(one.stops_interest && { stops: one.stops_interest }),
    ...spanData(one),
    ...(rates.length > 0 && { rates }),
    ...known,
    ...(one.warning && { warning: one.warning.trim() }),
    citation: one.citation,
    known: one.known as Known,
  };
}

function ratesOfCap(cap: IndexSource) {
  const table = law.rateTables.get(cap.table ?? '');
  return table ? { rates: ratesByTable(cap, table).rates } : {};
}

const indexData = (one: IndexSource) => ({
  ...(one.index && { index: one.index }),
  ...(one.margin_points && { margin: one.margin_points }),
  ...(one.floor_percent !== undefined && { floor: one.floor_percent }),
  ...(one.ceiling_percent !== undefined && { ceiling: one.ceiling_percent }),
});

/** For which judgments an entry holds. */
const spanData = (one: InterestSource | LifeSource) => ({
  ...(one.when && { when: withDays(one.when) as Record<string, unknown> }),
  ...(one.assumes && { assumes: one.assumes }),
  ...(one.entered_from && { from: day(one.entered_from) }),
  ...(one.entered_to && { to: day(one.entered_to) }),
});

function lifeData(life: LifeSource): JudgmentLifeData {
  return {
    years: life.years,
    ...(life.presumed && { presumed: true as const }),
    ...(life.dormant_after_years && { dormantAfter: life.dormant_after_years }),
    ...(life.revive_within_years && { reviveWithin: life.revive_within_years }),
    ...(life.revive_within_years_of_entry && {
      reviveWithinOfEntry: life.revive_within_years_of_entry,
    }),
    ...(life.wakes_by_leave && { wakesByLeave: true as const }),
    ...(life.sleeps_without_interest && { sleepsWithoutInterest: true as const }),
    ...(life.restarted_by && { restartedBy: life.restarted_by }),
    ...(life.kept_awake_by && { keptAwakeBy: life.kept_awake_by }),
    ...(life.tolled && { tolled: true as const }),
    ...(life.most_years && { most: life.most_years }),
    ...(life.lien_years && { lien: life.lien_years }),
    renewals: renewalsData(life),
    ...spanData(life),
    ...(life.rule && { rule: life.rule }),
    citation: life.citation,
    known: life.known as Known,
  };
}

const renewalsData = ({ renewable, renewals = [{}] }: LifeSource): JudgmentLifeData['renewals'] =>
  renewable === null
    ? null
    : (renewable ? renewals : []).map((one) => ({
        ...(one.years && { years: one.years }),
        ...(one.from_end && { fromEnd: true as const }),
        ...(one.last_days && { lastDays: one.last_days }),
        ...(one.gap_years && { gapYears: one.gap_years }),
        ...(one.number && { number: one.number }),
        ...(one.adds_interest && { addsInterest: true as const }),
        ...(one.lien_only && { lienOnly: true as const }),
        ...(one.filed_from && { from: day(one.filed_from) }),
        ...(one.filed_to && { to: day(one.filed_to) }),
      }));

const judgmentData = ({ interest, life }: JudgmentSource): JudgmentLawData => ({
  interest: interest.map(interestData),
  life: life.map(lifeData),
});

/** Interest and life in words, with the addresses of the official text. */
const judgmentText = ({ code, judgment: { interest, life } }: JurisdictionSource) => ({
  interest: interest.map((one) => ({ ...one, official: officialLinks(code, one.citation) })),
  life: life.map((one) => ({
    ...one,
    words: lifeWords(one),
    official: officialLinks(code, one.citation),
  })),
});

const law = readLaw();
const lenient = process.argv.includes('--lenient');
if (law.problems.length > 0 && !lenient) {
  process.stderr.write(`${law.problems.join('\n')}\n`);
  process.exit(1);
}
if (lenient) {
  const bad = new Set(law.problems.map((problem) => problem.slice(0, 2)));
  law.jurisdictions = law.jurisdictions.filter(({ code }) => !bad.has(code));
}

mkdirSync(path.join(OUT, 'texts'), { recursive: true });
/** Written beside and moved into place, so that nobody reads half a file. */
const write = (file: string, data: unknown) => {
  const target = path.join(OUT, file);
  const draft = `${target}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(data));
  renameSync(draft, target);
};

write('labels.json', {
  groups: Object.fromEntries(law.facts.map(({ name, group }) => [name, group])),
  amounts: AMOUNT_HELP,
  titles: allRules().map((rule) => (changesAmount(rule) ? 0 : rule.title)),
  citations: allRules().map((rule) => (changesAmount(rule) ? 0 : rule.citation)),
});
write(
  'amended.json',
  Object.fromEntries(
    Object.entries(law.amended).map(([code, { from }]) => [code, from ? day(from) : null]),
  ),
);
write('judgment.json', {
  places: Object.fromEntries(
    [...law.jurisdictions, law.federalCourts].map(({ code, judgment }) => [
      code,
      judgmentData(judgment),
    ]),
  ),
  weekly: Object.fromEntries(
    [...law.rateTables].flatMap(([name, table]) => (table.weeks ? [[name, weeksOf(table)]] : [])),
  ),
});
write(
  'deadlines.json',
  Object.fromEntries(
    allRules().flatMap((rule) => (rule.deadline ? [[rule.id, ruleText(rule).text ?? '']] : [])),
  ),
);
write('texts/facts.json', {
  facts: Object.fromEntries(
    law.facts.map(({ name, question, help }) => [name, { question, help }]),
  ),
  terms: textsOf(law.terms),
});
for (const place of law.jurisdictions) {
  write(`texts/${place.code}.json`, {
    summary: place.summary.trim(),
    goodsCode: place.personal_property.code,
    openQuestions: place.open_questions,
    judgment: judgmentText(place),
    rules: textsOf(rulesOf(place)),
  });
}
write('texts/all.json', {
  rules: textsOf(allRules()),
  facts: Object.fromEntries(
    law.facts.map(({ name, question, help }) => [name, { question, help }]),
  ),
});
// Last: what is older than its sources is by this file, and the others must be there when it is new.
write('rules.json', {
  version: versionOf(law),
  facts: law.facts.filter((fact) => fact.kind !== 'amount').map(factData),
  profiles: law.profiles,
  implications: law.implications,
  terms: law.terms.map((rule) => ruleData(rule)),
  exceptions: [law.guarantorWaiver],
  places: law.jurisdictions.map((place) => ({
    code: place.code,
    name: place.name,
    methods: place.real_property.methods,
    usualMethod: place.real_property.usual_method,
    ...(place.real_property.farm_method && { farmMethod: place.real_property.farm_method }),
    ...(place.suspended && {
      suspended: place.suspended.map(({ from, to, citation, known }) => ({
        from: day(from),
        to: day(to),
        citation,
        known,
      })),
    }),
    land: place.real_property.rules.length,
    goods: place.personal_property.rules.length,
  })),
  rules: columns(law.jurisdictions.flatMap(rulesDataOf)),
});
process.stderr.write(
  `law: ${law.jurisdictions.length} jurisdictions, ${law.jurisdictions.flatMap(rulesOf).length} rules, ${law.facts.length} facts\n`,
);
