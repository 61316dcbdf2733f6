/** Gives facts their labels and amounts their help: words that calculation does without, loaded apart. */
import generated from './generated/labels.json';
import { labelFacts } from './book';

labelFacts(generated.facts);

const HELP: Readonly<Record<string, string>> = generated.amounts;

/** What an amount is, in a sentence. */
export const amountHelp = (name: string): string | undefined => HELP[name];
