import { expose, transfer } from 'comlink';
import { StoredSeparator } from '../separation/browser/stored-separator.ts';
import { builtInSeparator } from '../separation/index.ts';
import { stemSetModel } from '../separation/separation-name.ts';
import type { Separation } from '../separation/separation-choice.ts';
import { openDeviceStorage } from '../storage/device-storage.ts';
import type { StemSet } from '../types.ts';
import { fetchLayer } from './layer-fetch.ts';
import { SourcePreparation, type OpenedSeparator } from './source-preparation.ts';
import type { SourceWorker } from './source.protocol.ts';
import { transferables } from './transferables.ts';

const builtIn: OpenedSeparator = { separator: builtInSeparator, run: () => null };
/** Models that this worker has opened, by name. It ends with its task, and their memory with it. */
const opened = new Map<string, StoredSeparator>();

function separatorFor(separation: Separation): OpenedSeparator {
  if (separation.contract === 'built-in') return builtIn;
  const name = stemSetModel(separation);
  const known = opened.get(name) ?? new StoredSeparator(separation);
  opened.set(name, known);
  return known;
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
