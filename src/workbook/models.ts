/** Plans the sheets of a model for the open workbook: names that are free, formulas as people type them there. */
import {
  sheetName,
  sheetReference,
  type CellModel,
  type SheetModel,
  type Validation,
} from '../sheets/sheet';
import { fail, ok, type Result } from '../money/result';
import { withPlainNames } from '../formulas/formulaText';
import type { WorkbookHost } from './host';
import type { Plan } from './plan';

/** Says which sheets will be made. Nothing that is there is written over. */
export async function planModel(
  host: WorkbookHost,
  sheets: readonly SheetModel[],
): Promise<Result<Plan>> {
  if ((await host.dateSystem()) === 1904)
    return fail(
      'This workbook counts dates from 1904 and the models count from 1900: insert the model into a new workbook.',
    );
  const placed = placedIn(sheets, await host.sheets());
  return ok({
    changes: placed.map((model) => ({ kind: 'model', model })),
    places: placed.map(({ name }) => name),
    obstacles: [],
    remarks: [],
  });
}

/** The sheets under names that are free, with what refers from one to another, and calls by their own names. */
export function placedIn(
  sheets: readonly SheetModel[],
  taken: readonly string[],
): readonly SheetModel[] {
  const used = [...taken];
  const names = new Map<string, string>();
  for (const { name } of sheets) {
    const free = sheetName(name, used);
    used.push(free);
    names.set(name, free);
  }
  const written = (formula: string) => withPlainNames(renamed(formula, names));
  return sheets.map((sheet) => placedSheet(sheet, names.get(sheet.name) ?? sheet.name, written));
}

function placedSheet(
  sheet: SheetModel,
  name: string,
  written: (formula: string) => string,
): SheetModel {
  const cell = (one: CellModel | null) =>
    one?.formula === undefined ? one : { ...one, formula: written(one.formula) };
  return {
    ...sheet,
    name,
    rows: sheet.rows.map((cells) => cells.map(cell)),
    validations: sheet.validations?.map((one): Validation =>
      one.rule.kind === 'range'
        ? { ...one, rule: { kind: 'range', source: written(one.rule.source) } }
        : one,
    ),
    charts: sheet.charts?.map((chart) => ({
      ...chart,
      series: chart.series.map((one) => ({
        ...one,
        name: written(one.name),
        categories: written(one.categories),
        values: written(one.values),
      })),
    })),
  };
}

/** Texts that lead nowhere, links to a place of the workbook, and references to a sheet. */
const SHEETS = /"#'((?:[^'"]|'')+)'!|"(?:[^"]|"")*"|'((?:[^']|'')+)'!|([\p{L}_][\p{L}\d_.]*)!/gu;

function renamed(formula: string, names: ReadonlyMap<string, string>): string {
  return formula.replace(SHEETS, (text: string, link?: string, quoted?: string, plain?: string) => {
    const linked = names.get(link?.replace(/''/g, "'") ?? '');
    if (linked !== undefined) return `"#${sheetReference(linked)}!`;
    const name = names.get(quoted?.replace(/''/g, "'") ?? plain ?? '');
    return name === undefined ? text : `${sheetReference(name)}!`;
  });
}
