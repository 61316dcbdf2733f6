// The functions over time in the workbench: typed with tables of cells, spilled, recalculated.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers } from './barriers';
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
      // In Mississippi the judge sets the rate.
      '=DEFICIENCY.JUDGMENT(45000,"2026-01-15","2026-06-15","MS","none")',
    );
    expect(await sheet.value('H32')).toBe('#N/A');
  });
});

describe('the pane beside a function over time', () => {
  const pane = () => workbench.page.locator('#pane');
  const why = () => workbench.page.locator('#rc-panel-why');
  const table = (name: string) => why().getByRole('table', { name, exact: true });
  const rows = (name: string) => table(name).getByRole('row');
  const unfold = () =>
    workbench.page.evaluate(() => {
      for (const part of document.querySelectorAll<HTMLDetailsElement>('#pane details'))
        part.open = true;
    });

  /** Puts a formula below everything else and selects the cell so far below and beside it. */
  const look = async (formula: string, cell: string, anchor = 'A120') => {
    await sheet.setFormula(anchor, formula);
    await sheet.select(cell);
    await why().getByText(`!${cell}`).first().waitFor();
  };

  beforeAll(async () => {
    await pane().getByRole('tab', { name: 'Why', exact: true }).click();
  });

  it('lists a payoff with its arithmetic, the row of the cell marked, and the next days', async () => {
    await look(
      '=DEFICIENCY.PAYOFF(250000,"6.5%","2024-01-01","2024-06-28","late_fees=450; escrow=1200")',
      'C122',
    );
    await table('What the function says').waitFor();
    const current = table('What the function says').locator('tr[aria-current]');
    await expect.poll(() => current.textContent()).toMatch(/Interest at 6.5%.*\$7,969.18/);
    // 250,000 + 7,969.18 + 450 - 1,200, and 44.52 for each further day.
    const total = rows('What the function says').filter({ hasText: 'Payoff' });
    expect(await total.textContent()).toContain('$257,219.18');
    await unfold();
    const ahead = rows('Good through').filter({ hasText: 'June 29, 2024' });
    expect(await ahead.textContent()).toContain('$257,263.7');
    await workbench.picture('pane-payoff');
    expect(await barriers(workbench.page)).toEqual([]);
  });

  it('shows a judgment on its day, today and event by event', async () => {
    await look(
      '=DEFICIENCY.LEDGER(45000,"2023-01-15","2025-01-15","CA",,,"date=2023-07-01, amount=5000; date=2024-07-01, amount=5000")',
      'B142',
      'A140',
    );
    await table('The judgment').waitFor();
    await unfold();
    // 5 % of 45,000 for 167 days is 1,029.45.
    const payment = table('Event by event').locator('tr[aria-current]');
    await expect.poll(() => payment.textContent()).toMatch(/\$1,029.45.*\$41,029.45/);
    for (const line of ['Balance', 'Per diem', 'Expires'])
      await rows('Today').filter({ hasText: line }).waitFor();
    await workbench.picture('pane-ledger');
    expect(await barriers(workbench.page)).toEqual([]);
  });

  it('lists deadlines with date, consequence and citation', async () => {
    await look('=DEFICIENCY.DEADLINES("NY","sale_date=2025-03-03","2025-04-01")', 'B131', 'A130');
    await table('What the function says').waitFor();
    await why().getByText(/1371/).first().waitFor();
    await why()
      .getByText(/^If missed: /)
      .first()
      .waitFor();
    await workbench.picture('pane-deadlines');
    expect(await barriers(workbench.page)).toEqual([]);
  });

  it('shows the forms of a loan, and names what is wrong with its row', async () => {
    await look(
      '=DEFICIENCY.FORM1099(180000,180000,170000,"2024-06-03","yes",10000,"adjusted_basis=175000")',
      'A160',
      'A160',
    );
    await table('What the function says').getByText('1099-C', { exact: true }).waitFor();
    await workbench.picture('pane-forms');
    await look('=DEFICIENCY.PERDIEM(250000,"1200")', 'G160', 'G160');
    await why()
      .getByText(/above 100 %/)
      .waitFor();
    await sheet.select('H30');
    await rows('What the function says').filter({ hasText: '$250,000 x 6.5% / 365' }).waitFor();
  });

  it('fits a pane of 320 pixels in the dark', async () => {
    await look(
      '=DEFICIENCY.COMPARE("item=principal, amount=250000; item=interest, amount=8079.86",250000,"6.5%","2024-01-01","2024-06-28")',
      'A202',
      'A200',
    );
    await table('What the function says').waitFor();
    await workbench.page.emulateMedia({ colorScheme: 'dark' });
    await workbench.page.setViewportSize({ width: 320, height: 900 });
    await workbench.page.addStyleTag({
      content:
        '.top { display: none !important } #spreadsheet { position: fixed; left: -2000px; width: 1200px; height: 800px } .bench > .pane { height: auto; flex: 1; border: 0 }',
    });
    await unfold();
    const over = await workbench.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over).toBeLessThanOrEqual(0);
    await workbench.picture('pane-compare-narrow');
    expect(await barriers(workbench.page)).toEqual([]);
    expect(workbench.problems).toEqual([]);
    expect(workbench.outside).toEqual([]);
  });
});
