export function hasChdb(): boolean;
export function fetchChdb(): boolean;
