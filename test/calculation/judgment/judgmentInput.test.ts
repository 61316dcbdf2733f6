/** A judgment from what people type: the law of its place or rates of its own, its terms, and what happened to it. */
import { describe, expect, it } from 'vitest';
import { readValues } from '../../../src/calculation/input/fields';
import {
  inGivenRowsOfJudgment,
  JUDGMENT_TERMS,
  judgmentInput,
  type JudgmentGiven,
} from '../../../src/calculation/judgment/judgmentInput';
import { readRates } from '../../../src/calculation/input/rateInput';
import { PRINCIPAL_FIRST, UNITED_STATES_RULE } from '../../../src/calculation/judgment/ledger';
import { problem } from '../../../src/calculation/input/problem';
import { Exact } from '../../../src/money/cents';
import { parseIso } from '../../../src/money/dates';
import { readerWith, typed } from '../support';

const day = (iso: string): number => {
  const read = parseIso(iso);
  if (!read.ok) throw new Error(read.message);
  return read.value;
};

interface Told {
  readonly facts?: Record<string, unknown>;
  readonly terms?: Record<string, unknown>;
  readonly rates?: unknown;
  readonly events?: JudgmentGiven['events'];
  readonly contract?: JudgmentGiven['contractRate'];
  readonly amount?: number;
}

function input({ facts = { state: 'CA' }, terms = {}, rates = null, ...told }: Told = {}) {
  const read = readValues(terms, JUDGMENT_TERMS, typed, 'terms');
  if (!read.ok) throw new Error(read.error.message);
  return judgmentInput(
    {
      amount: told.amount ?? 10_000_000,
      entered: day('2024-01-02'),
      contractRate: told.contract === undefined ? 'none' : told.contract,
      rates: readRates(rates, typed, 'rates'),
      facts,
      terms: read.value,
      events: told.events ?? [],
    },
    typed,
    readerWith(),
  );
}

function made(told: Told = {}) {
  const found = input(told);
  if (!found.ok) throw new Error(found.problems.map(({ message }) => message).join('; '));
  return found;
}

const refusal = (told: Told) => {
  const found = input(told);
  return found.ok ? 'accepted' : found.problems.map(({ field, message }) => `${field}: ${message}`);
};

const percents = (told: Told) => made(told).value.terms.rates.map((r) => r.ratePercent.toNumber());

