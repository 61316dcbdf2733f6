/** DEFICIENCY.DEADLINES: what must be done by when under the rules that apply. */
import consequences from '../../law/generated/deadlines.json';
import { AmountsDraft, withAmount } from '../../law/amounts';
import { KNOWN_WORDS } from '../../law/words';
import { isBlank } from '../../money/cents';
import { findingsOf } from '../deficiency/assess';
import type { Case, CaseReader } from '../deficiency/case';
import { deadlines, type Deadline } from '../deficiency/dating';
import { EVENT_WORDS, eventDates, periodOf } from '../deficiency/deadlines';
import { unusedIn } from '../deficiency/unused';
import { outcome, problem, refused, type Problem } from '../input/problem';
import {
  column,
  operation,
  optional,
  required,
  table,
  type NamedValues,
} from '../operation/operation';

/** A deadline of a rule that applies, or may apply. */
interface Listed extends Deadline {
  readonly perhaps: boolean;
}

const STATUS = {
  open: 'open',
  today: 'today',
  passed: 'passed',
  start_unknown: 'start not known',
  undated: '',
} as const;

const CONSEQUENCES: Readonly<Record<string, string>> = consequences;

export const DEADLINES = operation({
  id: 'DEFICIENCY.DEADLINES',
  line: 'deadlines',
  summary: "Every deadline of a state's rules that apply, with its date, start and consequence.",
  parameters: [
    required('state', 'state', 'State whose law applies: a code such as TX, or a name.'),
    optional(
      'facts',
      'facts',
      'Facts and dates such as "sale_date=2025-03-03; confirmation_date=2025-04-10".',
    ),
    optional('as_of', 'date', 'Day from which the days left are counted.'),
    optional(
      'roll',
      'flag',
      'Whether a last day on a weekend or federal holiday moves on; yes where blank.',
    ),
  ],
  example: '=DEFICIENCY.DEADLINES("NY","sale_date=2025-03-03","2025-04-01")',
  run: ({ state, facts, as_of: asOf, roll }, { reader }) => {
    const item = caseOf({ ...facts, state }, reader);
    if ('message' in item) return refused(item);
    const found = findingsOf(item).filter(({ result }) => result !== 'does not apply');
    const perhaps = new Set(
      found.filter(({ result }) => result === 'cannot be said').map(({ rule }) => rule.id),
    );
    const rules = found.flatMap(({ rule }) => periodOf(item, rule) ?? []);
    const rolls = roll ?? reader.settings.lastDays === 'roll';
    const { value, problems } = deadlines(rules, eventDates(item), { asOf, roll: rolls });
    const listed = value.map((one): Listed => ({ ...one, perhaps: perhaps.has(one.rule) }));
    const unused = unusedIn(item).map(({ name, reason }) => problem('unused', name, reason));
    return outcome(listed, [...problems, ...unused]);
  },
  tables: [
    table<readonly Listed[], Listed>({
      id: 'deadlines',
      columns: [
        column('text', 'rule', null, ({ rule }) => rule),
        column('date', 'due', 'Due', ({ date }) => date, { at: 'figure' }),
        column('text', 'title', 'What', ({ text }) => text, { at: 'name' }),
        column('text', 'text', 'If missed', ({ rule }) => CONSEQUENCES[rule] ?? ''),
        column(EVENT_WORDS, 'from', 'Runs from', ({ start }) => start, { at: 'aside' }),
        column('date', 'start', 'Start', ({ startDate }) => startDate, { at: 'aside' }),
        column('date', 'date', 'Ends', ({ ends }) => ends, { at: 'aside' }),
        column('count', 'days_left', 'Days left', ({ daysLeft }) => daysLeft),
        column('text', 'status', 'Status', ({ status, perhaps }) =>
          [STATUS[status], perhaps ? 'if it applies' : ''].filter(Boolean).join(', '),
        ),
        column('text', 'binds', 'Binds', ({ binds }) => (binds === 'debtor' ? 'debtor' : 'lender')),
        column('law', 'citation', 'Law', ({ citation }) => citation),
        column(KNOWN_WORDS, 'known', 'How it is known', ({ known }) => known),
        column('words', 'words', 'How', ({ words }) => words),
      ],
      rows: (listed) => listed,
    }),
  ],
});

/** No deadline turns on an amount; one that did would be open, whatever the amounts of a row say. */
const NOT_ASKED = withAmount(new AmountsDraft().done(), 'costs', 0, Infinity);

/** A case for its facts and days alone. */
function caseOf(record: NamedValues, reader: CaseReader): Case | Problem {
  const told = (name: string): boolean => !isBlank(record[name]);
  const sold = told('sale_date') || told('disposition_date');
  const read = reader.read({
    ...record,
    ...(!told('balance') && !told('principal') && { balance: 0 }),
    ...(!told('sale_price') && { sale_price: sold ? 0.01 : 0 }),
  });
  if (read.ok) return { ...read.value, amounts: NOT_ASKED };
  const { field, message, name } = read.error;
  return name === 'unknown_name'
    ? problem('missing', field === 'state' ? field : 'facts', message)
    : problem('not_an_amount', field, message);
}
