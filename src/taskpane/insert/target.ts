/** The cell that a formula goes into: the one selected when the form was opened, or chosen since. */
import { placeText } from '../../formulas/address';
import type { CellPlace } from '../../formulas/place';
import type { Pane } from '../screen';
import { strings } from '../strings';
import { button } from '../ui/controls';
import { h } from '../ui/dom';

const words = strings.insert;

export class Target {
  place: CellPlace | null = null;

  constructor(
    private readonly pane: Pane,
    private readonly changed: () => void,
  ) {}

  /** The line with the cell's name and the button that takes another. */
  element(key: string): HTMLElement {
    return h(
      'div',
      { class: 'rc-bar' },
      h(
        'span',
        { dir: 'auto' },
        this.place ? `${words.target} ${placeText(this.place)}` : words.noTarget,
      ),
      button(words.useCell, () => void this.take(), { key: `${key}.target` }),
    );
  }

  async take(): Promise<void> {
    const at = await this.pane.host.selection();
    if (!at) return this.pane.notices.failed(strings.noCell);
    this.place = { sheet: at.sheet, row: at.row, column: at.column };
    this.changed();
  }
}
