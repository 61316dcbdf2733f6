// The types of serve.mjs, for the tests.
import type { Server } from 'node:http';
import type { ServerOptions } from 'node:https';
export function serverFor(folder: string, options: { home: string; tls?: ServerOptions }): Server;
export function listen(
  server: Server,
  port: number,
  options?: { exactly?: boolean },
): Promise<number>;
export function endOnSignal(server: Server): void;
export const officeFramers: string;
export function policyIn(html: string): string;
export function endWithParent(): void;
