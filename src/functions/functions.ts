/* eslint-disable @typescript-eslint/no-explicit-any -- the metadata generator reads any[][] as "any range" */
/** The worksheet functions as Excel meets them; the comments become functions.json. */
import { callFunction } from "./call";
import { isCellError, type Cell } from "./cells";
import { formatsOf } from "./formats";

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

/**
 * Our cells as Excel wants them: an error may stand inside a spill with its message, and dates and rates carry their
 * number format where this Excel takes one from a function.
 */
function toExcel(cells: Cell[][], formats: readonly (string | undefined)[]): unknown[][] {
  const formatted = formats.some(Boolean) && takesFormats();
  return cells.map((row) =>
    row.map((cell, column) => {
      if (isCellError(cell)) return new CustomFunctions.Error(errorCode(cell.error), cell.message);
      const numberFormat = formatted ? formats[column] : undefined;
      if (numberFormat === undefined || typeof cell !== "number") return cell;
      return { type: "FormattedNumber", basicValue: cell, numberFormat };
    }),
  );
}

/** Functions may return data types, formatted numbers among them, from this set on. */
const takesFormats = (): boolean =>
  typeof Office !== "undefined" &&
  Office.context?.requirements?.isSetSupported("CustomFunctionsRuntime", "1.4") === true;

function errorCode(error: "#VALUE!" | "#N/A" | "#NUM!"): CustomFunctions.ErrorCode {
  if (error === "#N/A") return CustomFunctions.ErrorCode.notAvailable;
  if (error === "#NUM!") return CustomFunctions.ErrorCode.invalidNumber;
  return CustomFunctions.ErrorCode.invalidValue;
}

function call(id: string, ...args: unknown[]): unknown[][] {
  const cells = callFunction(id, args);
  return toExcel(cells, formatsOf(id, cells[0] ?? []));
}

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

/**
 * The debt on a day, a line for each item with its arithmetic; a row a loan for several.
 * @customfunction DEFICIENCY_PAYOFF DEFICIENCY.PAYOFF
 * @param principal Unpaid principal.
 * @param rate Yearly rate such as 6.5%, or a table with the columns from and rate.
 * @param paid_through Last day through which interest is paid.
 * @param payoff_date Day of the payoff or sale.
 * @param [terms] Terms such as "day_count=actual/360; default_rate=18%; default_date=2024-03-01; late_fees=450".
 * @param [charges] Table of fees, advances and credits with the columns item, amount, date, rate, label.
 * @param [good_through] Number of days after the payoff date: lists the payoff of each.
 * @returns The result, spilled.
 */
export function deficiencyPayoff(
  principal: any[][],
  rate: any[][],
  paid_through: any[][],
  payoff_date: any[][],
  terms?: any[][],
  charges?: any[][],
  good_through?: any[][],
): any[][] {
  return call(
    "DEFICIENCY.PAYOFF",
    principal,
    rate,
    paid_through,
    payoff_date,
    terms,
    charges,
    good_through,
  );
}

/**
 * Interest of one day.
 * @customfunction DEFICIENCY_PERDIEM DEFICIENCY.PERDIEM
 * @param principal Unpaid principal.
 * @param rate Yearly rate such as 6.5%, or a table with the columns from and rate.
 * @param [date] The day, where the rate or the length of the year turns on it.
 * @param [terms] How interest is counted, such as "day_count=30/360; counted=both; per_diem=rounded".
 * @returns The result, spilled.
 */
export function deficiencyPerDiem(
  principal: any[][],
  rate: any[][],
  date?: any[][],
  terms?: any[][],
): any[][] {
  return call("DEFICIENCY.PERDIEM", principal, rate, date, terms);
}

/**
 * Simple interest between two days, at one rate or at rates that change.
 * @customfunction DEFICIENCY_INTEREST DEFICIENCY.INTEREST
 * @param principal Unpaid principal.
 * @param rate Yearly rate such as 6.5%, or a table with the columns from and rate.
 * @param from Day before the first that bears interest, as the last day paid through.
 * @param to Last day that bears interest.
 * @param [terms] How interest is counted, such as "day_count=30/360; counted=both; per_diem=rounded".
 * @returns The result, spilled.
 */
export function deficiencyInterest(
  principal: any[][],
  rate: any[][],
  from: any[][],
  to: any[][],
  terms?: any[][],
): any[][] {
  return call("DEFICIENCY.INTEREST", principal, rate, from, to, terms);
}

/**
 * Applies what a sale brought to expenses and claims in their order, down to the surplus.
 * @customfunction DEFICIENCY_PROCEEDS DEFICIENCY.PROCEEDS
 * @param sales What the sale brought, or a table with price, label, date, expenses, credit_bid_by.
 * @param claims Table of claims with the columns name, amount, rank, enforcing, demanded, joined.
 * @param order Order of application: article_9, judicial or contract.
 * @param [obligors] Table of who owes what is left: name, share, cap.
 * @param [show] payouts, claims or obligors; payouts where blank.
 * @returns The result, spilled.
 */
