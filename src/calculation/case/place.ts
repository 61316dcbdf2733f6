/** Whose law is asked of a sale of land: that of its place, or of the state that the papers chose or whose court decides. */
import { jurisdiction, stateCode } from '../../law/book';
import { readFlag } from '../../law/facts';
import { textOf } from '../../money/result';
import type { NamedValues } from '../operation/operation';
import type { Debt, Person, Sale } from './caseInput';

/** The states whose law is asked of a sale, and why. */
export interface Place {
  /** What each is asked with, besides the facts of the sale. */
  readonly asked: readonly NamedValues[];
  /** Nobody has read which of them it is. */
  readonly open: boolean;
  readonly words: string;
}

/** The fact by which a person says what the decisions that were read do not. */
export const BY_LAND = 'law_of_land_governs';

/** The fact by which the rules of a state know that the land is not in it. */
export const ELSEWHERE = 'out_of_state_real_property';

const HERE: Place = { asked: [{}], open: false, words: '' };

/** The law asked of a sale: what the user says goes first, then what the court's state says, then that of the law chosen. */
export function placeOf(sale: Sale, debt: Debt, person: Person, settings: NamedValues): Place {
  const chosen = person.chosenLaw ?? debt.chosenLaw ?? debt.forum;
  if (chosen === null) return HERE;
  const told = { ...settings, ...debt.facts, ...sale.facts };
  const land = stateCode(textOf(told['state'] ?? ''));
  const others = [debt.forum, chosen].filter((code) => code !== null && code !== land);
  if (land === undefined || others.length === 0) return HERE;
  const own = readFlag(told[BY_LAND]);
  const says = own.ok && own.value !== null ? (own.value ? 'land' : 'chosen') : undefined;
  const rule = others
    .flatMap((code) => jurisdiction(code as string).rules)
    .find(({ data }) => data.landElsewhere !== undefined)?.data;
  const governs = says ?? rule?.landElsewhere;
  const states =
    governs === 'land' ? [land] : governs === 'chosen' ? [chosen] : [...new Set([land, chosen])];
  const why = says === undefined ? (rule?.citation ?? '') : 'as told';
  return {
    asked: states.map((state) => ({ state, ...(state !== land && { [ELSEWHERE]: true }) })),
    open: states.length > 1,
    words:
      states.length > 1
        ? `whether the law of ${land} or of ${chosen} measures what is owed for land in ${land} was not read`
        : `the law of ${states.join('')} measures what is owed for land in ${land} (${why})`,
  };
}
