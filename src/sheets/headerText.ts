/** Text for a page header: nothing in it is taken for a code of the header's own. */
import { cleanText } from './sheet';

/** Excel takes no more than 255 characters for a whole header; this leaves room for both sides. */
const LONGEST = 90;

/** A name as it is printed in a page header. */
export function headerText(value: string): string {
  const line = cleanText(value).replace(/\s+/g, ' ').trim();
  const short = [...line].slice(0, LONGEST).join('');
  return short.replace(/&/g, '&&');
}
