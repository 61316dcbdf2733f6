/** Moves what exceljs keeps beside the cells of a sheet to where its cells are now. */
import type ExcelJS from 'exceljs';
import { withFixedRows } from '../../xlsx/write';
import { unescaped } from '../../xlsx/xml';
import type { Followed } from './moves';

interface HeldRule {
  formulae?: unknown[];
}

interface HeldSheet {
  conditionalFormattings: { ref: string; rules: { formulae?: unknown[] }[] }[];
  dataValidations: { model: Record<string, HeldRule | undefined> };
  rowBreaks: { id: number }[];
  autoFilter?: unknown;
}

/** Colours, lists, printed area and page breaks of a sheet that was called `was` in the file. */
export function followSheet(sheet: ExcelJS.Worksheet, was: string, followed: Followed): void {
  const held = sheet as unknown as HeldSheet;
  const formulas = (list: unknown[] | undefined) =>
    list?.map((one) => (typeof one === 'string' ? followed.formula(was, one) : one));
  const ranges = (list: string) =>
    list.split(' ').flatMap((range) => followed.range(was, range) ?? []);
  held.conditionalFormattings = held.conditionalFormattings.flatMap((item) => {
    const ref = ranges(item.ref).join(' ');
    const rules = item.rules.map((rule) =>
      rule.formulae ? { ...rule, formulae: formulas(rule.formulae) } : rule,
    );
    return ref === '' ? [] : [{ ...item, ref, rules }];
  });
  held.dataValidations.model = inRuns(
    Object.entries(held.dataValidations.model).flatMap(([cell, rule]) =>
      ranges(cell).map((place) => [
        place,
        rule?.formulae ? { ...rule, formulae: formulas(rule.formulae) } : rule,
      ]),
    ),
  );
  followPage(sheet, was, followed);
  held.rowBreaks = held.rowBreaks.flatMap((one) => {
    const row = followed.row(was, one.id - 1);
    return row === undefined ? [] : [{ ...one, id: row + 1 }];
  });
  if (!followed.still(was)) delete held.autoFilter;
}

/** exceljs reads a list cell by cell, and its own way of joining them again lets ranges overlap. */
function inRuns(
  rules: readonly (readonly [string, HeldRule | undefined])[],
): Record<string, HeldRule | undefined> {
  const byRow = (cell: string) => Number(/\d+/.exec(cell)?.[0] ?? 0);
  const columns = new Map<string, { cell: string; rule: HeldRule | undefined }[]>();
  const found: Record<string, HeldRule | undefined> = {};
  for (const [cell, rule] of rules) {
    const column = /^[A-Z]+(?=\d+$)/.exec(cell)?.[0];
    if (column === undefined) found[cell] = rule;
    else {
      const cells = columns.get(column) ?? [];
      cells.push({ cell, rule });
      columns.set(column, cells);
    }
  }
  for (const cells of columns.values()) {
    cells.sort((a, b) => byRow(a.cell) - byRow(b.cell));
    for (let at = 0; at < cells.length;) {
      const { cell, rule } = cells[at] as (typeof cells)[number];
      const same = JSON.stringify(rule);
      let end = at;
      while (
        byRow(cells[end + 1]?.cell ?? '') === byRow(cells[end]?.cell ?? '') + 1 &&
        JSON.stringify(cells[end + 1]?.rule) === same
      )
        end += 1;
      found[end === at ? cell : `${cell}:${cells[end]?.cell ?? cell}`] = rule;
      at = end + 1;
    }
  }
  return found;
}

function followPage({ pageSetup }: ExcelJS.Worksheet, was: string, followed: Followed): void {
  const { printArea, printTitlesRow } = pageSetup;
  if (printArea) {
    const areas = printArea.split('&&').flatMap((area) => {
      const range = followed.range(was, area.replace(/\$/g, ''));
      return range === undefined ? [] : [withFixedRows(range)];
    });
    if (areas.length > 0) pageSetup.printArea = areas.join('&&');
    else delete pageSetup.printArea;
  }
  const rows = /^\$?(\d+):\$?(\d+)$/.exec(printTitlesRow ?? '');
  if (!rows) return;
  const [first, last] = [rows[1], rows[2]].map((row) => followed.row(was, Number(row) - 1));
  if (first === undefined || last === undefined) delete pageSetup.printTitlesRow;
  else pageSetup.printTitlesRow = `${first + 1}:${last + 1}`;
}

/** Lists over cells of other sheets stand where exceljs does not read them; they are taken over as plain ones. */
export function takeNewerLists(sheet: ExcelJS.Worksheet, xml: string): void {
  const { model } = (sheet as unknown as HeldSheet).dataValidations;
  for (const [, attributes = '', body = ''] of xml.matchAll(
    /<x14:dataValidation\b([^>]*)>(.*?)<\/x14:dataValidation>/gs,
  )) {
    const of = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1];
    const cells = /<xm:sqref>([^<]*)<\/xm:sqref>/.exec(body)?.[1] ?? '';
    const formulae = [...body.matchAll(/<xm:f>([^<]*)<\/xm:f>/g)].map(([, text]) => plain(text));
    const type = of('type');
    if (type !== 'list' || formulae.length !== 1) continue;
    for (const range of cells.split(' ').filter(Boolean))
      model[range] ??= {
        type,
        formulae,
        allowBlank: of('allowBlank') === '1',
        showErrorMessage: of('showErrorMessage') === '1',
        showInputMessage: of('showInputMessage') === '1',
        ...(of('prompt') !== undefined && { prompt: plain(of('prompt')) }),
      } as { formulae: unknown[] };
  }
}

const plain = (xml: string | undefined): string => unescaped(xml ?? '');
