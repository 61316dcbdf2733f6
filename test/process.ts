/** Runs a program and waits without blocking: a worker that is blocked answers the test runner no more, and the run ends. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

interface Options {
  readonly input?: string;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds after which the program is killed; its status is then null. */
  readonly timeout?: number;
}

/** What a program wrote and how it ended. */
export async function ran(
  program: string,
  args: readonly string[],
  { input = '', ...options }: Options = {},
): Promise<Ended> {
  const child = spawn(program, args, { ...options, killSignal: 'SIGKILL' });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  // A program that ends early takes no more input, which is its right.
  child.stdin.on('error', () => undefined).end(input);
  const [stdout, stderr, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended,
  ]);
  return { stdout, stderr, status };
}
