/** Loaded before a program: it writes half of what it first writes to a file, and is then killed. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { writeSync } = fs;

fs.writeSync = (file, bytes, ...rest) => {
  if (file <= 2) return writeSync(file, bytes, ...rest);
  writeSync(file, bytes.subarray(0, Math.ceil(bytes.length / 2)));
  process.kill(process.pid, 'SIGKILL');
  // The signal may take a moment.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
};
syncBuiltinESMExports();
