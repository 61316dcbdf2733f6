/** Lays out the facts that a state's rules ask for, with the value each has now and where it is from. */
import { factOf, type CaseReader } from '../calculation/deficiency/case';
import { FACTS } from '../law/book';
import { valueInWords } from '../law/words';
import { heldError, isCellError, matrixOf, type Cell, type Matrix } from './cells';
import { cellErrorOf } from './caseErrors';
import { readFactsArgument } from './factsArgument';
import { isNothing } from './ranges';

const HEADER = ['Fact', 'What it is', 'Value', 'From', 'Answers'];

/** A header row and a row a fact; without a state, every fact there is. */
export function factsTable(matrices: ReadonlyMap<string, Matrix>, reader: CaseReader): Cell[][] {
  const facts = readFactsArgument(matrices.get('facts') ?? matrixOf(null)).at(0, 0);
  if (isCellError(facts)) return [[facts]];
  const state = matrices.get('state')?.cells[0]?.[0];
  if (isCellError(state)) return [[heldError('state', state)]];
  const read = reader.read({
    ...facts,
    ...(isNothing(state) ? {} : { state }),
    balance: 0,
    sale_price: 0,
  });
  if (!read.ok) return [[cellErrorOf(read.error)]];
  const { place, facts: resolved } = read.value.setting;
  const shown = FACTS.filter(
    ({ name, everywhere }) =>
      place.code === '' || everywhere || (place.asks.has(name) && !HIDDEN.has(name)),
  );
  return [
    HEADER,
    ...shown.map(({ name, label, kind, choices }): Cell[] => {
      const value = factOf(read.value, name);
      return [
        name,
        label,
        value === undefined ? 'not known' : valueInWords(name, value),
        value === undefined ? '' : (resolved.origins.get(name) ?? ''),
        kind === 'flag'
          ? 'yes, no'
          : kind === 'choice'
            ? Object.keys(choices ?? {}).join(', ')
            : kind,
      ];
    }),
  ];
}

/** Worked out from other input, or a setting; not asked of anyone. */
const HIDDEN = new Set(['recourse_limit', 'guaranty_capped', 'fair_value_policy']);
