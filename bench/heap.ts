/** What one process holds on to over many calls, as a workbook that stays open for days makes them. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { callFunction } from '../src/functions/all';
import { isCellError } from '../src/functions/cells';
import { STATES } from '../src/law/book';
import { report } from './measure';

/** `BENCH_CALLS=5000000` for the whole proof; half a million, which takes a tenth of its time, unless told. */
const CALLS = Number(process.env['BENCH_CALLS'] ?? 500_000);

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heldMegabytes(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}

/** Calls with amounts, days and states that do not come again. */
function call(from: number, to: number): void {
  for (let n = from; n < to; n++) {
    const state = STATES[n % STATES.length]?.code;
    const [answer] = callFunction('DEFICIENCY', [
      [[200_000 + n / 100]],
      [[150_000 + (n % 70_001)]],
      [[n % 9_000]],
      [[state]],
      [[160_000 + (n % 80_021)]],
      [[`sale_date=20${10 + (n % 15)}-0${1 + (n % 9)}-1${n % 10}; waste_loss=${n}`]],
    ]);
    if (isCellError(answer?.[0])) throw new Error(answer[0].message);
  }
}

/** The first tenth fills what is remembered up to its bounds; from there on nothing may be added. */
export function benchHeap(): void {
  const filled = CALLS / 10;
  call(0, filled);
  const before = heldMegabytes();
  call(filled, CALLS);
  const after = heldMegabytes();
  report(
    `heap after ${CALLS.toLocaleString('en-US')} calls / after a tenth of them`,
    after / before,
    'aim under 1.2',
    `${after.toFixed(0)} MB against ${before.toFixed(0)} MB`,
  );
}
