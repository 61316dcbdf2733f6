/** Lays one case out as a table: its steps, its rules. */
import { assess, type Finding } from '../calculation/deficiency/assess';
import type { Case } from '../calculation/deficiency/case';
import { stepsOf } from '../calculation/deficiency/steps';
import { KNOWN_WORDS, lawWords } from '../law/words';
import { dollars } from '../money/cents';
import { caseAt, factsOf } from './call';
import { isCellError, valueError, type Cell, type Matrix } from './cells';

/** The table of a case; more than one loan at a time has no room in it. */
export function caseTable(
  matrices: ReadonlyMap<string, Matrix>,
  table: (item: Case) => Cell[][],
): Cell[][] {
  const facts = factsOf(matrices);
  for (const [name, matrix] of matrices)
    if (name !== 'facts' && matrix.rows * matrix.columns > 1)
      return [[valueError(`${name}: takes one loan at a time; give a single cell`)]];
  const item = caseAt(matrices, facts, 0, 0);
  if (item === undefined) return [['']];
  return isCellError(item) ? [[item]] : table(item);
}

/** A header row and a row a step; the amounts add up to the last line. */
export function stepsTable(item: Case): Cell[][] {
  return [
    ['Stage', 'Step', 'Amount', 'Total', 'How', 'Law'],
    ...stepsOf(item).map((step): Cell[] => [
      step.stage,
      step.label,
      dollars(step.amount),
      dollars(step.total),
      step.words,
      step.citation ?? '',
    ]),
  ];
}

/** A header row, a row for each rule that applies or may apply, and to what day the law behind them was read. */
export function rulesTable(item: Case): Cell[][] {
  const { findings, caution } = assess(item);
  const shown = findings.filter(({ result }) => result !== 'does not apply');
  return [
    ['Citation', 'What it does', 'Kind', 'Applies', 'How it is known', 'Rule'],
    ...shown.map(({ rule, result }: Finding): Cell[] => [
      rule.citation,
      rule.title,
      rule.effect.kind,
      result === 'applies' ? 'yes' : 'cannot be said',
      KNOWN_WORDS[rule.known] ?? rule.known,
      rule.id,
    ]),
    ['', [`${lawWords()}.`, caution ?? ''].join(' ').trim(), '', '', '', ''],
  ];
}
