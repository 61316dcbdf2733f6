/** A case of several sales, debts and people as sheets: what the call computes, and what cannot be written. */
import { describe, expect, it } from 'vitest';
import { workbookOf } from '../../src/cli/workbook/commands';
import { caseOf, readerWith, TODAY } from '../calculation/support';
import { CASE_SHEET } from '../../src/sheets/case';
import { recalculate } from '../../src/xlsx/recalc';
import { workbookFile } from '../../src/xlsx/write';
import { gallery, INPUTS } from './gallery';
import { readSheets } from './libreOffice';

const given = INPUTS['case'] ?? {};

describe('the tables of a case', () => {
  it('are computed by the add-in to what was stored beside them', async () => {
    const model = gallery().get('case');
    if (!model) throw new Error('no model');
    const file = await workbookFile(model);
    const made = await recalculate(file);
    expect([made.computed, made.left]).toEqual([2, []]);
    const cells = (bytes: Uint8Array) =>
      [...(readSheets(bytes).get('Case') ?? [])].filter(
        ([, value]) => value !== undefined && value !== '',
      );
    expect(new Map(cells(made.file))).toEqual(new Map(cells(file)));
  });

  it('have lists and a hint for what a column takes', () => {
    const [sheet] = workbookOf('case', given, 'Test', TODAY).sheets;
    const lists = sheet?.validations?.filter(({ rule }) => rule.kind === 'list') ?? [];
    expect(lists.length).toBeGreaterThanOrEqual(2);
    expect(sheet?.validations?.every(({ prompt }) => (prompt ?? '') !== '')).toBe(true);
  });

  it('are not written where something in them is wrong', () => {
    const wrong = { ...given, sales: [{ name: 'Mill', sale_price: 'x' }] };
    expect(() => workbookOf('case', wrong, 'Test', TODAY)).toThrow(/sales, row 1: sale_price/);
  });

  it('begin in the pane with the case at hand', () => {
    const record = {
      balance: 300000,
      sale_price: 255000,
      costs: 7000,
      state: 'TX',
      sale_date: '2025-03-04',
    };
    const told = CASE_SHEET.fromPane?.({}, caseOf(record, readerWith())) ?? {};
    expect(told).toEqual({
      state: 'TX',
      debts: [{ name: 'Note', balance: 300000 }],
      sales: [{ name: 'Sale', sale_price: 255000, costs: 7000, sale_date: '2025-03-04' }],
      people: [{ name: 'Debtor' }],
    });
    expect(workbookOf('case', told, 'Test', TODAY).sheets).toHaveLength(2);
  });
});
