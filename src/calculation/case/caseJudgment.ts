/** Hands what a person owes on the day of a judgment over to the operation that carries judgments, with what came after. */
import { dollars, isBlank, parseAmount, type Cents } from '../../money/cents';
import { toIso } from '../../money/dates';
import { factNamed } from '../../law/book';
import { outcome, problem, refused, type Outcome, type Problem } from '../input/problem';
import { recordOfText } from '../input/texts';
import { JUDGMENT, type Carried } from '../judgment/judgmentOperations';
import { GivenReader } from '../operation/given';
import type { Context, NamedValues } from '../operation/operation';
import type { CaseEvent } from './caseEvents';
import type { CaseRead, Person } from './caseInput';
import type { DebtAnswer } from './law';

interface HandedOver {
  readonly amount: Cents;
  /** Of it, interest. */
  readonly interest: Cents;
  readonly event: CaseEvent;
  readonly later: readonly CaseEvent[];
}

interface About {
  readonly person: Person;
  readonly answers: readonly DebtAnswer[];
  readonly read: CaseRead;
}

/** A judgment carried, and the facts of which its law asked. */
interface Judged {
  readonly carried: Carried;
  readonly asked: readonly string[];
}

/** Carries a judgment; its problems stand in the rows of the events of the case. */
export function carryJudgment(
  { amount, interest, event, later }: HandedOver,
  { answers, read }: About,
  context: Context,
): Outcome<Judged> {
  const { told, row, date, until } = event;
  const here = (found: Problem): Problem => placed(found, event, taken);
  const terms = recordOfText(told.terms ?? '');
  if (!terms.ok) return refused(problem('not_read', 'events', `terms: ${terms.message}`, row));
  const facts = factsIn(answers);
  const state = told.state ?? facts['state'];
  if (isBlank(state) && told.rate === undefined)
    return refused(problem('missing', 'events', `${WHOSE_COURT}, or the rate it states`, row));
  const stated = parseAmount(terms.value['opening_interest']);
  const barren = told.bears_interest === false ? Math.min(interest, amount) : 0;
  const opening = stated.ok && stated.value !== null ? Math.min(stated.value, amount) : barren;
  const taken = later.filter(({ sort }) => sort !== 'interest' && sort !== 'cut');
  const given = new GivenReader(JUDGMENT, context.source).read({
    amount: dollars(amount - opening),
    entered: date === null ? null : toIso(date),
    as_of: toIso(until ?? Math.max(context.reader.settings.today, date ?? 0)),
    state,
    contract_rate:
      told.contract_rate === 'none'
        ? 'none'
        : percent(told.contract_rate ?? noteRate(answers, read)),
    rates: percent(told.rate),
    events: taken.map(judgmentRow),
    facts,
    terms: {
      ...terms.value,
      ...(opening > 0 && { opening_interest: dollars(opening) }),
    },
  });
  if (!given.ok) return refused(here(given.error));
  const made = JUDGMENT.run(given.value as never, context) as Outcome<Carried>;
  if (!made.ok) return refused(...made.problems.map(here));
  const nothingBears = told.bears_interest !== undefined && interest === 0;
  const dropped = later.filter((one) => !taken.includes(one));
  const idle = made.problems.filter(isFactUnused).map(({ field }) => field);
  const asked = Object.keys(facts).filter((name) => !idle.includes(name));
  return outcome({ carried: made.value, asked }, [
    ...made.problems.filter((found) => !isFactUnused(found)).map(here),
    ...(nothingBears
      ? [problem('unused', 'events', 'bears_interest: no interest is part of the judgment', row)]
      : []),
    ...dropped.map((one) =>
      problem(
        'unused',
        'events',
        `${one.kind} has no say after the judgment, which bears its own`,
        one.row,
      ),
    ),
  ]);
}

const WHOSE_COURT = 'state is missing: whose court gave the judgment?';

/** Facts that the judgment has no use for had their say in the law of the sales. */
const isFactUnused = ({ name, field }: Problem): boolean =>
  name === 'unused' && factNamed(field) !== undefined;

const percent = (rate: { toString(): string } | null | undefined): string | null =>
  rate == null ? null : `${rate.toString()}%`;

/** The rate of the note, where all that was judged bears one. */
function noteRate(answers: readonly DebtAnswer[], { debts }: CaseRead) {
  const rates = answers.map(({ debt }) => debts[debt]?.owing.accrues?.rate ?? null);
  const [first = null] = rates;
  return first !== null && rates.every((rate) => rate?.eq(first)) ? first : null;
}

/** Facts in which all that was judged agrees. */
function factsIn(answers: readonly DebtAnswer[]): NamedValues {
  const [first, ...others] = answers.flatMap(({ cases }) => cases.map(({ record }) => record));
  return Object.fromEntries(
    Object.entries(first ?? {}).filter(
      ([name, value]) =>
        name !== 'judgment_date' &&
        (name === 'state' || name === 'profile' || factNamed(name) !== undefined) &&
        others.every((record) => record[name] === value),
    ),
  );
}

/** An event of the case as the judgment's table has it. */
function judgmentRow({ sort, kind, amount, date, until, label, told }: CaseEvent): NamedValues {
  const plain = sort === 'receipt' || sort === 'set_off';
  return {
    date: date === null ? null : toIso(date),
    kind: plain ? 'payment' : sort !== 'charge' ? kind : kind === 'fees' ? 'fees' : 'cost',
    ...(sort !== 'act' && { amount: dollars(amount) }),
    ...(until !== null && { until: toIso(until) }),
    ...(told.of_record !== undefined && { of_record: told.of_record }),
    ...(told.bears_interest !== undefined && {
      bears_interest: told.bears_interest,
    }),
    ...(told.adds_interest !== undefined && {
      adds_interest: told.adds_interest,
    }),
    label,
  };
}

/** A problem of the judgment in the row of the case that it came from. */
function placed(found: Problem, { row }: CaseEvent, taken: readonly CaseEvent[]): Problem {
  const { name, field, message } = found;
  if (field === 'events' && found.row !== null)
    return { ...found, row: taken[found.row - 1]?.row ?? row };
  return problem(name, 'events', `${field}: ${message}`, row);
}
