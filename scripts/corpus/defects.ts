/** What makes a package damaged for Excel: said of it by rules of the format, without asking the program that wrote it. */
import { cellsOf, columnOf, type PackageParts } from './compare';
import { allOf, childOf, treeOf, type XmlNode } from './xmlTree';

/** Sentences of what is wrong; what is the same in every file of a kind is the same sentence. */
export function defectsOf(parts: PackageParts): string[] {
  try {
    return [...new Package(parts).defects()];
  } catch (error) {
    return [`not readable: ${(error as Error).message.slice(0, 120)}`];
  }
}

interface Relation {
  readonly id: string;
  readonly kind: string;
  /** The key of the part, or the path that no part has. */
  readonly target: string;
  readonly there: boolean;
  readonly outside: boolean;
}

/** The elements of a sheet in the order of the schema. */
const ORDER =
  'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst'.split(
    ' ',
  );
const STYLE_ORDER =
  'numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst'.split(
    ' ',
  );
const BOOK_ORDER =
  'fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst'.split(
    ' ',
  );
const LISTS =
  /^(?:mergeCells|hyperlinks|dataValidations|conditionalFormatting|cols|tableParts|ignoredErrors|definedNames|rowBreaks|protectedRanges)$/;

class Package {
  private readonly byLower = new Map<string, string>();
  private readonly trees = new Map<string, XmlNode>();

  constructor(private readonly parts: PackageParts) {
    for (const path of parts.keys()) this.byLower.set(path.toLowerCase(), path);
  }

  *defects(): Generator<string, void> {
    if (this.byLower.size < this.parts.size) yield 'two parts of one name';
    yield* this.wellFormed();
    yield* this.types();
    yield* this.relationships();
    const [book] = this.relationsOf('').filter(({ kind }) => kind === 'officeDocument');
    if (!book?.there) {
      yield 'there is no workbook part';
      return;
    }
    yield* this.workbook(book.target);
  }

  private *wellFormed(): Generator<string, void> {
    for (const path of this.parts.keys()) {
      if (!/\.(?:xml|rels)$/i.test(path)) continue;
      try {
        this.tree(path);
      } catch (error) {
        yield `no XML: ${path.replace(/\d+/g, '')}: ${(error as Error).message.slice(0, 80)}`;
      }
    }
  }

  private tree(path: string): XmlNode {
    const known = this.trees.get(path);
    if (known) return known;
    const tree = treeOf(this.parts.get(path)!);
    this.trees.set(path, tree);
    return tree;
  }

