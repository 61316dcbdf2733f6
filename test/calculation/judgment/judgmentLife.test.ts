/** How long a judgment lives, by provisions as they stand in the statutes; each day is counted by hand. */
import { describe, expect, it } from 'vitest';
import {
  judgmentLife,
  type JudgmentLifeTerms,
  type LifeEvent,
} from '../../../src/calculation/judgment/judgmentLife';
import { toIso } from '../../../src/money/dates';
import { day } from '../days';

const iso = (date: number | null) => (date === null ? null : toIso(date));

type Happened = readonly [kind: Exclude<LifeEvent['kind'], 'stay'>, date: string];

const events = (list: readonly Happened[]): LifeEvent[] =>
  list.map(([kind, date], n) => ({ kind, date: day(date), row: n + 1 }));

const stay = (from: string, until: string): LifeEvent => ({
  kind: 'stay',
  date: day(from),
  until: day(until),
  row: 1,
});

function lived(entered: string, terms: JudgmentLifeTerms | null, happened: readonly LifeEvent[]) {
  const life = judgmentLife(day(entered), terms, happened);
  return {
    ...life,
    expires: iso(life.expires),
    presumedPaid: iso(life.presumedPaid),
    dormantFrom: iso(life.dormantFrom),
    revivableUntil: iso(life.revivableUntil),
    silences: life.silences.map(({ from, to }) => [iso(from), iso(to)]),
  };
}

const said = ({ problems }: ReturnType<typeof lived>) =>
  problems.map(({ name, field, row, message }) => `${name} ${field} ${row}: ${message}`);

it('a judgment without terms has no end', () => {
  for (const terms of [null, undefined])
    expect(judgmentLife(day('2010-03-01'), terms, events([['renewal', '2015-01-01']]))).toEqual({
      expires: null,
      presumedPaid: null,
      dormantFrom: null,
      revivableUntil: null,
      silences: [],
      renewedBy: [],
      capitalisedBy: [],
      problems: [],
    });
});