export function deficiencyProceeds(
  sales: any[][],
  claims: any[][],
  order: any[][],
  obligors?: any[][],
  show?: any[][],
): any[][] {
  return call("DEFICIENCY.PROCEEDS", sales, claims, order, obligors, show);
}

/**
 * Every deadline of a state's rules that apply, with its date, start and consequence.
 * @customfunction DEFICIENCY_DEADLINES DEFICIENCY.DEADLINES
 * @param state State whose law applies: a code such as TX, or a name.
 * @param [facts] Facts and dates such as "sale_date=2025-03-03; confirmation_date=2025-04-10".
 * @param [as_of] Day from which the days left are counted.
 * @param [roll] Whether a last day on a weekend or federal holiday moves on; yes where blank.
 * @returns The result, spilled.
 */
export function deficiencyDeadlines(
  state: State[][],
  facts?: any[][],
  as_of?: any[][],
  roll?: any[][],
): any[][] {
  return call("DEFICIENCY.DEADLINES", state, facts, as_of, roll);
}

/**
 * A judgment carried to a day with interest, costs and payments; a row each for several.
 * @customfunction DEFICIENCY_JUDGMENT DEFICIENCY.JUDGMENT
 * @param amount Amount of the judgment that bears interest.
 * @param entered Day of entry.
 * @param as_of Day to which the judgment is carried.
 * @param [state] State whose law of interest and life applies: a code such as TX, or a name.
 * @param [contract_rate] Rate of the note, used where the law lets it govern; or none.
 * @param [rates] Rate the judgment states; or published rates: a table with the columns from and rate, or index.
 * @param [events] Table of payments, costs, renewals and executions with the columns date, amount, kind.
 * @param [facts] Facts of the loan: a text such as "method=judicial", a two-column list, or a table with a header.
 * @param [terms] Terms such as "compounding=yearly; interest_from=2023-05-01; court=federal".
 * @returns The result, spilled.
 */
export function deficiencyJudgment(
  amount: any[][],
  entered: any[][],
  as_of: any[][],
  state?: State[][],
  contract_rate?: any[][],
  rates?: any[][],
  events?: any[][],
  facts?: any[][],
  terms?: any[][],
): any[][] {
  return call(
    "DEFICIENCY.JUDGMENT",
    amount,
    entered,
    as_of,
    state,
    contract_rate,
    rates,
    events,
    facts,
    terms,
  );
}

/**
 * A judgment event by event: interest, what each payment went to, and the balance.
 * @customfunction DEFICIENCY_LEDGER DEFICIENCY.LEDGER
 * @param amount Amount of the judgment that bears interest.
 * @param entered Day of entry.
 * @param as_of Day to which the judgment is carried.
 * @param [state] State whose law of interest and life applies: a code such as TX, or a name.
 * @param [contract_rate] Rate of the note, used where the law lets it govern; or none.
 * @param [rates] Rate the judgment states; or published rates: a table with the columns from and rate, or index.
 * @param [events] Table of payments, costs, renewals and executions with the columns date, amount, kind.
 * @param [facts] Facts of the loan: a text such as "method=judicial", a two-column list, or a table with a header.
 * @param [terms] Terms such as "compounding=yearly; interest_from=2023-05-01; court=federal".
 * @returns The result, spilled.
 */
export function deficiencyLedger(
  amount: any[][],
  entered: any[][],
  as_of: any[][],
  state?: State[][],
  contract_rate?: any[][],
  rates?: any[][],
  events?: any[][],
  facts?: any[][],
  terms?: any[][],
): any[][] {
  return call(
    "DEFICIENCY.LEDGER",
    amount,
    entered,
    as_of,
    state,
    contract_rate,
    rates,
    events,
    facts,
    terms,
  );
}

/**
 * What pursuing a deficiency is worth against settling or walking away.
 * @customfunction DEFICIENCY_EXPECTED DEFICIENCY.EXPECTED
 * @param owed The most that can be collected: the deficiency or judgment.
 * @param as_of Day of the valuation.
 * @param receipts Table of planned receipts with the columns date, amount, probability.
 * @param discount_rate Yearly discount rate.
 * @param [costs] Table of costs with the columns date and amount.
 * @param [settlement] Settlement offered.
 * @param [terms] Terms such as "fee=30%; bankruptcy=5%; bankruptcy_receives=10%".
 * @param [show] lines or periods; lines where blank.
 * @returns The result, spilled.
 */
export function deficiencyExpected(
  owed: any[][],
  as_of: any[][],
  receipts: any[][],
  discount_rate: any[][],
  costs?: any[][],
  settlement?: any[][],
  terms?: any[][],
  show?: any[][],
): any[][] {
  return call(
    "DEFICIENCY.EXPECTED",
    owed,
    as_of,
    receipts,
    discount_rate,
    costs,
    settlement,
    terms,
    show,
  );
}

