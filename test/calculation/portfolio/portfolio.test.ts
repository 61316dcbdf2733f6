// A portfolio is counted as it stands: certain, open, barred; and the questions that decide most come first.
import { describe, expect, it } from 'vitest';
import '../../../src/law/labels';
import { CaseReader } from '../../../src/calculation/deficiency/case';
import { calendarFile } from '../../../src/calculation/portfolio/ics';
import { firstQuestion, resultsOf } from '../../../src/calculation/portfolio/results';
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

const day = (y: number, m: number, d: number) => dayFromYmd(y, m, d) as number;
const one = (record: Record<string, unknown>, by = reader) => resultsOf([record], by)[0]!;
const untold = new CaseReader({ ...NOTHING_ASSUMED, today: TODAY });
const CAR = { ...HOUSE, collateral: 'vehicle', state: 'CA' };

describe('what is said of a loan', () => {
  it('is its number, or its row where it has none', () => {
    const named = [{ loan_id: ' A-7 ' }, { id: '  ' }, {}].map((id) => ({
      ...id,
      ...HOUSE,
      state: 'IL',
    }));
    expect(resultsOf(named, reader).map(({ id }) => id)).toEqual(['A-7', 'row 2', 'row 3']);
  });

  it('is the kind of loan, or what secures it, or that nobody told', () => {
    expect(one({ ...HOUSE, state: 'IL' }).about).toBe('Home loan');
    expect(one(CAR, untold).about).toBe('Car, truck or other motor vehicle');
    expect(one({ ...HOUSE, state: 'IL' }, untold).about).toBe('Not told');
  });

  it('is its debt, and what it leaves', () => {
    expect(one(LOANS[0]!)).toMatchObject({ balance: 300_000_00, low: 45_000_00, high: 45_000_00 });
  });

  it('is nothing but its state and the mistake where it could not be assessed', () => {
    expect(one({ ...HOUSE, state: ' Gorgia ' })).toMatchObject({
      state: 'Gorgia',
      law: '',
      missing: [],
      due: [],
      undated: 0,
    });
  });

  it('is the law that bars: Cal. Code Civ. Proc. § 580d', () => {
    expect(one(LOANS[1]!).law).toContain('580d');
  });

  it('is the law that may still change the answer, before what holds in any case', () => {
    // What a car brought counts anyway (§ 9615); whether it was kept for the debt nobody told (§ 9-620(g)).
    expect(one(CAR).law).toContain('9-620(g)');
  });

  it('is the law by which a missing value counts: N.Y. RPAPL § 1371(2)', () => {
    expect(one({ ...HOUSE, state: 'NY' }).law).toBe('N.Y. RPAPL § 1371(2)');
  });

  it('is the law that leaves the shortfall, and none where there is no shortfall', () => {
    expect(one(LOANS[0]!).law).toContain('15-1508');
    expect(one({ ...HOUSE, state: 'GA', true_value_confirmed: 'yes' })).toMatchObject({
      kind: 'certain',
      law: expect.stringContaining('44-14-161') as unknown,
    });
    expect(one(LOANS[4]!).law).toBe('');
  });

  it('is what to ask first, and nothing where nothing is open', () => {
    expect(firstQuestion(one({ ...HOUSE, state: 'NY' }))).toBe('Fair value');
    expect(firstQuestion(one(LOANS[0]!))).toBe('');
  });
});

describe('the deadlines of a loan', () => {
  it('are the ninety days of New York: September 18 after June 20', () => {
    expect(one({ ...HOUSE, state: 'NY' }).due).toEqual([
      {
        day: day(2026, 9, 18),
        rule: 'NY-RPAPL-1371-2-90D',
        title: 'Ninety days to move for the deficiency',
        citation: 'N.Y. RPAPL § 1371(2)-(3)',
        certain: true,
      },
    ]);
  });

  it("are due on Monday where Nevada's six months end on Sunday, December 20", () => {
    expect(one({ ...HOUSE, state: 'NV' }).due.map((due) => due.day)).toEqual([day(2026, 12, 21)]);
  });

  it('are counted as undated where nobody told the day of the sale', () => {
    const { due, undated } = one({ ...HOUSE, sale_date: '', state: 'GA' });
    expect(due).toEqual([]);
    // The report of the sale, and the years to sue on the note; of these only the first runs from the sale.
    expect(undated).toBe(2);
    expect(one(LOANS[2]!).undated).toBe(1);
  });

  it('leave out those of the debtor, who has ninety days in Texas: Tex. Prop. Code § 51.004(b)', () => {
    const due = one({ ...HOUSE, state: 'TX' }, untold).due.map(({ citation }) => citation);
    expect(due.some((citation) => citation.includes('51.003(a)'))).toBe(true);
    expect(due.some((citation) => citation.includes('51.004'))).toBe(false);
  });

  it('are not certain while it is open whether their law applies', () => {
    expect(one({ ...HOUSE, state: 'NY' }, untold).due[0]?.certain).toBe(false);
  });
});

