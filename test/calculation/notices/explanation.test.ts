// The notice of UCC 9-616(c): its order, its arithmetic, and its time limits.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explanation, type ExplanationTerms } from '../../../src/calculation/notices/explanation';
import { distribute } from '../../../src/calculation/proceeds/proceeds';
import { day, named, usd, value } from '../days';

const terms = (changes: Partial<ExplanationTerms> = {}): ExplanationTerms => ({
  obligation: usd(12500),
  obligationDate: day('2024-03-01'),
  rebateReflected: true,
  possessionAfterDefault: day('2024-03-20'),
  disposition: day('2024-05-01'),
  proceeds: usd(8000),
  expenses: [
    { type: 'retaking', amount: usd(350) },
    { type: 'attorney fees', amount: usd(400) },
  ],
  credits: [{ type: 'refund of service contract', amount: usd(275) }],
  ...changes,
});

describe('the explanation of 9-616(c)', () => {
  it('states the six items in the order of the statute', () => {
    const result = value(explanation(terms()));
    expect(result.lines.map((l) => [l.paragraph, l.amount])).toEqual([
      ['(1)', usd(12500)],
      ['(2)', -usd(8000)],
      ['(3)', usd(4500)],
      ['(4)', usd(350)],
      ['(4)', usd(400)],
      ['(5)', -usd(275)],
      ['(6)', usd(4975)],
    ]);
    expect([result.deficiency, result.surplus]).toEqual([usd(4975), 0]);
    expect(result.lines[0]?.words).toMatch(/after a rebate of unearned interest/);
  });

  it('says so where no expenses or credits are known, and where a surplus is due', () => {
    const result = value(explanation(terms({ expenses: [], credits: [], proceeds: usd(13000) })));
    expect(result.lines.filter((l) => l.words === 'None known').map((l) => l.paragraph)).toEqual([
      '(4)',
      '(5)',
    ]);
    expect([result.deficiency, result.surplus]).toEqual([0, usd(500)]);
    expect(result.lines.at(-1)?.label).toBe('Surplus');
  });

  // First Fidelity Acceptance v. Hutchins, 315 N.J. Super. 201 (1998), put in the order of 9-616(c).
  it('comes to the 6,488.18 of First Fidelity v. Hutchins in the statute’s order too', () => {
    const result = value(
      explanation(
        terms({
          obligation: usd(6492.65),
          proceeds: usd(500),
          expenses: [510, 50, 510, 635.33].map((amount, n) => ({
            type: `${n}`,
            amount: usd(amount),
          })),
          credits: [{ type: 'physical damage insurance', amount: usd(1209.8) }],
        }),
      ),
    );
    expect(result.deficiency).toBe(usd(6488.18));
  });

  it('totals the same as the order of application of 9-615', () => {
    const amount = fc.integer({ min: 0, max: usd(100000) });
    fc.assert(
      fc.property(amount, amount, amount, (obligation, proceeds, costs) => {
        const notice = value(
          explanation(
            terms({
              obligation,
              proceeds,
              expenses: [{ type: 'all', amount: costs }],
              credits: [],
            }),
          ),
        );
        const paid = value(
          distribute(
            [{ label: 'Sale', price: proceeds, expenses: costs }],
            [{ name: 'Secured party', amount: obligation, rank: 1, enforcing: true }],
            'article_9',
          ),
        );
        expect(notice.deficiency).toBe((paid.claims[0]?.unpaid ?? 0) + paid.expensesUnpaid);
        expect(notice.surplus).toBe(paid.surplus);
      }),
    );
  });

  it('names a stale amount: more than 35 days before possession, or before disposition without possession', () => {
    const stale = explanation(terms({ obligationDate: day('2024-02-13') }));
    expect(named(stale)).toEqual(['dates_out_of_order obligation_date']);
    expect(named(explanation(terms({ obligationDate: day('2024-02-14') })))).toEqual([]);
    expect(named(explanation(terms({ possessionAfterDefault: null })))).toEqual([
      'dates_out_of_order obligation_date',
    ]);
  });

  it('counts fourteen days to answer a request and names a late answer', () => {
    const asked = terms({ requested: day('2024-06-01'), sent: day('2024-06-16') });
    expect(value(explanation(asked)).answerBy).toBe(day('2024-06-15'));
    expect(named(explanation(asked))).toEqual(['dates_out_of_order sent']);
  });

  it('is in time on the fourteenth day, and not late where nobody asked or nothing was sent', () => {
    const asked = { requested: day('2024-06-01') };
    expect(named(explanation(terms({ ...asked, sent: day('2024-06-15') })))).toEqual([]);
    expect(named(explanation(terms({ sent: day('2024-06-16') })))).toEqual([]);
    expect(named(explanation(terms(asked)))).toEqual([]);
    expect(value(explanation(terms({ sent: day('2024-06-16') }))).answerBy).toBeNull();
  });

  it('names possession after the disposition, and says of what the amount is too old', () => {
    const messages = (changes: Partial<ExplanationTerms>) =>
      explanation(terms(changes)).problems.map((p) => p.message);
    // 20 June is 111 days after 1 March, 1 May is 61.
    expect(messages({ possessionAfterDefault: day('2024-06-20') })).toEqual([
      'Possession was taken on June 20, 2024, after the disposition: check both dates.',
      'The amount owed is of March 1, 2024, more than 35 days before the taking of possession (UCC 9-616(c)(1)).',
    ]);
    expect(messages({ possessionAfterDefault: null })[0]).toContain('before the disposition (');
    const sameDay = {
      possessionAfterDefault: day('2024-05-01'),
      obligationDate: day('2024-04-01'),
    };
    expect(messages(sameDay)).toEqual([]);
  });

  it('ends in a sum that is a deficiency, a surplus, or neither', () => {
    const last = (proceeds: number) => {
      const found = value(explanation(terms({ proceeds: usd(proceeds) })));
      const { label, words, amount, total } = found.lines.at(-1) as (typeof found.lines)[number];
      return [label, words, amount, total];
    };
    // 12,500 and 750 less 275 are 12,975.
    expect(last(8_000)).toEqual(['Deficiency', 'Still owed by the obligor', usd(4_975), true]);
    expect(last(12_975)).toEqual(['Deficiency', 'Still owed by the obligor', 0, true]);
    expect(last(12_976)).toEqual(['Surplus', 'To be paid to the debtor', -usd(1), true]);
  });

  it('names a wrong amount with its row', () => {
    const ok = { type: 'x', amount: 1 };
    const wrong = { type: 'x', amount: -1 };
    expect(named(explanation(terms({ expenses: [ok, wrong], credits: [wrong] })))).toEqual([
      'not_an_amount expenses 2',
      'not_an_amount credits 1',
    ]);
    expect(named(explanation(terms({ obligation: -1, proceeds: 0.5 })))).toEqual([
      'not_an_amount obligation',
      'not_an_amount proceeds',
    ]);
  });
});
