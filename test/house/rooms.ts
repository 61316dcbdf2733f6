/** The rooms of the house, from the ground up: a room may import from those before it, never from those after it. */

export const ROOMS = [
  'src/money',
  'src/law',
  'src/calculation/settings',
  'src/calculation/line',
  'src/calculation/input',
  'src/calculation/deficiency',
  'src/calculation/batch',
  'src/calculation/operation',
  'src/calculation/payoff',
  'src/calculation/proceeds',
  'src/calculation/judgment',
  'src/calculation/deadlines',
  'src/calculation/worth',
  'src/calculation/notices',
  'src/calculation/case',
  'src/calculation',
  'src/library',
  'src/functions',
  'src/formulas',
  'src/sheets',
  'src/xlsx',
  'src/workbook',
  'src/workbook/excel',
  'src/workbook/univer',
  'src/taskpane',
  'src/page',
  'src/cli',
] as const;

/** Rooms side by side that are no stairs to each other. */
export const APART: readonly (readonly [string, string])[] = [
  ['src/workbook/univer', 'src/workbook/excel'],
  ['src/cli', 'src/page'],
  ['src/cli', 'src/taskpane'],
  ['src/cli', 'src/workbook'],
];

/** The innermost room that a file lies in; undefined for a file outside the house. */
export const roomOf = (file: string): string | undefined =>
  ROOMS.filter((room) => file.startsWith(`${room}/`)).reduce<string | undefined>(
    (inner, room) => (inner === undefined || room.length > inner.length ? room : inner),
    undefined,
  );

const level = (room: string): number => ROOMS.findIndex((one) => one === room);

/** Why a file may not import another; undefined where it may. */
export function refusal(from: string, to: string): string | undefined {
  const [here, there] = [roomOf(from), roomOf(to)];
  if (here === undefined || here === there) return undefined;
  if (there === undefined) return `${from} imports ${to}, which lies in no room of the house`;
  if (level(there) > level(here)) return `${from} imports ${to}: arrows point down only`;
  const apart = APART.some(
    ([one, other]) => from.startsWith(`${one}/`) && to.startsWith(`${other}/`),
  );
  return apart ? `${from} imports ${to}: these rooms do not know each other` : undefined;
}
