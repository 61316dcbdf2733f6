/** All sheets, in the order in which they are offered: pane, command line and samples make them from here. */
import { CASE_SHEET } from './case';
import { COMPARE } from './compare';
import { DASHBOARD } from './dashboard';
import type { SheetDeclaration } from './declaration';
import { EXHIBIT } from './exhibit';
import { LEDGER } from './ledger';
import { LETTER } from './letter';
import { MEMO } from './memo';
import { PAYOFF } from './payoff';
import { PORTFOLIO } from './portfolio';
import { PROCEEDS } from './proceeds';
import { SENSITIVITY } from './sensitivity';
import { STATES_SHEET } from './states';
import { WORKSHEET } from './worksheet';

export const SHEETS: readonly SheetDeclaration[] = [
  EXHIBIT,
  MEMO,
  WORKSHEET,
  PORTFOLIO,
  DASHBOARD,
  SENSITIVITY,
  STATES_SHEET,
  CASE_SHEET,
  PROCEEDS,
  PAYOFF,
  COMPARE,
  LEDGER,
  LETTER,
];

export const sheetNamed = (wanted: string): SheetDeclaration | undefined =>
  SHEETS.find(({ name }) => name === wanted);
