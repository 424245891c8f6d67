import { expose } from 'comlink';
import { graphicsOf } from '../separation/browser/graphics.ts';
import { browserThreads } from '../separation/browser/browser-threads.ts';
import { downloadModel, hashFile, keepFile } from '../separation/models/download-model.ts';
import { ModelFileError } from '../separation/models/model-error.ts';
import { keptModels, removeModel } from '../separation/models/model-store.ts';
import { OpfsModelStore } from '../storage/opfs-model-store.ts';
import type { ModelWorker, Outcome } from './model.protocol.ts';

async function outcome<T>(work: (store: OpfsModelStore) => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work(await OpfsModelStore.open()) };
  } catch (error) {
    if (!(error instanceof ModelFileError)) throw error;
    return { ok: false, code: error.code, text: error.message, resumable: error.resumable };
  }
}

const worker: ModelWorker = {
  kept: () => outcome(keptModels),
  ability: async () => ({
    graphics: await graphicsOf(navigator),
    threads: browserThreads(),
    isolated: globalThis.crossOriginIsolated,
  }),
  // The page asks before it has this done.
  download: (model, report) =>
    outcome(async (store) => {
      await downloadModel(model, store, { licenceAccepted: true, onProgress: report });
      return null;
    }),
  take: (file, report) =>
    outcome(async (store) => {
      const sha256 = await hashFile(file, { onProgress: report });
      await keepFile(file, sha256, store);
      return { sha256, bytes: file.size };
    }),
  remove: (sha256) =>
    outcome(async (store) => {
      await removeModel(store, sha256);
      return null;
    }),
};

expose(worker);
