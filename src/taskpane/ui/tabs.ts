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
    this.list = h(
      'fluent-tablist',
      { 'aria-label': label, size: 'small', class: 'rc-tabs', activeid: tabId(this.shown) },
      tabs.map(({ name, label: title }) =>
        h('fluent-tab', { id: tabId(name), 'aria-controls': panelId(name), slot: 'tab' }, title),
      ),
    );
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

const tabId = (name: string): string => `rc-tab-${name}`;
const panelId = (name: string): string => `rc-panel-${name}`;
