/** Reads the law's YAML files and checks them; every mistake is named with its file and rule. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv, type ErrorObject } from 'ajv';
import { LineCounter, parse, parseDocument } from 'yaml';
import { isAmountName } from '../../src/law/amounts';
import {
  fold,
  parseCondition,
  withinLimitFact,
  type ConditionData,
} from '../../src/law/conditionTree';
import { namesIn, parseExpression, type Expression } from '../../src/law/expression';
import { parseIso } from '../../src/money/dates';
import { officialLinks, opinionLinks } from './official';
import type {
  FactSource,
  PeriodSource,
  RuleSource,
  Displaced,
  LimitSource,
  LifeSource,
  JurisdictionSource,
  FederalSource,
  LawSource,
} from './sources';
import { readRateTables } from './rates';
import { decides } from './stale';
import { restsOnMemory, withUnread, withUnreadOf } from './unread';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const LAW = path.join(ROOT, 'src/law');

/** A link of its own, or an address that follows from its citation. */
const hasSource = ({ id, citation, sources = [] }: RuleSource): boolean =>
  sources.length > 0 ||
  officialLinks(id.slice(0, 2), citation).length > 0 ||
  opinionLinks(citation).length > 0;

const readYaml = (file: string): unknown => parse(readFileSync(path.join(LAW, file), 'utf8'));

/** `GA.yaml:12: judgment life 0 must have ...` for each of the schema's complaints. */
function schemaProblems(folder: string, file: string, errors: readonly ErrorObject[]): string[] {
  const lines = new LineCounter();
  const text = readFileSync(path.join(LAW, folder, file), 'utf8');
  const document = parseDocument(text, { lineCounter: lines });
  return errors.map(({ instancePath, message, params }) => {
    const keys = instancePath.split('/').slice(1);
    const at = keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    const node = document.getIn(at, true) as { range?: [number, number, number] } | undefined;
    const line = lines.linePos(node?.range?.[0] ?? 0).line;
    const extra = (params as { additionalProperty?: string }).additionalProperty;
    const id = at[1] === 'rules' ? String(document.getIn([...at.slice(0, 3), 'id'])) : '';
    const place = id ? [id, ...keys.slice(3)] : keys;
    return `${file}:${line}: ${place.join(' ')} ${message ?? ''}${extra ? `: ${extra}` : ''}`;
  });
}