describe('sleep', () => {
  // Tex. Civ. Prac. & Rem. Code §§ 34.001, 31.006: ten years without execution; revived within two years of that.
  const texas: JudgmentLifeTerms = {
    years: null,
    dormantAfter: 10,
    reviveWithin: 2,
    renewals: [{}],
  };
  const of = (...list: Happened[]) => lived('2010-03-01', texas, events(list));

  it('comes ten years after the entry, and the end two years later', () => {
    expect(of()).toMatchObject({
      dormantFrom: '2020-03-01',
      revivableUntil: '2022-03-01',
      expires: '2022-03-01',
      presumedPaid: null,
      silences: [],
    });
  });

  it('is put off by an execution up to its last day, and not by one after it, which is named', () => {
    expect(of(['execution', '2020-03-01'])).toMatchObject({
      dormantFrom: '2030-03-01',
      expires: '2032-03-01',
      problems: [],
    });
    const late = of(['garnishment', '2019-01-01'], ['execution', '2020-03-02']);
    expect(late.dormantFrom).toBe('2020-03-01');
    expect(said(late)).toEqual([
      'dormant events 2: The execution of March 2, 2020 came while the judgment slept, since March 1, 2020: it has to be revived first.',
    ]);
  });

  it('is put off by each execution in its turn, in whatever order they are told', () => {
    expect(of(['execution', '2019-05-01'], ['execution', '2012-05-01']).dormantFrom).toBe(
      '2029-05-01',
    );
    const chain = of(['execution', '2025-05-01'], ['execution', '2019-05-01']);
    expect(chain).toMatchObject({ dormantFrom: '2035-05-01', problems: [] });
  });

  it('that became death is not spoken of again', () => {
    expect(of(['execution', '2022-03-02']).problems).toEqual([]);
    expect(of(['execution', '2022-03-01']).problems).toHaveLength(1);
  });

  it('ends by a revival in its time', () => {
    expect(of(['renewal', '2022-03-01'])).toMatchObject({
      dormantFrom: '2032-03-01',
      renewedBy: [1],
      problems: [],
    });
    const late = of(['renewal', '2022-03-02']);
    expect(late).toMatchObject({ renewedBy: [], expires: '2022-03-01' });
    expect(said(late)).toEqual([
      'renewal_too_late events 1: The renewal on March 2, 2022 came after the judgment expired on March 1, 2022; it would have been good until March 1, 2022.',
    ]);
  });

  it('may be kept off by what the law names instead of an execution: a docket entry, a garnishment', () => {
    const named: JudgmentLifeTerms = { ...texas, keptAwakeBy: ['garnishment', 'docket_entry'] };
    const by = (...list: Happened[]) => lived('2010-03-01', named, events(list)).dormantFrom;
    expect(by(['execution', '2015-01-01'])).toBe('2020-03-01');
    expect(by(['docket_entry', '2015-01-01'])).toBe('2025-01-01');
    expect(by(['garnishment', '2016-01-01'])).toBe('2026-01-01');
    const late = lived('2010-03-01', named, events([['docket_entry', '2021-01-01']]));
    expect(said(late)[0]).toMatch(/^dormant events 1: The docket entry of January 1, 2021 came/);
  });

  it('lasts until twenty years from entry (735 ILCS 5/12-108, 2-1602(a)), and longer only if executions keep it off', () => {
    const terms: JudgmentLifeTerms = {
      years: null,
      dormantAfter: 7,
      reviveWithinOfEntry: 20,
      renewals: [{}],
    };
    expect(lived('2005-06-01', terms, [])).toMatchObject({
      dormantFrom: '2012-06-01',
      revivableUntil: '2025-06-01',
      expires: '2025-06-01',
    });
    const awake = events([
      ['execution', '2012-01-10'],
      ['execution', '2018-12-10'],
      ['execution', '2025-05-10'],
    ]);
    expect(lived('2005-06-01', terms, awake)).toMatchObject({
      dormantFrom: null,
      expires: '2032-05-10',
    });
  });

  it('ends by leave of the court where the law says so, without a last day for it', () => {
    const leave: JudgmentLifeTerms = {
      years: 20,
      dormantAfter: 5,
      wakesByLeave: true,
      renewals: [],
    };
    const found = lived('2000-01-10', leave, events([['execution', '2012-02-10']]));
    expect(found).toMatchObject({
      dormantFrom: '2017-02-10',
      revivableUntil: null,
      expires: '2020-01-10',
      problems: [],
    });
  });

  it('bears no interest where the law says so: from its first day until the revival', () => {
    const silent: JudgmentLifeTerms = { ...texas, sleepsWithoutInterest: true };
    expect(lived('2010-03-01', silent, []).silences).toEqual([['2020-03-02', null]]);
    expect(lived('2010-03-01', silent, events([['renewal', '2021-01-05']])).silences).toEqual([
      ['2020-03-02', '2021-01-05'],
      ['2031-01-06', null],
    ]);
    expect(lived('2010-03-01', silent, events([['renewal', '2020-03-01']])).silences).toEqual([
      ['2030-03-02', null],
    ]);
    expect(lived('2010-03-01', texas, events([['renewal', '2021-01-05']])).silences).toEqual([]);
  });

  it('that would come after the end does not come', () => {
    const short: JudgmentLifeTerms = { years: 5, dormantAfter: 5, renewals: [] };
    expect(lived('2010-03-01', short, [])).toMatchObject({
      expires: '2015-03-01',
      dormantFrom: null,
      revivableUntil: null,
    });
  });
});

describe('years', () => {
  it('may be halves', () => {
    expect(lived('2010-03-01', { years: 3.5, renewals: [] }, []).expires).toBe('2013-09-01');
  });

  it('run to a presumption of payment, which is no end: twenty in Massachusetts (M.G.L. c. 260, § 20)', () => {
    const terms: JudgmentLifeTerms = { years: 20, presumed: true, renewals: [{}] };
    expect(lived('2000-05-10', terms, [])).toMatchObject({
      expires: null,
      presumedPaid: '2020-05-10',
    });
  });

  it('begin anew from a payment or an acknowledgment in their course: twenty in New York (CPLR 211(b))', () => {
    const newYork: JudgmentLifeTerms = {
      years: 20,
      restartedBy: ['payment', 'acknowledgment'],
      renewals: [{}],
    };
    const of = (...list: Happened[]) => lived('2000-05-10', newYork, events(list)).expires;
    expect(of(['payment', '2010-01-15'])).toBe('2030-01-15');
    expect(of(['acknowledgment', '2020-05-10'])).toBe('2040-05-10');
    expect(of(['acknowledgment', '2020-05-11'])).toBe('2020-05-10');
    expect(of(['execution', '2010-01-15'], ['garnishment', '2011-01-15'])).toBe('2020-05-10');
  });

  it('of which it is presumed paid do not keep it from falling asleep on the same day', () => {
    const terms: JudgmentLifeTerms = { years: 10, presumed: true, dormantAfter: 10, renewals: [] };
    expect(lived('2010-03-01', terms, [])).toMatchObject({
      presumedPaid: '2020-03-01',
      dormantFrom: '2020-03-01',
      revivableUntil: '2020-03-01',
    });
  });

  it('without an end are not begun anew', () => {
    const terms: JudgmentLifeTerms = { years: null, restartedBy: ['payment'], renewals: [] };
    expect(lived('2000-05-10', terms, events([['payment', '2010-01-15']])).expires).toBeNull();
  });

  it('end for good 25 years from entry where the law says so, as in Connecticut (Conn. Gen. Stat. § 52-598)', () => {
    const terms: JudgmentLifeTerms = { years: 20, most: 25, renewals: [{ years: 20 }] };
    expect(lived('2000-05-10', terms, []).expires).toBe('2020-05-10');
    expect(lived('2000-05-10', terms, events([['renewal', '2019-05-10']])).expires).toBe(
      '2025-05-10',
    );
  });
});

