export function buildClickHouse(folder: string, ...options: readonly string[]): void;
