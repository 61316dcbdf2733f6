/** What each loan of a portfolio comes to, in the few words by which loans are counted and ranked. */
import { PROFILES } from '../../law/book';
import { labelOf, valueInWords } from '../../law/words';
import type { Cents } from '../../money/cents';
import { textOf } from '../../money/result';
import type { Day } from '../../money/dates';
import { known } from '../../law/amounts';
import { assess, type Assessment } from '../deficiency/assess';
import { factOf, type Case, type CaseReader } from '../deficiency/case';
import { idNameIn } from '../input/fields';
import type { Problem } from '../input/problem';

/** How loans are counted; `certain` is an amount that no missing fact can change. */
export type LoanKind = 'certain' | 'open' | 'barred' | 'none' | 'error';

export const KIND_WORDS: Readonly<Record<LoanKind, string>> = {
  certain: 'Certain',
  open: 'Open',
  barred: 'Barred',
  none: 'No shortfall',
  error: 'Not assessed',
};

export const LOAN_KINDS = Object.keys(KIND_WORDS) as readonly LoanKind[];

/** A day by which something must be done for a loan. */
export interface DueDate {
  readonly day: Day;
  readonly rule: string;
  readonly title: string;
  readonly citation: string;
  /** False where a missing fact may take it away. */
  readonly certain: boolean;
}

export interface LoanResult {
  /** Its place among the loans, from 0. */
  readonly at: number;
  readonly id: string;
  readonly state: string;
  /** What kind of loan or collateral it is, in words. */
  readonly about: string;
  readonly kind: LoanKind;
  /** Null where the loan could not be assessed. */
  readonly item: Case | null;
  readonly balance: Cents;
  readonly shortfall: Cents;
  readonly low: Cents;
  readonly high: Cents;
  /** The law that decides, or may. */
  readonly law: string;
  /** Facts and amounts that would settle it, the most decisive first. */
  readonly missing: readonly string[];
  readonly due: readonly DueDate[];
  /** Deadlines whose start nobody told. */
  readonly undated: number;
  /** What is wrong, with the field. */
  readonly problem: string | null;
}

type Loan = Readonly<Record<string, unknown>>;

/** The number of a loan, or its place. */
export function loanId(record: Loan, at: number): string {
  const name = idNameIn(Object.keys(record));
  return (name === undefined ? '' : textOf(record[name]).trim()) || `row ${at + 1}`;
}

/** Assesses the loans, in their order; `unread` says of some why they cannot be. */
export const resultsOf = (
  loans: readonly Loan[],
  reader: CaseReader,
  unread?: ReadonlyMap<number, string>,
): LoanResult[] =>
  loans.map((record, at) => {
    const refused = unread?.get(at);
    if (refused !== undefined) return failed(record, at, refused);
    const read = reader.read(record);
    return read.ok ? resultOf(record, at, read.value) : failed(record, at, words(read.error));
  });

const words = ({ field, message }: Problem): string => `${field}: ${message}`;

const failed = (record: Loan, at: number, problem: string): LoanResult => ({
  at,
  id: loanId(record, at),
  state: textOf(record['state']).trim(),
  about: '',
  kind: 'error',
  item: null,
  balance: 0,
  shortfall: 0,
  low: 0,
  high: 0,
  law: '',
  missing: [],
  due: [],
  undated: 0,
  problem,
});

function resultOf(record: Loan, at: number, item: Case): LoanResult {
  const found = assess(item);
  const { status, low, high, shortfall, missing, deadlines } = found;
  const kind = status === 'recoverable' || status === 'limited' ? 'certain' : status;
  const binding = deadlines.filter(({ bindsDebtor }) => !bindsDebtor);
  return {
    at,
    id: loanId(record, at),
    state: item.setting.place.code,
    about: aboutOf(item),
    kind,
    item,
    balance: known(item.amounts, 'debt') ?? 0,
    shortfall,
    low,
    high,
    law: lawOf(found),
    missing,
    due: binding.flatMap(({ due, date, rule, title, citation, certain }) => {
      const day = due ?? date;
      return day === null ? [] : [{ day, rule, title, citation, certain }];
    }),
    undated: binding.filter(({ due, date }) => (due ?? date) === null).length,
    problem: null,
  };
}

function aboutOf(item: Case): string {
  const profile = PROFILES.find(({ name }) => name === item.setting.profile);
  if (profile) return profile.label;
  const collateral = factOf(item, 'collateral');
  return collateral === undefined ? 'Not told' : valueInWords('collateral', collateral);
}

/** The law on which the answer turns, in one citation. */
function lawOf({ status, reasons }: Assessment): string {
  if (status === 'none') return '';
  const wanted =
    status === 'barred'
      ? reasons.filter(({ effect }) => effect === 'bar')
      : status === 'open'
        ? reasons.filter(({ certain }) => !certain)
        : reasons.filter(({ effect, certain }) => effect !== 'bar' && certain);
  return (wanted[0] ?? reasons[0])?.citation || 'No rule changes the shortfall';
}

/** What is asked first of an open loan, in words. */
export const firstQuestion = ({ missing }: LoanResult): string =>
  missing[0] === undefined ? '' : labelOf(missing[0]);
