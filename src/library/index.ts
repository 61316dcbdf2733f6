/** The calculation for programs and engines: no Node and no page, the same answers as a cell, a line and a sheet give. */
import { Answerer, type Answer, type Refusal, type RuleTexts } from '../calculation/batch/answer';
import { answerColumns, ColumnReader, type AnswerColumns } from '../calculation/batch/columns';
import { CaseReader } from '../calculation/deficiency/case';
import { readRecord } from '../calculation/settings/record';
import { NOTHING_ASSUMED, type Settings } from '../calculation/settings/settings';
import { toCalculation } from '../calculation/settings/workbookSettings';
import { LAW_VERSION, type LawVersion } from '../law/book';
import '../law/labels';
import { dayFromYmd, parseIso, type Day } from '../money/dates';

export type { Answer, Refusal, RuleTexts } from '../calculation/batch/answer';
export type { AnswerColumns } from '../calculation/batch/columns';

/** The state of the law's data on which every answer rests. */
export const law: LawVersion = LAW_VERSION;

export interface Options {
  /**
   * A record of settings as a workbook keeps it: `{ version: 1, profile: 'home_loan', when_unknown: 'lower' }`. No kind
   * of loan is assumed where none is named, as for a line. What cannot be read of it is an error.
   */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The day that counts as today, as `2026-11-30`, for cases without a day of sale. */
  readonly today?: string;
  /** The words of the law (`texts.json`), for links, deadlines and requirements in full. */
  readonly texts?: { readonly rules: RuleTexts };
}

/** Answers cases one by one or by column, under one set of settings. */
export interface Recourse {
  /** The answer to a case of named values, as `assess` gives it to a line; or what is wrong with it. */
  readonly assess: (record: Readonly<Record<string, unknown>>) => Answer | Refusal;
  /**
   * Amounts, status and error of many cases: columns of one length by the names of a line, in dollars and as typed; a
   * column `facts` holds texts such as `method=judicial`. A bad row has its error, the others their answers.
   */
  readonly assessColumns: (columns: Readonly<Record<string, ArrayLike<unknown>>>) => AnswerColumns;
}

/** Begins with settings; throws a TypeError that says which of them cannot be read. */
export function recourse(options: Options = {}): Recourse {
  const cases = new CaseReader({ ...settingsOf(options.settings), today: todayOf(options.today) });
  const answerer = new Answerer(cases, () => options.texts?.rules ?? {});
  const reader = new ColumnReader(cases);
  return {
    assess: (record) => answerer.answer(record),
    assessColumns: (columns) => {
      const given = Object.entries(columns);
      const rows = given[0]?.[1].length ?? 0;
      const other = given.find(([, cells]) => cells.length !== rows);
      if (other)
        throw new TypeError(
          `${other[0]} has ${other[1].length} rows, and ${given[0]?.[0]} ${rows}`,
        );
      return answerColumns(reader, new Map(given), rows);
    },
  };
}

function settingsOf(record: Options['settings']): Omit<Settings, 'today'> {
  if (record === undefined) return NOTHING_ASSUMED;
  const { settings, problems } = readRecord({ version: 1, profile: null, ...record });
  const [wrong] = problems;
  if (wrong) throw new TypeError(`settings: ${wrong.field}: ${wrong.message}`);
  return toCalculation(settings);
}

function todayOf(told: string | undefined): Day {
  if (told !== undefined) {
    const day = parseIso(told);
    if (!day.ok) throw new TypeError(`today: ${day.message}`);
    return day.value;
  }
  const now = new Date();
  return dayFromYmd(now.getFullYear(), now.getMonth() + 1, now.getDate()) as Day;
}
