/** A jurisdiction's law as a page that a lawyer reads and corrects. */
import { fold, parseCondition, type ConditionData } from '../../src/law/conditionTree';
import { parseExpression } from '../../src/law/expression';
import { lifeWords, span } from './lifeWords';
import { officialLinks, opinionLinks } from './official';
import { BOUND_WORDS, inWords, withFigures } from '../../src/law/words';
import { tableNamed, tablesIn } from './read';
import type {
  InterestSource,
  JurisdictionSource,
  LawSource,
  LifeSource,
  LimitSource,
  PeriodSource,
  RuleSource,
} from './sources';

const KNOWN: Readonly<Record<string, string>> = {
  statute: 'the statute was read',
  opinion: 'the opinion was read',
  secondary: 'a secondary source was read',
  recall: '**unverified**: we have not read this section',
  terms: 'the papers say so',
};

/** Topics of what takes the claim away; what merely orders remedies stands apart from it. */
const BARS: readonly string[] = ['bar', 'purchase-money', 'one-action'];

/** Headings under which rules are listed, with the topics that belong there. */
const HEADINGS: readonly (readonly [string, readonly string[]])[] = [
  ['Bars and caps', BARS],
  ['Order of suits and sales', BARS],
  [
    'Value and measure',
    ['fair-value', 'appraisal', 'measure', 'confirmation', 'claim-bought', 'waste'],
  ],
  ['Time limits', ['deadline', 'limitation']],
  ['Notices', ['notice']],
  ['Redemption', ['redemption']],
  ['Guarantors and waivers', ['guarantor', 'waiver']],
  ['Farms', ['farm']],
  ['Deed in lieu and short sale', ['deed-in-lieu', 'short-sale']],
  ['Other', ['noncompliance', 'consumer', 'federal', 'terms', 'other']],
];

