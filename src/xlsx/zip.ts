/** Opens .xlsx files part by part and closes them again; parts that nobody touches stay as they are. */
import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';

/** The parts of a workbook by their paths. */
export type Parts = Map<string, Uint8Array>;

/** Zip files begin in 1980; one fixed time makes the same workbook the same bytes. */
const FIXED_TIME = new Date(1980, 0, 1, 0, 0, 0);

/** Unpacks a workbook; one that would unpack to more bytes than `most` is a mistake or an attack, and throws. */
export function openParts(bytes: Uint8Array, most = Infinity): Parts {
  let size = 0;
  const filter = ({ name, originalSize }: { name: string; originalSize: number }): boolean => {
    size += originalSize;
    if (size > most) throw new Error('it unpacks to more than can be held');
    return !name.endsWith('/');
  };
  return new Map(Object.entries(unzipSync(bytes, { filter })));
}

export function closeParts(parts: Parts): Uint8Array {
  const files: Zippable = {};
  for (const [path, data] of parts) files[path] = [data, { mtime: FIXED_TIME, level: 6 }];
  return zipSync(files);
}

export const textPart = (parts: Parts, path: string): string | undefined => {
  const data = parts.get(path);
  return data && strFromU8(data);
};

export function setTextPart(parts: Parts, path: string, xml: string): void {
  parts.set(path, strToU8(xml));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** Text for an attribute or between tags. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"'\n\r\t]/g, (character) => ENTITIES[character] as string);

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** What XML text stands for. */
export const unescaped = (xml: string): string =>
  xml.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(amp|lt|gt|quot|apos));/g, (_, hex, decimal, name) =>
    name
      ? (NAMED[name as string] as string)
      : String.fromCodePoint(hex ? parseInt(hex as string, 16) : Number(decimal)),
  );

/** The value of an attribute in a tag's text. */
export function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name.replace(':', '\\:')}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(
    tag,
  );
  return match ? unescaped((match[1] ?? match[2]) as string) : undefined;
}

/** Adds a relationship to a part's list, making the list where there is none. */
export function addRelationship(parts: Parts, list: string, type: string, target: string): string {
  const empty =
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
  const xml = (textPart(parts, list) ?? empty).replace(
    /<Relationships([^>]*)\/>/,
    '<Relationships$1></Relationships>',
  );
  const used = new Set([...xml.matchAll(/\sId="([^"]*)"/g)].map((match) => match[1]));
  let n = 1;
  while (used.has(`rId${n}`)) n++;
  const relationship = `<Relationship Id="rId${n}" Type="${type}" Target="${escaped(target)}"/>`;
  setTextPart(parts, list, xml.replace('</Relationships>', `${relationship}</Relationships>`));
  return `rId${n}`;
}

/** Says what kind of part a path holds. */
export function addContentType(parts: Parts, path: string, type: string): void {
  const list = '[Content_Types].xml';
  const entry = `<Override PartName="/${path}" ContentType="${type}"/>`;
  setTextPart(parts, list, (textPart(parts, list) ?? '').replace('</Types>', `${entry}</Types>`));
}

/** The tags of a name in XML, with or without a prefix. */
export const tags = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\b[^>]*>`, 'g'))].map(([tag]) => tag);

/** The list of a part's relationships. */
export function relationshipsOf(part: string): string {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  return `${folder}_rels/${part.slice(folder.length)}.rels`;
}

/** Finds the target of each relationship of a part, as paths from the root of the file. */
export function targetsOf(parts: Parts, part: string): Map<string, string> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const list = relationshipsOf(part);
  const targets = new Map<string, string>();
  for (const tag of tags(textPart(parts, list) ?? '', 'Relationship')) {
    const target = attribute(tag, 'Target') ?? '';
    const whole = target.startsWith('/') ? target.slice(1) : folder + target;
    targets.set(attribute(tag, 'Id') ?? '', withoutSteps(whole));
  }
  return targets;
}

function withoutSteps(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}
