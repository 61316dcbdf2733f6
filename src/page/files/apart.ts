/** Hands work on a file to a thread of its own, which may be ended at any time. */
import type { Answer, Task } from './worker';

/** Work under way. */
export interface Apart<T> {
  readonly done: Promise<T>;
  readonly stop: () => void;
}

export function apart<T>(task: Task): Apart<T> {
  const worker = new Worker(
    /* webpackChunkName: "workbench.files" */ new URL('./worker.ts', import.meta.url),
  );
  const stop = () => worker.terminate();
  const done = new Promise<T>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      // What it is sent before all of it is loaded, it does not hear.
      if (data === 'ready') worker.postMessage(task);
      else if ('made' in data) resolve(data.made as T);
      else reject(new Error(data.failed));
    };
    worker.onerror = ({ message }) => reject(new Error(message || 'it could not be begun'));
  }).finally(stop);
  return { done, stop };
}
