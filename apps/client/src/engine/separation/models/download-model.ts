import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ModelDownload, NeuralModel } from '../registry.ts';
import { ModelFileError } from './model-error.ts';
import {
  fileNames,
  isWhole,
  markWhole,
  removeModel,
  type ModelStore,
  type ModelWriter,
} from './model-store.ts';
import { tarMember } from './tar-member.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** How far a model has come. Bytes are those of the step. */
export interface ModelProgress {
  readonly step: 'download' | 'check';
  readonly done: number;
  readonly total: number;
}

export interface DownloadOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ModelProgress) => void;
  readonly fetch?: typeof fetch;
  /** The listener has read what the weights may be used for, and agreed. */
  readonly licenceAccepted: boolean;
}

/** Attempts in one call; what was fetched is kept between them. */
const ATTEMPTS = 3;

const unreachable = (url: string, why: string, cause?: unknown): ModelFileError =>
  new ModelFileError('unreachable', `${new URL(url).host} ${why}. What was fetched is kept.`, {
    resumable: true,
    cause,
  });

/** Asks for what is missing; where the answer begins. */
async function ask(
  url: string,
  from: number,
  { signal, fetch: get = fetch }: DownloadOptions,
): Promise<{ readonly body: ReadableStream<Bytes>; readonly from: number } | null> {
  let response: Response;
  try {
    response = await get(url, {
      ...(from > 0 ? { headers: { range: `bytes=${String(from)}-` } } : {}),
      ...(signal === undefined ? {} : { signal }),
      credentials: 'omit',
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw unreachable(url, 'cannot be reached', error);
  }
  // Nothing is missing, or what is here is not of this file: the hash will tell.
  if (response.status === 416) return null;
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw unreachable(url, `answered ${String(response.status)}`);
  }
  const range = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '');
  const start = response.status === 206 ? Number(range?.[1] ?? Number.NaN) : 0;
  if (start !== from && start !== 0) {
    await response.body.cancel();
    throw unreachable(url, 'sent another part than was asked for');
  }
  return { body: response.body, from: start };
}

async function fetchOnce(download: ModelDownload, writer: ModelWriter, options: DownloadOptions) {
  const { url, bytes } = download;
  const answer = await ask(url, writer.size, options);
  if (answer === null) return;
  // A server without ranges begins anew.
  if (answer.from !== writer.size) await writer.truncate();
  const reader = answer.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        options.signal?.throwIfAborted();
        throw unreachable(url, 'broke off', error);
      });
      if (done) break;
      options.signal?.throwIfAborted();
      await writer.write(value);
      if (writer.size > bytes) {
        throw new ModelFileError('not-the-file', `${new URL(url).host} sent more than the model is long.`);
      }
      options.onProgress?.({ step: 'download', done: writer.size, total: bytes });
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  if (writer.size < bytes) throw unreachable(url, 'broke off');
}

async function fetchAll(download: ModelDownload, store: ModelStore, name: string, options: DownloadOptions) {
  for (let attempt = 1; ; attempt++) {
    options.signal?.throwIfAborted();
    const writer = await store.append(name);
    try {
      if (writer.size > download.bytes) await writer.truncate();
      if (writer.size < download.bytes) await fetchOnce(download, writer, options);
      return;
    } catch (error) {
      const again = error instanceof ModelFileError && error.resumable && attempt < ATTEMPTS;
      if (!again) throw error;
    } finally {
      await writer.close();
    }
  }
}

async function* chunksOf(stream: ReadableStream<Bytes>): AsyncGenerator<Bytes, void, void> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

/** Passes bytes through, and tells their hash when they have all gone by. */
class HashedBytes {
  readonly #hash = sha256.create();
  readonly #total: number;
  readonly #options: Pick<DownloadOptions, 'signal' | 'onProgress'>;
  #done = 0;

  constructor(total: number, options: Pick<DownloadOptions, 'signal' | 'onProgress'>) {
    this.#total = total;
    this.#options = options;
  }

  async *through(source: AsyncIterable<Bytes>): AsyncGenerator<Bytes, void, void> {
    for await (const bytes of source) {
      this.#options.signal?.throwIfAborted();
      this.#hash.update(bytes);
      this.#done += bytes.length;
      this.#options.onProgress?.({ step: 'check', done: this.#done, total: this.#total });
      yield bytes;
    }
  }

  digest(): string {
    return bytesToHex(this.#hash.digest());
  }
}

function gunzip(stream: ReadableStream<Bytes>): ReadableStream<Bytes> {
  return stream.pipeThrough(new DecompressionStream('gzip'));
}

async function writeAnew(store: ModelStore, name: string, source: AsyncIterable<Bytes>): Promise<void> {
  const writer = await store.append(name);
  try {
    await writer.truncate();
    for await (const bytes of source) await writer.write(bytes);
  } finally {
    await writer.close();
  }
}

async function unpackAndHash(
  model: NeuralModel,
  member: string | null,
  store: ModelStore,
  options: DownloadOptions,
): Promise<string> {
  const names = fileNames(model.sha256);
  const hashed = new HashedBytes(model.bytes, options);
  if (member === null) {
    for await (const _ of hashed.through(chunksOf(await store.read(names.model))));
    return hashed.digest();
  }
  const archive = gunzip(await store.read(names.fetched));
  await writeAnew(store, names.model, hashed.through(tarMember(archive, member)));
  await store.remove(names.fetched);
  return hashed.digest();
}

/**
 * Brings a model on to this device: fetched from where an earlier attempt left off, unpacked, its hash checked. A file
 * that is not the one the registry names is thrown away.
 *
 * @throws ModelFileError; the signal's reason when it is aborted (what was fetched is kept)
 */
export async function downloadModel(
  model: NeuralModel,
  store: ModelStore,
  options: DownloadOptions,
): Promise<void> {
  const { download } = model;
  if (download === null) throw new ModelFileError('not-here', `${model.name} is not offered for download.`);
  if (!options.licenceAccepted) {
    throw new ModelFileError('licence-not-accepted', `Agree to the licence first. ${model.weightsLicence}`);
  }
  if (await isWhole(store, model.sha256)) return;
  const names = fileNames(model.sha256);
  await fetchAll(download, store, download.member === null ? names.model : names.fetched, options);
  let found: string;
  try {
    found = await unpackAndHash(model, download.member, store, options);
  } catch (error) {
    if (error instanceof ModelFileError) await removeModel(store, model.sha256);
    throw error;
  }
  if (found !== model.sha256) {
    await removeModel(store, model.sha256);
    throw new ModelFileError('not-the-file', `What was fetched is not ${model.name}. It was thrown away.`);
  }
  await markWhole(store, model.sha256);
}

/** The hash of a file that its owner chose. */
export async function hashFile(
  file: Blob,
  options: Pick<DownloadOptions, 'signal' | 'onProgress'>,
): Promise<string> {
  const hashed = new HashedBytes(file.size, options);
  for await (const _ of hashed.through(chunksOf(file.stream())));
  return hashed.digest();
}

/** Keeps a file that its owner chose, whose hash is known. */
export async function keepFile(file: Blob, hash: string, store: ModelStore): Promise<void> {
  if (await isWhole(store, hash)) return;
  await writeAnew(store, fileNames(hash).model, chunksOf(file.stream()));
  await markWhole(store, hash);
}
