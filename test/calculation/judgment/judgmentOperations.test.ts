/** A judgment as people ask for it: its lines and ledger, how long it lives in words, and what has no say in it. */
import { describe, expect, it } from 'vitest';
import { JUDGMENT, LEDGER } from '../../../src/calculation/judgment/judgmentOperations';
import { toIso } from '../../../src/money/dates';
import { named, value } from '../days';
import { ran, readerWith } from '../support';

type Told = Readonly<Record<string, unknown>>;

/** California at 10 per cent: 36,500 bears 10.00 a day. */
const california = {
  amount: 36_500,
  entered: '2023-01-15',
  as_of: '2023-04-25',
  state: 'CA',
  consumer_transaction: 'no',
};
/** 36,500 at 5 per cent bears 5.00 a day, of no state's law. */
const plain = { amount: 36_500, entered: '2023-01-15', as_of: '2023-04-25', rates: '5%' };

const asked = (record: Told, reader = readerWith()) => ran(JUDGMENT, record, reader);

function tableOf(id: string, record: Told, reader = readerWith()) {
  const found = value(asked(record, reader));
  const table = JUDGMENT.tables.find((one) => one.id === id);
  if (!table) throw new Error(`no table ${id}`);
  return {
    inLine: table.inLine(found),
    rows: table.rows(found).map(({ values }) => values),
    closing: table
      .closing(found)
      .map(({ values, total }) => [...values, ...(total ? ['sum'] : [])]),
    keyed: table
      .rows(found)
      .map(({ values }) =>
        Object.fromEntries(table.columns.map(({ id: key }, n) => [key, values[n]])),
      ),
  };
}

const figures = (record: Told) => {
  const found = value(asked(record));
  return Object.fromEntries(
    JUDGMENT.figures.map(({ id, group = '', of }) => [
      group === '' ? id : `${group}.${id}`,
      of(found as never),
    ]),
  );
};

const said = (record: Told, reader = readerWith()) =>
  asked(record, reader).problems.map(({ field, row, message }) =>
    [field, row, message].filter((part) => part !== null).join(' '),
  );

describe('a judgment carried to a day', () => {
  it('is its amount and 100 days of ten dollars, each with its law', () => {
    const { rows, closing, inLine } = tableOf('lines', california);
    expect(rows.map(([item, label, amount]) => [item, label, amount])).toEqual([
      ['judgment', 'Judgment', 3_650_000],
      ['interest', 'Interest after judgment', 100_000],
    ]);
    expect(rows.map((row) => row.at(-1))).toEqual(['', expect.stringContaining('685.010')]);
    expect(rows[1]?.[3]).toMatch(/^To April 25, 2023, simple; 10% fixed by law/);
    expect(closing.map(([, label, amount]) => [label, amount])).toEqual([
      ['Balance', 3_750_000],
      ['Per diem', 1_000],
      ['Expires', null],
    ]);
    expect(closing[0]).toEqual(['', 'Balance', 3_750_000, 'On April 25, 2023', '', 'sum']);
    expect(closing[2]).toEqual([
      '',
      'Expires',
      null,
      'January 15, 2033',
      expect.stringContaining('683.020'),
    ]);
    expect(inLine).toBe(true);
  });

  it('has its figures by name', () => {
    expect(figures(california)).toMatchObject({
      balance: 3_750_000,
      judgment: 3_650_000,
      principal: 3_650_000,
      interest: 100_000,
      costs: 0,
      accrued: 100_000,
      paid: 0,
      overpaid: 0,
      per_diem: 1_000,
      satisfied: null,
      presumed_paid: null,
      dormant_from: null,
      revivable_until: null,
      life: 'alive',
      enforceable: true,
      'interest_by.known': 'statute',
      'interest_by.known_to': null,
      'life_by.known': 'statute',
      'life_by.words': '',
    });
    const { rate, expires, as_of: asOf, law } = figures(california);
    expect(String(rate)).toBe('10');
    expect(toIso(expires as number)).toBe('2033-01-15');
    expect(toIso(asOf as number)).toBe('2023-04-25');
    expect(law).toMatch(/685\.010/);
    expect(law).not.toMatch(/unverified/);
  });

  it('goes event by event; where its rate comes from is said once', () => {
    const events = 'date=2023-02-14, amount=500';
    const { keyed } = tableOf('ledger', { ...california, events });
    expect(
      keyed.map(({ kind, days, interest, paid, balance }) => [kind, days, interest, paid, balance]),
    ).toEqual([
      ['judgment', 0, 0, 0, 3_650_000],
      ['payment', 30, 30_000, 50_000, 3_630_000],
      // 36,300 at ten per cent for 70 days: 696.16.
      ['as_of', 70, 69_616, 0, 3_699_616],
    ]);
    expect(keyed[1]).toMatchObject({
      to_costs: 0,
      to_interest: 30_000,
      to_principal: 20_000,
      principal: 3_630_000,
      interest_due: 0,
      costs: 0,
    });
    expect(keyed[0]?.['words']).toMatch(/^10% fixed by law.*; .*685\.010/);
    expect(keyed[1]?.['words']).not.toMatch(/685/);
    expect(value(ran(LEDGER, { ...california, events }))).toBeDefined();
    expect(LEDGER.shown(value(asked(california)))).toBe('ledger');
    expect(JUDGMENT.shown(value(asked(california)))).toBe('lines');
  });

  it('is carried to today beside it, in the pane alone', () => {
    const today = readerWith();
    const { closing, inLine, rows } = tableOf('today', california, today);
    // 15 January 2023 to 1 July 2026: 1,263 days of ten dollars.
    expect(closing[0]?.slice(1, 4)).toEqual(['Balance', 4_913_000, 'On July 1, 2026']);
    expect([inLine, rows]).toEqual([false, []]);
    const future = { ...plain, entered: '2027-01-15', as_of: '2027-04-25' };
    expect(tableOf('today', future, today).closing).toEqual([]);
  });
});

