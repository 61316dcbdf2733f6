/* eslint-disable @typescript-eslint/no-explicit-any -- the metadata generator reads any[][] as "any range" */
/** The worksheet functions as Excel meets them; the comments become functions.json. */
import { callFunction } from "./call";
import { isCellError, type Cell } from "./cells";
import { declarations } from "./declarations";

/**
 * States with a code of their own.
 * @customenum {string}
 */
export enum State {
  /** Alaska */
  AK = "AK",
  /** Alabama */
  AL = "AL",
  /** Arkansas */
  AR = "AR",
  /** Arizona */
  AZ = "AZ",
  /** California */
  CA = "CA",
  /** Colorado */
  CO = "CO",
  /** Connecticut */
  CT = "CT",
  /** District of Columbia */
  DC = "DC",
  /** Delaware */
  DE = "DE",
  /** Florida */
  FL = "FL",
  /** Georgia */
  GA = "GA",
  /** Hawaii */
  HI = "HI",
  /** Iowa */
  IA = "IA",
  /** Idaho */
  ID = "ID",
  /** Illinois */
  IL = "IL",
  /** Indiana */
  IN = "IN",
  /** Kansas */
  KS = "KS",
  /** Kentucky */
  KY = "KY",
  /** Louisiana */
  LA = "LA",
  /** Massachusetts */
  MA = "MA",
  /** Maryland */
  MD = "MD",
  /** Maine */
  ME = "ME",
  /** Michigan */
  MI = "MI",
  /** Minnesota */
  MN = "MN",
  /** Missouri */
  MO = "MO",
  /** Mississippi */
  MS = "MS",
  /** Montana */
  MT = "MT",
  /** North Carolina */
  NC = "NC",
  /** North Dakota */
  ND = "ND",
  /** Nebraska */
  NE = "NE",
  /** New Hampshire */
  NH = "NH",
  /** New Jersey */
  NJ = "NJ",
  /** New Mexico */
  NM = "NM",
  /** Nevada */
  NV = "NV",
  /** New York */
  NY = "NY",
  /** Ohio */
  OH = "OH",
  /** Oklahoma */
  OK = "OK",
  /** Oregon */
  OR = "OR",
  /** Pennsylvania */
  PA = "PA",
  /** Rhode Island */
  RI = "RI",
  /** South Carolina */
  SC = "SC",
  /** South Dakota */
  SD = "SD",
  /** Tennessee */
  TN = "TN",
  /** Texas */
  TX = "TX",
  /** Utah */
  UT = "UT",
  /** Virginia */
  VA = "VA",
  /** Vermont */
  VT = "VT",
  /** Washington */
  WA = "WA",
  /** Wisconsin */
  WI = "WI",
  /** West Virginia */
  WV = "WV",
  /** Wyoming */
  WY = "WY",
}

/** Our cells as Excel wants them: an error may stand inside a spill with its message. */
function toExcel(cells: Cell[][]): unknown[][] {
  return cells.map((row) =>
    row.map((cell) =>
      isCellError(cell) ? new CustomFunctions.Error(errorCode(cell.error), cell.message) : cell,
    ),
  );
}

function errorCode(error: "#VALUE!" | "#N/A" | "#NUM!"): CustomFunctions.ErrorCode {
  if (error === "#N/A") return CustomFunctions.ErrorCode.notAvailable;
  if (error === "#NUM!") return CustomFunctions.ErrorCode.invalidNumber;
  return CustomFunctions.ErrorCode.invalidValue;
}

const call = (id: string, ...args: unknown[]): unknown[][] => toExcel(callFunction(id, args));

/**
 * What the lender may still recover after a foreclosure or collateral sale.
 * @customfunction DEFICIENCY DEFICIENCY
 * @param balance Total debt at the sale date: principal, interest, fees and advances less credits.
 * @param proceeds What the collateral brought; a credit bid counts.
 * @param [costs] Allowed costs of enforcement and sale.
 * @param [state] State whose law applies: a code such as TX, or a name.
 * @param [fair_value] Market value at the date the statute names.
 * @param [facts] Facts of the loan: a text such as "method=judicial", a two-column list, or a table with a header.
 * @returns The result, spilled where ranges were given.
 */