describe('a judgment of a state', () => {
  it('bears the interest of its law, counted as the workbook counts', () => {
    const { value, problems } = made();
    expect(problems).toEqual([]);
    expect(value.terms).toMatchObject({
      entered: day('2024-01-02'),
      amount: 10_000_000,
      openingInterest: 0,
      interestFrom: null,
      compounding: 'simple',
      convention: { dayCount: 'actual/365' },
      rounding: 'half_up',
      order: UNITED_STATES_RULE,
    });
    expect(value.terms.rates.map(({ ratePercent }) => ratePercent.toNumber())).toEqual([10]);
    expect(value.basis.citation).toContain('685.010');
    expect(value.basis.lifeCitation).toContain('683.020');
    expect(value.basis.lifeKnown).not.toBeNull();
  });

  it('lives as long as the law says: ten years in California, renewable', () => {
    // Not within five years of the last renewal (CCP 683.110(b)); interest joins the principal (683.150(c)).
    expect(made().value.terms.life).toMatchObject({
      years: 10,
      renewals: [{ years: 10, gapYears: 5, addsInterest: true }],
    });
  });

  it.each([
    // Twenty years in Florida without renewal; Connecticut ends after 25.
    [{ state: 'FL' }, {}, { years: 20, renewals: [] }],
    [{ state: 'CT' }, {}, { renewals: [], most: 25 }],
    // Alabama sleeps after ten and ends after twenty; Georgia sleeps after seven.
    [{ state: 'AL' }, {}, { renewals: [{}], most: 20, dormantAfter: 10 }],
    [{ state: 'GA' }, {}, { renewals: [{}], dormantAfter: 7, reviveWithin: 3 }],
    [{ state: 'AL' }, { dormant_after_years: 4 }, { most: 20, dormantAfter: 4 }],
    // Whoever tells the years knows better than the law here what follows them.
    [{ state: 'CT' }, { years: 6 }, { years: 6, renewals: [{}] }],
  ])('lives as %j with %j says', (facts, terms, expected) => {
    expect(made({ facts, terms, rates: '7%' }).value.terms.life).toMatchObject(expected);
  });

  it('of no place lives as its own terms say, renewable, and never sleeps', () => {
    expect(made({ facts: {}, rates: '7%', terms: { years: 6 } }).value.terms.life).toEqual({
      years: 6,
      renewals: [{}],
    });
  });

  it('takes its own terms before those of the law', () => {
    const terms = {
      opening_interest: 120,
      interest_from: '2023-12-01',
      compounding: 'calendar year',
      day_count: 'actual/360',
      per_diem: 'rounded',
      rounding: 'half_even',
      payments: 'principal first',
      years: 6,
      renewal_years: 5,
      renewal_counts_from: 'expiry',
      dormant_after_years: 3,
    };
    const { terms: read, basis } = made({ terms }).value;
    expect(read).toMatchObject({
      openingInterest: 12_000,
      interestFrom: day('2023-12-01'),
      compounding: 'calendar_year',
      convention: { dayCount: 'actual/360', perDiem: 'rounded' },
      rounding: 'half_even',
      order: PRINCIPAL_FIRST,
      life: {
        years: 6,
        renewals: [{ years: 5, fromEnd: true }],
        dormantAfter: 3,
      },
    });
    expect(basis).toMatchObject({ lifeCitation: null, lifeKnown: null });
  });

  it('compounds yearly where its law says so: Kentucky', () => {
    const kentucky = made({ facts: { state: 'Kentucky' } }).value.terms;
    expect(kentucky.compounding).toBe('yearly');
    expect(
      made({ facts: { state: 'KY' }, terms: { compounding: 'simple' } }).value.terms.compounding,
    ).toBe('simple');
  });

  it('that does not exist, or is not named, is asked for', () => {
    expect(refusal({ facts: { state: 'XX' } })).toEqual([
      'state: no such state: XX; use a code such as TX',
    ]);
    expect(refusal({ facts: { state: { toString: '' } } })).toEqual([
      'state: no such state: {object}; use a code such as TX',
    ]);
    for (const state of ['', 0, undefined])
      expect(refusal({ facts: { state } })[0]).toMatch(/^state: say which state/);
  });

  it('has facts that must be known, and those assumed are said', () => {
    const small = { amount: 2_000_000, facts: { state: 'CA' } };
    expect(refusal(small)[0]).toContain('consumer_transaction');
    const told = { ...small, facts: { state: 'CA', consumer_transaction: 'yes' } };
    expect(percents(told)).toEqual([5]);
    expect(made(told).value.basis.words).not.toContain('assumes');
    const profile = { ...small, facts: { state: 'CA', profile: 'vehicle' } };
    expect(percents(profile)).toEqual([5]);
    expect(made(profile).value.basis.words).toContain('; assumes consumer_transaction=yes');
    expect(refusal({ ...small, facts: { state: 'CA', nonsense: 1 } })[0]).toMatch(/^nonsense: /);
  });

  it('is not disturbed by amounts of the loan that stand in the same row', () => {
    const row = { state: 'CA', balance: 'abc', fair_value: -5, principal: 'x', when_unknown: '?' };
    expect(percents({ facts: row })).toEqual([10]);
  });
});

