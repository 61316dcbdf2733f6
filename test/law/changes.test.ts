// The log of what changed in the law: nobody writes it, so a rule that changes without an entry cannot be.
import { describe, expect, it } from 'vitest';
import { changesPage, versionOf } from '../../scripts/law/changes';
import { readLaw } from '../../scripts/law/read';
import type { LawSource, RuleSource } from '../../scripts/law/sources';

const law = readLaw();

/** The law with one rule of Texas said otherwise. */
function with51003(change: Partial<RuleSource>): LawSource {
  return {
    ...law,
    jurisdictions: law.jurisdictions.map((place) =>
      place.code !== 'TX'
        ? place
        : {
            ...place,
            real_property: {
              ...place.real_property,
              rules: place.real_property.rules.map((rule) =>
                rule.id === 'TX-PROP-51.003-A' ? { ...rule, ...change } : rule,
              ),
            },
          },
    ),
  };
}

/** What the log says of that rule since the last release. */
const entry = (changed: LawSource): string | undefined => {
  const [, open = ''] = changesPage(changed).split(/^## /m);
  return open.split('\n').find((line) => line.includes('`TX-PROP-51.003-A`'));
};

describe('the log of changes', () => {
  it('names the part of a rule that says something else', () => {
    expect(entry(with51003({ deadline: { amount: 3, unit: 'years', start: 'sale' } }))).toMatch(
      /: effect/,
    );
    expect(entry(with51003({ when: { method: 'judicial' } }))).toMatch(/condition/);
    expect(entry(with51003({ known: 'recall' }))).toMatch(/how it is known/);
  });

  it('leaves out a note that is worded anew', () => {
    expect(entry(with51003({ note: 'Said in other words.' }))).toBe(entry(law));
  });

  it('marks answers as later than the release where a rule changed since', () => {
    expect(versionOf(with51003({ when: { method: 'strict' } })).version).toMatch(/\+$/);
  });
});
