/** Facts as people write them, and what is refused. */
import { describe, expect, it } from 'vitest';
import { FACTS, factNamed } from '../../src/law/book';
import { plainWord, readFact, type FactDefinition, type FactKind } from '../../src/law/facts';
import { dayFromYmd } from '../../src/money/dates';

const fact = (kind: FactKind, choices?: Record<string, string>): FactDefinition => ({
  name: 'some_fact',
  label: 'Some fact',
  kind,
  group: 'loan',
  ...(choices && { choices }),
});
const flag = fact('flag');
const number = fact('number');
const method = fact('choice', {
  judicial: 'Court-ordered sale',
  deed_in_lieu: 'Deed in lieu of foreclosure',
});
const told = (value: unknown) => ({ ok: true, value });
const refused = (message: string) => ({ ok: false, message });

describe('a fact', () => {
  it.each([[flag], [number], [method], [fact('date')]])('that is blank is not told', (asked) => {
    for (const blank of [null, undefined, '', '  '])
      expect(readFact(asked, blank)).toEqual(told(null));
  });

  it.each([true, 'true', 'Yes', ' y ', '1', 1, 'x', 'TRUE'])('%s is yes', (value) => {
    expect(readFact(flag, value)).toEqual(told(true));
  });

  it.each([false, 'false', 'No', ' n ', '0', 0])('%s is no', (value) => {
    expect(readFact(flag, value)).toEqual(told(false));
  });

  it('that is neither yes nor no is refused', () => {
    expect(readFact(flag, 'perhaps')).toEqual(refused("'perhaps' is neither yes nor no"));
    expect(readFact(flag, 2).ok).toBe(false);
  });

  it.each([
    ['judicial', 'judicial'],
    [' Judicial ', 'judicial'],
    ['Deed in lieu', 'deed_in_lieu'],
    ['deed-in-lieu', 'deed_in_lieu'],
    ['deed  - in lieu', 'deed_in_lieu'],
    ['Court-Ordered Sale', 'judicial'],
    ['deed in lieu of foreclosure', 'deed_in_lieu'],
  ])('named %s is the choice %s', (written, name) => {
    expect(readFact(method, written)).toEqual(told(name));
  });

  it.each([
    ['method', 'Non-Judicial', 'nonjudicial'],
    ['method', "Trustee's Sale", 'nonjudicial'],
    ['method', 'SHERIFF’S SALE', 'judicial'],
    ['method', 'DIL', 'deed_in_lieu'],
    ['purchaser', 'REO', 'lender'],
    ['purchaser', '3rd Party', 'third_party'],
    ['loan_purpose', 'Refi', 'refinance'],
    ['collateral', 'Auto', 'motor_vehicle'],
    ['recourse', 'Nonrecourse', 'none'],
  ])('%s is read from %s as people in the trade write it', (name, written, choice) => {
    expect(readFact(factNamed(name) as FactDefinition, written)).toEqual(told(choice));
  });

  it('has words of the trade that mean one choice each, and none that is a choice itself', () => {
    for (const { name, choices = {}, also = {} } of FACTS) {
      const own = Object.entries(choices).flatMap((words) => words.map(plainWord));
      for (const [word, choice] of Object.entries(also)) {
        expect(Object.keys(choices), `${name}: ${word}`).toContain(choice);
        expect(own, name).not.toContain(word);
      }
    }
  });

  it('that is no choice is refused, and the choices are listed', () => {
    expect(readFact(method, 'auction')).toEqual(
      refused("'auction' is none of judicial, deed_in_lieu"),
    );
    expect(readFact(method, 'toString').ok).toBe(false);
    expect(readFact(fact('choice'), 'judicial').ok).toBe(false);
  });

  it.each([
    [4, 4],
    [0, 0],
    ['4', 4],
    [' 4.5 ', 4.5],
    ['1,234.25', 1234.25],
    ['12,345,678', 12345678],
  ])('of %s is a number', (written, value) => {
    expect(readFact(number, written)).toEqual(told(value));
  });

  it.each([-1, NaN, Infinity, 'four', '-4', '4 acres', 'about 4', '4.', '.5', ',5', true, [4]])(
    'of %s is no number of zero or more',
    (written) => {
      expect(readFact(number, written)).toMatchObject({
        ok: false,
        message: expect.stringMatching(/ is not a number of zero or more$/),
      });
    },
  );

  it('that is a date is read by the calendar of the workbook', () => {
    const day = dayFromYmd(2024, 1, 1);
    expect(readFact(fact('date'), '2024-01-01')).toEqual(told(day));
    expect(readFact(fact('date'), 45292)).toEqual(told(day));
    expect(readFact(fact('date'), 43830, 1904)).toEqual(told(day));
    expect(readFact(fact('date'), 'soon').ok).toBe(false);
  });
});
