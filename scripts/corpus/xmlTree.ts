/** XML as a tree, by a parser that has nothing to do with the one under test. */
import { SaxesParser } from 'saxes';

export interface XmlNode {
  readonly name: string;
  /** By local names; those of relationships as `r:id`. Declarations of namespaces are left out. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
  readonly text: string;
}

const RELATIONSHIPS = /officeDocument\/(?:2006\/)?relationships$/;

/** The outermost element; text that is no well-formed XML throws. */
export function treeOf(bytes: Uint8Array): XmlNode {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: { node: XmlNode & { children: XmlNode[] }; texts: string[] }[] = [];
  let root: XmlNode | undefined;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const attributes = new Map<string, string>();
    for (const { prefix, local, uri, value } of Object.values(tag.attributes)) {
      if (prefix === 'xmlns' || local === 'xmlns' || local === 'Ignorable') continue;
      attributes.set(RELATIONSHIPS.test(uri) ? `r:${local}` : local, value);
    }
    open.push({ node: { name: tag.local, attributes, children: [], text: '' }, texts: [] });
  });
  const text = (value: string) => void open.at(-1)?.texts.push(value);
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', () => {
    const { node, texts } = open.pop()!;
    const whole = texts.join('');
    const done = { ...node, text: node.children.length > 0 && !/\S/.test(whole) ? '' : whole };
    const around = open.at(-1);
    if (around) around.node.children.push(done);
    else root = done;
  });
  parser.write(new TextDecoder(encodingOf(bytes)).decode(bytes).replace(/^\uFEFF/, '')).close();
  if (!root) throw new Error('there is no element');
  return root;
}

function encodingOf(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be';
  const declared = / encoding=["']([^"']+)/.exec(Buffer.from(bytes.subarray(0, 100)).toString());
  return declared?.[1] ?? 'utf-8';
}

/** The same text for what means the same: attributes in order, empty and unclosed elements alike. */
export function shownTree({ name, attributes, children, text }: XmlNode): string {
  const words = [...attributes].map(([key, value]) => `${key}=${JSON.stringify(value)}`).sort();
  return `<${[name, ...words].join(' ')}>${text}${children.map(shownTree).join('')}`;
}

export const childOf = ({ children }: XmlNode, name: string): XmlNode | undefined =>
  children.find((one) => one.name === name);

/** All elements of a tree, from the top. */
export function* allOf(node: XmlNode): Iterable<XmlNode> {
  yield node;
  for (const child of node.children) yield* allOf(child);
}
