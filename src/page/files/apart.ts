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
    worker.onmessage = ({ data }: MessageEvent<Answer>) =>
      'made' in data ? resolve(data.made as T) : reject(new Error(data.failed));
    worker.onerror = ({ message }) => reject(new Error(message || 'it could not be begun'));
  }).finally(stop);
  worker.postMessage(task);
  return { done, stop };
}
