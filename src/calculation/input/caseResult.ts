/** A case read, or the mistake in it. */

/** A mistake in a case: the field it is in, and what to do about it. */
export interface CaseError {
  readonly field: string;
  readonly message: string;
  /** True where the value names nothing that exists (a state, a profile, a fact). */
  readonly unknownName?: boolean;
}

export type CaseResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: CaseError };

export const failure = (
  field: string,
  message: string,
  unknownName = false,
): CaseResult<never> => ({
  ok: false,
  error: unknownName ? { field, message, unknownName } : { field, message },
});

export const success = <T>(value: T): CaseResult<T> => ({ ok: true, value });
