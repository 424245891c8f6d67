import type { ModelReport, ModelTask } from './separate.worker.ts';

/** Has a model separate something in a worker of this page, as the app does, and tells how it went. */
function separate(task: ModelTask): Promise<ModelReport> {
  const worker = new Worker(new URL('./separate.worker.ts', import.meta.url), { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<ModelReport>) => {
      resolve(data);
      worker.terminate();
    });
    worker.addEventListener('error', ({ message }) =>
      reject(new Error(message || 'the worker did not start')),
    );
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
    worker.postMessage(task);
  });
}

declare global {
  var separateByModel: typeof separate;
}

globalThis.separateByModel = separate;
document.title = 'ready';
