/** What the pane says of the curve and of bids; loaded with them. */
export const words = {
  name: (parts: string) => `The deficiency over the price. ${parts}`,
  at: (price: string, left: string) => `At ${price}: ${left}.`,
  table: 'As a table',
  bids: 'A bid of the lender',
  bidsHelp: 'For a credit bid by the lender itself; nothing else about the case changes.',
  lowest: 'Lowest',
  highest: 'Highest',
  fromFirst: 'Each dollar of the bid takes a dollar from what may be recovered.',
  upTo: (claim: string) =>
    `Up to here a bid costs nothing: ${claim} may be recovered whether it is bid or less.`,
  before: (owed: string) =>
    `From here nothing is left to recover; beyond ${owed} the excess is a surplus to be paid in cash.`,
  beyond:
    'This is all that is owed: nothing is left to recover, and what is bid beyond is a surplus to be paid in cash.',
  noClaim:
    'Nothing may be recovered after the sale whatever is bid, so only the property is at stake; beyond all that is owed the excess is paid in cash.',
  by: (citations: string) => `By ${citations}.`,
} as const;
