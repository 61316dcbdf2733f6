/** Formulas between an .xlsx file, which marks functions it does not know itself, and the spreadsheet. */

import { withoutOrigins, withPlainNames } from '../../formulas/formulaText';
import { parseReference } from '../../formulas/address';
import type { DefinedName } from '../../xlsx/book';
import { RELATIVE } from '../../xlsx/moves';
import { referencesIn } from '../../xlsx/references';
import { argumentsFrom, scopesIn } from '../scopes';

/** Text between double quotes is nobody's function. */
export const outsideTexts = (formula: string, change: (part: string) => string): string =>
  formula
    .split(/("(?:[^"]|"")*")/)
    .map((part, n) => (n % 2 === 0 ? change(part) : part))
    .join('');

/** `_xldudf_DEFICIENCY_STATUS(A1)` of a file is `=DEFICIENCY.STATUS(A1)` on screen. */
export function formulaOnScreen(stored: string): string {
  const ours = withPlainNames(`=${withoutOrigins(stored)}`);
  return outsideTexts(ours, (part) => part.replace(/_xl(?:fn|ws|pm)\./gi, ''));
}

/** Functions younger than the file format, which a file stores under a mark, and two under one more. */
const YOUNG = new Set(
  'ACOT ACOTH AGGREGATE ARABIC ARRAYTOTEXT BASE BETA.DIST BETA.INV BINOM.DIST BINOM.DIST.RANGE BINOM.INV BITAND BITLSHIFT BITOR BITRSHIFT BITXOR BYCOL BYROW CEILING.MATH CEILING.PRECISE CHISQ.DIST CHISQ.DIST.RT CHISQ.INV CHISQ.INV.RT CHISQ.TEST CHOOSECOLS CHOOSEROWS COMBINA CONCAT CONFIDENCE.NORM CONFIDENCE.T COT COTH COVARIANCE.P COVARIANCE.S CSC CSCH DAYS DECIMAL DROP ERF.PRECISE ERFC.PRECISE EXPAND EXPON.DIST F.DIST F.DIST.RT F.INV F.INV.RT F.TEST FIELDVALUE FILTERXML FLOOR.MATH FLOOR.PRECISE FORECAST.ETS FORECAST.ETS.CONFINT FORECAST.ETS.SEASONALITY FORECAST.ETS.STAT FORECAST.LINEAR FORMULATEXT GAMMA GAMMA.DIST GAMMA.INV GAMMALN.PRECISE GAUSS GROUPBY HSTACK HYPGEOM.DIST IFNA IFS IMAGE IMCOSH IMCOT IMCSC IMCSCH IMSEC IMSECH IMSINH IMTAN ISFORMULA ISOMITTED ISOWEEKNUM LAMBDA LET LOGNORM.DIST LOGNORM.INV MAKEARRAY MAP MAXIFS MINIFS MODE.MULT MODE.SNGL MUNIT NEGBINOM.DIST NORM.DIST NORM.INV NORM.S.DIST NORM.S.INV NUMBERVALUE PDURATION PERCENTILE.EXC PERCENTILE.INC PERCENTOF PERCENTRANK.EXC PERCENTRANK.INC PERMUTATIONA PHI PIVOTBY POISSON.DIST QUARTILE.EXC QUARTILE.INC QUERYSTRING RANDARRAY RANK.AVG RANK.EQ REDUCE REGEXEXTRACT REGEXREPLACE REGEXTEST RRI SCAN SEC SECH SEQUENCE SHEET SHEETS SKEW.P SORTBY STDEV.P STDEV.S STOCKHISTORY SWITCH T.DIST T.DIST.2T T.DIST.RT T.INV T.INV.2T T.TEST TAKE TEXTAFTER TEXTBEFORE TEXTJOIN TEXTSPLIT TOCOL TOROW UNICHAR UNICODE UNIQUE VALUETOTEXT VAR.P VAR.S VSTACK WEBSERVICE WEIBULL.DIST WRAPCOLS WRAPROWS XLOOKUP XMATCH XOR Z.TEST'.split(
    ' ',
  ),
);
const YOUNG_ARRAYS = new Set(['FILTER', 'SORT']);

function marked(name: string): string {
  const upper = name.toUpperCase();
  if (YOUNG_ARRAYS.has(upper)) return `_xlfn._xlws.${upper}`;
  return YOUNG.has(upper) ? `_xlfn.${upper}` : name;
}

