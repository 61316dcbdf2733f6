/** A reader remembers what the same facts led to; no row may be answered out of another's dates, numbers or amounts. */
import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/calculation/deficiency/assess';
import type { CaseReader } from '../../../src/calculation/deficiency/case';
import { caseOf, readerWith } from '../support';

const base = { balance: 300_000, sale_price: 255_000, fair_value: 270_000 };

/** Rows that are alike but for what decides: thresholds on and beside their day or number. */
const ROWS: readonly Record<string, unknown>[] = [
  ...['2020-04-29', '2020-04-30', '2020-05-01'].map((sale_date) => ({ state: 'HI', sale_date })),
  ...['2009-09-30', '2009-10-01', '2009-10-02', ''].map((origination_date) => ({
    state: 'NV',
    origination_date,
  })),
  ...[2.4, 2.5, 2.6].map((acres) => ({ state: 'AZ', acres })),
  ...[10, 10.01, 40, 41].map((acres) => ({ state: 'MN', acres, agricultural: true })),
  ...['2014-11-11', '2014-11-12', '2015-06-10', '2015-06-11'].map((sale_date) => ({
    state: 'WV',
    sale_date,
  })),
  { state: 'CT', sale_price: 0 },
  { state: 'CT', sale_price: 255_000 },
  { state: 'VT', sale_price: 0 },
  { state: 'VT' },
  { state: 'MO', recourse_cap: 20_000 },
  { state: 'MO', recourse_percent: 10 },
  { state: 'MO', recourse_cap: 20_000, recourse_percent: 10 },
  { state: 'MO' },
  { state: 'MO', obligor: 'guarantor' },
  { state: 'MO', obligor: 'guarantor', guaranty_cap: 5_000 },
  { state: 'MO', balance: 310_000 },
  ...[2, undefined, 1].map((lien_priority) => ({ state: 'NY', lien_priority })),
  { state: 'TX' },
  {},
];

const answer = (reader: CaseReader, row: Record<string, unknown>) => {
  const item = caseOf({ ...base, profile: 'home_loan', ...row }, reader);
  const { low, high, status, reasons, missing, assumed, deadlines } = assess(item);
  return { low, high, status, reasons, missing, assumed, deadlines };
};

const alone = ROWS.map((row) => answer(readerWith(), row));

describe('a reader that has read other rows', () => {
  it.each([
    ['before', ROWS.map((_, n) => n)],
    ['in reverse', ROWS.map((_, n) => ROWS.length - 1 - n)],
    ['twice, the odd ones first', [...ROWS.keys()].flatMap((n) => [(n * 2 + 1) % ROWS.length, n])],
  ])('answers each row as one that has read nothing: %s', (_, order) => {
    const reader = readerWith();
    for (const n of order) expect(answer(reader, ROWS[n] ?? {})).toEqual(alone[n]);
  });

  // In New York the rank of the lien is no fact of any rule; what stands ahead of a second lien is not known until told.
  it('does not take a first lien for a second because a second one stood before it', () => {
    const reader = readerWith();
    const ends = (row: object) => {
      const { low, high } = answer(reader, { state: 'NY', fair_value: 350_000, ...row });
      return [low, high];
    };
    expect(ends({ lien_priority: 2 })).toEqual([0, 4_500_000]);
    expect(ends({})).toEqual([0, 0]);
  });

  // Minn. Stat. § 325G.22: the limit goes by the day of the sale, also where today's law is applied to all rows.
  it('keeps days of sale apart where the law of one day is applied', () => {
    const car = {
      ...{ state: 'MN', profile: 'vehicle', amount_financed: 8_000, consumer_transaction: true },
      ...{ goods_repossessed_or_surrendered: true, retail_installment_contract: true },
    };
    const days = ['2010-03-02', '2026-03-02', '2010-03-02'];
    const today = () => readerWith({ lawAsOf: 'today' });
    const reader = today();
    const alone = days.map((sale_date) => answer(today(), { ...car, sale_date }));
    expect(days.map((sale_date) => answer(reader, { ...car, sale_date }))).toEqual(alone);
    expect(alone[0]?.status).not.toBe(alone[1]?.status);
  });

  it('tells rows on the two sides of a threshold apart at all', () => {
    const shown = ROWS.map((row, n) => JSON.stringify([row['state'], alone[n]]));
    const [before, on] = shown;
    expect(before).not.toBe(on);
    expect(shown[8]).not.toBe(shown[9]);
    expect(shown[3]).not.toBe(shown[4]);
  });

  it('of ever new facts forgets, and still answers right', () => {
    const reader = readerWith();
    for (let n = 0; n < 9_000; n++) reader.read({ ...base, state: 'MO', acres: n, id: String(n) });
    for (let n = 0; n < 4_500; n++)
      reader.read({ ...base, state: 'TX', when_unknown: n % 2 === 0 ? 'upper' : 'lower', id: n });
    expect(answer(reader, ROWS[0] ?? {})).toEqual(alone[0]);
  });

  it('of ever new dates does too', () => {
    const reader = readerWith();
    for (let n = 0; n < 9_000; n++) {
      const year = 1930 + Math.floor(n / 336);
      const month = 1 + Math.floor((n % 336) / 28);
      const sale_date = `${year}-${String(month).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`;
      const read = reader.read({ ...base, state: 'MO', sale_date });
      expect(read.ok).toBe(true);
    }
    expect(answer(reader, ROWS[0] ?? {})).toEqual(alone[0]);
    expect(answer(reader, ROWS[1] ?? {})).toEqual(alone[1]);
  });
});

