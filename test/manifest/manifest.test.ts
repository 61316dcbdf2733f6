// The manifest is what Excel reads first: it must be valid, and everything it names must be there.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { problemsIn } from '../../scripts/manifest/check.mjs';
import { manifestFor, metadataFor } from '../../scripts/manifest/manifest.mjs';
import { UNIFIED_VERSION, unifiedFrom } from '../../scripts/manifest/unified.mjs';

const root = resolve(import.meta.dirname, '../..');
const dist = join(root, 'dist');
const source = readFileSync(join(root, 'manifest.xml'), 'utf8');

/** Our own telling of what our manifests may hold, after the reference pages of Office. */
const schemas = ['manifest.xsd', 'overrides.xsd', 'basics.xsd'].map((fileName) => ({
  fileName,
  contents: readFileSync(join(import.meta.dirname, 'schema', fileName), 'utf8'),
}));

/** What the schema says of each manifest, by its name; all at once, for a start takes longer than the reading. */
async function schemaErrors(
  manifests: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, string[]>> {
  const [schema, ...preload] = schemas;
  if (!schema) throw new Error('no schema');
  const names = Object.keys(manifests);
  const xml = Object.values(manifests).map((contents, n) => ({ fileName: `${n}.xml`, contents }));
  const { errors } = await validateXML({ xml, schema: [schema], preload });
  const about = (n: number) => errors.filter(({ rawMessage }) => rawMessage.startsWith(`${n}.xml`));
  return new Map(names.map((name, n) => [name, about(n).map(({ message }) => message)]));
}

const variants = {
  'on the development server': manifestFor(source),
  'in production': manifestFor(source, { origin: 'https://recourse.example.com' }),
  'with a namespace': manifestFor(source, { namespace: 'DEFICIENCY' }),
};

describe.each(Object.entries(variants))('the manifest %s', (_, manifest) => {
  it('is valid by the schema', async () => {
    expect([...(await schemaErrors({ manifest })).values()]).toEqual([[]]);
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

  it.each([
    'http://recourse.example.com',
    'recourse.example.com',
    'https://example.com/?a=1',
    'https://example.com/#a',
    'https://me@example.com/',
  ])('refuses %s as an address', (origin) => {
    expect(() => manifestFor(source, { origin })).toThrow('must be an https address');
  });

  it.each(['https://org.example/addins/recourse/', 'https://org.example/addins/recourse'])(
    'may live under a path: %s',
    (origin) => {
      const manifest = manifestFor(source, { origin });
      expect(manifest).toContain('"https://org.example/addins/recourse/taskpane.html"');
      expect(manifest).toContain('<AppDomain>https://org.example</AppDomain>');
      expect(manifest).not.toContain('localhost');
    },
  );

  it('has the version of package.json, and a workbook that offers the add-in names it too', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      version: string;
    };
    const part = readFileSync(join(root, 'src/xlsx/settingsPart.ts'), 'utf8');
    expect(manifestFor(source)).toContain(`<Version>${version}.0</Version>`);
    expect(part).toContain(`version: '${version}.0'`);
  });

  it('keeps the dotted names as they are under the namespace', () => {
    const metadata = readFileSync(join(root, 'src/functions/functions.json'), 'utf8');
    const { functions } = JSON.parse(metadataFor(metadata, 'DEFICIENCY')) as {
      functions: { id: string; name: string }[];
    };
    for (const { id, name } of functions)
      expect(`DEFICIENCY.${name}`).toBe(id === 'DEFICIENCY' ? 'DEFICIENCY.DEFICIENCY' : id);
  });

  it('has a command for every button, on the right click and on the keyboard', () => {
    const commands = readFileSync(join(root, 'src/taskpane/commands.ts'), 'utf8');
    const shortcuts = readFileSync(join(root, 'src/taskpane/shortcuts.json'), 'utf8');
    const named = [...source.matchAll(/<FunctionName>Recourse\.(\w+)</g)].map(([, name]) => name);
    expect(new Set(named).size).toBe(6);
    for (const name of named) expect(commands).toContain(`    ${name}: () =>`);
    expect(shortcuts).toContain('"Recourse.Explain"');
    expect(source).toContain('<OfficeMenu id="ContextMenuCell">');
  });
});

describe('the unified manifest', () => {
  const schema = join(
    root,
    `node_modules/@microsoft/app-manifest/build/json-schemas/teams/v${UNIFIED_VERSION}/MicrosoftTeams.schema.json`,
  );
  const origin = 'https://org.example/addins/recourse/';
  const xml = manifestFor(source, { origin, namespace: 'DEFICIENCY' });
  const manifest = unifiedFrom(xml) as Record<string, unknown>;
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const { $schema: _, ...told } = JSON.parse(readFileSync(schema, 'utf8')) as { $schema: string };
  const validate = ajv.compile(told);

  it("is valid by Microsoft's own schema, and the schema refuses what is wrong", () => {
    expect([validate(manifest), validate.errors]).toEqual([true, null]);
    expect(validate({ ...manifest, accentColor: 'green' })).toBe(false);
  });

  it('has every button, text and address of the one in XML', () => {
    const text = JSON.stringify(manifest);
    expect(text).not.toContain('localhost');
    expect(text).not.toMatch(/""|undefined|null/);
    for (const [, label] of xml.matchAll(/<bt:String id="[^"]*" DefaultValue="([^"]*)"/g))
      expect(text).toContain(label);
    for (const [, name] of xml.matchAll(/<FunctionName>([^<]*)</g))
      expect(text).toContain(`{"id":"${name}","type":"executeFunction"}`);
    expect(manifest['id']).toBe(/<Id>(.*)<\/Id>/.exec(xml)?.[1]);
  });
});

/** Manifests in which one thing is broken, and a word of what is then said. */
const BROKEN: readonly (readonly [string, string | RegExp, string, string])[] = [
  ['an identity that is none', '<Id>3f5580b3-', '<Id>3f5580b-', 'pattern'],
  ['a version of words', '<Version>0.1.0.0<', '<Version>one<', 'pattern'],
  [
    'a name longer than 125 characters',
    'DefaultValue="Recourse for Excel"',
    `DefaultValue="${'x'.repeat(126)}"`,
    'maxLength',
  ],
  [
    'a tip longer than 250 characters',
    /DefaultValue="Show what[^"]*"/,
    `DefaultValue="${'x'.repeat(251)}"`,
    'maxLength',
  ],
  [
    'an address over plain http',
    'DefaultValue="https://localhost:3000/taskpane.html"/>\n  </Def',
    'DefaultValue="http://localhost:3000/taskpane.html"/>\n  </Def',
    'pattern',
  ],
  [
    'elements out of their order',
    /(<ProviderName>.*<\/ProviderName>)(\s*)(<DefaultLocale>.*<\/DefaultLocale>)/,
    '$3$2$1',
    'not expected',
  ],
  ['a menu of the right click on nothing known', 'ContextMenuCell', 'ContextMenuRow', 'fixed'],
  ['a missing pane', /<DefaultSettings>[^]*?<\/DefaultSettings>/, '', 'not expected'],
  ['an unknown permission', 'ReadWriteDocument', 'EverythingDocument', 'enumeration'],
  ['an unknown requirement', 'Name="SharedRuntime"', 'Name="SharedRuntimes"', 'enumeration'],
  ['a runtime that ends with the pane', 'lifetime="long"', 'lifetime="short"', 'fixed'],
  [
    'a runtime after the functions',
    /(<Runtimes>[^]*<\/Runtimes>)(\s*)(<AllFormFactors>[^]*<\/AllFormFactors>)/,
    '$3$2$1',
    'not expected',
  ],
  ['functions without their script', /<Script>[^]*?<\/Script>/, '', 'not expected'],
  [
    'a kind of extension that is none',
    'xsi:type="CustomFunctions"',
    'xsi:type="CustomFormulas"',
    'type definition',
  ],
  ['no kind of action', 'Action xsi:type="ShowTaskpane"', 'Action', 'abstract'],
  ['an icon in two sizes only', /<bt:Image size="80"[^>]*>/, '', 'Missing child'],
  ['an icon in a size that no ribbon draws', 'size="80"', 'size="81"', 'enumeration'],
  [
    'a reference longer than 32 characters',
    'resid="Group.Label"',
    `resid="${'x'.repeat(33)}"`,
    'maxLength',
  ],
  ['an element that nobody knows', '<Supertip>', '<Supertips/><Supertip>', 'not expected'],
  [
    'an attribute that nobody knows',
    '<Host Name="Workbook"/>',
    '<Host Name="Workbook" Version="1"/>',
    'not allowed',
  ],
  ['another host', '<Host Name="Workbook"/>', '<Host Name="Mailbox"/>', 'fixed'],
  ['a tag that is not closed', '</Hosts>', '', 'mismatch'],
];

describe('the schema', () => {
  const broken = Object.fromEntries(
    BROKEN.map(([what, from, to]) => [what, source.replace(from, to)]),
  );
  const said = schemaErrors(broken);

  it.each(BROKEN)('refuses %s', async (what, _from, _to, word) => {
    expect(broken[what]).not.toBe(source);
    expect((await said).get(what)?.join('\n')).toContain(word);
  });
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