describe('a stay', () => {
  const terms: JudgmentLifeTerms = { years: 10, dormantAfter: 5, renewals: [] };

  it('is added to both clocks where the law leaves it out: 31 days of January', () => {
    const tolled = lived('2010-03-01', { ...terms, tolled: true }, [
      stay('2012-01-01', '2012-02-01'),
    ]);
    expect(tolled).toMatchObject({
      expires: '2020-04-01',
      dormantFrom: '2015-04-01',
      problems: [],
    });
  });

  it('of which the law was not read is counted like other days, and that is said', () => {
    const found = lived('2010-03-01', terms, [stay('2012-01-01', '2012-02-01')]);
    expect(found).toMatchObject({ expires: '2020-03-01', dormantFrom: '2015-03-01' });
    expect(said(found)).toEqual([
      "not_read events 1: Whether the 31 days of the stay from January 1, 2012 come on top of the judgment's years was not read for this law: they are counted like others.",
    ]);
  });

  it('of no days, or after the end, is nothing', () => {
    const none = (from: string, until: string) => {
      const found = lived('2010-03-01', { ...terms, tolled: true }, [stay(from, until)]);
      expect(lived('2010-03-01', terms, [stay(from, until)]).problems).toEqual([]);
      return found.expires;
    };
    expect(none('2012-01-01', '2012-01-01')).toBe('2020-03-01');
    expect(none('2012-01-01', '2011-12-01')).toBe('2020-03-01');
    expect(none('2020-03-02', '2020-05-01')).toBe('2020-03-01');
    const last = lived('2010-03-01', { years: 10, renewals: [], tolled: true }, [
      stay('2020-03-01', '2020-05-01'),
    ]);
    expect(last.expires).toBe('2020-05-01');
  });
});

