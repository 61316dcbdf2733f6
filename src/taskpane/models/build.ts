/** Makes the sheets that the pane offers, for the case of the selected cell; loaded when they are first looked at. */
import type { Case } from '../../calculation/deficiency/case';
import { currentReader, today } from '../../functions/session';
import {
  makeSheets,
  type Asked,
  type Paper,
  type SheetDeclaration,
} from '../../sheets/declaration';
import { DASHBOARD } from '../../sheets/dashboard';
import { linkOf } from '../../law/words';
import type { SheetModel } from '../../sheets/sheet';
import type { Json } from '../../sheets/timeInputs';
import { fail, type Result } from '../../money/result';
import { recordsOf } from '../../workbook/explain';
import { generalText, ruleTexts } from '../law/texts';
import type { Subject } from '../screen';

export { SHEETS } from '../../sheets/registry';
export { SAMPLES } from '../../sheets/samples';
export { rowsField, rowsInWords } from './rowsField';

/** Rows of a call that become loans of a portfolio. */
const MOST_LOANS = 10_000;

/** What was chosen and typed in the pane. */
export interface ModelRequest {
  readonly sheet: SheetDeclaration;
  readonly title: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The value that is proposed for a field, out of the case. */
export function proposed({ from }: Asked, subject: Subject | null): string {
  const value = from === undefined ? undefined : subject?.record[from];
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}

/** The sheets of a model, or what is missing for it in words. */
export async function buildModel(
  { sheet, title, fields }: ModelRequest,
  subject: Subject,
): Promise<Result<readonly SheetModel[]>> {
  const reader = currentReader();
  const read = reader.read(subject.record);
  if (!read.ok) return fail(`${read.error.field}: ${read.error.message}`);
  const refusal = sheet.refuses?.(read.value);
  if (refusal !== undefined) return fail(refusal);
  const words = sheet.quotesLaw ? await wordsFor(read.value) : { textOf: () => '' };
  const paper = { reader, title, preparedOn: today(), ...words };
  return makeSheets(sheet, () => jsonFor(sheet, subject, read.value, fields), paper);
}

/** The sheets of a whole portfolio with its dashboard. */
export const buildPortfolio = (
  loans: readonly Json[],
  unread: ReadonlyMap<number, string>,
  title: string,
  textOf: (name: string) => string,
): Result<readonly SheetModel[]> =>
  makeSheets(DASHBOARD, () => ({ loans }), {
    reader: currentReader(),
    title,
    preparedOn: today(),
    textOf,
    unread,
  });

/** What a sheet is made from: the case, all loans of its call, or what was typed. */
function jsonFor(
  { reads, fromPane }: SheetDeclaration,
  subject: Subject,
  item: Case,
  fields: Readonly<Record<string, string>>,
): Json {
  const told = withoutBlanks(fields);
  if (reads === 'case') return { ...told, ...subject.record };
  if (reads === 'loans') return { loans: loansOf(subject) };
  return fromPane?.(told, item) ?? told;
}

const withoutBlanks = (fields: Readonly<Record<string, string>>): Json =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  );

async function wordsFor(item: Case): Promise<Pick<Paper, 'textOf' | 'linkOf'>> {
  const rules = await ruleTexts(item.setting.place.code);
  const { facts } = await generalText();
  return {
    textOf: (name) => rules[name]?.text ?? rules[name]?.note ?? facts[name]?.question ?? '',
    linkOf: (rule) => linkOf(rules[rule]),
  };
}

/** Every loan that the selected cell's call answers; the one case where there is no call. */
function loansOf({ record, explained }: Subject): Readonly<Record<string, unknown>>[] {
  const rows = explained ? recordsOf(explained).slice(0, MOST_LOANS) : [];
  const found = rows.flatMap((one, row) =>
    one === undefined ? [] : [{ id: `Row ${row + 1}`, ...one }],
  );
  return found.length > 0 ? found : [record];
}
