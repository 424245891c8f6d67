import { transfer } from 'comlink';
import type { StemSet, StereoPcm } from '../types.ts';
import type { LevelsMessage, RenderWorker } from '../workers/render.protocol.ts';
import { transferables } from '../workers/transferables.ts';
import { WorkerLease } from '../workers/worker-lease.ts';
import type { PlayerOutput } from './player-output.ts';
import type { SessionLevels } from './session.types.ts';

/** Levels of blocks not heard yet are kept for this many blocks at most. */
const MOST_LEVELS = 256;

/** The page's end of the render worker: calls in order, failures in one place. */
export class RenderLink {
  readonly #lease = new WorkerLease<RenderWorker>(
    new Worker(new URL('../workers/render.worker.ts', import.meta.url), { type: 'module' }),
  );
  readonly #levels = new Map<number, SessionLevels>();
  readonly #onError: (error: Error) => void;

  constructor(onError: (error: Error) => void) {
    this.#onError = onError;
    this.#lease.broken.catch(onError);
  }

  /** A call whose answer is awaited. */
  call<K extends keyof RenderWorker>(
    name: K,
    ...args: Parameters<RenderWorker[K]>
  ): Promise<Awaited<ReturnType<RenderWorker[K]>>> {
    type Answer = Awaited<ReturnType<RenderWorker[K]>>;
    return this.#lease.call((remote) => {
      const method = remote[name] as unknown as (...values: Parameters<RenderWorker[K]>) => Promise<Answer>;
      return method(...args);
    });
  }

  /** A call nobody waits for; its failure is reported. Calls are carried out in the order in which they are made. */
  tell<K extends keyof RenderWorker>(name: K, ...args: Parameters<RenderWorker[K]>): void {
    this.call(name, ...args).catch((error: unknown) => {
      this.#onError(error instanceof Error ? error : new Error(String(error)));
    });
  }

  /** Hands stems over; the page no longer has them. */
  setStems(sourceId: string, stems: StemSet): Promise<void> {
    return this.call('setStems', sourceId, transfer(stems, transferables(stems)));
  }

  setLayer(layerId: string, pcm: StereoPcm): Promise<void> {
    return this.call('setLayer', layerId, transfer(pcm, transferables({ mix: pcm })));
  }

  connect({ rendererPort, ring, deviceRate }: PlayerOutput): Promise<void> {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', ({ data }: MessageEvent<LevelsMessage>) => {
      this.#levels.set(data.blockId, data.levels);
      const oldest = this.#levels.size > MOST_LEVELS ? this.#levels.keys().next() : null;
      if (oldest?.done === false) this.#levels.delete(oldest.value);
    });
    port1.start();
    const link = { port: rendererPort, ring, deviceRate, levels: port2 };
    return this.call('connect', transfer(link, [rendererPort, port2]));
  }

  /** Levels of a block that is heard now; once. */
  takeLevels(blockId: number): SessionLevels | null {
    const levels = this.#levels.get(blockId) ?? null;
    this.#levels.delete(blockId);
    return levels;
  }

  end(): void {
    this.#lease.end();
  }
}
