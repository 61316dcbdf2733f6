/** Writes to standard output and to files so that nothing is lost in silence: whole, in place, or with a word why not. */
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
  type BigIntStats,
} from 'node:fs';
import path from 'node:path';

/** A mistake in what the user asked for; its message says what to do. */
export class Refused extends Error {}

/** Why something could not be written, in words; the error itself where it is none of the usual ones. */
export function writeFailure(error: unknown, where: string): Error {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const words: Readonly<Record<string, string>> = {
    ENOSPC: 'the disk is full: free some space, then run it again',
    EDQUOT: 'the disk quota is used up: free some space, then run it again',
    EFBIG: 'the file would be larger than this disk allows',
    EACCES: 'it may not be written: check its permissions',
    EPERM: 'it may not be written: check its permissions',
    EROFS: 'the disk may only be read',
    ENOENT: 'there is no such folder',
    EISDIR: 'it is a folder',
  };
  const why = words[code];
  return why ? new Refused(`${where}: ${why}`) : (error as Error);
}

/** Writes all of it: a disk that is nearly full may take only a part at a time, and says so only then. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}

const STDIN = 0;
const STDOUT = 1;

/** Where text goes, a piece at a time. */
export interface Output {
  write(text: string): Promise<void> | undefined;
  /** All is written. */
  end(): void;
  /** Something went wrong: no more will come. */
  abandon(): void;
}

/** Standard output: waits where its reader is slower than we are, so that memory stays constant. */
export class StandardOutput implements Output {
  private readonly isFile = fstatSync(STDOUT).isFile();

  constructor() {
    if (this.isFile && isSame(statOf(STDIN), statOf(STDOUT)))
      throw new Refused('the answers would go into their own input: send them to another file');
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      // A reader that has had enough, such as `head`, is no failure.
      if (error.code === 'EPIPE') process.exit(0);
      process.stderr.write(`${writeFailure(error, 'standard output').message}\n`);
      process.exit(1);
    });
  }

  write(text: string): Promise<void> | undefined {
    if (this.isFile) {
      try {
        writeAll(STDOUT, Buffer.from(text));
      } catch (error) {
        throw writeFailure(error, 'standard output');
      }
      return undefined;
    }
    if (process.stdout.write(text)) return undefined;
    return new Promise((resolve) => process.stdout.once('drain', resolve));
  }

  end(): void {
    // A reader knows the end by the end of the process.
  }

  abandon(): void {
    // What was sent is with the reader.
  }
}

/** A file that grows beside its place and is put there when it is whole; what was there stays until then. */
export class WholeFile implements Output {
  /** A link stays a link: what it points to is replaced. */
  private readonly place: string;
  /** Where it grows: another program may write there too. */
  readonly beside: string;
  private readonly open: number;
  private readonly onSignal = () => {
    this.abandon();
    process.exit(1);
  };

  constructor(readonly file: string) {
    this.place = existsSync(file) ? realpathSync(file) : file;
    const { dir, base } = path.parse(this.place);
    this.beside = path.join(dir, `.${base}.${process.pid}.part`);
    this.open = this.told(() =>
      // Who may read the old file may read the new one, and nobody else.
      openSync(this.beside, 'w', statSync(this.place, { throwIfNoEntry: false })?.mode ?? 0o666),
    );
    for (const signal of ENDING) process.once(signal, this.onSignal);
  }

  write(text: string | Uint8Array): undefined {
    this.told(() => writeAll(this.open, typeof text === 'string' ? Buffer.from(text) : text));
  }

  end(): void {
    this.told(() => {
      fsyncSync(this.open);
      closeSync(this.open);
      renameSync(this.beside, this.place);
    });
    for (const signal of ENDING) process.off(signal, this.onSignal);
  }

  abandon(): void {
    rmSync(this.beside, { force: true });
  }

  private told<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      this.abandon();
      throw writeFailure(error, this.file);
    }
  }
}

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Writes a whole file in one go. */
export function writeWhole(file: string, bytes: Uint8Array): void {
  const whole = new WholeFile(file);
  whole.write(bytes);
  whole.end();
}

/** Refuses to write over the input, over a folder or a device, and over a file unless someone asked for it. */
export function checkPlace(file: string, input: string | null, force: boolean): void {
  const from = input === null ? statOf(STDIN) : statOf(input);
  const there = statOf(file);
  if (isSame(from, there))
    throw new Refused(`${file} is the input itself: name another file with -o`);
  if (there && !there.isFile())
    throw new Refused(`${file} is no file: name one with -o, or leave it out`);
  if (!force && there)
    throw new Refused(`${file} is there already: --force replaces it, -o names another file`);
}

/** Whether two paths name the same file, also through links. */
export const isSameFile = (one: string, other: string): boolean =>
  path.resolve(one) === path.resolve(other) || isSame(statOf(one), statOf(other));

const statOf = (file: string | number): BigIntStats | undefined =>
  typeof file === 'number'
    ? fstatSync(file, { bigint: true })
    : statSync(file, { throwIfNoEntry: false, bigint: true });

const isSame = (one: BigIntStats | undefined, other: BigIntStats | undefined): boolean =>
  one !== undefined && one.isFile() && one.ino === other?.ino && one.dev === other.dev;
