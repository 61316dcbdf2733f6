/** The text of formulas: our calls found wherever they stand, arguments split and put together again. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildFormula,
  callsUs,
  constantText,
  findCalls,
  isReference,
  kindOf,
  quoteText,
  replaceArguments,
  withNamespace,
  withPlainNames,
} from '../../src/formulas/formulaText';

const argumentsOf = (formula: string, call = 0) =>
  findCalls(formula)[call]?.args.map(({ text }) => text);

describe('under the namespace of the namespaced add-in', () => {
  it('only the bare function is called otherwise, texts and other names stay', () => {
    const formula = '=1+deficiency( DEFICIENCY.SURPLUS(1,2),"DEFICIENCY(1)")';
    const there = '=1+DEFICIENCY.DEFICIENCY( DEFICIENCY.SURPLUS(1,2),"DEFICIENCY(1)")';
    expect(withNamespace(formula)).toBe(there);
    expect(withNamespace(there)).toBe(there);
    expect(withPlainNames(there)).toBe(there);
  });
});

describe('calls of our functions', () => {
  it('are found in any case, with blanks, and inside other functions', () => {
    const formula = '=IF(A1>0, deficiency.status (A1,B1), ROUND(DEFICIENCY(A2,B2),2))';
    expect(findCalls(formula).map(({ id }) => id)).toEqual(['DEFICIENCY.STATUS', 'DEFICIENCY']);
  });

  it('are found inside each other, the outer one first', () => {
    const formula = '=DEFICIENCY(DEFICIENCY.SHORTFALL(1,2),3)';
    expect(findCalls(formula).map(({ id }) => id)).toEqual(['DEFICIENCY', 'DEFICIENCY.SHORTFALL']);
    expect(argumentsOf(formula)).toEqual(['DEFICIENCY.SHORTFALL(1,2)', '3']);
  });

  it.each([
    '=_xldudf_DEFICIENCY(1,2)',
    '=_xlfn._xldudf_DEFICIENCY(1,2)',
    '=DEFICIENCY.DEFICIENCY(1,2)',
    '=_xldudf_DEFICIENCY_DEFICIENCY(1,2)',
    '=@DEFICIENCY(1,2)',
    '=-DEFICIENCY(1,2)',
  ])('are found in %s', (formula) => {
    expect(argumentsOf(formula)).toEqual(['1', '2']);
  });

  it('are found under the names that a workbook keeps without the add-in', () => {
    expect(findCalls('=_xldudf_DEFICIENCY_STATUS(1,2)')[0]?.id).toBe('DEFICIENCY.STATUS');
  });

  it.each([
    '="DEFICIENCY(1,2)"',
    "='DEFICIENCY(1,2)'!A1",
    '=MYDEFICIENCY(1,2)',
    '=X.DEFICIENCY(1,2)',
    '=Loans[DEFICIENCY(1,2)]',
    '=DEFICIENCY+1',
    '=DEFICIENCY(1,2',
    '=DEFICIENCY.OTHER(1,2)',
    '=Sheet1!DEFICIENCY(1)',
  ])('are not seen in %s', (formula) => {
    expect(findCalls(formula)).toEqual([]);
    expect(callsUs(formula)).toBe(false);
  });

  it.each<[string, string[]]>([
    ['=DEFICIENCY()', []],
    ['=DEFICIENCY( 1 ,, "TX" )', ['1', '', '"TX"']],
    ['=DEFICIENCY("a,b)""(",2)', ['"a,b)""("', '2']],
    ["=DEFICIENCY('It''s, (1)'!A1,2)", ["'It''s, (1)'!A1", '2']],
    ['=DEFICIENCY({1,2;3,4},{"a,b";"}"})', ['{1,2;3,4}', '{"a,b";"}"}']],
    ["=DEFICIENCY(Loans[[#Data],[a '] , b]],2)", ["Loans[[#Data],[a '] , b]]", '2']],
    ['=DEFICIENCY(SUM(A1,(B1,C1)),2)', ['SUM(A1,(B1,C1))', '2']],
    ['=DEFICIENCY(1,\n  2)', ['1', '2']],
  ])('have the arguments as written: %s', (formula, args) => {
    expect(argumentsOf(formula)).toEqual(args);
  });

  it('end where they end, whatever stands behind', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const call = 'DEFICIENCY(A1,B1)';
        const formula = `=${quoteText(before)}&${call}&${quoteText(after)}`;
        const [found] = findCalls(formula);
        expect(formula.slice(found?.start, found?.end)).toBe(call);
      }),
    );
  });

  it('never make the reader fail, whatever the text', () => {
    fc.assert(
      fc.property(
        fc
          .array(
            fc.oneof(
              fc.constantFrom('DEFICIENCY', '(', ')', '"', "'", '[', ']', '{', '}', ',', '!', '#'),
              fc.string(),
            ),
          )
          .map((parts) => `=${parts.join('')}`),
        (formula) => {
          for (const { start, end, args } of findCalls(formula)) {
            expect(formula[end - 1]).toBe(')');
            for (const arg of args) {
              expect(arg.start).toBeGreaterThan(start);
              expect(formula.slice(arg.start, arg.end)).toBe(arg.text);
            }
          }
        },
      ),
    );
  });
});

describe('arguments', () => {
  const value = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
    fc.boolean(),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constant(null),
  );

  it('are read as the values that they were written from', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), (values) => {
        const formula = buildFormula('DEFICIENCY', values.map(constantText));
        const args = findCalls(formula)[0]?.args ?? [];
        const read = args.map(({ text }) => {
          const kind = kindOf(text);
          return kind.kind === 'value' ? kind.cells[0]?.[0] : null;
        });
        while (read.length < values.length) read.push(null);
        expect(read).toEqual(values);
      }),
    );
  });

  it.each<[string, unknown]>([
    ['300000', 300_000],
    ['-1.5e3', -1500],
    ['.5', 0.5],
    ['25%', 0.25],
    ['"a ""b"""', 'a "b"'],
    ['true', true],
  ])('%s is a value', (text, expected) => {
    expect(kindOf(text)).toEqual({ kind: 'value', cells: [[expected]] });
  });

  it('in braces are rows and columns', () => {
    expect(kindOf('{1,"a;b";TRUE,-2}')).toEqual({
      kind: 'value',
      cells: [
        [1, 'a;b'],
        [true, -2],
      ],
    });
  });

  it.each([
    'A1',
    '$B$2:B10',
    'A:A',
    '2:5',
    'Sheet1!A1',
    "'It''s'!A:B",
    'A14#',
    'balance_2026',
    'Loans[Balance]',
    'Loans[[#Data],[a]:[b]]',
    '[@Balance]',
  ])('%s is a reference', (text) => {
    expect(isReference(text)).toBe(true);
  });

  it.each(['A1+1', 'SUM(A1)', 'TRUE', '1+2', "'[Book.xlsx]S'!A1", 'A1:B2 C1', 'Loans[a]+1', ''])(
    '%s is none',
    (text) => {
      expect(isReference(text)).toBe(false);
    },
  );

  it('longer than 255 characters are joined from pieces, as Excel wants them', () => {
    const long = 'x"'.repeat(400);
    const pieces = quoteText(long).split('&');
    expect(pieces.length).toBe(4);
    expect(pieces.map((piece) => kindOf(piece))).toSatisfy(
      (kinds: { cells?: string[][] }[]) =>
        kinds.map(({ cells }) => cells?.[0]?.[0]).join('') === long,
    );
  });
});

describe('a formula with other arguments', () => {
  it('keeps everything else as it was written', () => {
    const formula = '=ROUND(deficiency(A1, B1),2)';
    const [call] = findCalls(formula);
    expect(replaceArguments(formula, call!, ['A1', 'B1', '', '"TX"', ''])).toBe(
      '=ROUND(deficiency(A1,B1,,"TX"),2)',
    );
  });
});
