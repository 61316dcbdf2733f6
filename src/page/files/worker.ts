/** Reads and saves files in a thread of its own, so that the page goes on meanwhile. */
import { Moves, type MoveList } from '../../xlsx/moves';
import { readFile } from './readFile';
import { saveFile, type Snapshot } from './saveFile';

/** What is to be done with a file; `known` are the functions that the spreadsheet calculates. */
export type Task = { readonly known: readonly string[] } & (
  | { readonly kind: 'read'; readonly bytes: Uint8Array; readonly name: string }
  | {
      readonly kind: 'save';
      readonly shown: Omit<Snapshot, 'moves' | 'knows'>;
      readonly moves: MoveList;
    }
);

/** Ready for a task, and then what became of it. */
export type Answer = 'ready' | { readonly made: unknown } | { readonly failed: string };

const answer = (one: Answer) => postMessage(one);

function work(task: Task): unknown {
  const known = new Set(task.known);
  const knows = (name: string) => known.has(name);
  return task.kind === 'read'
    ? readFile(task.bytes, task.name, knows)
    : saveFile({ ...task.shown, moves: new Moves(task.moves), knows });
}

addEventListener('message', ({ data }: MessageEvent<Task>) => {
  void (async () => {
    try {
      answer({ made: await work(data) });
    } catch (error) {
      answer({ failed: error instanceof Error ? error.message : String(error) });
    }
  })();
});
answer('ready');