describe('what a workbook sets for all its rows', () => {
  const capped = readerWith({
    profile: 'home_loan',
    profileFacts: { recourse: 'limited' },
    profileAmounts: { recourse_cap: 20_000 },
  });

  it('stands where a row gives none, and is said to come from the workbook', () => {
    const found = assess(caseOf({ ...base, state: 'MO' }, capped));
    expect(found.deficiency).toBe(2_000_000);
    expect(found.assumed).toContainEqual({ name: 'recourse_cap', value: 20_000, from: 'profile' });
    const own = assess(caseOf({ ...base, state: 'MO', recourse_cap: 30_000 }, capped));
    expect(own.deficiency).toBe(3_000_000);
    expect(own.assumed.map(({ name }) => name)).not.toContain('recourse_cap');
  });

  it('in facts without a profile stands where the row says nothing, unless the goods are others', () => {
    const reader = readerWith({
      profileFacts: { collateral: 'real_property', method: 'nonjudicial', owner_occupied: true },
    });
    const facts = (row: Record<string, unknown>) =>
      caseOf({ ...base, state: 'AZ', ...row }, reader).setting.facts;
    expect(facts({}).values.get('method')).toBe('nonjudicial');
    expect(facts({}).origins.get('method')).toBe('profile');
    expect(facts({ method: 'judicial' }).values.get('method')).toBe('judicial');
    expect(facts({ method: 'judicial' }).origins.get('method')).toBe('given');
    expect(facts({ collateral: 'real_property' }).values.get('method')).toBe('nonjudicial');
    expect(facts({ collateral: 'motor_vehicle' }).values.get('method')).toBeUndefined();
    expect(facts({ profile: 'vehicle' }).values.get('method')).toBe('private_sale');
  });

  it('changes its own profile; a row that names another has that one’s facts, and the rest of the workbook’s', () => {
    const reader = readerWith({
      profile: 'home_loan',
      profileFacts: { method: 'judicial', recourse: 'none' },
    });
    const method = (row: Record<string, unknown>) =>
      caseOf({ ...base, state: 'AZ', ...row }, reader).setting.facts.values.get('method');
    expect(method({})).toBe('judicial');
    expect(method({ profile: 'home_loan' })).toBe('judicial');
    expect(method({ profile: 'vehicle' })).toBe('private_sale');
    const car = assess(caseOf({ ...base, state: 'AZ', profile: 'vehicle' }, reader));
    expect(car.reasons[0]?.rule).toBe('TERMS-NONRECOURSE');
  });

  it('of a blank amount is none', () => {
    const reader = readerWith({
      profileAmounts: { recourse_cap: ' ' },
      profileFacts: { acres: '' },
    });
    const item = caseOf({ ...base, state: 'MO' }, reader);
    expect([item.fromTerms.size, item.given.has('recourse_cap')]).toEqual([0, false]);
    expect(item.setting.facts.values.get('recourse')).toBe('full');
  });

  it('that is no amount for all rows is refused in every row', () => {
    for (const amounts of [{ sale_price: 1 }, { method: 1 }, { principal: 1 }, { nonsense: 1 }]) {
      const read = readerWith({ profileAmounts: amounts }).read({ ...base, state: 'MO' });
      expect(read.ok ? '' : read.error.message).toMatch(/is no amount that a workbook can set/);
    }
    const wrong = readerWith({ profileAmounts: { recourse_cap: 'abc' } }).read({ ...base });
    expect(wrong.ok ? '' : wrong.error.field).toBe('recourse_cap');
    const unknown = readerWith({ profileFacts: { nonsense: 1 } }).read({ ...base });
    expect(unknown.ok ? '' : unknown.error.field).toBe('nonsense');
  });
});

