/** Makes the address of the official text out of a citation, by the pattern of each state. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** How one code of a state is cited, and where the state publishes its sections. */
export interface OfficialPattern {
  /** What stands before the section signs, as a regular expression; empty where the section names its code. */
  readonly cite: string;
  readonly section: string;
  readonly url: string;
  readonly where?: Readonly<Record<string, string>>;
  readonly rest?: boolean;
}

const patterns = parse(readFileSync(path.join(ROOT, 'src/law/official.yaml'), 'utf8')) as Readonly<
  Record<string, readonly OfficialPattern[]>
>;

/** The codes of places whose state publishes single sections, or at least their chapter or title. */
export const hasPattern = (code: string): boolean => code in patterns;

/** What may stand between two sections of one list, subsections of the first among it. */
const BETWEEN = '(?:\\([^)]*\\)|\\s*(?:,|;|and|to|with|-(?=\\d)|§§?)\\s*)+';

/** The official addresses of the sections that a citation names, in its order; federal ones in every state. */
export function officialLinks(code: string, citation: string): string[] {
  const found: { at: number; url: string }[] = [];
  const taken = new Set<number>();
  for (const pattern of [
    ...(patterns[code] ?? []),
    ...(code === 'US' ? [] : (patterns['US'] ?? [])),
  ])
    for (const { at, match } of sectionsOf(pattern, citation)) {
      const url = taken.has(at) ? undefined : addressOf(pattern, match);
      if (url === undefined) continue;
      taken.add(at);
      found.push({ at, url });
    }
  return [...new Set(found.sort((a, b) => a.at - b.at).map(({ url }) => url))];
}

interface Section {
  readonly at: number;
  readonly match: RegExpExecArray;
}

function sectionsOf({ cite, section, rest = true }: OfficialPattern, citation: string): Section[] {
  const first = new RegExp(`(?<!\\d)(?:${cite})(?:§§?\\s*)?(?=${section})`, 'g');
  const next = new RegExp(section, 'y');
  const between = new RegExp(BETWEEN, 'y');
  const found: Section[] = [];
  for (const start of citation.matchAll(first)) {
    for (let at = start.index + start[0].length; ;) {
      next.lastIndex = at;
      const match = next.exec(citation);
      if (!match || match[0] === '') break;
      found.push({ at, match });
      between.lastIndex = at + match[0].length;
      const gap = rest ? between.exec(citation) : null;
      if (!gap) break;
      at = between.lastIndex;
    }
  }
  return found;
}

function addressOf({ url, where }: OfficialPattern, match: RegExpExecArray): string | undefined {
  const place = where && Object.entries(where).find(([begin]) => match[0].startsWith(begin))?.[1];
  if (where && place === undefined) return undefined;
  return url
    .replace('{where}', place ?? '')
    .replace(/\{(\d)(?::(\d))?\}/g, (_, part: string, width?: string) =>
      (match[Number(part)] ?? '').padStart(Number(width ?? 0), '0'),
    );
}

/** Series of reports under whose volume and page a public collection of opinions finds a case. */
const REPORTERS = [
  'U\\.S\\.',
  'F\\.(?:2d|3d|4th)',
  "F\\. App'x",
  'F\\. Supp\\.(?: [23]d)?',
  'B\\.R\\.',
  'A\\.(?:2d|3d)',
  'P\\.(?:2d|3d)',
  'N\\.E\\.(?:2d|3d)?',
  'N\\.W\\.2d',
  'S\\.E\\.2d',
  'S\\.W\\.(?:2d|3d)',
  'So\\. [23]d',
  'Cal\\.App\\.(?:[2345](?:d|th))',
  'Cal\\.[234](?:d|th)',
  'N\\.Y\\.[23]d',
  'A\\.D\\.[23]d',
  'Ill\\. App\\. 3d',
  'Wis\\. 2d',
  'Ohio App\\. 3d',
  'Wn\\.2d',
  'Kan\\. App\\. 2d',
  'Mass\\. App\\. Ct\\.',
  'Conn\\. App\\.',
  'N\\.C\\. App\\.',
  'Ga\\. App\\.',
  'Mich\\. App\\.',
  'Md\\. App\\.',
  'Ark\\. App\\.',
  'N\\.J\\. Super\\.',
  'Pa\\. Super\\.',
  'Neb\\. App\\.',
  'Ind\\. App\\.',
  'Mass\\.',
  'Conn\\.',
  'Ga\\.',
  'Md\\.',
  'Neb\\.',
  'N\\.C\\.',
  'N\\.H\\.',
  'N\\.J\\.',
  'N\\.M\\.',
  'R\\.I\\.',
  'S\\.C\\.',
  'Va\\.',
  'Vt\\.',
  'Kan\\.',
  'Ark\\.',
  'Ariz\\.',
  'Idaho',
  'Mont\\.',
  'Iowa',
  'W\\. Va\\.',
  'Wis\\.',
  'Minn\\.',
  'Mich\\.',
  'Pa\\.',
  'Haw\\.',
];
const CASE = new RegExp(`(\\d+) (${REPORTERS.join('|')}) (\\d+)`, 'g');

/** A case that is named without volume and page. */
const NAMED = /[A-Z][^;,()]* v\.? [^;,(]+/;

/** Where the opinions that a citation names can be read: by volume and page of their reports, else by name. */
export function opinionLinks(citation: string): string[] {
  const found = [...citation.matchAll(CASE)].map(
    ([, volume, reporter, page]) =>
      `https://www.courtlistener.com/c/${encodeURIComponent(reporter ?? '')}/${volume}/${page}/`,
  );
  const [name] = NAMED.exec(citation) ?? [];
  if (found.length > 0 || name === undefined) return [...new Set(found)];
  return [`https://www.courtlistener.com/?q=${encodeURIComponent(`"${name.trim()}"`)}`];
}
