/** Writes docs/ from what the calculation uses: a page for every jurisdiction, and what the functions' declarations say. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeFunctionFiles } from './functions';
import { changesPage } from './law/changes';
import { federalPage, indexPage, pageOf } from './law/page';
import { readLaw, ROOT } from './law/read';

/** Every page by its file name. */
export function allPages(): Map<string, string> {
  const law = readLaw();
  if (law.problems.length > 0) throw new Error(law.problems.join('\n'));
  const pages = new Map(law.jurisdictions.map((place) => [`${place.code}.md`, pageOf(place, law)]));
  return pages
    .set('US.md', federalPage(law))
    .set('README.md', indexPage(law))
    .set('changes.md', changesPage(law));
}

const FOLDER = path.join(ROOT, 'docs/law');

/** Names of pages that are missing, left over, or not what the law's files say now. */
export function stalePages(): string[] {
  const pages = allPages();
  const there = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
  const differing = [...pages].filter(
    ([name, text]) =>
      !there.includes(name) || readFileSync(path.join(FOLDER, name), 'utf8') !== text,
  );
  return [...differing.map(([name]) => name), ...there.filter((name) => !pages.has(name))];
}

if (process.argv[1]?.endsWith('docs.ts')) {
  const pages = allPages();
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, text] of pages) writeFileSync(path.join(FOLDER, name), text);
  writeFunctionFiles();
}
