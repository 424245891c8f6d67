import type { ModelFileErrorCode } from '../separation/models/model-error.ts';
import type { ModelProgress } from '../separation/models/download-model.ts';
import type { KeptModel } from '../separation/models/model-store.ts';
import type { NeuralModel } from '../separation/registry.ts';
import type { Graphics } from '../separation/browser/graphics.ts';

/** A failure keeps its code on the way between threads. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly code: ModelFileErrorCode;
      readonly text: string;
      readonly resumable: boolean;
    };

/** What this device can run models on. */
export interface DeviceAbility {
  readonly graphics: Graphics;
  readonly threads: number;
  readonly isolated: boolean;
}

/** What the worker for models does; to cancel, end it: what was fetched is kept. */
export interface ModelWorker {
  kept(): Promise<Outcome<readonly KeptModel[]>>;
  ability(): Promise<DeviceAbility>;
  download(model: NeuralModel, report: (progress: ModelProgress) => void): Promise<Outcome<null>>;
  /** Keeps a file that its owner chose; its hash and size. */
  take(
    file: Blob,
    report: (progress: ModelProgress) => void,
  ): Promise<Outcome<{ readonly sha256: string; readonly bytes: number }>>;
  remove(sha256: string): Promise<Outcome<null>>;
}
