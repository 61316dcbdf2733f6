// Where Office.js is loaded from, and what the pages' policy must allow for it.

/** Microsoft's address for Office.js since September 2026. */
const current = 'https://officeapis.public.onecdn.static.microsoft/1/office.js';

/**
 * The address of Office.js: Microsoft's, or the one that was chosen.
 * @param {string} [chosen] an https address that ends in .js
 * @returns {string}
 */
export function officeJsAddress(chosen) {
  if (!chosen) return current;
  const url = URL.canParse(chosen) ? new URL(chosen) : undefined;
  if (url?.protocol !== 'https:' || !url.pathname.endsWith('.js') || url.search || url.hash)
    throw new Error(
      `RECOURSE_OFFICE_JS must be the https address of office.js, such as ${current}, not ${chosen}`,
    );
  return url.href;
}

/**
 * The origins that a page needs for it: its own, and those from which it loads its parts.
 * @param {string} address
 * @returns {string[]}
 */
export const officeOriginsOf = (address) => [
  new URL(address).origin,
  ...(address === current ? ['https://*.cdn.office.net'] : []),
];
