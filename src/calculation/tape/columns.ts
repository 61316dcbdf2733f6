/** Finds the headings of a tape and what each column tells; a column is never given to a field on a guess. */
import { AMOUNTS } from '../../law/amounts';
import { FACTS } from '../../law/book';
import { labelOf } from '../../law/words';
import { readingOf } from '../input/fieldNames';
import { plainName } from '../input/fields';
import { LEFT_OPEN, SHORT_FORMS, TAPE_FIELDS, type TapeField } from './headings';

/** Which column tells what, by the plain words of its heading; an empty name leaves a column unread. */
export type Mapping = Readonly<Record<string, string>>;

export interface TapeColumn {
  readonly at: number;
  /** As it stands on the tape. */
  readonly heading: string;
  /** The heading in plain words, by which a mapping knows the column. */
  readonly key: string;
  readonly field: TapeField | null;
  /** Why it is not read, or what is to be known where it is. */
  readonly note: string | null;
}

/** `FC Costs ($)` is `foreclosure costs`, `UPB` `unpaid principal balance`. */
export function plainHeading(text: unknown): string {
  if (typeof text !== 'string') return '';
  return text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/#/g, ' number ')
    .replace(/['’]/g, '')
    .replace(/\bf\/c\b/g, 'foreclosure')
    .split(/[^a-z0-9]+/)
    .flatMap(
      (word) => (Object.hasOwn(SHORT_FORMS, word) ? SHORT_FORMS[word] : word)?.split(' ') ?? [],
    )
    .filter((word, at, words) => word !== '' && word !== words[at - 1])
    .filter((word) => word !== 'the' && word !== 'and')
    .join(' ');
}

/** A field by its name: one of the table, or any input under its own name. */
export function tapeField(name: string): TapeField | undefined {
  const known = TAPE_FIELDS.find((field) => field.name === name);
  if (known) return known;
  const reading = readingOf(name);
  return reading === undefined || reading === 'label'
    ? undefined
    : { name, label: labelOf(name), headings: [] };
}

interface Claim {
  readonly field: TapeField;
  /** The place of the list that has the heading; the first goes before. */
  readonly rank: number;
}

const CLAIMS: ReadonlyMap<string, Claim> = new Map(
  TAPE_FIELDS.flatMap((field) =>
    field.headings.flatMap((list, rank) =>
      list.map((heading) => [heading, { field, rank }] as const),
    ),
  ),
);

/** Inputs by their labels, as sheets of ours are headed. */
const LABELS: ReadonlyMap<string, string> = new Map(
  [...AMOUNTS, ...FACTS].map(({ name, label }) => [label.toLowerCase(), name]),
);

const withoutAmount = (key: string): string => key.replace(/ amount$/, '');

function claimOf(heading: string, key: string): Claim | undefined {
  const listed = CLAIMS.get(key) ?? CLAIMS.get(withoutAmount(key));
  if (listed) return listed;
  const own = plainName(heading);
  if (openNote(key) !== undefined && !heading.includes('_')) return undefined;
  const name = readingOf(own) === undefined ? LABELS.get(heading.trim().toLowerCase()) : own;
  const field = name === undefined || name === 'debt' ? undefined : tapeField(name);
  return field && { field, rank: 0 };
}

const openNote = (key: string): string | undefined =>
  [key, withoutAmount(key)].flatMap((one) => LEFT_OPEN[one] ?? [])[0];

/** How many of the cells are headings that are known. */
export const headingsIn = (cells: readonly unknown[]): number =>
  new Set(
    cells.flatMap((cell) => {
      if (typeof cell !== 'string') return [];
      const key = plainHeading(cell);
      return claimOf(cell, key)?.field.name ?? (openNote(key) === undefined ? [] : key);
    }),
  ).size;

/** What each column tells: as somebody said, else as its heading says where only one column says so. */
export function columnsOf(heads: readonly unknown[], told: Mapping = {}): TapeColumn[] {
  const columns = heads.map((head, at) => {
    const heading = typeof head === 'string' ? head.trim() : '';
    const key = plainHeading(heading);
    const said = Object.hasOwn(told, key) ? told[key] : undefined;
    const claim = said === undefined ? claimOf(heading, key) : undefined;
    return { at, heading, key, said, claim };
  });
  const taken = new Set(columns.flatMap(({ said }) => (said ? [said] : [])));
  return columns.map(({ at, heading, key, said, claim }): TapeColumn => {
    const read = (field: TapeField) => ({ at, heading, key, field, note: field.remark ?? null });
    const unread = (note: string | null) => ({ at, heading, key, field: null, note });
    if (said !== undefined) {
      const field = said === '' ? undefined : tapeField(said);
      return field ? read(field) : unread(said === '' ? null : `there is no input called ${said}`);
    }
    if (!claim) return unread(openNote(key) ?? null);
    if (taken.has(claim.field.name) && !claim.field.adds)
      return unread(`another column was chosen for ${claim.field.label.toLowerCase()}`);
    const rivals = columns.filter(
      (one) => one.at !== at && one.claim?.field === claim.field && one.claim.rank <= claim.rank,
    );
    const before = rivals.find((one) => (one.claim?.rank ?? 0) < claim.rank);
    if (before)
      return unread(
        claim.field.adds
          ? `${before.heading} is taken for a part of it`
          : `${before.heading} goes before it`,
      );
    if (rivals.length > 0 && !claim.field.adds)
      return unread(
        `it and ${rivals.map((one) => one.heading).join(', ')} may both be ${claim.field.label.toLowerCase()}: choose one`,
      );
    return read(claim.field);
  });
}

/** What a mapping has to say so that these columns are read as they are now. */
export const mappingOf = (columns: readonly TapeColumn[]): Mapping =>
  Object.fromEntries(
    columns.flatMap(({ key, field }) => (key === '' ? [] : [[key, field?.name ?? '']])),
  );
