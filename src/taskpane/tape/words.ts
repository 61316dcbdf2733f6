/** What the pane says of tapes; loaded with them. */
import { plural } from '../strings';

export const words = {
  help: 'Opens a tape as a seller sends it: .xlsx, .csv or .tsv. Columns are found by their headings; you see what each loan comes to before anything is written.',
  choose: 'Choose a tape',
  drop: 'Or drop it here.',
  reading: (name: string) => `Reading ${name}…`,
  tooLarge: 'The file is larger than 20 MB. Use npm run assess -- --tape.',
  loans: (count: number, name: string) => `${plural(count, 'loan', 'loans')} of ${name}`,
  setting: (kind: string) => `What a loan does not say is assumed: ${kind}.`,
  nothing: 'nothing, for this workbook has no profile',
  money: 'Where the money is',
  barName: (parts: string) => `The dollars of the tape: ${parts}`,
  kind: (label: string, count: number, dollars: string) =>
    `${label}: ${plural(count, 'loan', 'loans')}${dollars === '' ? '' : `, ${dollars}`}`,
  lost: (dollars: string) => `${dollars} of shortfall`,
  map: 'By state',
  tile: (name: string, count: number, dollars: string) =>
    `${name}: ${plural(count, 'loan', 'loans')}, ${dollars} at most`,
  all: 'Show all loans',
  worklist: 'What to find out first',
  question: (label: string, count: number, dollars: string) =>
    `${label}: ${plural(count, 'loan lacks', 'loans lack')} it, ${dollars} open`,
  answer: (words: string, dollars: string) =>
    `${words.charAt(0).toUpperCase()}${words.slice(1)}: ${dollars}`,
  answerName: (label: string, words: string, count: number) =>
    `${label}: ${words}, for ${plural(count, 'loan', 'loans')}`,
  answered: (label: string, words: string, count: number) =>
    `${label}: ${words}, for ${plural(count, 'loan', 'loans')}`,
  take: 'Take back',
  takeName: (label: string) => `Take back: ${label}`,
  look: (count: number) => `Look at all ${count} loans`,
  next: (id: string) => `Next open loan: ${id}`,
  wrote: (said: string, places: readonly string[]) =>
    `${said}: written to ${places.slice(0, 3).join(', ')}${places.length > 3 ? ` and ${places.length - 3} more` : ''}.`,
  settled: 'Nothing is open.',
  columns: 'How the columns are read',
  columnsHelp: 'Kept in this browser for the next tape with these headings.',
  notRead: 'Not read',
  leftOut: (rows: number) => `${plural(rows, 'row was', 'rows were')} left out`,
  row: (line: number, why: string) => `Row ${line}: ${why}`,
  errors: (count: number) => `${plural(count, 'loan', 'loans')} could not be assessed`,
  notes: (count: number) => `${plural(count, 'remark', 'remarks')} on single loans`,
  more: (count: number) => `and ${count} more`,
  table: 'The loans',
  heads: ['Loan', 'State', 'Result', 'At least', 'At most', 'What is asked or to be done'],
  make: 'Show what it will write',
  calendar: 'Deadlines as a calendar file',
  noCalendar: 'No deadline with a day is still to come.',
  insert: 'Insert',
  preview: 'New sheets',
  nothingOver: 'Nothing that is in the workbook is written over.',
  inserted: (names: readonly string[]) => `Inserted: ${names.join(', ')}.`,
} as const;
