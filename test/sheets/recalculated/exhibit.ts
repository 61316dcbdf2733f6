/** The exhibit gives what the calculation gives, in another program's arithmetic, and says where it no longer does. */
import { beforeAll, describe, expect, it } from 'vitest';
import { workbookFile } from '../../../src/xlsx/write';
import { assess } from '../../../src/calculation/deficiency/assess';
import type { Case } from '../../../src/calculation/deficiency/case';
import { exhibit, IN_ORDER, MESSAGE, STILL_OPEN } from '../../../src/sheets/exhibit';
import type { CellModel, SheetModel } from '../../../src/sheets/sheet';
import { DEBT_ITEMS, ITEM_LABELS } from '../../../src/calculation/input/debtItems';
import { AMOUNTS } from '../../../src/law/amounts';
import { caseOf, readerWith, TODAY } from '../../calculation/support';
import { familyCases, generatedCases, otherAmounts, type Generated } from '../cases';
import { recalculated, withoutResults, type FoundSheet, type Recalculated } from '../libreOffice';

interface Tried {
  readonly generated: Generated;
  /** The exhibit as it was made, with other amounts typed over its inputs where there are any. */
  readonly model: SheetModel;
  readonly item: Case;
  readonly changed: boolean;
}

const readers = { upper: readerWith(), lower: readerWith({ whenUnknown: 'lower' }) };

function made(generated: Generated): Tried[] {
  const reader = readers[generated.whenUnknown];
  const item = caseOf(generated.record, reader);
  const model = exhibit({ item, title: generated.name, preparedOn: TODAY, textOf: (rule) => rule });
  const other = otherAmounts(generated.record, generated.seed);
  return [
    { generated, model, item, changed: false },
    { generated, model: typedOver(model, other), item: caseOf(other, reader), changed: true },
  ];
}

const NAMES = new Map<string, string>([
  ...AMOUNTS.map(({ name, label }) => [label, name === 'debt' ? 'balance' : name] as const),
  ...DEBT_ITEMS.map((name) => [ITEM_LABELS[name], name] as const),
  ['Balance as stated', 'balance'],
  ['Rebate of unearned charges', 'refund_credit'],
]);

/** The sheet with other amounts typed over its blue cells, and nothing else touched. */
function typedOver(model: SheetModel, record: Readonly<Record<string, unknown>>): SheetModel {
  const rows = model.rows.map((cells): readonly (CellModel | null)[] => {
    const [label, input] = cells;
    const name = NAMES.get(String(label?.value ?? ''));
    if (!name || !input || !/Input$/.test(input.style ?? '') || input.value === null) return cells;
    return [label ?? null, { ...input, value: Number(record[name] ?? 0) }, ...cells.slice(2)];
  });
  return { ...model, rows };
}

const figures = (model: SheetModel, sheet: FoundSheet) => {
  const at = (name: string) => sheet.get((model.names?.[name] ?? '').replace(/\$/g, ''));
  return {
    deficiency: at('Exhibit_deficiency'),
    shortfall: at('Exhibit_shortfall'),
    surplus: at('Exhibit_surplus'),
    low: at('Exhibit_low') ?? at('Exhibit_deficiency'),
    high: at('Exhibit_high') ?? at('Exhibit_deficiency'),
    check: sheet.get(MESSAGE),
  };
};

const cents = (value: unknown): number => Math.round(Number(value) * 100) + 0;

describe('an exhibit in LibreOffice', () => {
  const families = familyCases();
  const tried = [...families.cases, ...generatedCases()].flatMap(made);
  let found: Recalculated;
  const results = recalculated(async () => {
    const files = new Map<string, Uint8Array>();
    for (let start = 0; start < tried.length; start += PER_FILE) {
      const sheets = tried
        .slice(start, start + PER_FILE)
        .map(({ model }, n) => ({ ...model, name: `S${start + n}`, names: {} }));
      files.set(`f${start}`, withoutResults(await workbookFile({ title: 'test', sheets })));
    }
    return files;
  }, 'values');

  beforeAll(async () => {
    found = await results();
  });

  const sheetOf = (n: number): FoundSheet =>
    found.get(`f${n - (n % PER_FILE)}`)?.get(`S${n}`) ?? new Map();

  it('is tried on every family of rules that changes an amount', () => {
    expect(families.unreached).toEqual([]);
  });

  it('gives the deficiency, both its ends, shortfall and surplus of every case to the cent', () => {
    tried.forEach(({ model, item, changed, generated }, n) => {
      if (changed) return;
      const assessment = assess(item);
      const { deficiency, shortfall, surplus, low, high, check } = figures(model, sheetOf(n));
      const about = JSON.stringify(generated.record);
      const open = assessment.status === 'open';
      expect({ about, check }).toEqual({ about, check: open ? STILL_OPEN : IN_ORDER });
      expect({
        about,
        deficiency: cents(deficiency),
        shortfall: cents(shortfall),
        surplus: cents(surplus),
        low: cents(low),
        high: cents(high),
      }).toEqual({
        about,
        deficiency: assessment.deficiency,
        shortfall: assessment.shortfall,
        surplus: assessment.surplus,
        low: assessment.low,
        high: assessment.high,
      });
    });
  });

  it('still gives them after its inputs are changed, or says that the law may be another', () => {
    let sameBranch = 0;
    const all = tried.filter(({ changed }) => changed).length;
    tried.forEach(({ model, item, changed, generated }, n) => {
      if (!changed) return;
      const { deficiency, low, high, check } = figures(model, sheetOf(n));
      if (check !== IN_ORDER && check !== STILL_OPEN) return;
      sameBranch++;
      const now = assess(item);
      const about = `${JSON.stringify(generated.record)} at seed ${generated.seed}`;
      const ends = check === STILL_OPEN ? { low: cents(low), high: cents(high) } : {};
      expect({ about, deficiency: cents(deficiency), ...ends }).toEqual({
        about,
        deficiency: now.deficiency,
        ...(check === STILL_OPEN && { low: now.low, high: now.high }),
      });
    });
    expect(sameBranch / all).toBeGreaterThan(0.4);
  });

  it('stores in each cell what the formula gives', () => {
    tried.forEach(({ model, changed, generated }, n) => {
      if (changed) return;
      const sheet = sheetOf(n);
      model.rows.forEach((cells, r) =>
        cells.forEach((cell, c) => {
          if (cell?.formula === undefined || cell.value === null) return;
          const at = `${'ABCDE'[c] ?? ''}${r + 1}`;
          const value = sheet.get(at) ?? '';
          const about = `${at} =${cell.formula} ${JSON.stringify(generated.record)}`;
          if (typeof cell.value === 'number') expect(cents(value), about).toBe(cents(cell.value));
          else expect(value, about).toBe(cell.value);
        }),
      );
    });
  });
});

const PER_FILE = 40;