// Md. Code, Cts. & Jud. Proc. § 11-106: the note's rate until its maturity, then ten per cent.
it('a judgment on a note bears its rate to its own maturity, whatever was asked before', () => {
  const reader = readerWith();
  const maryland = {
    ...{ amount: 36_500, entered: '2023-01-15', as_of: '2023-04-25', contract_rate: '5%' },
    ...{ state: 'MD', collateral: 'motor_vehicle', retail_installment_contract: 'no' },
  };
  const interest = (maturity_date: string) =>
    tableOf('lines', { ...maryland, maturity_date }, reader).rows[1]?.[2];
  // 100 days: 45 at 5.00 and 55 at 10.00; then 75 and 25.
  expect(interest('2023-03-01')).toBe(22_500 + 55_000);
  expect(interest('2023-03-31')).toBe(37_500 + 25_000);
});

describe('how long it lives, in words', () => {
  const life = (record: Told) =>
    tableOf('lines', record)
      .closing.slice(2)
      .map(([, label, , words]) => [label, words]);

  it('nothing where no law and no terms say it', () => {
    expect(life(plain)).toEqual([]);
  });

  it('an end that has come, and one that has not', () => {
    const own = { ...plain, years: 5 };
    expect(life({ ...own, as_of: '2028-01-15' })).toEqual([['Expires', 'January 15, 2028']]);
    expect(life({ ...own, as_of: '2028-01-16' })).toEqual([
      ['Expires', 'January 15, 2028: expired'],
    ]);
  });

  it('paid in full, before its end', () => {
    const events = 'date=2023-02-14, amount=36650';
    expect(life({ ...plain, years: 5, events })).toEqual([
      ['Paid in full', 'February 14, 2023'],
      ['Expires', 'January 15, 2028'],
    ]);
  });

  it('sleep and revival: dormant after ten years in Texas, revived within two', () => {
    const texas = { ...plain, state: 'TX' };
    expect(life(texas)).toEqual([
      ['Expires', 'January 15, 2035'],
      ['Dormant', 'From January 15, 2033 unless kept awake; can be revived until January 15, 2035'],
    ]);
    expect(life({ ...texas, entered: '2013-01-15' })[1]).toEqual([
      'Dormant',
      'From January 15, 2023; can be revived until January 15, 2025',
    ]);
  });

  it('sleep from which a court wakes it without a last day: Alaska after five years', () => {
    expect(life({ ...plain, state: 'AK' })).toEqual([
      ['Dormant', 'From January 15, 2028 unless kept awake'],
    ]);
  });

  it('a presumption of payment that can be disproved: Maine after twenty', () => {
    expect(life({ ...plain, state: 'ME' })).toEqual([
      ['Presumed paid', 'January 15, 2043, unless disproved'],
    ]);
  });

  it('what was taken as given about it: no farm land in Iowa', () => {
    const iowa = { ...plain, state: 'IA', method: 'judicial', dwelling_units: 3 };
    expect(life(iowa)[0]?.[1]).toMatch(/^January 15, 2043; assumes agricultural=no/);
  });
});