describe('a renewal', () => {
  it('in Nevada comes in the last ninety days of six years (NRS 17.214): 3 January to 2 April 2024', () => {
    const nevada: JudgmentLifeTerms = { years: 6, renewals: [{ lastDays: 90 }] };
    const of = (date: string) => lived('2018-04-02', nevada, events([['renewal', date]]));
    expect(said(of('2024-01-02'))).toEqual([
      'renewal_too_early events 1: The renewal on January 2, 2024 came too early; it would have been good from January 3, 2024 to April 2, 2024.',
    ]);
    expect(of('2024-01-03')).toMatchObject({ expires: '2030-01-03', renewedBy: [1], problems: [] });
    expect(of('2024-04-02').expires).toBe('2030-04-02');
    expect(said(of('2024-04-03'))[0]).toMatch(
      /^renewal_too_late events 1: .*expired on April 2, 2024/,
    );
  });

  it('of which only one is to be had says so before it says that it is too early', () => {
    const terms: JudgmentLifeTerms = { years: 10, renewals: [{ number: 1, gapYears: 5 }] };
    const twice = events([
      ['renewal', '2012-01-01'],
      ['renewal', '2013-01-01'],
    ]);
    expect(said(lived('2010-03-01', terms, twice))[0]).toMatch(/once only/);
  });

  it('in California counts ten years from its own day, and the next must wait five (CCP §§ 683.110, 683.120)', () => {
    const california: JudgmentLifeTerms = {
      years: 10,
      renewals: [{ years: 10, gapYears: 5, addsInterest: true }],
    };
    const of = (...list: Happened[]) => lived('2010-03-01', california, events(list));
    expect(of(['renewal', '2018-06-01'])).toMatchObject({
      expires: '2028-06-01',
      capitalisedBy: [1],
    });
    const soon = of(['renewal', '2018-06-01'], ['renewal', '2023-05-31']);
    expect(soon).toMatchObject({ expires: '2028-06-01', renewedBy: [1], capitalisedBy: [1] });
    expect(said(soon)).toEqual([
      'renewal_too_early events 2: The renewal on May 31, 2023 came too early; it would have been good from June 1, 2023 to June 1, 2028.',
    ]);
    expect(of(['renewal', '2018-06-01'], ['renewal', '2023-06-01'])).toMatchObject({
      expires: '2033-06-01',
      renewedBy: [1, 2],
    });
  });

  it('never shortens: five years given in the second of twenty leave the twenty', () => {
    const terms: JudgmentLifeTerms = { years: 20, renewals: [{ years: 5 }] };
    expect(lived('2010-03-01', terms, events([['renewal', '2012-01-01']])).expires).toBe(
      '2030-03-01',
    );
  });

  it('gives as many years as the first life where none are named, and any number where nobody knows', () => {
    const of = (renewals: JudgmentLifeTerms['renewals']) =>
      lived('2010-03-01', { years: 10, renewals }, events([['renewal', '2015-01-01']]));
    expect(of([{}]).expires).toBe('2025-01-01');
    expect(of(null).expires).toBe('2025-01-01');
    expect(of([{}]).capitalisedBy).toEqual([]);
  });

  it('may be had once only, or twice', () => {
    const of = (number: number) =>
      lived(
        '2010-03-01',
        { years: 10, renewals: [{ number }] },
        events([
          ['renewal', '2012-01-01'],
          ['renewal', '2014-01-01'],
          ['renewal', '2016-01-01'],
        ]),
      );
    expect(of(1)).toMatchObject({ expires: '2022-01-01', renewedBy: [1] });
    expect(said(of(1))[0]).toBe(
      'not_allowed events 2: The renewal on January 1, 2014 is without effect: the judgment may be renewed once only.',
    );
    expect(of(2).renewedBy).toEqual([1, 2]);
    expect(said(of(2))).toEqual([
      'not_allowed events 3: The renewal on January 1, 2016 is without effect: the judgment may be renewed 2 times only.',
    ]);
  });

  it('is that of its day where the law changed, both days included; outside of them there is none', () => {
    const terms: JudgmentLifeTerms = {
      years: 10,
      renewals: [{ years: 4, from: day('2015-01-01'), to: day('2016-12-31') }],
    };
    const of = (date: string) => lived('2010-03-01', terms, events([['renewal', date]]));
    expect(['2015-01-01', '2016-12-31'].map((date) => of(date).renewedBy)).toEqual([[1], [1]]);
    expect(['2014-12-31', '2017-01-01'].map((date) => said(of(date))[0])).toEqual([
      'not_allowed events 1: The renewal on December 31, 2014 is without effect: this judgment is not renewed.',
      'not_allowed events 1: The renewal on January 1, 2017 is without effect: this judgment is not renewed.',
    ]);
  });

  it('of the lien alone leaves the years as they are', () => {
    const terms: JudgmentLifeTerms = { years: 10, renewals: [{ lienOnly: true, years: 10 }] };
    const found = lived('2010-03-01', terms, events([['renewal', '2015-01-01']]));
    expect(found).toMatchObject({ expires: '2020-03-01', renewedBy: [] });
    expect(said(found)).toEqual([
      "not_allowed events 1: The renewal on January 1, 2015 keeps the lien; the judgment's own years stay as they are.",
    ]);
  });

  it('of a judgment that only sleeps puts the sleep off, from its own day or from that of the sleep', () => {
    const of = (fromEnd: boolean, date: string) =>
      lived(
        '2010-01-01',
        { years: null, dormantAfter: 7, reviveWithin: 3, renewals: [fromEnd ? { fromEnd } : {}] },
        events([['renewal', date]]),
      ).dormantFrom;
    expect(of(false, '2015-02-01')).toBe('2022-02-01');
    expect(of(true, '2015-02-01')).toBe('2024-01-01');
    expect(of(true, '2018-02-01')).toBe('2025-02-01');
  });

  it('may be bound to the last days before sleep where there is no other end', () => {
    const terms: JudgmentLifeTerms = {
      years: null,
      dormantAfter: 7,
      renewals: [{ lastDays: 365 }],
    };
    const of = (date: string) => lived('2010-01-01', terms, events([['renewal', date]]));
    expect(of('2016-01-02')).toMatchObject({ dormantFrom: '2023-01-02', problems: [] });
    expect(of('2016-01-01').problems).toMatchObject([{ name: 'renewal_too_early' }]);
  });

  it('of what is presumed paid counts from its own day, though another would count from the end', () => {
    const terms: JudgmentLifeTerms = {
      years: 20,
      presumed: true,
      dormantAfter: 10,
      reviveWithin: 10,
      renewals: [{ fromEnd: true }],
    };
    expect(lived('2000-05-10', terms, events([['renewal', '2008-01-15']]))).toMatchObject({
      presumedPaid: '2028-01-15',
      dormantFrom: '2020-05-10',
    });
  });
});
