/** Where a judgment needs a rate that no table of ours holds: the months of entry for which it is asked. */
import { onlyAmounts } from '../../src/law/amounts';
import { STATES } from '../../src/law/book';
import { FEDERAL, judgmentInterest } from '../../src/law/judgment';
import { addMonths, dayFromYmd, toIso, toWords, ymd, type Day } from '../../src/money/dates';

/** A place and what the law makes of judgments entered there month by month. */
export interface Asked {
  readonly code: string;
  /** Months of entry in which the rate has to be told, such as `2025-01`. */
  readonly months: readonly string[];
  /** What is asked in the last of them. */
  readonly message: string;
  /** The last day of the table that is followed; null where the rate follows none. */
  readonly knownTo: Day | null;
}

/** Every place, for judgments of a business's debt without a contract rate, in the ten years before a day. */
export function ratesAsked(today: Day): Asked[] {
  const { y, m } = ymd(today);
  const first = dayFromYmd(y - 10, m, 10) as Day;
  const days = Array.from({ length: 121 }, (_, n) => addMonths(first, n)).filter(
    (day) => day <= today,
  );
  return [...STATES.map(({ code }) => code), FEDERAL].map((code) => {
    const months: string[] = [];
    let [message, knownTo]: [string, Day | null] = ['', null];
    for (const entered of days) {
      const found = interestOf(code, entered);
      if (found.ok) knownTo = found.knownTo ?? knownTo;
      else {
        months.push(toIso(entered).slice(0, 7));
        message = found.message;
      }
    }
    return { code, months, message, knownTo };
  });
}

const interestOf = (place: string, entered: Day) =>
  judgmentInterest({
    place,
    entered,
    facts: new Map([
      ['consumer_transaction', false],
      ['retail_installment_contract', false],
    ]),
    amounts: onlyAmounts({}),
    contractRate: 'none',
    published: [],
  });

/** One line for a place. */
export const askedWords = ({ code, months, message, knownTo }: Asked): string =>
  [
    code,
    knownTo === null ? '' : `known to ${toWords(knownTo)}`,
    months.length === 0 ? '' : `asked in ${months.length} months, ${months[0]} to ${months.at(-1)}`,
    knownTo === null ? message : '',
  ]
    .filter(Boolean)
    .join('; ');
