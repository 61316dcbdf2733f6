// Forms 1099-A and 1099-C and the worksheet of IRS Publication 4681, recourse against non-recourse.
import { describe, expect, it } from 'vitest';
import { taxFigures, type TaxTerms } from '../../../src/calculation/notices/taxForms';
import { day, named, usd, value } from '../days';

// The Service's example of a home (Publications 544 and 4681): 180,000 owed, worth 170,000, adjusted basis 175,000.
const home = (changes: Partial<TaxTerms> = {}): TaxTerms => ({
  principal: usd(180000),
  debt: usd(180000),
  fairMarketValue: usd(170000),
  personallyLiable: false,
  transferred: day('2024-06-03'),
  adjustedBasis: usd(175000),
  ...changes,
});

describe('not personally liable', () => {
  it('realizes the whole debt, 180,000, a gain of 5,000, and no income from cancellation', () => {
    const { worksheet, form1099C } = value(taxFigures(home()));
    expect([worksheet.amountRealized, worksheet.gain, worksheet.income]).toEqual([
      usd(180000),
      usd(5000),
      0,
    ]);
    expect(worksheet.lines.map((l) => l.item)).toEqual([
      'line_4',
      'line_5',
      'line_6',
      'line_7',
      'line_8',
    ]);
    expect(form1099C).toBeNull();
  });

  // A tax forum's rule ("if box 5 is not checked, the lesser of box 2 and box 4 ... income equal to box 2 minus box 4")
  // is the other way round: that is the rule for a checked box.
  it('is not the lesser of debt and value, as a forum has it', () => {
    expect(value(taxFigures(home())).worksheet.amountRealized).not.toBe(usd(170000));
  });
});

describe('personally liable', () => {
  it('realizes the value, 170,000, a loss of 5,000, and 10,000 of income when the rest is cancelled', () => {
    const { worksheet, form1099C } = value(
      taxFigures(
        home({ personallyLiable: true, cancelled: usd(10000), cancelledOn: day('2024-11-20') }),
      ),
    );
    expect(worksheet.lines.map((l) => l.amount)).toEqual(
      [180000, 170000, 10000, 170000, 0, 170000, 175000, -5000].map(usd),
    );
    expect(form1099C).toEqual({
      box1: day('2024-11-20'),
      box2: usd(10000),
      box3: 0,
      box5: true,
      box7: usd(170000),
      required: true,
    });
  });

  it('has no income while the deficiency is still owed', () => {
    const { worksheet, form1099C } = value(taxFigures(home({ personallyLiable: true })));
    expect([worksheet.income, worksheet.amountRealized]).toEqual([0, usd(170000)]);
    expect(form1099C).toBeNull();
  });
});

describe('the boxes', () => {
  it('puts unpaid principal without interest in box 2 of 1099-A', () => {
    const { form1099A } = value(taxFigures(home({ debt: usd(195000) })));
    expect(form1099A).toEqual({
      box1: day('2024-06-03'),
      box2: usd(180000),
      box4: usd(170000),
      box5: false,
    });
  });

  it('need not report a cancelled debt below 600', () => {
    const small = home({ personallyLiable: true, cancelled: usd(599.99) });
    expect(value(taxFigures(small)).form1099C?.required).toBe(false);
    expect(value(taxFigures({ ...small, cancelled: usd(600) })).form1099C?.required).toBe(true);
  });

  it('refuses to cancel more than the property left unpaid, or more interest than is cancelled', () => {
    expect(named(taxFigures(home({ personallyLiable: true, cancelled: usd(10001) })))).toEqual([
      'payment_above_balance cancelled',
    ]);
    const interest = home({
      personallyLiable: true,
      cancelled: usd(100),
      cancelledInterest: usd(101),
    });
    expect(named(taxFigures(interest))).toEqual(['payment_above_balance cancelled_interest']);
  });
});

describe('one form', () => {
  const alone = (changes: Partial<TaxTerms>) =>
    value(taxFigures(home({ personallyLiable: true, ...changes }))).form1099CAlone;

  it('is enough where the debt is cancelled in the year of the transfer and must be reported', () => {
    expect(alone({ cancelled: usd(600), cancelledOn: day('2024-12-31') })).toBe(true);
    expect(alone({ cancelled: usd(600) })).toBe(true);
    expect(alone({ cancelled: usd(600), cancelledOn: day('2025-01-01') })).toBe(false);
    expect(alone({ cancelled: usd(599) })).toBe(false);
    expect(alone({})).toBe(false);
  });
});

it('adds what the borrower received, ends without a basis at line 6, and names wrong amounts', () => {
  const { worksheet } = value(
    taxFigures(home({ adjustedBasis: null, proceedsToBorrower: usd(3_000) })),
  );
  expect(worksheet.lines.map(({ item, amount }) => [item, amount / 100])).toEqual([
    ['line_4', 180_000],
    ['line_5', 3_000],
    ['line_6', 183_000],
  ]);
  expect(worksheet.gain).toBeNull();
  expect(named(taxFigures(home({ principal: -1, proceedsToBorrower: 0.5 })))).toEqual([
    'not_an_amount principal',
    'not_an_amount proceeds_to_borrower',
  ]);
});

describe('what may keep the cancelled debt out of income (26 U.S.C. 108(a)(1))', () => {
  const words = (cancelledOn: string) =>
    value(
      taxFigures(
        home({ personallyLiable: true, cancelled: usd(10000), cancelledOn: day(cancelledOn) }),
      ),
    ).worksheet.lines.find(({ item }) => item === 'line_3')?.words;

  it('names debt of a main home through 31 December 2025, the last day of (E)', () => {
    expect(words('2025-12-31')).toMatch(/insolvent, and debt of a main home/);
  });

  it('names it later only as agreed in writing before 2026', () => {
    expect(words('2026-01-01')).toMatch(/main home only as agreed in writing before 2026/);
  });
});
