/** The field for what a parameter takes: a drop-down for choices, a list of states to pick from, a date field for a day, a keyboard of digits for an amount. */
import type { ParameterKind } from '../../calculation/operation/operation';
import { isReference } from '../../formulas/formulaText';
import { STATES_BY_NAME } from '../../law/book';
import { strings } from '../strings';
import { selectField, textField } from './controls';

/** The words that a kind allows; undefined where it is no choice. */
export const choicesOf = (kind: ParameterKind): readonly string[] | undefined =>
  kind === 'flag' ? ['yes', 'no'] : Array.isArray(kind) ? (kind as readonly string[]) : undefined;

const DIGITS: ReadonlySet<unknown> = new Set<ParameterKind>(['amount', 'signed', 'number']);
const ISO = /^\d{4}-\d{2}-\d{2}$/;

type Options = Parameters<typeof textField>[0];

/** A field by its kind; a reference to cells stands in any of them. */
export function kindField(
  kind: ParameterKind,
  options: Options,
  change: (value: string) => void,
  input?: (value: string) => void,
): HTMLElement {
  const { value } = options;
  const choices = choicesOf(kind);
  if (choices) {
    const others = value === '' || choices.includes(value) ? [] : [value];
    return selectField(
      {
        ...options,
        choices: [
          { value: '', label: strings.law.choose },
          ...[...choices, ...others].map((word) => ({ value: word, label: word })),
        ],
      },
      change,
    );
  }
  const isDate = kind === 'date' && !isReference(value.trim());
  return textField(
    {
      ...options,
      value: isDate && !ISO.test(value) ? '' : value,
      type: isDate ? 'date' : 'text',
      numeric: DIGITS.has(kind),
      ...(kind === 'state' && { list: STATES_BY_NAME.map(({ name }) => name) }),
    },
    change,
    input,
  );
}