describe('a slip', () => {
  it('in the years or in the day that interest begins is refused', () => {
    expect(said({ ...plain, years: 0 })).toEqual([
      'terms years: 0 is no life of a judgment; give up to 100',
    ]);
    expect(said({ ...plain, years: 100.5 })[0]).toMatch(/years: 100.5/);
    expect(asked({ ...plain, years: 100 }).ok).toBe(true);
    expect(said({ ...plain, interest_from: '1923-01-14' })[0]).toMatch(
      /^terms interest_from: January 14, 1923 lies more than 100 years before the judgment; check it/,
    );
    expect(asked({ ...plain, interest_from: '1923-01-15' }).ok).toBe(true);
    expect(said({ ...plain, interest_from: '2023-04-26' })[0]).toMatch(
      /^terms interest_from: April 26, 2023 lies after the day asked for; check it/,
    );
    expect(asked({ ...plain, interest_from: '2023-04-25' }).ok).toBe(true);
  });

  it('in a day or a rate is named', () => {
    expect(named(asked({ ...plain, as_of: '2023-01-14' }))).toEqual(['dates_out_of_order as_of']);
    expect(asked({ ...plain, rates: undefined }).ok).toBe(false);
  });
});

describe('what has no say', () => {
  it('amounts of the loan, facts without a state, the judgment’s day again', () => {
    expect(said({ ...plain, fair_value: 5, method: 'judicial', costs: '' })).toEqual([
      'fair_value has no say in a judgment',
      'method has no say without a state',
    ]);
    expect(said({ ...california, judgment_date: '2023-01-15' })).toEqual([
      'judgment_date has no say beside entered',
    ]);
    expect(said({ ...plain, judgment_date: '2023-01-15' })).toEqual([
      'judgment_date has no say beside entered',
    ]);
  });

  it('facts that no law of the place asks of a judgment', () => {
    expect(said({ ...california, acres: 5 })).toEqual([
      'acres no law of this judgment asks for it',
    ]);
    expect(said(california)).toEqual([]);
  });

  it('the note’s rate beside the judgment’s own', () => {
    const beside = 'contract_rate has no say beside the rate that the judgment states';
    const table = 'from=2023-01-01, rate=5%; from=2023-03-01, rate=6%';
    expect(said({ ...plain, contract_rate: '8%' })).toEqual([beside]);
    expect(said({ ...plain, rates: table, contract_rate: '8%' })).toEqual([beside]);
    expect(said({ ...plain, rates: table })).toEqual([]);
  });

  it('an index without a state', () => {
    const rates = 'from=2023-01-01, rate=5%; from=2023-03-01, rate=6%, index=7%';
    expect(said({ ...plain, rates }).filter((text) => text.includes('index'))).toHaveLength(1);
  });

  it('terms of a renewal or of costs where there are none', () => {
    const terms = {
      ...{ renewal_years: 5, renewal_counts_from: 'expiry', renewal_adds_interest: 'yes' },
      costs_bear_interest: 'yes',
    };
    const own = { ...plain, years: 5, ...terms };
    expect(said(own)).toEqual([
      'renewal_years has no say without a renewal among the events',
      'renewal_counts_from has no say without a renewal among the events',
      'renewal_adds_interest has no say without a renewal among the events',
      'costs_bear_interest has no say without a cost among the events',
    ]);
    const events = 'date=2023-02-01, kind=renewal; date=2023-02-02, kind=cost, amount=5';
    expect(said({ ...own, events })).toEqual([]);
  });

  it('events after the day asked for, and columns of another kind of event', () => {
    const of = (event: string) => said({ ...plain, events: `date=2023-02-01, ${event}` });
    expect(said({ ...plain, events: 'date=2023-04-26, amount=5' })).toEqual([
      'events 1 April 26, 2023 is after the day asked for',
    ]);
    expect(said({ ...plain, events: 'date=2023-04-25, amount=5' })).toEqual([]);
    expect(of('kind=execution, amount=5')).toEqual(['events 1 amount has no say for execution']);
    expect(of('kind=renewal, amount=5')).toEqual(['events 1 amount has no say for renewal']);
    expect(of('amount=5, bears_interest=yes')).toEqual([
      'events 1 bears_interest has no say for payment',
    ]);
    expect(of('amount=5, adds_interest=yes')).toEqual([
      'events 1 adds_interest has no say for payment',
    ]);
    expect(of('amount=5, until=2023-03-01')).toEqual(['events 1 until has no say for payment']);
    expect(of('kind=fees, amount=5, bears_interest=yes')).toEqual([]);
    expect(of('kind=cost, amount=5, bears_interest=yes')).toEqual([]);
    expect(of('kind=renewal, adds_interest=yes')).toEqual([]);
    expect(of('kind=stay, until=2023-03-01, bears_interest=no')).toEqual([]);
    expect(of('kind=tender, until=2023-03-01, bears_interest=no')).toEqual([]);
    expect(of('amount=5, of_record=yes')).toEqual([
      'events 1 of_record has no say: no life turns on it here',
    ]);
    expect(
      said({ ...plain, state: 'MO', events: 'date=2023-02-01, amount=5, of_record=yes' }),
    ).toEqual([]);
  });

  it('is not said of a row that is left out altogether', () => {
    expect(said({ ...plain, events: 'date=2023-05-01, kind=cost' })).toEqual([
      'events 1 amount is missing: how much is the cost?',
    ]);
  });
});
