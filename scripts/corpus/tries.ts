/** What is done with one workbook: recalculated, and on the page opened and saved as it is, with a cell more, with another number, with rows put in. */
import { unzipSync } from 'fflate';
import { BooleanNumber, type IWorkbookData } from '@univerjs/core';
import { placeText } from '../../src/formulas/address';
import type { ReadFile } from '../../src/page/files/readFile';
import { recalculate } from '../../src/xlsx/recalc';
import { compareWorkbooks, sameBytes, type Difference, type PackageParts } from './compare';
import { defectsOf } from './defects';
import type { Page } from './page';

/** How one try ended. */
export interface Try {
  readonly name: string;
  /** Why the file was refused; a reason is a good end. */
  readonly refused?: string;
  /** What was thrown where a reason should have been given. */
  readonly failed?: string;
  readonly differences: readonly Difference[];
  /** Defects of the package that it had not before. */
  readonly defects: readonly string[];
  /** What the user was told. */
  readonly said: readonly string[];
  /** CPU time. */
  readonly seconds: number;
}

const NOTHING = { differences: [], defects: [], said: [] } as const;

/** `begun` hears of every try that begins. */
export async function tryWorkbook(
  bytes: Uint8Array,
  page: () => Page,
  begun: (name: string) => void,
): Promise<Try[]> {
  const before = packageOf(bytes);
  let known: ReadonlySet<string> | undefined;
  const tries: Try[] = [];
  const attempt = async (
    name: string,
    work: () => Promise<{ bytes: Uint8Array; said: string[]; against?: PackageParts } | string>,
    expected: (one: Difference, said: readonly string[]) => boolean = () => false,
  ): Promise<Uint8Array | undefined> => {
    begun(name);
    const start = process.cpuUsage();
    const seconds = () => {
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1e6;
    };
    try {
      const made = await work();
      if (typeof made === 'string') {
        tries.push({ name, refused: made, ...NOTHING, seconds: seconds() });
        return undefined;
      }
      const took = seconds();
      const after = packageOf(made.bytes);
      const against = made.against ?? before;
      if (!after || !against) throw new Error('what was saved is no package');
      const differences = compareWorkbooks(against, after).filter(
        (one) => !expected(one, made.said),
      );
      const same = made.bytes === bytes || (against === before && isSame(before, after));
      const wrong = same ? [] : defectsOf(after);
      if (wrong.length > 0) known ??= new Set(defectsOf(before ?? after));
      const defects = wrong.filter((one) => !known?.has(one));
      tries.push({ name, differences, defects, said: made.said, seconds: took });
      return made.bytes;
    } catch (error) {
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      tries.push({
        name,
        failed: why.split('\n').slice(0, 3).join(' '),
        ...NOTHING,
        seconds: seconds(),
      });
      return undefined;
    }
  };

  await attempt(
    'recalc',
    async () => {
      try {
        const { file, computed, left, failed } = await recalculate(bytes);
        return {
          bytes: file,
          said: [
            ...(computed > 0 ? [`computed ${computed}`] : []),
            ...left.map(({ why }) => why),
            ...(failed ? ['failed'] : []),
          ],
        };
      } catch (error) {
        return (error as Error).message;
      }
    },
    ({ kind }) => kind === 'value of a formula',
  );

  let read: ReadFile | undefined;
  await attempt('open', async () => {
    const found = page().read(bytes);
    if (typeof found === 'string') return found;
    read = found;
    return { bytes, said: [...found.hidden, ...found.warnings] };
  });
  if (!read) return tries;
  const shown = read;
  await attempt('show', async () => {
    await page().show(bytes, shown);
    return { bytes, said: [] };
  });
  await attempt(
    'save',
    () => saved(page()),
    ({ kind }) => kind === 'value of a formula',
  );
  const place = freshCell(shown.data as IWorkbookData);
  if (place) {
    const address = `${place.path}`;
    await attempt(
      'a cell more',
      async () => {
        page().sheet(place.id).getRange(place.row, place.column).setValue(77);
        return saved(page());
      },
      ({ kind, place: at }, said) =>
        isOfCalculation(kind, said) || (kind === 'cell added' && at.endsWith(` ${address}`)),
    );
    await page().show(bytes, shown);
  }
  const number = firstNumber(shown.data as IWorkbookData, new Set(shown.kept));
  if (number) {
    await attempt(
      'another number',
      async () => {
        page()
          .sheet(number.id)
          .getRange(number.row, number.column)
          .setValue(number.value + 1);
        return saved(page());
      },
      ({ kind, place: at }, said) =>
        (kind === 'value' && at.endsWith(` ${number.path}`)) || isOfCalculation(kind, said),
    );
    await page().show(bytes, shown);
  }
  const first = (shown.data as IWorkbookData).sheetOrder.find(
    (id) => shown.data.sheets?.[id]?.hidden !== BooleanNumber.TRUE,
  );
  if (first === undefined) return tries;
  const moved = await attempt('two rows put in', async () => {
    page().sheet(first).insertRows(0, 2);
    const made = await saved(page());
    return { ...made, against: packageOf(made.bytes) };
  });
  if (!moved) return tries;
  await attempt(
    'and taken out',
    async () => {
      const again = page().read(moved);
      if (typeof again === 'string') throw new Error(`not opened again: ${again}`);
      await page().show(moved, again);
      page().sheet(first).deleteRows(0, 2);
      return saved(page());
    },
    ({ kind, place }, said) => isOfCalculation(kind, said) || isPushedOut(kind, place),
  );
  return tries;
}

