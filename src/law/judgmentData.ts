/** The law of judgments as data: which interest they bear and how long they live, place by place. */
import type { ConditionData } from './condition';
import type { Known } from './rule';

/** A published rate that is known, the law's margin included: first day, last day (null: on and on), percent. */
export type KnownRate = readonly [number, number | null, number];

/** Whether the rate of the contract is used: instead, where it is higher, never, or nobody has settled it. */
export type ContractRate = 'governs' | 'higher-governs' | 'no' | 'unknown';

/** One way in which judgments bear interest; the first of a place's list that fits a judgment is its law. */
export interface JudgmentInterestData {
  readonly kind: 'fixed' | 'indexed' | 'contract';
  /** Percent a year; beside `contract`, the rate from maturity on. */
  readonly rate?: number;
  /** Which published rate, read when, in words. */
  readonly index?: string;
  readonly margin?: number;
  readonly floor?: number;
  readonly ceiling?: number;
  /** How often the rate of a running judgment changes; absent: never. */
  readonly resets?: 'yearly' | 'half-yearly' | 'quarterly' | 'monthly';
  /** Days of the year on which it changes, each as month and day; absent: whenever the table does. */
  readonly resetsOn?: readonly (readonly [month: number, day: number])[];
  /** Interest joins the principal once a year. */
  readonly compounds?: true;
  readonly contract?: ContractRate;
  readonly when?: ConditionData;
  /** For judgments entered from and to these days. */
  readonly from?: number;
  readonly to?: number;
  readonly rates?: readonly KnownRate[];
  readonly citation: string;
  readonly known: Known;
}

/** How long a judgment lives; null: no end that is known, or not known whether it can be renewed. */
export interface JudgmentLifeData {
  readonly years: number | null;
  readonly renewable: boolean | null;
  readonly dormantAfter?: number;
  readonly most?: number;
  readonly lien?: number;
  readonly citation: string;
  readonly known: Known;
}

export interface JudgmentLawData {
  readonly interest: readonly JudgmentInterestData[];
  readonly life: JudgmentLifeData;
}
