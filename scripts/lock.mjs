/** Lets one process at a time do what must not be done twice at once: install, compile, build. */
import {
  linkSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Who holds a lock shows this often that it is still at work; long after that it is taken to be gone. */
const SIGN_OF_LIFE = 5_000;
const LONG_SILENT = 300_000;

/**
 * Does something while holding a lock, waiting for whoever holds it now.
 * @template T
 * @param {string} file where the lock stands
 * @param {() => T | Promise<T>} action
 * @param {{ waiting?: string }} [options] what is said, once, on standard error when there is a wait
 * @returns {Promise<T>}
 */
export async function withLock(file, action, { waiting } = {}) {
  mkdirSync(dirname(file), { recursive: true });
  for (let said = false; !taken(file); said = true) {
    if (!said && waiting) process.stderr.write(`${waiting}\n`);
    if (!removeIfLeft(file)) await pause(100);
  }
  const alive = setInterval(() => touched(file), SIGN_OF_LIFE).unref();
  try {
    return await action();
  } finally {
    clearInterval(alive);
    rmSync(file, { force: true });
  }
}

/** Takes the lock where nobody has it: a link is made whole or not at all. */
function taken(file) {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, `${process.pid} ${hostname()}`);
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Removes the lock of a process that ended without doing so; one remover at a time, so that no new lock goes. */
function removeIfLeft(file) {
  if (!isLeft(file)) return false;
  const remover = `${file}.removing`;
  try {
    mkdirSync(remover);
  } catch {
    if (Date.now() - (statSync(remover, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 10_000)
      rmSync(remover, { recursive: true, force: true });
    return false;
  }
  try {
    if (isLeft(file)) rmSync(file, { force: true });
    return true;
  } finally {
    rmdirSync(remover);
  }
}

function isLeft(file) {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return false;
  if (Date.now() - found.mtimeMs > LONG_SILENT) return true;
  const [pid, host] = whole(file).split(' ');
  return host === hostname() && !isRunning(Number(pid));
}

function whole(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Whether a process of this machine is there. */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function touched(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Taken away by hand: nothing to keep alive.
  }
}
