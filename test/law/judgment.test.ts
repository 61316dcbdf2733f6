// Which interest a judgment bears, state by state: expectations from the statutes that the entries cite.
import Decimal from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { ratesAsked } from '../../scripts/law/asked';
import { STATES } from '../../src/law/book';
import type { FactValue } from '../../src/law/facts';
import {
  FEDERAL,
  judgmentInterest,
  judgmentLife,
  type JudgmentInput,
  type PublishedRate,
} from '../../src/law/judgment';
import { parseIso, toIso } from '../../src/money/dates';
import { amountsOf } from './support';

const day = (iso: string): number => {
  const read = parseIso(iso);
  if (!read.ok) throw new Error(read.message);
  return read.value;
};

const rateRow = (from: string, to: string | null, percent: number): PublishedRate => ({
  from: day(from),
  to: to === null ? null : day(to),
  ratePercent: new Decimal(percent),
});

const indexRow = (from: string, to: string | null, percent: number): PublishedRate => ({
  from: day(from),
  to: to === null ? null : day(to),
  indexPercent: new Decimal(percent),
});

interface Question {
  readonly amount?: number;
  readonly facts?: Readonly<Record<string, FactValue>>;
  readonly contract?: number | 'none' | null;
  readonly published?: readonly PublishedRate[];
}

function ask(place: string, entered: string, question: Question = {}) {
  const { amount = 100000, facts = {}, contract = null, published = [] } = question;
  const input: JudgmentInput = {
    place,
    entered: day(entered),
    facts: new Map(Object.entries(facts)),
    amounts: amountsOf({ debt: amount }),
    contractRate: typeof contract === 'number' ? new Decimal(contract) : contract,
    published,
  };
  return judgmentInterest(input);
}

/** `2024-01-01..2024-12-31 10.5` for each period; a rate without end and beginning is the rate alone. */
function rates(...given: Parameters<typeof ask>): string[] {
  const found = ask(...given);
  if (!found.ok) return [`${found.field}: ${found.message}`];
  return found.rates.map(({ from, to, ratePercent }) =>
    to === null && from < day('1900-01-01')
      ? ratePercent.toString()
      : `${toIso(from)}..${to === null ? '' : toIso(to)} ${ratePercent.toString()}`,
  );
}

const asks = (...given: Parameters<typeof ask>): string => {
  const found = ask(...given);
  return found.ok ? 'asks nothing' : `${found.field}: ${found.message}`;
};

const consumer = { consumer_transaction: true };
const business = { consumer_transaction: false };

describe('a rate fixed by law', () => {
  it('is 6 per cent compounded yearly in Kentucky from 29 June 2017, 12 before (KRS 360.040)', () => {
    expect(rates('KY', '2017-06-29', { contract: 'none' })).toEqual(['6']);
    expect(rates('KY', '2017-06-28', { contract: 'none' })).toEqual(['12']);
    expect(ask('KY', '2017-06-29', { contract: 'none' })).toMatchObject({ compounds: 'yearly' });
  });

  it('is 10 per cent simple in California, whatever the note says (CCP 685.010(a)(1))', () => {
    const found = ask('CA', '2024-01-02', { facts: business, contract: 7 });
    expect(found).toMatchObject({ ok: true, compounds: null });
    expect(rates('CA', '2024-01-02', { facts: business, contract: 7 })).toEqual(['10']);
  });

  it('is 5 per cent in California on small consumer judgments entered from 2023 (685.010(a)(2))', () => {
    const small = { amount: 49999.99, facts: consumer };
    expect(rates('CA', '2023-01-01', small)).toEqual(['5']);
    expect(rates('CA', '2022-12-31', small)).toEqual(['10']);
    expect(rates('CA', '2023-01-01', { amount: 50000, facts: consumer })).toEqual(['10']);
    expect(rates('CA', '2023-01-01', { amount: 49999.99, facts: business })).toEqual(['10']);
  });

  it('is 9 per cent in New York and 2 on consumer debt from 30 April 2022 (CPLR 5004)', () => {
    expect(rates('NY', '2022-04-29', { facts: consumer })).toEqual([
      expect.stringMatching(/\.\.2022-04-29 9$/),
      '2022-04-30.. 2',
    ]);
    expect(rates('NY', '2022-04-30', { facts: consumer })).toEqual(['2']);
    expect(rates('NY', '2022-04-30', { facts: business })).toEqual(['9']);
  });

  it('is 10 per cent in Minnesota above 50,000 dollars only', () => {
    expect(rates('MN', '2023-05-01', { amount: 50000.01 })).toEqual(['10']);
    // Published: 5 per cent in 2023 and 2024, 4 in 2025 and 2026.
    expect(rates('MN', '2023-05-01', { amount: 50000 })).toEqual([
      '2023-05-01..2023-12-31 5',
      '2024-01-01..2024-12-31 5',
      '2025-01-01..2025-12-31 4',
      '2026-01-01..2026-12-31 4',
    ]);
  });
});

