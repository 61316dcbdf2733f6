// Finds what Office's own schema does not: links and resources of a manifest that lead nowhere.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The width and height that Office expects of the two icons outside the ribbon, in pixels. */
const listIcons = { IconUrl: 32, HighResolutionIconUrl: 64 };

/**
 * What is wrong with a manifest that is valid by its schema; empty when nothing is.
 * @param {string} manifest its text
 * @param {string} served the folder that its origin serves
 * @returns {string[]} one sentence for each problem
 */
export function problemsIn(manifest, served) {
  const xml = manifest.replace(/<!--[\s\S]*?-->/g, '');
  return [
    ...resourceProblems(xml),
    ...linkProblems(xml),
    ...fileProblems(xml, served),
    ...iconProblems(xml, served),
  ];
}

/** Every resid needs its resource, and every resource is there for a resid. */
function resourceProblems(xml) {
  const used = new Set(all(xml, /\bresid="([^"]*)"/g));
  const defined = all(xml, /<bt:(?:Image|Url|String)\s+id="([^"]*)"/g);
  const twice = defined.filter((id, at) => defined.indexOf(id) !== at);
  return [
    ...[...used].filter((id) => !defined.includes(id)).map((id) => `resid "${id}" has no resource`),
    ...defined.filter((id) => !used.has(id)).map((id) => `resource "${id}" is not used`),
    ...twice.map((id) => `resource "${id}" is defined twice`),
    ...defined
      .filter((id) => id.length > 32)
      .map((id) => `resource "${id}" is longer than 32 characters`),
  ];
}

/** Office loads nothing over plain http, and one origin keeps the runtime shared. */
function linkProblems(xml) {
  const links = linksIn(xml);
  const origins = new Set(
    links.filter((link) => URL.canParse(link)).map((link) => new URL(link).origin),
  );
  return [
    ...links.filter((link) => !link.startsWith('https://')).map((link) => `${link} is not https`),
    ...links.filter((link) => !URL.canParse(link)).map((link) => `${link} is not an address`),
    ...(origins.size > 1 ? [`more than one origin: ${[...origins].join(', ')}`] : []),
  ];
}

/** Whatever the manifest links to must be among the files that are served. */
function fileProblems(xml, served) {
  return linksIn(xml)
    .map((link) => fileOf(link, served))
    .filter((file) => file && !existsSync(file))
    .map((file) => `${file} does not exist`);
}

/** An icon has exactly the pixels that its place asks for: Office would not show another size. */
function iconProblems(xml, served) {
  const sizes = [
    ...matches(xml, /<bt:Image\s+size="(\d+)"\s+resid="([^"]*)"/g).map(([, size, id]) => ({
      size: Number(size),
      link: linkOf(xml, id),
    })),
    ...Object.entries(listIcons).map(([element, size]) => ({
      size,
      link: new RegExp(`<${element} DefaultValue="([^"]*)"`).exec(xml)?.[1],
    })),
  ];
  return sizes.flatMap(({ size, link }) => {
    const file = link && fileOf(link, served);
    if (!file || !existsSync(file)) return [];
    const { width, height } = pngSize(readFileSync(file));
    return width === size && height === size
      ? []
      : [`${file} is ${width} by ${height} pixels where ${size} by ${size} are expected`];
  });
}

const linkOf = (xml, id) => new RegExp(`id="${id}"\\s+DefaultValue="([^"]*)"`).exec(xml)?.[1];

const linksIn = (xml) => [
  ...all(xml, /DefaultValue="(\w+:\/\/[^"]*)"/g),
  ...all(xml, /<AppDomain>([^<]*)<\/AppDomain>/g),
  ...all(xml, /<ExtendedOverrides Url="([^"]*)"/g),
];

/** The served file behind a link; undefined for an origin alone. */
function fileOf(link, served) {
  const path = URL.canParse(link) ? decodeURIComponent(new URL(link).pathname) : '/';
  return path === '/' ? undefined : join(served, path);
}

/** Width and height stand at fixed places in a PNG's first chunk. */
function pngSize(bytes) {
  const isPng = bytes.subarray(1, 4).toString('latin1') === 'PNG';
  return isPng
    ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : { width: 0, height: 0 };
}

const matches = (text, pattern) => [...text.matchAll(pattern)];
const all = (text, pattern) => matches(text, pattern).map(([, group]) => group);
