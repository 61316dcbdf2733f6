// The workbench page itself: readable by everyone, and whole on a narrow screen.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers } from './barriers';
import { openWorkbench, sheetOf } from './browser';
import type { OpenWorkbench } from './browser';

let workbench: OpenWorkbench;

beforeAll(async () => {
  workbench = await openWorkbench({ width: 800, height: 700 });
}, 120_000);

afterAll(() => workbench.close());

describe('the page at 800 pixels', () => {
  it('keeps the sheet and the pane on the screen, one above the other', async () => {
    await sheetOf(workbench.page).select('B14');
    await workbench.picture('workbench-800');
    const grid = await workbench.page.locator('#spreadsheet').boundingBox();
    const pane = await workbench.page.locator('.pane').boundingBox();
    expect(grid?.width).toBe(800);
    expect(grid?.height).toBeGreaterThan(380);
    expect(pane?.width).toBe(800);
    expect(pane!.y + pane!.height).toBeLessThanOrEqual(700);
  });

  it('does not scroll sideways', async () => {
    const wider = await workbench.page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect(wider).toBe(false);
  });
});

describe('the header and the pane', () => {
  it('have no barrier that axe finds', async () => {
    expect(await barriers(workbench.page, ['.top', '.pane'])).toEqual([]);
  });
});