describe('the rate of the contract', () => {
  it('is asked for where it governs, and none is an answer', () => {
    expect(asks('KY', '2020-01-02')).toMatch(/^contract_rate: .*KRS 360\.040.*write none/);
    expect(rates('KY', '2020-01-02', { contract: 9.5 })).toEqual(['9.5']);
  });

  it('is kept to 13 per cent in Michigan and 18 in Texas', () => {
    expect(rates('MI', '2020-01-02', { contract: 15 })).toEqual(['13']);
    expect(rates('MI', '2020-01-02', { contract: 12 })).toEqual(['12']);
    expect(rates('TX', '2020-01-02', { contract: 21 })).toEqual(['18']);
    expect(ask('TX', '2020-01-02', { contract: 21 })).toMatchObject({ compounds: 'yearly' });
  });

  it('counts in Virginia and Oregon only where it is the higher (6 and 9 per cent otherwise)', () => {
    const facts = { negotiable_note: false };
    expect(rates('VA', '2024-01-02', { contract: 5, facts })).toEqual(['6']);
    expect(rates('VA', '2024-01-02', { contract: 8, facts })).toEqual(['8']);
    expect(rates('OR', '2024-01-02', { contract: 7 })).toEqual(['9']);
    expect(rates('OR', '2024-01-02', { contract: 11 })).toEqual(['11']);
    expect(rates('OR', '2024-01-02', { contract: 'none' })).toEqual(['9']);
  });

  it('ends at maturity in Maryland, where 10 per cent follows', () => {
    const goods = { collateral: 'business_goods', retail_installment_contract: false };
    expect(asks('MD', '2024-01-02', { facts: goods, contract: 7 })).toMatch(/maturity_date/);
    const dated = { ...goods, maturity_date: day('2025-06-30') };
    expect(rates('MD', '2024-01-02', { facts: dated, contract: 7 })).toEqual([
      '2024-01-02..2025-06-30 7',
      '2025-07-01.. 10',
    ]);
  });
});