/**
 * Loss given default in dollars and percent, with the deficiency as a recovery.
 * @customfunction DEFICIENCY_LGD DEFICIENCY.LGD
 * @param exposure Owed at the default.
 * @param default_date Day of the default.
 * @param recoveries Table of what came back and what it cost: date, amount, leg (collateral, deficiency, cost ...).
 * @param discount_rate Yearly discount rate.
 * @returns The result, spilled.
 */
export function deficiencyLossGivenDefault(
  exposure: any[][],
  default_date: any[][],
  recoveries: any[][],
  discount_rate: any[][],
): any[][] {
  return call("DEFICIENCY.LGD", exposure, default_date, recoveries, discount_rate);
}

/**
 * The lender's figures against ours, line by line with the likely reason.
 * @customfunction DEFICIENCY_COMPARE DEFICIENCY.COMPARE
 * @param stated Table of the lender's figures with the columns item and amount.
 * @param principal Unpaid principal.
 * @param rate Yearly rate such as 6.5%, or a table with the columns from and rate.
 * @param paid_through Last day through which interest is paid.
 * @param payoff_date Day of the payoff or sale.
 * @param [terms] Terms such as "day_count=actual/360; default_rate=18%; default_date=2024-03-01; late_fees=450".
 * @param [charges] Table of fees, advances and credits with the columns item, amount, date, rate, label.
 * @returns The result, spilled.
 */
export function deficiencyCompare(
  stated: any[][],
  principal: any[][],
  rate: any[][],
  paid_through: any[][],
  payoff_date: any[][],
  terms?: any[][],
  charges?: any[][],
): any[][] {
  return call(
    "DEFICIENCY.COMPARE",
    stated,
    principal,
    rate,
    paid_through,
    payoff_date,
    terms,
    charges,
  );
}

/**
 * The explanation of a deficiency or surplus in the order of UCC 9-616(c).
 * @customfunction DEFICIENCY_EXPLANATION DEFICIENCY.EXPLANATION
 * @param obligation All obligations that the collateral secures, on a day.
 * @param obligation_date The day of that amount.
 * @param proceeds What the disposition brought.
 * @param disposition_date Day of the disposition.
 * @param [expenses] Table of expenses with the columns type and amount.
 * @param [credits] Table of credits not yet reflected, with the columns type and amount.
 * @param [terms] Terms such as "possession_date=2024-03-20; rebate_reflected=yes; requested=2024-06-01".
 * @returns The result, spilled.
 */
export function deficiencyExplanation(
  obligation: any[][],
  obligation_date: any[][],
  proceeds: any[][],
  disposition_date: any[][],
  expenses?: any[][],
  credits?: any[][],
  terms?: any[][],
): any[][] {
  return call(
    "DEFICIENCY.EXPLANATION",
    obligation,
    obligation_date,
    proceeds,
    disposition_date,
    expenses,
    credits,
    terms,
  );
}

/**
 * Figures for forms 1099-A and 1099-C, and the borrower's worksheet; a row a loan.
 * @customfunction DEFICIENCY_FORM1099 DEFICIENCY.FORM1099
 * @param principal Unpaid principal, without interest and costs.
 * @param debt All debt immediately before the transfer.
 * @param fair_value Fair market value; in a foreclosure sale generally the gross bid.
 * @param transferred Day the property was acquired or known to be abandoned.
 * @param liable Whether the borrower was personally liable: yes or no.
 * @param [cancelled] What the lender cancels of the deficiency.
 * @param [terms] Terms such as "cancelled_on=2024-11-20; adjusted_basis=175000".
 * @returns The result, spilled.
 */
export function deficiencyForm1099(
  principal: any[][],
  debt: any[][],
  fair_value: any[][],
  transferred: any[][],
  liable: any[][],
  cancelled?: any[][],
  terms?: any[][],
): any[][] {
  return call(
    "DEFICIENCY.FORM1099",
    principal,
    debt,
    fair_value,
    transferred,
    liable,
    cancelled,
    terms,
  );
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
  DEFICIENCY_PAYOFF: deficiencyPayoff,
  DEFICIENCY_PERDIEM: deficiencyPerDiem,
  DEFICIENCY_INTEREST: deficiencyInterest,
  DEFICIENCY_PROCEEDS: deficiencyProceeds,
  DEFICIENCY_DEADLINES: deficiencyDeadlines,
  DEFICIENCY_JUDGMENT: deficiencyJudgment,
  DEFICIENCY_LEDGER: deficiencyLedger,
  DEFICIENCY_EXPECTED: deficiencyExpected,
  DEFICIENCY_LGD: deficiencyLossGivenDefault,
  DEFICIENCY_COMPARE: deficiencyCompare,
  DEFICIENCY_EXPLANATION: deficiencyExplanation,
  DEFICIENCY_FORM1099: deficiencyForm1099,
};

for (const [id, answer] of Object.entries(associations))
  CustomFunctions.associate(id, answer as (...args: unknown[]) => unknown);
