/** One assessment against the same arithmetic written naively in floating point. */
import { CaseReader, type Case } from '../src/calculation/deficiency/case';
import { outcome } from '../src/calculation/deficiency/outcome';
import { NOTHING_ASSUMED } from '../src/calculation/settings/settings';
import { callFunction } from '../src/functions/all';
import { PROFILES, STATES } from '../src/law/book';
import { nanosecondsPerCall, report } from './measure';

const COUNT = 1000;

interface Naive {
  readonly debt: number;
  readonly costs: number;
  readonly price: number;
  readonly value: number;
}

/** What a spreadsheet author would write for one fair-value state: amount and status. */
function naively({ debt, costs, price, value }: Naive): { amount: number; status: string } {
  const shortfall = debt + costs - price;
  const amount = Math.max(0, debt + costs - Math.max(price, value));
  const status =
    shortfall <= 0
      ? 'none'
      : amount === 0
        ? 'limited'
        : amount < shortfall
          ? 'limited'
          : 'recoverable';
  return { amount, status };
}

let sink = 0;

export function benchAssessment(): void {
  const reader = new CaseReader({ ...NOTHING_ASSUMED, today: 20500 });
  const plain: Naive[] = [];
  const cases: Case[] = [];
  for (let i = 0; i < COUNT; i++) {
    const item = { debt: 300000 + i, costs: 7000, price: 255000, value: 260000 + (i % 50) * 1000 };
    plain.push(item);
    const read = reader.read({
      balance: item.debt,
      costs: item.costs,
      sale_price: item.price,
      fair_value: item.value,
      state: 'NV',
      profile: 'commercial_real_estate',
    });
    if (!read.ok) throw new Error(read.error.message);
    cases.push(read.value);
  }
  const naive = nanosecondsPerCall((times) => {
    for (let i = 0; i < times; i++) sink += naively(plain[i % COUNT] as Naive).amount;
  }, 2_000_000);
  const ours = nanosecondsPerCall((times) => {
    for (let i = 0; i < times; i++) sink += outcome(cases[i % COUNT] as Case).deficiency;
  }, 2_000_000);
  report(
    'one assessment / naive floating point',
    ours / naive,
    'aim under 25',
    `${ours.toFixed(0)} ns against ${naive.toFixed(1)} ns`,
  );

  benchWorst(reader, cases[0] as Case);

  const balances = plain.map(({ debt }) => [debt]);
  const rows = Array.from({ length: 10 }, () => balances).flat();
  const values = rows.map((_, i) => [260000 + (i % 50) * 1000]);
  const states = rows.map((_, i) => [['NV', 'TX', 'CA', 'MO', 'NY'][i % 5]]);
  const perCall = nanosecondsPerCall((times) => {
    for (let i = 0; i < times; i++)
      sink += callFunction('DEFICIENCY', [rows, 255000, 7000, states, values]).length;
  }, 3);
  const loop = nanosecondsPerCall((times) => {
    for (let i = 0; i < times; i++)
      sink += rows.map(([debt], r) => [
        naively({
          debt: debt as number,
          costs: 7000,
          price: 255000,
          value: values[r]?.[0] as number,
        }).amount,
      ]).length;
  }, 20);
  report(
    'a call with 10,000 rows / the same rows naively',
    perCall / loop,
    '',
    `${(perCall / 1e6).toFixed(1)} ms in all`,
  );
  const perStatus = nanosecondsPerCall((times) => {
    for (let i = 0; i < times; i++)
      sink += callFunction('DEFICIENCY.STATUS', [rows, 255000, 7000, states, values]).length;
  }, 3);
  report(
    'STATUS of 10,000 rows / DEFICIENCY of them',
    perStatus / perCall,
    'aim under 2',
    `${(perStatus / 1e6).toFixed(1)} ms in all`,
  );
  benchTapeOfAllStates(rows, values);
}

/** Of cases by state and profile, or with amounts alone, that which most depends on what is not known; against one in which all is known. */
function benchWorst(reader: CaseReader, ordinary: Case): void {
  const amounts = { balance: 300000, costs: 7000, sale_price: 255000 };
  let worst = ordinary;
  for (const { code } of STATES)
    for (const profile of ['', ...PROFILES.map(({ name }) => name)]) {
      const read = reader.read({ ...amounts, state: code, profile });
      const most = worst.setting.branches.length;
      if (read.ok && read.value.setting.branches.length > most) worst = read.value;
    }
  const each = (item: Case) =>
    nanosecondsPerCall((times) => {
      for (let i = 0; i < times; i++) sink += outcome(item).deficiency;
    }, 500);
  const [open, plain] = [each(worst), each(ordinary)];
  report(
    `${worst.setting.branches.length} branches (the most) / an ordinary assessment`,
    open / plain,
    'aim under 50',
    `${open.toFixed(0)} ns against ${plain.toFixed(0)} ns`,
  );
}

/** A tape as a buyer gets it: every state, some values not known, so that many answers are open. */
function benchTapeOfAllStates(rows: number[][], values: number[][]): void {
  const states = rows.map((_, i) => [STATES[i % STATES.length]?.code ?? '']);
  const known = values.map((value, i) => (i % 7 === 0 ? [''] : value));
  const perCallOf = (id: string) =>
    nanosecondsPerCall((times) => {
      for (let i = 0; i < times; i++)
        sink += callFunction(id, [rows, 255000, 7000, states, known]).length;
    }, 3);
  const perCall = perCallOf('DEFICIENCY');
  const perStatus = perCallOf('DEFICIENCY.STATUS');
  report(
    'the same over all states, a seventh without a value',
    perStatus / perCall,
    'aim under 2',
    `${(perStatus / 1e6).toFixed(1)} ms in all`,
  );
}

export const used = (): number => sink;