describe('an indexed rate', () => {
  it('is never guessed: the day, the index and the citation are named', () => {
    const question = asks('NV', '2027-03-01', { contract: 'none' });
    expect(question).toMatch(
      /^rates: the rate for March 1, 2027 is not known here; known to December 31, 2026: prime rate/,
    );
    expect(question).toContain('plus 2 points');
    expect(question).toContain('NRS 17.130');
  });

  it('changes each January in Oklahoma, and ends where no rate is known', () => {
    const found = rates('OK', '2024-06-01', { contract: 'none' });
    expect(found).toEqual([
      '2024-06-01..2024-12-31 10.5',
      '2025-01-01..2025-12-31 9.5',
      '2026-01-01..2026-12-31 8.75',
    ]);
  });

  it('takes the index of the user with the margin, floor and ceiling of the law (Texas: 5 to 15)', () => {
    const with_ = (percent: number) =>
      rates('TX', '2024-03-01', {
        contract: 'none',
        published: [indexRow('2024-01-01', null, percent)],
      });
    expect(with_(8.5)).toEqual(['8.5']);
    expect(with_(3.25)).toEqual(['5']);
    expect(with_(16)).toEqual(['15']);
    const nevada = { contract: 'none', published: [indexRow('2024-01-01', null, 8.5)] } as const;
    expect(rates('NV', '2024-03-01', nevada)).toEqual(['2024-01-01.. 10.5']);
  });

  it('stays as it was at entry where the law fixes it (Tennessee, first half of 2020: 6.75)', () => {
    expect(rates('TN', '2020-03-02', { contract: 'none' })).toEqual(['6.75']);
    expect(rates('TN', '2012-06-30', { contract: 'none' })).toEqual(['10']);
    expect(asks('TN', '2027-01-01', { contract: 'none' })).toMatch(/^rates: /);
  });

  it('takes the user’s rate before the one that is known here, on the days it covers', () => {
    const published = [rateRow('2025-01-01', '2025-12-31', 9), rateRow('2026-01-01', null, 8.75)];
    expect(rates('OK', '2024-02-03', { contract: 'none', published })).toEqual([
      '2024-02-03..2024-12-31 10.5',
      '2025-01-01..2025-12-31 9',
      '2026-01-01.. 8.75',
    ]);
  });

  it('changes on 1 July in Kansas, as its table does', () => {
    const published = [
      rateRow('2023-07-01', '2024-06-30', 9.25),
      rateRow('2024-07-01', '2025-06-30', 9.5),
      rateRow('2025-07-01', null, 8.5),
    ];
    expect(rates('KS', '2024-02-03', { contract: 'none', published })).toEqual([
      '2023-07-01..2024-06-30 9.25',
      '2024-07-01..2025-06-30 9.5',
      '2025-07-01.. 8.5',
    ]);
  });

  it('is Florida’s quarterly rate at entry and then that of each 1 January (Fla. Stat. 55.03(3))', () => {
    const published = [
      rateRow('2023-07-01', '2023-09-30', 7.69),
      rateRow('2024-01-01', '2024-03-31', 9.09),
      rateRow('2024-04-01', '2024-06-30', 9.34),
      rateRow('2024-07-01', '2024-12-31', 9.46),
      rateRow('2025-01-01', '2025-03-31', 9.38),
    ];
    expect(rates('FL', '2023-11-15', { contract: 'none', published })).toEqual([
      '2023-11-15..2023-12-31 8.54',
      '2024-01-01..2024-12-31 9.09',
      '2025-01-01..2025-12-31 9.38',
      '2026-01-01..2026-12-31 8.44',
    ]);
  });

  it('is set against the contract where the higher counts (Arkansas)', () => {
    const published = [rateRow('2024-01-01', null, 7.5)];
    expect(rates('AR', '2024-05-01', { contract: 6, published })).toEqual(['7.5']);
    expect(rates('AR', '2024-05-01', { contract: 9, published })).toEqual(['9']);
  });

  it('of a federal judgment is that of the week before entry, compounded yearly (28 U.S.C. 1961)', () => {
    expect(asks(FEDERAL, '2026-08-23')).toMatch(/one-year constant maturity Treasury yield/);
    // 3.68 per cent in the last week that is known, to 2 May 2026.
    expect(rates(FEDERAL, '2026-05-02')).toEqual(['3.68']);
    const published = [rateRow('2024-02-12', '2024-02-18', 4.8), rateRow('2024-02-19', null, 4.99)];
    expect(rates(FEDERAL, '2024-02-15', { published, contract: 8 })).toEqual(['4.8']);
    expect(ask(FEDERAL, '2024-02-15', { published })).toMatchObject({ compounds: 'yearly' });
  });
});

