/** Payoffs and judgment ledgers as sheets give in LibreOffice what the calculation gives, before and after changes. */
import { beforeAll, describe, expect, it } from 'vitest';
import { workbookFile } from '../../../src/xlsx/write';
import {
  ledger,
  PRINCIPAL_FIRST,
  type JudgmentEvent,
  type JudgmentTerms,
} from '../../../src/calculation/judgment/ledger';
import { payoff, type PayoffTerms } from '../../../src/calculation/payoff/payoff';
import { LEDGER_IN_ORDER, LEDGER_OTHER, ledgerSheet } from '../../../src/sheets/ledger';
import { DATES_IN_ORDER, OTHER_DATES, payoffSheet } from '../../../src/sheets/payoff';
import type { CellModel, SheetModel } from '../../../src/sheets/sheet';
import { Exact } from '../../../src/money/cents';
import { addMonths, dayFromYmd } from '../../../src/money/dates';
import { COUNTED_DAYS, DAY_COUNTS } from '../../../src/money/dayCount';
import { PER_DIEMS } from '../../../src/money/interest';
import { numbers } from '../cases';
import { recalculated, withoutResults, type FoundSheet } from '../libreOffice';

const day = (y: number, m: number, d: number) => dayFromYmd(y, m, d) as number;
const TODAY = day(2026, 7, 1);
const ROUNDINGS = ['half_up', 'half_even'] as const;

const numbered = <T>(count: number, make: (seed: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n + 1));

