/** The pane's controls: Fluent's buttons, badges and message bars, and native fields in Fluent's clothes. */
import { h, refill, type Attributes, type Child } from './dom';
import { leftAs, standsOpen } from './sections';

export interface ButtonOptions {
  readonly appearance?: 'primary' | 'outline' | 'subtle' | 'transparent';
  readonly size?: 'small' | 'medium';
  /** Finds the button again after the screen was drawn anew. */
  readonly key?: string;
  readonly disabled?: boolean;
  /** A fuller name where the label alone would not say enough. */
  readonly name?: string;
  readonly pressed?: boolean;
}

/** A Fluent button. */
export function button(label: Child, press: () => void, options: ButtonOptions = {}): HTMLElement {
  return h(
    'fluent-button',
    {
      appearance: options.appearance,
      size: options.size ?? 'small',
      'data-key': options.key,
      disabled: options.disabled,
      'aria-label': options.name,
      'aria-pressed': options.pressed === undefined ? undefined : String(options.pressed),
      onclick: press,
    },
    label,
  );
}

interface FieldOptions {
  readonly label: string;
  readonly help?: string | undefined;
  /** What is wrong with the value, in a sentence. */
  readonly error?: string | undefined;
  readonly key: string;
}

/** Puts label, control, help and error together so that a screen reader reads them together. */
function field(
  { label, help, error, key }: FieldOptions,
  control: (attributes: Attributes) => HTMLElement,
): HTMLElement {
  const id = `field-${key}`;
  const notes = [error ? `${id}-error` : '', help ? `${id}-help` : ''].filter(Boolean).join(' ');
  return h(
    'div',
    { class: 'rc-field', 'data-key': `${key}.field` },
    h('label', { for: id }, label),
    control({
      id,
      'data-key': key,
      'aria-describedby': notes || undefined,
      'aria-invalid': error ? 'true' : undefined,
    }),
    error ? h('p', { class: 'rc-error', id: `${id}-error` }, error) : null,
    help ? h('p', { class: 'rc-help', id: `${id}-help` }, help) : null,
  );
}

/** What the control of an event holds. */
const valueOf = ({ currentTarget, target }: Event): string =>
  ((currentTarget ?? target) as HTMLInputElement | HTMLSelectElement).value;

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A drop-down of choices. */
export function selectField(
  options: FieldOptions & { readonly value: string; readonly choices: readonly Choice[] },
  choose: (value: string) => void,
): HTMLElement {
  return field(options, (attributes) => {
    const control = h(
      'select',
      { ...attributes, class: 'rc-select', onchange: (event) => choose(valueOf(event)) },
      options.choices.map(({ value, label }) => h('option', { value }, label)),
    );
    control.value = options.value;
    return control;
  });
}

/** A line of text, a number, or a date. */
export function textField(
  options: FieldOptions & {
    readonly value: string;
    readonly type?: 'text' | 'date' | 'search';
    readonly numeric?: boolean;
    readonly placeholder?: string;
    /** What can be picked; anything else can be typed. */
    readonly list?: readonly string[];
  },
  change: (value: string) => void,
  input?: (value: string) => void,
): HTMLElement {
  const { list } = options;
  return field(options, (attributes) => {
    const listId = list && `${String(attributes['id'])}-list`;
    const line = h('input', {
      ...attributes,
      list: listId,
      class: 'rc-input',
      type: options.type ?? 'text',
      value: options.value,
      inputmode: options.numeric ? 'decimal' : undefined,
      placeholder: options.placeholder,
      autocomplete: 'off',
      spellcheck: 'false',
      dir: 'auto',
      onchange: (event) => change(valueOf(event)),
      oninput: input && ((event) => input(valueOf(event))),
    });
    if (!list) return line;
    const entries = list.map((value) => h('option', { value }));
    return h('div', {}, line, h('datalist', { id: listId }, entries));
  });
}

/** One of a few ways, all in sight. */
export function radioField(
  options: FieldOptions & { readonly value: string; readonly choices: readonly Choice[] },
  choose: (value: string) => void,
): HTMLElement {
  const { choices, key } = options;
  return h(
    'fieldset',
    {
      class: 'rc-field rc-radios',
      'data-key': `${key}.field`,
      'data-short': choices.every(({ label }) => label.length <= 12),
    },
    h('legend', {}, options.label),
    choices.map(({ value, label }) =>
      h(
        'label',
        { class: 'rc-radio' },
        h('input', {
          type: 'radio',
          name: key,
          value,
          checked: value === options.value,
          'data-key': `${key}.${value}`,
          onchange: () => choose(value),
        }),
        h('span', {}, label),
      ),
    ),
    options.error ? h('p', { class: 'rc-error' }, options.error) : null,
    options.help ? h('p', { class: 'rc-help' }, options.help) : null,
  );
}

/** A short word in a coloured pill; the colour never says more than the word. */
export const tag = (text: string, kind: string): HTMLElement =>
  h('span', { class: 'rc-tag', 'data-kind': kind }, text);

/** A section that opens, and stands as a person left it; what a function gives is made when it is first seen. */
export function section(
  key: string,
  title: Child,
  open: boolean,
  ...children: (Child | (() => Child))[]
): HTMLElement {
  const isOpen = standsOpen(key, open);
  const lazy = children.some((child) => typeof child === 'function');
  const made = () => children.map((child) => (typeof child === 'function' ? child() : child));
  const fill = (event: Event) => {
    const details = event.currentTarget as HTMLDetailsElement;
    leftAs(key, details.open, open);
    const body = details.querySelector<HTMLElement>(':scope > .rc-details-body');
    if (details.open && body?.childNodes.length === 0) refill(body, made());
  };
  return h(
    'details',
    { class: 'rc-details', 'data-key': key, open: isOpen, ontoggle: lazy && fill },
    h('summary', { 'data-key': `${key}.summary` }, title),
    h('div', { class: 'rc-details-body' }, lazy && !isOpen ? null : made()),
  );
}

/** A link that opens in a window of its own; an address that is not the web's stays text. */
export function link(text: string, address: string | undefined, newWindow: string): HTMLElement {
  if (!address || !/^https?:\/\//i.test(address)) return h('span', {}, text);
  return h(
    'a',
    { class: 'rc-link', href: address, target: '_blank', rel: 'noopener noreferrer' },
    text,
    h('span', { class: 'rc-link-mark', 'aria-hidden': 'true' }, '\u00a0↗'),
    h('span', { class: 'rc-hidden' }, ` ${newWindow}`),
  );
}

/** A message in the flow of a screen. */
export function message(
  intent: 'info' | 'warning' | 'error' | 'success',
  ...children: Child[]
): HTMLElement {
  return h('fluent-message-bar', { intent, layout: 'multiline' }, h('div', {}, children));
}

/** A formula as it is typed: scrolled by keys where it is long. */
export const formulaText = (text: string, name: string): HTMLElement =>
  h(
    'code',
    { class: 'rc-formula', dir: 'ltr', tabindex: 0, role: 'group', 'aria-label': name },
    text,
  );