describe('rates of the user among those that are known', () => {
  const spring = [rateRow('2024-03-01', '2024-05-31', 8)];
  const atEntry = (entered: string) =>
    rates('OK', entered, { contract: 'none', published: spring })[0]?.split(' ')[1];

  it('hold from their first day to their last, and the known rate of 10.5 around them', () => {
    expect(atEntry('2024-02-29')).toBe('10.5');
    expect(atEntry('2024-03-01')).toBe('8');
    expect(atEntry('2024-05-31')).toBe('8');
    expect(atEntry('2024-06-01')).toBe('10.5');
  });

  it('leave the other years as they are known', () => {
    expect(rates('OK', '2023-06-01', { contract: 'none', published: spring }).slice(1)).toEqual(
      rates('OK', '2023-06-01', { contract: 'none' }).slice(1),
    );
  });

  it('stand before the known rate on its very last day', () => {
    const published = [rateRow('2024-12-31', '2025-06-30', 8)];
    expect(rates('OK', '2024-12-30', { contract: 'none', published })[0]).toMatch(/ 10\.5$/);
    expect(rates('OK', '2024-12-31', { contract: 'none', published })[0]).toMatch(/ 8$/);
  });

  it('do not carry the known rates back to their own days: Oklahoma’s are known from 2009', () => {
    const published = [rateRow('2007-01-01', '2007-12-31', 10.25)];
    expect(rates('OK', '2007-12-31', { contract: 'none', published })[0]).toBe(
      '2007-12-31..2007-12-31 10.25',
    );
    expect(asks('OK', '2008-01-01', { contract: 'none', published })).toMatch(/^rates: /);
  });

  it('leave open a year that nobody has told', () => {
    const published = [rateRow('2030-01-01', '2030-12-31', 9), rateRow('2032-01-01', null, 7)];
    expect(rates('OK', '2030-04-01', { contract: 'none', published })).toEqual([
      '2030-04-01..2030-12-31 9',
      '2032-01-01.. 7',
    ]);
  });

  it('of several years in one row hold for each of them', () => {
    const published = [rateRow('2030-01-01', '2033-12-31', 9)];
    expect(rates('OK', '2030-04-01', { contract: 'none', published })).toEqual([
      '2030-04-01..2030-12-31 9',
      '2031-01-01..2031-12-31 9',
      '2032-01-01..2032-12-31 9',
      '2033-01-01..2033-12-31 9',
    ]);
  });

  it('that end on a 1 January give the year that begins there its rate', () => {
    const published = [rateRow('2030-01-01', '2031-01-01', 9)];
    expect(rates('OK', '2030-04-01', { contract: 'none', published })).toEqual([
      '2030-04-01..2030-12-31 9',
      '2031-01-01..2031-12-31 9',
    ]);
  });

  it('are yearly where the first row alone is short, and are followed as they stand (Kansas)', () => {
    const published = [rateRow('2024-02-01', '2024-06-30', 9.25), rateRow('2024-07-01', null, 9.5)];
    expect(rates('KS', '2024-02-03', { contract: 'none', published })).toEqual([
      '2024-02-01..2024-06-30 9.25',
      '2024-07-01.. 9.5',
    ]);
  });

  it('that begin on another day do not move the day of the law (Kansas, 1 July)', () => {
    const published = [rateRow('2024-01-15', '2025-01-14', 9), rateRow('2025-01-15', null, 8)];
    expect(rates('KS', '2024-02-03', { contract: 'none', published })).toEqual([
      '2024-01-15..2024-06-30 9',
      '2024-07-01..2025-06-30 9',
      '2025-07-01.. 8',
    ]);
  });

  it('may be told in any order', () => {
    const later = rateRow('2024-07-01', null, 9.5);
    const earlier = rateRow('2023-07-01', '2024-06-30', 9.25);
    expect(rates('KS', '2024-02-03', { contract: 'none', published: [later, earlier] })).toEqual([
      '2023-07-01..2024-06-30 9.25',
      '2024-07-01.. 9.5',
    ]);
  });

  it('of which one has neither rate nor index say nothing', () => {
    const empty: PublishedRate = { from: day('2024-01-01'), to: null };
    expect(asks('NV', '2027-03-01', { contract: 'none', published: [empty] })).toMatch(/^rates: /);
  });

  it('that move each quarter are taken at entry and each 1 January, though none begins on one', () => {
    const published = [
      rateRow('2023-12-01', '2024-02-29', 9),
      rateRow('2024-03-01', '2024-11-30', 8),
      rateRow('2024-12-01', '2025-02-28', 7),
    ];
    expect(rates('FL', '2023-12-15', { contract: 'none', published })).toEqual([
      '2023-12-15..2023-12-31 9',
      '2024-01-01..2024-12-31 9',
      '2025-01-01..2025-12-31 7',
      '2026-01-01..2026-12-31 8.44',
    ]);
  });
});

describe('the words of an index', () => {
  const words = (place: string, percent: number) => {
    const found = ask(place, '2024-03-01', {
      contract: 'none',
      published: [indexRow('2024-01-01', null, percent)],
    });
    return found.ok ? found.words : found.message;
  };

  it('name the least and the most that the law allows (Texas), and neither where there is none', () => {
    expect(words('TX', 8.5)).toContain(', at least 5%, at most 15%');
    expect(words('NV', 8.5)).toContain(' plus 2 points');
    expect(words('NV', 8.5)).not.toContain('at least');
    expect(words('NV', 8.5)).not.toContain('at most');
  });

  it('say less where points come off (Tennessee)', () => {
    expect(words('TN', 8.5)).toContain(' less 2 points');
  });
});

describe('a note that fell due', () => {
  const goods = { collateral: 'business_goods', retail_installment_contract: false };
  const due = (iso: string) =>
    rates('MD', '2024-01-02', { facts: { ...goods, maturity_date: day(iso) }, contract: 7 });

  it('before the judgment bears the 10 per cent of Maryland at once; on its day, one day of its own', () => {
    expect(due('2024-01-01')).toEqual(['10']);
    expect(due('2024-01-02')).toEqual(['2024-01-02..2024-01-02 7', '2024-01-03.. 10']);
  });
});

