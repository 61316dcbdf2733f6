/** Freeze, thaw and repair: each says what it will do, and does it when told. */
import type { Result } from '../../money/result';
import {
  freeze,
  frozenIn,
  planFreeze,
  planThaw,
  thaw,
  type FreezePlan,
} from '../../workbook/freeze';
import type { Progress, Undoable, WorkbookHost } from '../../workbook/host';
import { carryOut, type Plan } from '../../workbook/plan';
import { planRepair } from '../../workbook/repair';
import type { Pane } from '../screen';
import { strings } from '../strings';
import { button } from '../ui/controls';
import { h, refill } from '../ui/dom';
import { planWarnings, shortList } from './planView';

const words = strings.insert;

type Job = 'freeze' | 'thaw' | 'repair';

const PLAN: Readonly<Record<Job, (host: WorkbookHost, progress: Progress) => Promise<Plan>>> = {
  freeze: (host, progress) => planFreeze(host, undefined, progress),
  thaw: planThaw,
  repair: planRepair,
};

const RUN: Readonly<Record<Job, (host: WorkbookHost, plan: Plan) => Promise<Result<Undoable>>>> = {
  freeze: (host, plan) => freeze(host, plan as FreezePlan),
  thaw: (host, plan) => thaw(host, plan as FreezePlan),
  repair: carryOut,
};

export class CareForm {
  readonly element = h('div', {});
  private readonly plan = h('div', { role: 'status', 'aria-live': 'polite' });
  private readonly count = h('span', {});

  constructor(private readonly pane: Pane) {
    const job = (name: Job, help: string) =>
      h(
        'div',
        { class: 'rc-job' },
        button(words[name], () => void this.prepare(name), { key: `care.${name}` }),
        h('span', { class: 'rc-help' }, help),
      );
    this.element.append(
      h('h3', { class: 'rc-part' }, words.care),
      job('freeze', words.freezeHelp),
      job('thaw', words.thawHelp),
      job('repair', words.repairHelp),
      h('p', { class: 'rc-quiet' }, this.count),
      this.plan,
    );
  }

  /** What was looked for was in a workbook that is not open any more. */
  forget(): void {
    this.plan.replaceChildren();
  }

  draw(): void {
    this.count.textContent = words.frozenCount(frozenIn(this.pane.host).length);
  }

  async prepare(job: Job): Promise<void> {
    const looking = h('p', { class: 'rc-quiet' }, words.looking);
    refill(this.plan, looking);
    const plan = await PLAN[job](this.pane.host, (part) => {
      looking.textContent = words.lookedThrough(Math.round(part * 100));
    });
    const { changes, places } = plan;
    refill(
      this.plan,
      h(
        'section',
        { class: 'rc-ask', 'aria-label': words[job] },
        changes.length === 0
          ? h('p', {}, words.nothing[job])
          : [h('p', {}, words.willDo[job](places.length)), shortList(places)],
        planWarnings(plan, words.left),
        h(
          'div',
          { class: 'rc-bar' },
          changes.length > 0
            ? button(words.doIt[job], () => void this.run(job, plan), {
                appearance: 'primary',
                key: 'care.run',
              })
            : null,
          button(strings.cancel, () => this.plan.replaceChildren(), {
            appearance: 'subtle',
            key: 'care.cancel',
          }),
        ),
      ),
    );
  }

  private async run(job: Job, plan: Plan): Promise<void> {
    const done = await RUN[job](this.pane.host, plan);
    this.plan.replaceChildren();
    if (!done.ok) this.pane.notices.failed(done.message);
    else this.pane.notices.done(words.did[job](plan.places.length), done.value);
    this.draw();
    this.pane.refresh();
  }
}
