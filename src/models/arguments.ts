/** A record as the arguments of a call say it: one balance, dates as days, what is missing said in words. */
import type { CaseReader } from '../calculation/case';
import { DEBT_ITEMS } from '../calculation/debtItems';
import { AMOUNT_SLOTS } from '../law/amounts';
import { dollars, isBlank } from '../money/cents';
import { toIso } from '../money/dates';

type Named = Readonly<Record<string, unknown>>;

/** Stands where a call must not read a blank as 0. */
const MISSING = 'missing';

/** Parts of a balance that no rule asks for once they are added up; rules do ask for the principal. */
const ADDED_UP: ReadonlySet<string> = new Set(DEBT_ITEMS.filter((name) => name !== 'principal'));

/**
 * The record with its balance in one figure. A call reads a blank price as 0 and may read a blank
 * balance so; where a record says neither, it says `missing`, so that the call answers with an error too.
 */
export function asArguments(reader: CaseReader, record: Named): Named {
  const read = reader.read(record);
  if (!read.ok) return withMissing(record);
  const { amounts, dates } = read.value;
  const balance = amounts.low[AMOUNT_SLOTS.get('debt') as number];
  const told = Object.entries(record).filter(
    ([name, value]) => !isBlank(value) && !ADDED_UP.has(name),
  );
  return {
    ...Object.fromEntries(
      told.map(([name, value]) => {
        const day = dates.get(name);
        return [name, day === undefined ? value : toIso(day)];
      }),
    ),
    ...(balance !== undefined && { balance: dollars(balance) }),
  };
}

function withMissing(record: Named): Named {
  const blank = (name: string) => isBlank(record[name]);
  const inParts = DEBT_ITEMS.some((name) => !blank(name));
  if (blank('balance') && blank('sale_price') && !inParts) return record;
  return {
    ...record,
    ...(blank('sale_price') && { sale_price: MISSING }),
    ...(blank('balance') && { balance: MISSING }),
  };
}
