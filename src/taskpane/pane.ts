/** The pane: five tabs over one workbook, the same in Excel and beside the workbench's sheet. */
import type { Result } from '../money/result';
import { placeText } from '../formulas/address';
import { labelOf } from '../law/words';
import type { ExplainedOverTime, Explanation } from '../workbook/explain';
import { Follower, type Followed } from '../workbook/follow';
import type { Selection, Undoable, WorkbookHost } from '../workbook/host';
import { readKeptFact } from '../calculation/settings/workbookSettings';
import { carryOut } from '../workbook/plan';
import { planRepair } from '../workbook/repair';
import type { SettingsKeeper } from '../workbook/settingsKeeper';
import { HelpScreen } from './help/helpScreen';
import { InsertScreen } from './insert/insertScreen';
import { LawScreen } from './law/lawScreen';
import { TEXTBOOK } from './law/mapCase';
import type { Pane, Preferences, Screen, Subject, TabName, Trouble } from './screen';
import { SettingsScreen } from './settings/settingsScreen';
import { strings } from './strings';
import { followTheme } from './theme';
import './ui/fluent';
import { forgetTyping, h } from './ui/dom';
import { Notices } from './ui/notices';
import { followSections } from './ui/sections';
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
  // Without it the pane forgets, and works all the same.
  preferencesModule().then(
    ({ openPreferences, whereItRuns }) => pane.prefer(openPreferences(), whereItRuns()),
    () => undefined,
  );
  return pane;
}

/** What a person prefers, and what else office-js-helpers does: a file of its own. */
export const preferencesModule = () =>
  import(/* webpackChunkName: "preferences" */ './preferences');

/** Screens that show something of the selected cell. */
const FOLLOWS_SELECTION = new Set<TabName>(['why', 'law']);

/** The pane's state: the case in hand and the screen in front. */
export class WorkbookPane implements Pane {
  readonly notices = new Notices();
  readonly element: HTMLElement;
  subject: Subject | null = null;
  overTime: ExplainedOverTime | null = null;
  trouble: Trouble | null = null;
  instead: string | null = null;
  preferences: Preferences | null = null;
  where = navigator.userAgent;
  private readonly answers = new Answers();
  private readonly follower: Follower;
  private turn = 0;
  /** What the case in hand was drawn from. */
  private drawn = '';
  /** Whether another tab was asked for already. */
  private moved = false;
  /** While nobody sees the pane it draws nothing, and takes note of that. */
  private visible = true;
  private missed = false;
  private readonly insertScreen = new InsertScreen(this);
  private readonly screens: Partial<Record<TabName, Screen>>;
  private readonly tabs: Tabs<TabName>;

  constructor(
    readonly host: WorkbookHost,
    readonly settings: SettingsKeeper,
  ) {
    this.follower = new Follower(host);
    this.screens = {
      why: new WhyScreen(this, this.answers),
      settings: new SettingsScreen(this),
      law: new LawScreen(this),
      insert: this.insertScreen,
      help: new HelpScreen(this),
    };
    const names = Object.keys(strings.tabs).filter((name) => name in this.screens) as TabName[];
    this.tabs = new Tabs(
      strings.tabList,
      names.map((name) => ({
        name,
        label: strings.tabs[name],
        content: this.screens[name]?.element as HTMLElement,
      })),
      (name) => {
        this.moved = true;
        this.preferences?.set('tab', name);
        this.screens[name]?.draw();
      },
    );
    this.element = h('div', { class: 'rc-tabbed' }, this.tabs.element, this.notices.element);
    settings.onChange(() => {
      this.drawCurrent();
      if (this.subject?.explained) this.refresh();
    });
    host.onOpened?.(() => {
      this.notices.clear();
      this.insertScreen.forget();
      this.answers.clear();
      this.follower.forget();
      this.refresh();
    });
    host.onSelection((selection) => void this.look(selection));
    document.addEventListener('visibilitychange', () =>
      this.shown(document.visibilityState !== 'hidden'),
    );
    this.drawCurrent();
    this.refresh();
  }

  /** Takes up how the person left the pane; a tab that was asked for meanwhile stays in front. */
  prefer(preferences: Preferences, where: string): void {
    this.preferences = preferences;
    this.where = where;
    followSections(this.element, preferences.get('sections'), (text) =>
      preferences.set('sections', text),
    );
    const tab = preferences.get('tab') as TabName | undefined;
    if (!this.moved && tab !== undefined && tab in this.screens) this.go(tab);
    this.drawCurrent();
  }

