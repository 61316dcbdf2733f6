/** How much each assumption of an answer carries: what the answer would be were it otherwise. */
import { factNamed } from '../../law/book';
import type { FactValue } from '../../law/facts';
import { valuesOf } from '../../law/plan';
import type { Cents } from '../../money/cents';
import type { Assumption } from './assess';
import type { Case, CaseReader } from './case';
import { outcome } from './outcome';

/** An assumption with the answer that moves the ends of the result furthest, where one does. */
export interface Weighed {
  readonly assumption: Assumption;
  readonly otherwise: {
    readonly value: FactValue;
    readonly low: Cents;
    readonly high: Cents;
  } | null;
  /** By how many cents the ends move then. */
  readonly carries: Cents;
}

/** The assumptions, those first that carry the most dollars. */
export const weighed = (
  item: Case,
  assumed: readonly Assumption[],
  reader: CaseReader,
): Weighed[] =>
  assumed
    .map((assumption) => weigh(item, assumption, reader))
    .sort((a, b) => b.carries - a.carries);

function weigh(item: Case, assumption: Assumption, reader: CaseReader): Weighed {
  const now = outcome(item);
  let found: Weighed = { assumption, otherwise: null, carries: 0 };
  for (const value of valuesAgainst(item, assumption)) {
    const read = reader.read({ ...item.record, [assumption.name]: value });
    if (!read.ok) continue;
    const { low, high } = outcome(read.value);
    const carries = Math.max(Math.abs(low - now.low), Math.abs(high - now.high));
    if (carries > found.carries) found = { assumption, otherwise: { value, low, high }, carries };
  }
  return found;
}

/** What else a fact might be, of what the rules of the place ask. */
function valuesAgainst(item: Case, { name, value }: Assumption): readonly FactValue[] {
  const kind = factNamed(name)?.kind;
  if (kind === 'flag') return [value !== true];
  return kind === 'choice'
    ? valuesOf(item.setting.place, name).filter((other) => other !== value)
    : [];
}
