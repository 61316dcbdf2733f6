/** `npm run --silent assess` as other programs use it: a process with standard input and output. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ran } from '../process';

const root = path.resolve(import.meta.dirname, '../..');
const script = path.join(root, 'scripts/assess.mjs');

async function run(input: string, ...args: string[]) {
  const { stdout, stderr, status } = await ran(process.execPath, [script, ...args], { input });
  return { lines: stdout.split('\n').slice(0, -1), stderr, status };
}

async function answers(records: readonly unknown[], ...args: string[]) {
  const input = records.map((record) => `${JSON.stringify(record)}\n`).join('');
  const { lines } = await run(input, ...args);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

const HOUSE = { balance: 300000, sale_price: 255000, profile: 'home_loan' };

describe('JSON Lines', () => {
  it('has exactly the keys of the contract', async () => {
    const [answer] = await answers([{ ...HOUSE, state: 'MO' }]);
    expect(Object.keys(answer ?? {})).toEqual([
      'shortfall',
      'surplus',
      'credit',
      'deficiency',
      'low',
      'high',
      'status',
      'reasons',
      'missing',
      'assumed',
      'deadlines',
      'requirements',
      'unused',
      'law_as_of',
      'as_of',
      'law',
      'caution',
    ]);
  });

  it('takes the kind of loan for all lines, where a line does not name its own', async () => {
    // A purchase-money home in California leaves nothing (580b); a car leaves its shortfall of 45,000 at most.
    const bare = { balance: 300000, sale_price: 255000, state: 'CA' };
    const found = await answers(
      [bare, { ...bare, profile: 'vehicle' }],
      ...['--profile', 'home_loan', '--fields', 'high'],
    );
    expect(found.map(({ high }) => high)).toEqual([0, 45000]);
  });

  it('says on which state of the law it rests, and where the words of each reason are', async () => {
    const [answer] = await answers([{ ...HOUSE, state: 'CA' }]);
    expect(answer?.['law']).toEqual({
      version: expect.stringMatching(/^\d+\+?$/) as unknown,
      day: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) as unknown,
    });
    const reasons = (answer?.['reasons'] ?? []) as { link: string }[];
    expect(reasons.length).toBeGreaterThan(0);
    for (const { link } of reasons)
      expect(link).toMatch(
        /^https:\/\/leginfo\.legislature\.ca\.gov\/.*lawCode=CCP&sectionNum=580/,
      );
  });

  it('cautions where the sale is later than the text that was read, and changes no amount', async () => {
    // § 5-5-103(1) of Colorado was read as of 2022.
    const car = {
      balance: 30000,
      sale_price: 20000,
      state: 'CO',
      profile: 'vehicle',
      amount_financed: 32000,
      compliance_proved: false,
    };
    const [before, after] = await answers([
      { ...car, sale_date: '2022-12-31' },
      { ...car, sale_date: '2023-01-02' },
    ]);
    expect([before?.['deficiency'], after?.['deficiency']]).toEqual([0, 0]);
    expect(before?.['caution']).toBeNull();
    expect(after?.['caution']).toBe(
      'The law of January 2, 2023 is applied, but what was read is Colo. Rev. Stat. § 5-5-103(1), with § 4-9-626(b) as it stood on December 31, 2022: check whether it has changed since.',
    );
  });

  it('answers the textbook case, in dollars', async () => {
    const found = await answers([
      { ...HOUSE, state: 'MO' },
      { ...HOUSE, state: 'Missouri', sale_price: '$262,000.00', costs: '7000' },
      { ...HOUSE, state: 'MO', recourse: 'none' },
      { ...HOUSE, state: 'MO', sale_price: 310000 },
      { ...HOUSE, state: 'CA' },
    ]);
    expect(found.map(({ deficiency, status }) => [deficiency, status])).toEqual([
      [45000, 'recoverable'],
      [45000, 'recoverable'],
      [0, 'barred'],
      [0, 'none'],
      [0, 'barred'],
    ]);
    expect(found[3]).toMatchObject({ surplus: 10000 });
    expect(found[4]?.['reasons']).toContainEqual(
      expect.objectContaining({
        rule: 'CA-CCP-580d',
        citation: 'Cal. Code Civ. Proc. § 580d(a)',
        effect: 'bar',
        known: 'statute',
      }),
    );
  });

  it('assumes nothing without a profile', async () => {
    const [answer] = await answers([{ balance: 300000, sale_price: 255000, state: 'CA' }]);
    expect(answer).toMatchObject({ low: 0, high: 45000, deficiency: 45000, status: 'open' });
    expect(answer?.['missing']).toContain('method');
  });

  it('lists what was assumed, and deadlines with dates where their start is known', async () => {
    const [answer] = await answers([
      { ...HOUSE, state: 'NY', fair_value: 260000, sale_date: '2025-01-31' },
    ]);
    expect(answer?.['assumed']).toMatchObject({ method: 'judicial', recourse: 'full' });
    expect(answer?.['as_of']).toBe('2025-01-31');
    const deadlines = answer?.['deadlines'] as Record<string, unknown>[] | undefined;
    expect(deadlines?.length).toBeGreaterThan(0);
    for (const deadline of deadlines ?? [])
      expect(Object.keys(deadline).slice(0, 5)).toEqual([
        'rule',
        'citation',
        'date',
        'from',
        'text',
      ]);
  });

  it('answers bad lines in their place and goes on', async () => {
    const { lines, status } = await run(
      [
        JSON.stringify({ ...HOUSE, state: 'MO' }),
        'not json',
        '',
        '[1]',
        JSON.stringify({ ...HOUSE, state: 'XX' }),
        JSON.stringify({ ...HOUSE, costs: 'abc' }),
        JSON.stringify({ ...HOUSE, state: 'TX', when_unknown: 'error' }),
        JSON.stringify({ ...HOUSE, state: 'MO', sale_date: '2025-02-30' }),
        '{"balance":1,"sale_price":1,"__proto__":1}',
        JSON.stringify({ ...HOUSE, state: 'MO' }),
      ].join('\n'),
    );
    const found = lines.map(
      (line) => JSON.parse(line) as { line?: number; error?: { field: string } },
    );
    expect(status).toBe(0);
    expect(found.map((item) => [item.line, item.error?.field])).toEqual([
      [undefined, undefined],
      [2, 'json'],
      [3, 'json'],
      [4, 'json'],
      [5, 'state'],
      [6, 'costs'],
      [7, 'fair_value'],
      [8, 'sale_date'],
      [9, '__proto__'],
      [undefined, undefined],
    ]);
  });

  it('gives only the wanted keys', async () => {
    expect(await answers([{ ...HOUSE, state: 'MO' }], '--fields', 'deficiency,status')).toEqual([
      { deficiency: 45000, status: 'recoverable' },
    ]);
    expect(await answers([{ ...HOUSE, state: 'CA' }], '--fields=status,missing')).toEqual([
      { status: 'barred', missing: [] },
    ]);
  });

  it('refuses an option or a key that does not exist', async () => {
    expect(await run('', '--fields', 'deficency')).toMatchObject({ status: 2, lines: [] });
    expect((await run('', '--nonsense')).stderr).toMatch(/unknown option/);
  });

  it('answers nothing for nothing', async () => {
    expect(await run('')).toMatchObject({ lines: [], status: 0 });
  });

  it('ends quietly when its reader has had enough', async () => {
    const child = spawn(process.execPath, [script, '--fields', 'status'], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
    child.stdin.on('error', () => undefined);
    child.stdout.once('data', () => child.stdout.destroy());
    const line = `${JSON.stringify({ ...HOUSE, state: 'MO' })}\n`;
    for (let i = 0; i < 20; i++) child.stdin.write(line.repeat(5000));
    child.stdin.end();
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([code, complaint]).toEqual([0, '']);
  });

  it('keeps its memory constant over many lines with ever new facts', async () => {
    const count = 120000;
    const lines = Array.from({ length: count }, (_, i) =>
      JSON.stringify({
        ...HOUSE,
        state: 'MO',
        acres: i / 1000,
        sale_date: `2024-0${1 + (i % 9)}-11`,
      }),
    );
    const probe = await ran(
      process.execPath,
      ['--max-old-space-size=160', script, '--fields', 'deficiency'],
      { input: lines.join('\n') },
    );
    expect(probe.stderr).toBe('');
    expect(probe.stdout.split('\n')).toHaveLength(count + 1);
  });
});

describe('CSV', () => {
  const table = [
    'balance,sale_price,costs,state,profile,note',
    '"300,000","$262,000",7000,MO,home_loan,"with, comma"',
    '300000,abc,0,MO,home_loan,',
    '300000,255000,,CA,home_loan,"=1+1"',
  ].join('\r\n');

  it('answers row by row under a header', async () => {
    const { lines } = await run(`\uFEFF${table}\r\n`, '--csv', '--fields', 'deficiency,status');
    expect(lines).toEqual([
      'deficiency,status,error',
      '45000,recoverable,',
      ",,line 3: sale_price: 'abc' is not an amount",
      '0,barred,',
    ]);
  });

  it('writes lists as readable text', async () => {
    const { lines } = await run(table, '--csv', '--fields', 'reasons,missing');
    expect(lines[3]).toContain('CA-CCP-580d: Cal. Code Civ. Proc. § 580d(a)');
  });
});
