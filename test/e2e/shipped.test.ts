// What dist/ carries of other people's work is named with its licence, and listed in a bill of materials.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dist } from '../../scripts/build.mjs';

interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly 'bom-ref': string;
  readonly licenses?: { license?: { id?: string; name?: string }; expression?: string }[];
  readonly hashes: { alg: string; content: string }[];
}

const licences = readFileSync(join(dist, 'licenses.txt'), 'utf8');
const bill = JSON.parse(readFileSync(join(dist, 'sbom.cdx.json'), 'utf8')) as {
  bomFormat: string;
  specVersion: string;
  metadata: { component: Component };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
};

/** Carried by the page, the pane, the functions, and inside what their makers bundled. */
const CARRIED = [
  '@fluentui/web-components',
  '@fluentui/tokens',
  '@microsoft/fast-element',
  'decimal.js',
  'exceljs',
  'jszip',
  'react',
  'react-dom',
  'rxjs',
  '@univerjs/core',
  '@univerjs/preset-sheets-core',
  '@univerjs/engine-render',
  '@wendellhu/redi',
];

/** Licences under which the product may be passed on, with their texts. */
const FREE =
  /^(MIT|MIT\/X11|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|Unlicense|\(MIT OR GPL-3\.0-or-later\)|\(MIT AND Zlib\))$/;

/** Declare nothing in their package.json: the first belongs to Univer (Apache-2.0), the second says MIT/X11 in words. */
const SILENT = ['@univerjs/telemetry', 'buffers'];

describe('the licences', () => {
  it.each(CARRIED)('name %s', (name) => {
    const version = bill.components.find((one) => one.name === name)?.version;
    expect(licences).toContain(`${name} ${version} (`);
  });

  it('have the words of the common ones in full', () => {
    expect(licences).toContain('Permission is hereby granted, free of charge');
    expect(licences).toContain('Apache License');
    expect(licences).toContain('TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION');
  });

  it('allow the product to be passed on', () => {
    const named = bill.components.map(({ name, licenses: [one] = [] }) => ({
      name,
      licence: one?.expression ?? one?.license?.id ?? one?.license?.name,
    }));
    const others = named.filter(
      ({ name, licence }) => !FREE.test(licence ?? '') && !SILENT.includes(name),
    );
    expect(others).toEqual([]);
  });
});

describe('the bill of materials', () => {
  it('has the form of CycloneDX 1.6', () => {
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
    expect(bill.metadata.component.name).toBe('recourse-for-excel');
  });

  it('lists each package once, with the hash by which it was installed', () => {
    const refs = bill.components.map((one) => one['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    for (const { name, purl, hashes } of bill.components) {
      expect(purl).toMatch(/^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@\d/);
      expect(hashes[0]?.content, name).toMatch(/^([0-9a-f]{40}|[0-9a-f]{128})$/);
    }
  });

  it('says who needs whom, among those that it lists', () => {
    const refs = new Set(bill.components.map((one) => one['bom-ref']));
    const unknown = bill.dependencies
      .flatMap(({ dependsOn }) => dependsOn)
      .filter((ref) => !refs.has(ref));
    expect(unknown).toEqual([]);
    expect(bill.dependencies).toHaveLength(refs.size + 1);
  });
});
