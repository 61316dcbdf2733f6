/** How the rules of a place are answered under the facts of a setting, worked out once for all cases that share it. */
import type { Rule } from '../../law/book';
import { now, type Answer } from '../../law/condition';
import { applies, unknownFacts } from '../../law/plan';
import type { Tri } from '../../law/tri';
import type { Case } from './case';
import { perRule } from './ruleReads';
import { perSetting, type Setting } from './setting';

/** A rule with its answer under the facts of a setting. */
export interface RuleAnswer {
  readonly rule: Rule;
  readonly answer: Answer;
}

/** Every rule with its answer under the facts, in the order of the law file. */
export const answersIn = perSetting(({ place, facts, plan }): readonly RuleAnswer[] =>
  place.rules.map((rule) => ({ rule, answer: applies(rule, facts.values, plan) })),
);

export const answerTo = (setting: Setting, rule: Rule): Answer =>
  byRule(setting).get(rule) as Answer;

const byRule = perSetting(
  (setting) => new Map(answersIn(setting).map(({ rule, answer }) => [rule, answer])),
);

/** Whether a rule of the place applies to a case. */
export const stateOf = (rule: Rule, { setting, amounts }: Case): Tri =>
  now(answerTo(setting, rule), amounts);

const unknownIn = perSetting(({ facts }) => perRule((rule) => unknownFacts(rule, facts.values)));

/** Facts that a rule asks and that are not known under a setting. */
export const unknownTo = (setting: Setting, rule: Rule): ReadonlySet<string> =>
  unknownIn(setting)(rule);
