/** The page of one state: summary, the outcome of the case on the map, and its rules under headings. */
import { findingsOf, type Finding } from '../../calculation/deficiency/assess';
import { outcome } from '../../calculation/deficiency/outcome';
import type { Case } from '../../calculation/deficiency/case';
import { jurisdiction, type Jurisdiction } from '../../law/book';
import type { RuleData, RuleText, Topic } from '../../law/rule';
import { valueInWords } from '../../law/words';
import { range } from '../format';
import { strings } from '../strings';
import { button, message, section, tag } from '../ui/controls';
import { h, type Child } from '../ui/dom';
import { judgmentPart } from './judgment';
import { caseIn, type MapCase } from './mapCase';
import { ruleCard } from './ruleCard';
import type { StateText } from './texts';

/** Topics of what takes the claim away; what merely orders remedies stands apart from it. */
const BARS: readonly Topic[] = ['bar', 'purchase-money', 'one-action'];

const HEADINGS: readonly (readonly [keyof typeof strings.law.headings, readonly Topic[]])[] = [
  ['bars', BARS],
  ['order', BARS],
  ['value', ['fair-value', 'appraisal', 'measure', 'confirmation', 'claim-bought', 'waste']],
  ['deadlines', ['deadline', 'limitation']],
  ['notices', ['notice']],
  ['redemption', ['redemption']],
  ['guarantors', ['guarantor', 'waiver']],
  ['farms', ['farm']],
  ['settlements', ['deed-in-lieu', 'short-sale']],
  ['other', ['noncompliance', 'consumer', 'federal', 'terms', 'other']],
];

export interface StatePageOptions {
  readonly code: string;
  readonly values: MapCase;
  /** Undefined while it loads, null where it could not be loaded. */
  readonly text: StateText | null | undefined;
  /** The words behind the rules that hold in every state, as far as they are loaded. */
  readonly everywhere: Readonly<Record<string, RuleText>>;
  readonly compared: boolean;
  readonly back: () => void;
  readonly toggleCompared: () => void;
  readonly retry: () => void;
}

/** Everything we know of a state's law on deficiencies. */
export function statePage(options: StatePageOptions): Child[] {
  const { code, values, text, everywhere } = options;
  const place = jurisdiction(code);
  const read = caseIn(code, values);
  const findings = read.ok
    ? new Map(findingsOf(read.value).map((found) => [found.rule.id, found]))
    : new Map<string, Finding>();
  const known = new Set(Object.keys(text?.rules ?? {}));
  const rules = place.rules
    .map(({ data }) => data)
    .filter(({ id, known: how }) => (text ? known.has(id) : how !== 'terms' && !isFederal(id)));
  const goods = rules.filter(isGoods);
  return [
    h(
      'div',
      { class: 'rc-bar' },
      button(`‹ ${strings.law.back}`, options.back, { key: 'law.back', appearance: 'subtle' }),
      button(
        options.compared ? strings.law.compareRemove : strings.law.compareAdd,
        options.toggleCompared,
        { key: 'law.compare' },
      ),
    ),
    h('h2', { tabindex: -1, 'data-key': 'law.title' }, place.name),
    text === null
      ? message('error', strings.law.notLoaded, ' ', button(strings.retry, options.retry))
      : null,
    text === undefined ? h('p', { class: 'rc-quiet', role: 'status' }, strings.law.loading) : null,
    text ? h('p', { class: 'rc-lead', lang: 'en' }, text.summary) : null,
    h('p', { class: 'rc-quiet' }, strings.law.usual(valueInWords('method', place.usualMethod))),
    read.ok
      ? outcomeLine(read.value)
      : message('warning', `${read.error.field}: ${read.error.message}`),
    h('h3', { class: 'rc-part' }, strings.law.land),
    headings(
      rules.filter((rule) => !isGoods(rule)),
      text,
      findings,
      `${code}.land`,
    ),
    h('h3', { class: 'rc-part' }, strings.law.goods),
    text ? h('p', { class: 'rc-quiet' }, text.goodsCode) : null,
    headings(goods, text, findings, `${code}.goods`),
    h('h3', { class: 'rc-part' }, strings.law.federal),
    federalRules(place, everywhere, findings),
    text ? judgmentPart(text.judgment, code) : null,
    text && text.openQuestions.length > 0
      ? section(
          `${code}.open`,
          `${strings.law.open} (${text.openQuestions.length})`,
          false,
          h('p', { class: 'rc-quiet' }, strings.law.openHelp),
          () =>
            h(
              'ul',
              { class: 'rc-plain' },
              text.openQuestions.map((question) => h('li', {}, question)),
            ),
        )
      : null,
  ];
}

/** A rule of federal law, in force in every state; its id says so. */
const isFederal = (id: string): boolean => id.startsWith('US-');

function federalRules(
  { code, rules }: Jurisdiction,
  texts: StatePageOptions['everywhere'],
  findings: ReadonlyMap<string, Finding>,
): HTMLElement {
  const federal = rules.map(({ data }) => data).filter(({ id }) => isFederal(id));
  return section(`${code}.federal`, strings.law.rules(federal.length), false, () =>
    federal.map((rule) =>
      ruleCard(rule, { text: texts[rule.id], finding: findings.get(rule.id), place: 'law' }),
    ),
  );
}

function outcomeLine(item: Case): HTMLElement {
  const found = outcome(item);
  return h(
    'p',
    { class: 'rc-outcome', 'data-status': found.status },
    h('span', { class: 'rc-quiet' }, `${strings.law.forProfile}: `),
    tag(strings.status[found.status], found.status),
    ' ',
    h('strong', {}, range(found.low, found.high)),
  );
}

const isGoods = ({ when }: RuleData): boolean => {
  const collateral = (when as Record<string, unknown>)['collateral'];
  return collateral !== undefined && collateral !== 'real_property';
};

function headings(
  rules: readonly RuleData[],
  text: StateText | null | undefined,
  findings: ReadonlyMap<string, Finding>,
  key: string,
): HTMLElement[] {
  return HEADINGS.flatMap(([heading, topics]) => {
    const here = rules.filter(
      (rule) =>
        topics.includes(topicOf(rule, text)) &&
        (topics !== BARS || takesAway(rule) === (heading === 'bars')),
    );
    if (here.length === 0) return [];
    const title = [
      strings.law.headings[heading],
      h('span', { class: 'rc-count' }, ` ${strings.law.rules(here.length)}`),
    ];
    return [
      section(`${key}.${heading}`, title, heading === 'bars' || heading === 'value', () =>
        here.map((rule) =>
          ruleCard(rule, {
            text: text?.rules[rule.id],
            finding: findings.get(rule.id),
            place: 'law',
          }),
        ),
      ),
    ];
  });
}

const takesAway = ({ effect }: RuleData): boolean => effect.kind === 'bar' || effect.kind === 'cap';

/** Until the texts are here, what a rule does stands in for its topic. */
function topicOf({ id, effect }: RuleData, text: StateText | null | undefined): Topic {
  const topic = text?.rules[id]?.topic;
  if (topic) return topic;
  if (effect.kind === 'bar' || effect.kind === 'deadline' || effect.kind === 'redemption')
    return effect.kind;
  if (effect.kind === 'note') return 'other';
  return effect.kind === 'requirement' ? 'notice' : 'measure';
}
