// The functions over time in the workbench: typed with tables of cells, spilled, recalculated.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, sheetOf, type OpenWorkbench } from './browser';

let workbench: OpenWorkbench;
let sheet: ReturnType<typeof sheetOf>;

beforeAll(async () => {
  workbench = await openWorkbench();
  sheet = sheetOf(workbench.page);
}, 120_000);

afterAll(() => workbench.close());

describe('functions over time in a spreadsheet', () => {
  it('carry a judgment through a table of payments, and again after a change', async () => {
    const cells = {
      H1: 'date',
      I1: 'amount',
      H2: '2023-07-01',
      I2: 5000,
      H3: '2024-07-01',
      I3: 5000,
    };
    for (const [address, value] of Object.entries(cells)) await sheet.setValue(address, value);
    await sheet.setFormula(
      'A80',
      '=DEFICIENCY.LEDGER(45000,"2023-01-15","2025-01-15","CA",,,H1:I3)',
    );
    // 5 % of 45,000 for 167 days is 1,029.45; of 41,029.45 for 366 days 2,057.09.
    const principal = await sheet.values('J80:J83');
    expect(principal.flat()).toEqual(['Principal', 45000, 41029.45, 38086.54]);
    await sheet.setValue('I3', 6000);
    expect(await sheet.value('J83')).toBe(37086.54);
  });

  it('list a payoff with its arithmetic, and give one cell of interest', async () => {
    await sheet.setFormula('H20', '=DEFICIENCY.PAYOFF(250000,6.5%,"2024-01-01","2024-06-28")');
    expect(await sheet.values('H20:J22')).toEqual([
      ['Item', 'Line', 'Amount'],
      ['Principal', 'Principal', 250000],
      ['Accrued interest', 'Interest at 6.5%', 7969.18],
    ]);
    await sheet.setFormula('H30', '=DEFICIENCY.PERDIEM(250000,0.065)');
    expect(await sheet.value('H30')).toBe(44.52);
    await workbench.picture('workbench-over-time');
  });

  it('ask for a rate that is not known', async () => {
    await sheet.setFormula(
      'H32',
      '=DEFICIENCY.JUDGMENT(45000,"2026-01-15","2026-06-15","NV","none")',
    );
    expect(await sheet.value('H32')).toBe('#N/A');
  });
});
