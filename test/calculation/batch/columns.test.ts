/** Cases by column are answered as the same cases are line by line, each error in its own row. */
import { describe, expect, it } from 'vitest';
import {
  answerColumns,
  ColumnReader,
  rulesOfColumns,
} from '../../../src/calculation/batch/columns';
import { CaseReader } from '../../../src/calculation/deficiency/case';
import { NOTHING_ASSUMED } from '../../../src/calculation/settings/settings';
import { dayFromYmd } from '../../../src/money/dates';

const today = dayFromYmd(2026, 11, 30) as number;
const reader = (told = {}) =>
  new ColumnReader(new CaseReader({ ...NOTHING_ASSUMED, today, profile: 'home_loan', ...told }));

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
