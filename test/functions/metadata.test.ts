/** functions.json, as it is written for Excel, says what the declarations say. */
import { describe, expect, it } from 'vitest';
import path from 'node:path';
import { readFileSync } from 'node:fs';
import { functionFiles } from '../../scripts/functions';
import { helpPages } from '../../scripts/pages.mjs';
import { declarations } from '../../src/functions/declarations';
import { STATES } from '../../src/law/book';

interface Parameter {
  name: string;
  description: string;
  type: string;
  dimensionality?: string;
  optional?: boolean;
  customEnumId?: string;
}

interface Metadata {
  functions: {
    id: string;
    name: string;
    description: string;
    helpUrl: string;
    parameters: Parameter[];
    result: { dimensionality?: string };
  }[];
  enums: { id: string; values: { name: string; stringValue: string; tooltip: string }[] }[];
}

const files = functionFiles();
const help = helpPages(files.get('docs/functions.md') ?? '');
const metadata = JSON.parse(files.get('src/functions/functions.json') ?? '') as Metadata;

describe('what is written from the declarations', () => {
  it.each([...files])('%s is as they say now (npm run docs writes it)', (file, text) => {
    expect(readFileSync(path.join(import.meta.dirname, '../..', file), 'utf8')).toBe(text);
  });
});

describe('the generated metadata', () => {
  it('has the declared functions, in order', () => {
    expect(metadata.functions.map(({ name }) => name)).toEqual(declarations.map(({ id }) => id));
    expect(metadata.functions.map(({ id }) => id)).toEqual(declarations.map(({ id }) => id));
  });

  it("hands over errors and data types, in every argument: a string's error would cost the whole spill", () => {
    expect(metadata).toMatchObject({
      allowCustomDataForDataTypeAny: true,
      allowErrorForDataTypeAny: true,
    });
    const types = metadata.functions.flatMap(({ parameters }) =>
      parameters.map(({ type }) => type),
    );
    expect(new Set(types)).toEqual(new Set(['any']));
  });

  it.each(metadata.functions.map(({ id, helpUrl }) => [id, helpUrl]))(
    'leads from %s to its page of help',
    (id, helpUrl) => {
      const page = help.get(path.basename(new URL(helpUrl).pathname));
      expect(page).toContain(`<h1>${id}</h1>`);
    },
  );

  it.each(declarations.map((declaration, i) => [declaration.id, declaration, i] as const))(
    'describes %s and each of its arguments',
    (_, declaration, i) => {
      const found = metadata.functions[i];
      expect(found?.description).toBe(declaration.summary);
      expect(found?.result.dimensionality).toBe('matrix');
      expect(
        found?.parameters.map(({ name, description, optional }) => ({
          name,
          description,
          optional: optional ?? false,
        })),
      ).toEqual(
        declaration.parameters.map(({ name, description, optional }) => ({
          name,
          description,
          optional,
        })),
      );
      for (const parameter of found?.parameters ?? [])
        expect(parameter.dimensionality, parameter.name).toBe('matrix');
    },
  );

  it('offers every state in a drop-down', () => {
    const states = metadata.enums.find(({ id }) => id === 'State');
    expect(
      states?.values.map(({ stringValue, tooltip }) => ({ code: stringValue, name: tooltip })),
    ).toEqual(STATES);
    for (const { parameters } of metadata.functions)
      for (const parameter of parameters)
        expect(parameter.customEnumId).toBe(parameter.name === 'state' ? 'State' : undefined);
  });
});
