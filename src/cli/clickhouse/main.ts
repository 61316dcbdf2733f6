#!/usr/bin/env node
/** The program that ClickHouse starts for its executable functions: blocks of rows in, an answer a row out. */
import { availableParallelism } from 'node:os';
import { StringDecoder } from 'node:string_decoder';
import { ColumnReader } from '../../calculation/batch/columns';
import { CaseReader } from '../../calculation/deficiency/case';
import { NOTHING_ASSUMED } from '../../calculation/settings/settings';
import { PROFILES, profileNamed } from '../../law/book';
import '../../law/labels';
import { today } from '../today';
import { configuration, FUNCTIONS } from './functions';
import { Blocks } from './rows';

/** Processes stay for days: cases without a day of sale stand under the law of the day on which they are asked. */
function readers(profile: string | null): () => ColumnReader {
  let day = NaN;
  let reader: ColumnReader;
  return () => {
    if (day !== today()) {
      day = today();
      reader = new ColumnReader(new CaseReader({ ...NOTHING_ASSUMED, profile, today: day }));
    }
    return reader;
  };
}

const profileIn = (name: string): string => {
  if (profileNamed(name)) return name;
  throw new Error(`--profile with one of ${PROFILES.map((profile) => profile.name).join(', ')}`);
};

const poolIn = (size: string): number => {
  if (/^[1-9]\d{0,2}$/.test(size)) return Number(size);
  throw new Error('--pool with a number of processes');
};

interface Options {
  readonly profile: string | null;
  readonly pool: number;
}

function optionsIn(args: readonly string[]): Options {
  let options: Options = { profile: null, pool: availableParallelism() };
  for (let at = 0; at < args.length; at += 2) {
    const value = args[at + 1] ?? '';
    if (args[at] === '--profile') options = { ...options, profile: profileIn(value) };
    else if (args[at] === '--pool') options = { ...options, pool: poolIn(value) };
    else throw new Error(`${args[at]} is no option: --profile NAME, --pool N`);
  }
  return options;
}

function answerBlocks(name: string, { profile }: Options): void {
  const declared = FUNCTIONS.get(name);
  if (!declared)
    throw new Error(`${[...FUNCTIONS.keys()].join(', ')} or configuration, not '${name}'`);
  const readerNow = readers(profile);
  const blocks = new Blocks();
  const decoder = new StringDecoder('utf8');
  process.stdin.on('data', (bytes: Buffer) => {
    for (const lines of blocks.take(decoder.write(bytes))) {
      if (lines.length === 0) continue;
      const sent = process.stdout.write(`${declared.answer(readerNow(), lines).join('\n')}\n`);
      if (sent) continue;
      // The server reads at its own pace: nothing more is taken in until it has.
      process.stdin.pause();
      process.stdout.once('drain', () => process.stdin.resume());
    }
  });
  process.stdin.on('end', () => {
    if (!blocks.isWhole) fail(new Error('the rows ended within a block'));
  });
}

function fail(error: unknown): void {
  process.stderr.write(`recourse: ${(error as Error).message}\n`);
  process.exit(2);
}

process.on('uncaughtException', fail);
const [name = '', ...args] = process.argv.slice(2);
const options = optionsIn(args);
if (name === 'configuration') process.stdout.write(configuration(options.profile, options.pool));
else answerBlocks(name, options);
