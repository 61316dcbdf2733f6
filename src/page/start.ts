/** Shows the page before it loads what is large: the spreadsheet, then the workbench on it. */
const LARGE = ['spreadsheet.js', 'workbench.js'];

/** A page that nobody looks at draws nothing, and loads all the same. */
const LONGEST_WAIT = 400;

let begun = false;

function begin(): void {
  if (begun) return;
  begun = true;
  for (const src of LARGE) {
    const script = document.createElement('script');
    script.src = src;
    // One after the other, as they stand here.
    script.async = false;
    document.head.append(script);
  }
}

// The second frame comes when the first has been drawn.
requestAnimationFrame(() => requestAnimationFrame(begin));
setTimeout(begin, LONGEST_WAIT);