describe('the worklist', () => {
  const asked = (...loans: Record<string, unknown>[]) => worklistOf(resultsOf(loans, reader));

  it('asks first what decides most, whatever loan came first', () => {
    // 20,000 hang on the order in Georgia, 45,000 on the value in New York.
    expect(
      asked({ ...HOUSE, balance: 275_000, state: 'GA' }, { ...HOUSE, state: 'NY' }).map(
        ({ name, decides }) => [name, decides],
      ),
    ).toEqual([
      ['fair_value', 45_000_00],
      ['true_value_confirmed', 20_000_00],
    ]);
  });

  it('names the states in the order of the alphabet and the loans in theirs', () => {
    expect(asked({ ...HOUSE, state: 'TX' }, { ...HOUSE, state: 'NY' })).toMatchObject([
      { name: 'fair_value', states: ['NY', 'TX'], loans: [0, 1], open: 90_000_00 },
    ]);
  });

  it('asks of what decides nothing alone where more dollars are open, then where more loans are', () => {
    // Nevada asks for the date of the loan and the value; one without the other decides nothing.
    const dollars = asked({ ...HOUSE, balance: 275_000, state: 'NV' }, CAR);
    expect(dollars.map(({ decides, open }) => [decides, open])).toEqual([
      [45_000_00, 45_000_00],
      [0, 45_000_00],
      [0, 20_000_00],
      [0, 20_000_00],
    ]);
    const loans = asked({ ...HOUSE, balance: 345_000, state: 'NV' }, CAR, CAR);
    expect(loans.map(({ decides, open, loans }) => [decides, open, loans.length])).toEqual([
      [90_000_00, 90_000_00, 2],
      [0, 90_000_00, 2],
      [0, 90_000_00, 1],
      [0, 90_000_00, 1],
    ]);
  });

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

  const entry = (at: number, citation: string, title = 'Sue') => ({
    ...results[0]!,
    due: [{ day: at, rule: 'R', title, citation, certain: true }],
  });

  it('has what is due on the day itself, and the earlier before the later', () => {
    const file = calendarFile([entry(TODAY + 9, 'x'), entry(TODAY, 'x')], TODAY) ?? '';
    expect(file.match(/DATE:\d+/g)).toEqual(['DATE:20260701', 'DATE:20260710']);
  });

  it('folds long lines after 74 bytes, and loses nothing: RFC 5545, 3.1', () => {
    // "DESCRIPTION:" takes 12 bytes, and the sign of a section two.
    const whole = 'x'.repeat(62);
    expect(calendarFile([entry(TODAY, whole)], TODAY)).toContain(`DESCRIPTION:${whole}\r\n`);
    const long = `${'x'.repeat(61)}§${'y'.repeat(150)}`;
    expect(calendarFile([entry(TODAY, long)], TODAY)).toContain(
      `DESCRIPTION:${'x'.repeat(61)}\r\n §${'y'.repeat(71)}\r\n ${'y'.repeat(73)}\r\n ${'y'.repeat(6)}\r\n`,
    );
  });

  it('marks commas, semicolons, strokes and line breaks: RFC 5545, 3.3.11', () => {
    const file = calendarFile([entry(TODAY, 'a,b;c\\d\ne\r\nf')], TODAY);
    expect(file).toContain('DESCRIPTION:a\\,b\\;c\\\\d\\ne\\nf\r\n');
  });
});
