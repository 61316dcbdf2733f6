/** Formulas between an .xlsx file, which marks functions it does not know itself, and the spreadsheet. */

import { withPlainNames } from '../../formulas/formulaText';

/** Text between double quotes is nobody's function. */
const outsideTexts = (formula: string, change: (part: string) => string): string =>
  formula
    .split(/("(?:[^"]|"")*")/)
    .map((part, n) => (n % 2 === 0 ? change(part) : part))
    .join('');

/** `_xldudf_DEFICIENCY_STATUS(A1)` of a file is `=DEFICIENCY.STATUS(A1)` on screen. */
export function formulaOnScreen(stored: string): string {
  const ours = withPlainNames(`=${stored}`);
  return outsideTexts(ours, (part) => part.replace(/_xl(?:fn|ws|pm)\./gi, ''));
}

/** Functions younger than the file format are stored under this mark. */
const YOUNG =
  /(?<![\w.])(CONCAT|TEXTJOIN|IFS|SWITCH|MAXIFS|MINIFS|XLOOKUP|XMATCH|LET|LAMBDA|SEQUENCE|UNIQUE|SORTBY|DAYS|IFNA|XOR|STDEV\.[SP]|VAR\.[SP]|PERCENTILE\.(?:INC|EXC)|RANK\.(?:EQ|AVG))(?=\()/gi;
const YOUNG_ARRAYS = /(?<![\w.])(FILTER|SORT)(?=\()/gi;

/** `=DEFICIENCY.STATUS(A1)` as a file stores it, without its `=`. */
export const formulaInFile = (formula: string): string =>
  outsideTexts(formula.replace(/^=/, ''), (part) =>
    part
      .replace(
        /(?<![\w.])(DEFICIENCY(?:\.[A-Z0-9]+)*)(?=\()/gi,
        (name) => `_xldudf_${name.toUpperCase().replace(/\./g, '_')}`,
      )
      .replace(YOUNG, (name) => `_xlfn.${name.toUpperCase()}`)
      .replace(YOUNG_ARRAYS, (name) => `_xlfn._xlws.${name.toUpperCase()}`),
  );
