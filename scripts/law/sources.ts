/** The law's YAML files as they state things, before they are compiled. */
import type { FactValue } from '../../src/law/facts';
import type { JudgmentAct, JudgmentPart } from '../../src/law/judgmentData';
import type { IndexSource, RateTables } from './rates';

/** A fact as facts.yaml states it. */
export interface FactSource {
  name: string;
  label: string;
  kind: 'flag' | 'choice' | 'number' | 'date' | 'amount';
  choices?: Record<string, string>;
  /** What people also write for each choice. */
  also?: Record<string, string[]>;
  group: string;
  question: string;
  help: string;
  presumed?: unknown;
  raised_by_debtor?: boolean;
  ordinary?: unknown;
  everywhere?: boolean;
}

export interface PeriodSource {
  amount: number | null;
  unit: 'days' | 'weeks' | 'months' | 'years';
  start?: string;
  detail?: string;
  consequence?: string;
  condition?: string;
  binds?: 'debtor';
  /** From which of several sales it runs. */
  of_several?: 'first' | 'last';
}

/** A rule as a law file states it; see jurisdiction.schema.json. */
export interface RuleSource {
  id: string;
  citation: string;
  title: string;
  topic: string;
  /** Whose sale a rule on land speaks of: this lien's own, any that ended the lien, or the courts are not agreed. */
  sale?: 'own' | 'any' | 'disputed';
  bar?: true;
  credit?: string;
  base?: string;
  speaks_of?: 'equity' | 'whole' | 'value';
  /** Of several sales: the credit of each, or of all together. */
  credit_of?: 'each' | 'together';
  cap?: string;
  /** Whose law measures what is owed after a sale of land in another state. */
  land_elsewhere?: 'land' | 'chosen';
  deadline?: PeriodSource;
  requirement?: string;
  /** How the law stands, where nobody must do anything. */
  statement?: string;
  redemption?: PeriodSource;
  when?: Record<string, unknown>;
  yields_to?: string[];
  raised_by?: 'debtor' | 'court';
  guarantor_may_waive?: true;
  waivable?: boolean;
  from?: string;
  to?: string;
  known: string;
  /** Nobody has read it, so it decides nothing until the user says what it holds. */
  unread?: true;
  off?: true;
  practical?: 'core' | 'secondary' | 'background';
  note: string;
  sources?: string[];
  verified?: string;
  /** The day on which someone last read the law for it. */
  checked?: string;
  /** The day, year or session to which the text that was read was current. */
  text_through?: string;
  departs_from?: string;
  follows?: string;
  /** Federal rules: the rules of a state that give way to this one. */
  displaces?: Displaced[];
  /** Federal rules: the days from one date to another that no deadline counts, or after which it stays open. */
  clock?: { from: string; to: string; days?: number };
}

/** Rules of a state that give way to a federal one: all that fit what is named. */
export interface Displaced {
  on?: 'land' | 'goods';
  topics?: string[];
  effects: string[];
  /** Facts of which the rule's condition must name one. */
  tests?: string[];
}

/** A dollar limit that the law changes; a condition names it as `{ max: { table: id } }`. */
export interface LimitSource {
  id: string;
  citation: string;
  title: string;
  by: string;
  rows: { from?: string; amount?: number; between?: [number, number?] }[];
  known: string;
  note: string;
  sources: string[];
  verified?: string;
}

export interface InterestSource extends IndexSource {
  kind: 'fixed' | 'indexed' | 'contract' | 'court';
  rate_percent?: number;
  resets?: string;
  resets_on?: string[];
  resets_every_months?: number;
  compounding: 'none' | 'annual' | 'calendar_year';
  contract_rate?: string;
  /** The highest rate of a contract that a judgment may bear, by the day of the judgment or of the loan. */
  contract_cap?: IndexSource & { index: string; by?: 'loan'; citation: string };
  later?: { from: string; rate_percent: number }[];
  renewed?: { from: string; rate_percent: number };
  bears_interest?: JudgmentPart[];
  /** Whether a stay or a tender stops interest, where that was read. */
  stops_interest?: { stay?: boolean; tender?: boolean };
  warning?: string;
  known_to?: string;
  when?: Record<string, unknown>;
  assumes?: Record<string, FactValue>;
  entered_from?: string;
  entered_to?: string;
  known_rates?: { from: string; to?: string; rate_percent: number; known: string }[];
  citation: string;
  known: string;
  unread?: true;
  as_of?: string;
  note: string;
  sources?: string[];
  verified?: string;
}

export interface RenewalSource {
  years?: number;
  from_end?: true;
  last_days?: number;
  gap_years?: number;
  number?: number;
  adds_interest?: true;
  lien_only?: true;
  filed_from?: string;
  filed_to?: string;
}

export interface LifeSource {
  rule?: string;
  years: number | null;
  presumed?: true;
  lien_years?: number;
  dormant_after_years?: number;
  revive_within_years?: number;
  revive_within_years_of_entry?: number;
  wakes_by_leave?: true;
  sleeps_without_interest?: true;
  restarted_by?: JudgmentAct[];
  kept_awake_by?: JudgmentAct[];
  tolled?: true;
  most_years?: number;
  renewable: boolean | null;
  renewals?: RenewalSource[];
  when?: Record<string, unknown>;
  assumes?: Record<string, FactValue>;
  entered_from?: string;
  entered_to?: string;
  citation: string;
  known: string;
  unread?: true;
  note: string;
  sources?: string[];
  verified?: string;
}

export interface JurisdictionSource {
  code: string;
  name: string;
  summary: string;
  real_property: {
    methods: string[];
    usual_method: string;
    farm_method?: string;
    rules: RuleSource[];
  };
  personal_property: { code: string; rules: RuleSource[] };
  judgment: { interest: InterestSource[]; life: LifeSource[] };
  limits?: LimitSource[];
  /** Days that an order left out of periods of limitation. */
  suspended?: { from: string; to: string; citation: string; known: string; note: string }[];
  open_questions: string[];
}

/** Federal law, as federal.yaml states it. */
export interface FederalSource {
  code: string;
  name: string;
  summary: string;
  facts: FactSource[];
  rules: RuleSource[];
  open_questions: string[];
}

export interface LawSource {
  facts: FactSource[];
  profiles: { name: string; label: string; facts: Record<string, unknown> }[];
  implications: { if: Record<string, unknown>; then: Record<string, unknown> }[];
  uniform: RuleSource[];
  /** What holds in every state: loan terms and settlement papers, then federal law. */
  terms: RuleSource[];
  /** The exception to every rule whose protection a guarantor may waive beforehand. */
  guarantorWaiver: { id: string; when: Record<string, unknown> };
  /** Every dated limit by its id, those of federal law with them. */
  limits: ReadonlyMap<string, LimitSource>;
  federal: FederalSource;
  /** Where the UCC amendments of 2022 are law, with the first day where it was seen. */
  amended: Record<string, { from?: string }>;
  jurisdictions: JurisdictionSource[];
  /** Judgments of federal courts. */
  federalCourts: Pick<JurisdictionSource, 'code' | 'judgment'>;
  rateTables: RateTables;
  problems: string[];
}
