/** Gives rules and amounts words that calculation does without, and facts their groups; loaded apart. */
import generated from './generated/labels.json';
import { groupFacts, labelRules } from './book';

groupFacts(generated.groups);
labelRules(
  generated.titles as readonly (string | 0)[],
  generated.citations as readonly (string | 0)[],
);

const HELP: Readonly<Record<string, string>> = generated.amounts;

/** What an amount is, in a sentence. */
export const amountHelp = (name: string): string | undefined => HELP[name];
