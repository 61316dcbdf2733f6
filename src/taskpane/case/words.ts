/** What the pane says of a case of several sales, debts and people; loaded with it. */
import type { Cents } from '../../money/cents';
import { money } from '../format';
import type { TableName } from './caseRows';

export const words = {
  help: 'Type what was owed, what was sold, who answers, and what happened besides; the answer follows as you type.',
  start: (title: string) => `Start from the case of ${title}`,
  row: { debts: 'Debt', sales: 'Sale', people: 'Person', events: 'Event' } satisfies Record<
    TableName,
    string
  >,
  tableHelp: {
    debts: '',
    sales: '',
    people: 'One debtor for all debts where nobody is named.',
    events:
      'Payments, rents, insurance, interest, charges, damages set off, the judgment and what came after it.',
  } satisfies Record<TableName, string>,
  addColumn: (table: string) => `Ask more of each row of ${table.toLowerCase()}`,
  allOf: 'All where none is ticked.',
  facts: 'Facts of the whole case',
  addFact: 'Add a fact',
  state: 'State',
  profile: 'Kind of loan',
  decides: 'Would decide what is open.',
  answer: 'What it comes to',
  owes: (name: string, low: Cents | null, high: Cents | null, owedTo: Cents | null) =>
    low === null || high === null
      ? `${name}: not said`
      : owedTo
        ? `${name} is owed ${money(owedTo)}`
        : `${name} owes ${low === high ? money(low) : `${money(low)} to ${money(high)}`}`,
  empty: 'Give a debt with its balance and a sale with its price.',
  title: 'Name of the case',
  titleHelp: 'Stands at the top of the sheets.',
  write: 'Show what it will write',
  unnamed: 'Case',
} as const;
