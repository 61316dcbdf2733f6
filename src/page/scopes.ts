/** What LET and LAMBDA give names to in a formula, and whether they have the form that they must have. */

/** Text and names of sheets, in which commas and parentheses are nobody's. */
const QUOTED = /"(?:[^"]|"")*"|'(?:[^']|'')*'/g;

/** Where the arguments of a call stand, from behind its parenthesis to its end; undefined where it has none. */
export function argumentsFrom(
  formula: string,
  open: number,
): readonly (readonly [number, number])[] | undefined {
  const bare = formula.replace(QUOTED, (text) => '_'.repeat(text.length));
  const found: (readonly [number, number])[] = [];
  let [depth, start] = [0, open];
  for (let at = open; at < bare.length; at += 1) {
    const sign = bare[at] as string;
    const ends = sign === ')' && depth === 0;
    if (ends || (sign === ',' && depth === 0)) {
      found.push([start, at]);
      start = at + 1;
    }
    if (ends) return found;
    if ('([{'.includes(sign)) depth += 1;
    else if (')]}'.includes(sign)) depth -= 1;
  }
  return undefined;
}

const SCOPE = /(?<![\p{L}\d_.])(LET|LAMBDA)\s*\(/giu;
const PARAMETER = /^(?!(?:[A-Z]{1,3}\d+|R\d*|C\d*|R\d*C\d*|TRUE|FALSE)$)[\p{L}_][\p{L}\d_.]*$/iu;

/** What a LET or LAMBDA of a formula gives names to, the inner ones first; null stands for one without form. */
export function* scopesIn(
  formula: string,
): Iterable<{ open: number; names: readonly string[] } | null> {
  const bare = formula.replace(QUOTED, (text) => '_'.repeat(text.length));
  for (const { 0: call, 1: word = '', index } of [...bare.matchAll(SCOPE)].reverse()) {
    const open = index + call.length;
    const args = argumentsFrom(formula, open)?.map(([from, to]) => formula.slice(from, to).trim());
    const isLet = word.toUpperCase() === 'LET';
    const names = args?.slice(0, -1).filter((_, n) => !isLet || n % 2 === 0);
    const whole =
      args?.every((text) => text !== '') &&
      names?.every((name) => PARAMETER.test(name)) &&
      (!isLet || (args.length >= 3 && args.length % 2 === 1));
    yield whole && names ? { open, names } : null;
  }
}

/** Whether every LET and LAMBDA of a formula has the form that it must have: others end the spreadsheet's calculation, or count as 0. */
export const scopesAreWhole = (formula: string): boolean =>
  [...scopesIn(formula)].every((scope) => scope !== null);

/** What to do about one that has not. */
export const SCOPE_FORM =
  'LET needs a value for each name and at its end what to calculate, as in =LET(x,2,x*3). LAMBDA needs names and at its end what to calculate, as in =LAMBDA(x,x*3)(2). A name is a word that is no cell.';
