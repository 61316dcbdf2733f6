/** Short notices at the foot of the pane, with a way back instead of a question beforehand. */
import type { Undoable } from '../../workbook/host';
import { strings } from '../strings';
import { button } from './controls';
import { h } from './dom';

/** How long a notice stays unless someone is at it, in milliseconds. */
const STAYS = 12_000;

/** Says what was done or what failed. */
export class Notices {
  /** Goes into the page once; screen readers read what appears in it. */
  readonly element = h('div', { class: 'rc-notices', role: 'status', 'aria-live': 'polite' });

  /** Takes away what is said and offered: it spoke of a workbook that is not open any more. */
  clear(): void {
    this.element.replaceChildren();
  }

  /** Something was done, and can be taken back where `undoable` says how. */
  done(text: string, undoable?: Undoable): void {
    const bar = h(
      'fluent-message-bar',
      { intent: 'success', layout: 'multiline' },
      h('div', { dir: 'auto' }, text),
    );
    if (undoable)
      bar.append(
        slotted(button(strings.undo, () => void this.undo(bar, undoable), { key: 'undo' })),
      );
    this.show(bar, STAYS);
  }

  /** Something went wrong; stays until it is dismissed. */
  failed(reason: string): void {
    const bar = h(
      'fluent-message-bar',
      { intent: 'error', layout: 'multiline' },
      h('div', { dir: 'auto' }, strings.failed(reason)),
    );
    this.show(bar, null);
  }

  /** Something can be done about what was found; stays until it is done or dismissed. */
  offer(text: string, label: string, act: () => Promise<void>): void {
    const bar = h(
      'fluent-message-bar',
      { intent: 'warning', layout: 'multiline' },
      h('div', { dir: 'auto' }, text),
    );
    const run = () => {
      bar.remove();
      void act();
    };
    bar.append(slotted(button(label, run, { appearance: 'primary', key: 'offer' })));
    this.show(bar, null);
  }

  private async undo(bar: HTMLElement, undoable: Undoable): Promise<void> {
    bar.remove();
    const undone = await undoable.undo();
    if (!undone.ok) this.failed(undone.message);
  }

  private show(bar: HTMLElement, stays: number | null): void {
    bar.append(
      slotted(
        button(strings.dismiss, () => bar.remove(), { appearance: 'transparent', key: 'dismiss' }),
      ),
    );
    this.element.replaceChildren(bar);
    if (stays === null) return;
    const leave = () => {
      if (bar.matches(':hover, :focus-within')) setTimeout(leave, stays);
      else bar.remove();
    };
    setTimeout(leave, stays);
  }
}

function slotted(element: HTMLElement): HTMLElement {
  element.setAttribute('slot', 'actions');
  return element;
}
