/** Builds the pane's elements; text always goes in as text, never as HTML. */

export type Child = Node | string | null | undefined | false | readonly Child[];

type Value = string | number | boolean | null | undefined | ((event: Event) => void);

/** Attributes by name; `onclick` and the like are listeners, false and undefined leave one out. */
export type Attributes = Readonly<Record<string, Value>>;

/** An element with attributes and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes?: Attributes,
  ...children: Child[]
): HTMLElementTagNameMap[K];
export function h(tag: string, attributes?: Attributes, ...children: Child[]): HTMLElement;
export function h(tag: string, attributes: Attributes = {}, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...flat(children));
  return element;
}

/** An SVG element; the same rules. */
export function svg(tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  setAttributes(element, attributes);
  element.append(...flat(children));
  return element;
}

function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
}

function flat(children: readonly Child[]): (Node | string)[] {
  const found: (Node | string)[] = [];
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) found.push(...flat(child as readonly Child[]));
    else found.push(child as Node | string);
  }
  return found;
}

/**
 * Replaces what an element holds and keeps the person's place: the focused control and the opened
 * sections are found again by their data-key.
 */
export function refill(container: HTMLElement, ...children: Child[]): void {
  const active = document.activeElement;
  const key =
    active instanceof HTMLElement && container.contains(active) ? active.dataset['key'] : undefined;
  const caret =
    active instanceof HTMLInputElement && active.type === 'text' ? active.selectionStart : null;
  const open = new Map(
    [...container.querySelectorAll<HTMLDetailsElement>('details[data-key]')].map((part) => [
      part.dataset['key'],
      part.open,
    ]),
  );
  container.replaceChildren(...flat(children));
  for (const part of container.querySelectorAll<HTMLDetailsElement>('details[data-key]')) {
    part.open = open.get(part.dataset['key']) ?? part.open;
  }
  if (key === undefined) return;
  const again = [...container.querySelectorAll<HTMLElement>('[data-key]')].find(
    (element) => element.dataset['key'] === key,
  );
  again?.focus({ preventScroll: true });
  if (again instanceof HTMLInputElement && caret !== null) again.setSelectionRange(caret, caret);
}

let ids = 0;

/** An id that nothing else on the page has. */
export const freshId = (): string => `rc-${(ids += 1)}`;
