/** What the add-in keeps with a workbook beside Office's settings: a custom XML part, which no identity of an add-in owns. */
import { attributesOf, elements, escaped, unescaped } from './xml';

/** The namespace by which the part is found. */
export const KEPT_NAMESPACE = 'urn:recourse';

/** Values by key, and when they were saved: a text that sorts by time, empty where nobody said. */
export interface Kept {
  readonly values: Readonly<Record<string, unknown>>;
  readonly saved: string;
}

/** The text in place of a value that is no JSON: no record can be it, so that whoever reads it says that it is damaged. */
export const DAMAGED = 'damaged';

/** The newer of what Office keeps and of our own part; Office's where both are of one time, unless it holds nothing. */
export const newerOf = (own: Kept, part: Kept | undefined): Kept =>
  part && (Object.keys(own.values).length === 0 || part.saved > own.saved) ? part : own;

/** The part's text. */
export function keptXml({ values, saved }: Kept): string {
  const list = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) => `<value key="${escaped(key)}">${escaped(JSON.stringify(value))}</value>`,
    );
  const stamp = saved === '' ? '' : ` saved="${escaped(saved)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<recourse xmlns="${KEPT_NAMESPACE}"${stamp}>${list.join('')}</recourse>`;
}

/** What a part of ours holds; undefined where the text is another's. */
export function keptIn(xml: string): Kept | undefined {
  // Of others there is no knowing what they hold.
  if (!xml.includes(KEPT_NAMESPACE)) return undefined;
  const [root] = elements(xml, 'recourse');
  if (!root || !root.tag.includes(`"${KEPT_NAMESPACE}"`)) return undefined;
  const values: Record<string, unknown> = {};
  for (const { tag, inner, close } of elements(xml, 'value'))
    values[attributesOf(tag).get('key') ?? ''] = readJson(unescaped(xml.slice(inner, close)));
  return { values, saved: attributesOf(root.tag).get('saved') ?? '' };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return DAMAGED;
  }
}
