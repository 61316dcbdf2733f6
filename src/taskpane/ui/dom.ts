/** Builds the pane's elements; text always goes in as text, never as HTML. */

export type Child = Node | string | null | undefined | false | readonly Child[];

type Listener = (event: Event) => void;
type Value = string | number | boolean | null | undefined | Listener;

/** Attributes by name; `onclick` and the like are listeners, false and undefined leave one out. */
export type Attributes = Readonly<Record<string, Value>>;

/** What an element was built with, so that a later drawing can bring it up to date. */
interface Built {
  readonly attributes: ReadonlyMap<string, string>;
  readonly listeners: ReadonlyMap<string, Listener>;
}

const built = new WeakMap<Element, Built>();

/** An element with attributes and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes?: Attributes,
  ...children: Child[]
): HTMLElementTagNameMap[K];
export function h(tag: string, attributes?: Attributes, ...children: Child[]): HTMLElement;
export function h(tag: string, attributes: Attributes = {}, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  const texts = new Map<string, string>();
  const listeners = new Map<string, Listener>();
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === 'function') listeners.set(name.slice(2), value);
    else texts.set(name, value === true ? '' : String(value));
  }
  for (const [name, text] of texts) element.setAttribute(name, text);
  if (element instanceof HTMLInputElement && isTyped(element)) watchTyping(element);
  for (const type of listeners.keys()) element.addEventListener(type, hear);
  built.set(element, { attributes: texts, listeners });
  element.append(...flat(children));
  return element;
}

/** Calls the listener of the latest drawing. */
function hear(this: Element, event: Event): void {
  built.get(this)?.listeners.get(event.type)?.(event);
}

function flat(children: readonly Child[]): (Node | string)[] {
  const found: (Node | string)[] = [];
  for (const child of children) {
    if (child === null || child === undefined || child === false || child === '') continue;
    if (Array.isArray(child)) found.push(...flat(child as readonly Child[]));
    else found.push(child as Node | string);
  }
  return found;
}

/**
 * Draws what an element holds anew and keeps the person's place: elements that are still there stay
 * the same ones, with focus, caret, opened sections and a click that is under way. A listener must
 * therefore ask the event for its element. A part with `data-keep` is left alone while that stays.
 */
export function refill(container: HTMLElement, ...children: Child[]): void {
  const active = document.activeElement;
  const key = container.contains(active) ? (active as HTMLElement).dataset['key'] : undefined;
  updateChildren(container, flat(children));
  if (key === undefined || container.contains(document.activeElement)) return;
  const keyed = [...container.querySelectorAll<HTMLElement>('[data-key]')];
  keyed.find(({ dataset }) => dataset['key'] === key)?.focus({ preventScroll: true });
}

const pinned = new WeakSet<Node>();

/** Marks an element that its maker fills by itself: drawings move it, and put no other in its place. */
export function pin<T extends Node>(element: T): T {
  pinned.add(element);
  return element;
}

function updateChildren(parent: Element, next: readonly (Node | string)[]): void {
  let at = parent.firstChild;
  for (const item of next) {
    const node = typeof item === 'string' ? document.createTextNode(item) : item;
    const match = matchFor(node, at, next);
    if (match === null) parent.insertBefore(node, at);
    else {
      if (match === at) at = at.nextSibling;
      else parent.insertBefore(match, at);
      if (match !== node) update(match, node);
    }
  }
  while (at !== null) {
    const rest: ChildNode = at;
    at = at.nextSibling;
    rest.remove();
  }
}

/** The old node that a new one brings up to date: the one with its key, or the next of its kind. */
function matchFor(
  node: Node,
  from: ChildNode | null,
  next: readonly (Node | string)[],
): ChildNode | null {
  if (pinned.has(node))
    return from !== null && node.parentNode === from.parentNode ? (node as ChildNode) : null;
  const key = keyOf(node);
  for (let old = from; old !== null; old = old.nextSibling) {
    if (pinned.has(old) || next.includes(old)) continue;
    if (key !== keyOf(old)) {
      if (key === undefined) return null;
      continue;
    }
    const same = old.nodeName === node.nodeName && old.nodeType === node.nodeType;
    if (same && keepOf(old) === keepOf(node)) return old;
    if (key === undefined) return null;
  }
  return null;
}

const keyOf = (node: Node): string | undefined =>
  node instanceof HTMLElement ? node.dataset['key'] : undefined;

const keepOf = (node: Node): string | undefined =>
  node instanceof HTMLElement ? node.dataset['keep'] : undefined;

function update(old: Node, next: Node): void {
  if (!(old instanceof HTMLElement) || !(next instanceof HTMLElement)) {
    if (old.nodeValue !== next.nodeValue) old.nodeValue = next.nodeValue;
    return;
  }
  if (keepOf(old) !== undefined) return;
  const before = built.get(old);
  const after = built.get(next) ?? {
    attributes: new Map<string, string>(),
    listeners: new Map<string, Listener>(),
  };
  const isDetails = old instanceof HTMLDetailsElement;
  for (const name of before?.attributes.keys() ?? [])
    if (!after.attributes.has(name) && !(isDetails && name === 'open')) old.removeAttribute(name);
  for (const { name, value } of next.attributes)
    if (
      after.attributes.has(name) &&
      !(isDetails && name === 'open') &&
      old.getAttribute(name) !== value
    )
      old.setAttribute(name, value);
  for (const type of after.listeners.keys())
    if (!before?.listeners.has(type)) old.addEventListener(type, hear);
  built.set(old, after);
  if (old.style.cssText !== next.style.cssText) old.style.cssText = next.style.cssText;
  updateChildren(old, [...next.childNodes]);
  updateState(old, next);
}

/** The field in which a person is typing and has not finished. */
let typing: HTMLInputElement | null = null;

const isTyped = ({ type }: HTMLInputElement): boolean =>
  !['file', 'range', 'checkbox', 'radio'].includes(type);

/** Typing ends with the change that it makes, or when the person leaves without one. */
function watchTyping(element: HTMLInputElement): void {
  const ended = () => {
    if (typing === element) typing = null;
  };
  element.addEventListener('input', () => (typing = element));
  element.addEventListener('change', ended);
  element.addEventListener('blur', ended);
}

/** What a person has begun to type goes with the case that it was about. */
export function forgetTyping(): void {
  typing = null;
}

/** What a person changes in a control is not in its attributes; nor is what is half typed, which stays. */
function updateState(old: HTMLElement, next: HTMLElement): void {
  if (old instanceof HTMLInputElement && next instanceof HTMLInputElement) {
    if (old.type === 'file' || old === typing) return;
    if (old.checked !== next.checked) old.checked = next.checked;
    if (old.value !== next.value) old.value = next.value;
  } else if (old instanceof HTMLSelectElement && next instanceof HTMLSelectElement)
    old.value = next.value;
}

let ids = 0;

/** An id that nothing else on the page has. */
export const freshId = (): string => `rc-${(ids += 1)}`;

/** Hands a file to the browser's downloads. */
export function handOver(name: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  h('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Puts a text on the clipboard; false where it is refused. A page in a frame may only do so the older way. */
export async function toClipboard(text: string): Promise<boolean> {
  const before = document.activeElement as HTMLElement | null;
  const holder = h('textarea', { readonly: true, 'aria-hidden': true });
  holder.value = text;
  document.body.append(holder);
  holder.select();
  const done = document.execCommand('copy');
  holder.remove();
  before?.focus();
  if (done) return true;
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
}
