/** Makes the sheets of each model for the case of the selected cell; loaded when a model is first looked at. */
import type { Case } from '../../calculation/deficiency/case';
import { outcome } from '../../calculation/deficiency/outcome';
import type { Problem } from '../../calculation/input/problem';
import { matrixOf } from '../../functions/cells';
import { readFactsArgument } from '../../functions/factsArgument';
import { recordAt } from '../../functions/rowRecord';
import { currentReader, today } from '../../functions/session';
import { comparisonSheet } from '../../sheets/comparison';
import { exhibitWithChart } from '../../sheets/exhibit';
import { ledgerSheet } from '../../sheets/ledger';
import { letterSheet } from '../../sheets/letter';
import { payoffSheet } from '../../sheets/payoff';
import { portfolio } from '../../sheets/portfolio';
import { proceedsSheet } from '../../sheets/proceeds';
import type { SheetModel } from '../../sheets/sheet';
import { sensitivity, stateComparison } from '../../sheets/tables';
import {
  explanationIn,
  judgmentIn,
  payoffIn,
  proceedsIn,
  statedIn,
  type Json,
} from '../../sheets/timeInputs';
import { worksheet } from '../../sheets/worksheet';
import { dollars } from '../../money/cents';
import { fail, ok, type Result } from '../../money/result';
import type { Explained } from '../../workbook/explain';
import { ruleTexts } from '../law/texts';
import type { Subject } from '../screen';
import type { ModelKind, ModelRequest } from './kinds';

/** Rows of a call that become loans of a portfolio. */
const MOST_LOANS = 10_000;

/** The sheets of a model, or what is missing for it in words. */
export async function buildModel(
  { kind, title, fields }: ModelRequest,
  subject: Subject,
): Promise<Result<readonly SheetModel[]>> {
  const reader = currentReader();
  const read = reader.read(subject.record);
  if (!read.ok) return fail(`${read.error.field}: ${read.error.message}`);
  const item = read.value;
  const { record } = subject;
  const preparedOn = today();
  const told = withoutBlanks(fields);
  const common = { title, preparedOn };
  switch (kind) {
    case 'exhibit':
      return ok(exhibitWithChart({ ...common, item, record, textOf: await wordsFor(item) }));
    case 'worksheet':
      return ok(worksheet({ ...common, item, record, textOf: await wordsFor(item) }));
    case 'portfolio':
      return ok(portfolio({ ...common, reader, records: recordsOf(subject) }));
    case 'sensitivity':
      return ok([sensitivity({ ...common, reader, record })]);
    case 'states':
      return ok([stateComparison({ ...common, reader, record })]);
    default:
      return overTime(kind, common, item, told);
  }
}

type Common = { readonly title: string; readonly preparedOn: number };
type OverTime = Exclude<
  ModelKind,
  'exhibit' | 'worksheet' | 'portfolio' | 'sensitivity' | 'states'
>;

/** Models of what people type beside the case; what cannot be read is said in words. */
function overTime(
  kind: OverTime,
  common: Common,
  item: Case,
  told: Json,
): Result<readonly SheetModel[]> {
  try {
    return sheetsOf(makeOverTime(kind, common, item, told));
  } catch (error) {
    return fail((error as Error).message);
  }
}

function makeOverTime(kind: OverTime, common: Common, item: Case, told: Json): MadeSheet {
  switch (kind) {
    case 'payoff':
      return payoffSheet({ ...common, terms: payoffIn(told) });
    case 'comparison':
      return comparisonSheet({
        ...common,
        terms: payoffIn(ours(told)),
        stated: statedIn(lender(told)),
      });
    case 'proceeds':
      return proceedsSheet({ ...common, ...proceedsIn(proceedsJson(told)) });
    case 'ledger': {
      const state = item.setting.place.code;
      const json = { amount: dollars(outcome(item).deficiency), ...(state && { state }), ...told };
      return ledgerSheet({ ...common, ...judgmentIn(judgmentJson(json), common.preparedOn) });
    }
    case 'letter': {
      const { expenses, to, from, ...rest } = told;
      const words = (value: unknown) => (typeof value === 'string' ? value : undefined);
      const terms = explanationIn({
        ...rest,
        expenses: expenses === undefined ? [] : [{ type: 'expenses', amount: expenses }],
      });
      return letterSheet({ ...common, terms, to: words(to), from: words(from) });
    }
  }
}

type MadeSheet =
  | { readonly ok: true; readonly sheet: SheetModel }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const sheetsOf = (made: MadeSheet): Result<readonly SheetModel[]> =>
  made.ok ? ok([made.sheet]) : fail(made.problems.map(({ message }) => message).join(' '));

const withoutBlanks = (fields: Readonly<Record<string, string>>): Json =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  );

const LENDER = /^lender_/;

/** The terms of the payoff, without the lender's figures. */
const ours = (told: Json): Json =>
  Object.fromEntries(Object.entries(told).filter(([name]) => !LENDER.test(name)));

/** The lender's figures by item, out of the fields that begin with its name. */
const lender = (told: Json): Json => ({
  lender: Object.fromEntries(
    Object.entries(told)
      .filter(([name]) => LENDER.test(name))
      .map(([name, value]) => [name.replace(LENDER, ''), value]),
  ),
});

/** One sale, the claim enforced, and the claims behind it as `name amount` a line. */
function proceedsJson(told: Json): Json {
  const { sale_price: price, costs: expenses, claimant, balance, others, order } = told;
  const behind = listed(others).map(({ words, amount }) => ({
    name: words,
    amount,
    demanded: true,
  }));
  return {
    order: order ?? 'article_9',
    sales: [{ label: 'Sale', price, ...(expenses !== undefined && { expenses }) }],
    claims: [{ name: claimant ?? 'Lender', amount: balance, enforcing: true }, ...behind],
  };
}

/** Payments as `date amount`, separated by semicolons. */
function judgmentJson({ payments, ...rest }: Json): Json {
  const events = listed(payments).map(({ words, amount }) => ({
    kind: 'payment',
    date: words,
    amount,
  }));
  return { ...rest, events };
}

/** `Second Bank 60,000; Taxes 4,500` as words with the amount at their end. */
function listed(value: unknown): { words: string; amount: string }[] {
  if (typeof value !== 'string') return [];
  return value
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [, words = part, amount = ''] = /^(.*\S)\s+(\S+)$/.exec(part) ?? [];
      return { words, amount };
    });
}

async function wordsFor(item: Case): Promise<(rule: string) => string> {
  const texts = await ruleTexts(item.setting.place.code);
  return (rule) => texts[rule]?.text ?? texts[rule]?.note ?? '';
}

/** Every loan that the selected cell's call answers; the one case where there is no call. */
function recordsOf({ record, explained }: Subject): Readonly<Record<string, unknown>>[] {
  if (!explained) return [record];
  const found = rowsOf(explained);
  return found.length > 0 ? found : [record];
}

function rowsOf({ sources, rows }: Explained): Readonly<Record<string, unknown>>[] {
  const matrices = new Map(sources.map(({ name, values }) => [name, matrixOf(values)]));
  const facts = readFactsArgument(matrices.get('facts') ?? matrixOf(null));
  const found: Readonly<Record<string, unknown>>[] = [];
  for (let row = 0; row < Math.min(rows, MOST_LOANS); row += 1) {
    const read = recordAt(matrices, facts, row, 0);
    if (read.ok && read.value !== undefined) found.push({ id: `Row ${row + 1}`, ...read.value });
  }
  return found;
}
