/** Settings kept in a workbook that several people and several versions of the program write to. */
import { describe, expect, it } from 'vitest';
import { SETTINGS_KEY } from '../../src/workbook/host';
import { readRecord } from '../../src/calculation/settings/record';
import { SET_ASIDE_KEY, SettingsKeeper } from '../../src/workbook/settingsKeeper';
import { SharedFile } from './memoryStore';

const saved = async <T>(save: Promise<{ ok: true; value: T } | { ok: false; message: string }>) => {
  const result = await save;
  if (!result.ok) throw new Error(result.message);
  return result.value;
};

describe('saving', () => {
  it('keeps the settings in the workbook for the next one who opens it', async () => {
    const file = new SharedFile();
    const keeper = new SettingsKeeper(file.open());
    await saved(keeper.save({ ...keeper.settings, profile: 'farm' }));
    expect(new SettingsKeeper(file.open()).settings.profile).toBe('farm');
    expect(file.saved[SETTINGS_KEY]).toEqual({ version: 1, profile: 'farm' });
  });

  it('can be taken back, without taking back what others saved', async () => {
    const file = new SharedFile();
    const [mine, theirs] = [new SettingsKeeper(file.open()), new SettingsKeeper(file.open())];
    const done = await saved(mine.save({ ...mine.settings, profile: 'farm' }));
    await saved(theirs.save({ ...theirs.settings, rounding: 'half_even' }));
    await done.undo();
    expect(mine.settings).toMatchObject({ profile: 'home_loan', rounding: 'half_even' });
  });

  it("keeps another person's save of another field", async () => {
    const file = new SharedFile();
    const [mine, theirs] = [new SettingsKeeper(file.open()), new SettingsKeeper(file.open())];
    await saved(theirs.save({ ...theirs.settings, facts: { owner_occupied: false } }));
    const done = await saved(
      mine.save({ ...mine.settings, facts: { residential: true }, when_unknown: 'lower' }),
    );
    expect(done.overridden).toEqual([]);
    expect(mine.settings).toMatchObject({
      facts: { owner_occupied: false, residential: true },
      when_unknown: 'lower',
    });
  });

  it("says where it replaced another person's value", async () => {
    const file = new SharedFile();
    const [mine, theirs] = [new SettingsKeeper(file.open()), new SettingsKeeper(file.open())];
    await saved(theirs.save({ ...theirs.settings, profile: 'vehicle' }));
    const done = await saved(mine.save({ ...mine.settings, profile: 'farm' }));
    expect(done.overridden).toEqual(['profile']);
  });

  it('tells its listeners once', async () => {
    const keeper = new SettingsKeeper(new SharedFile().open());
    const heard: (string | null)[] = [];
    keeper.onChange(({ settings }) => heard.push(settings.profile));
    await saved(keeper.save({ ...keeper.settings, profile: null }));
    expect(heard).toEqual([null]);
  });
});

describe('a damaged record', () => {
  it('is set aside with the reason when something is saved', async () => {
    const file = new SharedFile({ [SETTINGS_KEY]: 'not a record' });
    const keeper = new SettingsKeeper(file.open());
    expect(keeper.record.problems).toHaveLength(1);
    await saved(keeper.save({ ...keeper.settings, profile: 'farm' }));
    expect(keeper.record.problems).toEqual([]);
    expect(file.saved[SET_ASIDE_KEY]).toEqual([
      { at: expect.any(String), why: ['record: is not a record'], record: 'not a record' },
    ]);
  });

  it('loses only its damaged fields', async () => {
    const file = new SharedFile({
      [SETTINGS_KEY]: { when_unknown: [], profile: 'farm', colour: 'green' },
    });
    const keeper = new SettingsKeeper(file.open());
    await saved(keeper.save({ ...keeper.settings, rounding: 'half_even' }));
    expect(file.saved[SETTINGS_KEY]).toEqual({
      version: 1,
      profile: 'farm',
      rounding: 'half_even',
      colour: 'green',
    });
  });

  it('is not written over by opening the workbook', () => {
    const file = new SharedFile({ [SETTINGS_KEY]: 5 });
    new SettingsKeeper(file.open());
    expect(file.saved).toEqual({ [SETTINGS_KEY]: 5 });
  });
});

describe('a record of a newer version', () => {
  const newer = { version: 2, profile: 'farm', phases: { moon: 'full' } };

  it('is not overwritten without asking', async () => {
    const file = new SharedFile({ [SETTINGS_KEY]: newer });
    const keeper = new SettingsKeeper(file.open());
    const refused = await keeper.save({ ...keeper.settings, profile: null });
    expect(refused).toMatchObject({ ok: false, newer: true });
    expect(file.saved[SETTINGS_KEY]).toEqual(newer);
  });

  it('keeps what is not understood when someone agreed', async () => {
    const file = new SharedFile({ [SETTINGS_KEY]: newer });
    const keeper = new SettingsKeeper(file.open());
    await saved(keeper.save({ ...keeper.settings, profile: null }, { overNewer: true }));
    expect(file.saved[SETTINGS_KEY]).toEqual({ ...newer, profile: null });
  });
});

describe('importing', () => {
  it('takes all settings and the keys that only the other program knows', async () => {
    const file = new SharedFile({ [SETTINGS_KEY]: { rounding: 'half_even', mine: 1 } });
    const keeper = new SettingsKeeper(file.open());
    const done = await saved(keeper.replace(readRecord({ profile: 'farm', theirs: 2 })));
    expect(file.saved[SETTINGS_KEY]).toMatchObject({ profile: 'farm', mine: 1, theirs: 2 });
    expect(keeper.settings.rounding).toBe('half_up');
    await done.undo();
    expect(keeper.settings).toMatchObject({ profile: 'home_loan', rounding: 'half_even' });
  });

  it('of nothing but defaults is a reset', async () => {
    const keeper = new SettingsKeeper(
      new SharedFile({ [SETTINGS_KEY]: { profile: 'farm' } }).open(),
    );
    await saved(keeper.reset());
    expect(keeper.settings.profile).toBe('home_loan');
  });
});