/** Whole columns such as X:Y, and words that may be names. */
const COLUMNS_OR_WORD =
  /(?<![\p{L}\d_.!'\]$])(?:[A-Z]{1,3}:[A-Z]{1,3}(?![\p{L}\d_.(])|[\p{L}_][\p{L}\d_.]*(?![\p{L}\d_.!'[]))/giu;

/** The names that LET and LAMBDA give, under the mark that a file has for them. */
function withParameters(formula: string): string {
  let next = formula;
  for (const scope of scopesIn(formula)) {
    if (!scope || scope.names.length === 0) continue;
    const { open, names } = scope;
    const end = argumentsFrom(next, open)?.at(-1)?.[1] ?? open;
    const words = new Set(names.map((name) => name.toLowerCase()));
    const inside = outsideTexts(next.slice(open, end), (part) =>
      part.replace(COLUMNS_OR_WORD, (word) =>
        words.has(word.toLowerCase()) ? `_xlpm.${word}` : word,
      ),
    );
    next = next.slice(0, open) + inside + next.slice(end);
  }
  return next;
}

/** `=DEFICIENCY.STATUS(A1)` as a file stores it, without its `=`. */
export const formulaInFile = (formula: string): string =>
  outsideTexts(withParameters(formula.replace(/^=/, '')), (part) =>
    part
      .replace(
        /(?<![\w.])(DEFICIENCY(?:\.[A-Z0-9]+)*)(?=\()/gi,
        (name) => `_xldudf_${name.toUpperCase().replace(/\./g, '_')}`,
      )
      .replace(/(?<![\p{L}\d_.])[A-Z][A-Z\d.]*(?=\s*\()/giu, marked),
  );

const NAME = /(?<![\p{L}\d_.!'\]$])([\p{L}_\\][\p{L}\d_.\\?]*)(?![\p{L}\d_.\\?(!'[]|\s+\()/gu;

/** Words of a formula that are no names: cells, rows and columns of cells, truth. */
const NO_NAME = /^(?:\$?[A-Z]{1,3}\$?\d*|R\d*C\d*|TRUE|FALSE)$/i;

/** A name that the spreadsheet can hold: of the whole workbook, for cells that do not move with the formula. */
const isPlain = ({ sheet, text }: DefinedName): boolean =>
  sheet === null &&
  parseReference(text)?.kind === 'cells' &&
  text.split('!').length === 2 &&
  !RELATIVE.test(text.slice(text.indexOf('!') + 1));

/** Names of a workbook on a page that knows names of ranges only: others stand in formulas as what they mean. */
export class ShownNames {
  private readonly byName = new Map<string, DefinedName>();

  constructor(private readonly names: readonly DefinedName[]) {
    for (const one of names) this.byName.set(keyOf(one.sheet, one.name), one);
  }

  /** The names that the spreadsheet takes, as it keeps them. */
  given(): Record<string, object> {
    const given: Record<string, object> = {};
    this.names.forEach((one, n) => {
      if (!isPlain(one) || one.name.startsWith('_xlnm.')) return;
      const id = `name-${n}`;
      given[id] = {
        id,
        name: one.name,
        formulaOrRefString: one.text,
        localSheetId: 'AllDefaultWorkbook',
      };
    });
    return given;
  }

  /** The formula with what other names mean in their place; undefined where they mean nothing that can stand there. */
  inFormula(formula: string, sheet: string, depth = 0): string | undefined {
    let lost = depth > 8;
    const scoped = /(?<![\w.])(?:LET|LAMBDA)\s*\(/i.test(formula);
    const next = outsideTexts(formula, (part) =>
      part.replace(NAME, (word: string) => {
        const found = this.byName.get(keyOf(sheet, word)) ?? this.byName.get(keyOf(null, word));
        if (!found && !scoped && !NO_NAME.test(word)) lost = true;
        if (!found || isPlain(found)) return word;
        const inner = this.inFormula(found.text, sheet, depth + 1);
        // A reference without $ would mean other cells in every cell that uses the name.
        if (inner === undefined || referencesIn(found.text).some((one) => RELATIVE.test(one)))
          lost = true;
        return parseReference(inner ?? '')?.kind === 'cells' ? (inner ?? '') : `(${inner ?? ''})`;
      }),
    );
    return lost ? undefined : next;
  }
}

const keyOf = (sheet: string | null, name: string): string =>
  `${(sheet ?? '').toLowerCase()}!${name.toLowerCase()}`;
