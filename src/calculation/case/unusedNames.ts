/** What was told in the tables of a case and has no say in it, each with its row and the reason. */
import { sharedCreditIn } from '../../law/amounts';
import { isBlank } from '../../money/cents';
import { unusedIn } from '../deficiency/unused';
import { fieldNamed } from '../input/fields';
import { problem, type Problem } from '../input/problem';
import type { NamedValues } from '../operation/operation';
import type { Applied } from './apply';
import {
  ACCOUNT_PARTS,
  DEBT_COLUMNS,
  type CaseGiven,
  type CaseRead,
  type Person,
} from './caseInput';
import { BY_SALE, type DebtAnswer } from './law';

/** A name in its place: a row of a table, or the settings. */
interface Told {
  readonly field: string;
  readonly row: number | null;
  readonly name: string;
  reason: string | null;
}

/** A person of whom something was said. */
interface Answered {
  readonly person: Person;
  readonly answers: readonly DebtAnswer[];
  readonly limits: readonly DebtAnswer[];
}

const OVERRULED = 'another row says it otherwise';

/** Names without a say in any of the answers; nothing is said of what was not worked out. */
export function unusedNames(
  read: CaseRead,
  applied: Applied,
  answered: readonly Answered[],
  given: CaseGiven,
): Problem[] {
  const told = new Map<string, Told>();
  const add = (field: string, row: number | null, values: NamedValues): void => {
    for (const name of Object.keys(values))
      // The day of a sale puts it in its order.
      if (!isBlank(values[name]) && !(field === 'sales' && name === 'sale_date'))
        told.set(`${field} ${row} ${name}`, { field, row, name, reason: OVERRULED });
  };
  const used = (
    field: string,
    row: number | null,
    name: string,
    reason: string | undefined,
  ): void => {
    const key = `${field} ${row} ${name}`;
    const one = told.get(key);
    if (!one) return;
    if (reason === undefined) told.delete(key);
    else one.reason = reason;
  };
  const debts = new Set(answered.flatMap(({ answers }) => answers.map(({ debt }) => debt)));
  if (answered.length > 0) add('settings', null, given.settings);
  for (const at of debts) add('debts', read.debts[at]?.row ?? 0, read.debts[at]?.told ?? {});
  for (const { person } of answered)
    if (person.row !== null) add('people', person.row, person.told);
  for (const { row, facts, amounts, sold } of read.sales)
    if (sold.secures.some((at) => debts.has(at)))
      add('sales', row, { ...facts, ...Object.fromEntries(amounts) });
  const markRows = (
    { debt: at, cases, sharers }: DebtAnswer,
    reasons: ReadonlyMap<string, string | undefined>,
  ): void => {
    const debt = read.debts[at];
    if (!debt) return;
    const idle = new Map(debt.idle.map(({ name, reason }) => [name, reason]));
    for (const name in debt.told)
      if (ACCOUNT_PARTS.has(name)) used('debts', debt.row, name, idle.get(name));
    const says = (values: NamedValues, name: string) =>
      Object.hasOwn(values, name) && cases.some(({ record }) => record[name] === values[name]);
    for (const [name, reason] of reasons) {
      for (const { sale, amounts } of sharers)
        if (says(sale.facts, name) || amounts.has(name)) used('sales', sale.row, name, reason);
      if (says(debt.told, name)) used('debts', debt.row, name, reason);
      if (says(given.settings, name)) used('settings', null, name, reason);
    }
  };
  const asked = new Map<DebtAnswer, ReadonlyMap<string, string | undefined>>();
  for (const { person, answers, limits } of answered)
    for (const answer of [...answers, ...limits]) {
      let reasons = asked.get(answer);
      if (!reasons) {
        asked.set(answer, (reasons = reasonsOf(answer)));
        markRows(answer, reasons);
      }
      for (const name in person.told)
        if (reasons.has(name)) used('people', person.row, name, reasons.get(name));
    }
  const left = [...told.values()].map(({ field, row, name, reason }) =>
    problem(
      'unused',
      field === 'settings' ? name : field,
      field === 'settings' ? (reason ?? '') : `${name}: ${reason ?? ''}`,
      row,
    ),
  );
  return [...left, ...ownColumns(read, applied, given)];
}

/** The names that the law was asked with, each with the reason why it has no say, if it has none. */
function reasonsOf({ cases }: DebtAnswer): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const item of cases) {
    const reasons = new Map(unusedIn(item).map(({ name, reason }) => [name, reason]));
    const says = (name: string) => name === BY_SALE && sharedCreditIn(item.amounts) !== undefined;
    for (const name in item.record) {
      if (ACCOUNT_PARTS.has(name)) continue;
      const reason = says(name) ? undefined : reasons.get(name);
      if (reason === undefined || !found.has(name)) found.set(name, reason);
    }
  }
  return found;
}

/** Columns of the debts' own that have no say. */
function ownColumns(read: CaseRead, applied: Applied, given: CaseGiven): Problem[] {
  const paidWith = read.debts.map((): number[] => []);
  for (const { parts } of applied.sales)
    for (const { debt } of parts)
      for (const other of parts) if (other.debt !== debt) paidWith[debt]?.push(other.debt);
  return read.debts.flatMap(({ row, owing, name }, at) => {
    const record = given.debts[row - 1] ?? {};
    const has = (column: string) =>
      Object.keys(record).some(
        (key) => fieldNamed(DEBT_COLUMNS, key) === column && !isBlank(record[key]),
      );
    const together = paidWith[at] ?? [];
    const peers = together.filter((debt) => read.debts[debt]?.owing.rank === owing.rank);
    const shared = peers.length > 0 && peers.every((debt) => read.debts[debt]?.owing.share);
    const only: readonly (readonly [string, boolean, string])[] = [
      ['rank', together.length > 0, 'no sale pays another debt besides'],
      ['share', shared, 'no debt of its rank has a share too'],
      [
        'rate',
        (applied.debts[at]?.interest ?? 0) > 0,
        `no sale of what secures ${name} is dated after from`,
      ],
      ['from', owing.accrues !== null, 'has no say without a rate'],
      ['day_count', owing.accrues !== null, 'has no say without a rate'],
    ];
    return only.flatMap(([column, met, why]) =>
      has(column) && !met ? [problem('unused', 'debts', `${column}: ${why}`, row)] : [],
    );
  });
}
