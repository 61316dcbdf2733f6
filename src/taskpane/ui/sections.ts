/** Keeps in mind which sections of the pane a person opened or closed. */

/** How sections were left, the latest last; as many as a person may remember too. */
const left = new Map<string, boolean>();
const MOST = 60;

/** Whether a section that is drawn now stands open. */
export const standsOpen = (key: string, open: boolean): boolean => left.get(key) ?? open;

/** Takes note of how a section stands, whoever opened it: a drawing leaves it so. */
export function leftAs(key: string, open: boolean, usual: boolean): void {
  if (standsOpen(key, usual) !== open) left.set(key, open);
}

/** Takes up how sections were left before, and tells how they are left from now on. */
export function followSections(
  root: HTMLElement,
  kept: string | undefined,
  keep: (text: string) => void,
): void {
  for (const [key, open] of pairsIn(kept)) left.set(key, open);
  for (const section of root.querySelectorAll<HTMLDetailsElement>('details[data-key]'))
    section.open = standsOpen(section.dataset['key'] ?? '', section.open);
  root.addEventListener('click', ({ target }) => {
    const summary = target instanceof Element ? target.closest('summary') : null;
    const section = summary?.parentElement;
    const key = section?.dataset['key'];
    if (!(section instanceof HTMLDetailsElement) || key === undefined) return;
    left.delete(key);
    // It opens or closes once the click is done.
    left.set(key, !section.open);
    for (const [oldest] of left) if (left.size > MOST) left.delete(oldest);
    keep(JSON.stringify([...left]));
  });
}

/** Nothing where what was kept is not ours. */
function pairsIn(kept: string | undefined): [string, boolean][] {
  try {
    const pairs: unknown = JSON.parse(kept ?? '[]');
    return Array.isArray(pairs) ? pairs.filter(isPair) : [];
  } catch {
    return [];
  }
}

const isPair = (pair: unknown): pair is [string, boolean] =>
  Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'boolean';