describe('a row', () => {
  const mistake = (record: Record<string, unknown>) => {
    const read = readerWith().read({ ...base, state: 'MO', ...record });
    return read.ok ? 'accepted' : `${read.error.field} ${read.error.message}`;
  };

  it('of blanks told nothing: its balance is asked for, its sale date presumed, its numbers unknown', () => {
    expect(mistake({ balance: '  ' })).toMatch(/^balance is missing/);
    const item = caseOf({ ...base, state: 'MO', sale_date: ' ', acres: ' ', obligor: ' ' });
    expect(assess(item).assumed).toContainEqual({
      name: 'sale_date',
      value: item.asOf,
      from: 'presumed',
    });
    expect([item.dates.size, item.numbers.size]).toEqual([0, 0]);
    expect(item.setting.facts.values.has('acres')).toBe(false);
    expect(item.setting.facts.values.get('obligor')).not.toBeNull();
  });

  it('is refused for a number that is none, after a good one too', () => {
    const reader = readerWith();
    const row = { ...base, state: 'MO' };
    expect(reader.read({ ...row, acres: 2 }).ok).toBe(true);
    for (const acres of ['many', -1]) expect(reader.read({ ...row, acres }).ok).toBe(false);
  });

  it('says of a name that does not exist that it does not', () => {
    const unknown = (settings: Parameters<typeof readerWith>[0], row = {}) => {
      const read = readerWith(settings).read({ ...base, state: 'MO', ...row });
      return read.ok ? 'accepted' : read.error.name === 'unknown_name';
    };
    expect(unknown({ profileAmounts: { nonsense: 1 } })).toBe(true);
    expect(unknown({ profileFacts: { nonsense: 1 } })).toBe(true);
    expect(unknown({}, { nonsense: 1 })).toBe(true);
    expect(unknown({ profileAmounts: { recourse_cap: 'abc' } })).toBe(false);
    expect(unknown({}, { acres: 'many' })).toBe(false);
  });

  it('may hold blanks of every kind', () => {
    const blanks = { costs: '', fair_value: null, sale_date: undefined, acres: '', method: '' };
    expect(mistake(blanks)).toBe('accepted');
    expect(mistake({ method: '   ' })).toBe('accepted');
    expect(mistake({ costs: '  ', fair_value: ' ' })).toBe('accepted');
    expect(mistake({ sale_date: ' ' })).toBe('accepted');
  });

  it('names what cannot be read by its own name', () => {
    expect(mistake({ acres: 'many' })).toBe("acres 'many' is not a number of zero or more");
    expect(mistake({ sale_date: '2025-02-30' })).toMatch(/^sale_date /);
    expect(mistake({ method: ['judicial'] })).toBe(
      'method give a text, a number, or true or false',
    );
    expect(mistake({ profile: 'Home  loan' })).toBe('accepted');
    expect(mistake({ profile: 'yacht' })).toMatch(
      /^profile no such profile: 'yacht'; use one of home_loan, .*equipment, none$/,
    );
    expect(mistake({ state: 'Atlantis' })).toBe(
      'state no such state: Atlantis; use a code such as TX',
    );
    expect(mistake({ state: 'x'.repeat(50) })).toBe(
      `state no such state: ${'x'.repeat(40)}; use a code such as TX`,
    );
    expect(mistake({ when_unknown: ' Lower ' })).toBe('accepted');
    expect(mistake({ when_unknown: 'middle' })).toMatch(/^when_unknown 'middle' is none of/);
  });

  it('told what limits recourse need not say that it is limited', () => {
    const setting = (record: Record<string, unknown>) =>
      caseOf({ ...base, state: 'MO', ...record }).setting.facts.values;
    expect(setting({ recourse_cap: 1 }).get('recourse')).toBe('limited');
    expect(setting({ recourse_cap: 1 }).get('recourse_limit')).toBe('amount');
    expect(setting({ recourse_percent: '10%' }).get('recourse_limit')).toBe('percent');
    expect(setting({ recourse_cap: 1, recourse_percent: '10%' }).get('recourse_limit')).toBe(
      'both',
    );
    expect(setting({ recourse_cap: 1, recourse_limit: 'percent' }).get('recourse_limit')).toBe(
      'percent',
    );
    expect(setting({ recourse_cap: 1, recourse: 'none' }).get('recourse')).toBe('none');
    expect(setting({ guaranty_cap: 1 }).get('guaranty_capped')).toBe(true);
    expect(setting({}).get('guaranty_capped')).toBe(false);
    expect(setting({ guaranty_cap: 1, guaranty_capped: false }).get('guaranty_capped')).toBe(false);
  });

  it('is judged by the law of its sale date, of today, or of a day that the workbook fixes', () => {
    const asOf = (lawAsOf: 'sale_date' | 'today' | number, sale_date?: string) =>
      caseOf({ ...base, state: 'MO', sale_date }, readerWith({ lawAsOf })).asOf;
    const today = readerWith().settings.today;
    expect(asOf('sale_date', '2020-01-01')).toBeLessThan(today);
    expect(asOf('sale_date')).toBe(today);
    expect(asOf('today', '2020-01-01')).toBe(today);
    expect(asOf(1_000, '2020-01-01')).toBe(1_000);
  });
});
