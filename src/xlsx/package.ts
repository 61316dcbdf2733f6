/** The parts of a workbook as text, and how they name each other. */
import { strToU8 } from 'fflate';
import { attributesOf, elements, escaped, Unreadable } from './xml';
import type { Parts } from './zip';

/** The text of a part in whatever encoding it was saved. */
export function textPart(parts: Parts, path: string): string | undefined {
  const key = parts.find(path);
  const data = key === undefined ? undefined : parts.get(key);
  return data && decoded(data, path);
}

function decoded(data: Uint8Array, path: string): string {
  try {
    const text = new TextDecoder(encodingOf(data), { fatal: true }).decode(data);
    return text.replace(/^(<\?xml[^>]*?\sencoding\s*=\s*)(?:"[^"]*"|'[^']*')/, '$1"UTF-8"');
  } catch {
    throw new Unreadable(`its part ${path} holds bytes that are no text`);
  }
}

function encodingOf(data: Uint8Array): string {
  const [a, b] = data;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be';
  const start = new TextDecoder('latin1').decode(data.subarray(0, 200));
  return /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']/.exec(start)?.[1] ?? 'utf-8';
}

/** Puts text into a part, in UTF-8. */
export function setTextPart(parts: Parts, path: string, xml: string): void {
  parts.set(parts.find(path) ?? path, strToU8(xml));
}

/** A relationship of a part. */
export interface Relationship {
  readonly id: string;
  /** The last word of its type: `worksheet`, `sharedStrings`. */
  readonly kind: string;
  /** The path of the part that it leads to; for an outside target the address. */
  readonly target: string;
  readonly outside: boolean;
}

/** The list of a part's relationships. */
export function relationshipsOf(part: string): string {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  return `${folder}_rels/${part.slice(folder.length)}.rels`;
}

/** The relationships of a part, or those of the whole file. */
export function relationships(parts: Parts, part: string): Relationship[] {
  const list = part === '' ? '_rels/.rels' : relationshipsOf(part);
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const xml = textPart(parts, list) ?? '';
  return [...elements(xml, 'Relationship')].map(({ tag }) => {
    const of = attributesOf(tag);
    const target = of.get('Target') ?? '';
    const outside = of.get('TargetMode') === 'External';
    return {
      id: of.get('Id') ?? '',
      kind: (of.get('Type') ?? '').replace(/^.*\//, ''),
      target: outside ? target : targetPath(parts, folder, target),
      outside,
    };
  });
}

function targetPath(parts: Parts, folder: string, target: string): string {
  const plain = target.replace(/\\/g, '/').replace(/#.*$/, '');
  const path = withoutSteps(plain.startsWith('/') ? plain.slice(1) : folder + plain);
  const found = parts.find(path);
  if (found !== undefined) return found;
  return parts.find(withoutSteps(plain)) ?? path;
}

function withoutSteps(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

/** Finds the target of each relationship of a part, as paths from the root of the file. */
export const targetsOf = (parts: Parts, part: string): ReadonlyMap<string, string> =>
  new Map(relationships(parts, part).map(({ id, target }) => [id, target]));

/** A path as a part names it: not every reader takes one from the root of the file. */
export function targetFrom(part: string, path: string): string {
  const from = part.split('/').slice(0, -1);
  const to = path.split('/');
  while (from.length > 0 && from[0] === to[0]) {
    from.shift();
    to.shift();
  }
  return [...from.map(() => '..'), ...to].join('/');
}

/** The first part that a part names as being of a kind. */
export const relatedPart = (parts: Parts, part: string, kind: string): string | undefined =>
  relationships(parts, part).find((one) => one.kind === kind && !one.outside)?.target;

const NO_RELATIONSHIPS =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';

/** Adds a relationship to a part's list, making the list where there is none. */
export function addRelationship(parts: Parts, list: string, type: string, target: string): string {
  const xml = textPart(parts, list) ?? NO_RELATIONSHIPS;
  const used = new Set(
    [...elements(xml, 'Relationship')].map(({ tag }) => attributesOf(tag).get('Id')),
  );
  let n = 1;
  while (used.has(`rId${n}`)) n++;
  const attributes = ` Id="rId${n}" Type="${type}" Target="${escaped(target)}"`;
  setTextPart(parts, list, withChild(xml, 'Relationship', attributes));
  return `rId${n}`;
}

/** Says what kind of part a path holds. */
export function addContentType(parts: Parts, path: string, type: string): void {
  const list = '[Content_Types].xml';
  const attributes = ` PartName="/${escaped(path)}" ContentType="${type}"`;
  setTextPart(parts, list, withChild(textPart(parts, list) ?? '', 'Override', attributes));
}

/** A list with one more entry at its end, under the prefix of the list. */
function withChild(xml: string, name: string, attributes: string): string {
  const [, prefix = ''] = /<(\w+:)?(?:Relationships|Types)\b/.exec(xml) ?? [];
  const entry = `<${prefix}${name}${attributes}/>`;
  const open = xml.replace(/<((?:\w+:)?(?:Relationships|Types))\b([^>]*?)\s*\/>/, '<$1$2></$1>');
  const at = open.lastIndexOf('</');
  return open.slice(0, at) + entry + open.slice(at);
}

/** What kind of part a path holds, by its name or by its ending. */
export function contentTypeOf(parts: Parts, path: string): string | undefined {
  const xml = textPart(parts, '[Content_Types].xml') ?? '';
  const lower = `/${path}`.toLowerCase();
  for (const { tag } of elements(xml, 'Override')) {
    const of = attributesOf(tag);
    if (of.get('PartName')?.toLowerCase() === lower) return of.get('ContentType');
  }
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  for (const { tag } of elements(xml, 'Default')) {
    const of = attributesOf(tag);
    if (of.get('Extension')?.toLowerCase() === ending) return of.get('ContentType');
  }
  return undefined;
}

/** Takes a part out of the file: itself, its list, and what names it in the list of a part and of kinds. */
export function removePart(parts: Parts, path: string, from: string): void {
  for (const gone of [path, relationshipsOf(path)]) {
    const key = parts.find(gone);
    if (key !== undefined) parts.delete(key);
  }
  const ids = relationships(parts, from).filter(({ target }) => target === path);
  withoutEntries(parts, relationshipsOf(from), 'Relationship', (of) =>
    ids.some(({ id }) => id === of.get('Id')),
  );
  withoutEntries(
    parts,
    '[Content_Types].xml',
    'Override',
    (of) => of.get('PartName')?.toLowerCase() === `/${path}`.toLowerCase(),
  );
}

function withoutEntries(
  parts: Parts,
  list: string,
  name: string,
  gone: (attributes: ReadonlyMap<string, string>) => boolean,
): void {
  const xml = textPart(parts, list);
  if (xml === undefined) return;
  let [rest, at] = ['', 0];
  for (const { tag, start, end } of elements(xml, name))
    if (gone(attributesOf(tag))) {
      rest += xml.slice(at, start);
      at = end;
    }
  if (at > 0) setTextPart(parts, list, rest + xml.slice(at));
}