  /** Whether a person sees the pane now; what was missed meanwhile is drawn at once. */
  shown(visible: boolean): void {
    this.visible = visible;
    if (!visible || !this.missed) return;
    this.missed = false;
    this.drawCurrent();
    this.refresh();
  }

  /** Shows what freezing or repairing will do. */
  prepare(job: 'freeze' | 'repair'): Promise<void> {
    this.go('insert');
    return this.insertScreen.care.prepare(job);
  }

  async recalculate(): Promise<void> {
    await this.host.recalculate();
    this.notices.done(strings.recalculated);
  }

  /** Offers to mend cells of ours that are stuck. */
  async lookForStuck(): Promise<void> {
    const plan = await planRepair(this.host);
    if (plan.changes.length === 0) return;
    this.notices.offer(strings.stuck(plan.places.length), strings.mend, async () => {
      const done = await carryOut(this.host, plan);
      if (!done.ok) return this.notices.failed(done.message);
      this.notices.done(strings.insert.did.repair(plan.places.length), done.value);
    });
  }

  refresh(): void {
    this.drawn = '';
    void this.host.selection().then((selection) => this.look(selection));
  }

  /** Takes in hand the case that a newly selected or changed cell leads to. */
  private async look(selection: Selection | null): Promise<void> {
    if (!this.visible) {
      this.missed = true;
      return;
    }
    const turn = (this.turn += 1);
    const followed = await this.follower.follow(selection);
    if (turn !== this.turn) return;
    const before = this.subject;
    this.take(followed, selection);
    if (this.subject?.title !== before?.title || this.subject?.formula !== before?.formula) {
      this.answers.clear();
      forgetTyping();
    }
    const drawn = JSON.stringify([this.instead, this.trouble, drawnFrom(this)]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    if (FOLLOWS_SELECTION.has(this.tabs.current)) this.drawCurrent();
    else this.screens[this.tabs.current]?.follow?.();
  }

  /** Without any formula of ours in the workbook the worked example stands in. */
  private take(followed: Followed | null, selection: Selection | null): void {
    const found = followed?.explanation ?? null;
    this.instead = insteadOf(followed, selection);
    this.trouble = followed && found && 'message' in found ? troubleOf(followed.of, found) : null;
    this.overTime = found?.kind === 'over time' ? found : null;
    this.subject =
      found?.kind === 'case'
        ? { record: found.record, title: found.title, formula: found.formula, explained: found }
        : found === null
          ? EXAMPLE
          : null;
  }

  async saveFacts(
    names: readonly string[],
    values: Readonly<Record<string, unknown>>,
  ): Promise<Result<Undoable>> {
    const facts = { ...this.settings.settings.facts };
    for (const name of names) {
      const read = readKeptFact(name, values[name]);
      if (!read.ok) return read;
      if (read.value !== null) facts[name] = read.value;
    }
    return this.settings.save({ ...this.settings.settings, facts });
  }

  go(tab: TabName): void {
    this.tabs.show(tab);
  }

  private drawCurrent(): void {
    if (!this.visible) {
      this.missed = true;
      return;
    }
    this.screens[this.tabs.current]?.draw();
  }
}

/** Shown where the workbook has none of our formulas yet. */
const EXAMPLE: Subject = {
  record: { ...TEXTBOOK, state: 'IL' },
  title: strings.why.exampleTitle,
  formula: null,
  explained: null,
};

/** All that a case is drawn from, settings and answers apart. */
function drawnFrom({ subject, overTime }: Pane): unknown {
  const found = subject ?? overTime;
  const sources = (subject?.explained ?? overTime)?.sources ?? [];
  return [found?.title, found?.formula, subject?.record, sources.map(({ values }) => values)];
}

function insteadOf(followed: Followed | null, selection: Selection | null): string | null {
  const words = strings.why.instead;
  if (followed === null) return words.example;
  const { way, of } = followed;
  const selected = selection?.address ?? words.selection;
  if (way === 'own') return null;
  return way === 'first' ? words.first : words[way](selected, of.address);
}

function troubleOf(
  { formula, ...of }: Selection,
  found: Extract<Explanation, { readonly message: string }>,
): Trouble {
  const field = found.kind === 'problem' ? found.field : null;
  return {
    title: placeText(of),
    formula: formula ?? '',
    words: field === null ? found.message : `${labelOf(field)}: ${found.message}`,
    wrong: (found.kind === 'problem' && found.wrong) || null,
  };
}