export function deficiency(
  balance: any[][],
  proceeds: any[][],
  costs?: any[][],
  state?: State[][],
  fair_value?: any[][],
  facts?: any[][],
): any[][] {
  return call("DEFICIENCY", balance, proceeds, costs, state, fair_value, facts);
}

/**
 * Says whether the shortfall is barred, limited, recoverable or open, and by which law.
 * @customfunction DEFICIENCY_STATUS DEFICIENCY.STATUS
 * @param balance Total debt at the sale date: principal, interest, fees and advances less credits.
 * @param proceeds What the collateral brought; a credit bid counts.
 * @param [costs] Allowed costs of enforcement and sale.
 * @param [state] State whose law applies: a code such as TX, or a name.
 * @param [fair_value] Market value at the date the statute names.
 * @param [facts] Facts of the loan: a text such as "method=judicial", a two-column list, or a table with a header.
 * @returns The result, spilled where ranges were given.
 */
export function deficiencyStatus(
  balance: any[][],
  proceeds: any[][],
  costs?: any[][],
  state?: State[][],
  fair_value?: any[][],
  facts?: any[][],
): any[][] {
  return call("DEFICIENCY.STATUS", balance, proceeds, costs, state, fair_value, facts);
}

/**
 * The least and the most that may be recovered while facts are missing.
 * @customfunction DEFICIENCY_RANGE DEFICIENCY.RANGE
 * @param balance Total debt at the sale date: principal, interest, fees and advances less credits.
 * @param proceeds What the collateral brought; a credit bid counts.
 * @param [costs] Allowed costs of enforcement and sale.
 * @param [state] State whose law applies: a code such as TX, or a name.
 * @param [fair_value] Market value at the date the statute names.
 * @param [facts] Facts of the loan: a text such as "method=judicial", a two-column list, or a table with a header.
 * @returns The result, spilled where ranges were given.
 */
export function deficiencyRange(
  balance: any[][],
  proceeds: any[][],
  costs?: any[][],
  state?: State[][],
  fair_value?: any[][],
  facts?: any[][],
): any[][] {
  return call("DEFICIENCY.RANGE", balance, proceeds, costs, state, fair_value, facts);
}

/**
 * Lists the way from the debt to the deficiency, line by line with the law behind it.
 * @customfunction DEFICIENCY_STEPS DEFICIENCY.STEPS
 * @param balance Total debt at the sale date: principal, interest, fees and advances less credits.
 * @param proceeds What the collateral brought; a credit bid counts.
 * @param [costs] Allowed costs of enforcement and sale.
 * @param [state] State whose law applies: a code such as TX, or a name.
 * @param [fair_value] Market value at the date the statute names.
 * @param [facts] Facts of the loan: a text such as "method=judicial", a two-column list, or a table with a header.
 * @returns The result, spilled where ranges were given.
 */
export function deficiencySteps(
  balance: any[][],
  proceeds: any[][],
  costs?: any[][],
  state?: State[][],
  fair_value?: any[][],
  facts?: any[][],
): any[][] {
  return call("DEFICIENCY.STEPS", balance, proceeds, costs, state, fair_value, facts);
}

/**
 * Lists the rules that apply, or may apply, with citation and how each is known.
 * @customfunction DEFICIENCY_RULES DEFICIENCY.RULES
 * @param balance Total debt at the sale date: principal, interest, fees and advances less credits.
 * @param proceeds What the collateral brought; a credit bid counts.
 * @param [costs] Allowed costs of enforcement and sale.
 * @param [state] State whose law applies: a code such as TX, or a name.
 * @param [fair_value] Market value at the date the statute names.
 * @param [facts] Facts of the loan: a text such as "method=judicial", a two-column list, or a table with a header.
 * @returns The result, spilled where ranges were given.
 */
