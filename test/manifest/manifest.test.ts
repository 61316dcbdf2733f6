// The manifest is what Excel reads first: it must be valid, and everything it names must be there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { problemsIn } from '../../scripts/manifest/check.mjs';
import { manifestFor } from '../../scripts/manifest/manifest.mjs';

const root = resolve(import.meta.dirname, '../..');
const dist = join(root, 'dist');
const source = readFileSync(join(root, 'manifest.xml'), 'utf8');
const schemas = resolve(root, '../shared/manifest-xsd/usable');

async function schemaErrors(manifest: string): Promise<string[]> {
  if (!existsSync(schemas)) {
    throw new Error(
      "Office's manifest schemas belong in ../shared/manifest-xsd/usable, beside this repository",
    );
  }
  const files = readdirSync(schemas).map((fileName) => ({
    fileName,
    contents: readFileSync(join(schemas, fileName), 'utf8'),
  }));
  const main = 'OfficeAppManifestV1_1.xsd';
  const result = await validateXML({
    xml: [{ fileName: 'manifest.xml', contents: manifest }],
    schema: files.filter(({ fileName }) => fileName === main),
    preload: files.filter(({ fileName }) => fileName !== main),
  });
  return result.errors.map(({ message }) => message);
}

const variants = {
  'on the development server': manifestFor(source),
  'in production': manifestFor(source, { origin: 'https://recourse.example.com' }),
  'with a namespace': manifestFor(source, { namespace: 'RECOURSE' }),
};

describe.each(Object.entries(variants))('the manifest %s', (_, manifest) => {
  it('is valid by the schemas of Office', async () => {
    expect(await schemaErrors(manifest)).toEqual([]);
  });

  it('links only to files that are there, over https, on one origin', () => {
    expect(problemsIn(manifest, dist)).toEqual([]);
  });
});

describe('the manifest for people who type =DEFICIENCY', () => {
  it('has no namespace, so that names stand bare in a cell', () => {
    expect(source).not.toContain('<Namespace');
    expect(variants['with a namespace']).toContain('<Namespace resid="Functions.Namespace"/>');
  });

  it('shares one long-lived runtime between functions, button and pane', () => {
    expect(source).toMatch(/<Runtime resid="Taskpane\.Url" lifetime="long"\/>/);
    expect(source).toContain('<Set Name="SharedRuntime" MinVersion="1.1"/>');
    expect(source).toContain('<Set Name="CustomFunctionsRuntime" MinVersion="1.3"/>');
  });

  it('gives the namespaced variant an identity of its own, so that both can be installed', () => {
    const id = (manifest: string) => /<Id>(.*)<\/Id>/.exec(manifest)?.[1];
    expect(id(variants['with a namespace'])).not.toBe(id(source));
  });

  it('names the chosen origin everywhere and localhost nowhere in production', () => {
    expect(variants['in production']).not.toContain('localhost');
  });

  it.each(['http://recourse.example.com', 'recourse.example.com', 'https://example.com/path'])(
    'refuses %s as an origin',
    (origin) => {
      expect(() => manifestFor(source, { origin })).toThrow('must be an https origin');
    },
  );
});

describe('the check beyond the schema', () => {
  const broken = (from: string | RegExp, to: string) => problemsIn(source.replace(from, to), dist);

  it('finds a resid without a resource', () => {
    expect(broken('Label resid="Group.Label"', 'Label resid="Group.Labl"')).toContain(
      'resid "Group.Labl" has no resource',
    );
  });

  it('finds a link over plain http', () => {
    expect(
      broken('"https://localhost:3000/functions.js"', '"http://localhost:3000/functions.js"'),
    ).toContain('http://localhost:3000/functions.js is not https');
  });

  it('finds a second origin', () => {
    expect(
      broken(
        'https://localhost:3000/functions.js',
        'https://elsewhere.example/functions.js',
      ).join(),
    ).toContain('more than one origin');
  });

  it('finds a missing icon', () => {
    expect(broken('assets/icon-80.png', 'assets/icon-81.png').join()).toContain(
      'icon-81.png does not exist',
    );
  });

  it('finds an icon of the wrong size', () => {
    expect(
      broken(
        'id="Icon.16" DefaultValue="https://localhost:3000/assets/icon-16',
        'id="Icon.16" DefaultValue="https://localhost:3000/assets/icon-32',
      ).join(),
    ).toContain('32 by 32 pixels where 16 by 16 are expected');
  });
});
