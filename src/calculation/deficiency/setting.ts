/** What does not depend on amounts: the law of a place under the facts of a case, shared by all cases with the same facts. */
import type { Jurisdiction } from '../../law/book';
import type { Facts } from '../../law/facts';
import type { Branch, PlanSettings } from '../../law/plan';
import type { Assumptions, ResolvedFacts } from '../../law/resolve';
import { oncePer } from '../../money/once';
import type { Settings, WhenUnknown } from '../settings/settings';

/** Everything that does not depend on amounts, shared by all cases with the same facts. */
export interface Setting {
  readonly place: Jurisdiction;
  readonly facts: ResolvedFacts;
  readonly plan: PlanSettings;
  readonly whenUnknown: WhenUnknown;
  readonly lastDays: Settings['lastDays'];
  readonly profile: string | null;
  /** The facts before anything was added, and by what they were filled up. */
  readonly told: Facts;
  readonly assumptions: Assumptions;
  /** The ways in which the unknown facts may fall. */
  readonly branches: readonly Branch[];
}

/** Something worked out of a setting, for all cases that share it. */
export const perSetting = <T>(make: (setting: Setting) => T): ((setting: Setting) => T) =>
  oncePer(make);

/** Amounts that a rule which may bear on the deficiency reads in its formula. */
export const amountsRead = perSetting(({ branches }): ReadonlySet<string> => {
  const read = new Set<string>();
  for (const { measures, caps } of branches)
    for (const { rule } of [...measures, ...caps]) for (const name of rule.reads) read.add(name);
  return read;
});
