/** Blocks of rows as ClickHouse sends them to a program: a count, then so many lines of values with tabs between them. */

/** Takes text in pieces; gives the blocks that are whole, each as its lines. */
export class Blocks {
  private rest = '';
  private wanted = -1;
  private lines: string[] = [];

  take(text: string): (readonly string[])[] {
    const found: (readonly string[])[] = [];
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() as string;
    for (const line of lines) {
      if (this.wanted < 0) this.begin(line);
      else this.lines.push(line);
      if (this.lines.length < this.wanted) continue;
      found.push(this.lines);
      this.lines = [];
      this.wanted = -1;
    }
    return found;
  }

  /** Whether the text may end here. */
  get isWhole(): boolean {
    return this.wanted < 0 && this.rest === '';
  }

  private begin(line: string): void {
    if (!/^\d{1,9}$/.test(line))
      throw new Error(
        `'${line.slice(0, 40)}' stands where the number of rows is expected: the function is declared with send_chunk_header and TabSeparated`,
      );
    this.wanted = Number(line);
  }
}

const MEANT: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  '0': '\0',
};

/** The value of a field; null where it holds none. */
export const valueOf = (field: string): string | null =>
  field === '\\N'
    ? null
    : field.includes('\\')
      ? field.replace(/\\(.)/gs, (_, code: string) => MEANT[code] ?? code)
      : field;

const WRITTEN: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\0': '\\0',
};

/** A text as it stands inside a tuple or an array. */
export const quotedText = (text: string | null): string =>
  text === null ? 'NULL' : `'${text.replace(/[\\'\t\n\r\0]/g, (sign) => WRITTEN[sign] as string)}'`;
