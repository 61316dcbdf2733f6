/** The law's files are complete, in form, and say how everything is known. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLaw, tablesIn } from '../../scripts/law/read';
import type { RuleSource } from '../../scripts/law/sources';
import { lacks } from '../../scripts/law/stale';
import { withinLimitFact } from '../../src/law/conditionTree';
import { factNamed, FACTS, PROFILES, STATES, stateCode } from '../../src/law/book';

const law = readLaw();
const rules: [string, RuleSource][] = law.jurisdictions.flatMap((place) =>
  [...place.real_property.rules, ...place.personal_property.rules].map(
    (rule): [string, RuleSource] => [place.code, rule],
  ),
);

describe('the files of the law', () => {
  it('have no mistakes of form, of names or of expressions', () => {
    expect(law.problems).toEqual([]);
  });

  it('cover the fifty states and the District of Columbia', () => {
    expect(STATES).toHaveLength(51);
    expect(stateCode(' tx ')).toBe('TX');
    expect(stateCode('new  york')).toBe('NY');
    expect(stateCode('District of Columbia')).toBe('DC');
    expect(stateCode('XX')).toBeUndefined();
  });

  it('say each text in sentences, whatever parts it is made of', () => {
    const file = path.join(import.meta.dirname, '../../src/law/generated/texts/all.json');
    const texts = JSON.parse(readFileSync(file, 'utf8')) as {
      rules: Record<string, { text?: string }>;
    };
    const said = Object.values(texts.rules).flatMap(({ text }) => text ?? []);
    expect(said.length).toBeGreaterThan(300);
    expect(said.filter((text) => /\.[;.]|;;|; *$|\. [a-z]/.test(text))).toEqual([]);
  });

  it('use an id once in the whole country', () => {
    const ids = rules.map(([, rule]) => rule.id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it('start every id with the code of its state', () => {
    expect(
      rules.filter(([code, rule]) => !rule.id.startsWith(`${code}-`)).map(([, r]) => r.id),
    ).toEqual([]);
  });

  it('give every rule that decides a source, the official address, and the day it was read', () => {
    // No page of the state is known for these sections; one of the articles is repealed.
    const without = ['DE-separate-suit', 'NY-RPAPL-ART14'];
    const found = rules.flatMap(([code, rule]) =>
      lacks(code, rule).map((what) => `${rule.id} lacks ${what}`),
    );
    expect(found).toEqual(without.map((id) => `${id} lacks an official address`));
  });

  it('link to no host that has closed', () => {
    const closed =
      /https?:\/\/[^/]*(?:casetext\.com|d1tvxue8o4w0fl\.cloudfront\.net|ksrevisor\.org|www\.leginfo\.ca\.gov)/;
    expect(
      rules
        .filter(([, { sources = [] }]) => sources.some((one) => closed.test(one)))
        .map(([, r]) => r.id),
    ).toEqual([]);
  });

  it('leave nothing to do', () => {
    expect(rules.filter(([, rule]) => /TODO|RESEARCH/.test(JSON.stringify(rule)))).toEqual([]);
  });

  it('say what was not read, and never that something is remembered', () => {
    const told = [...law.jurisdictions, law.federal, law.federalCourts, ...law.limits.values()];
    expect(told.filter((part) => /memory|remember/i.test(JSON.stringify(part)))).toEqual([]);
  });

  it('say for every jurisdiction what a judgment bears and how long it lives', () => {
    for (const { code, judgment } of law.jurisdictions) {
      expect(judgment.interest.length, code).toBeGreaterThan(0);
      for (const interest of judgment.interest)
        expect(
          interest.rate_percent !== undefined ||
            interest.index !== undefined ||
            interest.kind === 'contract' ||
            interest.kind === 'court',
          code,
        ).toBe(true);
      for (const life of judgment.life) expect(life.citation.length, code).toBeGreaterThan(3);
    }
  });

  it('tell the deficiency of every state from at least one rule on land and one on goods', () => {
    for (const { code, real_property, personal_property } of law.jurisdictions) {
      expect(real_property.rules.length, code).toBeGreaterThan(3);
      expect(personal_property.rules.length, code).toBeGreaterThan(1);
    }
  });

  it('say from which day the amendments of 2022 are law, whatever else a state says of its explanation', () => {
    const explaining = rules.filter(([, { follows }]) => follows === 'UCC-9-616');
    const silent = explaining.filter(([code, { note }]) => {
      const since = law.amended[code];
      return since !== undefined && !note.includes(`are law here from ${since.from ?? 'a day'}`);
    });
    expect(explaining.length).toBeGreaterThan(40);
    expect(silent.map(([, { id }]) => id)).toEqual([]);
    const florida = rules.find(([, { id }]) => id === 'FL-679.616')?.[1].note;
    expect(florida).toContain('waive the deficiency in writing');
    expect(florida).toContain('from 2025-07-01');
  });

  it('depart from the uniform Article 9 only where there is such a text', () => {
    const uniform = new Set(law.uniform.map((rule) => rule.id));
    for (const [, rule] of rules)
      if (rule.departs_from !== undefined)
        expect(uniform.has(rule.departs_from), rule.id).toBe(true);
  });

  it('name no table of limits that no rule uses, and end every table that is adjusted in what is not known', () => {
    const used = new Set(
      rules.flatMap(([, rule]) => tablesIn(rule.when).map(([, table]) => table)),
    );
    expect([...law.limits.keys()].filter((id) => !used.has(id))).toEqual([]);
    for (const { id, rows } of law.limits.values())
      if (rows.slice(1).some((row) => row.between)) expect(rows.at(-1)?.between, id).toBeDefined();
  });

  it('name no folder of a machine', () => {
    expect(JSON.stringify(law).match(/"\/(?:home|root|work|tmp)\/[^"]*/g)).toBeNull();
  });
});

describe('the table of facts', () => {
  it('has a label, a question and a help for every fact', () => {
    for (const fact of law.facts) {
      expect(fact.label.length, fact.name).toBeGreaterThan(2);
      expect(fact.question, fact.name).toMatch(/\?/);
      expect(fact.help.length, fact.name).toBeGreaterThan(5);
    }
  });

  it('knows every fact that a profile supplies', () => {
    for (const profile of PROFILES)
      for (const [name, value] of Object.entries(profile.facts)) {
        const fact = factNamed(name);
        expect(fact, `${profile.name}: ${name}`).toBeDefined();
        if (fact?.kind === 'choice' && value !== 'usual')
          expect(Object.keys(fact.choices ?? {}), name).toContain(value);
      }
  });

  it('asks of no rule a fact that nobody consults', () => {
    const rules = law.jurisdictions.flatMap(({ real_property, personal_property }) => [
      ...real_property.rules,
      ...personal_property.rules,
    ]);
    const ofTables = rules.flatMap((rule) =>
      tablesIn(rule.when).map(([amount]) => withinLimitFact(amount)),
    );
    const asked = JSON.stringify([law.jurisdictions, law.terms, law.uniform, ofTables]);
    const unused = FACTS.filter(
      ({ name, kind, everywhere }) =>
        kind !== 'date' && !everywhere && !asked.includes(`"${name}"`),
    ).map(({ name }) => name);
    expect(unused).toEqual([]);
  });
});
