/** The settings record: whatever it holds, a usable record comes out and nothing unknown is lost. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaseReader } from '../../../src/calculation/deficiency/case';
import { NEW_WORKBOOK } from '../../../src/calculation/settings/settings';
import { FACTS } from '../../../src/law/book';
import {
  applyChanges,
  changesBetween,
  exportText,
  importText,
  overridden,
  readRecord,
  withoutDamage,
} from '../../../src/calculation/settings/record';
import {
  DEFAULTS,
  toCalculation,
  type WorkbookSettings,
} from '../../../src/calculation/settings/workbookSettings';
import { differences, settingsRows } from '../../../src/workbook/settingsWords';
import { TODAY } from '../support';

const flags = FACTS.filter(({ kind }) => kind === 'flag').map(({ name }) => name);

/** Settings as the pane could make them. */
const someSettings: fc.Arbitrary<WorkbookSettings> = fc.record({
  profile: fc.constantFrom(null, 'home_loan', 'farm', 'vehicle'),
  facts: fc.dictionary(fc.constantFrom(...flags.slice(0, 12)), fc.boolean()),
  amounts: fc.dictionary(
    fc.constantFrom('recourse_cap', 'guaranty_cap'),
    fc.integer({ min: 0, max: 1e9 }).map((cents) => cents / 100),
  ),
  fair_value_policy: fc.constantFrom('statute', 'always', 'never'),
  missing_fair_value: fc.constantFrom('unknown', 'sale_price'),
  when_unknown: fc.constantFrom('upper', 'lower', 'error'),
  debtor_defences: fc.constantFrom('raised', 'not_raised'),
  law_as_of: fc.constantFrom('sale_date', 'today', '2015-06-30'),
  last_days: fc.constantFrom('roll', 'stay'),
  rounding: fc.constantFrom('half_up', 'half_even'),
  day_count: fc.constantFrom('actual/365', 'actual/360', '30/360'),
});

/** JSON with the record's own keys, holding anything at all. */
const anyRecord = fc.oneof(
  fc.jsonValue(),
  fc.dictionary(
    fc.oneof(fc.constantFrom(...Object.keys(DEFAULTS), 'version', '__proto__'), fc.string()),
    fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('method', 'x'), fc.jsonValue())),
  ),
);

describe('a record', () => {
  it('is usable whatever JSON was kept, and the calculation takes it', () => {
    fc.assert(
      fc.property(anyRecord, (json) => {
        const { settings } = readRecord(json);
        const reader = new CaseReader({ ...toCalculation(settings), today: TODAY });
        const read = reader.read({ state: 'IL', balance: 2, sale_price: 1 });
        expect(read.ok).toBe(true);
      }),
    );
  });

  it('keeps every key that this program does not know through a change', () => {
    fc.assert(
      fc.property(anyRecord, someSettings, (json, next) => {
        const read = readRecord(json);
        const raw = applyChanges(withoutDamage(read), changesBetween(read.settings, next));
        const kept = (json ?? {}) as Record<string, unknown>;
        for (const key of Object.keys(read.raw))
          if (!Object.hasOwn(DEFAULTS, key) && key !== 'version')
            expect(raw[key]).toEqual(kept[key]);
      }),
    );
  });

  it('is read as it was saved', () => {
    fc.assert(
      fc.property(someSettings, someSettings, (first, second) => {
        let raw = applyChanges({}, changesBetween(DEFAULTS, first));
        raw = applyChanges(raw, changesBetween(first, second));
        const read = readRecord(JSON.parse(JSON.stringify(raw)));
        expect(read.settings).toEqual(second);
        expect(read.problems).toEqual([]);
      }),
    );
  });

  it('of a new workbook is that of the calculation', () => {
    expect(toCalculation(readRecord(undefined).settings)).toEqual(NEW_WORKBOOK);
  });

  it('keeps a fact that only a newer program knows, without using it', () => {
    const read = readRecord({ version: 1, facts: { moon_phase: 'full', owner_occupied: false } });
    expect(read.settings.facts).toEqual({ owner_occupied: false });
    expect(read.problems).toEqual([
      {
        field: 'facts.moon_phase',
        message: "there is no fact called 'moon_phase'",
        damaged: false,
      },
    ]);
    expect(withoutDamage(read)['facts']).toEqual({ moon_phase: 'full', owner_occupied: false });
  });

  it('tells which fields are damaged and reads the others', () => {
    const read = readRecord({
      when_unknown: 42,
      rounding: 'half_even',
      facts: { method: 'magic' },
    });
    expect(read.settings).toMatchObject({ when_unknown: 'upper', rounding: 'half_even' });
    expect(read.problems.map(({ field, damaged }) => [field, damaged])).toEqual([
      ['when_unknown', true],
      ['facts.method', true],
    ]);
  });

  it('of a newer version is read as far as it is understood, and marked', () => {
    const read = readRecord({ version: 7, rounding: 'half_even', law_as_of: { day: 1 } });
    expect(read).toMatchObject({ newer: true, version: 7, settings: { rounding: 'half_even' } });
    expect(read.problems.every(({ damaged }) => !damaged)).toBe(true);
    const changed = applyChanges(read.raw, [{ path: ['profile'], value: 'farm' }]);
    expect(changed).toMatchObject({ version: 7, law_as_of: { day: 1 }, profile: 'farm' });
  });

  it('makes recourse limited where it names a limit', () => {
    const { settings } = readRecord({ amounts: { recourse_percent: '25%' } });
    expect(toCalculation(settings)).toMatchObject({
      profileFacts: { recourse: 'limited' },
      profileAmounts: { recourse_percent: '25%' },
    });
  });

  it('refuses a bare fraction as a percentage: it could be a quarter of a percent', () => {
    const { problems } = readRecord({ amounts: { recourse_percent: 0.25 } });
    expect(problems[0]?.message).toContain('could be a fraction');
  });

  it('keeps dates of facts as text', () => {
    const read = readRecord({ facts: { origination_date: '2015-06-30' } });
    expect(read.settings.facts).toEqual({ origination_date: '2015-06-30' });
  });
});

