/** A record as the arguments of a call say it: one balance, dates as days, what is missing said in words. */
import type { CaseReader } from '../calculation/deficiency/case';
import { DEBT_ITEMS } from '../calculation/input/debtItems';
import { least } from '../law/amounts';
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
  const balance = balanceOf(reader, record);
  const read = reader.read(record);
  const told = Object.entries(record).filter(
    ([name, value]) => !isBlank(value) && !(balance !== undefined && ADDED_UP.has(name)),
  );
  const named = Object.fromEntries(
    told.map(([name, value]) => {
      const day = read.ok ? read.value.dates.get(name) : undefined;
      return [name, day === undefined ? value : toIso(day)];
    }),
  );
  return withMissing({ ...named, ...(balance !== undefined && { balance }) });
}

/** The balance in dollars, added up from its parts where they are told, whatever else is wrong with the record. */
function balanceOf(reader: CaseReader, record: Named): number | undefined {
  const debt = Object.fromEntries(
    ['balance', ...DEBT_ITEMS].flatMap((name) =>
      isBlank(record[name]) ? [] : [[name, record[name]]],
    ),
  );
  const read = reader.read({ ...debt, sale_price: 0 });
  const cents = read.ok ? least(read.value.amounts, 'debt') : undefined;
  return cents === undefined ? undefined : dollars(cents);
}

function withMissing(record: Named): Named {
  const blank = (name: string) => isBlank(record[name]);
  if (blank('balance') && blank('sale_price') && DEBT_ITEMS.every(blank)) return record;
  return {
    ...record,
    ...(blank('sale_price') && { sale_price: MISSING }),
    ...(blank('balance') && DEBT_ITEMS.every(blank) && { balance: MISSING }),
  };
}
