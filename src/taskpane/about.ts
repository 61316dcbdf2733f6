/** What this program is: its version, what it was built from, and how current its law is. */

declare const RECOURSE_BUILD:
  { readonly version: string; readonly build: string; readonly law: string } | undefined;

/** Put in by the build; a page that was not built says so. */
export const ABOUT =
  typeof RECOURSE_BUILD === 'undefined'
    ? { version: 'development', build: '', law: '' }
    : RECOURSE_BUILD;

/** One line for a person who helps: program, law, and where it runs. */
export function supportLine(where: string): string {
  const { version, build, law } = ABOUT;
  const built = build === '' ? '' : ` (${build})`;
  return `Recourse for Excel ${version}${built}; law read through ${law}; ${where}`;
}
