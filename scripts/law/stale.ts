/** Which rules to read again, the most decisive and the longest unread first. */
import { hasPattern, officialLinks, opinionLinks } from './official';
import type { JurisdictionSource, RuleSource } from './sources';

/** What decides most first: a bar takes everything, a notice changes no amount. */
const WEIGHT = [
  'bar',
  'credit',
  'cap',
  'deadline',
  'redemption',
  'requirement',
  'statement',
] as const;

export type Effect = (typeof WEIGHT)[number];

/** What a rule does. */
export const effectOf = (rule: RuleSource): Effect =>
  WEIGHT.find((kind) => rule[kind] !== undefined) ?? 'requirement';

/** Whether an amount or the last day to act turns on the rule. */
export const decides = (rule: RuleSource): boolean =>
  rule.off !== true && WEIGHT.indexOf(effectOf(rule)) < WEIGHT.indexOf('redemption');

const PRACTICAL = { core: 0, secondary: 1, background: 2 } as const;

/** A rule on the list, with why it stands there. */
export interface Stale {
  readonly id: string;
  readonly effect: Effect;
  /** The day someone last read it; empty where nobody did. */
  readonly checked: string;
  readonly why: string;
}

const rulesOf = (place: JurisdictionSource): readonly RuleSource[] => [
  ...place.real_property.rules,
  ...place.personal_property.rules,
];

/** Every rule in force, in the order in which they should be read again. */
export function staleRules(places: readonly JurisdictionSource[]): Stale[] {
  return places
    .flatMap(rulesOf)
    .filter(({ off }) => off !== true)
    .sort(
      (a, b) => order(a) - order(b) || age(a).localeCompare(age(b)) || practical(a) - practical(b),
    )
    .map((rule) => ({
      id: rule.id,
      effect: effectOf(rule),
      checked: rule.checked ?? '',
      why: whyStale(rule),
    }));
}

/** Unread rules that decide, then by effect. */
const order = (rule: RuleSource): number =>
  (rule.unread ? 0 : WEIGHT.length) + WEIGHT.indexOf(effectOf(rule));

/** A text is as old as the day to which it was current, the oldest where nobody knows; a decision as its reading. */
const age = ({ known, text_through, checked = '' }: RuleSource): string =>
  known === 'recall' ? '' : (text_through ?? (known === 'statute' ? '' : checked));

const practical = (rule: RuleSource): number => PRACTICAL[rule.practical ?? 'core'];

function whyStale(rule: RuleSource): string {
  if (rule.known === 'recall') return 'the text was not read';
  if (rule.checked === undefined) return 'no day of reading is kept';
  if (rule.text_through === undefined && rule.known !== 'statute')
    return rule.known === 'opinion'
      ? 'a decision: does it still stand?'
      : 'told by others: read it';
  return rule.text_through === undefined
    ? 'to what day the text was current is not kept'
    : `the text was current to ${rule.text_through}`;
}

/** What a rule that decides lacks: a source, the official address where one can be made, a day of reading. */
export function lacks(code: string, rule: RuleSource): string[] {
  if (!decides(rule) || rule.unread) return [];
  const official = officialLinks(code, rule.citation);
  const cited = [...official, ...opinionLinks(rule.citation), ...(rule.sources ?? [])];
  const named = hasPattern(code) && SECTION.test(rule.citation);
  return [
    ...(cited.length === 0 ? ['a source'] : []),
    ...(named && official.length === 0 ? ['an official address'] : []),
    ...(rule.checked === undefined ? ['the day it was read'] : []),
  ];
}

/** A citation that opens with a section of a code, and no case or session law. */
const SECTION = /^(?!.*\bv\.)[^;]*(?:§|Code|Stat\.|RCW|ORS|MCL|NRS|K\.S\.A\.)[^;]*\d/;
