// Stands in for src/functions until it exists: one function that subtracts.

export type Cell = number | string | boolean | CellError;
export interface CellError {
  readonly error: '#VALUE!' | '#N/A' | '#NUM!';
  readonly message: string;
}
export interface FunctionDeclaration {
  readonly id: string;
  readonly summary: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly description: string;
    readonly optional: boolean;
    readonly repeating?: boolean;
  }[];
  readonly example: string;
}
const parameters = ['balance', 'proceeds', 'costs', 'state'].map((name, at) => ({
  name,
  description: name,
  optional: at > 1,
}));
export const declarations: readonly FunctionDeclaration[] = [
  { id: 'DEFICIENCY', summary: 'The deficiency', parameters, example: '=DEFICIENCY(300000,255000,0,"TX")' },
  { id: 'DEFICIENCY.STATUS', summary: 'Why', parameters, example: '=DEFICIENCY.STATUS(300000,255000,0,"TX")' },
  { id: 'DEFICIENCY.STEPS', summary: 'How', parameters, example: '=DEFICIENCY.STEPS(300000,255000,0,"TX")' },
];

export function callFunction(id: string, args: readonly unknown[]): Cell[][] {
  const [balance, proceeds, costs, state] = args.map((arg) => (Array.isArray(arg) ? arg : [[arg]]));
  const one = (name: unknown): Cell => {
    if (name === 'XX') return { error: '#N/A', message: 'no such state: XX; use a code such as TX' };
    if (typeof costs?.[0]?.[0] === 'string')
      return { error: '#VALUE!', message: `costs: '${costs[0][0]}' is not an amount` };
    const amount = Number(balance?.[0]?.[0]) + Number(costs?.[0]?.[0] ?? 0) - Number(proceeds?.[0]?.[0]);
    if (id.endsWith('STATUS'))
      return name === 'CA'
        ? 'Barred: Cal. Code Civ. Proc. § 580d (no deficiency after a sale under a power of sale)'
        : 'Recoverable in full';
    return name === 'CA' ? 0 : amount;
  };
  if (id.endsWith('STEPS'))
    return [
      ['Balance', 300000, 'the debt at the sale date', ''],
      ['Costs', 0, 'allowed costs', ''],
      ['Sale proceeds', -255000, 'what the collateral brought', ''],
      ['Deficiency', 45000, 'what may still be recovered', '735 ILCS 5/15-1511'],
    ];
  return (state ?? [['TX']]).map((row) => row.map(one));
}