  private *types(): Generator<string, void> {
    const path = this.byLower.get('[content_types].xml');
    if (path === undefined) {
      yield 'there is no list of content types';
      return;
    }
    const list = this.tree(path).children;
    const named = new Set<string>();
    const endings = new Set(
      list
        .filter(({ name }) => name === 'Default')
        .map(({ attributes }) => attributes.get('Extension')?.toLowerCase()),
    );
    for (const { name, attributes } of list) {
      if (name !== 'Override') continue;
      const part = (attributes.get('PartName') ?? '').replace(/^\//, '').toLowerCase();
      if (named.has(part)) yield `two content types for one part: ${part}`;
      named.add(part);
      if (!this.byLower.has(part)) yield `a content type for a part that is not there: ${part}`;
    }
    for (const part of this.byLower.keys())
      if (
        part !== path.toLowerCase() &&
        !named.has(part) &&
        !endings.has(part.slice(part.lastIndexOf('.') + 1))
      )
        yield `no content type: ${part}`;
  }

  private relationsOf(part: string): Relation[] {
    const folder = part.slice(0, part.lastIndexOf('/') + 1);
    const list = this.byLower.get(`${folder}_rels/${part.slice(folder.length)}.rels`.toLowerCase());
    if (list === undefined) return [];
    return this.tree(list).children.map(({ attributes }) => {
      const outside = attributes.get('TargetMode') === 'External';
      const target = (attributes.get('Target') ?? '').replace(/\\/g, '/').replace(/#.*$/, '');
      const whole = new URL(
        encodeURI(target.startsWith('/') ? target : `/${folder}${target}`),
        'x://x',
      ).pathname;
      const path = decodeURI(whole).replace(/^\/+/, '');
      const there = this.byLower.get(path.toLowerCase());
      return {
        id: attributes.get('Id') ?? '',
        kind: (attributes.get('Type') ?? '').replace(/^.*\//, ''),
        target: there ?? path,
        there: there !== undefined,
        outside,
      };
    });
  }

  private *relationships(): Generator<string, void> {
    const reached = new Set<string>();
    const walk = (part: string): string[] => {
      const found: string[] = [];
      const relations = this.relationsOf(part);
      if (new Set(relations.map(({ id }) => id)).size < relations.length)
        found.push(`two relationships of one identity: ${part}`);
      for (const { kind, target, there, outside } of relations) {
        if (outside) continue;
        if (!there) found.push(`a ${kind} relationship that leads nowhere: ${target}`);
        else if (!reached.has(target)) {
          reached.add(target);
          found.push(...walk(target));
        }
      }
      if (part !== '' && /\.xml$/i.test(part)) found.push(...this.references(part, relations));
      return found;
    };
    yield* walk('');
    for (const path of this.parts.keys())
      if (!/(?:^|\/)_rels\/|^\[Content_Types\]\.xml$/i.test(path) && !reached.has(path))
        yield `a part to which nothing leads: ${path}`;
      else if (/(?:^|\/)_rels\//.test(path) && path !== '_rels/.rels') {
        const owner = path.replace(/_rels\/([^/]*)\.rels$/, '$1');
        if (!this.byLower.has(owner.toLowerCase()))
          yield `relationships of a part that is not there: ${path}`;
      }
  }

  private *references(part: string, relations: readonly Relation[]): Generator<string, void> {
    const known = new Set(relations.map(({ id }) => id));
    for (const node of allOf(this.tree(part)))
      for (const [name, value] of node.attributes)
        if (
          name.startsWith('r:') &&
          value !== '' &&
          /^r:(?:id|embed|link|pict|dm|lo|qs|cs)$/.test(name) &&
          !known.has(value)
        )
          yield `${node.name} names a relationship that is not there: ${part}`;
  }

  private *workbook(path: string): Generator<string, void> {
    const tree = this.tree(path);
    yield* inOrder('workbook', tree, BOOK_ORDER);
    const relations = new Map(this.relationsOf(path).map((one) => [one.id, one]));
    const sheets = childOf(tree, 'sheets')?.children ?? [];
    yield* unlike(
      'sheets of one name',
      sheets.map(({ attributes }) => attributes.get('name')?.toLowerCase()),
    );
    yield* unlike(
      'sheets of one number',
      sheets.map(({ attributes }) => attributes.get('sheetId')),
    );
    if (
      sheets.length > 0 &&
      sheets.every(({ attributes }) => /hidden/i.test(attributes.get('state') ?? ''))
    )
      yield 'all sheets are hidden';
    for (const { attributes } of sheets) {
      const name = attributes.get('name') ?? '';
      if (name.length > 31 || name === '' || /[[\]:*?/\\]/.test(name))
        yield `a sheet cannot be called ${name}`;
    }
    const names = childOf(tree, 'definedNames')?.children ?? [];
    yield* unlike(
      'names of one name',
      names.map(
        ({ attributes }) =>
          `${attributes.get('name')?.toLowerCase()} ${attributes.get('localSheetId') ?? ''}`,
      ),
    );
    for (const { attributes } of names)
      if (Number(attributes.get('localSheetId') ?? 0) >= sheets.length)
        yield 'a name of a sheet that is not there';
    for (const { attributes } of childOf(tree, 'bookViews')?.children ?? [])
      if (Number(attributes.get('activeTab') ?? 0) >= sheets.length)
        yield 'the active sheet is not there';
    const related = (kind: string) =>
      [...relations.values()].find((one) => one.kind === kind && one.there)?.target;
    const styles = related('styles');
    const looks = styles === undefined ? undefined : this.tree(styles);
    if (looks) yield* stylesheet(looks);
    const texts = related('sharedStrings');
    const bounds = {
      looks: looks ? (childOf(looks, 'cellXfs')?.children.length ?? 0) : 1,
      highlights: looks ? (childOf(looks, 'dxfs')?.children.length ?? 0) : 0,
      texts:
        texts === undefined
          ? 0
          : this.tree(texts).children.filter(({ name }) => name === 'si').length,
      marks: related('sheetMetadata') === undefined ? 0 : Infinity,
    };
    const formulas = new Map<string, ReadonlySet<string>>();
    const tables: XmlNode[] = [];
    for (const { attributes } of sheets) {
      const sheet = relations.get(attributes.get('r:id') ?? '');
      if (!sheet?.there) {
        yield 'a sheet without its part';
        continue;
      }
      const page = this.tree(sheet.target);
      if (page.name !== 'worksheet') continue;
      yield* worksheet(page, bounds);
      const { cells } = cellsOf(childOf(page, 'sheetData'));
      formulas.set(
        attributes.get('sheetId') ?? '',
        new Set([...cells].flatMap(([address, cell]) => (childOf(cell, 'f') ? [address] : []))),
      );
      const parts = childOf(page, 'tableParts')?.children.length ?? 0;
      const own = this.relationsOf(sheet.target).filter(
        ({ kind, there }) => kind === 'table' && there,
      );
      if (parts !== own.length) yield 'a sheet lists other tables than it leads to';
      for (const { target } of own) {
        const table = this.tree(target);
        tables.push(table);
        yield* tableIn(table, cells, texts === undefined ? [] : this.tree(texts).children);
      }
    }
    yield* unlike(
      'tables of one name',
      tables.map(({ attributes }) => attributes.get('displayName')?.toLowerCase()),
    );
    yield* unlike(
      'tables of one number',
      tables.map(({ attributes }) => attributes.get('id')),
    );
    const chain = related('calcChain');
    let at = '';
    for (const { attributes } of chain === undefined ? [] : this.tree(chain).children) {
      at = attributes.get('i') ?? at;
      if (formulas.has(at) && !formulas.get(at)?.has(attributes.get('r') ?? '')) {
        yield 'the order of calculation names a cell without a formula';
        break;
      }
    }
  }
}

function* unlike(what: string, names: readonly (string | undefined)[]): Generator<string, void> {
  if (new Set(names).size < names.length) yield `two ${what}`;
}

function* inOrder(
  what: string,
  { children }: XmlNode,
  order: readonly string[],
): Generator<string, void> {
  let last = -1;
  for (const { name } of children) {
    const at = order.indexOf(name);
    if (at < 0) continue;
    if (at < last) {
      yield `${what}: ${name} stands too late`;
      return;
    }
    last = at;
  }
}

function* stylesheet(tree: XmlNode): Generator<string, void> {
  yield* inOrder('styles', tree, STYLE_ORDER);
  const size = (name: string) => childOf(tree, name)?.children.length ?? 0;
  const limits: readonly (readonly [string, string])[] = [
    ['fontId', 'fonts'],
    ['fillId', 'fills'],
    ['borderId', 'borders'],
    ['xfId', 'cellStyleXfs'],
  ];
  for (const { attributes } of childOf(tree, 'cellXfs')?.children ?? [])
    for (const [name, list] of limits)
      if (attributes.has(name) && Number(attributes.get(name)) >= Math.max(1, size(list)))
        yield `a look names one of ${list} that is not there`;
  const formats = childOf(tree, 'numFmts')?.children ?? [];
  yield* unlike(
    'formats of one number',
    formats.map(({ attributes }) => attributes.get('numFmtId')),
  );
}

interface Bounds {
  readonly looks: number;
  readonly highlights: number;
  readonly texts: number;
  readonly marks: number;
}

function* worksheet(tree: XmlNode, bounds: Bounds): Generator<string, void> {
  yield* inOrder('sheet', tree, ORDER);
  for (const { name, children } of tree.children)
    if (LISTS.test(name) && children.length === 0) yield `an empty list: ${name}`;
  const found = new Set<string>();
  const groups = new Set<string>();
  const members: string[] = [];
  let row = 0;
  for (const line of childOf(tree, 'sheetData')?.children ?? []) {
    const at = Number(line.attributes.get('r') ?? row + 1);
    if (at <= row) found.add('rows out of order');
    if (at > 1_048_576) found.add('a row beyond the sheet');
    row = at;
    let column = 0;
    for (const cell of line.children) {
      if (cell.name !== 'c') continue;
      const [, letters, number] = /^([A-Z]+)(\d+)$/.exec(cell.attributes.get('r') ?? '') ?? [];
      const place = letters === undefined ? column + 1 : columnOf(letters);
      if (number !== undefined && Number(number) !== row) found.add('a cell in another row');
      if (place <= column) found.add('cells out of order');
      column = place;
      if (Number(cell.attributes.get('s') ?? 0) >= Math.max(1, bounds.looks))
        found.add('a cell names a look that is not there');
      if (Number(cell.attributes.get('cm') ?? 0) > bounds.marks)
        found.add('a cell names a mark that is not there');
      const [f, v] = [childOf(cell, 'f'), childOf(cell, 'v')];
      if (cell.attributes.get('t') === 's' && !(Number(v?.text ?? 0) < bounds.texts))
        found.add('a cell names a text that is not there');
      if (cell.children.filter(({ name }) => name === 'v').length > 1)
        found.add('a cell with two values');
      const type = cell.attributes.get('t') ?? 'n';
      if (type === 'n' && v && (v.text.trim() === '' || !Number.isFinite(Number(v.text))))
        found.add('a number that is none');
      if (f?.attributes.get('t') === 'shared') {
        const group = f.attributes.get('si') ?? '';
        if (f.text !== '') groups.add(group);
        else members.push(group);
      }
    }
  }
  if (members.some((one) => !groups.has(one))) found.add('a shared formula without its first cell');
  for (const { attributes } of [
    ...allOf({
      ...tree,
      children: tree.children.filter(({ name }) => name === 'conditionalFormatting'),
    }),
  ])
    if (Number(attributes.get('dxfId') ?? -1) >= bounds.highlights)
      found.add('a highlight that is not there');
  const merges =
    childOf(tree, 'mergeCells')?.children.map(({ attributes }) => attributes.get('ref') ?? '') ??
    [];
  if (overlap(merges)) found.add('merged cells that overlap');
  yield* found;
}

function overlap(ranges: readonly string[]): boolean {
  const taken = new Set<string>();
  for (const range of ranges) {
    const [, left, top, right, bottom] = /^([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?$/.exec(range) ?? [];
    if (left === undefined || right === undefined) continue;
    const size = (Number(bottom) - Number(top) + 1) * (columnOf(right) - columnOf(left) + 1);
    if (size > 10_000) continue;
    for (let r = Number(top); r <= Number(bottom); r += 1)
      for (let c = columnOf(left); c <= columnOf(right); c += 1) {
        if (taken.has(`${r} ${c}`)) return true;
        taken.add(`${r} ${c}`);
      }
  }
  return false;
}

function* tableIn(
  table: XmlNode,
  cells: ReadonlyMap<string, XmlNode>,
  texts: readonly XmlNode[],
): Generator<string, void> {
  const [, left = '', top, right = '', bottom] =
    /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(table.attributes.get('ref') ?? '') ?? [];
  if (top === undefined) {
    yield 'a table without its cells';
    return;
  }
  const columns = childOf(table, 'tableColumns')?.children ?? [];
  const from = columnOf(left);
  if (columns.length !== columnOf(right) - from + 1) yield 'a table with other columns than cells';
  yield* unlike(
    'columns of one name in a table',
    columns.map(({ attributes }) => attributes.get('name')?.toLowerCase()),
  );
  if (Number(bottom) < Number(top)) yield 'a table that ends before it begins';
  if (table.attributes.get('headerRowCount') === '0') return;
  const byColumn = new Map(
    [...cells].flatMap(([address, cell]) => {
      const [, letters = '', row] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
      return row === top ? [[columnOf(letters), cell] as const] : [];
    }),
  );
  const plain = (text: string) => text.replace(/_x000[aAdD]_|\s/g, '');
  for (const [n, { attributes }] of columns.entries()) {
    const cell = byColumn.get(from + n);
    const value = cell && childOf(cell, 'v')?.text;
    const inside =
      cell?.attributes.get('t') === 's'
        ? texts.filter(({ name }) => name === 'si')[Number(value)]
        : cell && childOf(cell, 'is');
    const head = inside
      ? [...allOf(inside)]
          .filter(({ name }) => name === 't')
          .map(({ text }) => text)
          .join('')
      : (value ?? '');
    if (plain(head) !== plain(attributes.get('name') ?? '')) {
      yield 'a table with another heading than its cell';
      return;
    }
  }
}
