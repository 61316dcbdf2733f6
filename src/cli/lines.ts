/** Splits a stream of text into lines, at a cost that grows with its length; a line that is too long is cut off. */

import { StringDecoder } from 'node:string_decoder';

/** What stands on standard input: text in pieces, or a workbook that was given in place of text. */
export type Given =
  | { readonly texts: AsyncIterable<string> }
  | { readonly workbook: () => Promise<Uint8Array> };

/** Looks at the first bytes of a stream; a workbook begins as a zip file does. */
export async function givenIn(stream: AsyncIterable<Buffer>): Promise<Given> {
  const source = stream[Symbol.asyncIterator]();
  const first = await source.next();
  const all = async function* (): AsyncGenerator<Buffer> {
    for (let next = first; !next.done; next = await source.next()) yield next.value;
  };
  if (!first.done && first.value.toString('latin1', 0, 4) === 'PK\u0003\u0004')
    return {
      workbook: async () => {
        const pieces: Buffer[] = [];
        for await (const piece of all()) pieces.push(piece);
        return Buffer.concat(pieces);
      },
    };
  const texts = async function* (): AsyncGenerator<string> {
    const decoder = new StringDecoder('utf8');
    for await (const piece of all()) yield decoder.write(piece);
    yield decoder.end();
  };
  return { texts: texts() };
}

/** A line, or how long it was where it is longer than is read. */
export type Line = string | { readonly tooLong: number };

/** Characters of the longest line that is read. */
const LONGEST_LINE = 4_000_000;

/** The lines of a stream, those of one piece together; a last line without an end counts. */
export async function* linesOf(
  pieces: AsyncIterable<string>,
  longest = LONGEST_LINE,
): AsyncGenerator<Line[]> {
  let parts: string[] = [];
  let length = 0;
  const take = (text: string) => {
    length += text.length;
    if (length <= longest) parts.push(text);
    else parts = [];
  };
  const finish = (): Line => {
    const line: Line =
      length > longest
        ? { tooLong: length }
        : parts.length === 1
          ? (parts[0] as string)
          : parts.join('');
    parts = [];
    length = 0;
    return line;
  };
  for await (const piece of pieces) {
    const lines: Line[] = [];
    let from = 0;
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
      take(piece.slice(from, end));
      lines.push(finish());
      from = end + 1;
    }
    if (from < piece.length) take(piece.slice(from));
    if (lines.length > 0) yield lines;
  }
  if (length > 0) yield [finish()];
}

/** What is wrong with a line that is too long. */
export const tooLongWords = ({ tooLong }: { readonly tooLong: number }): string =>
  `the line has ${tooLong.toLocaleString('en-US')} characters; at most ${LONGEST_LINE.toLocaleString('en-US')} are read`;
