/** An inserted model as it stands after people put in rows, renamed its sheet or wrote other headings. */
import { address, type SheetModel, type TableModel } from '../../sheets/sheet';
import { parseReference } from '../../formulas/address';
import { tablesOf } from '../../sheets/tablePlaces';
import type { Followed } from './moves';
import { headings, type TextAt } from './tables';

/** The model with all that it has beside its cells where they are now; its tables take names that are free. */
export function followedModel(
  model: SheetModel,
  followed: Followed,
  at: TextAt,
  taken: Set<string>,
): SheetModel {
  const { name: was, print } = model;
  const range = (cells: string) => followed.range(was, cells);
  const formula = (text: string) => followed.formula(was, text);
  const placed = <T extends { readonly cells: string }>(list: readonly T[] = []): T[] =>
    list.flatMap((one) => {
      const cells = range(one.cells);
      return cells === undefined ? [] : [{ ...one, cells }];
    });
  const corner = ([column, row]: readonly [number, number]) =>
    [followed.column(was, column) ?? column, followed.row(was, row) ?? row] as const;
  const title = /^(\d+):/.exec(print.titleRows ?? '')?.[1];
  const titleRow = title === undefined ? undefined : followed.row(was, Number(title) - 1);
  const { titleRows: _, ...page } = print;
  const last = address(Math.max(model.widths.length, 1) - 1, Math.max(model.rows.length, 1) - 1);
  const area = parseReference(range(`A1:${last}`) ?? 'A1');
  const [down, across] = area?.kind === 'cells' ? [area.rows ?? 1, area.columns ?? 1] : [1, 1];
  return {
    ...model,
    rows: Array.from({ length: down }, (_none, n) => model.rows[n] ?? []),
    widths: Array.from({ length: across }, (_none, n) => model.widths[n] ?? 10),
    highlights: placed(model.highlights).map((one) => ({ ...one, formula: formula(one.formula) })),
    shadings: placed(model.shadings),
    validations: placed(model.validations).map((one) =>
      one.rule.kind === 'range'
        ? { ...one, rule: { kind: 'range', source: formula(one.rule.source) } }
        : one,
    ),
    charts: model.charts?.map((chart) => ({
      ...chart,
      from: corner(chart.from),
      to: corner(chart.to),
      series: chart.series.map((one) => ({
        ...one,
        name: formula(one.name),
        categories: formula(one.categories),
        values: formula(one.values),
      })),
    })),
    tables: tablesNow({ ...model, tables: placed(model.tables) }, at, taken),
    print:
      titleRow === undefined ? page : { ...page, titleRows: `${titleRow + 1}:${titleRow + 1}` },
  };
}

function tablesNow(model: SheetModel, at: TextAt, taken: Set<string>): TableModel[] {
  const places = tablesOf(model);
  return (model.tables ?? []).flatMap((table, n) => {
    const place = places[n];
    const heads = place && headings(place, at);
    if (!heads) return [];
    let { name } = table;
    for (let next = 2; taken.has(name.toLowerCase()); next += 1) name = `${table.name}_${next}`;
    taken.add(name.toLowerCase());
    return [{ ...table, name, columns: heads }];
  });
}
