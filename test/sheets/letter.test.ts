/** The letter of UCC 9-616 names itself as the state's text of its day does. */
import { describe, expect, it } from 'vitest';
import { dayFromYmd } from '../../src/money/dates';
import { letterSheet } from '../../src/sheets/letter';

const day = (y: number, m: number, d: number) => dayFromYmd(y, m, d) as number;

function wordsOf(state: string | undefined, sent: number): string {
  const made = letterSheet({
    terms: {
      obligation: 1_500_000,
      obligationDate: day(2025, 12, 1),
      rebateReflected: false,
      disposition: day(2025, 12, 1),
      proceeds: 600_000,
      expenses: [],
      credits: [],
      sent,
    },
    title: 'Loan 1',
    preparedOn: day(2025, 12, 1),
    ...(state !== undefined && { state }),
  });
  if (!('sheet' in made)) throw new Error('no letter was made');
  return made.sheet.rows
    .flat()
    .map((cell) => String(cell?.value ?? ''))
    .join('\n');
}

describe('the letter', () => {
  // Public Act 25-145: in force on 1 January 2026.
  it('is a written explanation in Connecticut through 2025 and one in a record from 2026', () => {
    expect(wordsOf('CT', day(2025, 12, 31))).toContain('This is the written explanation');
    expect(wordsOf('Connecticut', day(2026, 1, 1))).toContain(
      'This is the explanation in a record',
    );
  });

  // New York signed on 5 December 2025, in force on 3 June 2026.
  it('changes in New York on 3 June 2026', () => {
    expect(wordsOf('NY', day(2026, 6, 2))).toContain('written explanation');
    expect(wordsOf('NY', day(2026, 6, 3))).toContain('explanation in a record');
  });

  it('stays in writing where the amendments have not been taken', () => {
    expect(wordsOf('TX', day(2026, 6, 3))).toContain('This is the written explanation');
  });

  it('claims neither where the day is not known, or the state', () => {
    for (const state of ['CA', undefined])
      expect(wordsOf(state, day(2026, 6, 3))).toContain('This is the explanation that');
  });
});
