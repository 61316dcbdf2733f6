/** Reads the arguments of an operation, however they came: as cells, as a JSON line, as a row of CSV. */
import { readRates, type RatesRead } from '../input/rateInput';
import { readValue, readValues, type FieldKind, type Fields, type Source } from '../input/fields';
import { failure, success, type Read } from '../input/problem';
import { isBlank } from '../../money/cents';
import type { NamedValues, Operation, Parameter } from './operation';

/** Arguments by name before they are read: values, rows of a table, named values. */
export type Raw = NamedValues;

/** Reads the arguments of one call, a loan at a time; what is the same for many loans is read once. */
export class GivenReader {
  private readonly rates = new Map<unknown, RatesRead>();
  private readonly terms = new Map<object, Read<unknown>>();

  constructor(
    private readonly operation: Operation,
    private readonly source: Source,
  ) {}

  /** All arguments by name, or the first mistake in them. */
  read(raw: Raw): Read<NamedValues> {
    const given: Record<string, unknown> = {};
    for (const parameter of this.operation.parameters) {
      const { name, zeroIsBlank } = parameter;
      const value = zeroIsBlank && this.source.fromCell && raw[name] === 0 ? null : raw[name];
      const read = this.argument(parameter, value);
      if (!read.ok) return read;
      given[name] = read.value;
    }
    return success(given);
  }

  private argument({ name, kind, optional }: Parameter, value: unknown): Read<unknown> {
    if (kind === 'facts') return success(value ?? {});
    if (kind === 'rates') return this.ratesAt(name, optional, value);
    if (isTerms(kind)) return this.termsAt(name, kind.terms, (value ?? {}) as NamedValues);
    if (isRows(kind)) return success(value ?? []);
    if (isAmountOr(kind)) {
      if (isBlank(value) && !optional) return blank(name);
      return success(value ?? null);
    }
    const read = readValue(kind === 'state' ? 'text' : kind, value, this.source);
    if (!read.ok) return failure(name, read.message, 'not_an_amount');
    return read.value === null && !optional ? blank(name, kind) : read;
  }

  private ratesAt(name: string, optional: boolean, given: unknown): Read<unknown> {
    const known = this.rates.get(given) ?? readRates(given, this.source, name);
    this.rates.set(given, known);
    const { single, rows, problems } = known;
    const [wrong] = problems;
    if (wrong && !optional) return { ok: false, error: wrong };
    if (single === null && rows.length === 0 && !optional) return blank(name);
    return success(known);
  }

  private termsAt(name: string, fields: Fields, told: NamedValues): Read<unknown> {
    const known = this.terms.get(told);
    if (known) return known;
    const values = readValues(told, fields, this.source, name);
    // What is no term is wrong, not missing.
    const read: Read<unknown> = values.ok
      ? values
      : { ok: false, error: { ...values.error, name: 'not_an_amount' } };
    this.terms.set(told, read);
    return read;
  }
}

const isTerms = (kind: Parameter['kind']): kind is Extract<Parameter['kind'], { terms: unknown }> =>
  typeof kind === 'object' && 'terms' in kind;

export const isRows = (
  kind: Parameter['kind'],
): kind is Extract<Parameter['kind'], { rows: unknown }> =>
  typeof kind === 'object' && 'rows' in kind;

export const isAmountOr = (
  kind: Parameter['kind'],
): kind is Extract<Parameter['kind'], { amountOr: unknown }> =>
  typeof kind === 'object' && 'amountOr' in kind;

/** What must be given and is not; a word names those it may be. */
function blank(name: string, kind?: FieldKind | 'state'): Read<unknown> {
  const words = Array.isArray(kind)
    ? `: write one of ${kind.join(', ')}`
    : kind === 'flag'
      ? ': write yes or no'
      : '';
  return failure(name, `is missing${words}`, 'blank');
}
