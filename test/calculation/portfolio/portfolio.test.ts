// A portfolio is counted as it stands: certain, open, barred; and the questions that decide most come first.
import { describe, expect, it } from 'vitest';
import '../../../src/law/labels';
import { CaseReader } from '../../../src/calculation/deficiency/case';
import { calendarFile } from '../../../src/calculation/portfolio/ics';
import { resultsOf } from '../../../src/calculation/portfolio/results';
import { worklistOf } from '../../../src/calculation/portfolio/worklist';
import { NOTHING_ASSUMED } from '../../../src/calculation/settings/settings';
import { dayFromYmd } from '../../../src/money/dates';

const TODAY = dayFromYmd(2026, 7, 1) as number;
const reader = new CaseReader({ ...NOTHING_ASSUMED, profile: 'home_loan', today: TODAY });
const HOUSE = { balance: 300_000, sale_price: 255_000, sale_date: '2026-06-20' };

// Of 45,000: Illinois leaves all after a court sale, California nothing after a trustee's sale,
// Georgia all or nothing as the court confirmed or not; a price above the debt leaves no shortfall.
const LOANS = [
  { id: 'A', ...HOUSE, state: 'IL' },
  { id: 'B', ...HOUSE, state: 'CA' },
  { id: 'C', ...HOUSE, state: 'GA' },
  { id: 'D', ...HOUSE, balance: 275_000, state: 'GA' },
  { id: 'E', ...HOUSE, sale_price: 310_000, state: 'IL' },
  { id: 'F', ...HOUSE, state: 'Gorgia' },
];
const results = resultsOf(LOANS, reader);

describe('the loans of a portfolio', () => {
  it('are certain, barred, open, without a shortfall or not assessed', () => {
    expect(results.map(({ id, kind }) => [id, kind])).toEqual([
      ['A', 'certain'],
      ['B', 'barred'],
      ['C', 'open'],
      ['D', 'open'],
      ['E', 'none'],
      ['F', 'error'],
    ]);
    expect(results[2]).toMatchObject({
      low: 0,
      high: 45_000_00,
      law: expect.stringContaining('44-14-161') as unknown,
    });
    expect(results[5]?.problem).toContain('did you mean Georgia (GA)?');
  });

  it('that cannot be read say so in their place', () => {
    const [first, second] = resultsOf(LOANS, reader, new Map([[0, 'loan A: no price']]));
    expect(first).toMatchObject({ kind: 'error', problem: 'loan A: no price' });
    expect(second?.kind).toBe('barred');
  });
});

describe('the worklist', () => {
  it('asks first what decides most, and says what each answer leaves for all loans that lack it', () => {
    // 45,000 and 20,000 hang on the same order of the court.
    expect(worklistOf(results)[0]).toMatchObject({
      name: 'true_value_confirmed',
      loans: [2, 3],
      states: ['GA'],
      open: 65_000_00,
      decides: 65_000_00,
      answers: [
        { value: true, low: 65_000_00, high: 65_000_00 },
        { value: false, low: 0, high: 0 },
      ],
    });
  });

  it('is empty where nothing is open', () => {
    expect(worklistOf(results.slice(0, 2))).toEqual([]);
  });
});

describe('the calendar', () => {
  it('has the report of the sale in Georgia thirty days after June 20', () => {
    const due = results[2]?.due.find(({ citation }) => citation.includes('44-14-161(a)'));
    expect(due?.day).toBe(dayFromYmd(2026, 7, 20));
    const file = calendarFile(results, TODAY) ?? '';
    expect(file).toContain('DTSTART;VALUE=DATE:20260720\r\nSUMMARY:C (GA): Report the sale');
    expect(file.split('\r\n').every((line) => new TextEncoder().encode(line).length <= 75)).toBe(
      true,
    );
    expect(file.startsWith('BEGIN:VCALENDAR\r\n')).toBe(true);
  });

  it('leaves out what is past', () => {
    expect(calendarFile(results, dayFromYmd(2026, 7, 21) as number) ?? '').not.toContain(
      '20260720',
    );
    expect(calendarFile([], TODAY)).toBeNull();
  });
});
