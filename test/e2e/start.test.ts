// npm start beside another, and how it ends: its port is free again, whoever was told to end.
import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const started: ChildProcess[] = [];

afterEach(() => {
  for (const { pid } of started.splice(0))
    try {
      process.kill(-Number(pid), 'SIGKILL');
    } catch {
      // It has ended, as it should.
    }
});

/** Types `npm start` and waits for the address. */
function npmStart(): Promise<{ npm: ChildProcess; address: string }> {
  const env = { ...process.env, CI: '1', PORT: undefined };
  const npm = spawn('npm', ['start'], { cwd: root, env, detached: true });
  started.push(npm);
  let said = '';
  return new Promise((ready, failed) => {
    const hear = (words: Buffer) => {
      said += words.toString();
      const address = /http:\/\/localhost:\d+\//.exec(said)?.[0];
      if (address) ready({ npm, address });
    };
    npm.stdout.on('data', hear);
    npm.stderr.on('data', hear);
    npm.on('close', () => failed(new Error(`npm start ended: ${said}`)));
  });
}

const answers = (address: string): Promise<boolean> =>
  fetch(address).then(
    ({ ok }) => ok,
    () => false,
  );

const SOON = { timeout: 20_000, interval: 200 };

describe.runIf(process.platform !== 'win32')('npm start', () => {
  it('starts twice at once, on two ports', async () => {
    const [one, other] = await Promise.all([npmStart(), npmStart()]);
    expect(one.address).not.toBe(other.address);
    expect(await answers(one.address)).toBe(true);
    expect(await answers(other.address)).toBe(true);
  }, 120_000);

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'leaves no server when npm alone is ended with %s',
    async (signal) => {
      const { npm, address } = await npmStart();
      expect(await answers(address)).toBe(true);
      npm.kill(signal);
      await expect.poll(() => answers(address), SOON).toBe(false);
    },
    120_000,
  );

  it('ends with Ctrl-C, which reaches all of them', async () => {
    const { npm, address } = await npmStart();
    process.kill(-Number(npm.pid), 'SIGINT');
    await expect.poll(() => answers(address), SOON).toBe(false);
  }, 120_000);
});