const isSame = (one: PackageParts, other: PackageParts): boolean =>
  one.size === other.size &&
  [...one].every(([path, data]) => sameBytes(data, other.get(path) ?? new Uint8Array()));

/** Heights and looks of the last two rows of a sheet have no room while two more are there. */
const isPushedOut = (kind: string, place: string): boolean =>
  /^(?:row|blank cell gone)$/.test(kind) && Number(/\d+$/.exec(place)?.[0]) > 1_048_574;

/** Other values of formulas; and what goes when formulas change, and comes back when Excel opens the file. */
const isOfCalculation = (kind: string, said: readonly string[]): boolean =>
  kind === 'value of a formula' ||
  (/^value of a formula gone$|calcPr/.test(kind) && said.length > 0) ||
  /calcChain/.test(kind) ||
  /Content_Types.*Override (?:gone|changed)|workbook\.xml\.rels\/Relationship gone/.test(kind);

async function saved(page: Page): Promise<{ bytes: Uint8Array; said: string[] }> {
  const { bytes, lost, uncomputed } = await page.save();
  return { bytes, said: [...lost, ...uncomputed] };
}

/** The parts as another library unpacks them; undefined where it cannot. */
function packageOf(bytes: Uint8Array): PackageParts | undefined {
  try {
    const parts = Object.entries(unzipSync(bytes)).filter(
      ([path]) => !path.endsWith('/') && !path.endsWith('\\'),
    );
    return new Map(
      parts.map(([path, data]) => [path.replace(/\\/g, '/').replace(/^\/+/, ''), data]),
    );
  } catch {
    return undefined;
  }
}

interface Place {
  readonly id: string;
  readonly row: number;
  readonly column: number;
  readonly path: string;
}

const letters = (n: number): string =>
  (n < 26 ? '' : letters(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26));

const placed = (id: string, row: number, column: number): Place => ({
  id,
  row,
  column,
  path: `${letters(column)}${row + 1}`,
});

/** A cell of the first sheet below and right of all others. */
function freshCell({ sheetOrder, sheets }: IWorkbookData): Place | undefined {
  const [id = ''] = sheetOrder;
  const rows = Object.entries(sheets[id]?.cellData ?? {});
  const row = Math.max(-1, ...rows.map(([r]) => Number(r))) + 2;
  const column =
    Math.max(
      -1,
      ...rows.map(([, line]) => Math.max(-1, ...Object.keys(line as object).map(Number))),
    ) + 2;
  return row < (sheets[id]?.rowCount ?? 0) && column < (sheets[id]?.columnCount ?? 0)
    ? placed(id, row, column)
    : undefined;
}

/** The first number that somebody typed; formulas that are not calculated here look like one. */
function firstNumber(
  { sheetOrder, sheets }: IWorkbookData,
  kept: ReadonlySet<string>,
): (Place & { readonly value: number }) | undefined {
  for (const id of sheetOrder)
    for (const [row, line] of Object.entries(sheets[id]?.cellData ?? {}))
      for (const [column, cell] of Object.entries(
        line as Record<string, { v?: unknown; f?: unknown; t?: number }>,
      ))
        if (typeof cell.v === 'number' && !cell.f && cell.t === 2) {
          const place = { sheet: sheets[id]?.name ?? '', row: Number(row), column: Number(column) };
          if (!kept.has(placeText(place)))
            return { ...placed(id, place.row, place.column), value: cell.v };
        }
  return undefined;
}
