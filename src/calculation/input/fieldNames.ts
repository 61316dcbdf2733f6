/** What a name in a record means, and which name was probably meant. */
import { isAmountName } from '../../law/amounts';
import { factNamed, FACTS, STATES } from '../../law/book';
import { quoted, textOf } from '../../money/result';
import { INPUT_AMOUNTS } from './caseAmounts';
import { DEBT_ITEMS, isDebtItem } from './debtItems';
import { isRemark } from './fields';

/** How the value under a name is read. */
export type Reading =
  | 'amount'
  | 'fact'
  | 'number'
  | 'date'
  | 'state'
  | 'profile'
  | 'whenUnknown'
  | 'label';

export function readingOf(name: string): Reading | undefined {
  if (name === 'balance' || (name !== 'debt' && name !== 'credit' && isAmountName(name)))
    return 'amount';
  if (isDebtItem(name)) return 'amount';
  if (name === 'state') return 'state';
  if (name === 'profile') return 'profile';
  if (name === 'when_unknown') return 'whenUnknown';
  const fact = factNamed(name);
  if (fact) return fact.kind === 'date' || fact.kind === 'number' ? fact.kind : 'fact';
  return isRemark(name) ? 'label' : undefined;
}

const meant = new Map<string, string | undefined>();

/** At most so many wrong names are remembered: a column of a table has the same one in each row. */
const MOST_REMEMBERED = 200;

/** Says which name was probably meant. */
export function unknownField(name: string): string {
  if (!meant.has(name)) {
    if (meant.size >= MOST_REMEMBERED) meant.clear();
    meant.set(name, nearest(name));
  }
  const near = meant.get(name);
  const shown = quoted(name);
  return near === undefined
    ? `there is no fact or amount called ${shown}; DEFICIENCY.FACTS lists them`
    : `there is no fact or amount called ${shown}; did you mean ${near}?`;
}

/** Says that there is no such state, and which one was probably meant. */
export function unknownState(value: unknown): string {
  const names = new Map(STATES.map(({ code, name }) => [name.toLowerCase(), `${name} (${code})`]));
  const near = nearest(textOf(value), [...names.keys()]);
  const meant = near === undefined ? 'use a code such as TX' : `did you mean ${names.get(near)}?`;
  return `no such state: ${textOf(value).slice(0, 40)}; ${meant}`;
}

const caseNames = (): string[] => [
  'balance',
  ...INPUT_AMOUNTS,
  ...DEBT_ITEMS,
  'state',
  'profile',
  'when_unknown',
  ...FACTS.map((fact) => fact.name),
];

/** The name that was probably meant; undefined where none is near. */
export function nearest(name: string, names: readonly string[] = caseNames()): string | undefined {
  const wanted = plain(name);
  let best: string | undefined;
  let least = Math.max(2, Math.floor(wanted.length / 4)) + 1;
  for (const candidate of names) {
    const distance = editDistance(wanted, plain(candidate), least);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

const plain = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(
        Math.min(substitute, (previous[j] as number) + 1, (current[j - 1] as number) + 1),
      );
    }
    previous = current;
  }
  return previous[b.length] as number;
}
