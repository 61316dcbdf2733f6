/** A plain question for a fact, an amount or the state, with the control that answers it. */
import { factNamed, STATES } from '../../law/book';
import { amountNamed } from '../../law/amounts';
import { amountHelp } from '../../law/labels';
import type { Answer } from '../../workbook/answers';
import type { FactText } from '../law/texts';
import { strings } from '../strings';
import { radioField, selectField, textField } from '../ui/controls';

export interface QuestionOptions {
  readonly name: string;
  /** As it was answered before; undefined where it was not. */
  readonly value: unknown;
  readonly text: FactText | undefined;
  readonly error?: string | undefined;
  /** What each answer would leave, in words; empty where it cannot be said. */
  readonly leaves?: string;
}

/** Calls back with the answer, or with undefined where the person does not know. */
export function question(
  options: QuestionOptions,
  answer: (value: Answer | undefined) => void,
): HTMLElement {
  const { name, value, text, error, leaves } = options;
  const fact = factNamed(name);
  const answered: unknown = value;
  const shown = answered === undefined ? '' : String(answered);
  const given = (word: string) => answer(word === '' ? undefined : word);
  const base = {
    label: text?.question ?? fact?.label ?? amountNamed(name)?.label ?? name,
    help: [leaves, text?.help ?? amountHelp(name)].filter(Boolean).join(' '),
    error,
    key: `ask.${name}`,
    value: shown,
  };
  const unknown = { value: '', label: strings.unknown };
  if (name === 'state') {
    const choices = STATES.map((state) => ({ value: state.code, label: state.name }));
    return selectField(
      { ...base, label: strings.why.whichState, choices: [unknown, ...choices] },
      given,
    );
  }
  if (fact?.kind === 'flag') {
    const choices = [
      { value: 'true', label: strings.yes },
      { value: 'false', label: strings.no },
      unknown,
    ];
    return radioField({ ...base, choices }, (word) =>
      answer(word === '' ? undefined : word === 'true'),
    );
  }
  if (fact?.kind === 'choice') {
    const choices = Object.entries(fact.choices ?? {}).map(([key, label]) => ({
      value: key,
      label,
    }));
    return selectField({ ...base, choices: [unknown, ...choices] }, given);
  }
  if (fact?.kind === 'date') return textField({ ...base, type: 'date' }, given);
  return textField({ ...base, numeric: true }, given);
}
