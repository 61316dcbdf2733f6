/** What a person prefers is kept by office-js-helpers, with guards where it does otherwise than one expects. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as PreferencesModule from '../../src/taskpane/preferences';

/** A browser's storage as far as the helper uses it. */
class FakeStorage {
  [kept: string]: unknown;
  getItem(key: string): string | null {
    return Object.hasOwn(this, key) ? String(this[key]) : null;
  }
  setItem(key: string, text: string): void {
    if (text.length > 100) throw new Error('QuotaExceededError');
    this[key] = text;
  }
}

let storage: FakeStorage | undefined;
let module: typeof PreferencesModule;

beforeEach(async () => {
  storage = new FakeStorage();
  vi.stubGlobal('window', {
    get localStorage() {
      if (!storage) throw new DOMException('blocked', 'SecurityError');
      return storage;
    },
  });
  vi.spyOn(console, 'warn').mockReturnValue();
  module = await import('../../src/taskpane/preferences');
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('what a person prefers', () => {
  it('is there again when the pane opens anew', () => {
    module.openPreferences().set('tab', 'law');
    expect(module.openPreferences().get('tab')).toBe('law');
  });

  it('is nothing where nobody chose, though the helper says that it has every key', () => {
    expect(module.openPreferences().get('model')).toBeUndefined();
  });

  it('stays a text where it looks like a time, which the helper makes a Date of', () => {
    module.openPreferences().set('sender', '2026-11-30T10:00:00.000Z');
    expect(module.openPreferences().get('sender')).toBe('2026-11-30T10:00:00.000Z');
  });

  it('is nothing where something else stands in its place', () => {
    storage?.setItem('@recourse/tab', '{"name":"law"}');
    expect(module.openPreferences().get('tab')).toBeUndefined();
  });

  it('lasts as long as the pane where the browser blocks its storage', () => {
    storage = undefined;
    const preferences = module.openPreferences();
    preferences.set('tab', 'help');
    expect(preferences.get('tab')).toBe('help');
  });

  it('is not kept where the storage is full, and the pane goes on', () => {
    for (const shown of ['group', 'groupCollapsed', 'error'] as const)
      vi.spyOn(console, shown).mockReturnValue();
    const preferences = module.openPreferences();
    preferences.set('sender', 'x'.repeat(200));
    expect(preferences.get('sender')).toBeUndefined();
  });

  it('is kept apart for each site that shows the add-in', () => {
    vi.stubGlobal('Office', { context: { partitionKey: 'bank.example/' } });
    module.openPreferences().set('tab', 'law');
    vi.stubGlobal('Office', { context: {} });
    expect(module.openPreferences().get('tab')).toBeUndefined();
  });
});

describe('the program that holds the pane', () => {
  it('is named by host, version and platform in Office', () => {
    const context = { host: 'Excel', platform: 'Mac', diagnostics: { version: '16.99' } };
    vi.stubGlobal('Office', { context });
    Object.assign(window, { Office: { context } });
    expect(module.whereItRuns()).toBe('EXCEL 16.99 (MAC)');
  });

  it('is the browser elsewhere', () => {
    vi.stubGlobal('navigator', { userAgent: 'Some browser' });
    expect(module.whereItRuns()).toBe('Some browser');
  });
});
