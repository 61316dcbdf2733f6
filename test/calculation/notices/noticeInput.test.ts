/** What a notice of UCC 9-616(c) and the tax forms are made of, as people type it. */
import { describe, expect, it } from 'vitest';
import { readValues } from '../../../src/calculation/input/fields';
import {
  EXPLANATION_TERMS,
  explanationOf,
  TAX_TERMS,
  taxFiguresOf,
  type ExplanationGiven,
  type TaxGiven,
} from '../../../src/calculation/notices/noticeInput';
import { day, named, usd, value } from '../days';
import { typed } from '../support';

/** 12,500 owed on 1 March, 8,000 brought on 1 May: 4,500 left. */
function notice(told: Partial<Omit<ExplanationGiven, 'terms'>> = {}, terms = {}) {
  const read = readValues(terms, EXPLANATION_TERMS, typed, 'terms');
  if (!read.ok) throw new Error(read.error.message);
  const given: ExplanationGiven = {
    obligation: usd(12_500),
    obligationDate: day('2024-03-01'),
    proceeds: usd(8_000),
    disposition: day('2024-04-01'),
    expenses: null,
    credits: null,
    ...told,
    terms: read.value,
  };
  return explanationOf(given, typed);
}

const lines = (...told: Parameters<typeof notice>) =>
  value(notice(...told)).lines.map(({ label, amount }) => [label, amount / 100]);

describe('expenses and credits', () => {
  it('are nothing where nothing is told', () => {
    for (const blank of [null, '', 0, []])
      expect(lines({ expenses: blank, credits: blank }).slice(3)).toEqual([
        ['Expenses', 0],
        ['Credits', 0],
        ['Deficiency', 4_500],
      ]);
    expect(named(notice({ expenses: 0 }))).toEqual([]);
  });

  it('as one amount count, and their types are asked for', () => {
    expect(lines({ expenses: 300, credits: '$100' }).slice(3)).toEqual([
      ['Expenses: type not stated', 300],
      ['Credits: type not stated', -100],
      ['Deficiency', 4_700],
    ]);
    const found = notice({ expenses: 300, credits: 100 });
    expect(named(found)).toEqual(['missing expenses', 'missing credits']);
    expect(found.problems.map(({ message }) => message)).toEqual([
      'the notice must say which types of expenses these are (UCC 9-616(c)(4))',
      'the notice must say which types of credits these are (UCC 9-616(c)(5))',
    ]);
  });

  it('in a table have their types; a row without one counts and is named by its place', () => {
    const expenses = [{ type: 'retaking', amount: 350 }, {}, { amount: 50 }];
    const credits = [{ credit: 'refund', dollars: 20 }];
    expect(lines({ expenses, credits }).slice(3)).toEqual([
      ['Expenses: retaking', 350],
      ['Expenses: type not stated', 50],
      ['Credits: refund', -20],
      ['Deficiency', 4_880],
    ]);
    expect(named(notice({ expenses, credits }))).toEqual(['missing expenses 3']);
  });

  it('that cannot be read refuse the notice: it would state a wrong deficiency', () => {
    const refusal = (told: Parameters<typeof notice>[0]) => {
      const found = notice(told);
      return [found.ok, ...named(found)];
    };
    expect(refusal({ expenses: 'abc' })).toEqual([false, 'not_an_amount expenses']);
    const wrong = [{ type: 'a', amount: 1 }, { type: 'b' }];
    expect(refusal({ credits: wrong })).toEqual([false, 'missing credits 2']);
    expect(refusal({ expenses: 'x', credits: 'y' })).toEqual([
      false,
      'not_an_amount expenses',
      'not_an_amount credits',
    ]);
    expect(refusal({ obligation: -1 })).toEqual([false, 'not_an_amount obligation']);
  });
});