/** Reads everything; `problems` lists what must be mended before the law can be used. */
export function readLaw(): LawSource {
  const problems: string[] = [];
  const terms = readYaml('terms.yaml') as {
    facts: FactSource[];
    rules: RuleSource[];
    guarantor_waiver: LawSource['guarantorWaiver'];
  };
  const federal = readYaml('federal.yaml') as FederalSource;
  const facts = [...(readYaml('facts.yaml') as FactSource[]), ...terms.facts, ...federal.facts];
  federal.rules = withUnread(federal.rules, facts);
  const everywhere = [...terms.rules, ...federal.rules];
  const { profiles, implications } = readYaml('profiles.yaml') as Pick<
    LawSource,
    'profiles' | 'implications'
  >;
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false });
  const schema = JSON.parse(
    readFileSync(path.join(ROOT, 'scripts/law/jurisdiction.schema.json'), 'utf8'),
  ) as object;
  const valid = ajv.addSchema(schema, 'law').compile({ $ref: 'law' });
  const rateTables = readRateTables(path.join(LAW, 'rates'));
  const names = new Map(facts.map((fact) => [fact.name, fact]));
  const uniform = new Map(
    (readYaml('uniform/article9.yaml') as RuleSource[]).map((r) => [r.id, r]),
  );
  const { states: amended } = readYaml('uniform/amendments2022.yaml') as {
    states: LawSource['amended'];
  };
  problems.push(...checkRules('article9.yaml', [...uniform.values()], names));
  const limits = new Map(
    (readYaml('uniform/limits.yaml') as LimitSource[]).map((limit) => [limit.id, limit]),
  );
  const jurisdictions: JurisdictionSource[] = [];
  for (const file of readdirSync(path.join(LAW, 'jurisdictions')).sort()) {
    if (!/^[A-Z]{2}\.yaml$/.test(file)) continue;
    try {
      const source = readYaml(path.join('jurisdictions', file)) as JurisdictionSource;
      if (!valid(source)) {
        problems.push(...schemaProblems('jurisdictions', file, valid.errors ?? []));
        continue;
      }
      const own = withSale(withUniform(source, uniform, problems, amended[source.code]));
      const known = facts.length;
      const whole = withRules(withUnreadOf(withFederal(own, federal.rules), facts), problems);
      for (const fact of facts.slice(known)) names.set(fact.name, fact);
      problems.push(...checkJurisdiction(file, whole, names, federal.rules));
      for (const limit of whole.limits ?? []) limits.set(limit.id, limit);
      jurisdictions.push(whole);
    } catch (error) {
      problems.push(`${file}: ${(error as Error).message}`);
    }
  }
  problems.push(...checkRules('terms.yaml', terms.rules, names, federal.rules));
  problems.push(...checkRules('federal.yaml', federal.rules, names));
  problems.push(...checkLimits(limits, jurisdictions, names));
  const federalCourts = readYaml('uniform/federal_judgments.yaml') as LawSource['federalCourts'];
  const validFederal = ajv.compile({
    type: 'object',
    required: ['judgment'],
    properties: { judgment: { $ref: 'law#/properties/judgment' } },
  });
  if (!validFederal(federalCourts))
    problems.push(
      ...schemaProblems('uniform', 'federal_judgments.yaml', validFederal.errors ?? []),
    );
  problems.push(...checkMemory('federal_judgments.yaml', federalCourts));
  for (const { code, judgment } of [...jurisdictions, federalCourts])
    for (const { table, contract_cap } of judgment.interest)
      for (const name of [table, contract_cap?.table])
        if (name !== undefined && !rateTables.has(name))
          problems.push(`${code}.yaml: judgment: no table of rates is called '${name}'`);
  return {
    facts,
    profiles,
    implications,
    uniform: [...uniform.values()],
    terms: everywhere,
    guarantorWaiver: terms.guarantor_waiver,
    federal,
    amended,
    limits,
    jurisdictions,
    federalCourts,
    rateTables,
    problems,
  };
}

/** What a rule does: exactly one of these. */
const EFFECTS = [
  'bar',
  'credit',
  'cap',
  'deadline',
  'requirement',
  'statement',
  'redemption',
] as const;

/** They and what is said of them. */
const EFFECT_KEYS = [...EFFECTS, 'base', 'speaks_of', 'credit_of'] as const;

/** The uniform rules whose words the amendments of 2022 change. */
const REWORDED = new Set(['UCC-9-611', 'UCC-9-616']);

function withAmendments(rule: RuleSource, amended: { from?: string } | undefined): RuleSource {
  if (!amended || !REWORDED.has(rule.follows ?? '')) return rule;
  const since = amended.from ?? 'a day between 2023 and 2026 that has not been seen';
  return {
    ...rule,
    note: `${rule.note.trim()} The amendments of 2022 are law here from ${since}.`,
  };
}

/** A rule that follows the uniform text takes from it whatever it does not say itself. */
function withUniform(
  source: JurisdictionSource,
  uniform: ReadonlyMap<string, RuleSource>,
  problems: string[],
  amended: { from?: string } | undefined,
): JurisdictionSource {
  const rules = source.personal_property.rules.map((rule) => {
    if (rule.follows === undefined) return rule;
    const text = uniform.get(rule.follows);
    if (!text)
      problems.push(`${source.code}.yaml: ${rule.id} follows ${rule.follows}, which is not there`);
    const whole = { ...text, ...rule };
    if (EFFECT_KEYS.some((key) => rule[key] !== undefined))
      for (const key of EFFECT_KEYS) if (rule[key] === undefined) delete whole[key];
    return withAmendments(whole, amended);
  });
  return { ...source, personal_property: { ...source.personal_property, rules } };
}

/** Topics whose rules on money and time speak of the sale under this lien, unless a rule says otherwise. */
const OWN_SALE_TOPICS = new Set([
  'appraisal',
  'bar',
  'claim-bought',
  'confirmation',
  'deadline',
  'fair-value',
  'farm',
  'notice',
  'waiver',
]);

