/** What becomes of a judgment: its interest and its life, as the state's law has them. */
import { linkOf } from '../../law/words';
import { strings } from '../strings';
import { link, section, tag } from '../ui/controls';
import { h } from '../ui/dom';
import { sourceList } from './ruleCard';
import { conditionInWords } from './words';
import type { InterestText, LifeText, StateText } from './texts';

const words = strings.law.rate;

/** Interest and life of judgments, each with its citation. */
export function judgmentPart({ interest, life }: StateText['judgment'], code: string): HTMLElement {
  return h(
    'div',
    {},
    h('h3', { class: 'rc-part' }, strings.law.judgment),
    section(
      `${code}.interest`,
      strings.law.interest,
      false,
      interest.map((item, at) =>
        card(rateOf(item), item, `${code}.interest.${at}`, detailsOf(item)),
      ),
    ),
    section(
      `${code}.life`,
      strings.law.life,
      false,
      life.map((item, at) =>
        card(capitalised(item.words), item, `${code}.life.${at}`, spanOf(item)),
      ),
    ),
  );
}

function card(
  title: string,
  source: InterestText | LifeText,
  key: string,
  details: readonly string[],
): HTMLElement {
  return h(
    'article',
    { class: 'rc-card' },
    h('h4', {}, title),
    h('p', { class: 'rc-citation' }, link(source.citation, linkOf(source), strings.opensWindow)),
    h('p', { class: 'rc-tags' }, tag(strings.known[source.known], source.known)),
    details.length > 0 ? h('p', {}, `${details.join('; ')}.`) : null,
    h('p', { class: 'rc-note' }, source.note),
    source.sources && source.sources.length > 0
      ? section(key, strings.rule.sources, false, sourceList(source.sources))
      : null,
  );
}

function rateOf(item: InterestText): string {
  const rate =
    item.kind === 'fixed'
      ? words.fixed(item.rate_percent ?? 0)
      : item.kind === 'contract'
        ? words.contract
        : words.index(item.index ?? '', item.margin_points ?? 0);
  return `${capitalised(rate)}, ${item.compounding === 'annual' ? words.yearly : words.simple}`;
}

function detailsOf(item: InterestText): string[] {
  const { floor_percent: floor, ceiling_percent: ceiling } = item;
  return [
    ...(floor !== undefined || ceiling !== undefined ? [words.between(floor, ceiling)] : []),
    ...spanOf(item),
    ...(item.as_of ? [words.asOf(item.as_of)] : []),
  ];
}

/** For which judgments it holds, where not for all. */
const spanOf = ({
  entered_from: from,
  entered_to: to,
  when,
}: InterestText | LifeText): string[] => [
  ...(from || to ? [words.entered(from, to)] : []),
  ...(when && Object.keys(when).length > 0 ? [conditionInWords(when)] : []),
];

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