describe('rates of one’s own', () => {
  it('of one figure go before the law, which still says that it compounds', () => {
    expect(percents({ rates: '7%' })).toEqual([7]);
    expect(made({ rates: '7%' }).value.basis).toMatchObject({
      words: '7% as given',
      citation: null,
    });
    const kentucky = made({ facts: { state: 'KY' }, rates: '7%' }).value;
    expect(kentucky.terms.compounding).toBe('yearly');
    expect(kentucky.basis.citation).toContain('360.040');
  });

  it('need no state; without one a table is the judgment’s own', () => {
    expect(percents({ facts: {}, rates: '7%' })).toEqual([7]);
    expect(made({ facts: {}, rates: '7%' }).value.terms.compounding).toBe('simple');
    const table = [
      { from: '2024-01-01', rate: '8%' },
      { from: '2025-01-01', rate: '9%' },
    ];
    const own = made({ facts: {}, rates: table }).value;
    expect(own.terms.rates.map(({ ratePercent }) => ratePercent.toNumber())).toEqual([8, 9]);
    expect(own.basis).toMatchObject({ words: 'rates as given', citation: null, known: null });
    expect(own.terms.life).toBeNull();
    expect(own.ask).toBeNull();
  });

  it('in a table say what an index was, and are left aside where the law fixes the rate', () => {
    const table = [{ from: '2024-01-01', index: '8.5%' }];
    const texas = made({ facts: { state: 'TX' }, rates: table }).value;
    expect(texas.terms.rates.map(({ ratePercent }) => ratePercent.toNumber())).toEqual([8.5]);
    expect(texas.basis.words).not.toContain('is not used');
    const fixed = made({ rates: table }).value;
    expect(fixed.basis.words).toContain('the table of rates is not used');
    expect(fixed.terms.rates[0]?.ratePercent.toNumber()).toBe(10);
  });

  it('that cannot be read are named', () => {
    expect(refusal({ rates: 'soon' })[0]).toContain('rates');
    const partly = [{ from: '2024-01-01', rate: '8%' }, { rate: '9%' }];
    const found = made({ facts: {}, rates: partly });
    expect(found.problems).toMatchObject([{ field: 'rates', row: 2 }]);
    expect(found.value.terms.rates).toHaveLength(1);
  });

  it('of the note count where the law lets them: 12 % in Michigan', () => {
    expect(percents({ facts: { state: 'MI' }, contract: new Exact(12) })).toEqual([12]);
    expect(refusal({ facts: { state: 'MI' }, contract: null })[0]).toMatch(/^contract_rate: /);
  });
});

describe('a federal judgment', () => {
  it('follows 28 U.S.C. § 1961 whatever the state', () => {
    const federal = { terms: { court: 'federal' }, facts: { state: 'CA' } };
    // 4.81 per cent in the week of 31 December 2023; what the user tells goes before it.
    expect(percents(federal)).toEqual([4.81]);
    const { value } = made({ ...federal, rates: [{ from: '2023-12-31', rate: '4.8%' }] });
    expect(value.terms.rates[0]?.ratePercent.toNumber()).toBe(4.8);
    expect(value.terms.compounding).toBe('yearly');
  });

  it('lives as its state says, which must be told (Fed. R. Civ. P. 69(a)(1))', () => {
    const federal = { terms: { court: 'federal' }, rates: '4.8%' };
    expect(refusal({ ...federal, facts: {} })[0]).toMatch(/^state: /);
    expect(made({ ...federal, facts: { state: 'GA' } }).value.terms.life).toMatchObject({
      dormantAfter: 7,
      reviveWithin: 3,
    });
    const own = made({ ...federal, facts: {}, terms: { court: 'federal', years: 12 } });
    expect(own.value.terms.life).toMatchObject({ years: 12 });
  });
});