/** A junior that a senior's sale wiped out sold nothing, so rules about its own sale leave its note alone. */
function withSale(source: JurisdictionSource): JurisdictionSource {
  const rules = source.real_property.rules.map((rule) => {
    const { when = {} } = rule;
    if (JSON.stringify(when).includes('"senior_sale_wiped_out_lien"')) return rule;
    const decides = [rule.requirement, rule.statement, rule.redemption].every(
      (effect) => effect === undefined,
    );
    const sale = rule.sale ?? (decides && OWN_SALE_TOPICS.has(rule.topic) ? 'own' : 'any');
    if (sale === 'any') return rule;
    if (sale === 'own') return { ...rule, when: { ...when, senior_sale_wiped_out_lien: false } };
    const spared = { senior_sale_wiped_out_lien: true, junior_bound_by_sale_rules: false };
    return { ...rule, when: { ...when, not: [when['not'] ?? [], spared].flat() } };
  });
  return { ...source, real_property: { ...source.real_property, rules } };
}

/** A state's rules yield to the federal rules that displace them. */
function withFederal(
  source: JurisdictionSource,
  federal: readonly RuleSource[],
): JurisdictionSource {
  const yielding = (on: 'land' | 'goods') => (rule: RuleSource) => {
    const above = federal
      .filter(({ displaces, deadline }) => displaces?.some((one) => gives(rule, on, one, deadline)))
      .map(({ id }) => id);
    return above.length === 0
      ? rule
      : { ...rule, yields_to: [...(rule.yields_to ?? []), ...above] };
  };
  return {
    ...source,
    real_property: {
      ...source.real_property,
      rules: source.real_property.rules.map(yielding('land')),
    },
    personal_property: {
      ...source.personal_property,
      rules: source.personal_property.rules.map(yielding('goods')),
    },
  };
}

/** Whether a rule gives way: a deadline only where it binds the creditor and is shorter than the federal one. */
function gives(
  rule: RuleSource,
  on: 'land' | 'goods',
  { on: where, topics, effects, tests }: Displaced,
  federal: PeriodSource | undefined,
): boolean {
  if (where !== undefined && where !== on) return false;
  if (topics && !topics.includes(rule.topic)) return false;
  if (!effects.some((effect) => rule[effect as 'bar'] !== undefined)) return false;
  if (tests && !tests.some((fact) => rule.when?.[fact] !== undefined)) return false;
  const { deadline } = rule;
  if (!deadline) return true;
  if (deadline.binds === 'debtor' || deadline.start === 'judgment') return false;
  return federal === undefined || days(deadline) < days(federal);
}

const DAYS = { days: 1, weeks: 7, months: 30.5, years: 366 } as const;

const days = ({ amount, unit }: PeriodSource): number => (amount ?? Infinity) * DAYS[unit];

/** The life of some judgments is a deadline that starts with them: it takes from that rule what it does not say itself. */
function withRules(source: JurisdictionSource, problems: string[]): JurisdictionSource {
  const rules = [...source.real_property.rules, ...source.personal_property.rules];
  const life = source.judgment.life.map((entry) => {
    if (entry.rule === undefined) return entry;
    const rule = rules.find(({ id }) => id === entry.rule);
    const period = rule?.deadline;
    if (!rule || period?.start !== 'judgment' || period.unit !== 'years') {
      problems.push(
        `${source.code}.yaml: judgment: ${entry.rule} is no deadline of years from the judgment`,
      );
      return entry;
    }
    const { when, citation, known, unread, note, sources, verified } = rule;
    const own = { when, citation, known, unread, note, sources, verified };
    return { renewable: false, ...own, years: period.amount, ...(entry as Partial<LifeSource>) };
  });
  return { ...source, judgment: { ...source.judgment, life } };
}

function checkJurisdiction(
  file: string,
  source: JurisdictionSource,
  facts: ReadonlyMap<string, FactSource>,
  federal: readonly RuleSource[],
): string[] {
  const rules = [...source.real_property.rules, ...source.personal_property.rules];
  const problems = checkRules(file, rules, facts, federal);
  if (`${source.code}.yaml` !== file) problems.push(`${file}: holds the code ${source.code}`);
  if (!source.real_property.methods.includes(source.real_property.usual_method))
    problems.push(`${file}: the usual method is not among the methods`);
  for (const entry of [...source.judgment.interest, ...source.judgment.life])
    problems.push(...checkCondition(`${file}: judgment`, entry.when ?? {}, facts));
  problems.push(...checkMemory(file, source));
  return problems;
}

