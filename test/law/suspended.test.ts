// Orders of 2020 that left days out of limitations: a period that runs across them says so, and is not lengthened.
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/calculation/deficiency/assess';
import { CaseReader } from '../../src/calculation/deficiency/case';
import { NOTHING_ASSUMED } from '../../src/calculation/settings/settings';
import { JUDGMENT } from '../../src/calculation/judgment/judgmentOperations';
import { answerLine } from '../../src/cli/jsonLines';
import { OperationAnswerer } from '../../src/cli/overTime';
import { dayFromYmd } from '../../src/money/dates';

const reader = new CaseReader({ ...NOTHING_ASSUMED, today: dayFromYmd(2026, 11, 30) as number });

function words(state: string, maturity: string): string {
  const read = reader.read({
    state,
    profile: 'commercial_real_estate',
    balance: 300000,
    sale_price: 200000,
    maturity_date: maturity,
    default_date: maturity,
  });
  if (!read.ok) throw new Error(read.error.message);
  return assess(read.value)
    .deadlines.map((deadline) => deadline.words)
    .join('\n');
}

describe('a limitation that runs across the orders of 2020', () => {
  it('says which days New York left out: 228, from 20 March to 3 November (Executive Order 202.8)', () => {
    expect(words('NY', '2020-01-15')).toMatch(
      /March 20, 2020 to November 3, 2020, which Executive Order 202\.8 .*up to 228 days more, not counted here/,
    );
  });

  it('says so in the answer of a line too', () => {
    const read = reader.read({
      state: 'NY',
      balance: 300000,
      sale_price: 200000,
      maturity_date: '2020-01-15',
    });
    if (!read.ok) throw new Error(read.error.message);
    expect(assess(read.value).deadlines.map(({ note }) => note)).toContainEqual(
      expect.stringMatching(/^runs across March 20, 2020 to November 3, 2020/),
    );
  });

  it('counts from a start among those days only what was left of them', () => {
    expect(words('NY', '2020-10-04')).toMatch(/up to 30 days more/);
  });

  it('says nothing where it began later', () => {
    expect(words('NY', '2021-01-15')).not.toContain('202.8');
  });

  it('says so of the life of a judgment too, in the same words', () => {
    const answerer = new OperationAnswerer(JUDGMENT, reader);
    const life = (entered: string): string =>
      (
        JSON.parse(
          answerLine(
            JSON.stringify({
              state: 'NY',
              amount: 80000,
              entered,
              as_of: '2026-11-30',
              contract_rate: 'none',
              consumer_transaction: false,
            }),
            1,
            answerer,
          ),
        ) as { life_by: { words: string } }
      ).life_by.words;
    expect(life('2012-03-02')).toMatch(
      /^runs across March 20, 2020 to November 3, 2020, .*up to 228 days more, not counted here/,
    );
    expect(life('2021-03-02')).not.toContain('runs across');
  });
});
