// The memorandum tells an open case as open, on one page: question, answer, why, what to file, and what it rests on.
import { describe, expect, it } from 'vitest';
import { workbookOf } from '../../src/cli/workbook/commands';
import { dayFromYmd } from '../../src/money/dates';

const HOUSE = {
  balance: 300_000,
  sale_price: 255_000,
  sale_date: '2026-06-20',
  profile: 'home_loan',
};
const PREPARED = dayFromYmd(2026, 7, 1) as number;

function memo(more: Readonly<Record<string, unknown>>) {
  const { sheets } = workbookOf('memo', { ...HOUSE, ...more }, 'First Bank v. Smith', PREPARED);
  const [sheet] = sheets;
  const lines = (sheet?.rows ?? []).map((cells) => cells.map((cell) => cell?.value ?? null));
  return { sheet, lines, text: lines.flat().join('\n') };
}

const after = (lines: readonly (readonly unknown[])[], heading: string) =>
  lines[lines.findIndex(([first]) => first === heading) + 1];

describe('a memorandum', () => {
  it('answers an open case with both ends and what would settle it', () => {
    const { lines, text, sheet } = memo({ state: 'GA' });
    expect(after(lines, 'Answer')?.[0]).toBe('Open: 0 to 45,000');
    expect(after(lines, 'What would settle it')?.[2]).toBe('Yes: 45,000. No: 0');
    // Thirty days from June 20.
    expect(after(lines, 'To be done by')?.[0]).toBe('July 20, 2026');
    expect(text).toContain('in Georgia on June 20, 2026 for 255,000?');
    expect(sheet?.print).toMatchObject({ landscape: false, onePage: true });
  });

  it('answers a settled case with one figure, or that it is barred', () => {
    expect(after(memo({ state: 'IL' }).lines, 'Answer')?.[0]).toBe(
      '45,000 of a shortfall of 45,000',
    );
    const barred = memo({ state: 'CA' });
    expect(after(barred.lines, 'Answer')?.[0]).toBe('Nothing: barred, of a shortfall of 45,000');
    expect(barred.text).not.toContain('What would settle it');
  });

  it('says of what it rests on what the answer would be otherwise, the dearest first', () => {
    const { lines } = memo({ state: 'IL' });
    const from = lines.findIndex(([first]) => first === 'What it rests on');
    const rest = lines.slice(from + 1, from + 7).map((cells) => String(cells[2]));
    // All of the 45,000 hang on the dearest; what changes nothing stands behind it.
    expect(rest[0]).toMatch(/: 0$|: .* to /);
    const idle = rest.map((words) => words === 'changes nothing');
    expect(idle).toEqual([...idle].sort());
  });

  it('carries the caption that is given, and nothing where none is', () => {
    const { text } = memo({
      state: 'IL',
      court: 'Circuit Court of Cook County',
      loan_number: '0007',
    });
    expect(text).toContain('Circuit Court of Cook County');
    expect(text).toContain('0007');
    expect(text).not.toContain('Parties');
  });

  it('names another rule by its title, never by an id', () => {
    expect(memo({ state: 'GA' }).text).not.toMatch(/\bGA-[A-Z0-9]/);
  });
});

describe('an exhibit', () => {
  const exhibit = (more: Readonly<Record<string, unknown>>) =>
    (
      workbookOf('exhibit', { ...HOUSE, state: 'IL', ...more }, 'Smith', PREPARED).sheets[0]
        ?.rows ?? []
    ).map((cells) => cells.map((cell) => cell?.value ?? null));

  it('carries the caption of the court under its head, and the name of whoever prepared it', () => {
    const rows = exhibit({
      court: 'Circuit Court of Cook County',
      parties: 'First Bank v. Smith',
      loan_number: '0007',
      property: '1 Main Street, Chicago',
      preparer: 'A. Jones',
    });
    const told = (label: string) => rows.find(([first]) => first === label)?.[1];
    expect(['Court', 'Parties', 'Loan number', 'Property', 'Prepared by'].map(told)).toEqual([
      'Circuit Court of Cook County',
      'First Bank v. Smith',
      '0007',
      '1 Main Street, Chicago',
      'A. Jones',
    ]);
    expect(exhibit({}).some(([first]) => first === 'Court')).toBe(false);
  });

  it('tells what the law requires from what it merely says', () => {
    const rows = exhibit({ method: 'judicial', purchaser: 'lender' });
    const part = (heading: string) => {
      const from = rows.findIndex(([first]) => first === heading) + 1;
      const length = rows.slice(from).findIndex((cells) => cells.length === 0);
      return rows.slice(from, from + length).map(([title]) => title);
    };
    expect(part('What the law requires')).toContain('How the proceeds are shared out');
    expect(part('What else the law says')).toContain(
      'A profitable resale does not lower the deficiency',
    );
  });
});