const ON_MEMORY = 'rests on memory: read it, or write unread: true';

/** Rates and lives of judgments that nobody has read. */
function checkMemory(
  file: string,
  { judgment: { interest, life } }: Pick<JurisdictionSource, 'judgment'>,
): string[] {
  const rates = interest.flatMap(({ known_rates = [], citation }) =>
    known_rates.map((rate) => ({ ...rate, citation })),
  );
  const lives = life.filter(({ rule, years }) => rule === undefined && years !== null);
  return [...interest, ...rates, ...lives]
    .filter(restsOnMemory)
    .map(({ citation }) => `${file}: judgment: ${citation} ${ON_MEMORY}`);
}

function checkRules(
  file: string,
  rules: readonly RuleSource[],
  facts: ReadonlyMap<string, FactSource>,
  above: readonly RuleSource[] = [],
): string[] {
  const problems: string[] = [];
  const ids = new Set<string>();
  for (const rule of rules) {
    const at = `${file}: ${rule.id}`;
    if (ids.has(rule.id)) problems.push(`${at}: the id is used twice`);
    ids.add(rule.id);
    const effects = EFFECTS.filter((effect) => rule[effect] !== undefined);
    if (effects.length !== 1)
      problems.push(`${at}: needs exactly one of ${EFFECTS.join(', ')}, has ${effects.join(', ')}`);
    if (rule.base !== undefined && rule.credit === undefined)
      problems.push(`${at}: a base belongs to a credit`);
    if (rule.speaks_of !== undefined && rule.credit === undefined)
      problems.push(`${at}: speaks_of belongs to a credit`);
    if (rule.credit_of !== undefined && rule.credit === undefined)
      problems.push(`${at}: credit_of belongs to a credit`);
    if (rule.deadline && !rule.deadline.start) problems.push(`${at}: the deadline has no start`);
    if (rule.deadline && rule.deadline.amount === null) problems.push(`${at}: no deadline amount`);
    const figures = [...(rule.requirement ?? rule.statement ?? '').matchAll(/\{([^}]+)\}/g)].map(
      ([, text]) => text,
    );
    for (const text of [rule.credit, rule.base, rule.cap, ...figures])
      if (text !== undefined) problems.push(...checkExpression(at, text));
    problems.push(...checkCondition(at, rule.when ?? {}, facts));
    for (const date of [rule.from, rule.to])
      if (date !== undefined && !parseIso(date).ok) problems.push(`${at}: no such date ${date}`);
    for (const key of ['title', 'topic', 'note'] as const)
      if (!rule[key]) problems.push(`${at}: has no ${key}`);
    for (const source of rule.sources ?? [])
      if (!/^(https?:\/\/|github:)/.test(source))
        problems.push(`${at}: source '${source}' is no link (write links with commas in quotes)`);
    if (rule.unread && rule.known !== 'recall')
      problems.push(`${at}: unread, and known by ${rule.known}`);
    if (decides(rule) && restsOnMemory(rule)) problems.push(`${at}: ${ON_MEMORY}`);
    if (rule.known !== 'recall' && rule.known !== 'terms' && !hasSource(rule))
      problems.push(`${at}: known by ${rule.known} but names no source`);
  }
  for (const rule of rules)
    for (const id of rule.yields_to ?? [])
      if (!ids.has(id) && !above.some((rule) => rule.id === id))
        problems.push(`${file}: ${rule.id} yields to ${id}, which does not exist`);
  problems.push(...circles(file, rules));
  return problems;
}

function checkExpression(at: string, text: string): string[] {
  try {
    return namesIn(parseExpression(text))
      .filter((name) => !isAmountName(name))
      .map((name) => `${at}: '${name}' in '${text}' is not an amount`);
  } catch (error) {
    return [`${at}: ${(error as Error).message}`];
  }
}

