import { expose } from 'comlink';
import { DemoProvider } from '../providers/demo-provider.ts';
import type { ProviderTrack } from '../types.ts';

/** Makes the demo library's pieces off the page's thread. */
export interface DemoWorker {
  /** The encoded file of a piece. */
  open(track: ProviderTrack): Promise<Blob>;
}

const provider = new DemoProvider();
const worker: DemoWorker = { open: (track) => provider.open(track) };

expose(worker);
