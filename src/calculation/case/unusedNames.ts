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

/** Names told in one place, a row of a table or the settings, that had no say so far, each with the reason. */
interface Told {
  readonly field: string;
  readonly row: number | null;
  readonly names: Map<string, string>;
}

/** A person of whom something was said. */
interface Answered {
  readonly person: Person;
  readonly answers: readonly DebtAnswer[];
  readonly limits: readonly DebtAnswer[];
  /** Names of which the law of a judgment asks. */
  readonly judgedBy: ReadonlySet<string>;
}

const OVERRULED = 'another row says it otherwise';

/** Names without a say in any of the answers; nothing is said of what was not worked out. */
export function unusedNames(
  read: CaseRead,
  applied: Applied,
  answered: readonly Answered[],
  given: CaseGiven,
): Problem[] {
  const told = new Map<object, Told>();
  const add = (field: string, row: number | null, place: object, names: Iterable<string>): void => {
    const kept = new Map<string, string>();
    // The day of a sale puts it in its order.
    for (const name of names)
      if (name !== 'sale_date' || field !== 'sales') kept.set(name, OVERRULED);
    if (kept.size > 0) told.set(place, { field, row, names: kept });
  };
  const used = (place: object, name: string, reason: string | undefined): void => {
    const one = told.get(place);
    if (!one?.names.has(name)) return;
    if (reason !== undefined) one.names.set(name, reason);
    else if (one.names.delete(name) && one.names.size === 0) told.delete(place);
  };
  const debts = new Set(answered.flatMap(({ answers }) => answers.map(({ debt }) => debt)));
  if (answered.length > 0) add('settings', null, given.settings, namesIn(given.settings));
  for (const at of debts) {
    const debt = read.debts[at];
    if (debt) add('debts', debt.row, debt.told, namesIn(debt.told));
  }
  for (const { person } of answered)
    if (person.row !== null) add('people', person.row, person.told, namesIn(person.told));
  for (const { row, facts, amounts, sold } of read.sales) {
    if (!sold.secures.some((at) => debts.has(at))) continue;
    add('sales', row, facts, namesIn(facts));
    add('sales', row, amounts, amounts.keys());
  }
  const markRows = (
    { debt: at, cases, sharers }: DebtAnswer,
    reasons: ReadonlyMap<string, string | undefined>,
  ): void => {
    const debt = read.debts[at];
    if (!debt) return;
    const idle = new Map(debt.idle.map(({ name, reason }) => [name, reason]));
    for (const name in debt.told)
      if (ACCOUNT_PARTS.has(name)) used(debt.told, name, idle.get(name));
    const mark = (values: NamedValues): void => {
      const names = told.get(values)?.names;
      if (!names) return;
      for (const name of [...names.keys()])
        if (reasons.has(name) && cases.some(({ record }) => record[name] === values[name]))
          used(values, name, reasons.get(name));
    };
    for (const { sale } of sharers) {
      mark(sale.facts);
      const names = told.get(sale.amounts)?.names.keys() ?? [];
      for (const name of [...names])
        if (reasons.has(name)) used(sale.amounts, name, reasons.get(name));
    }
    mark(debt.told);
    mark(given.settings);
  };
  const asked = new Map<DebtAnswer, ReadonlyMap<string, string | undefined>>();
  for (const { person, answers, limits, judgedBy } of answered) {
    const asks = new Map([...judgedBy].map((name) => [name, undefined]));
    if (asks.size > 0) for (const answer of answers) markRows(answer, asks);
    for (const name of judgedBy) used(person.told, name, undefined);
    for (const answer of [...answers, ...limits]) {
      let reasons = asked.get(answer);
      if (!reasons) {
        asked.set(answer, (reasons = reasonsOf(answer)));
        markRows(answer, reasons);
      }
      const names = told.get(person.told)?.names.keys();
      if (names)
        for (const name of [...names])
          if (reasons.has(name)) used(person.told, name, reasons.get(name));
    }
  }
  const left = [...told.values()].flatMap(({ field, row, names }) =>
    [...names].map(([name, reason]) =>
      field === 'settings'
        ? problem('unused', name, reason)
        : problem('unused', field, `${name}: ${reason}`, row),
    ),
  );
  return [...left, ...ownColumns(read, applied, given)];
}

const namesIn = (values: NamedValues): string[] =>
  Object.keys(values).filter((name) => !isBlank(values[name]));

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
