// A seller's tape comes with headings of its own: what is sure is read, what is not is said and left to the reader.
import { describe, expect, it } from 'vitest';
import { columnsOf, mappingOf, plainHeading } from '../../../src/calculation/tape/columns';
import { TAPE_FIELDS } from '../../../src/calculation/tape/headings';
import { tapeField } from '../../../src/calculation/tape/columns';
import { readTape, type Tape } from '../../../src/calculation/tape/tape';
import { rowsOfText } from '../../../src/calculation/tape/text';

const tapeOf = (text: string, told?: Readonly<Record<string, string>>): Tape => {
  const read = readTape(rowsOfText(text), told);
  if (!read.ok) throw new Error(read.message);
  return read.value;
};

const fieldsOf = (headings: readonly string[]): Record<string, string | null> =>
  Object.fromEntries(
    columnsOf(headings).map(({ heading, field }) => [heading, field?.name ?? null]),
  );

const recordOf = (text: string) => tapeOf(text).loans[0]?.record;

describe('a heading', () => {
  it.each([
    ['UPB', 'principal'],
    ['Gross Sale Price', 'sale_price'],
    ['FC Costs', 'costs'],
    ['F/C Costs ($)', 'costs'],
    ['Prop State', 'state'],
    ['PropState', 'state'],
    ['BPO Value', 'fair_value'],
    ['Sale Dt', 'sale_date'],
    ['Orig Dt', 'origination_date'],
    ['Accrued Int', 'accrued_interest'],
    ['Accrued Int Amt', 'accrued_interest'],
    ['Corp Adv', 'protective_advances'],
    ['Escrow Adv', 'protective_advances'],
    ['Late Chgs', 'late_fees'],
    ['Lien Pos', 'lien_priority'],
    ['Loan #', 'id'],
    ['Atty Fees', 'attorney_fees'],
    ['Suspense Bal', 'credits'],
    ['Rec Corp Adv', 'protective_advances'],
    ['fair_value', 'fair_value'],
    ['appraised_value', 'appraised_value'],
    ['Court confirmed the sale', 'sale_confirmed'],
  ])('%s tells %s', (heading, name) => {
    expect(fieldsOf([heading])).toEqual({ [heading]: name });
  });

  it.each([
    ['Original UPB'],
    ['Orig Bal'],
    ['Appraised Value'],
    ['Value'],
    ['Net Sale Proceeds'],
    ['REO Sale Price'],
    ['Purchase Price'],
    ['Mailing State'],
    ['Borrower State'],
    ['Charge-Off Balance'],
    ['Interest Rate'],
    ['Sale Status'],
    ['Next Due Date'],
    ['Interest'],
  ])('%s is given to no input on a guess', (heading) => {
    expect(fieldsOf([heading])).toEqual({ [heading]: null });
  });

  it('of the property goes before one that may be of the borrower', () => {
    expect(fieldsOf(['State', 'Property State'])).toEqual({
      State: null,
      'Property State': 'state',
    });
  });

  it('that two columns share leaves the choice to the reader', () => {
    const columns = columnsOf(['FMV', 'Market Value']);
    expect(columns.map(({ field }) => field)).toEqual([null, null]);
    expect(columns[0]?.note).toContain('Market Value');
  });

  it('is read as somebody said before', () => {
    const [value] = columnsOf(['Appraised Value'], { 'appraised value': 'fair_value' });
    expect(value?.field?.name).toBe('fair_value');
    const [left] = columnsOf(['BPO Value'], { [plainHeading('BPO Value')]: '' });
    expect(left?.field).toBeNull();
  });
});

describe('the table of headings', () => {
  it('names inputs that there are, each heading once, in the words that headings come to', () => {
    const own = new Set(['id', 'property_type']);
    expect(TAPE_FIELDS.filter(({ name }) => !own.has(name) && !tapeField(name))).toEqual([]);
    const headings = TAPE_FIELDS.flatMap((field) => field.headings.flat());
    expect(headings.filter((one, at) => headings.indexOf(one) !== at)).toEqual([]);
    expect(headings.filter((one) => plainHeading(one) !== one)).toEqual([]);
  });
});

