/** Cases by column and by line: the same answers in the shape that other programs read, each error in its own row. */
import { describe, expect, it } from 'vitest';
import {
  answerColumns,
  ColumnReader,
  rulesOfColumns,
} from '../../../src/calculation/batch/columns';
import '../../../src/law/labels';
import { Answerer, isRefusal, type AnswerKey } from '../../../src/calculation/batch/answer';
import { CaseReader } from '../../../src/calculation/deficiency/case';
import type { RuleText } from '../../../src/law/rule';
import { NOTHING_ASSUMED } from '../../../src/calculation/settings/settings';
import { dayFromYmd } from '../../../src/money/dates';

const today = dayFromYmd(2026, 11, 30) as number;
const reader = (told = {}) =>
  new ColumnReader(new CaseReader({ ...NOTHING_ASSUMED, today, profile: 'home_loan', ...told }));

const words = (own: Partial<RuleText>): RuleText => ({
  topic: 'measure',
  practical: 'core',
  note: '',
  sources: [],
  ...own,
});

const lines = (keys?: readonly AnswerKey[], told = {}) =>
  new Answerer(
    new CaseReader({ ...NOTHING_ASSUMED, today, ...told }),
    () => ({
      'TX-PROP-51.003-A': words({ text: 'sue in time' }),
      'TX-PROP-51.003-C': words({
        note: 'credits the value',
        sources: ['the code', 'https://example.org/51.003'],
      }),
      'CA-CCP-726b-deadline': words({ note: 'count from the sale' }),
    }),
    keys,
  );

/** Texas: 300,000 - the value of 270,000 = 30,000 (Prop. Code § 51.003(c)). */
const texas = {
  ...{ balance: 300000, sale_price: 255000, fair_value: 270000, state: 'TX' },
  ...{ profile: 'home_loan', sale_date: '2024-02-29' },
};

describe('a line', () => {
  it('has every key of the contract, in its order', () => {
    expect(Object.keys(lines().answer(texas))).toEqual([
      ...['shortfall', 'surplus', 'credit', 'deficiency', 'low', 'high', 'status', 'reasons'],
      ...['missing', 'assumed', 'deadlines', 'requirements', 'unused', 'law_as_of', 'as_of'],
      ...['law', 'caution'],
    ]);
    expect(lines().answer(texas)).toMatchObject({
      ...{ shortfall: 45000, surplus: 0, credit: 270000, deficiency: 30000 },
      ...{ low: 30000, high: 30000, status: 'limited', unused: {}, law_as_of: '2024-02-29' },
    });
  });

  it('has only the keys that were asked for, as they stand in the whole answer', () => {
    expect(lines(['deficiency', 'missing']).answer(texas)).toEqual({
      deficiency: 30000,
      missing: [],
    });
    const short = lines(['status', 'high', 'deficiency', 'low']);
    const expected = { status: 'limited', high: 30000, deficiency: 30000, low: 30000 };
    expect(short.answer(texas)).toEqual(expected);
    expect(short.line(texas)).toBe(JSON.stringify(expected));
    expect(lines(['credit']).line(texas)).toBe('{"credit":270000}');
  });

  it('says what a sure rule rests on, with its link where there is one, and nothing of doubt', () => {
    const { reasons } = lines(['reasons']).answer(texas) as { reasons: unknown[] };
    const citation = 'Tex. Prop. Code § 51.003(b)-(c)';
    const link = 'https://example.org/51.003';
    expect(reasons).toEqual([
      { rule: 'TX-PROP-51.003-C', citation, effect: 'credit', known: 'statute', link },
    ]);
  });

  it('says of what only may apply that it is not certain, in an open answer', () => {
    const open = lines(['reasons', 'deadlines', 'status']).answer({
      ...{ balance: 300000, sale_price: 255000, state: 'CA', sale_date: '2024-03-02' },
    }) as Record<string, { rule: string; certain?: boolean; text?: string; link?: string }[]>;
    expect(open['status']).toBe('open');
    expect(open['reasons']?.map(({ certain }) => certain)).toContain(false);
    expect(open['reasons']?.every((one) => !('link' in one))).toBe(true);
    const deadline = open['deadlines']?.find(({ rule }) => rule === 'CA-CCP-726b-deadline');
    // Three months from 2 March 2024 (§ 726(b)): 2 June is a Sunday.
    expect(deadline).toEqual({
      rule: 'CA-CCP-726b-deadline',
      citation: 'Cal. Code Civ. Proc. § 726(b)',
      date: '2024-06-02',
      from: 'sale',
      text: 'count from the sale',
      due: '2024-06-03',
      certain: false,
    });
  });

  it('says in its deadlines what must be done, the day and the business day after it', () => {
    const { deadlines } = lines(['deadlines']).answer(texas) as { deadlines: unknown[] };
    // Two years from 29 February 2024 end on Saturday, 28 February 2026; without a maturity nothing runs from it.
    expect(deadlines).toEqual([
      {
        rule: 'TX-PROP-51.003-A',
        citation: expect.stringContaining('§ 51.003(a)') as unknown,
        date: '2026-02-28',
        from: 'sale',
        text: 'sue in time',
        due: '2026-03-02',
      },
      {
        rule: 'TX-CPRC-16.035',
        citation: expect.stringContaining('16.035') as unknown,
        date: null,
        from: 'maturity',
        text: '',
      },
    ]);
  });

  it('says which rule leaves time out of a deadline: service in the forces, 50 U.S.C. § 3936', () => {
    const { deadlines } = lines(['deadlines']).answer({
      ...texas,
      ...{ service_start_date: '2024-06-01', service_end_date: '2024-06-11' },
    }) as { deadlines: Record<string, unknown>[] };
    // Ten days more than 28 February 2026, a Tuesday.
    expect(deadlines[0]).toMatchObject({ date: '2026-03-10', extended_by: ['US-SERVICE-CLOCK'] });
    expect(deadlines[0]).not.toHaveProperty('due');
  });

  it('names what the profile assumed, days as days, and what has no say', () => {
    const { profile: _, ...told } = texas;
    const { assumed, unused } = lines(['assumed', 'unused'], {
      profile: 'home_loan',
      profileFacts: { origination_date: '2005-05-04' },
    }).answer({ ...told, state: 'NV', waste_loss: 5 }) as Record<string, Record<string, unknown>>;
    expect(assumed).toMatchObject({ origination_date: '2005-05-04' });
    expect(Object.keys(unused ?? {})).toEqual(['waste_loss']);
    expect(unused?.['waste_loss']).toMatch(/./);
  });

  it('has a requirement with its words', () => {
    const { requirements } = lines(['requirements']).answer({
      ...texas,
      ...{ state: 'CA', method: 'judicial' },
    }) as { requirements: { rule: string; text: string }[] };
    expect(requirements.find(({ rule }) => rule === 'CA-CCP-726a')).toEqual({
      rule: 'CA-CCP-726a',
      citation: 'Cal. Code Civ. Proc. § 726(a)',
      text: '',
    });
  });

  it('is refused with the field that is wrong, or where it is open and no open answer is wanted', () => {
    const { balance, ...without } = texas;
    expect(lines().answer(without)).toMatchObject({ error: { field: 'balance' } });
    expect(lines().line({ ...without, balance: -balance })).toMatchObject({
      error: { field: 'balance', message: expect.stringContaining('negative') as unknown },
    });
    const open = lines().answer({
      ...{ balance: 300000, sale_price: 255000, state: 'GA', when_unknown: 'error' },
    });
    expect(isRefusal(open) && open.error.field).toBe('collateral');
    expect(isRefusal(open) && open.error.message).toMatch(/cannot say; would settle it/);
  });
});

