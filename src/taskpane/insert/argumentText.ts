/** Turns what a person typed into a field into the text of an argument. */
import { declarationOf } from '../../functions/declarations';
import { stateCode } from '../../law/book';
import { parseAmount } from '../../money/cents';
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

/** Words typed for an argument as a formula writes them: `300,000` a number, `TX` a text, `C5:C9` as it is. */
export function argumentText(name: string, typed: string): string {
  const text = typed.trim().replace(/^=/, '');
  if (text === '') return '';
  if (name === 'state')
    return stateCode(text) !== undefined ? quoteText(stateCode(text) as string) : asTyped(text);
  if (name === 'facts') return isFactsText(text) ? quoteText(text) : asTyped(text);
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

const isFactsText = (text: string): boolean =>
  /^[^"&(]*[=:][^"&(]*$/.test(text) && !isReference(text);

/** Facts with a kind of loan among them; undefined where the facts are a range. */
export function factsWithProfile(facts: string, profile: string): string | undefined {
  if (profile === '') return facts;
  if (facts.trim() !== '' && !isFactsText(facts)) return undefined;
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
