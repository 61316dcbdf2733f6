/** What axe finds in a page that people with a screen reader, without a mouse or with weak eyes could not use. */
import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** The barriers in some parts of the page as it stands, by all of axe's rules or by some, as short sentences. */
export async function barriers(
  page: Page | Frame,
  parts: readonly string[] = ['#pane'],
  rules?: readonly string[],
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const include = parts.map((part) => [part]);
  return page.evaluate(
    async ([on, only]) => {
      const { violations } = await window.axe.run(
        { include: on },
        // How to find each element again costs most of the time, and nobody asks.
        { resultTypes: ['violations'], selectors: false, ...(only && { runOnly: only }) },
      );
      return violations.map(
        ({ id, impact, nodes }) =>
          `${String(impact)} ${id}: ${nodes.map(({ html }) => html).join(' ')}`,
      );
    },
    [include, rules && [...rules]] as const,
  );
}
