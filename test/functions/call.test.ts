import { beforeEach, describe, expect, it } from 'vitest';
import { NEW_WORKBOOK } from '../../src/calculation/settings/settings';
import { callFunction } from '../../src/functions/all';
import { isCellError, type Cell } from '../../src/functions/cells';
import { declarations } from '../../src/functions/declarations';
import { useSettings } from '../../src/functions/session';

const call = (id: string, ...args: unknown[]): Cell[][] => callFunction(id, args);

const message = (cells: Cell[][], row = 0, column = 0): string => {
  const cell = cells[row]?.[column];
  return isCellError(cell) ? `${cell.error} ${cell.message}` : `no error: ${String(cell)}`;
};

beforeEach(() => useSettings(NEW_WORKBOOK));

describe('DEFICIENCY', () => {
  it('leaves 45,000 in Texas and nothing in California', () => {
    expect(call('DEFICIENCY', 300000, 255000, 0, 'TX')).toEqual([[45000]]);
    expect(call('DEFICIENCY', 300000, 255000, 0, 'CA')).toEqual([[0]]);
  });

  it('takes cells as Excel passes them, single cells as matrices', () => {
    expect(call('DEFICIENCY', [[300000]], [[262000]], [[7000]], [['MO']], null, null)).toEqual([
      [45000],
    ]);
  });

  it('spills down a column, stretching what is single', () => {
    const cells = call('DEFICIENCY', [[300000], [200000]], 100000, null, [['MO']]);
    expect(cells).toEqual([[200000], [100000]]);
  });

  it('spills a column against a row as Excel does', () => {
    const cells = call('DEFICIENCY', [[300], [200]], [[100, 50]], null, 'MO');
    expect(cells).toEqual([
      [200, 250],
      [100, 150],
    ]);
  });

  it('spoils only the row that is wrong', () => {
    const cells = call('DEFICIENCY', [[300], ['x'], [300]], [[100], [100], [100]], 0, [
      ['MO'],
      ['MO'],
      ['XX'],
    ]);
    expect(cells[0]).toEqual([200]);
    expect(message(cells, 1)).toBe("#VALUE! balance: 'x' is not an amount");
    expect(message(cells, 2)).toBe('#N/A no such state: XX; use a code such as TX');
  });

  it('names the argument that is wrong', () => {
    expect(message(call('DEFICIENCY', 300, 100, 'abc', 'MO'))).toBe(
      "#VALUE! costs: 'abc' is not an amount",
    );
    expect(message(call('DEFICIENCY', 300, 'abc', 0, 'MO'))).toBe(
      "#VALUE! proceeds: 'abc' is not an amount",
    );
    expect(message(call('DEFICIENCY', 300, -1, 0, 'MO'))).toMatch(/^#VALUE! proceeds: .*negative/);
  });

  it('gives an empty cell for an empty row of a table', () => {
    expect(call('DEFICIENCY', [[300], ['']], [[100], [null]], null, 'MO')).toEqual([[200], ['']]);
  });

  it('takes proceeds without a balance for a balance that was forgotten, not for a surplus', () => {
    for (const blank of [null, '', 0])
      expect(message(call('DEFICIENCY.SURPLUS', blank, 100, 0))).toBe(
        '#VALUE! balance: is blank or 0; give the total debt at the sale date',
      );
    const rows = call('DEFICIENCY', [[300], ['']], [[100], [100]], null, 'MO');
    expect(rows[0]).toEqual([200]);
    expect(message(rows, 1)).toMatch(/^#VALUE! balance: /);
    // 280 and 20 of interest make 300.
    const parts = 'principal=280; accrued_interest=20';
    expect(call('DEFICIENCY', null, 100, 0, 'MO', null, parts)).toEqual([[200]]);
  });

  it('treats a blank, a zero and an omitted fair value alike', () => {
    for (const blank of [null, undefined, '', 0, [['']]])
      expect(call('DEFICIENCY', 300, 100, null, 'MO', blank)).toEqual([[200]]);
  });

  it('says where a shorter range ends', () => {
    const cells = call('DEFICIENCY', [[300], [300], [300]], [[100], [100]], null, 'MO');
    expect(message(cells, 2)).toBe('#N/A proceeds: the range ends before this row');
  });
});

describe('the facts argument', () => {
  const owed = (facts: unknown) => call('DEFICIENCY', 300, 100, 0, 'MO', null, facts);

  it('is a text, with spaces and capitals as people write them', () => {
    expect(owed('recourse=none')).toEqual([[0]]);
    expect(owed(' Recourse = None ; Owner occupied: yes\n')).toEqual([[0]]);
  });

  it('is a two-column list', () => {
    expect(owed([['recourse', 'none']])).toEqual([[0]]);
    expect(
      owed([
        ['Recourse', 'none'],
        ['', ''],
        ['owner occupied', true],
      ]),
    ).toEqual([[0]]);
  });

  it('is a table with a header and a row a loan', () => {
    const facts = [
      ['recourse', 'guaranty_cap', ''],
      ['none', '', 'a remark'],
      ['full', '', ''],
    ];
    expect(call('DEFICIENCY', [[300], [300]], [[100], [100]], 0, 'MO', null, facts)).toEqual([
      [0],
      [200],
    ]);
  });

  it('is a column of texts, one a loan', () => {
    const facts = [['recourse=none'], [''], ['recourse=full']];
    const three = [[300], [300], [300]];
    expect(call('DEFICIENCY', three, 100, 0, 'MO', null, facts)).toEqual([[0], [200], [200]]);
  });

  it('may carry amounts that have no argument of their own, but none twice', () => {
    expect(owed('recourse_cap=50')).toEqual([[50]]);
    expect(message(owed('costs=5'))).toMatch(/costs is an argument of its own/);
  });

  it('says which fact there is not, and which was meant', () => {
    expect(message(owed('recours=none'))).toBe(
      "#N/A facts: there is no fact or amount called 'recours'; did you mean recourse?",
    );
    expect(message(owed('nonsense'))).toMatch(/^#VALUE! facts: 'nonsense' is not a fact/);
    expect(message(owed('recourse=perhaps'))).toMatch(/^#VALUE! recourse: 'perhaps' is none of/);
    expect(message(owed([['recourse=none; nonsense']]))).toMatch(/'nonsense' has no value/);
  });

  it('is data, never more: script and formulas stay text', () => {
    expect(message(owed('<img src=x onerror=alert(1)>'))).toMatch(/^#N\/A facts: /);
    expect(message(owed('__proto__=1'))).toMatch(/no fact or amount called '__proto__'/);
  });
});

describe('DEFICIENCY.STATUS', () => {
  it('names the law that bars', () => {
    expect(String(call('DEFICIENCY.STATUS', 300000, 255000, 0, 'CA')[0]?.[0])).toMatch(
      /^Barred by Cal\. Code Civ\. Proc\. § 580d/,
    );
  });

  it('says what is missing where the answer is open', () => {
    const cells = call('DEFICIENCY.STATUS', 300000, 255000, 0, 'TX');
    expect(cells[0]?.[0]).toBe('Open, 0 to 45,000; would settle it: fair value');
  });

  it('tells a surplus from a shortfall of nothing', () => {
    expect(call('DEFICIENCY.STATUS', 300000, 310000, 0, 'MO')).toEqual([
      ['No shortfall: surplus of 10,000'],
    ]);
    expect(call('DEFICIENCY.STATUS', 300000, 300000, 0, 'MO')).toEqual([['No shortfall']]);
  });
});

describe('the other functions', () => {
  it('give the range, the shortfall, the surplus and the break-even', () => {
    expect(call('DEFICIENCY.RANGE', 300000, 255000, 0, 'TX')).toEqual([[0, 45000]]);
    expect(call('DEFICIENCY.RANGE', [[300], ['x']], 100, 0, 'MO')[0]).toEqual([200, 200]);
    expect(call('DEFICIENCY.SHORTFALL', 300000, 262000, 7000)).toEqual([[45000]]);
    expect(call('DEFICIENCY.SHORTFALL', 300000, 310000)).toEqual([[0]]);
    expect(call('DEFICIENCY.SURPLUS', 300000, 310000)).toEqual([[10000]]);
    expect(call('DEFICIENCY.BREAKEVEN', 300000, 7000, 'MO')).toEqual([[307000]]);
    expect(call('DEFICIENCY.BREAKEVEN', 300000, 7000, 'CA')).toEqual([[0]]);
  });

  it('repeat the error of a bad row across its width', () => {
    const cells = call('DEFICIENCY.RANGE', [[300], ['x']], 100, 0, 'MO');
    expect(cells[1]?.every(isCellError)).toBe(true);
    expect(cells[1]).toHaveLength(2);
  });

  it('list steps whose amounts add up', () => {
    const [header, ...steps] = call('DEFICIENCY.STEPS', 300000, 255000, 7000, 'MO');
    expect(header?.[2]).toBe('Amount');
    expect(steps.reduce((sum, row) => sum + Number(row[2]), 0)).toBe(52000);
  });

  it('list the rules with their citations', () => {
    const rules = call('DEFICIENCY.RULES', 300000, 255000, 0, 'CA');
    expect(rules.some((row) => String(row[0]).includes('§ 580d'))).toBe(true);
  });

  it('list the facts of a state with their values, and all facts without a state', () => {
    const facts = call('DEFICIENCY.FACTS', 'CA');
    expect(facts.find((row) => row[0] === 'method')?.slice(2, 4)).toEqual([
      expect.stringMatching(/power of sale/i),
      'profile',
    ]);
    expect(call('DEFICIENCY.FACTS').length).toBeGreaterThan(150);
    expect(message(call('DEFICIENCY.FACTS', 'XX'))).toMatch(/no such state/);
  });

  it('explain one loan at a time', () => {
    expect(message(call('DEFICIENCY.STEPS', [[1], [2]], 1, 0, 'MO'))).toMatch(/one loan at a time/);
  });
});

describe('ten thousand rows in one call', () => {
  it('each have their own answer', () => {
    const balances = Array.from({ length: 10000 }, (_, i) => [300000 + i]);
    const states = Array.from({ length: 10000 }, (_, i) => [['MO', 'CA', 'TX'][i % 3]]);
    const cells = call('DEFICIENCY', balances, 255000, 0, states);
    expect(cells).toHaveLength(10000);
    expect(cells[9999]).toEqual([54999]);
    expect(cells[1]).toEqual([0]);
  });
});

describe('every declared function', () => {
  it.each(declarations.map(({ id, example }) => [id, example]))(
    '%s answers its example',
    (id, example) => {
      const [, name, list] = /^=([A-Z0-9.]+)\((.*)\)$/.exec(example) as unknown as string[];
      const args = (list as string)
        .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
        .map((text) =>
          text === '' ? null : text.startsWith('"') ? text.slice(1, -1) : Number(text),
        );
      const cells = callFunction(id, args);
      expect(name).toBe(id);
      expect(cells.flat().some(isCellError)).toBe(false);
    },
  );

  it.each(declarations.map(({ id }) => [id]))(
    '%s answers no arguments at all without failing',
    (id) => {
      expect(callFunction(id, []).length).toBeGreaterThan(0);
    },
  );
});
