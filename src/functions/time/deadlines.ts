/** DEFICIENCY.DEADLINES: what must be done by when under the rules that apply. */
import { findingsOf, type Finding } from '../../calculation/deficiency/assess';
import { extended } from '../../calculation/deficiency/deadlines';
import { withAmount, type AmountName } from '../../law/amounts';
import type { Case } from '../../calculation/deficiency/case';
import { deadlines, type Deadline, type DeadlineRule } from '../../calculation/deadlines/deadlines';
import consequences from '../../law/generated/deadlines.json';
import type { StartEvent } from '../../law/rule';
import { isBlank } from '../../money/cents';
import type { Day } from '../../money/dates';
import { isCellError, matrixOf, valueError, type Cell, type CellError } from '../cells';
import { cellErrorOf } from '../caseErrors';
import { readFactsArgument } from '../factsArgument';
import { currentReader } from '../session';
import { KNOWN } from '../tables';
import { cellSource, dateCell, Place, problemRows, type Matrices } from './arguments';

const DEADLINES_HEADER = [
  'Due',
  'What',
  'If missed',
  'Runs from',
  'Start',
  'Ends',
  'Days left',
  'Status',
  'Binds',
  'Law',
  'How it is known',
  'How',
];

/** Every deadline of the rules that apply or may apply, the earliest first. */
export function deadlinesFunction(matrices: Matrices): Cell[][] {
  const place = new Place(matrices, cellSource());
  const asOf = place.dayOr('as_of');
  const roll = place.flag('roll') ?? true;
  const state = place.raw('state');
  const facts = readFactsArgument(matrices.get('facts') ?? matrixOf(null));
  if (facts.rows > 1) place.fail(valueError('facts: takes one loan at a time'));
  const told = facts.at(0, 0);
  if (isCellError(told)) place.fail(told);
  if (isBlank(state) || state === 0) place.fail(valueError('state is missing'));
  if (place.error || isCellError(told)) return [[place.error ?? valueError('facts')]];
  const item = caseOf({ ...told, state });
  if (isCellError(item)) return [[item]];
  const findings = findingsOf(item).filter(
    ({ rule, result }) => rule.effect.kind === 'deadline' && result !== 'does not apply',
  );
  const made = deadlines(
    findings.map((finding) => ruleOf(finding, item)),
    datesOf(item),
    { asOf, roll },
  );
  if (!made.ok) return [];
  const perhaps = new Set(
    findings.filter(({ result }) => result === 'cannot be said').map(({ rule }) => rule.id),
  );
  return [
    [...DEADLINES_HEADER],
    ...made.value.map((one) => rowOf(one, perhaps.has(one.rule))),
    ...problemRows(made.problems, DEADLINES_HEADER.length, 6, 11),
  ];
}

/** A case of which only some amounts may be known; those that are not may have any size. */
function caseOf(record: Readonly<Record<string, unknown>>): Case | CellError {
  const without = { ...record };
  const told = (name: string): boolean => !isBlank(without[name]);
  const debt = told('balance') || told('principal');
  const price = told('sale_price');
  const sold = price || told('sale_date') || told('disposition_date');
  const read = currentReader().read({
    ...without,
    ...(debt ? {} : { balance: 0 }),
    ...(price ? {} : { sale_price: sold ? 0.01 : 0 }),
  });
  if (!read.ok) return cellErrorOf(read.error);
  let { amounts } = read.value;
  const open = (name: AmountName): void => {
    amounts = withAmount(amounts, name, 0, Infinity);
  };
  if (!debt) {
    open('debt');
    if (!told('complying_proceeds')) open('complying_proceeds');
  }
  if (!price) open('sale_price');
  if (!told('costs')) open('costs');
  return { ...read.value, amounts };
}

const ruleOf = ({ rule }: Finding, item: Case): DeadlineRule => {
  const { effect } = rule;
  if (effect.kind !== 'deadline') throw new Error(`${rule.id} sets no deadline`);
  return {
    rule: rule.id,
    citation: rule.citation,
    amount: effect.amount,
    unit: effect.unit,
    start: effect.start,
    text: rule.title,
    binds: effect.binds ?? 'creditor',
    known: rule.known,
    extend: (start, end) => {
      const { ends, by } = extended(item, start, end);
      return { ends, by: by.map(({ citation }) => citation) };
    },
  };
};

const STARTS: readonly StartEvent[] = [
  'sale',
  'disposition',
  'confirmation',
  'recording',
  'redemption_expiry',
  'maturity',
  'default',
  'repossession',
  'judgment',
];

/** Goods that were sold on no day of their own were disposed of at the sale. */
function datesOf({ dates }: Case): Record<string, Day | null> {
  const found = Object.fromEntries(
    STARTS.map((start) => [start, dates.get(`${start}_date`) ?? null]),
  );
  found['disposition'] ??= found['sale'] ?? null;
  return found;
}

const STATUS = {
  open: 'open',
  today: 'today',
  passed: 'passed',
  start_unknown: 'start not known',
  undated: '',
} as const;

const CONSEQUENCES: Readonly<Record<string, string>> = consequences;

function rowOf(one: Deadline, perhaps: boolean): Cell[] {
  return [
    dateCell(one.date),
    one.text,
    CONSEQUENCES[one.rule] ?? '',
    one.start.replace(/_/g, ' '),
    dateCell(one.startDate),
    dateCell(one.ends),
    one.daysLeft ?? '',
    [STATUS[one.status], perhaps ? 'if it applies' : ''].filter(Boolean).join(', '),
    one.binds === 'debtor' ? 'debtor' : 'lender',
    one.citation,
    KNOWN[one.known ?? ''] ?? '',
    one.words,
  ];
}
