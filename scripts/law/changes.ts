/**
 * What changed in the law from release to release, told by its files: the marks that the last release left of every
 * rule against the rules of now. `npm run law -- --release NAME` ends a release, and writes nothing else.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './read';
import type { LawSource, RuleSource } from './sources';

const FILE = path.join(ROOT, 'src/law/releases.json');

/** How a part of the law changed: it is new, it is gone, or which of its parts say something else. */
type Change = string;

interface Release {
  version: string;
  day: string;
  changes: Record<string, Change>;
}

interface Releases {
  /** The newest first. */
  releases: Release[];
  /** Marks of what stood in the newest, by the id of a rule or the name of a table. */
  marks: Record<string, string>;
}

/** A mark of a value: equal values have equal marks, in whatever order their keys stand. */
const mark = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value, inOrder) ?? '')
    .digest('base64url')
    .slice(0, 6);

const inOrder = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** What of a rule has a say, in the words in which the log names it. */
const PARTS: Readonly<Record<string, (rule: RuleSource) => unknown>> = {
  effect: (rule) => [
    [rule.bar, rule.credit, rule.base, rule.speaks_of, rule.cap],
    // Without it a rule is what it was before there was such a thing.
    ...(rule.credit_of ? [rule.credit_of] : []),
    ...(rule.land_elsewhere ? [rule.land_elsewhere] : []),
    [rule.deadline, rule.requirement ?? rule.statement, rule.redemption, rule.off],
  ],
  condition: (rule) => [
    [rule.when, rule.yields_to, rule.raised_by, rule.guarantor_may_waive],
    [rule.displaces, rule.clock],
  ],
  'days of force': ({ from, to }) => [from, to],
  citation: ({ citation }) => citation,
  'how it is known': ({ known }) => known,
};

const rulesOf = (law: LawSource): readonly RuleSource[] => [
  ...law.jurisdictions.flatMap((place) => [
    ...place.real_property.rules,
    ...place.personal_property.rules,
  ]),
  ...law.terms,
];

/** The marks of the law as its files have it now. */
function marksOf(law: LawSource): Record<string, string> {
  const marks: Record<string, string> = {};
  for (const rule of rulesOf(law))
    marks[rule.id] = Object.values(PARTS)
      .map((part) => mark(part(rule)))
      .join('.');
  for (const { code, judgment } of [...law.jurisdictions, law.federalCourts]) {
    marks[`${code} interest on judgments`] = mark(judgment.interest);
    marks[`${code} life of judgments`] = mark(judgment.life);
  }
  for (const [id, { rows, by }] of law.limits) marks[`${id} limits by date`] = mark([rows, by]);
  for (const [name, table] of law.rateTables) marks[`table of rates ${name}`] = mark(table);
  return marks;
}

function changesBetween(before: Record<string, string>, now: Record<string, string>) {
  const changes: Record<string, Change> = {};
  for (const id of Object.keys({ ...before, ...now }).sort()) {
    const [old, own] = [before[id]?.split('.'), now[id]?.split('.')];
    if (!old) changes[id] = 'new';
    else if (!own) changes[id] = 'gone';
    else if (own.length === 1) {
      if (own[0] !== old[0]) changes[id] = 'changed';
    } else {
      const parts = Object.keys(PARTS).filter((_, n) => own[n] !== old[n]);
      if (parts.length > 0) changes[id] = parts.join(', ');
    }
  }
  return changes;
}

const readReleases = (): Releases => JSON.parse(readFileSync(FILE, 'utf8')) as Releases;

/** Which release the law's files are, with a plus sign where they changed since, and the day of the last reading. */
export function versionOf(law: LawSource): { version: string; day: string } {
  const { releases, marks } = readReleases();
  const later = Object.keys(changesBetween(marks, marksOf(law))).length > 0;
  return { version: `${releases[0]?.version ?? '0'}${later ? '+' : ''}`, day: lastRead(law) };
}

const lastRead = (law: LawSource): string =>
  rulesOf(law).reduce((last, { checked = '' }) => (checked > last ? checked : last), '');

/** Ends a release: what changed since the one before is its entry. */
export function release(law: LawSource, version: string): void {
  const { releases, marks } = readReleases();
  const now = marksOf(law);
  const changes = changesBetween(marks, now);
  const made = [{ version, day: lastRead(law), changes }, ...releases];
  writeFileSync(FILE, `${JSON.stringify({ releases: made, marks: now }, null, 2)}\n`);
}

/** The log as a page: the newest first, state by state. */
export function changesPage(law: LawSource): string {
  const { releases, marks } = readReleases();
  const open = changesBetween(marks, marksOf(law));
  const [last] = releases;
  return [
    '# Changes of the law',
    '',
    'What the rules say now and did not say in the release before, state by state. Every answer names the release that it rests on. Generated from the law’s files.',
    '',
    ...(Object.keys(open).length > 0
      ? [`## Since release ${last?.version ?? '0'}`, '', ...byPlace(open, law)]
      : []),
    ...releases.flatMap(({ version, day, changes }) => [
      `## Release ${version}, ${day}`,
      '',
      ...(Object.keys(changes).length > 0
        ? byPlace(changes, law)
        : [`The law as it stood on that day.`, '']),
    ]),
  ].join('\n');
}

function byPlace(changes: Record<string, Change>, law: LawSource): string[] {
  const rules = new Map(rulesOf(law).map((rule) => [rule.id, rule]));
  const names = new Map<string, string>([
    ...law.jurisdictions.map(({ code, name }): [string, string] => [code, name]),
    ['US', law.federal.name],
  ]);
  const groups = new Map<string, string[]>();
  for (const [id, change] of Object.entries(changes)) {
    const code = id.slice(0, 2);
    const place = /^[A-Z]{2}[- ]/.test(id) && names.has(code) ? code : '';
    const lines = groups.get(place) ?? [];
    groups.set(place, [...lines, `- ${changeWords(id, change, rules.get(id))}`]);
  }
  return [...groups]
    .sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a.localeCompare(b)))
    .flatMap(([code, lines]) => [
      code === '' ? '### Loan terms and tables' : `### [${names.get(code) ?? code}](${code}.md)`,
      '',
      ...lines,
      '',
    ]);
}

function changeWords(id: string, change: Change, rule: RuleSource | undefined): string {
  if (!rule) return `${id.replace(/^[A-Z]{2} /, '')}: ${change}`;
  const named = `**${rule.title}** — ${rule.citation} \`${id}\``;
  return change === 'new' ? `New: ${named}` : `${named}: ${change}`;
}