describe('what happened', () => {
  const events = (list: JudgmentGiven['events'], terms = {}) => made({ events: list, terms });

  it('is a payment unless said otherwise; costs, renewals and executions are told by name', () => {
    const { value, problems } = events([
      { date: '2024-03-01', paid: 500 },
      { date: '2024-04-01', kind: 'Costs', amount: 40, what: 'Levy' },
      {},
      { date: '2024-05-01', event: 'renewal', label: 'First' },
      { date: '2024-06-01', type: 'execution' },
    ]);
    expect(problems).toEqual([]);
    expect(value.events).toEqual([
      { kind: 'payment', date: day('2024-03-01'), amount: 50_000 },
      // In California costs that are added bear interest, and renewal adds the interest as its law says.
      { kind: 'cost', date: day('2024-04-01'), amount: 4_000, bearsInterest: true, label: 'Levy' },
      { kind: 'renewal', date: day('2024-05-01'), addsInterest: null, label: 'First' },
      { kind: 'execution', date: day('2024-06-01') },
    ]);
    expect(value.rowsOf).toEqual([1, 2, 4, 5]);
  });

  it('bears or adds interest as the row says, else as the terms say', () => {
    const list = [
      { date: '2024-04-01', kind: 'cost', amount: 40 },
      { date: '2024-04-02', kind: 'cost', amount: 40, bears_interest: 'no' },
      { date: '2024-05-01', kind: 'renewal' },
      { date: '2024-05-02', kind: 'renewal', adds_interest: 'no' },
    ];
    const terms = { costs_bear_interest: 'yes', renewal_adds_interest: 'yes' };
    expect(events(list, terms).value.events).toMatchObject([
      { bearsInterest: true },
      { bearsInterest: false },
      { addsInterest: true },
      { addsInterest: false },
    ]);
    expect(
      events([{ date: '2024-04-01', kind: 'cost', amount: 1, bears_interest: 'yes' }]).value.events,
    ).toMatchObject([{ bearsInterest: true }]);
  });

  it('is a fee or a cost that bears interest where the law of the place says so', () => {
    // All but costs bear unless a law says more: Oklahoma.
    const list = [
      { date: '2024-04-01', kind: 'fees', amount: 40 },
      { date: '2024-04-01', kind: 'cost', amount: 40 },
      { date: '2024-04-01', kind: 'fees', amount: 40, bears_interest: 'no', label: 'Appeal' },
    ];
    const own = { facts: { state: 'OK' }, rates: '7%', events: list };
    expect(made(own).value.events).toMatchObject([
      { kind: 'cost', bearsInterest: true, label: 'Fees' },
      { kind: 'cost', bearsInterest: false },
      { kind: 'cost', bearsInterest: false, label: 'Appeal' },
    ]);
    expect(made({ ...own, facts: {} }).value.events).toMatchObject([
      { bearsInterest: false },
      { bearsInterest: false },
      { bearsInterest: false },
    ]);
  });

  it('may be what only the life turns on: of record in Missouri, a garnishment, an acknowledgment', () => {
    const list = [
      { date: '2024-03-01', amount: 5, of_record: 'yes' },
      { date: '2024-03-02', amount: 5, of_record: 'no' },
      { date: '2024-04-01', kind: 'garnishment' },
      { date: '2024-05-01', kind: 'docket entry', label: 'Alias' },
    ];
    expect(events(list).value.events).toEqual([
      { kind: 'payment', date: day('2024-03-01'), amount: 500, ofRecord: true },
      { kind: 'payment', date: day('2024-03-02'), amount: 500 },
      { kind: 'garnishment', date: day('2024-04-01') },
      { kind: 'docket_entry', date: day('2024-05-01'), label: 'Alias' },
    ]);
  });

  it('holds interest up by a tender and not by a stay, unless law or row say otherwise', () => {
    const list = [
      { date: '2024-03-01', kind: 'stay', until: '2024-04-01' },
      { date: '2024-05-01', kind: 'tender' },
      { date: '2024-06-01', kind: 'bankruptcy', until: '2024-07-01', label: 'Chapter 13' },
      { date: '2024-08-01', kind: 'bankruptcy' },
    ];
    const found = events(list);
    expect(found.value.events).toEqual([
      { kind: 'stay', date: day('2024-03-01'), until: day('2024-04-01'), stopsInterest: false },
      { kind: 'tender', date: day('2024-05-01'), until: null, stopsInterest: true },
      {
        ...{ kind: 'stay', date: day('2024-06-01'), until: day('2024-07-01') },
        ...{ stopsInterest: false, label: 'Chapter 13' },
      },
      {
        ...{ kind: 'stay', date: day('2024-08-01'), until: null },
        ...{ stopsInterest: false, label: 'Bankruptcy' },
      },
    ]);
    const not = (what: string, runs: string) =>
      `Whether interest stops for the ${what} was not read for this law: it is taken to ${runs}; write bears_interest in its row.`;
    const open =
      '11 U.S.C. § 108(c) holds a period open until 30 days after notice that the stay ended; whether that reaches the years of a judgment is not agreed.';
    expect(found.problems.map(({ row, message }) => [row, message])).toEqual([
      [1, not('stay of March 1, 2024', 'run on')],
      [2, not('tender of May 1, 2024', 'stop')],
      [3, `${not('bankruptcy of June 1, 2024', 'run on')} ${open}`],
      [4, `${not('bankruptcy of August 1, 2024', 'run on')} ${open}`],
    ]);
  });

  it('holds interest up as the row says, and then nothing is left unread', () => {
    const list = [
      { date: '2024-03-01', kind: 'stay', bears_interest: 'no' },
      { date: '2024-05-01', kind: 'tender', bears_interest: 'yes' },
    ];
    const { value, problems } = events(list);
    expect(value.events).toMatchObject([{ stopsInterest: true }, { stopsInterest: false }]);
    expect(problems).toEqual([]);
  });

  it('stops by a tender in Illinois, where that was read (735 ILCS 5/2-1303)', () => {
    const list = [
      { date: '2024-03-01', kind: 'tender' },
      { date: '2024-05-01', kind: 'stay' },
    ];
    const facts = { state: 'IL', consumer_transaction: 'no' };
    const found = made({ facts, events: list });
    expect(found.value.events).toMatchObject([{ stopsInterest: true }, { stopsInterest: false }]);
    expect(found.problems.map(({ row }) => row)).toEqual([2]);
  });

  it('without its amount is named by row, and the rest stands', () => {
    const found = events([
      { date: '2024-03-01' },
      { date: '2024-04-01', kind: 'cost' },
      { date: '2024-05-01', amount: 5 },
      { amount: 7 },
    ]);
    expect(found.problems.map(({ row }) => row).sort()).toEqual([1, 2, 4]);
    expect(found.problems.map(({ message }) => message)).toContain(
      'amount is missing: how much is the cost?',
    );
    expect(found.value.events).toHaveLength(1);
    expect(found.value.rowsOf).toEqual([3]);
  });
});

describe('a problem of the ledger', () => {
  const read = () =>
    made({
      facts: { state: 'OK' },
      events: [{}, { date: '2024-03-01', amount: 5 }],
    }).value;

  it('is said in the row of the table that it came from', () => {
    const found = inGivenRowsOfJudgment(problem('missing', 'events', 'text', 1), read());
    expect(found.row).toBe(2);
    expect(inGivenRowsOfJudgment(problem('missing', 'events', 'text', 9), read()).row).toBe(9);
    expect(inGivenRowsOfJudgment(problem('missing', 'events', 'text'), read()).row).toBeNull();
    expect(inGivenRowsOfJudgment(problem('missing', 'rates', 'text', 1), read()).row).toBe(1);
  });

  it('about a day without a rate says which index to give', () => {
    const gap = problem('rate_gap', 'rates', 'no rate for 2031', 3);
    const found = inGivenRowsOfJudgment(gap, read());
    expect(found.row).toBeNull();
    expect(found.message).toMatch(/^no rate for 2031 .*changing yearly/);
    expect(inGivenRowsOfJudgment(gap, made().value)).toEqual(gap);
    const other = problem('missing', 'rates', 'text', 1);
    expect(inGivenRowsOfJudgment(other, read())).toEqual(other);
  });
});
