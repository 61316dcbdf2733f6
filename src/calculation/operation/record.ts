/** Reads the arguments of an operation from one record of named values, as lines, rows of CSV and sheets give them. */
import { isBlank } from '../../money/cents';
import { quoted } from '../../money/result';
import { nearest } from '../input/fieldNames';
import { fieldNamed, isRemark, plainName, type Fields, type Source } from '../input/fields';
import { failure, success, type Read } from '../input/problem';
import { recordOfText, recordsOfText } from '../input/texts';
import { GivenReader, isAmountOr, isRows, type Raw } from './given';
import type { NamedValues, Operation, Parameter } from './operation';

/** The named values that a parameter takes. */
export const termsOf = ({ kind }: Parameter): Fields | undefined =>
  typeof kind === 'object' && 'terms' in kind ? kind.terms : undefined;

/** All arguments by name; the first mistake where there is one, a name that belongs to none among them. */
export function readRecord(
  operation: Operation,
  record: NamedValues,
  source: Source,
): Read<NamedValues> {
  const raw = sorted(operation, record);
  return raw.ok ? new GivenReader(operation, source).read(raw.value) : raw;
}

/** The values of a record by the arguments they belong to. */
function sorted(operation: Operation, record: NamedValues): Read<Raw> {
  const taken = operation.parameters.filter(({ cellOnly }) => !cellOnly);
  const terms = taken.find((parameter) => termsOf(parameter));
  const facts = taken.find(({ kind }) => kind === 'facts');
  const raw: Record<string, unknown> = {};
  const told: Record<string, unknown> = {};
  const known: Record<string, unknown> = {};
  const isTerm = (key: string) => terms && fieldNamed(termsOf(terms) ?? {}, key) !== undefined;
  for (const [key, value] of Object.entries(record)) {
    if (isBlank(value)) continue;
    const own = parameterNamed(taken, key);
    if (!own && !isTerm(key) && isRemark(key)) continue;
    if (!own && !isTerm(key) && !facts) return unknown(operation, key);
    const read = own ? argument(own, key, value) : success(value);
    if (!read.ok) return read;
    const twice = !own
      ? add(isTerm(key) ? told : known, { [key]: value })
      : own === terms || own === facts
        ? add(own === terms ? told : known, read.value as NamedValues)
        : add(raw, { [own.name]: read.value });
    if (twice !== undefined) return failure(key, `give ${twice} once, under one name`);
  }
  if (terms) raw[terms.name] = told;
  if (facts) raw[facts.name] = known;
  return success(raw);
}

/** Adds values to others; gives the name of one that is there already. */
function add(to: Record<string, unknown>, values: NamedValues): string | undefined {
  const twice = Object.keys(values).find((name) => Object.hasOwn(to, name));
  Object.assign(to, values);
  return twice;
}

function unknown({ parameters, line }: Operation, key: string): Read<never> {
  const names = parameters.flatMap((parameter) => [
    parameter.name,
    ...Object.keys(termsOf(parameter) ?? {}),
  ]);
  const near = nearest(key, names);
  const meant = near === undefined ? `--${line} --help lists them` : `did you mean ${near}?`;
  return failure(key, `${quoted(key)} is no name that --${line} takes; ${meant}`);
}

/** The parameter of a key; rates go by `rate` and `rates`. */
const parameterNamed = (parameters: readonly Parameter[], key: string): Parameter | undefined => {
  const name = plainName(key);
  return parameters.find(
    (one) => one.name === name || (one.kind === 'rates' && ['rate', 'rates'].includes(name)),
  );
};

/** An argument as it is read: a list of records, named values, or the value itself. */
function argument({ kind }: Parameter, key: string, value: unknown): Read<NamedValues[string]> {
  if (kind === 'facts' || (typeof kind === 'object' && 'terms' in kind)) return named(key, value);
  const lists = kind === 'rates' || isRows(kind) || isAmountOr(kind);
  if (!lists) return success(value);
  const single = typeof value !== 'object' && !(typeof value === 'string' && value.includes('='));
  if (single && !isRows(kind)) return success(value);
  if (typeof value === 'string') {
    const read = recordsOfText(value);
    return read.ok ? read : failure(key, read.message);
  }
  const rows = Array.isArray(value) ? (value as unknown[]) : [value];
  if (rows.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row)))
    return success(rows);
  return failure(key, 'give a list of objects, such as [{"date":"2024-06-01","amount":500}]');
}

function named(key: string, value: unknown): Read<NamedValues> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return success(value as NamedValues);
  const read = recordOfText(String(value));
  return read.ok ? read : failure(key, read.message);
}
