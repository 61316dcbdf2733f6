/** The law of judgments as data: which interest they bear and how long they live, place by place. */
import type { ConditionData } from './conditionTree';
import type { FactValue } from './facts';
import type { Known } from './rule';

/** A published rate that is known, the law's margin included: first day, last day (null: on and on), percent. */
export type KnownRate = readonly [number, number | null, number];

/** Whether the rate of the contract is used: instead, where it is higher, never, or nobody has settled it. */
export type ContractRate = 'governs' | 'higher-governs' | 'no' | 'unknown';

/** What a judgment may be made of. */
export type JudgmentPart = 'principal' | 'interest' | 'costs' | 'fees';

/** What a published rate becomes by law. */
export interface IndexedRateData {
  /** Which published rate, read when, in words. */
  readonly index?: string;
  readonly margin?: number;
  readonly floor?: number;
  readonly ceiling?: number;
}

/** One way in which judgments bear interest; the first of a place's list that fits a judgment is its law. */
export interface JudgmentInterestData extends IndexedRateData {
  /** `court`: the judge sets the rate of each judgment. */
  readonly kind: 'fixed' | 'indexed' | 'contract' | 'court';
  /** Percent a year; beside `contract`, the rate from maturity on. */
  readonly rate?: number;
  /** How often the rate of a running judgment changes; absent: never. */
  readonly resets?: 'yearly' | 'half-yearly' | 'quarterly' | 'monthly';
  /** Days of the year on which it changes, each as month and day; absent: whenever the table does. */
  readonly resetsOn?: readonly (readonly [month: number, day: number])[];
  /** It changes so many months after interest began, and again after as many. */
  readonly resetsEveryMonths?: number;
  /** When unpaid interest joins the principal; absent: never. */
  readonly compounds?: 'yearly' | 'calendar_year';
  readonly contract?: ContractRate;
  /** The highest rate of a contract that a judgment may bear. */
  readonly contractCap?: IndexedRateData & {
    readonly rates?: readonly KnownRate[];
    /** The day of the loan decides, not that of the judgment. */
    readonly byLoan?: true;
    readonly citation: string;
  };
  /** Another rate from a day on. */
  readonly later?: readonly { readonly from: number; readonly rate: number }[];
  /** Another rate after the first renewal that comes on or after a day. */
  readonly renewed?: { readonly from: number; readonly rate: number };
  /** Which parts of a judgment bear interest; absent: all but costs. */
  readonly bears?: readonly JudgmentPart[];
  /** Whether interest stops while a stay or a tender lasts, where that was read. */
  readonly stops?: Readonly<Partial<Record<'stay' | 'tender', boolean>>>;
  readonly when?: ConditionData;
  /** What is taken as given about this entry where nobody said. */
  readonly assumes?: Readonly<Record<string, FactValue>>;
  /** For judgments entered from and to these days. */
  readonly from?: number;
  readonly to?: number;
  readonly rates?: readonly KnownRate[];
  /** A table of weeks kept once for all: its name. */
  readonly weekly?: string;
  /** Last day for which the table was seen. */
  readonly knownTo?: number;
  /** What to bear in mind where this entry decides. */
  readonly warning?: string;
  readonly citation: string;
  readonly known: Known;
}

/** What a creditor or debtor does that the life of a judgment may turn on. */
export type JudgmentAct =
  | 'execution'
  | 'garnishment'
  | 'docket_entry'
  | 'payment'
  | 'payment_of_record'
  | 'acknowledgment';

/** How a judgment is renewed, or revived where it sleeps; the first that fits the day of the renewal counts. */
export interface JudgmentRenewalData {
  /** Years that it gives; as many as the first life where absent. */
  readonly years?: number;
  /** Counted from the day on which the judgment would have ended. */
  readonly fromEnd?: true;
  /** Only in the last days before that day. */
  readonly lastDays?: number;
  /** Years that must lie between two renewals. */
  readonly gapYears?: number;
  /** How many renewals a judgment may have. */
  readonly number?: number;
  /** Interest due joins the principal. */
  readonly addsInterest?: true;
  /** It keeps the lien and leaves the judgment's own years as they are. */
  readonly lienOnly?: true;
  /** For renewals from and to these days. */
  readonly from?: number;
  readonly to?: number;
}

/** How long a judgment lives. The first of a place's list that fits a judgment is its law. */
export interface JudgmentLifeData {
  /** Years from entry, or from the last act that starts them anew; null: no end that is known. */
  readonly years: number | null;
  /** After these years it is presumed paid, which can be disproved: interest is reckoned on. */
  readonly presumed?: true;
  /** Years without execution after which it sleeps. */
  readonly dormantAfter?: number;
  /** Years in which a sleeping judgment can be revived. */
  readonly reviveWithin?: number;
  /** Years from entry within which it can be revived. */
  readonly reviveWithinOfEntry?: number;
  /** It wakes by leave of the court, without a last day. */
  readonly wakesByLeave?: true;
  /** It bears no interest while it sleeps. */
  readonly sleepsWithoutInterest?: true;
  /** Acts that begin its years anew. */
  readonly restartedBy?: readonly JudgmentAct[];
  /** Acts that keep it from falling asleep; absent: execution. */
  readonly keptAwakeBy?: readonly JudgmentAct[];
  /** Time under a court's stay or in bankruptcy is not counted. */
  readonly tolled?: true;
  /** Years from entry past which nothing carries it. */
  readonly most?: number;
  readonly lien?: number;
  /** Null: whether it can be renewed is not known. Empty: it cannot. */
  readonly renewals: readonly JudgmentRenewalData[] | null;
  readonly when?: ConditionData;
  /** What is taken as given about this entry where nobody said. */
  readonly assumes?: Readonly<Record<string, FactValue>>;
  /** For judgments entered from and to these days. */
  readonly from?: number;
  readonly to?: number;
  /** The rule of the sale's law that this is. */
  readonly rule?: string;
  readonly citation: string;
  readonly known: Known;
}

export interface JudgmentLawData {
  readonly interest: readonly JudgmentInterestData[];
  readonly life: readonly JudgmentLifeData[];
}
