// Which interest a judgment bears, state by state: expectations from the statutes that the entries cite.
import Decimal from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { AMOUNTS, AMOUNT_SLOTS } from '../../src/law/amounts';
import { STATES } from '../../src/law/book';
import type { FactValue } from '../../src/law/facts';
import {
  FEDERAL,
  judgmentInterest,
  judgmentLifeOf,
  type JudgmentInput,
  type PublishedRate,
} from '../../src/law/judgment';
import { parseIso, toIso } from '../../src/money/dates';

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
  const low = AMOUNTS.map(() => 0);
  low[AMOUNT_SLOTS.get('debt') as number] = Math.round(amount * 100);
  const input: JudgmentInput = {
    place,
    entered: day(entered),
    facts: new Map(Object.entries(facts)),
    amounts: { low, high: [...low] },
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
    expect(ask('KY', '2017-06-29', { contract: 'none' })).toMatchObject({ compounds: true });
  });

  it('is 10 per cent simple in California, whatever the note says (CCP 685.010(a)(1))', () => {
    const found = ask('CA', '2024-01-02', { facts: business, contract: 7 });
    expect(found).toMatchObject({ ok: true, compounds: false });
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
    expect(rates('NY', '2022-04-29', { facts: consumer })).toEqual(['9']);
    expect(rates('NY', '2022-04-30', { facts: consumer })).toEqual(['2']);
    expect(rates('NY', '2022-04-30', { facts: business })).toEqual(['9']);
  });

  it('is 10 per cent in Minnesota above 50,000 dollars only', () => {
    expect(rates('MN', '2023-05-01', { amount: 50000.01 })).toEqual(['10']);
    expect(rates('MN', '2023-05-01', { amount: 50000 })).toEqual(['2023-05-01..2023-12-31 5']);
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
    expect(ask('TX', '2020-01-02', { contract: 21 })).toMatchObject({ compounds: true });
  });

  it('counts in Virginia and Oregon only where it is the higher (6 and 9 per cent otherwise)', () => {
    expect(rates('VA', '2024-01-02', { contract: 5 })).toEqual(['6']);
    expect(rates('VA', '2024-01-02', { contract: 8 })).toEqual(['8']);
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
    const question = asks('NV', '2024-03-01', { contract: 'none' });
    expect(question).toMatch(/^rates: the rate for March 1, 2024 is not known here: prime rate/);
    expect(question).toContain('plus 2 points');
    expect(question).toContain('NRS 17.130');
  });

  it('changes each January in Oklahoma, and ends where no rate is known', () => {
    const found = rates('OK', '2024-06-01', { contract: 'none' });
    expect(found).toEqual(['2024-06-01..2024-12-31 10.5', '2025-01-01..2025-12-31 9.5']);
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
    expect(asks('TN', '2020-07-01', { contract: 'none' })).toMatch(/^rates: /);
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
    ]);
  });

  it('is set against the contract where the higher counts (Arkansas)', () => {
    const published = [rateRow('2024-01-01', null, 7.5)];
    expect(rates('AR', '2024-05-01', { contract: 6, published })).toEqual(['7.5']);
    expect(rates('AR', '2024-05-01', { contract: 9, published })).toEqual(['9']);
  });

  it('of a federal judgment is that of the week before entry, compounded yearly (28 U.S.C. 1961)', () => {
    expect(asks(FEDERAL, '2024-02-15')).toMatch(/one-year constant maturity Treasury yield/);
    const published = [rateRow('2024-02-12', '2024-02-18', 4.8), rateRow('2024-02-19', null, 4.99)];
    expect(rates(FEDERAL, '2024-02-15', { published, contract: 8 })).toEqual(['4.8']);
    expect(ask(FEDERAL, '2024-02-15', { published })).toMatchObject({ compounds: true });
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
    const life = judgmentLifeOf(code);
    expect(life?.citation).toBeTruthy();
    if (life?.years) expect(life.years).toBeGreaterThanOrEqual(5);
  });
});