function payoffTerms(seed: number): PayoffTerms {
  const next = numbers(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const paidThrough = day(2022, 1, 1) + Math.floor(next() * 800);
  const payoffDate = paidThrough + 30 + Math.floor(next() * 900);
  const cents = () => Math.floor(next() * 9_000_000);
  const percent = () => new Exact(Math.floor(next() * 1200)).div(100);
  const change = paidThrough + Math.floor((payoffDate - paidThrough) / 2);
  const rates = [
    { from: day(2000, 1, 1), to: change - 1, ratePercent: percent() },
    { from: change, to: null, ratePercent: percent() },
  ];
  return {
    principal: 1_000_000 + cents() * 4,
    rates: next() < 0.5 ? rates : [{ from: 0, to: null, ratePercent: percent() }],
    paidThrough,
    payoffDate,
    convention: {
      dayCount: pick(DAY_COUNTS),
      counted: pick(COUNTED_DAYS),
      perDiem: pick(PER_DIEMS),
    },
    rounding: pick(ROUNDINGS),
    lateFees: [{ date: null, amount: 5_000 }],
    advances: [
      {
        date: payoffDate - 20,
        amount: cents(),
        interest: pick(['note', 'none', percent()] as const),
      },
      { date: payoffDate - 10, amount: cents(), interest: 'note', label: 'Taxes' },
    ],
    attorneyFees: pick([
      null,
      {
        kind: 'percent',
        percent: new Exact('7.25'),
        of: 'debt',
        cap: next() < 0.5 ? 300_000 : null,
      },
      {
        kind: 'tiers',
        tiers: [
          { upTo: 50_000, percent: new Exact(15) },
          { upTo: null, percent: new Exact(10) },
        ],
        of: 'principal_and_interest',
      },
      { kind: 'amount', amount: 123_456 },
    ] as const),
    unapplied: cents(),
  };
}

interface LedgerCase {
  readonly terms: JudgmentTerms;
  readonly events: readonly JudgmentEvent[];
  readonly asOf: number;
}

function ledgerCase(seed: number): LedgerCase {
  const next = numbers(seed + 300);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const entered = day(2015, 1, 1) + Math.floor(next() * 1500);
  const asOf = entered + 200 + Math.floor(next() * 2500);
  const change = addMonths(entered, 14);
  const rate = () => new Exact(Math.floor(next() * 120)).div(10);
  const events: JudgmentEvent[] = numbered(Math.floor(next() * 12), () => {
    const date = entered + Math.floor(next() * (asOf - entered));
    const amount = Math.floor(next() * 900_000);
    const kind = pick(['payment', 'payment', 'payment', 'cost', 'renewal', 'execution'] as const);
    if (kind === 'cost') return { kind, date, amount, bearsInterest: next() < 0.5 };
    if (kind === 'renewal') return { kind, date, addsInterest: next() < 0.5 };
    return kind === 'payment' ? { kind, date, amount } : { kind, date };
  });
  const terms: JudgmentTerms = {
    entered,
    amount: Math.floor(next() * 8_000_000) + 100_000,
    interestFrom: next() < 0.3 ? entered - 100 : null,
    rates: [
      { from: 0, to: change - 1, ratePercent: rate() },
      { from: change, to: null, ratePercent: rate() },
    ],
    compounding: pick(['simple', 'yearly', 'calendar_year'] as const),
    convention: {
      dayCount: pick(DAY_COUNTS),
      counted: pick(COUNTED_DAYS),
      perDiem: pick(PER_DIEMS),
    },
    ...(next() < 0.3 && { order: PRINCIPAL_FIRST }),
    ...(next() < 0.3 && { life: { years: 5, renewals: [{}] } }),
  };
  return { terms, events, asOf };
}

/** The sheet with the first blue amount that holds a value typed over with another. */
function typedOver(model: SheetModel, value: number, other: number): SheetModel {
  let done = false;
  const rows = model.rows.map((cells) =>
    cells.map((cell): CellModel | null => {
      if (done || cell?.style !== 'moneyInput' || cell.value !== value) return cell;
      done = true;
      return { ...cell, value: other };
    }),
  );
  return { ...model, rows };
}

/** The sheet with one date typed over, found by the words beside or before it. */
function withDate(model: SheetModel, label: string, date: number): SheetModel {
  const rows = model.rows.map((cells) =>
    cells.some((cell) => cell?.value === label)
      ? cells.map((cell) => (cell?.style === 'dateInput' ? { ...cell, value: date + 25569 } : cell))
      : cells,
  );
  return { ...model, rows };
}

const TWO_RATES: PayoffTerms = {
  principal: 10_000_000,
  rates: [
    { from: day(2020, 1, 1), to: day(2025, 12, 31), ratePercent: new Exact('7.3') },
    { from: day(2026, 1, 1), to: null, ratePercent: new Exact('3.65') },
  ],
  paidThrough: day(2025, 12, 1),
  payoffDate: day(2026, 1, 31),
};

const LATER_RATE: PayoffTerms = { ...TWO_RATES, paidThrough: day(2026, 1, 10) };

const PAID_ONCE: LedgerCase = {
  terms: {
    entered: day(2025, 1, 1),
    amount: 10_000_000,
    interestFrom: null,
    rates: [{ from: 0, to: null, ratePercent: new Exact(9) }],
    compounding: 'simple',
    convention: {},
  },
  events: [{ kind: 'payment', date: day(2025, 6, 1), amount: 500_000, label: 'First' }],
  asOf: day(2026, 1, 1),
};

const cents = (value: unknown): number => Math.round(Number(value) * 100) + 0;

describe('payoffs and ledgers in LibreOffice', () => {
  const payoffs = numbered(14, payoffTerms);
  const ledgers = numbered(14, ledgerCase);
  let found: ReadonlyMap<string, ReadonlyMap<string, FoundSheet>>;
  const models: SheetModel[] = [];
  const other: SheetModel[] = [];
  const otherAt = (n: number, name: string) =>
    found
      .get('time')
      ?.get(`O${n}`)
      ?.get((other[n]?.names?.[name] ?? '').replace(/\$/g, ''));

  const payoffModel = (terms: PayoffTerms): SheetModel => {
    const made = payoffSheet({ terms, title: 'test', preparedOn: TODAY });
    if (!made.ok) throw new Error(made.problems.map(({ message }) => message).join());
    return made.sheet;
  };
  const ledgerModel = (item: LedgerCase): SheetModel => {
    const made = ledgerSheet({ ...item, title: 'test', preparedOn: TODAY });
    if (!made.ok) throw new Error(made.problems.map(({ message }) => message).join());
    return made.sheet;
  };

  const results = recalculated(async () => {
    for (const terms of payoffs) {
      const model = payoffModel(terms);
      models.push(model, typedOver(model, terms.principal / 100, terms.principal / 50));
    }
    for (const item of ledgers) {
      const model = ledgerModel(item);
      models.push(model, typedOver(model, item.terms.amount / 100, item.terms.amount / 50));
    }
    const two = payoffModel(TWO_RATES);
    const paid = ledgerModel(PAID_ONCE);
    other.push(
      two,
      withDate(two, 'Payoff date', day(2026, 3, 2)),
      withDate(two, 'Payoff date', day(2025, 12, 15)),
      withDate(payoffModel(LATER_RATE), 'Interest paid through', day(2025, 12, 20)),
      withDate(paid, 'First', day(2025, 7, 1)),
      withDate(paid, 'First', day(2026, 7, 1)),
    );
    const sheets = [...models, ...other].map((model, n) => ({
      ...model,
      name: n < models.length ? `S${n}` : `O${n - models.length}`,
      names: {},
    }));
    return new Map([['time', withoutResults(await workbookFile({ title: 'test', sheets }))]]);
  }, 'values');

  beforeAll(async () => {
    found = await results();
  });

  const at = (n: number, name: string) =>
    cents(
      found
        .get('time')
        ?.get(`S${n}`)
        ?.get((models[n]?.names?.[name] ?? '').replace(/\$/g, '')),
    );

  it('reckons each payoff and per diem to the cent, and again with twice the principal', () => {
    payoffs.forEach((terms, n) => {
      [terms, { ...terms, principal: terms.principal * 2 }].forEach((one, twice) => {
        const made = payoff(one);
        if (!made.ok) throw new Error('no payoff');
        const about = JSON.stringify({
          seed: n + 1,
          twice,
          ...one.convention,
          rounding: one.rounding,
        });
        const sheet = 2 * n + twice;
        expect({
          about,
          total: at(sheet, 'Payoff_total'),
          perDiem: at(sheet, 'Payoff_per_diem'),
        }).toEqual({ about, total: made.value.total, perDiem: made.value.perDiem });
      });
    });
  });

  it('stores in each cell, words too, what its formula gives', () => {
    models.forEach((model, n) => {
      if (n % 2 === 1) return;
      model.rows.forEach((cells, r) =>
        cells.forEach((cell, c) => {
          if (cell?.formula === undefined) return;
          const at = `${String.fromCharCode(65 + c)}${r + 1}`;
          const there = found.get('time')?.get(`S${n}`)?.get(at);
          const told = `${n} ${at} =${cell.formula}`;
          if (typeof cell.value === 'number') expect(cents(there), told).toBe(cents(cell.value));
          else expect(there ?? '', told).toBe(cell.value);
        }),
      );
    });
  });

  it('follows another payoff date within the periods, and says so where it leads out of them', () => {
    // 30 days of 20.00 in December, and 31 of 10.00 in January; then 61 to March 2.
    expect(otherAt(0, 'Payoff_total')).toBe(100_910);
    expect([otherAt(1, 'Payoff_total'), otherAt(1, 'Payoff_check')]).toEqual([
      101_210,
      DATES_IN_ORDER,
    ]);
    expect(otherAt(2, 'Payoff_check')).toBe(OTHER_DATES);
    // Interest from December 21 on would be at the rate that ended that year.
    expect(otherAt(3, 'Payoff_check')).toBe(OTHER_DATES);
    const words = [...(found.get('time')?.get('O1')?.values() ?? [])];
    expect(words).toContain(
      '$100,000 x 3.65% x 61 days / 365: January 1, 2026 through March 2, 2026',
    );
  });

  it('follows another day of a payment, and says so where it is behind the rows after it', () => {
    // 100,000 at 9% for 181 days to July 1 are 4,463.01; 5,000 less that come off the principal.
    expect(otherAt(4, 'Judgment_check')).toBe(LEDGER_IN_ORDER);
    expect(otherAt(4, 'Judgment_principal')).toBe(99_463.01);
    expect(otherAt(5, 'Judgment_check')).toBe(LEDGER_OTHER);
  });

  it('says that all is in order, also with twice the principal', () => {
    models.forEach((model, n) => {
      const check = model.names?.['Payoff_check'] ?? model.names?.['Judgment_check'] ?? '';
      const there = found.get('time')?.get(`S${n}`)?.get(check.replace(/\$/g, ''));
      const overpaid = n >= 2 * payoffs.length && n % 2 === 1;
      if (!overpaid) expect(there, String(n)).toMatch(/^In order/);
    });
  });

  it('carries each judgment to the same balance, and again with twice the judgment', () => {
    ledgers.forEach((item, n) => {
      const { terms, events, asOf } = item;
      [terms, { ...terms, amount: terms.amount * 2 }].forEach((one, twice) => {
        const made = ledger(one, events, asOf);
        if (!made.ok) throw new Error('no ledger');
        const about = JSON.stringify({
          seed: n + 1,
          twice,
          ...one.convention,
          kind: one.compounding,
        });
        const sheet = 2 * (payoffs.length + n) + twice;
        const rows = made.value.rows.length;
        const same = ledger(terms, events, asOf);
        if (same.ok && same.value.rows.length !== rows) return;
        expect({ about, balance: at(sheet, 'Judgment_balance') }).toEqual({
          about,
          balance: made.value.balance,
        });
      });
    });
  });

  it('stores in each cell what its formula gives', () => {
    models.forEach((model, n) => {
      if (n % 2 === 1) return;
      model.rows.forEach((cells, r) =>
        cells.forEach((cell, c) => {
          if (cell?.formula === undefined || typeof cell.value !== 'number') return;
          const address = `${String.fromCharCode(65 + c)}${r + 1}`;
          const value = found.get('time')?.get(`S${n}`)?.get(address);
          expect(cents(value), `sheet ${n} ${address} =${cell.formula}`).toBe(cents(cell.value));
        }),
      );
    });
  });
});
