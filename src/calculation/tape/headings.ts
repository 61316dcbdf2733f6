/** What the headings of a seller's tape mean: the one table by which every door reads its columns. */

/** What a column of a tape tells, and the headings under which sellers write it. */
export interface TapeField {
  /** The input it fills, or a name of its own where its words tell several facts. */
  readonly name: string;
  readonly label: string;
  /**
   * Headings in full words, as `plainHeading` gives them. Where several columns claim a field, those
   * of an earlier list are taken; two of one list leave the choice to the reader.
   */
  readonly headings: readonly (readonly string[])[];
  /** Several columns are parts of it and are added up. */
  readonly adds?: true;
  /** What is said where the column is read. */
  readonly remark?: string;
  /** Nothing in the cell is nobody's knowledge, not an amount of zero. */
  readonly zeroIsBlank?: true;
  /** A word that is not known tells nothing, and is named; elsewhere it is a mistake of the loan. */
  readonly loose?: true;
  /** What words of sellers tell, in facts; an empty object tells nothing. */
  readonly words?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Short forms in headings, with the words that they stand for. */
export const SHORT_FORMS: Readonly<Record<string, string>> = {
  acct: 'account',
  accr: 'accrued',
  accrd: 'accrued',
  adv: 'advances',
  advance: 'advances',
  advs: 'advances',
  amt: 'amount',
  amounts: 'amount',
  appr: 'appraised',
  apprsd: 'appraised',
  appraisal: 'appraised',
  atty: 'attorney',
  attorneys: 'attorney',
  attys: 'attorney',
  bal: 'balance',
  bk: 'bankruptcy',
  borr: 'borrower',
  chg: 'charges',
  chgs: 'charges',
  charge: 'charges',
  corp: 'corporate',
  cost: 'costs',
  cur: 'current',
  curr: 'current',
  dt: 'date',
  esc: 'escrow',
  exp: 'expenses',
  expense: 'expenses',
  fc: 'foreclosure',
  fcl: 'foreclosure',
  fcls: 'foreclosure',
  fee: 'fees',
  frcl: 'foreclosure',
  fund: 'funds',
  id: 'number',
  identifier: 'number',
  insur: 'insurance',
  int: 'interest',
  lien: 'lien',
  liens: 'liens',
  ln: 'loan',
  mat: 'maturity',
  mkt: 'market',
  mtg: 'mortgage',
  nbr: 'number',
  no: 'number',
  num: 'number',
  occ: 'occupancy',
  orig: 'origination',
  os: 'outstanding',
  pos: 'position',
  prem: 'premium',
  prepay: 'prepayment',
  prin: 'principal',
  princ: 'principal',
  prop: 'property',
  prot: 'protective',
  pymt: 'payment',
  pmt: 'payment',
  px: 'price',
  rec: 'recoverable',
  repo: 'repossession',
  sls: 'sale',
  sales: 'sale',
  st: 'state',
  susp: 'suspense',
  tot: 'total',
  ttl: 'total',
  unapp: 'unapplied',
  upb: 'unpaid principal balance',
  usd: '',
  val: 'value',
};

const dwelling = { collateral: 'real_property', residential: true } as const;
const oneHome = { ...dwelling, dwelling_units: 1 } as const;
const trade = { collateral: 'real_property', residential: false } as const;
const land = { collateral: 'real_property' } as const;
const yes = (name: string) => ({ [name]: true });
const no = (name: string) => ({ [name]: false });

/** Every field that a column may fill by its heading alone. */
export const TAPE_FIELDS: readonly TapeField[] = [
  {
    name: 'id',
    label: 'Loan number',
    headings: [
      ['loan number', 'loan', 'loan account number'],
      ['account number', 'account', 'asset number', 'contract number'],
      ['number'],
    ],
  },
  {
    name: 'state',
    label: 'State of the collateral',
    headings: [
      ['property state', 'property state code', 'collateral state', 'subject state'],
      ['state', 'state code'],
    ],
  },
  {
    name: 'balance',
    label: 'Balance at the sale',
    headings: [
      ['balance at sale', 'debt at sale', 'payoff at sale', 'total debt at sale'],
      [
        'total debt',
        'total payoff',
        'payoff',
        'payoff balance',
        'total indebtedness',
        'total owed',
      ],
      ['balance', 'current balance', 'loan balance', 'total balance', 'outstanding balance'],
    ],
  },
  {
    name: 'principal',
    label: 'Unpaid principal',
    headings: [
      ['unpaid principal balance', 'current unpaid principal balance', 'unpaid principal'],
      ['principal balance', 'current principal balance', 'outstanding principal balance'],
      ['principal', 'outstanding principal'],
    ],
  },
  {
    name: 'accrued_interest',
    label: 'Accrued interest',
    headings: [
      ['accrued interest', 'interest accrued', 'accrued unpaid interest', 'unpaid interest'],
      ['interest due', 'delinquent interest', 'interest owed'],
    ],
  },
  {
    name: 'late_fees',
    label: 'Late fees',
    headings: [['late fees', 'late charges', 'accrued late charges', 'unpaid late charges']],
  },
  {
    name: 'prepayment_premium',
    label: 'Prepayment premium',
    headings: [['prepayment premium', 'prepayment penalty', 'prepayment fees']],
  },
  {
    name: 'protective_advances',
    label: 'Protective advances',
    adds: true,
    headings: [
      [
        'corporate advances',
        'corporate advances balance',
        'recoverable corporate advances',
        'escrow advances',
        'escrow advances balance',
        'protective advances',
        'tax advances',
        'insurance advances',
      ],
      ['total advances', 'advances'],
    ],
  },
  {
    name: 'attorney_fees',
    label: 'Attorney fees',
    headings: [['attorney fees', 'attorney fees costs', 'legal fees']],
  },
  {
    name: 'other_charges',
    label: 'Other charges',
    adds: true,
    headings: [['other charges', 'other fees', 'nsf fees', 'other fees charges', 'misc fees']],
  },
  {
    name: 'credits',
    label: 'Credits',
    adds: true,
    headings: [
      [
        'credits',
        'suspense',
        'suspense balance',
        'unapplied',
        'unapplied funds',
        'unapplied balance',
      ],
    ],
  },
  {
    name: 'sale_price',
    label: 'Sale price',
    headings: [
      ['foreclosure sale price', 'foreclosure bid', 'foreclosure sale proceeds'],
      ['gross sale price', 'gross sale proceeds', 'gross proceeds', 'sale price', 'sold price'],
      ['winning bid', 'successful bid', 'credit bid', 'auction price', 'bid', 'sale amount'],
    ],
  },
  {
    name: 'costs',
    label: 'Costs',
    adds: true,
    headings: [
      [
        'foreclosure costs',
        'foreclosure fees',
        'foreclosure attorney fees',
        'sale costs',
        'sale expenses',
        'selling costs',
        'selling expenses',
        'costs of sale',
        'auction fees',
        'repossession costs',
        'repossession fees',
        'trustee fees',
        'sheriff fees',
        'publication costs',
        'storage costs',
        'storage fees',
        'towing',
        'towing fees',
      ],
      [
        'costs',
        'total costs',
        'total foreclosure costs',
        'total expenses',
        'foreclosure fees costs',
        'foreclosure expenses',
        'repossession expenses',
      ],
    ],
  },
  {
    name: 'fair_value',
    label: 'Fair value',
    zeroIsBlank: true,
    headings: [
      ['fair value', 'fair market value', 'fmv', 'market value', 'fair value at sale'],
      [
        'bpo value',
        'bpo',
        'broker price opinion',
        'bpo as is value',
        'current bpo value',
        'bpo market value',
      ],
    ],
  },
  {
    name: 'guide_value',
    label: 'Price-guide value',
    zeroIsBlank: true,
    headings: [
      [
        'nada value',
        'nada',
        'kbb value',
        'kbb',
        'kelley blue book value',
        'black book value',
        'guide value',
        'jd power value',
      ],
    ],
  },
  {
    name: 'prior_liens',
    label: 'Prior liens',
    headings: [
      [
        'prior liens',
        'prior liens balance',
        'senior liens',
        'senior liens balance',
        'senior lien balance',
        'prior lien balance',
        'senior balance',
        'first mortgage balance',
        '1st mortgage balance',
        'first lien balance',
        '1st lien balance',
      ],
    ],
  },
  {
    name: 'cash_price',
    label: 'Cash price',
    zeroIsBlank: true,
    headings: [['cash price', 'cash sale price']],
  },
  {
    name: 'amount_financed',
    label: 'Amount financed',
    zeroIsBlank: true,
    headings: [['amount financed']],
  },
  {
    name: 'lien_priority',
    label: 'Rank of the lien',
    zeroIsBlank: true,
    headings: [['lien position', 'lien priority', 'lien rank', 'lien']],
    words: Object.fromEntries(
      [
        ['first', 'first lien', '1st', '1st lien', 'senior'],
        ['second', 'second lien', '2nd', '2nd lien'],
        ['third', 'third lien', '3rd', '3rd lien'],
      ].flatMap((words, n) => words.map((word) => [word, { lien_priority: n + 1 }])),
    ),
  },
  {
    name: 'sale_date',
    label: 'Date of the sale',
    headings: [
      ['foreclosure sale date', 'trustee sale date', 'sheriff sale date', 'foreclosure date sold'],
      ['sale date', 'date of sale', 'auction date', 'date sold', 'sold date'],
    ],
  },
  {
    name: 'origination_date',
    label: 'Date of the loan',
    headings: [
      ['origination date', 'note date', 'loan date', 'contract date', 'date of note'],
      ['funding date', 'funded date', 'open date'],
    ],
  },
  { name: 'maturity_date', label: 'Date when the debt fell due', headings: [['maturity date']] },
  {
    name: 'default_date',
    label: 'Date of default',
    headings: [['default date', 'date of default']],
  },
  {
    name: 'judgment_date',
    label: 'Date of the judgment',
    headings: [['judgment date', 'foreclosure judgment date']],
  },
  {
    name: 'confirmation_date',
    label: 'Date of confirmation',
    headings: [['confirmation date', 'sale confirmation date']],
  },
  {
    name: 'repossession_date',
    label: 'Date when the goods were taken',
    headings: [['repossession date', 'date repossessed']],
  },
  {
    name: 'loan_purpose',
    label: 'What the loan was for',
    headings: [['loan purpose', 'purpose']],
    words: {
      'cash out': { loan_purpose: 'refinance', refinance_within_purchase_money: false },
      'cash out refi': { loan_purpose: 'refinance', refinance_within_purchase_money: false },
      'cash out refinance': { loan_purpose: 'refinance', refinance_within_purchase_money: false },
      'rate term refi': { loan_purpose: 'refinance' },
      'rate term refinance': { loan_purpose: 'refinance' },
      'no cash out refinance': { loan_purpose: 'refinance' },
      'r t refi': { loan_purpose: 'refinance' },
    },
  },
  {
    name: 'owner_occupied',
    label: 'The borrower lives there',
    headings: [
      ['owner occupied', 'occupancy', 'occupancy status', 'occupancy type', 'occupancy code'],
    ],
    words: {
      owner: yes('owner_occupied'),
      'owner occupied': yes('owner_occupied'),
      o: yes('owner_occupied'),
      oo: yes('owner_occupied'),
      primary: yes('owner_occupied'),
      'primary residence': yes('owner_occupied'),
      'principal residence': yes('owner_occupied'),
      'owner occ': yes('owner_occupied'),
      'non owner occ': no('owner_occupied'),
      'not owner occupied': no('owner_occupied'),
      'non owner': no('owner_occupied'),
      'non owner occupied': no('owner_occupied'),
      noo: no('owner_occupied'),
      investor: no('owner_occupied'),
      investment: no('owner_occupied'),
      'investment property': no('owner_occupied'),
      tenant: no('owner_occupied'),
      'tenant occupied': no('owner_occupied'),
      rental: no('owner_occupied'),
      'second home': no('owner_occupied'),
      vacant: {},
      unoccupied: {},
    },
  },
  {
    name: 'property_type',
    label: 'Kind of property',
    headings: [['property type', 'property type code', 'type of property']],
    loose: true,
    words: {
      ...Object.fromEntries(
        [
          'sfr',
          'sf',
          'sfd',
          'single family',
          'single family residence',
          'single family detached',
          'single family home',
          '1 family',
          '1 unit',
          'detached',
          'condo',
          'condominium',
          'townhouse',
          'townhome',
          'pud',
        ].map((word) => [word, oneHome]),
      ),
      duplex: { ...dwelling, dwelling_units: 2 },
      '2 family': { ...dwelling, dwelling_units: 2 },
      '2 unit': { ...dwelling, dwelling_units: 2 },
      triplex: { ...dwelling, dwelling_units: 3 },
      '3 family': { ...dwelling, dwelling_units: 3 },
      '3 unit': { ...dwelling, dwelling_units: 3 },
      fourplex: { ...dwelling, dwelling_units: 4 },
      quadplex: { ...dwelling, dwelling_units: 4 },
      '4 family': { ...dwelling, dwelling_units: 4 },
      '4 unit': { ...dwelling, dwelling_units: 4 },
      '2 4 family': dwelling,
      '2 4 unit': dwelling,
      '2 4 units': dwelling,
      '1 4 family': dwelling,
      '1 4 unit': dwelling,
      'co op': { ...dwelling, cooperative_apartment: true },
      coop: { ...dwelling, cooperative_apartment: true },
      ...Object.fromEntries(
        ['commercial', 'retail', 'office', 'industrial', 'warehouse', 'hotel', 'hospitality'].map(
          (word) => [word, trade],
        ),
      ),
      ...Object.fromEntries(['land', 'lot', 'vacant land'].map((word) => [word, land])),
      auto: { collateral: 'motor_vehicle' },
      vehicle: { collateral: 'motor_vehicle' },
      truck: { collateral: 'motor_vehicle' },
      equipment: { collateral: 'business_goods' },
    },
  },
  {
    name: 'dwelling_units',
    label: 'Number of dwellings',
    zeroIsBlank: true,
    headings: [['units', 'number of units', 'number units', 'dwelling units']],
  },
  {
    name: 'acres',
    label: 'Size of the land in acres',
    zeroIsBlank: true,
    headings: [['acres', 'acreage']],
  },
  {
    name: 'collateral',
    label: 'What secures the debt',
    headings: [['collateral', 'collateral type']],
  },
  {
    name: 'method',
    label: 'How the collateral was realised',
    headings: [
      [
        'foreclosure type',
        'foreclosure method',
        'foreclosure process',
        'judicial non judicial',
        'method',
      ],
      ['judicial'],
    ],
    words: {
      j: { method: 'judicial' },
      jud: { method: 'judicial' },
      nj: { method: 'nonjudicial' },
      'non jud': { method: 'nonjudicial' },
      y: { method: 'judicial' },
      yes: { method: 'judicial' },
      n: { method: 'nonjudicial' },
      no: { method: 'nonjudicial' },
    },
  },
  {
    name: 'purchaser',
    label: 'Who bought',
    headings: [
      ['purchaser', 'foreclosure purchaser', 'winning bidder', 'sold to'],
      ['foreclosure sale result', 'sale result', 'sale outcome'],
    ],
    words: {
      'third party sale': { purchaser: 'third_party' },
      '3rd party sale': { purchaser: 'third_party' },
      'sold to third party': { purchaser: 'third_party' },
      'sold to 3rd party': { purchaser: 'third_party' },
      investor: { purchaser: 'third_party' },
      'reverted to beneficiary': { purchaser: 'lender' },
      'back to beneficiary': { purchaser: 'lender' },
      'bank owned': { purchaser: 'lender' },
      plaintiff: { purchaser: 'lender' },
    },
  },
  {
    name: 'loan_programme',
    label: 'Loan programme',
    headings: [['loan program', 'loan programme', 'program', 'loan type']],
    loose: true,
    words: {
      conv: { loan_programme: 'conventional' },
      heloc: { loan_purpose: 'home_equity' },
      'home equity': { loan_purpose: 'home_equity' },
      fixed: {},
      arm: {},
      'fixed rate': {},
      'adjustable rate': {},
    },
  },
  {
    name: 'recourse',
    label: 'Recourse',
    headings: [['recourse', 'recourse type', 'recourse non recourse']],
    words: {
      y: { recourse: 'full' },
      yes: { recourse: 'full' },
      recourse: { recourse: 'full' },
      n: { recourse: 'none' },
      no: { recourse: 'none' },
      'non recourse': { recourse: 'none' },
      nonrecourse: { recourse: 'none' },
    },
  },
  {
    name: 'borrower_is_entity',
    label: 'The borrower is a company',
    headings: [['borrower type', 'borrower is entity']],
    words: {
      individual: no('borrower_is_entity'),
      person: no('borrower_is_entity'),
      entity: yes('borrower_is_entity'),
      llc: yes('borrower_is_entity'),
      corporation: yes('borrower_is_entity'),
      corporate: yes('borrower_is_entity'),
      company: yes('borrower_is_entity'),
    },
  },
];

/** Headings that look like an input and are none, with what to do: nothing is read from them unless somebody says so. */
export const LEFT_OPEN: Readonly<Record<string, string>> = {
  'appraised value':
    'an appraisal may be of the day of the loan or of the sale: choose appraised_value for the one that the court or the sale goes by, fair_value for one of the value at the sale',
  'current appraised value':
    'choose fair_value where it is of the day of the sale, appraised_value where the sale goes by it',
  appraised: 'choose fair_value or appraised_value where it is of the day of the sale',
  value: 'choose fair_value where it is the market value on the day of the sale',
  'property value': 'choose fair_value where it is the market value on the day of the sale',
  'current value': 'choose fair_value where it is the market value on the day of the sale',
  'as is value': 'choose fair_value where it is the market value on the day of the sale',
  'avm value': 'a model made it: choose fair_value where it may stand for the value at the sale',
  avm: 'a model made it: choose fair_value where it may stand for the value at the sale',
  'net proceeds': 'costs are off it already: give the price and the costs in columns of their own',
  'net sale proceeds':
    'costs are off it already: give the price and the costs in columns of their own',
  'net sale price':
    'costs are off it already: give the price and the costs in columns of their own',
  proceeds: 'before or after costs? Choose sale_price where costs are not off it yet',
  'reo sale price': 'the price of a resale is not that of the foreclosure sale',
  'resale price': 'the price of a resale is not that of the foreclosure sale',
  'reo sale date': 'the day of a resale is not that of the foreclosure sale',
  'purchase price': 'what the borrower paid is not what the sale brought',
  'list price': 'what is asked for is not what a sale brought',
  'deferred balance': 'is it in the principal? Choose other_charges where it is not',
  'deferred principal': 'is it in the principal? Choose other_charges where it is not',
  'deferred principal balance': 'is it in the principal? Choose other_charges where it is not',
  'escrow balance': 'choose protective_advances where it is what was paid ahead for the borrower',
  interest: 'choose accrued_interest where it is an amount, not a rate',
  'charges off': 'what was written off is not what is owed',
  'charges off balance': 'what was left after a sale is not the debt before it',
  'deficiency balance': "the seller's own figure: the answer stands beside it",
  deficiency: "the seller's own figure: the answer stands beside it",
  'judgment amount': 'choose balance where it is what was owed at the sale',
  'mailing state': "where the borrower's post goes decides nothing",
  'borrower state': 'where the borrower lives is not where the collateral is',
  'occupancy date': 'it is no answer to who lives there',
};
