/** `npm run --silent workbook`: finished models as .xlsx files, and workbooks recalculated without Excel. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Catalogue } from '../../sheets/sheet';
import { checkPlace, isSameFile, writeWhole } from '../output';
import { COMMANDS, commandNamed } from './commands';

const HELP = `Writes workbook models in plain Excel formulas, and recalculates workbooks without Excel.

  npm run --silent workbook -- COMMAND INPUT [-o OUTPUT.xlsx]

${COMMANDS.map(({ name, help }) => `  ${name.padEnd(12)} ${help}`).join('\n')}

  --title TEXT   the name of the case, for the page header
  --date DATE    the day it is prepared, such as 2026-03-15; today where left out
  --values       figures instead of calls of the add-in, for spreadsheets that know none
  -o FILE        where to write; beside the input where left out
  --offer-add-in admin
                 Excel offers the add-in that an administrator deployed when the workbook is
                 opened; developer: the one sideloaded on this machine
  --force        replaces a file that is there already
  --assume-defaults
                 recalc: computes with the settings of a new workbook in place of those of
                 this one that cannot be used
`;

interface Options {
  readonly command: string;
  readonly input: string;
  readonly output: string;
  readonly title?: string;
  readonly date?: string;
  readonly values: boolean;
  readonly offer?: Catalogue;
  readonly force: boolean;
  readonly assumeDefaults: boolean;
}

function readOptions(args: readonly string[]): Options | null {
  const rest: string[] = [];
  const named = new Map<string, string>();
  let values = false;
  let force = false;
  let assumeDefaults = false;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === '--help' || arg === '-h') return null;
    if (arg === '-o' || arg === '--title' || arg === '--date' || arg === '--offer-add-in') {
      const value = args[++i];
      if (!value) throw new Error(`${arg} wants a value after it`);
      if (named.has(arg)) throw new Error(`${arg} stands twice; give it once`);
      named.set(arg, value);
    } else if (arg === '--values') values = true;
    else if (arg === '--force') force = true;
    else if (arg === '--assume-defaults') assumeDefaults = true;
    else if (arg.startsWith('-') && arg !== '-') {
      throw new Error(`unknown option ${arg}; --help lists the options`);
    } else rest.push(arg);
  }
  const [command, input, more] = rest;
  if (command === undefined) return null;
  const known = commandNamed(command);
  if (!known)
    throw new Error(
      `there is no command '${command}'; use one of ${COMMANDS.map(({ name }) => name).join(', ')}`,
    );
  if (input === undefined) throw new Error(`${command}: name the file to read`);
  if (more !== undefined) throw new Error(`${command} reads one file: leave out '${more}'`);
  const useless = known.withoutUse?.find(
    (name) => named.has(`--${name}`) || (name === 'values' && values),
  );
  if (assumeDefaults && command !== 'recalc')
    throw new Error(`${command} has no use for --assume-defaults: leave it out`);
  const offer = named.get('--offer-add-in');
  if (offer !== undefined && offer !== 'admin' && offer !== 'developer')
    throw new Error(`--offer-add-in: '${offer}' is none of admin, developer`);
  if (useless) throw new Error(`${command} has no use for --${useless}: leave it out`);
  return {
    command,
    input,
    output: named.get('-o') ?? besides(input, command),
    title: named.get('--title'),
    date: named.get('--date'),
    offer,
    values,
    force,
    assumeDefaults,
  };
}

function besides(input: string, command: string): string {
  const { dir, name } = path.parse(input);
  return path.join(dir, `${name === '-' ? 'workbook' : name}-${command}.xlsx`);
}

function readInput(input: string): Uint8Array {
  try {
    return readFileSync(input === '-' ? 0 : input);
  } catch {
    throw new Error(`cannot read ${input}: is there such a file?`);
  }
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    process.stdout.write(HELP);
    return;
  }
  const command = commandNamed(options.command);
  if (!command) return;
  const bytes = readInput(options.input);
  const { title, date, values, assumeDefaults, offer, input, output, force } = options;
  const { name } = path.parse(input);
  // A workbook may be recalculated in place.
  const inPlace = command.name === 'recalc' && input !== '-' && isSameFile(input, output);
  if (!inPlace) checkPlace(output, input === '-' ? null : input, force);
  const result = await command.run(bytes, { title, date, values, assumeDefaults, offer, name });
  writeWhole(output, result.file);
  for (const warning of result.warnings ?? []) process.stderr.write(`${warning}\n`);
  process.stderr.write(`${output}: ${result.message}\n`);
  if (result.failed) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
}
