/** Measures ratios within one run: what something costs as a multiple of something else. */

/** Nanoseconds of processor time a call, the best of several rounds, so that a busy machine does not count. */
export function nanosecondsPerCall(
  work: (times: number) => void,
  times: number,
  rounds = 7,
): number {
  work(Math.min(times, 20000));
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    best = Math.min(
      best,
      processorMs(() => work(times)),
    );
  }
  return (best * 1e6) / times;
}

/** Milliseconds of processor time that something takes. */
export function processorMs(run: () => unknown): number {
  const started = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

/** One line of the report. */
export function report(name: string, ratio: number, aim: string, detail: string): void {
  process.stdout.write(
    `${name.padEnd(58)} ${ratio.toFixed(2).padStart(8)}x  ${aim.padEnd(16)} ${detail}\n`,
  );
}