function checkCondition(
  at: string,
  condition: Record<string, unknown>,
  facts: ReadonlyMap<string, FactSource>,
): readonly string[] {
  const amounts = (expression: Expression) =>
    namesIn(expression)
      .filter((name) => !isAmountName(name))
      .map((name) => `${at}: '${name}' is not an amount`);
  try {
    return fold<readonly string[]>(parseCondition(condition), {
      fact: ({ fact, data }) => checkMatcher(at, fact, data, facts.get(fact)),
      amount: () => [],
      comparison: ({ comparison: { left, right } }) => [...amounts(left), ...amounts(right)],
      limit: () => [],
      all: (items) => items.flat(),
      any: (items) => items.flat(),
      not: (item) => item,
    });
  } catch (error) {
    return [`${at}: ${(error as Error).message}`];
  }
}

function checkMatcher(
  at: string,
  name: string,
  matcher: unknown,
  fact: FactSource | undefined,
): string[] {
  if (!fact) return [`${at}: no fact is called '${name}'`];
  const plain = typeof matcher !== 'object' || Array.isArray(matcher);
  const values = plain ? ([matcher].flat() as unknown[]) : [];
  const wrong = values.filter((value) => {
    if (fact.kind === 'flag') return typeof value !== 'boolean';
    if (fact.kind === 'choice') return !Object.hasOwn(fact.choices ?? {}, String(value));
    return fact.kind === 'date' || typeof value !== 'number';
  });
  const problems = wrong.map((value) => `${at}: '${name}' cannot be ${String(value)}`);
  if (plain) return problems;
  const range = matcher as Record<string, unknown>;
  const dated = 'from' in range || 'to' in range;
  if (dated !== (fact.kind === 'date') || fact.kind === 'flag' || fact.kind === 'choice')
    problems.push(`${at}: '${name}' is a ${fact.kind} and cannot be compared so`);
  return problems;
}

/** The table that a matcher names, if it names one. */
export const tableNamed = (matcher: unknown): string | undefined =>
  (matcher as { max?: { table?: string } } | null)?.max?.table;

/** Every amount of a condition that is compared with a table, with the table's name. */
export const tablesIn = (
  condition: ConditionData = {},
): readonly [amount: string, table: string][] =>
  fold<readonly [string, string][]>(parseCondition(condition), {
    fact: () => [],
    amount: ({ amount, bounds }) => {
      const table = tableNamed(bounds);
      return table === undefined ? [] : [[amount, table]];
    },
    comparison: () => [],
    limit: () => [],
    all: (items) => items.flat(),
    any: (items) => items.flat(),
    not: (item) => item,
  });

function checkLimits(
  limits: ReadonlyMap<string, LimitSource>,
  jurisdictions: readonly JurisdictionSource[],
  facts: ReadonlyMap<string, FactSource>,
): string[] {
  const problems: string[] = [];
  for (const { id, rows, known } of limits.values()) {
    if (restsOnMemory({ known })) problems.push(`${id}: ${ON_MEMORY}`);
    if (rows[0]?.from !== undefined) problems.push(`${id}: the oldest row has no beginning`);
    rows.slice(1).forEach(({ from }, at) => {
      if (from === undefined || !parseIso(from).ok || from <= (rows[at]?.from ?? ''))
        problems.push(`${id}: row ${at + 2} needs a first day after that of the row before`);
    });
    for (const { amount, between } of rows)
      if ((amount === undefined) === (between === undefined))
        problems.push(`${id}: a row has an amount, or the sums between which it lies`);
  }
  for (const place of jurisdictions)
    for (const rule of [...place.real_property.rules, ...place.personal_property.rules])
      for (const [amount, table] of tablesIn(rule.when)) {
        const at = `${place.code}.yaml: ${rule.id}`;
        const limit = limits.get(table);
        if (!limit) problems.push(`${at}: no table is called '${table}'`);
        if (!isAmountName(amount)) problems.push(`${at}: '${amount}' is no amount`);
        if (limit?.rows.some((row) => row.between) && !facts.has(withinLimitFact(amount)))
          problems.push(`${at}: no fact is called '${withinLimitFact(amount)}'`);
      }
  return problems;
}

function circles(file: string, rules: readonly RuleSource[]): string[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const leadsTo = (from: string, target: string, seen: Set<string>): boolean => {
    if (seen.has(from)) return false;
    seen.add(from);
    return (byId.get(from)?.yields_to ?? []).some(
      (id) => id === target || leadsTo(id, target, seen),
    );
  };
  return rules
    .filter((rule) => leadsTo(rule.id, rule.id, new Set()))
    .map((rule) => `${file}: ${rule.id} yields to itself in a circle`);
}
