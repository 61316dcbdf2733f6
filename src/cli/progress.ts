/** Says on a terminal how far a long run is; a pipe or a file hears nothing. */

/** A run that ends sooner needs no word. */
const QUIET_MS = 2000;
const STEP_MS = 500;

const begun = Date.now();
let lines = 0;
let said = 0;

/** Counts lines that were answered. */
export function showProgress(more: number): void {
  lines += more;
  if (!process.stderr.isTTY) return;
  const now = Date.now();
  if (now - begun < QUIET_MS || now - said < STEP_MS) return;
  said = now;
  const rate = Math.round(lines / ((now - begun) / 1000)).toLocaleString('en-US');
  process.stderr.write(`\r${lines.toLocaleString('en-US')} lines, ${rate} a second `);
}

/** Takes the word away again. */
export function hideProgress(): void {
  if (said > 0) process.stderr.write('\r\u001B[K');
  said = 0;
}