describe('two people', () => {
  it('who change different fields keep both changes, in either order', () => {
    fc.assert(
      fc.property(someSettings, someSettings, someSettings, (base, mine, theirs) => {
        const raw = applyChanges({}, changesBetween(DEFAULTS, base));
        const ours = changesBetween(base, mine);
        const both = new Set(overridden(base, mine, theirs));
        const others = changesBetween(base, theirs).filter(({ path }) => !both.has(path.join('.')));
        const one = readRecord(applyChanges(applyChanges(raw, ours), others));
        const other = readRecord(applyChanges(applyChanges(raw, others), ours));
        expect(one.settings).toEqual(other.settings);
      }),
    );
  });

  it('who change the same field are told', () => {
    const mine: WorkbookSettings = { ...DEFAULTS, rounding: 'half_even', profile: 'farm' };
    const theirs: WorkbookSettings = { ...DEFAULTS, profile: 'vehicle' };
    expect(overridden(DEFAULTS, mine, theirs)).toEqual(['profile']);
  });
});

describe('a file of settings', () => {
  it('gives back what was exported', () => {
    const record = readRecord({ version: 1, profile: 'farm', colour: 'green' });
    expect(importText(exportText(record))).toEqual({ ok: true, value: record });
  });

  it.each(['', '{', '[]', '{"settings":{}}', '=1+1'])('is refused where it holds %j', (text) => {
    expect(importText(text).ok).toBe(false);
  });
});

describe('differences from a new workbook', () => {
  it('are none at first', () => {
    expect(differences(DEFAULTS)).toEqual([]);
  });

  it('are said in words, with what would stand there otherwise', () => {
    const found = differences({
      ...DEFAULTS,
      profile: 'commercial_real_estate',
      law_as_of: '2015-06-30',
      facts: { owner_occupied: true, method: 'judicial' },
      amounts: { recourse_cap: 20_000 },
    });
    expect(found.map(({ label, now, usual }) => [label, now, usual])).toEqual([
      ['Kind of loan', 'Commercial real estate', 'Home loan'],
      ['Law as of', expect.stringContaining('2015'), 'The sale date'],
      [expect.any(String), 'yes', 'no'],
      [expect.any(String), expect.any(String), "The state's usual one"],
      ['Recourse cap', '20,000', 'Not given'],
    ]);
  });
});

describe('the sheet for auditors', () => {
  it('has a row for each setting and each value of the workbook, as plain cells', () => {
    const rows = settingsRows(readRecord({ facts: { owner_occupied: false }, rounding: 3 }));
    expect(new Set(rows.map((cells) => cells.length)).size).toBe(1);
    expect(rows.flat()).toContain('facts.owner_occupied');
    expect(rows.flat()).toContain('Could not be used');
  });
});
