import { expose, transfer } from 'comlink';
import { builtInSeparator, type Separator } from '../separation/index.ts';
import { openDeviceStorage } from '../storage/device-storage.ts';
import type { StemSet } from '../types.ts';
import { fetchLayer } from './layer-fetch.ts';
import { SourcePreparation } from './source-preparation.ts';
import type { SourceWorker } from './source.protocol.ts';
import { transferables } from './transferables.ts';

function separatorFor(model: string): Separator {
  if (model === builtInSeparator.id) return builtInSeparator;
  throw new RangeError(`There is no separator named ${model}.`);
}

const preparation = openDeviceStorage().then(
  ({ stems, copies }) =>
    new SourcePreparation({ cache: stems, copies, separator: separatorFor, now: () => performance.now() }),
);

const withStems = <R extends { readonly kind: string }>(result: R & { readonly stems?: StemSet }): R =>
  result.stems === undefined ? result : transfer(result, transferables(result.stems));

const worker: SourceWorker = {
  prepare: async (task, report) => withStems(await (await preparation).prepare(task, report)),
  takeIn: async (task, report) => withStems(await (await preparation).takeIn(task, report)),
  layer: async (task) => {
    const pcm = await fetchLayer(task);
    return transfer(pcm, transferables({ mix: pcm }));
  },
};

expose(worker);