describe('columns of loans', () => {
  // 300,000 + 7,000 - 255,000 = 52,000; nothing after a trustee's sale in California (580d).
  const columns = new Map<string, unknown[]>([
    ['balance', [300000, 300000, null, 300000]],
    ['sale_price', [255000, 255000, 255000, -5]],
    ['costs', [7000, null, 0, 0]],
    ['state', ['TX', 'CA', 'TX', 'TX']],
    ['fair_value', [240000, null, null, null]],
    ['facts', ['method=nonjudicial', 'method = nonjudicial; note=x', null, null]],
  ]);

  it('have their amounts and statuses in columns', () => {
    const answers = answerColumns(reader(), columns, 4);
    expect([...answers.high]).toEqual([52000, 0, NaN, NaN]);
    expect(answers.status).toEqual(['recoverable', 'barred', null, null]);
  });

  it('have an error in the row that cannot be read, with the name of the field', () => {
    const { error } = answerColumns(reader(), columns, 4);
    expect(error.slice(0, 2)).toEqual([null, null]);
    expect(error[2]).toMatch(/^balance: is missing/);
    expect(error[3]).toMatch(/^sale_price: .*negative/);
  });

  it('name what was given and has no say: Illinois counts the price, not the value', () => {
    const valued = new Map(columns)
      .set('state', ['IL', 'TX', 'TX', 'TX'])
      .set('facts', ['method=judicial', 'method=nonjudicial', null, null])
      .set('fair_value', [270000, 270000, null, null]);
    const { unused } = answerColumns(reader(), valued, 2);
    expect(unused).toEqual(['fair_value', '']);
  });

  it('have the rules behind each answer, none where there is an error', () => {
    const [, california, ...wrong] = rulesOfColumns(reader(), columns, 4);
    expect(california).toContain('CA-CCP-580d');
    expect(wrong).toEqual([null, null]);
  });

  it('may not tell among the facts what has a column of its own', () => {
    const twice = new Map(columns).set('facts', ['costs=5', 'method', null, null]);
    const { error } = answerColumns(reader(), twice, 2);
    expect(error).toEqual([
      'facts: costs has a column of its own; give it once',
      "facts: 'method' has no value; write name=value",
    ]);
  });

  it('name nothing that has no say where only amounts are asked for', () => {
    const valued = new Map(columns).set('state', ['IL']).set('facts', ['method=judicial']);
    expect(
      answerColumns(reader(), valued.set('fair_value', [270000]), 1, 'amounts').unused,
    ).toEqual(['']);
  });

  it('are refused while open, where the settings want no answer that rests on what is missing', () => {
    const { error } = answerColumns(
      reader({ whenUnknown: 'error' }),
      new Map([
        ['balance', [300000]],
        ['sale_price', [255000]],
        ['state', ['GA']],
      ]),
      1,
    );
    expect(error[0]).toMatch(/: cannot say; would settle it: /);
  });
});
