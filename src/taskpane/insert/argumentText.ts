/** Turns what a person typed into a field into the text of an argument. */
import type { ParameterKind } from '../../calculation/operation/operation';
import { declarationOf } from '../../functions/declarations';
import { stateCode } from '../../law/book';
import { parseAmount } from '../../money/cents';
import { parseIso } from '../../money/dates';
import { cellAddress, fullAddress, sheetText } from '../../formulas/address';
import { withFact } from '../../workbook/answers';
import {
  constantText,
  isReference,
  kindOf,
  quoteText,
  readConstant,
} from '../../formulas/formulaText';
import type { Block } from '../../formulas/place';
import { choicesOf } from '../ui/kindField';

/** Words typed for an argument as a formula writes them: `300,000` a number, `TX` a text, `C5:C9` as it is. */
export function argumentText(kind: ParameterKind, typed: string): string {
  const text = typed.trim().replace(/^=/, '');
  if (text === '') return '';
  const named = kind !== 'amount' && isNamedText(text);
  if (named || choicesOf(kind)?.includes(text) || (kind === 'date' && parseIso(text).ok))
    return quoteText(text);
  if (kind === 'state')
    return stateCode(text) !== undefined ? quoteText(stateCode(text) as string) : asTyped(text);
  const amount = parseAmount(text);
  return amount.ok && amount.value !== null ? constantText(amount.value / 100) : asTyped(text);
}

const asTyped = (text: string): string =>
  isReference(text) ||
  readConstant(text) !== undefined ||
  kindOf(text).kind !== 'expression' ||
  /[!(:&]/.test(text)
    ? text
    : quoteText(text);

/** Named values or rows, such as `method=judicial`. */
const isNamedText = (text: string): boolean =>
  /^[^"&(]*[=:][^"&(]*$/.test(text) && !isReference(text);

/** Facts with a kind of loan among them; undefined where the facts are a range. */
export function factsWithProfile(facts: string, profile: string): string | undefined {
  if (profile === '') return facts;
  if (facts.trim() !== '' && !isNamedText(facts)) return undefined;
  return withFact(facts, 'profile', profile);
}

/** The parameters of a function as fields: name and whether a person must fill it. */
export const parametersOf = (id: string) => declarationOf(id)?.parameters ?? [];

/** A selected block as the text of a reference, without the sheet where it is the target's own. */
export const referenceTo = (block: Block, home: string | undefined): string =>
  block.sheet === home ? fullAddress(block).replace(/^.*!/, '') : fullAddress(block);

/** One row of a reference's block, for a formula of its own. */
export function rowOfBlock(block: Block, row: number, home: string): string {
  const address = cellAddress({ row: block.row + row, column: block.column });
  return block.sheet === home ? address : `${sheetText(block.sheet)}!${address}`;
}
