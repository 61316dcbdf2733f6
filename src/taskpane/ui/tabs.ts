/** The row of tabs and their panels. */
import { h } from './dom';

export interface Tab<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly content: HTMLElement;
}

/** Tabs that call back when another one comes to the front. */
export class Tabs<Name extends string> {
  readonly element: HTMLElement;
  private readonly list: HTMLElement;
  private shown: Name;

  constructor(
    label: string,
    tabs: readonly Tab<Name>[],
    private readonly onShow: (name: Name) => void,
  ) {
    this.shown = tabs[0]?.name as Name;
    const heads = tabs.map(({ name, label: title }) =>
      h('fluent-tab', { id: tabId(name), 'aria-controls': panelId(name), slot: 'tab' }, title),
    );
    this.list = h(
      'fluent-tablist',
      { 'aria-label': label, size: 'small', class: 'rc-tabs', activeid: tabId(this.shown) },
      heads,
    );
    this.list.addEventListener('keydown', (event) => walk(heads, event));
    const panels = tabs.map(({ name, content }) =>
      h(
        'div',
        {
          id: panelId(name),
          role: 'tabpanel',
          'aria-labelledby': tabId(name),
          class: 'rc-panel',
          hidden: name !== this.shown,
        },
        content,
      ),
    );
    this.list.addEventListener('change', (event) => {
      if (event.target !== this.list) return;
      const { activeid } = this.list as HTMLElement & { activeid?: string };
      const tab = tabs.find(({ name }) => tabId(name) === activeid);
      if (!tab) return;
      for (const head of heads) head.tabIndex = head.id === activeid ? 0 : -1;
      for (const panel of panels) panel.hidden = panel.id !== panelId(tab.name);
      if (tab.name === this.shown) return;
      this.shown = tab.name;
      this.onShow(tab.name);
    });
    this.element = h('div', { class: 'rc-tabbed' }, this.list, panels);
  }

  get current(): Name {
    return this.shown;
  }

  show(name: Name): void {
    (this.list as HTMLElement & { activeid?: string }).activeid = tabId(name);
  }
}

/**
 * Arrows, Home and End go along the tabs; the Tab key then leaves them. In a frame, as Excel on the web has it, the
 * browser's own way stops at each tab with the Tab key too, and brings it to the front.
 */
function walk(heads: readonly HTMLElement[], event: KeyboardEvent): void {
  const at = heads.findIndex((head) => head === document.activeElement);
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: (at + 1) % heads.length,
    ArrowLeft: at - 1,
    Home: 0,
    End: -1,
  };
  const to = steps[event.key];
  if (to === undefined || at < 0 || event.defaultPrevented || event.ctrlKey || event.altKey) return;
  event.preventDefault();
  heads.at(to)?.focus();
}

const tabId = (name: string): string => `rc-tab-${name}`;
const panelId = (name: string): string => `rc-panel-${name}`;
