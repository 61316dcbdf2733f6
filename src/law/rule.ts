/** A rule as data: one provision with its conditions, effect, citation, dates and how it is known. */
import type { PeriodUnit } from '../money/period';
import type { CreditOf } from './amounts';
import type { ConditionData } from './conditionTree';

/** How we know a rule. What rests on recall alone is shown as unverified. */
export type Known = 'statute' | 'opinion' | 'secondary' | 'recall' | 'terms';

export type Topic =
  | 'bar'
  | 'fair-value'
  | 'appraisal'
  | 'measure'
  | 'confirmation'
  | 'deadline'
  | 'limitation'
  | 'notice'
  | 'one-action'
  | 'redemption'
  | 'guarantor'
  | 'purchase-money'
  | 'farm'
  | 'deed-in-lieu'
  | 'short-sale'
  | 'waiver'
  | 'claim-bought'
  | 'waste'
  | 'noncompliance'
  | 'consumer'
  | 'federal'
  | 'terms'
  | 'other';

/** The event from which a period runs. */
export type StartEvent =
  | 'sale'
  | 'disposition'
  | 'confirmation'
  | 'recording'
  | 'redemption_expiry'
  | 'maturity'
  | 'default'
  | 'repossession'
  | 'judgment'
  | 'order'
  | 'notice';

/**
 * What a credit's formula speaks of: what was sold, subject to the liens ahead of it (`equity`, unless
 * said otherwise); the `whole` property, out of whose price the liens ahead are paid; or the `value`
 * alone, where nothing is sold.
 */
export type SpeaksOf = 'equity' | 'whole' | 'value';

/** What a rule does when it applies. */
export type Effect =
  | { readonly kind: 'bar' }
  /** What comes off `base` (debt + costs unless stated) for the collateral. */
  | {
      readonly kind: 'credit';
      readonly credit: string;
      readonly base?: string;
      readonly speaksOf?: SpeaksOf;
      /** Of several sales: the credit of `each`, or of all `together`; left open where nobody has read it. */
      readonly creditOf?: CreditOf;
    }
  /** The most that may be recovered. */
  | { readonly kind: 'cap'; readonly cap: string }
  | {
      readonly kind: 'deadline';
      readonly amount: number;
      readonly unit: PeriodUnit;
      readonly start: StartEvent;
      readonly binds?: 'debtor';
      /** From which of several sales it runs; left open where nobody has read it. */
      readonly ofSeveral?: 'first' | 'last';
    }
  | { readonly kind: 'requirement' }
  /** Says how the law stands where nobody must do anything. */
  | { readonly kind: 'note' }
  | { readonly kind: 'redemption'; readonly amount: number | null; readonly unit: PeriodUnit };

/** One provision, as the loaded law holds it. */
export interface RuleData {
  readonly id: string;
  /** Empty where labels are not loaded and the rule changes no amount. */
  readonly citation: string;
  /**
   * A few words that say what it does; shown beside results. Where labels are not loaded, a rule
   * that changes no amount has a plain stand-in.
   */
  readonly title: string;
  readonly effect: Effect;
  readonly when: ConditionData;
  /** Rules that displace this one where they apply. */
  readonly yieldsTo?: readonly string[];
  readonly raisedBy?: 'debtor' | 'court';
  /** In force from and to these days (sale date), both included. */
  readonly from?: number;
  readonly to?: number;
  readonly known: Known;
  /** Limits that are adjusted for inflation, as last known. */
  readonly indexed?: boolean;
  /** Whose law measures what is owed after a sale of land in another state: that of the land, or the law chosen. */
  readonly landElsewhere?: 'land' | 'chosen';
  /** Off until someone reads the law. */
  readonly off?: boolean;
  /** The day to which the text that was read was current; of rules that change an amount. */
  readonly textThrough?: number;
  /** The days from one date to another that no deadline counts; `days` given: it is held open so long after them. */
  readonly clock?: { readonly from: string; readonly to: string; readonly days?: number };
}

/** The words behind a rule, loaded apart from what decides. */
export interface RuleText {
  readonly topic: Topic;
  /** How much it matters in practice. */
  readonly practical: 'core' | 'secondary' | 'background';
  readonly note: string;
  /** What a requirement asks, a note says, a deadline costs, or a redemption needs. */
  readonly text?: string;
  readonly sources: readonly string[];
  /** Addresses of the state's own text of the sections cited, and of the opinions. */
  readonly official?: readonly string[];
  /** The day on which someone last read the law for this rule, as ISO text; none where nobody did. */
  readonly checked?: string;
  /** To which day, year or session the text that was read was current. */
  readonly textThrough?: string;
  /** Which text was read, if someone read it. */
  readonly verified?: string;
}

/** Days that an order left out of periods of limitation, both included. */
export interface Suspension {
  readonly from: number;
  readonly to: number;
  readonly citation: string;
  readonly known: Known;
}

export interface JurisdictionData {
  readonly code: string;
  readonly name: string;
  readonly methods: readonly string[];
  readonly usualMethod: string;
  /** Where farm land takes another road than the usual one. */
  readonly farmMethod?: string;
  readonly suspended?: readonly Suspension[];
  readonly rules: readonly RuleData[];
}
