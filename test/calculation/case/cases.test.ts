/** The table of cases that a lawyer reads: several sales, debts and people, each with the arithmetic by hand. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CASE } from '../../../src/calculation/case/caseOperation';
import type { CaseResult } from '../../../src/calculation/case/caseResult';
import { toIso } from '../../../src/money/dates';
import { ran } from '../support';

type Json = Readonly<Record<string, unknown>>;

interface Told {
  readonly name: string;
  readonly with?: string;
  readonly given: Json;
  readonly owed: Readonly<Record<string, number | string>>;
  readonly surplus?: number;
  readonly unpaid?: number;
  readonly deadlines?: Readonly<Record<string, string>>;
  readonly missing?: readonly string[];
  readonly jointly?: number;
  readonly together?: number;
  readonly judgments?: Readonly<Record<string, { expires: string; per_diem: number }>>;
}

const file = path.join(import.meta.dirname, 'cases.yaml');
const { facts, cases } = parse(readFileSync(file, 'utf8')) as {
  readonly facts: Readonly<Record<string, Json>>;
  readonly cases: readonly Told[];
};

/** What a debt is told of the whole case: an amount belongs to a row. */
function recordOf({ with: shared, given }: Told): Json {
  const { cash_price: cash, ...others } = facts[shared ?? ''] ?? {};
  const debts = (given['debts'] as readonly Json[]).map((debt) =>
    cash === undefined ? debt : { cash_price: cash, ...debt },
  );
  return { ...others, ...given, debts };
}

function worked(told: Told): CaseResult {
  const made = ran<CaseResult>(CASE, recordOf(told));
  if (!made.ok) throw new Error(made.problems.map(({ message }) => message).join('; '));
  expect(made.problems.filter(({ name }) => name !== 'unused')).toEqual([]);
  return made.value;
}

describe('a case worked out by hand', () => {
  it.each(cases.map((told) => [told.name, told] as const))('%s', (_, told) => {
    const { people, deadlines, ...figures } = worked(told);
    const owed = people.map(({ person, low, high, owedTo }) => {
      const [least, most] = [(low ?? 0) / 100, (high ?? 0) / 100];
      const figure = owedTo ? -owedTo / 100 : least === most ? most : `${least} to ${most}`;
      return [person.name, figure];
    });
    expect(Object.fromEntries(owed)).toEqual(told.owed);
    for (const name of ['surplus', 'unpaid', 'jointly', 'together'] as const)
      if (told[name] !== undefined) expect((figures[name] ?? 0) / 100).toBe(told[name]);
    for (const [name, expected] of Object.entries(told.judgments ?? {})) {
      const on = people.find(({ person }) => person.name === name)?.judgment?.on;
      expect({
        expires: toIso(on?.expires ?? 0),
        per_diem: on?.perDiemExact.div(100).toNumber(),
      }).toEqual(expected);
    }
    if (told.missing) expect(people[0]?.missing).toEqual(expect.arrayContaining([...told.missing]));
    for (const [rule, date] of Object.entries(told.deadlines ?? {})) {
      const found = deadlines.filter(({ deadline }) => deadline.rule === rule);
      expect(found.map(({ deadline }) => toIso(deadline.date ?? 0))).toEqual([date]);
    }
  });
});
