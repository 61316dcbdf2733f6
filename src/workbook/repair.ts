/** Finds cells of our functions that are stuck, and enters their formulas again. */
import { placeText } from '../formulas/address';
import { withPlainNames } from '../formulas/formulaText';
import { isErrorValue } from '../formulas/place';
import type { FoundFormula, Progress, WorkbookHost } from './host';
import { obstacle, remarksOn, whyNotWritable, type Plan } from './plan';

/** What a cell shows while the add-in is not there, and goes on showing after it came. */
const STUCK = new Set([
  '#NAME?',
  '#BUSY!',
  '#CALC!',
  '#GETTING_DATA',
  '#CONNECT!',
  '#BLOCKED!',
  '#UNKNOWN!',
]);

/** A cell may show that it is busy while its value is still an earlier one. */
const isStuck = ({ value, text, formula }: FoundFormula): boolean =>
  (isErrorValue(value) && STUCK.has(value.error)) ||
  STUCK.has(text) ||
  withPlainNames(formula) !== formula;

/** Says which cells will be entered again. Writes nothing. */
export async function planRepair(host: WorkbookHost, progress?: Progress): Promise<Plan> {
  const stuck = (await host.findFormulas(progress)).filter(isStuck);
  const conditions = await host.inspect(stuck);
  const able = stuck.filter((_, i) => whyNotWritable(conditions[i]!) === undefined);
  return {
    changes: able.map(({ sheet, row, column, formula }) => ({
      kind: 'formula',
      at: { sheet, row, column },
      formula: withPlainNames(formula),
    })),
    places: able.map(placeText),
    obstacles: stuck.flatMap((found, i) => {
      const why = whyNotWritable(conditions[i]!);
      return why === undefined ? [] : [obstacle(found, why)];
    }),
    remarks: remarksOn(conditions),
  };
}
