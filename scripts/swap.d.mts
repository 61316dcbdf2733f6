// The types of swap.mjs, for the tests.
export function putInPlace(made: string, place: string, former: string): void;
export function restored(place: string, former: string): void;
