/** Reads a state's table of cases and compares each with the assessment. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { assess } from '../../src/calculation/deficiency/assess';
import { CaseReader } from '../../src/calculation/deficiency/case';
import { NOTHING_ASSUMED } from '../../src/calculation/settings/settings';
import { dayFromYmd, toIso } from '../../src/money/dates';

export interface TableCase {
  readonly name: string;
  readonly why: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly expect: {
    readonly deficiency?: number;
    readonly low?: number;
    readonly high?: number;
    readonly credit?: number;
    readonly shortfall?: number;
    readonly surplus?: number;
    readonly status?: string;
    readonly rules?: readonly string[];
    readonly not_rules?: readonly string[];
    readonly missing?: readonly string[];
    readonly deadlines?: Readonly<Record<string, string | null>>;
    readonly requirements?: readonly string[];
    readonly notes?: readonly string[];
  };
}

const KEYS = new Set([
  'deficiency',
  'low',
  'high',
  'credit',
  'shortfall',
  'surplus',
  'status',
  'rules',
  'not_rules',
  'missing',
  'deadlines',
  'requirements',
  'notes',
]);

export const readCases = (file: string): TableCase[] =>
  parse(readFileSync(file, 'utf8')) as TableCase[];

const today = dayFromYmd(2026, 7, 1) as number;
const reader = new CaseReader({ ...NOTHING_ASSUMED, today });

/** What differs from the expectation; empty when the case comes out. */
export function compareCase(state: string, { given, expect }: TableCase): string[] {
  const read = reader.read({ state, ...given });
  if (!read.ok) return [`${read.error.field} ${read.error.message}`];
  const found = assess(read.value);
  const differences: string[] = [];
  for (const key of Object.keys(expect))
    if (!KEYS.has(key)) differences.push(`the table expects '${key}', which is not compared`);
  for (const name of ['deficiency', 'low', 'high', 'credit', 'shortfall', 'surplus'] as const) {
    const wanted = expect[name];
    if (wanted !== undefined && Math.round(wanted * 100) !== found[name])
      differences.push(`${name} is ${found[name] / 100}, not ${wanted}`);
  }
  if (expect.status !== undefined && expect.status !== found.status)
    differences.push(`status is ${found.status}, not ${expect.status}`);
  const reasons = found.reasons.map((reason) => reason.rule);
  const contain = (what: string, has: readonly string[], wanted: readonly string[] = []) => {
    for (const id of wanted)
      if (!has.includes(id)) differences.push(`${what} lack ${id}; they are ${has.join(' ')}`);
  };
  contain('reasons', reasons, expect.rules);
  for (const id of expect.not_rules ?? [])
    if (reasons.includes(id)) differences.push(`${id} is among the reasons`);
  contain('missing facts', found.missing, expect.missing);
  for (const kind of ['requirements', 'notes'] as const)
    contain(
      kind,
      found[kind].map((rule) => rule.id),
      expect[kind],
    );
  for (const [id, wanted] of Object.entries(expect.deadlines ?? {})) {
    const deadline = found.deadlines.find((item) => item.rule === id);
    const date =
      deadline === undefined ? 'absent' : deadline.date === null ? null : toIso(deadline.date);
    if (date !== wanted)
      differences.push(`deadline ${id} is ${String(date)}, not ${String(wanted)}`);
  }
  return differences;
}
