/** What stands at the head of a paper for a court or a file and is no part of the case. */
import { isBlank } from '../money/cents';
import { textOf } from '../money/result';
import type { Asked } from './declaration';
import { text, type SheetRows, type StyleName } from './sheet';
import type { Json } from './timeInputs';

/** What the pane asks for it. */
export const CAPTION: readonly Asked[] = [
  { name: 'court', label: 'Court', type: 'text' },
  { name: 'parties', label: 'Parties', type: 'text' },
  { name: 'loan_number', label: 'Loan number', type: 'text' },
  { name: 'property', label: 'Property', type: 'text' },
  { name: 'preparer', label: 'Prepared by', type: 'text', kept: 'sender' },
];

/** What a caption may hold, for the help of a command line. */
export const CAPTION_WORDS = CAPTION.map(({ name }) => name).join(', ');

const NAMES = new Set(CAPTION.map(({ name }) => name));

/** The caption of what was told, and the rest of it: the case. */
export function captionIn(json: Json): { readonly caption: Json; readonly record: Json } {
  const entries = Object.entries(json);
  const those = (wanted: boolean) =>
    Object.fromEntries(entries.filter(([name]) => NAMES.has(name) === wanted));
  return { caption: those(true), record: those(false) };
}

/** A row for each part that was told; who prepared the paper signs at its foot. */
export function captionRows(rows: SheetRows, caption: Json, style?: StyleName): void {
  for (const { name, label } of CAPTION)
    if (name !== 'preparer' && !isBlank(caption[name]))
      rows.add(text(label, 'label'), text(textOf(caption[name]), style));
}

/** The name beside the line of whoever prepared it. */
export const preparerIn = ({ preparer }: Json): string =>
  isBlank(preparer) ? '' : textOf(preparer);
