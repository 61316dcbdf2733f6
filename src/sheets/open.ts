/** An open case told as open: both ends of its range, and the questions that would settle it. */
import type { Assessment } from '../calculation/deficiency/assess';
import type { Case } from '../calculation/deficiency/case';
import { consequencesOf } from '../calculation/deficiency/missing';
import { trace, type Side, type Trace } from '../calculation/deficiency/trace';
import type { PlacedInputs } from './exhibitInputs';
import { factNamed } from '../law/book';
import { amountHelp } from '../law/labels';
import { labelOf, valueInWords } from '../law/words';
import { formatCents, type Cents } from '../money/cents';
import { StepRows, type PlacedSteps } from './exhibitSteps';
import { columnHeadings } from './layout';
import { amountWords } from './liveWords';
import { text, type SheetRows } from './sheet';

/** A way through the law: the only one, or while the case is open that to one end of the range. */
export interface Way {
  readonly way: Trace;
  readonly side: Side;
  readonly end: '' | 'at most' | 'at least';
}

/** The ways that a sheet shows; first the one whose result the settings give. */
export function waysOf(
  { setting, amounts }: Case,
  { status }: Assessment,
): readonly [Way, ...Way[]] {
  const follow = (side: Side, end: Way['end']): Way => ({
    way: trace(setting.branches, amounts, side),
    side,
    end,
  });
  const lower = setting.whenUnknown === 'lower';
  if (status !== 'open') return [follow(lower ? 'low' : 'high', '')];
  const [most, least] = [follow('high', 'at most'), follow('low', 'at least')];
  return lower ? [least, most] : [most, least];
}

/** The steps of each way, under a heading of its own where there are two. */
export function wayRows(
  rows: SheetRows,
  item: Case,
  ways: readonly [Way, ...Way[]],
  { cellOf, lines }: Pick<PlacedInputs, 'cellOf' | 'lines'>,
): readonly [PlacedSteps, ...PlacedSteps[]] {
  const placed = ways.map(({ way, side, end }) => {
    if (end !== '') {
      const falls = end === 'at most' ? 'for the lender' : 'for the debtor';
      rows.add(
        text(
          `${end === 'at most' ? 'At most' : 'At least'}: what is missing falls ${falls}`,
          'heading',
        ),
      );
    }
    const steps = new StepRows({ rows, item, way, side, end, cellOf, lines }).write();
    rows.gap();
    return steps;
  });
  return placed as unknown as readonly [PlacedSteps, ...PlacedSteps[]];
}

/** Cells of the two ends of an open range. */
export interface Ends {
  readonly low: string;
  readonly high: string;
}

/** The cells of both ends; undefined where the case is not open. */
export function endsOf(ways: readonly Way[], placed: readonly PlacedSteps[]): Ends | undefined {
  const at = (end: Way['end']) => placed[ways.findIndex((one) => one.end === end)]?.deficiency;
  const [low, high] = [at('at least'), at('at most')];
  return low === undefined || high === undefined ? undefined : { low, high };
}

/** `Open: 0 to 45,000`, following both ends. */
export function openFormula(
  { low, high }: Ends,
  ends: { readonly low: Cents; readonly high: Cents },
): { readonly written: string; readonly value: string } {
  const range = `${amountWords(low)}&" to "&${amountWords(high)}`;
  return {
    written: `IF(ROUND(${high}-${low},2)=0,"Settled: "&${amountWords(high)},"Open: "&${range})`,
    value: `Open: ${rangeWords(ends)}`,
  };
}

export const rangeWords = ({ low, high }: { readonly low: Cents; readonly high: Cents }): string =>
  low === high ? formatCents(low) : `${formatCents(low)} to ${formatCents(high)}`;

/** Questions shown at most, the most decisive first. */
const MOST_QUESTIONS = 8;

/** The questions that would settle an open case, with what each answer would leave. */
export function questionRows(
  rows: SheetRows,
  item: Case,
  assessment: Assessment,
  textOf: (name: string) => string,
): void {
  const { status, missing } = assessment;
  if (status !== 'open') return;
  columnHeadings(rows, 'What would settle it', ['', '', 'Question', 'What each answer leaves']);
  for (const name of missing.slice(0, MOST_QUESTIONS))
    rows.add(
      text(labelOf(name), 'label'),
      null,
      null,
      text(factNamed(name) ? textOf(name) : (amountHelp(name) ?? '')),
      text(answersInWords(item, name, assessment) || 'no answer alone', 'note'),
    );
  const rest = missing.length - MOST_QUESTIONS;
  if (rest > 0) rows.add(text(`and ${rest} more`, 'aside'));
  rows.gap();
}

/** What each answer leaves, where that is less open than now. */
export const answersInWords = (item: Case, name: string, now: Assessment): string =>
  consequencesOf(item, name)
    .filter(({ low, high }) => high - low < now.high - now.low)
    .map(({ value, low, high }) => {
      const said = valueInWords(name, value);
      return `${said.charAt(0).toUpperCase()}${said.slice(1)}: ${rangeWords({ low, high })}`;
    })
    .join('. ');
