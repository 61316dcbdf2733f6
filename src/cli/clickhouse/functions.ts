/** Our functions in ClickHouse: each answers a block of rows, and declares itself to the server. */
import {
  answerColumns,
  ARGUMENTS,
  isAmountArgument,
  rulesOfColumns,
  type CaseColumns,
  type ColumnReader,
} from '../../calculation/batch/columns';
import { LAW_VERSION } from '../../law/book';
import { plainText } from '../../money/cents';
import { quotedText, valueOf } from './rows';

const MONEY = 'Nullable(Decimal(18, 2))';
const TEXT = 'Nullable(String)';

/** A function of the server: what it is called, what it takes and gives, and how a block is answered. */
interface Declared {
  readonly name: string;
  readonly takes: readonly { readonly name: string; readonly type: string }[];
  readonly gives: string;
  readonly answer: (reader: ColumnReader, lines: readonly string[]) => readonly string[];
}

const LOAN = ARGUMENTS.map((name) => ({
  name,
  type: isAmountArgument(name) ? 'Nullable(Float64)' : TEXT,
}));

/** By the word that the command line has for it. */
export const FUNCTIONS: ReadonlyMap<string, Declared> = new Map(
  [
    {
      name: 'deficiency',
      takes: LOAN,
      gives: MONEY,
      answer: (reader: ColumnReader, lines: readonly string[]) => {
        const { deficiency } = answerColumns(reader, columnsOf(lines), lines.length, 'amounts');
        return Array.from(deficiency, (amount) =>
          Number.isNaN(amount) ? '\\N' : plainText(amount),
        );
      },
    },
    {
      name: 'deficiency_assess',
      takes: LOAN,
      gives: `Tuple(deficiency ${MONEY}, low ${MONEY}, high ${MONEY}, status ${TEXT}, error ${TEXT}, unused ${TEXT})`,
      answer: assessed,
    },
    {
      name: 'deficiency_rules',
      takes: LOAN,
      gives: 'Array(String)',
      answer: (reader: ColumnReader, lines: readonly string[]) =>
        rulesOfColumns(reader, columnsOf(lines), lines.length).map(
          (rules) => `[${(rules ?? []).map(quotedText).join(',')}]`,
        ),
    },
    {
      // A function without an argument is sent no rows to answer.
      name: 'deficiency_law',
      takes: [{ name: 'any', type: 'UInt8' }],
      gives: 'String',
      answer: (_: ColumnReader, lines: readonly string[]) =>
        lines.map(() => `${LAW_VERSION.version} ${LAW_VERSION.day}`),
    },
  ].map((declared) => [declared.name, declared]),
);

function assessed(reader: ColumnReader, lines: readonly string[]): string[] {
  const { deficiency, low, high, status, error, unused } = answerColumns(
    reader,
    columnsOf(lines),
    lines.length,
  );
  return lines.map((_, row) => {
    const wrong = error[row] ?? null;
    const amounts = [deficiency, low, high].map((column) =>
      wrong === null ? plainText(column[row] as number) : 'NULL',
    );
    const texts = [status[row] ?? null, wrong, unused[row] || null].map(quotedText);
    return `(${[...amounts, ...texts].join(',')})`;
  });
}

function columnsOf(lines: readonly string[]): CaseColumns {
  const columns = ARGUMENTS.map((): unknown[] => []);
  const amounts = ARGUMENTS.map(isAmountArgument);
  for (const line of lines) {
    const fields = line.split('\t');
    for (let at = 0; at < columns.length; at++) {
      const value = valueOf(fields[at] ?? '\\N');
      columns[at]?.push(value === null || !amounts[at] ? value : Number(value));
    }
  }
  return new Map(ARGUMENTS.map((name, at) => [name, columns[at] as unknown[]]));
}

const argumentOf = ({ name, type }: Declared['takes'][number]): string =>
  `    <argument><name>${name}</name><type>${type}</type></argument>\n`;

/** The configuration that a server reads: every function with a pool of processes that stay. */
export function configuration(profile: string | null, pool: number): string {
  const assuming = profile === null ? '' : ` --profile ${profile}`;
  const functions = [...FUNCTIONS.values()].map(
    ({ name, takes, gives }) => `  <function>
    <type>executable_pool</type>
    <name>${name}</name>
${takes.map(argumentOf).join('')}    <return_type>${gives}</return_type>
    <format>TabSeparated</format>
    <command>${PROGRAM} ${name}${assuming}</command>
    <execute_direct>1</execute_direct>
    <send_chunk_header>1</send_chunk_header>
    <pool_size>${takes === LOAN ? pool : 1}</pool_size>
    <max_command_execution_time>600</max_command_execution_time>
    <command_read_timeout>600000</command_read_timeout>
    <command_write_timeout>600000</command_write_timeout>
  </function>
`,
  );
  return `<functions>\n${functions.join('')}</functions>\n`;
}

/** The file beside the scripts of a server; releases stand beside each other. */
const PROGRAM = 'recourse';
