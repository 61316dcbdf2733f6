/** A date that decides is asked with the day on which the law turns: which side of it is enough. */
import { expect, it } from 'vitest';
import { spansOf } from '../../../src/calculation/deficiency/missing';
import { parseIso } from '../../../src/money/dates';
import { caseOf, readerWith } from '../support';

const day = (iso: string): number => {
  const read = parseIso(iso);
  if (!read.ok) throw new Error(read.message);
  return read.value;
};

it('NRS 40.455(3): a bank has no deficiency on a home bought with a loan of 1 October 2009 or later', () => {
  const house = { state: 'NV', balance: 300_000, sale_price: 255_000, fair_value: 255_000 };
  const more = { profile: 'home_loan', lender_type: 'institution', loan_purpose: 'purchase_money' };
  const item = caseOf({ ...house, ...more }, readerWith({}));
  const spans = spansOf(item, 'origination_date').map(({ from, before, high }) => [
    from,
    before,
    high,
  ]);
  const turns = day('2009-10-01');
  expect(spans[0]).toEqual([null, turns, 4_500_000]);
  expect(spans.at(-1)).toEqual([turns, null, 0]);
  expect(spansOf(item, 'owner_occupied')).toEqual([]);
});
