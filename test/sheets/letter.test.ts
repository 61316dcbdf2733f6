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

  // 6 Del. C. § A-301: before and after August 18, 2023; Va. Code § 8.13-102: July 1, 2025.
  it('changes in Delaware on 18 August 2023 and in Virginia on 1 July 2025', () => {
    expect(wordsOf('DE', day(2023, 8, 17))).toContain('written explanation');
    expect(wordsOf('DE', day(2023, 8, 18))).toContain('explanation in a record');
    expect(wordsOf('VA', day(2025, 6, 30))).toContain('written explanation');
    expect(wordsOf('VA', day(2025, 7, 1))).toContain('explanation in a record');
  });

  // Iowa: in force on 1 July 2024.
  it('changes in Iowa on 1 July 2024', () => {
    expect(wordsOf('IA', day(2024, 6, 30))).toContain('written explanation');
    expect(wordsOf('IA', day(2024, 7, 1))).toContain('explanation in a record');
  });

  // Tennessee took the amendments out of its bill before it passed (SB 479 of 2024).
  it('stays in writing where the amendments have not been taken', () => {
    for (const state of ['TX', 'TN'])
      expect(wordsOf(state, day(2026, 6, 3))).toContain('This is the written explanation');
  });

  it('claims neither where the day is not known, or the state', () => {
    for (const state of ['NH', undefined])
      expect(wordsOf(state, day(2026, 6, 3))).toContain('This is the explanation that');
  });

  it('says for which state the day has not been seen', () => {
    expect(wordsOf('NH', day(2026, 6, 3))).toContain(
      'are law in New Hampshire has not been seen here',
    );
    expect(wordsOf('VA', day(2026, 6, 3))).not.toContain('has not been seen here');
  });
});
