/** Keys that the whole page hears: F6 goes round its parts as a browser does, Ctrl+S saves the workbook. */

/** A part of the page, with what takes the keyboard there. */
export interface PagePart {
  readonly element: Element;
  readonly focus: () => void;
}

/** Follows the keys; a page has one of these. */
export function followKeys(parts: readonly PagePart[], save: () => void): void {
  window.addEventListener(
    'keydown',
    (event) => {
      const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
      if (key === 'F6' && !ctrlKey && !metaKey && !altKey) go(parts, shiftKey ? -1 : 1);
      else if (key.toLowerCase() === 's' && (ctrlKey || metaKey) && !altKey && !shiftKey) save();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    // Before the spreadsheet, which takes every key for itself.
    { capture: true },
  );
}

function go(parts: readonly PagePart[], step: 1 | -1): void {
  const here = parts.findIndex(({ element }) => element.contains(document.activeElement));
  const next = here < 0 ? 0 : (here + step + parts.length) % parts.length;
  parts[next]?.focus();
}
