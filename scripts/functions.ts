/** What is written from the declarations of the functions: Excel's functions.json, their names, and their page in docs/, from which the build cuts the pages of help. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { FACTS, STATES } from '../src/law/book';
import { lawWords } from '../src/law/words';
import { OPERATIONS } from '../src/calculation/operations';
import type { Operation, Parameter, ParameterKind } from '../src/calculation/operation/operation';
import { declarations, type FunctionDeclaration } from '../src/functions/declarations';
import { developmentOrigin } from './manifest/manifest.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Where Excel's own help on a function leads; the build puts the add-in's address in place of the development one. */
const helpAddress = (id: string): string => `${developmentOrigin}/help/${id}.html`;

/** The metadata by which Excel knows the functions. */
const metadata = () => ({
  allowCustomDataForDataTypeAny: true,
  allowErrorForDataTypeAny: true,
  functions: declarations.map(({ id, summary, parameters }) => ({
    description: summary,
    helpUrl: helpAddress(id),
    id,
    name: id,
    parameters: parameters.map(({ name, kind, description, optional }) => ({
      description,
      dimensionality: 'matrix',
      name,
      ...(optional && { optional }),
      // Of type any alone does an error reach the function, which answers it in its own row.
      type: 'any',
      ...(kind === 'state' && { customEnumId: 'State' }),
    })),
    result: { dimensionality: 'matrix' },
  })),
  enums: [
    {
      id: 'State',
      type: 'string',
      values: STATES.map(({ code, name }) => ({ name: code, stringValue: code, tooltip: name })),
    },
  ],
});

const kindWords = (kind: ParameterKind): string => {
  if (typeof kind === 'string')
    return kind === 'rates'
      ? 'a rate, or a list of rates'
      : kind === 'facts'
        ? 'facts'
        : kind.replace('_', ' ');
  if ('rows' in kind) return 'a list';
  if ('amountOr' in kind) return 'an amount, or a list';
  if ('terms' in kind) return 'terms';
  return 'rateOr' in kind ? `rate, ${kind.rateOr.join(', ')}` : kind.join(', ');
};

const fieldsOf = (kind: ParameterKind) =>
  typeof kind !== 'object'
    ? undefined
    : 'rows' in kind
      ? kind.rows
      : 'amountOr' in kind
        ? kind.amountOr
        : 'terms' in kind
          ? kind.terms
          : undefined;

const escaped = (text: string): string => text.replace(/\|/g, '\\|');

const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.map(escaped).join(' | ')} |`)
    .join('\n');

function fieldTable({ name, kind }: Parameter): string {
  const fields = fieldsOf(kind);
  if (!fields) return '';
  const what = 'terms' in (kind as object) ? 'A line has them beside its other keys' : 'Columns';
  const rows = Object.entries(fields).map(([key, { help, kind: of }]) => [
    `\`${key}\``,
    help,
    kindWords(of),
  ]);
  const more =
    typeof kind === 'object' && 'named' in kind
      ? '\nAnd any fact or amount of a loan under its own name.\n'
      : '';
  return `\n**${name}.** ${what}:\n\n${tableOf(['name', 'meaning', 'kind'], rows)}\n${more}`;
}

function operationPart(operation: Operation): string {
  const { id, line, summary, parameters, example, figures, tables } = operation;
  const keys = figures
    .filter(({ cellOnly }) => !cellOnly)
    .map(({ id: key, group }) => `\`${group ? `${group}.` : ''}${key}\``);
  const lists = tables
    .filter(({ inLine }) => inLine !== undefined)
    .map((table) => `\`${table.id}\``);
  return `## ${id}

${summary}

\`\`\`
${example}
\`\`\`

Over files: \`npm run --silent assess -- --${line}\`.

${tableOf(
  ['argument and key', 'meaning', 'kind'],
  parameters
    .filter(({ cellOnly }) => !cellOnly)
    .map(({ name, description, optional, kind }) => [
      `\`${name}\`${optional ? '' : ' (needed)'}`,
      description,
      kindWords(kind),
    ]),
)}
${parameters.map(fieldTable).join('')}
A line answers ${[...keys, ...lists].join(', ')}, \`unused\` and \`problems\`.
`;
}

function casePart({ id, summary, parameters, example }: FunctionDeclaration): string {
  return `## ${id}

${summary}

\`\`\`
${example}
\`\`\`

${tableOf(
  ['argument', 'meaning'],
  parameters.map(({ name, description, optional }) => [
    `\`${name}\`${optional ? '' : ' (needed)'}`,
    description,
  ]),
)}
`;
}

const partOf = (declared: FunctionDeclaration): string => {
  const operation = OPERATIONS.find(({ id }) => id === declared.id);
  return operation ? operationPart(operation) : casePart(declared);
};

const page = (): string =>
  `# The functions and the keys of a line

Written by \`npm run docs\` from the declarations of the functions; edit those. ${FACTS.length} facts of a case may be told besides: \`DEFICIENCY.FACTS\` lists them. Every answer names the law data that it rests on (${lawWords()}); [docs/law/changes.md](law/changes.md) says what changed from release to release.

${declarations.map(partOf).join('\n')}`;

/** Every file written from the declarations, by its place in the repository. */
export const functionFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ['src/functions/functions.json', `${JSON.stringify(metadata(), null, 1)}\n`],
    [
      'src/functions/names.json',
      `${JSON.stringify(
        declarations.map(({ id }) => id),
        null,
        1,
      )}\n`,
    ],
    ['docs/functions.md', page()],
  ]);

export function writeFunctionFiles(): void {
  for (const [file, text] of functionFiles()) writeFileSync(path.join(ROOT, file), text);
}
