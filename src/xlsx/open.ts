/** Opens a file that should be an .xlsx workbook, and says of any other what it is. */
import { openParts, type Parts } from './zip';

/** The parts of the workbook; a file that is none throws, with what to do. */
export function openWorkbook(bytes: Uint8Array, most?: number): Parts {
  const wrong = refusal(bytes);
  if (wrong !== undefined) throw new Error(wrong);
  return openParts(bytes, most);
}

/** Why bytes are no workbook that can be opened; undefined where they may be one. */
function refusal(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return 'the file is empty';
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    return holds(bytes, 'EncryptedPackage')
      ? 'the file has a password: save it in Excel without one'
      : 'the file is of the old .xls kind: save it in Excel as .xlsx';
  return bytes[0] === 0x50 && bytes[1] === 0x4b
    ? undefined
    : 'this is no .xlsx workbook: choose a file that Excel saved as .xlsx';
}

/** Whether bytes hold a name as old files write their names, two bytes a letter. */
function holds(bytes: Uint8Array, name: string): boolean {
  const wanted = [...name].map((letter) => letter.charCodeAt(0));
  const first = wanted[0] as number;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
    if (wanted.every((code, n) => bytes[at + 2 * n] === code && bytes[at + 2 * n + 1] === 0))
      return true;
  return false;
}
