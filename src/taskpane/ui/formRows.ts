/** Rows of fields, with room for one more: what is wrong with a row stands in it. */
import type { ParameterKind } from '../../calculation/operation/operation';
import { strings } from '../strings';
import { button, selectField, type Choice } from './controls';
import { h, type Child } from './dom';
import { kindField } from './kindField';

/** What was typed in a row, by column. */
export type FormRow = Readonly<Record<string, string>>;

export interface FormColumn {
  readonly name: string;
  readonly label: string;
  readonly kind: ParameterKind;
  readonly help?: string | undefined;
  /** Words for what can be chosen. */
  readonly choices?: readonly Choice[];
  /** Names of which any may be ticked; they are kept with commas. */
  readonly names?: readonly string[];
}

/** Something to say about a row, of a column where one is meant. */
export interface RowNote {
  readonly text: string;
  readonly column: string | null;
  /** It has no answer as it stands. */
  readonly wrong: boolean;
}

interface Options {
  /** What the fields are found by: `key.0.column`. */
  readonly key: string;
  readonly columns: readonly FormColumn[];
  readonly rows: readonly FormRow[];
  readonly notes?: (row: number) => readonly RowNote[];
  /** The name of a row, for rows of so many fields that they stand apart. */
  readonly rowName?: string;
}

export const isEmptyRow = (row: FormRow): boolean =>
  Object.values(row).every((text) => text.trim() === '');

/** The fields; `input` is told of each letter, `change` of what is typed in full. */
export function formRows(
  { key, columns, rows, notes, rowName }: Options,
  change: (rows: readonly FormRow[]) => void,
  input?: (rows: readonly FormRow[]) => void,
): HTMLElement[] {
  const shown: readonly FormRow[] = [...rows, {}];
  const changed = (at: number, name: string, text: string): FormRow[] =>
    shown
      .map((row, n) => (n === at ? { ...row, [name]: text } : row))
      .filter((row) => !isEmptyRow(row));
  return shown.map((row, n) => {
    const said = notes?.(n) ?? [];
    const fieldOf = (column: FormColumn) => {
      const { name } = column;
      return field(
        column,
        {
          label: `${column.label} ${n + 1}`,
          key: `${key}.${n}.${name}`,
          value: row[name] ?? '',
          help: n === 0 ? column.help : undefined,
          error: said.find((note) => note.wrong && note.column === name)?.text,
        },
        (text) => change(changed(n, name, text)),
        input && ((text) => input(changed(n, name, text))),
      );
    };
    const isColumn = ({ column, wrong }: RowNote) =>
      wrong && columns.some(({ name }) => name === column);
    const beside = said.filter((note) => !isColumn(note));
    const drop =
      n < rows.length
        ? button('×', () => change(rows.filter((_, other) => other !== n)), {
            key: `${key}.${n}.remove`,
            name: `${strings.insert.remove} ${rowName ? `${rowName} ` : ''}${n + 1}`,
          })
        : null;
    if (!rowName) return h('div', { class: 'rc-row' }, columns.map(fieldOf), drop);
    return h(
      'fieldset',
      { class: 'rc-field rc-entry', 'data-key': `${key}.${n}` },
      h('legend', {}, `${rowName} ${n + 1}`),
      drop,
      h('div', { class: 'rc-pairs' }, columns.map(fieldOf)),
      beside.map(noteLine),
    );
  });
}

const noteLine = ({ text, wrong }: RowNote): Child =>
  h('p', { class: wrong ? 'rc-error' : 'rc-help', dir: 'auto' }, text);

function field(
  { kind, choices, names }: FormColumn,
  options: Parameters<typeof kindField>[1],
  change: (text: string) => void,
  input?: (text: string) => void,
): HTMLElement {
  if (names) return tickField(names, options, change);
  if (!choices) return kindField(kind, options, change, input);
  const all = [{ value: '', label: strings.law.choose }, ...choices];
  return selectField({ ...options, choices: all }, change);
}

const listed = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** Names of which any may be ticked. One that is not among them any more stays until it is unticked. */
function tickField(
  names: readonly string[],
  { label, key, value, help, error }: Parameters<typeof kindField>[1],
  change: (text: string) => void,
): HTMLElement {
  const ticked = listed(value);
  const all = [...new Set([...names, ...ticked])];
  const tick = (name: string, on: boolean) =>
    change(all.filter((one) => (one === name ? on : ticked.includes(one))).join(', '));
  return h(
    'fieldset',
    { class: 'rc-field rc-radios', 'data-key': `${key}.field` },
    h('legend', {}, label),
    all.map((name, n) =>
      h(
        'label',
        { class: 'rc-radio' },
        h('input', {
          type: 'checkbox',
          checked: ticked.includes(name),
          'data-key': `${key}.${n}`,
          onchange: ({ currentTarget }) => tick(name, (currentTarget as HTMLInputElement).checked),
        }),
        h('span', { dir: 'auto' }, name),
      ),
    ),
    error ? h('p', { class: 'rc-error' }, error) : null,
    help ? h('p', { class: 'rc-help' }, help) : null,
  );
}
