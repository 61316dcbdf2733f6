/** What an exhibit says of the days that bind, read as sentences in every state. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { STATES } from '../../src/law/book';
import { exhibit } from '../../src/sheets/exhibit';
import { caseOf, TODAY } from '../calculation/support';

const { rules } = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../src/law/generated/texts/all.json'), 'utf8'),
) as { rules: Record<string, { text?: string }> };

/** The column "Period and consequence" of the exhibit of a foreclosure. */
function periodsIn(state: string): string[] {
  const item = caseOf({
    state,
    profile: 'home_loan',
    balance: 300_000,
    sale_price: 255_000,
    fair_value: 270_000,
    sale_date: '2026-03-10',
  });
  const textOf = (rule: string) => rules[rule]?.text ?? '';
  const { rows } = exhibit({ item, title: 'Loan', preparedOn: TODAY, textOf });
  const start = rows.findIndex(([first]) => first?.value === 'Deadlines');
  if (start < 0) return [];
  const end = rows.findIndex((cells, n) => n > start && cells.length === 0);
  return rows.slice(start + 1, end < 0 ? undefined : end).map((cells) => String(cells[3]?.value));
}

it('joins a period, its consequence and its notes so that each sentence begins as one', () => {
  const said = STATES.flatMap(({ code }) => periodsIn(code));
  expect(said.length).toBeGreaterThan(60);
  expect(said.filter((text) => /\.;|;;|\. [a-z]|; *$/.test(text))).toEqual([]);
  expect(said).toContainEqual(expect.stringMatching(/^6 months from the sale; /));
});
