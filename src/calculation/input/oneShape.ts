/** Records of named values that many rows share the names of. */

/**
 * Makes records without a prototype's names in them, so that no name a row has is lost; those of one maker have one
 * shape, which reads faster.
 */
export function recordsOfOneShape(): new () => Record<string, unknown> {
  function Row(): void {}
  Row.prototype = Object.create(null) as object;
  return Row as unknown as new () => Record<string, unknown>;
}
