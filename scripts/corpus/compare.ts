/** What is another in one workbook than in another: parts, and in parts of XML elements, one by one. */
import { shifted } from '../../src/xlsx/sheetXml';
import { shownTree, childOf, treeOf, type XmlNode } from './xmlTree';

/** A difference by its kind, with the place of it. */
export interface Difference {
  readonly kind: string;
  readonly place: string;
  readonly was?: string;
  readonly is?: string;
}

export type PackageParts = ReadonlyMap<string, Uint8Array>;

export function compareWorkbooks(before: PackageParts, after: PackageParts): Difference[] {
  const found: Difference[] = [];
  for (const [path, was] of before) {
    const is = after.get(path);
    if (!is) found.push({ kind: `part gone: ${kindOf(path)}`, place: path });
    else if (!sameBytes(was, is)) found.push(...comparePart(path, was, is));
  }
  for (const path of after.keys())
    if (!before.has(path)) found.push({ kind: `part added: ${kindOf(path)}`, place: path });
  return found;
}

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

const kindOf = (path: string): string => path.replace(/\d+(?=\.\w+$)/, '');

function comparePart(path: string, was: Uint8Array, is: Uint8Array): Difference[] {
  try {
    const [before, after] = [treeOf(was), treeOf(is)];
    return before.name === 'worksheet'
      ? compareSheets(path, before, after)
      : compareChildren(path, before, after);
  } catch {
    return [{ kind: `bytes: ${kindOf(path)}`, place: path }];
  }
}

function compareSheets(path: string, before: XmlNode, after: XmlNode): Difference[] {
  const [was, is] = [before, after].map((sheet) => unshared(cellsOf(childOf(sheet, 'sheetData'))));
  const filled = filledBy(was!.cells);
  const found: Difference[] = [];
  for (const [address, cell] of was!.cells)
    found.push(
      ...compareCells(`${path} ${address}`, cell, is!.cells.get(address), filled.has(address)),
    );
  for (const [address, cell] of is!.cells)
    if (!was!.cells.has(address))
      found.push({
        kind: isBlank(cell) ? 'blank cell added' : 'cell added',
        place: `${path} ${address}`,
        is: shownTree(cell),
      });
  for (const [row, tag] of was!.rows)
    if (is!.rows.get(row) !== tag && (tag !== '' || is!.rows.has(row)))
      found.push({ kind: 'row', place: `${path} ${row}`, was: tag, is: is!.rows.get(row) });
  const rest = (sheet: XmlNode): XmlNode => ({
    ...sheet,
    children: sheet.children.filter(({ name }) => name !== 'sheetData' && name !== 'dimension'),
  });
  return [...found, ...compareChildren(path, rest(before), rest(after))];
}

const isBlank = ({ children }: XmlNode): boolean => children.length === 0;

interface Cells {
  readonly cells: ReadonlyMap<string, XmlNode>;
  /** What rows say of themselves, but for their number and extent. */
  readonly rows: ReadonlyMap<number, string>;
}

/** Cells by their addresses, also those that do not say where they are. */
export function cellsOf(data: XmlNode | undefined): Cells {
  const cells = new Map<string, XmlNode>();
  const rows = new Map<number, string>();
  let row = 0;
  for (const line of data?.children ?? []) {
    if (line.name !== 'row') continue;
    row = Number(line.attributes.get('r') ?? row + 1);
    const said = [...line.attributes].filter(([name]) => !/^(?:r|spans)$/.test(name));
    rows.set(
      row,
      said
        .map(([name, value]) => `${name}=${value}`)
        .sort()
        .join(' '),
    );
    let column = 0;
    for (const cell of line.children) {
      const letters = /^[A-Z]+/.exec(cell.attributes.get('r') ?? '')?.[0];
      column = letters === undefined ? column + 1 : columnOf(letters);
      cells.set(`${lettersOf(column)}${row}`, cell);
    }
  }
  return { cells, rows };
}

export const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

const lettersOf = (column: number): string =>
  column > 26
    ? lettersOf(Math.floor((column - 1) / 26)) + lettersOf(((column - 1) % 26) + 1)
    : String.fromCharCode(64 + column);

/** The cells that formulas fill besides their own. */
function filledBy(cells: ReadonlyMap<string, XmlNode>): ReadonlySet<string> {
  const filled = new Set<string>();
  for (const cell of cells.values()) {
    const block = childOf(cell, 'f')?.attributes.get('ref') ?? '';
    const [, left, top, right, bottom] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(block) ?? [];
    if (left === undefined || right === undefined) continue;
    const last = Math.min(Number(bottom), Number(top) + MOST_FILLED);
    for (let row = Number(top); row <= last; row += 1)
      for (let column = columnOf(left); column <= columnOf(right); column += 1)
        if (filled.size < MOST_FILLED) filled.add(`${lettersOf(column)}${row}`);
        else return filled;
  }
  return filled;
}

