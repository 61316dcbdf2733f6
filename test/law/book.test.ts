/** The law as one book: places and their codes, what each place asks, and words that are loaded later. */
import { afterAll, describe, expect, it, vi } from 'vitest';
import { isAmountName } from '../../src/law/amounts';
import { factNamed, jurisdiction, profileNamed, stateCode, STATES } from '../../src/law/book';
import { parseIso } from '../../src/money/dates';

const day = (iso: string): number => {
  const read = parseIso(iso);
  if (!read.ok) throw new Error(read.message);
  return read.value;
};

describe('a place', () => {
  it('is found by code or name in any case and spacing; 50 states and the District', () => {
    expect(STATES).toHaveLength(51);
    expect(stateCode(' tx ')).toBe('TX');
    expect(stateCode('north   Dakota')).toBe('ND');
    expect(stateCode('Texass')).toBeUndefined();
    expect(stateCode('')).toBeUndefined();
  });

  it('is compiled once, and one that is none is a mistake', () => {
    expect(jurisdiction('TX')).toBe(jurisdiction('TX'));
    expect(jurisdiction('TX')).not.toBe(jurisdiction('CA'));
    expect(() => jurisdiction('XX')).toThrow('no jurisdiction has the code XX');
  });

  it('without a code has the loan terms, federal law, and what some state does with a price', () => {
    const nowhere = jurisdiction('');
    expect(nowhere.rules.length).toBeGreaterThan(5);
    expect(
      nowhere.rules.every(({ data: { id } }) => /^(TERMS|GENERAL|POLICY|US|SOME-STATE)-/.test(id)),
    ).toBe(true);
  });

  it('has its rules by their names, the loan terms among them', () => {
    const rules = jurisdiction('TX').rules;
    const named = (id: string) => rules.find(({ data }) => data.id === id);
    expect(named('TX-PROP-51.003-C')?.data.citation).toContain('51.003');
    expect(named('TERMS-NONRECOURSE')?.condition).toBeDefined();
    expect(named('CA-CCP-580d')).toBeUndefined();
  });

  it('may sell farms in another way: Idaho and Montana in court', () => {
    expect(jurisdiction('ID')).toMatchObject({
      usualMethod: 'nonjudicial',
      farmMethod: 'judicial',
    });
    expect(jurisdiction('TX')).not.toHaveProperty('farmMethod');
  });
});

describe('what the rules of a place ask', () => {
  const asks = (code: string, fact: string) => jurisdiction(code).asks.get(fact);

  it('are facts with the numbers at which the answer turns, least first', () => {
    expect(asks('AZ', 'acres')).toEqual([2.5]);
    expect(asks('MN', 'acres')).toEqual([10, 40]);
    expect(asks('TX', 'acres')).toBeUndefined();
  });

  it('are no numbers where a fact is yes or no', () => {
    expect(asks('AZ', 'owner_occupied') ?? []).toEqual([]);
    expect(asks('CA', 'method')).toEqual([]);
  });

  it('are the first days of a law and of what follows it: Hawaii and West Virginia', () => {
    const hawaii = asks('HI', 'sale_date') ?? [];
    expect(hawaii).toContain(day('2020-04-30'));
    expect(hawaii).not.toContain(day('2020-04-29'));
    const west = asks('WV', 'sale_date') ?? [];
    expect(west).toEqual([...west].sort((a, b) => a - b));
    for (const iso of ['1997-03-14', '2014-11-12', '2015-06-11']) expect(west).toContain(day(iso));
  });

  it('are the days in a condition, as of when a loan was made: 1 October 2009 in Nevada', () => {
    expect(asks('NV', 'origination_date')).toContain(day('2009-10-01'));
  });

  it('are whether a guarantor waived, where a waiver decides: Georgia', () => {
    expect(asks('GA', 'guarantor_waived_value_credit')).toEqual([]);
    expect(asks('MO', 'guarantor_waived_value_credit')).toBeUndefined();
  });
});

describe('names', () => {
  it('of facts, profiles and amounts are known, others are not', () => {
    expect(factNamed('method')?.kind).toBe('choice');
    expect(factNamed('nonsense')).toBeUndefined();
    expect(profileNamed('farm')?.facts['agricultural']).toBe(true);
    expect(profileNamed('none')).toBeUndefined();
    expect(isAmountName('fair_value')).toBe(true);
    expect(isAmountName('method')).toBe(false);
  });
});

describe('words that are loaded later', () => {
  // A book of their own: what is named here must not be read by other tests.
  const freshBook = async () => {
    vi.resetModules();
    return import('../../src/law/book');
  };
  afterAll(() => void vi.resetModules());

  it('give a fact its group; its label it has from the start', async () => {
    const book = await freshBook();
    expect(book.factNamed('sale_confirmed')?.label).toBe('Court confirmed the sale');
    book.groupFacts({ sale_confirmed: 'sale' });
    expect(book.FACTS.find(({ name }) => name === 'sale_confirmed')).toMatchObject({
      label: 'Court confirmed the sale',
      group: 'sale',
    });
    expect(book.factNamed('method')?.group).toBe('');
  });

  it('give rules their titles and citations in the order of the book, and leave those without', async () => {
    const book = await freshBook();
    const rules = book.STATES.flatMap(({ code }) =>
      book
        .jurisdiction(code)
        .rules.filter(({ data: { id } }) => !/^(TERMS|GENERAL|POLICY|US|SOME-STATE)-/.test(id)),
    );
    const [first, second, third] = rules.map(({ data }) => data);
    const before = [second?.title, second?.citation];
    book.labelRules(['The first', 0, 'The third'], ['§ 1', 0, '§ 3']);
    expect([first?.title, first?.citation]).toEqual(['The first', '§ 1']);
    expect([second?.title, second?.citation]).toEqual(before);
    expect([third?.title, third?.citation]).toEqual(['The third', '§ 3']);
  });
});