export function deficiencyRules(
  balance: any[][],
  proceeds: any[][],
  costs?: any[][],
  state?: State[][],
  fair_value?: any[][],
  facts?: any[][],
): any[][] {
  return call("DEFICIENCY.RULES", balance, proceeds, costs, state, fair_value, facts);
}

/**
 * Lists the facts that the rules of a state ask for, with the value each has now.
 * @customfunction DEFICIENCY_FACTS DEFICIENCY.FACTS
 * @param [state] State whose law applies: a code such as TX, or a name.
 * @param [facts] Facts of the loan: a text such as "method=judicial", a two-column list, or a table with a header.
 * @returns The result, spilled where ranges were given.
 */
export function deficiencyFacts(state?: State[][], facts?: any[][]): any[][] {
  return call("DEFICIENCY.FACTS", state, facts);
}

/**
 * Balance and costs less proceeds, before any law; never negative.
 * @customfunction DEFICIENCY_SHORTFALL DEFICIENCY.SHORTFALL
 * @param balance Total debt at the sale date: principal, interest, fees and advances less credits.
 * @param proceeds What the collateral brought; a credit bid counts.
 * @param [costs] Allowed costs of enforcement and sale.
 * @returns The result, spilled where ranges were given.
 */
export function deficiencyShortfall(balance: any[][], proceeds: any[][], costs?: any[][]): any[][] {
  return call("DEFICIENCY.SHORTFALL", balance, proceeds, costs);
}

/**
 * What the proceeds brought beyond balance and costs; never negative.
 * @customfunction DEFICIENCY_SURPLUS DEFICIENCY.SURPLUS
 * @param balance Total debt at the sale date: principal, interest, fees and advances less credits.
 * @param proceeds What the collateral brought; a credit bid counts.
 * @param [costs] Allowed costs of enforcement and sale.
 * @returns The result, spilled where ranges were given.
 */
export function deficiencySurplus(balance: any[][], proceeds: any[][], costs?: any[][]): any[][] {
  return call("DEFICIENCY.SURPLUS", balance, proceeds, costs);
}

/**
 * The lowest sale price at which nothing remains to be recovered.
 * @customfunction DEFICIENCY_BREAKEVEN DEFICIENCY.BREAKEVEN
 * @param balance Total debt at the sale date: principal, interest, fees and advances less credits.
 * @param [costs] Allowed costs of enforcement and sale.
 * @param [state] State whose law applies: a code such as TX, or a name.
 * @param [fair_value] Market value at the date the statute names.
 * @param [facts] Facts of the loan: a text such as "method=judicial", a two-column list, or a table with a header.
 * @returns The result, spilled where ranges were given.
 */
export function deficiencyBreakeven(
  balance: any[][],
  costs?: any[][],
  state?: State[][],
  fair_value?: any[][],
  facts?: any[][],
): any[][] {
  return call("DEFICIENCY.BREAKEVEN", balance, costs, state, fair_value, facts);
}

/** Excel looks functions up by these ids. */
export const associations: Readonly<Record<string, (...args: never[]) => unknown[][]>> = {
  DEFICIENCY: deficiency,
  DEFICIENCY_STATUS: deficiencyStatus,
  DEFICIENCY_RANGE: deficiencyRange,
  DEFICIENCY_STEPS: deficiencySteps,
  DEFICIENCY_RULES: deficiencyRules,
  DEFICIENCY_FACTS: deficiencyFacts,
  DEFICIENCY_SHORTFALL: deficiencyShortfall,
  DEFICIENCY_SURPLUS: deficiencySurplus,
  DEFICIENCY_BREAKEVEN: deficiencyBreakeven,
};

for (const { id } of declarations) {
  const key = id.replace(/\./g, "_");
  CustomFunctions.associate(key, associations[key] as (...args: unknown[]) => unknown);
}
