/** The models that can be inserted, and what each asks beside the case of the selected cell. */
import type { Subject } from '../screen';

export const MODEL_KINDS = [
  'exhibit',
  'worksheet',
  'portfolio',
  'sensitivity',
  'states',
  'proceeds',
  'payoff',
  'comparison',
  'ledger',
  'letter',
] as const;

export type ModelKind = (typeof MODEL_KINDS)[number];

export interface ModelRequest {
  readonly kind: ModelKind;
  readonly title: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Something that a model asks, with the name of the case's value that is proposed for it. */
export interface ModelField {
  readonly name: string;
  readonly type: 'amount' | 'date' | 'text';
  readonly from?: string;
  readonly needed?: boolean;
}

const amount = (name: string, from = name, needed = true): ModelField => ({
  name,
  type: 'amount',
  from,
  needed,
});
const day = (name: string, needed = true, from?: string): ModelField => ({
  name,
  type: 'date',
  needed,
  ...(from !== undefined && { from }),
});
const words = (name: string): ModelField => ({ name, type: 'text' });

const PAYOFF: readonly ModelField[] = [
  amount('principal', 'balance'),
  { name: 'rate', type: 'text', needed: true },
  day('paid_through'),
  day('payoff_date'),
];

/** What is asked, in its order; nothing where the case says it all. */
export const MODEL_FIELDS: Readonly<Partial<Record<ModelKind, readonly ModelField[]>>> = {
  proceeds: [
    amount('sale_price'),
    amount('costs', 'costs', false),
    words('claimant'),
    amount('balance'),
    words('others'),
  ],
  payoff: PAYOFF,
  comparison: [
    ...PAYOFF,
    amount('lender_principal', 'balance'),
    amount('lender_accrued_interest', ''),
    amount('lender_late_fees', '', false),
    amount('lender_attorney_fees', '', false),
  ],
  ledger: [day('entered'), day('as_of', false), { name: 'rate', type: 'text' }, words('payments')],
  letter: [
    amount('obligation', 'balance'),
    amount('proceeds', 'sale_price'),
    amount('expenses', 'costs', false),
    day('disposition_date', true, 'sale_date'),
    words('to'),
    words('from'),
  ],
};

/** A field's proposed value out of the case. */
export function proposed({ from }: ModelField, subject: Subject | null): string {
  const value = from ? subject?.record[from] : undefined;
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}

/** The sample workbooks that come with the add-in, by their files. */
export const SAMPLES = [
  'textbook-case',
  'home-loan-five-states',
  'portfolio-500-loans',
  'vehicle-repossession',
  'judgment-ledger',
] as const;