/** The page of one jurisdiction, in Markdown. */
export function pageOf(place: JurisdictionSource, law: LawSource): string {
  const labels = new Map(law.facts.map((fact) => [fact.name, fact]));
  const section = (title: string, rules: readonly RuleSource[]): string[] =>
    rules.length === 0 ? [] : [`## ${title}`, '', ...grouped(rules, labels)];
  return [
    `# ${place.name} (${place.code})`,
    '',
    place.summary.trim(),
    '',
    `Foreclosure: ${place.real_property.methods.join(', ')}; usually ${place.real_property.usual_method}. Goods: ${place.personal_property.code}.`,
    '',
    '*Information, not legal advice. Generated from ' +
      `[src/law/jurisdictions/${place.code}.yaml](../../src/law/jurisdictions/${place.code}.yaml); correct it there.*`,
    '',
    ...section('Land and buildings', place.real_property.rules),
    ...section('Goods', place.personal_property.rules),
    ...limitLines(place, law),
    '## Judgment',
    '',
    ...place.judgment.interest.flatMap((one) => interest(one, labels)),
    ...place.judgment.life.flatMap((one) => life(one, labels)),
    '',
    ...(place.open_questions.length > 0
      ? ['## Open questions', '', ...place.open_questions.map((text) => `- ${text.trim()}`), '']
      : []),
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

/** The page of federal law, which holds in every state. */
export function federalPage({ federal, facts }: LawSource): string {
  const labels = new Map(facts.map((fact) => [fact.name, fact]));
  return [
    `# ${federal.name} (${federal.code})`,
    '',
    federal.summary.trim(),
    '',
    '*In force in every state. Information, not legal advice. Generated from ' +
      '[src/law/federal.yaml](../../src/law/federal.yaml); correct it there.*',
    '',
    ...federal.rules.flatMap((rule) => ruleLines(rule, labels)),
    '## Open questions',
    '',
    ...federal.open_questions.map((text) => `- ${text.trim()}`),
    '',
  ].join('\n');
}

type Labels = ReadonlyMap<string, LawSource['facts'][number]>;

function grouped(rules: readonly RuleSource[], labels: Labels): string[] {
  return HEADINGS.flatMap(([heading, topics]) => {
    const here = rules.filter(
      (rule) =>
        topics.includes(rule.topic) &&
        (topics !== BARS || takesAway(rule) === (heading === 'Bars and caps')),
    );
    return here.length === 0
      ? []
      : [`### ${heading}`, '', ...here.flatMap((rule) => ruleLines(rule, labels))];
  });
}

const takesAway = ({ bar, cap }: RuleSource): boolean => bar !== undefined || cap !== undefined;

/** To what day the text that was read was current; a statute of which that is not known says so. */
const currency = ({ known, text_through }: RuleSource): string => {
  if (text_through !== undefined) return `, text current to ${text_through}`;
  return known === 'statute' ? '; the copy does not say to what day it was current' : '';
};

function ruleLines(rule: RuleSource, labels: Labels): string[] {
  const facts = [
    `Known: ${KNOWN[rule.known] ?? rule.known}${rule.verified ? ` (${rule.verified.trim()})` : ''}.`,
    ...(rule.checked ? [`Last read ${rule.checked}${currency(rule)}.`] : []),
    ...(rule.from || rule.to ? [`In force ${span(rule.from, rule.to)}.`] : []),
    ...(rule.raised_by === 'debtor' ? ['The debtor must raise it.'] : []),
    ...(yields(rule).length > 0 ? [`Yields to ${yields(rule).join(', ')}.`] : []),
    ...(rule.off ? ['**Switched off** until someone has read the law.'] : []),
  ];
  const official = officialLinks(rule.id.slice(0, 2), rule.citation).map(
    (address, at) => `[official text${at === 0 ? '' : ` ${at + 1}`}](${address})`,
  );
  const opinions = opinionLinks(rule.citation).map((address) => `[opinion](${address})`);
  const sources = [...official, ...opinions, ...(rule.sources ?? []).map(sourceLink)];
  return [
    `**${rule.title}** — ${rule.citation} \`${rule.id}\``,
    '',
    `- ${rule.requirement ? 'Requirement' : rule.statement ? 'Note' : 'Effect'}: ${effect(rule)}`,
    ...conditionLines(rule.when, labels),
    ...(rule.displaces ?? []).map((one) => `- Displaces ${displaced(one)}.`),
    ...(rule.clock ? [`- ${clock(rule.clock, labels)}.`] : []),
    `- ${rule.note.trim().replace(/\s*\n\s*/g, ' ')}`,
    `- ${facts.join(' ')}${sources.length > 0 ? ` ${sources.join(', ')}` : ''}`,
    '',
  ];
}

const sourceLink = (link: string, at: number): string =>
  /^https?:\/\//.test(link) ? `[source ${at + 1}](${link.split(' ')[0]})` : link;

/** What gives way to federal law is said on the federal page, once for all rules of the kind. */
const yields = (rule: RuleSource): string[] =>
  (rule.yields_to ?? []).filter((id) => !id.startsWith('US-'));

const displaced = ({ on, topics, effects, tests }: NonNullable<RuleSource['displaces']>[number]) =>
  [
    `a state's rules${on ? ` on ${on}` : ''} with the effect ${effects.join(' or ')}`,
    topics ? `about ${topics.join(', ')}` : '',
    tests ? `that turn on ${tests.join(' or ')}` : '',
  ]
    .filter(Boolean)
    .join(' ');

function clock({ from, to, days }: NonNullable<RuleSource['clock']>, labels: Labels): string {
  const named = (fact: string) => (labels.get(fact)?.label ?? fact).toLowerCase();
  return days === undefined
    ? `The days from "${named(from)}" to "${named(to)}" are left out of every deadline`
    : `A deadline not yet over at "${named(from)}" is held open until ${days} days after "${named(to)}"`;
}

function effect(rule: RuleSource): string {
  const words = (text: string) => inWords(parseExpression(text));
  if (rule.bar) return 'nothing may be recovered.';
  if (rule.credit !== undefined) {
    const base = rule.base ? `, off ${words(rule.base)}` : '';
    const whole =
      rule.speaks_of === 'whole'
        ? ' The price is that of the whole property, liens ahead included.'
        : '';
    const several =
      rule.credit_of === undefined
        ? ''
        : ` Of several sales, that of ${rule.credit_of === 'each' ? 'each' : 'all together'}.`;
    return `credit ${words(rule.credit)}${base}.${whole}${several}`;
  }
  if (rule.cap !== undefined) return `not more than ${words(rule.cap)}.`;
  if (rule.deadline) return `${period(rule.deadline)}.`;
  if (rule.redemption)
    return rule.redemption.amount === null
      ? `redemption${tail(rule.redemption)}.`
      : `redemption for ${period(rule.redemption)}.`;
  return withFigures((rule.requirement ?? rule.statement ?? '').trim().replace(/\s*\n\s*/g, ' '));
}

const period = (source: PeriodSource): string =>
  `${String(source.amount)} ${source.unit}${source.start ? ` from ${source.start.replace('_', ' ')}` : ''}${tail(source)}`;

const tail = (source: PeriodSource): string =>
  [source.detail, source.condition, source.consequence]
    .flatMap((text) => (text ? [`; ${text.trim().replace(/\.$/, '')}`] : []))
    .join('');

function conditionLines(when: Record<string, unknown> | undefined, labels: Labels): string[] {
  const entries = Object.entries(when ?? {});
  if (entries.length === 0) return [];
  return [`- When: ${condition(when ?? {}, labels)}.`];
}

const condition = (when: ConditionData, labels: Labels): string =>
  fold<string>(parseCondition(when), {
    fact: ({ fact, data }) => matched(fact, data, labels),
    amount: ({ amount, bounds }) => matched(amount, bounds, labels),
    comparison: ({ text }) => text,
    limit: ({ amount, limit }) => matched(amount, { max: limit }, labels),
    all: (items) => items.join('; '),
    any: (items) => `either ${items.map((item) => `(${item})`).join(' or ')}`,
    not: (item) => `not (${item})`,
  });

function matched(name: string, matcher: unknown, labels: Labels): string {
  const fact = labels.get(name);
  const label = fact?.label ?? name.replace(/_/g, ' ');
  const say = (value: unknown) =>
    typeof value === 'boolean'
      ? value
        ? 'yes'
        : 'no'
      : (fact?.choices?.[String(value)] ?? String(value));
  if (Array.isArray(matcher)) return `${label}: ${matcher.map(say).join(' or ')}`;
  if (typeof matcher !== 'object' || matcher === null) return `${label}: ${say(matcher)}`;
  const table = tableNamed(matcher);
  if (table !== undefined)
    return `${label}: at most the limit of its day, [${table}](#amounts-that-change)`;
  const bounds = Object.entries(matcher as Record<string, unknown>).map(
    ([bound, value]) => `${BOUND_WORDS[bound] ?? bound} ${String(value)}`,
  );
  return `${label}: ${bounds.join(' and ')}`;
}

/** The dated limits that the rules of a place name. */
function limitLines(place: JurisdictionSource, law: LawSource): string[] {
  const rules = [...place.real_property.rules, ...place.personal_property.rules];
  const named = new Set(rules.flatMap((rule) => tablesIn(rule.when).map(([, table]) => table)));
  const limits = [...named].flatMap((name) => law.limits.get(name) ?? []);
  if (limits.length === 0) return [];
  return ['## Amounts that change', '', ...limits.flatMap((limit) => limitTable(limit, law))];
}

function limitTable(limit: LimitSource, law: LawSource): string[] {
  const by = law.facts.find(({ name }) => name === limit.by)?.label ?? limit.by;
  const sum = ({ amount, between }: LimitSource['rows'][number]) => {
    if (amount !== undefined) return `$${amount.toLocaleString('en-US')}`;
    const [low, high] = (between ?? []).map((one) => `$${one?.toLocaleString('en-US') ?? ''}`);
    return `not known: ${high ? `between ${low ?? ''} and ${high}` : `${low ?? ''} or more`}`;
  };
  const known = `Known: ${KNOWN[limit.known] ?? limit.known}${limit.verified ? ` (${limit.verified.trim()})` : ''}.`;
  return [
    `**${limit.title}** — ${limit.citation} \`${limit.id}\``,
    '',
    `| ${by} | At most |`,
    '|---|---|',
    ...limit.rows.map((row) => `| ${row.from ? `from ${row.from}` : 'before'} | ${sum(row)} |`),
    '',
    `- ${limit.note.trim().replace(/\s*\n\s*/g, ' ')}`,
    `- ${known} ${limit.sources.map(sourceLink).join(', ')}`,
    '',
  ];
}

function interest(source: InterestSource, labels: Labels): string[] {
  const rate =
    source.kind === 'fixed'
      ? `${String(source.rate_percent)}%`
      : source.kind === 'contract'
        ? 'the contract rate'
        : source.kind === 'court'
          ? 'as the judge sets it'
          : `${source.index ?? 'an index'}${source.margin_points ? ` + ${source.margin_points} points` : ''}`;
  const how = {
    none: 'simple',
    annual: 'compounded yearly',
    calendar_year: 'compounded each 31 December',
  }[source.compounding];
  const after = [
    ...(source.later ?? []).map((one) => `${one.rate_percent}% from ${one.from}`),
    ...(source.renewed
      ? [`${source.renewed.rate_percent}% once renewed on or after ${source.renewed.from}`]
      : []),
    ...(source.contract_cap ? [`the contract at most ${source.contract_cap.index}`] : []),
  ];
  return [
    `- Interest${forWhich(source, labels)}: ${[rate, how, ...after].join(', ')} (${source.citation}; ${KNOWN[source.known] ?? source.known}). ${source.note.trim()}`,
  ];
}

/** ` (entered from 2023-01-01; Consumer debt: yes)`, or nothing where an entry holds for all. */
function forWhich(source: InterestSource | LifeSource, labels: Labels): string {
  const { entered_from: from, entered_to: to, when } = source;
  const words = [
    ...(from || to ? [`entered ${span(from, to)}`] : []),
    ...(when && Object.keys(when).length > 0 ? [condition(when, labels)] : []),
  ];
  return words.length === 0 ? '' : ` (${words.join('; ')})`;
}

function life(source: LifeSource, labels: Labels): string[] {
  const as = source.rule ? ` \`${source.rule}\`` : '';
  return [
    `- Life${forWhich(source, labels)}: ${lifeWords(source)} (${source.citation}; ${KNOWN[source.known] ?? source.known})${as}. ${source.note.trim()}`,
  ];
}

/** The list of all jurisdictions. */
export function indexPage(law: LawSource): string {
  return [
    '# The law, state by state',
    '',
    'One page a jurisdiction, generated from the files the calculation reads. Information, not legal advice.',
    '',
    '| | Jurisdiction | Usual foreclosure | Rules | Unverified |',
    '|---|---|---|---|---|',
    `| US | [Federal law](US.md) | | ${law.federal.rules.length} | ${law.federal.rules.filter((rule) => rule.known === 'recall').length} |`,
    ...law.jurisdictions.map((place) => {
      const rules = [...place.real_property.rules, ...place.personal_property.rules];
      const recall = rules.filter((rule) => rule.known === 'recall').length;
      return `| ${place.code} | [${place.name}](${place.code}.md) | ${place.real_property.usual_method} | ${rules.length} | ${recall} |`;
    }),
    '',
  ].join('\n');
}
