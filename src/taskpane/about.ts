/** What this program is: its version, what it was built from, and on which state of the law it rests. */
import { lawWords } from '../law/words';

declare const RECOURSE_BUILD: { readonly version: string; readonly build: string } | undefined;

/** Put in by the build; a page that was not built says so. */
const ABOUT =
  typeof RECOURSE_BUILD === 'undefined' ? { version: 'development', build: '' } : RECOURSE_BUILD;

/** One line for a person who helps: program, law, and where it runs. */
export function supportLine(where: string): string {
  const { version, build } = ABOUT;
  const built = build === '' ? '' : ` (${build})`;
  return `Recourse for Excel ${version}${built}; ${lawWords()}; ${where}`;
}