describe('a contract that does not count', () => {
  it('is said to be left out, or to be unsettled, and only where there is one', () => {
    const words = (contract: number | 'none', place: string, facts = {}) => {
      const found = ask(place, '2024-01-02', { contract, facts });
      return found.ok ? found.words : found.message;
    };
    expect(words(7, 'CA')).toContain('the rate of the contract does not count');
    expect(words('none', 'CA')).not.toContain('contract');
  });
});

describe('what is not known', () => {
  it('is asked for: the fact on which the rate turns', () => {
    expect(asks('CA', '2024-01-02', { amount: 20000 })).toMatch(
      /^facts: tell consumer_transaction/,
    );
    expect(asks('CA', '2024-01-02', { amount: 60000 })).toBe('asks nothing');
  });

  it('is the place, where none is named', () => {
    expect(asks('', '2024-01-02')).toMatch(/^state: /);
  });
});

describe('a judgment of the last ten years', () => {
  // The tables reach into the summer of 2026; after a table's last day the rate is asked for.
  const places = ratesAsked(day('2026-06-30'));
  const asked = places.filter(({ months }) => months.length > 0);

  it('is asked for its rate only where the judge sets it', () => {
    expect(asked.map(({ code, months }) => [code, months[0], months.at(-1)])).toEqual([
      ['MS', '2016-06', '2026-06'],
    ]);
  });

  it('says that the judge sets it in Mississippi (Miss. Code 75-17-7)', () => {
    expect(asked.find(({ code }) => code === 'MS')?.message).toMatch(/^the judge sets the rate/);
  });

  it('says to what day the published rates are known', () => {
    const known = new Map(places.map(({ code, knownTo }) => [code, knownTo && toIso(knownTo)]));
    expect([known.get(FEDERAL), known.get('ID'), known.get('NY')]).toEqual([
      '2026-08-22',
      '2027-06-30',
      null,
    ]);
  });
});

describe('the tables of rates', () => {
  it('give Texas the rates that its commissioner published (prime of the 15th of the month before)', () => {
    const published: readonly (readonly [string, string])[] = [
      ['2016-01-04', '5'],
      ['2018-11-05', '5.25'],
      ['2019-02-04', '5.5'],
      ['2019-09-03', '5.25'],
      ['2019-11-04', '5'],
      ['2022-09-01', '5.5'],
      ['2022-11-01', '6.25'],
      ['2023-01-03', '7.5'],
      ['2023-09-01', '8.5'],
      ['2024-11-01', '8'],
      ['2025-12-01', '7'],
      ['2026-01-02', '6.75'],
    ];
    for (const [entered, percent] of published)
      expect(rates('TX', entered, { contract: 'none' }), entered).toEqual([percent]);
  });

  it('give Nevada prime plus two as its commissioner states prime (2010 to 2019)', () => {
    const stated: readonly (readonly [string, string])[] = [
      ['2010-01-04', '5.25'],
      ['2016-07-05', '5.5'],
      ['2017-07-05', '6.25'],
      ['2018-07-05', '7'],
      ['2019-01-04', '7.5'],
    ];
    for (const [entered, percent] of stated)
      expect(rates('NV', entered, { contract: 'none' })[0], entered).toMatch(
        new RegExp(` ${percent}$`),
      );
  });
});

describe('the data', () => {
  it.each(STATES.map(({ code }) => [code]))('%s has a rate or asks, and a life', (code) => {
    for (const entered of ['2005-06-15', '2018-03-05', '2026-02-02'])
      for (const contract of [null, 'none', 7.25] as const)
        for (const facts of [{}, consumer, business]) {
          const found = ask(code, entered, { contract, facts });
          if (found.ok)
            for (const { ratePercent } of found.rates) {
              expect(ratePercent.gte(0) && ratePercent.lte(18)).toBe(true);
            }
          else expect(found.message.length).toBeGreaterThan(20);
        }
    const found = judgmentLife({
      place: code,
      entered: day('2026-02-02'),
      facts: new Map<string, FactValue>([
        ['court', 'general'],
        ['consumer_transaction', false],
        ['owner_occupied', false],
        ['home_when_mortgaged', false],
      ]),
      amounts: amountsOf({ debt: 100000 }),
    });
    if (!found.ok) throw new Error(found.message);
    const { years, dormantAfter, citation } = found.life;
    expect(citation).toBeTruthy();
    for (const given of [years, dormantAfter]) if (given) expect(given).toBeGreaterThanOrEqual(5);
  });
});