/** Blocks beyond this are looked at in part. */
const MOST_FILLED = 20_000;

function compareCells(
  place: string,
  was: XmlNode,
  is: XmlNode | undefined,
  filled: boolean,
): Difference[] {
  if (!is)
    return [{ kind: isBlank(was) ? 'blank cell gone' : 'cell gone', place, was: shownTree(was) }];
  const shown = [was, is].map((cell) => shownTree({ ...cell, attributes: without(cell, 'r') }));
  if (shown[0] === shown[1]) return [];
  const found: Difference[] = [];
  const differ = (kind: string, of: (cell: XmlNode) => string) => {
    const [a, b] = [of(was), of(is)];
    if (a !== b) found.push({ kind, place, was: a, is: b });
  };
  differ('style', ({ attributes }) => attributes.get('s') ?? '0');
  differ('formula', (cell) => formulaOf(cell));
  const formula = filled || (childOf(was, 'f') !== undefined && childOf(is, 'f') !== undefined);
  const gone = formula && childOf(is, 'v') === undefined ? ' gone' : '';
  differ(formula ? `value of a formula${gone}` : 'value', (cell) => {
    const left = { ...cell, attributes: without(cell, 'r', 's', 'cm') };
    return shownTree({ ...left, children: cell.children.filter(({ name }) => name !== 'f') });
  });
  return found;
}

const formulaOf = (cell: XmlNode): string => {
  const f = childOf(cell, 'f');
  return f === undefined ? '' : shownTree(f);
};

/** Shared formulas may as well stand in each cell by themselves. */
function unshared({ cells, rows }: Cells): Cells {
  const first = new Map<string, { formula: string; row: number; column: number }>();
  const written = [...cells].map(([address, cell]) => {
    const f = childOf(cell, 'f');
    if (f?.attributes.get('t') !== 'shared') return [address, cell] as const;
    const [, letters = '', number] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
    const at = { row: Number(number), column: columnOf(letters) };
    const group = f.attributes.get('si') ?? '';
    if (f.text !== '' && !first.has(group)) first.set(group, { formula: f.text, ...at });
    const from = first.get(group);
    const text =
      f.text !== '' || !from
        ? f.text
        : shifted(from.formula, at.row - from.row, at.column - from.column);
    const alone = { ...f, attributes: without(f, 't', 'si', 'ref'), text };
    return [
      address,
      { ...cell, children: cell.children.map((one) => (one === f ? alone : one)) },
    ] as const;
  });
  return { cells: new Map(written), rows };
}

const without = ({ attributes }: XmlNode, ...names: string[]): ReadonlyMap<string, string> =>
  new Map([...attributes].filter(([name]) => !names.includes(name)));

/** Compares what is directly inside two elements, and one step further in where that is a list. */
function compareChildren(path: string, before: XmlNode, after: XmlNode, name = ''): Difference[] {
  const place = `${path}${name}`;
  const kind = `${kindOf(path)}${name}`;
  const found: Difference[] = [];
  const tags = [before, after].map((node) =>
    shownTree({ ...node, attributes: without(node, 'count', 'uniqueCount'), children: [] }),
  );
  if (tags[0] !== tags[1]) found.push({ kind: `${kind} itself`, place, was: tags[0], is: tags[1] });
  const names = new Set([...before.children, ...after.children].map((one) => one.name));
  for (const child of names) {
    const [was, is] = [before, after].map((node) =>
      node.children.filter((one) => one.name === child),
    );
    const [only, other] = [was![0], is![0]];
    if (
      name === '' &&
      was!.length === 1 &&
      is!.length === 1 &&
      only &&
      other &&
      only.children.length > 0
    ) {
      if (shownTree(only) !== shownTree(other))
        found.push(...compareChildren(path, only, other, `/${child}`));
      continue;
    }
    const [a, b] = [was, is].map((list) => list!.map(shownTree));
    const [gone, added] = [unlike(a!, b!), unlike(b!, a!)];
    for (let n = 0; n < Math.max(gone.length, added.length); n += 1)
      found.push({
        kind: `${kind}/${child} ${n >= added.length ? 'gone' : n >= gone.length ? 'added' : 'changed'}`,
        place,
        was: gone[n],
        is: added[n],
      });
    if (gone.length === 0 && added.length === 0 && a!.join() !== b!.join())
      found.push({ kind: `${kind}/${child} in another order`, place });
  }
  return found;
}

/** What is in one list and not in another, each as often. */
function unlike(list: readonly string[], other: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const one of other) counts.set(one, (counts.get(one) ?? 0) + 1);
  return list.filter((one) => {
    const left = counts.get(one) ?? 0;
    counts.set(one, left - 1);
    return left <= 0;
  });
}
