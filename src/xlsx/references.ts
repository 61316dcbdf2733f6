/** References as they stand in the text of a formula. */

/** What may be a reference: cells, whole columns or rows, parts of tables, names. No call of a function. */
const REFERENCE =
  /(?:(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\d_.]*(?::[\p{L}_][\p{L}\d_.]*)?)!)?(?:\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+|#)?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d+:\$?\d+|[\p{L}_\\][\p{L}\d_.\\]*(?:\[(?:[^[\]]|\[[^\]]*\])*\])?|\[(?:[^[\]]|\[[^\]]*\])*\])(?![\p{L}\d_(])/gu;

/** References in a formula's text. */
export const referencesIn = (formula: string): readonly string[] => [
  ...new Set(formula.replace(/"(?:[^"]|"")*"/g, '""').match(REFERENCE) ?? []),
];
