/** Writes to standard output and to files so that nothing is lost in silence: whole, in place, or with a word why not. */
import { closeSync, existsSync, fstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
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

const STDOUT = 1;

/** Standard output: waits where its reader is slower than we are, so that memory stays constant. */
export class StandardOutput {
  private readonly isFile = fstatSync(STDOUT).isFile();

  constructor() {
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
}

/** Writes a file beside its place and puts it there when it is whole; what was there stays until then. */
export function writeWhole(file: string, bytes: Uint8Array): void {
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.part`);
  try {
    const open = openSync(beside, 'wx');
    try {
      writeAll(open, bytes);
    } finally {
      closeSync(open);
    }
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw writeFailure(error, file);
  }
}

/** Whether two paths name the same file, also through links. */
export const isSameFile = (one: string, other: string): boolean =>
  path.resolve(one) === path.resolve(other) ||
  (existsSync(one) && existsSync(other) && sameInode(one, other));

function sameInode(one: string, other: string): boolean {
  const [a, b] = [one, other].map((file) => {
    const open = openSync(file, 'r');
    try {
      return fstatSync(open);
    } finally {
      closeSync(open);
    }
  });
  return a?.ino === b?.ino && a?.dev === b?.dev;
}
