/** Nothing given is dropped in silence: it is used, refused, or named with the reason. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CaseReader } from '../../src/calculation/deficiency/case';
import { JUDGMENT } from '../../src/calculation/judgment/judgmentOperations';
import { FORM1099 } from '../../src/calculation/notices/noticeOperations';
import type { Operation } from '../../src/calculation/operation/operation';
import { PAYOFF } from '../../src/calculation/payoff/payoffOperations';
import { PROCEEDS } from '../../src/calculation/proceeds/proceedsOperation';
import { NOTHING_ASSUMED } from '../../src/calculation/settings/settings';
import { Answerer, isRefusal } from '../../src/calculation/batch/answer';
import { OperationAnswerer } from '../../src/cli/overTime';
import { TODAY } from '../calculation/support';

type Record_ = Readonly<Record<string, unknown>>;

interface Told {
  readonly total?: number;
  readonly balance?: number;
  readonly unused?: readonly { readonly name: string; readonly reason: string }[];
  readonly problems?: readonly { readonly name: string; readonly message: string }[];
  readonly error?: { readonly field: string; readonly message: string };
}

const reader = new CaseReader({ ...NOTHING_ASSUMED, today: TODAY });
const answer = (operation: Operation, record: Record_): Told =>
  new OperationAnswerer(operation, reader).answer(record);

const records = (file: string): Record_[] =>
  readFileSync(path.join(import.meta.dirname, `../data/operations/${file}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record_);

/** What an answer says of its input besides the figures. */
const said = ({ unused = [], problems = [], error }: Told): string =>
  [
    ...unused.map(({ name, reason }) => `${name} ${reason}`),
    ...problems.map(({ message }) => message),
    ...(error ? [`${error.field}: ${error.message}`] : []),
  ].join('; ');

describe('a case', () => {
  const [plain = {}, ...others] = records('silent-drops');
  const answerer = new Answerer(reader, () => ({}));
  const assessed = (record: Record_) => answerer.answer(record);

  it.each(others.map((record) => [JSON.stringify(record).slice(46), record] as const))(
    'with %s gives another answer, says what it did not use, or refuses it',
    (_, record) => {
      const told = assessed(record);
      if (isRefusal(told)) return;
      const { unused, ...answer } = told;
      const { unused: none, ...before } = assessed(plain) as typeof told;
      expect(none).toEqual({});
      if (Object.keys(unused ?? {}).length === 0) expect(answer).not.toEqual(before);
    },
  );
});

describe('a payoff', () => {
  const [plain = {}, ...others] = records('silent-drops-payoff');

  it.each(others.map((record) => [JSON.stringify(record).slice(88), record] as const))(
    'with %s gives another figure or says why not',
    (_, record) => {
      const told = answer(PAYOFF, record);
      const dated = /"item":"protective_advances","amount":100,"date"/.test(JSON.stringify(record));
      const refusedPremium = record['prepayment_allowed'] === false;
      const noneYetLate = Number(record['grace_days']) > 1e9;
      if (told.total === answer(PAYOFF, plain).total && !refusedPremium && !noneYetLate)
        expect(said(told)).not.toBe('');
      if (dated) expect(told.total).toBe(258069.18);
    },
  );

  it('leaves out what is dated after it, whatever it is, and names it', () => {
    for (const item of [
      'credits',
      'other_charges',
      'attorney_fees',
      'late_fees',
      'refund',
      'advances',
    ])
      expect(
        said(
          answer(PAYOFF, {
            ...plain,
            charges: [{ item, amount: 1000, date: '2030-02-01', months: 12, months_remaining: 6 }],
          }),
        ),
        item,
      ).toMatch(/February 1, 2030 is after the payoff on June 28, 2024: the row is left out/);
  });

  it('tells that credits are more than the debt', () => {
    // 250,000 + 7,969.18 - 900,000.
    const [, over = {}] = records('payoff-faults');
    expect(answer(PAYOFF, over)).toMatchObject({
      total: -642030.82,
      problems: [{ name: 'payment_above_balance', field: 'credits' }],
    });
  });
});

describe('a judgment', () => {
  const [plain = {}, ...others] = records('silent-drops-judgment');

  it.each(others.map((record) => [JSON.stringify(record).slice(54), record] as const))(
    'with %s gives another figure or says why not',
    (_, record) => {
      const told = answer(JUDGMENT, record);
      if (told.balance === answer(JUDGMENT, plain).balance) expect(said(told)).not.toBe('');
    },
  );

  it('takes the amount financed where its law asks for it, and says where it has no say', () => {
    // N.D.C.C. 47-14-09(2)(d): no highest rate above 35,000 dollars; Texas has no such limit.
    const note = { amount: 36500, entered: '2021-03-01', as_of: '2022-03-01', contract_rate: '9%' };
    const lent = { negotiable_note: true, lender_type: 'private', borrower_is_entity: false };
    const large = answer(JUDGMENT, { ...note, ...lent, state: 'ND', amount_financed: 40000 });
    expect(large).toMatchObject({ balance: 39785, unused: [] });
    const facts = 'amount_financed=40000; negotiable_note=yes; lender_type=private';
    const told = { ...note, state: 'ND', facts: `${facts}; borrower_is_entity=no` };
    expect(answer(JUDGMENT, told).balance).toBe(39785);
    const asked = answer(JUDGMENT, { ...note, ...lent, state: 'ND' });
    expect(asked.error?.message).toMatch(/^tell amount_financed/);
    const idle = answer(JUDGMENT, { ...note, state: 'TX', amount_financed: 40000 });
    expect(said(idle)).toMatch(/amount_financed has no say in a judgment/);
  });

  it('refuses a life or an interest that no judgment has', () => {
    const [, long = {}, ages = {}, later = {}] = records('judgment-faults');
    expect(said(answer(JUDGMENT, long))).toMatch(/interest_from: January 1, 1901/);
    expect(said(answer(JUDGMENT, ages))).toMatch(/years: 1000000/);
    expect(said(answer(JUDGMENT, later))).toMatch(/after the day asked for/);
  });
});

describe('the others', () => {
  it('forms 1099 are refused where principal is more than the debt', () => {
    const [fault = {}] = records('form1099-faults');
    expect(answer(FORM1099, fault).error?.field).toBe('principal');
  });

  it('a claim says that a demand counts under Article 9 only', () => {
    const claims = [{ name: 'First', amount: 100, enforcing: true, demanded: true }];
    const told = answer(PROCEEDS, { sales: 90, claims, order: 'judicial' });
    expect(said(told)).toBe('claims demanded has no say outside article_9');
  });
});
