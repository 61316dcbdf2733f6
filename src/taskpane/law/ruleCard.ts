/** One rule on screen: title, citation with its link, what it does, when, and how it is known. */
import type { Cause, Finding } from '../../calculation/deficiency/assess';
import { factNamed } from '../../law/book';
import type { RuleData, RuleText } from '../../law/rule';
import { linkOf, matcherInWords, valueInWords, withFigures } from '../../law/words';
import { strings } from '../strings';
import { link, section, tag } from '../ui/controls';
import { h, type Child } from '../ui/dom';
import { conditionInWords, effectInWords, inForce } from './words';

export interface CardOptions {
  readonly text?: RuleText | undefined;
  /** What the rule came to in a case; shown as a tag and with its causes. */
  readonly finding?: Finding | undefined;
  /** Distinguishes the same rule on two screens. */
  readonly place: string;
  readonly level?: 'h3' | 'h4' | 'h5';
}

const addressIn = (source: string): string | undefined => /^https?:\/\/\S+/.exec(source)?.[0];

/** The card of a rule. */
export function ruleCard(
  rule: RuleData,
  { text, finding, place, level = 'h4' }: CardOptions,
): HTMLElement {
  return h(
    'article',
    { class: 'rc-card' },
    h(level, {}, rule.title),
    h('p', { class: 'rc-citation' }, link(rule.citation, linkOf(text), strings.opensWindow)),
    h('p', { class: 'rc-tags' }, tagsOf(rule, finding)),
    finding ? causes(finding) : null,
    effectInWords(rule) ? h('p', {}, effectInWords(rule)) : null,
    text?.text ? h('p', {}, withFigures(text.text)) : null,
    text ? h('p', { class: 'rc-note' }, text.note) : null,
    section(`${place}.${rule.id}`, strings.rule.when, false, () => whenOf(rule, text)),
  );
}

/** When a rule applies, how it is known, and where it stands. */
function whenOf(rule: RuleData, text: RuleText | undefined): Child[] {
  const condition = conditionInWords(withoutCollateral(rule));
  const dates = inForce(rule);
  return [
    condition ? h('p', {}, condition) : null,
    dates ? h('p', {}, dates) : null,
    h('p', {}, strings.knownMeaning[rule.known]),
    text ? h('p', {}, strings.rule.checked(text.checked, text.textThrough)) : null,
    text?.verified ? h('p', {}, strings.rule.verified(text.verified)) : null,
    text ? sourceList([...(text.official ?? []), ...text.sources]) : null,
    h('p', { class: 'rc-code' }, rule.id),
  ];
}

function tagsOf(rule: RuleData, finding: Finding | undefined): HTMLElement[] {
  const kind = finding?.result.replace(/ /g, '-') ?? '';
  return [
    ...(finding
      ? [tag(strings.result[finding.result], kind)]
      : [tag(strings.effect[rule.effect.kind], rule.effect.kind)]),
    tag(strings.known[rule.known], rule.known),
    ...(rule.raisedBy === 'debtor' ? [tag(strings.rule.byDebtor, 'plain')] : []),
    ...(rule.indexed ? [tag(strings.rule.indexed, 'plain')] : []),
    ...(rule.off ? [tag(strings.rule.off, 'plain')] : []),
  ];
}

function withoutCollateral({ when }: RuleData): RuleData['when'] {
  const { collateral, ...rest } = when as Record<string, unknown>;
  return Array.isArray(collateral) || collateral === 'real_property' ? rest : when;
}

function causes({ causes: found, outOfPlay }: Finding): HTMLElement | null {
  if (outOfPlay) return h('p', {}, strings.rule.outOfPlay(outOfPlay));
  if (found.length === 0) return null;
  return h(
    'ul',
    { class: 'rc-causes', 'aria-label': strings.rule.because },
    found.map((cause) => h('li', {}, causeInWords(cause))),
  );
}

function causeInWords({ fact, wants, has }: Cause): string {
  const label = factNamed(fact)?.label ?? fact;
  if (has === null) return strings.rule.asks(label);
  return strings.rule.wants(label, matcherInWords(fact, wants), valueInWords(fact, has));
}

/** Every source: those with an address as links, the others as they are named. */
export const sourceList = (sources: readonly string[]): HTMLElement | null =>
  sources.length === 0
    ? null
    : h(
        'ul',
        { class: 'rc-sources', 'aria-label': strings.rule.sources },
        sources.map((source, at) => {
          const address = addressIn(source);
          return h(
            'li',
            {},
            address
              ? link(hostOf(address) ?? strings.rule.source(at + 1), address, strings.opensWindow)
              : source,
          );
        }),
      );

function hostOf(address: string): string | undefined {
  try {
    return new URL(address).hostname.replace(/^www\./, '');
  } catch {
    return undefined;
  }
}
