import { DemoProvider } from '../providers/demo-provider.ts';
import type { ProviderTrack } from '../types.ts';
import type { DemoWorker } from './demo.worker.ts';
import { WorkerLease } from './worker-lease.ts';

async function openInWorker(track: ProviderTrack): Promise<Blob> {
  const lease = new WorkerLease<DemoWorker>(
    new Worker(new URL('./demo.worker.ts', import.meta.url), { type: 'module' }),
  );
  try {
    return await lease.call<Blob>((remote) => remote.open(track));
  } finally {
    lease.end();
  }
}

/** The demo library for pages: each piece is made once per visit, in a worker of its own, so that nothing stutters. */
export class WorkerDemoProvider extends DemoProvider {
  readonly #made = new Map<string, Promise<Blob>>();

  override open(track: ProviderTrack): Promise<Blob> {
    const known = this.#made.get(track.ref);
    if (known !== undefined) return known;
    const making = openInWorker(track);
    this.#made.set(track.ref, making);
    // A failure is told to whoever asked; the next one who asks tries again.
    making.catch(() => this.#made.delete(track.ref));
    return making;
  }
}