describe('the terms of a notice', () => {
  it('say when the goods were taken, what was rebated, and when it was asked for and sent', () => {
    const terms = { rebate: 'yes', repossession_date: '2024-03-20', requested: '2024-06-01' };
    const found = value(notice({}, { ...terms, sent: '2024-06-10' }));
    expect(found.lines[0]?.words).toMatch(/after a rebate/);
    expect(found.answerBy).toBe(day('2024-06-15'));
    expect(named(notice({}, { ...terms, sent: '2024-06-16' }))).toEqual([
      'dates_out_of_order sent',
    ]);
    // 1 March to 6 April are 36 days.
    expect(named(notice({}, { possession: '2024-04-06' }))).toContain(
      'dates_out_of_order obligation_date',
    );
  });

  it('say when it was sent to no purpose where nobody asked for it', () => {
    expect(named(notice({}, { sent: '2024-06-10' }))).toEqual(['unused sent']);
    expect(named(notice({}, { sent: '2024-06-10', requested: '2024-06-01' }))).toEqual([]);
    expect(named(notice({}, { requested: '2024-06-01' }))).toEqual([]);
  });

  it('left out leave no rebate and no request', () => {
    const found = value(notice());
    expect(found.lines[0]?.words).toBe('On March 1, 2024');
    expect(found.answerBy).toBeNull();
    expect(named(notice())).toEqual([]);
    // 1 March to 6 April, the disposition, are 36 days: no possession counts instead.
    expect(named(notice({ disposition: day('2024-04-06') }))).toEqual([
      'dates_out_of_order obligation_date',
    ]);
  });
});

describe('tax figures', () => {
  const figures = (told: Partial<TaxGiven> = {}, terms = {}) => {
    const read = readValues(terms, TAX_TERMS, typed, 'terms');
    if (!read.ok) throw new Error(read.error.message);
    return taxFiguresOf({
      principal: usd(180_000),
      debt: usd(185_000),
      fairValue: usd(170_000),
      transferred: day('2024-06-03'),
      liable: true,
      cancelled: usd(10_000),
      ...told,
      terms: read.value,
    });
  };

  it('put each amount in its box', () => {
    const terms = { cancelled_interest: 5_000, cancelled_on: '2025-01-20' };
    const { form1099A, form1099C, form1099CAlone } = value(figures({}, terms));
    expect(form1099A).toEqual({
      box1: day('2024-06-03'),
      box2: usd(180_000),
      box4: usd(170_000),
      box5: true,
    });
    expect(form1099C).toEqual({
      box1: day('2025-01-20'),
      box2: usd(10_000),
      box3: usd(5_000),
      box5: true,
      box7: usd(170_000),
      required: true,
    });
    expect(form1099CAlone).toBe(false);
    expect(value(figures()).form1099C).toMatchObject({ box1: day('2024-06-03'), box3: 0 });
  });

  it('count what the borrower got and paid: 170,000 and 2,000 less 160,000', () => {
    const told = value(figures({}, { proceeds_to_borrower: 2_000, basis: 160_000 })).worksheet;
    expect([told.amountRealized, told.gain]).toEqual([usd(172_000), usd(12_000)]);
    // 185,000 less 5,000 that is still owed and 170,000.
    expect(told.income).toBe(usd(10_000));
    expect(value(figures()).worksheet).toMatchObject({ amountRealized: usd(170_000), gain: null });
  });

  it('have no form 1099-C where nothing was cancelled', () => {
    expect(value(figures({ cancelled: null })).form1099C).toBeNull();
    expect(named(figures({ cancelled: usd(15_000.01) }))).toEqual([
      'payment_above_balance cancelled',
    ]);
  });

  it('name what is told of a cancellation that is none', () => {
    const terms = { cancelled_on: '2025-01-20' };
    for (const cancelled of [null, 0])
      expect(named(figures({ cancelled }, terms))).toEqual(['unused cancelled_on']);
    expect(named(figures({ cancelled: null }, { cancelled_interest: 0 }))).toEqual([
      'unused cancelled_interest',
    ]);
    expect(named(figures({ cancelled: null }))).toEqual([]);
    expect(named(figures({}, terms))).toEqual([]);
  });

  it('are refused for a principal above the debt, and a cancellation before the transfer', () => {
    const refusal = (...told: Parameters<typeof figures>) => {
      const found = figures(...told);
      return [found.ok, ...named(found)];
    };
    expect(refusal({ principal: usd(185_000.01) })).toEqual([false, 'not_allowed principal']);
    expect(refusal({ principal: usd(185_000) })).toEqual([true]);
    const early = [false, 'dates_out_of_order cancelled_on'];
    expect(refusal({}, { cancelled_on: '2024-06-02' })).toEqual(early);
    expect(refusal({}, { cancelled_on: '2024-06-03' })).toEqual([true]);
  });
});
