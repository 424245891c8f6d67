/** A file being written from its end on. */
export interface ModelWriter {
  /** Bytes that are there already. */
  readonly size: number;
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Forgets everything written. */
  truncate(): Promise<void>;
  /** Makes what was written safe, and lets go of the file. */
  close(): Promise<void>;
}

/** Where models are kept on this device, under names that are made of their hash. */
export interface ModelStore {
  /** Names of the files kept. */
  names(): Promise<readonly string[]>;
  /** Bytes of a file; 0 when there is none. */
  size(name: string): Promise<number>;
  append(name: string): Promise<ModelWriter>;
  read(name: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
  remove(name: string): Promise<void>;
}

/** What a model leaves on a device. The mark is written last: without it a file is not taken for whole. */
export const fileNames = (sha256: string) =>
  ({ model: `${sha256}.onnx`, fetched: `${sha256}.tgz`, mark: `${sha256}.ok` }) as const;

const NAME = /^([0-9a-f]{64})\.(onnx|tgz|ok)$/;

/** What there is of one model. */
export interface KeptModel {
  readonly sha256: string;
  readonly bytes: number;
  /** False for a download that was interrupted. */
  readonly whole: boolean;
}

/** Every model of which something is kept. */
export async function keptModels(store: ModelStore): Promise<readonly KeptModel[]> {
  const names = await store.names();
  const hashes = new Set(names.flatMap((name) => NAME.exec(name)?.[1] ?? []));
  return Promise.all(
    Array.from(hashes, async (sha256) => {
      const { model, fetched, mark } = fileNames(sha256);
      const whole = names.includes(mark) && names.includes(model);
      const bytes = (await store.size(model)) + (await store.size(fetched));
      return { sha256, bytes, whole };
    }),
  );
}

export async function isWhole(store: ModelStore, sha256: string): Promise<boolean> {
  const names = await store.names();
  const { model, mark } = fileNames(sha256);
  return names.includes(model) && names.includes(mark);
}

export async function removeModel(store: ModelStore, sha256: string): Promise<void> {
  const { model, fetched, mark } = fileNames(sha256);
  for (const name of [mark, model, fetched]) await store.remove(name);
}

/** Notes that a model is whole. */
export async function markWhole(store: ModelStore, sha256: string): Promise<void> {
  const writer = await store.append(fileNames(sha256).mark);
  try {
    if (writer.size === 0) await writer.write(new TextEncoder().encode('whole\n'));
  } finally {
    await writer.close();
  }
}