describe('a tape', () => {
  it('is found below its title, without its totals', () => {
    const tape = tapeOf(
      'Maple Pool,,\nAs of 6/30/2026,,\n,,\nLoan #,State,UPB,Sale Price\n007,TX,"1,000",900\n,,,\nTotal,,"1,000",900\n',
    );
    expect(tape.loans).toMatchObject([
      { line: 5, id: '007', record: { state: 'TX', principal: 1000, sale_price: 900 } },
    ]);
    expect(tape.leftOut).toEqual([{ line: 7, why: 'a total' }]);
  });

  it('adds up the parts of the advances and of the costs', () => {
    // 1,200.25 + 900.50 = 2,100.75; 6,500 + 400 = 6,900.
    expect(
      recordOf(
        'Loan #\tState\tUPB\tCorp Adv\tEscrow Adv\tFC Costs\tTrustee Fees\n1\tTX\t100\t1,200.25\t$900.50\t6500\t400\n',
      ),
    ).toMatchObject({ protective_advances: 2100.75, costs: 6900 });
  });

  it('counts nothing twice where a total stands beside its parts, and nets no part against another', () => {
    const tape = tapeOf(
      'Loan #,State,UPB,FC Fees,FC Costs,Total Costs,Corp Adv,Escrow Adv\n1,TX,100,400,600,1000,50,-20\n',
    );
    expect(tape.loans[0]?.record).toMatchObject({ costs: 1000, protective_advances: '-20' });
    expect(tape.columns[5]).toMatchObject({
      field: null,
      note: 'FC Fees is taken for a part of it',
    });
  });

  it("reads the trade's words for what they say, and says of others that they tell nothing", () => {
    const tape = tapeOf(
      'Loan #;State;UPB;Property Type;Occupancy;Lien;FC Type;Sold To\n1;TX;100;Duplex;Vacant;2nd;Non-Judicial;REO\n2;TX;100;Mixed Use;Tenant;1st;Judicial;3rd Party\n',
    );
    expect(tape.loans[0]?.record).toMatchObject({
      residential: true,
      dwelling_units: 2,
      lien_priority: 2,
      method: 'Non-Judicial',
      purchaser: 'REO',
    });
    expect(tape.loans[0]?.record).not.toHaveProperty('owner_occupied');
    expect(tape.loans[0]?.notes).toEqual(["Occupancy 'Vacant' does not say what a rule asks"]);
    expect(tape.loans[1]?.record).not.toHaveProperty('residential');
    expect(tape.loans[1]?.record).toMatchObject({ owner_occupied: false });
    expect(tape.loans[1]?.notes).toEqual(["Property Type 'Mixed Use' was not read"]);
  });

  it('takes a value of nothing for a value that is not told', () => {
    const [loan] = tapeOf('Loan #,State,UPB,BPO Value\n1,GA,100,0\n').loans;
    expect(loan?.record).not.toHaveProperty('fair_value');
    expect(loan?.notes).toEqual(['BPO Value is 0: read as not told']);
  });

  it('reads days as systems write them', () => {
    expect(
      recordOf('Loan #,State,Sale Dt,Orig Dt\n1,TX,20260415,2018-07-01 00:00:00\n'),
    ).toMatchObject({ sale_date: '2026-04-15', origination_date: '2018-07-01' });
  });

  it('refuses a loan without a state, and one whose price of nothing has no day', () => {
    const tape = tapeOf('Loan #,State,UPB,Sale Price,Sale Dt\n1,,100,50,1/2/2026\n2,TX,100,0,\n');
    expect(tape.loans.map(({ refusal }) => refusal?.field)).toEqual(['state', 'sale_price']);
    // Nor does a formula answer for them where their cells go on.
    expect(tape.loans[0]?.record).toMatchObject({ state: '?' });
    expect(tape.loans[1]?.record['sale_price']).toBeNull();
  });

  it('does not believe a heading that its cells contradict', () => {
    const tape = tapeOf('Loan #,State,UPB,Sale Price\n1,Performing,100,50\n2,REO,100,50\n');
    const state = tape.columns[1];
    expect(state?.field).toBeNull();
    expect(state?.note).toContain('choose what it tells');
  });

  it('says that a debt of principal alone lacks its interest', () => {
    expect(tapeOf('Loan #,State,UPB\n1,TX,100\n').notes).toEqual([
      'the debt is the principal alone: no column tells interest, advances or charges',
    ]);
  });

  it('keeps its reading for the next one', () => {
    const first = tapeOf('Loan #,State,UPB,Appraised Value\n1,TX,100,90\n', {
      'appraised value': 'fair_value',
    });
    const kept = mappingOf(first.columns);
    expect(
      tapeOf('Loan #,State,UPB,Appraised Value\n2,TX,100,80\n', kept).loans[0]?.record,
    ).toEqual({ id: '2', state: 'TX', principal: 100, fair_value: 80 });
  });

  it('is none without headings', () => {
    expect(readTape(rowsOfText('1,2,3\n4,5,6\n')).ok).toBe(false);
  });
});
