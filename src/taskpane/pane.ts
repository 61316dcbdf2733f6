/** The pane: five tabs over one workbook, the same in Excel and beside the workbench's sheet. */
import type { WorkbookHost } from '../workbook/host';
import { LawScreen } from './law/lawScreen';
import type { Pane, Screen, SettingsKeeper, Subject, TabName } from './screen';
import { strings } from './strings';
import { followTheme } from './theme';
import './ui/fluent';
import { h } from './ui/dom';
import { Notices } from './ui/notices';
import { Tabs } from './ui/tabs';
import { Answers } from './why/answers';
import { WhyScreen } from './why/whyScreen';

/** Puts the pane into an element and keeps it in step with the workbook. */
export function mountPane(
  root: HTMLElement,
  host: WorkbookHost,
  settings: SettingsKeeper,
): WorkbookPane {
  followTheme();
  const pane = new WorkbookPane(host, settings);
  root.classList.add('rc-pane');
  root.replaceChildren(pane.element);
  return pane;
}

/** The pane's state: the case in hand and the screen in front. */
export class WorkbookPane implements Pane {
  readonly notices = new Notices();
  readonly element: HTMLElement;
  subject: Subject | null = null;
  problem: string | null = null;
  private readonly answers = new Answers();
  private readonly screens: Partial<Record<TabName, Screen>>;
  private readonly tabs: Tabs<TabName>;

  constructor(
    readonly host: WorkbookHost,
    readonly settings: SettingsKeeper,
  ) {
    this.screens = {
      why: new WhyScreen(this, this.answers),
      law: new LawScreen(this),
    };
    const names = Object.keys(strings.tabs).filter((name) => name in this.screens) as TabName[];
    this.tabs = new Tabs(
      strings.tabList,
      names.map((name) => ({
        name,
        label: strings.tabs[name],
        content: this.screens[name]?.element as HTMLElement,
      })),
      (name) => this.screens[name]?.draw(),
    );
    this.element = h('div', { class: 'rc-tabbed' }, this.tabs.element, this.notices.element);
    this.drawCurrent();
  }

  examine(subject: Subject): void {
    this.subject = subject;
    this.problem = null;
    this.answers.clear();
    this.drawCurrent();
  }

  refresh(): void {
    this.drawCurrent();
  }

  go(tab: TabName): void {
    this.tabs.show(tab);
  }

  private drawCurrent(): void {
    this.screens[this.tabs.current]?.draw();
  }
}
