// The Node.js versions that package.json states are those that every package takes which runs in Node.js.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const { satisfies } = createRequire(import.meta.url)('semver') as {
  satisfies: (version: string, range: string) => boolean;
};

interface Installed {
  readonly engines?: { readonly node?: string };
}

const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
  packages: Readonly<Record<string, Installed>>;
};

/** The first of each line that is stated, and a later one. */
const STATED = ['20.19.0', '20.20.2', '22.13.0', '22.22.0', '24.0.0', '24.11.0'];

/** Runs in browsers alone, into which the build puts it; its makers state what they build it with. */
const IN_BROWSERS = ['node_modules/@fluentui/web-components'];

it('are taken by all packages but those that only browsers run', () => {
  const { '': own, ...packages } = lock.packages;
  expect(STATED.filter((version) => !satisfies(version, own?.engines?.node ?? ''))).toEqual([]);
  const refusing = Object.entries(packages).filter(([, { engines }]) =>
    STATED.some((version) => !satisfies(version, engines?.node ?? '*')),
  );
  expect(refusing.map(([place]) => place)).toEqual(IN_BROWSERS);
});
