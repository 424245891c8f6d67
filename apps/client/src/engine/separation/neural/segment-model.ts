/** What runs a model on this device. */
export type Backend = 'native' | 'webgpu' | 'wasm';

/** A faster way that this device was tried for and could not go, and why, in words for the listener. */
export interface RefusedBackend {
  readonly backend: Backend;
  readonly reason: string;
}

/** How a model runs here. */
export interface Runtime {
  readonly backend: Backend;
  /** Threads of the processor; 1 on a graphics card. */
  readonly threads: number;
  readonly refused: readonly RefusedBackend[];
}

/** What a model makes of one segment; both parts are added up. It holds until the next segment is asked for. */
export interface SegmentOutput {
  /** `[stems, 4, 2048, 336]`, flattened. */
  readonly spectrum: Float32Array;
  /** `[stems, 2, 343980]`, flattened. */
  readonly samples: Float32Array;
}

/** A loaded model of the contract `stft-out`. One segment at a time. */
export interface SegmentModel {
  readonly runtime: Runtime;
  /**
   * @param samples `[2, 343980]`, flattened
   * @param spectrum `[4, 2048, 336]`, flattened
   * @throws ModelError when the model fails or gives something that is no sound
   */
  run(samples: Float32Array, spectrum: Float32Array): Promise<SegmentOutput>;
  close(): Promise<void>;
}

export type ModelErrorCode =
  /** The file is no model of this contract. */
  | 'not-this-contract'
  /** The runtime could not load or run it. */
  | 'failed'
  /** This device has too little memory for it. */
  | 'no-memory'
  /** It gave values that are no numbers. */
  | 'not-finite'
  /** This device has nothing that runs it. */
  | 'no-runtime';

/** A model that cannot be used; the message is for the listener. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: ModelErrorCode;

  constructor(code: ModelErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
