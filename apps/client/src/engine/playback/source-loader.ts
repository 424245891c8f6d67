import type { Recipe, Source } from '@flipside/recipe';
import type { Onset } from '../analysis/index.ts';
import { ProviderError } from '../providers/provider-error.ts';
import type { Separation } from '../separation/separation-choice.ts';
import { resolveSource } from '../providers/resolve-source.ts';
import type { Provider, ProviderTrack, StemSet, StereoPcm } from '../types.ts';
import { touchedSpans } from '../workers/touched-spans.ts';
import type { SourcePool } from '../workers/source-pool.ts';
import type { PrepareResult, SourceProgress, TakeInResult } from '../workers/source.protocol.ts';
import type { StemPictures } from '../workers/stem-pictures.ts';
import type { SourceProblem, SourceStatus } from './session.types.ts';

export type Extent = 'clips' | 'whole';

/** One source on its way to this device's stems. */
export interface LoadRequest {
  readonly recipe: Recipe;
  readonly separation: Separation;
  readonly source: Source;
  readonly providers: readonly Provider[];
  readonly signal: AbortSignal;
  readonly report: (status: SourceStatus) => void;
}

export interface LoadedSource {
  readonly status: SourceStatus;
  /** Null unless the status is `ready`. */
  readonly stems: StemSet | null;
  readonly pictures: StemPictures;
  readonly onsets: readonly Onset[] | null;
}

export interface TakeInRequest {
  readonly sourceId: string;
  readonly separation: Separation;
  readonly provider: Provider;
  readonly track: ProviderTrack;
  readonly signal: AbortSignal;
  readonly report: (status: SourceStatus) => void;
}

/** A recording could not be taken into the studio; `code` is that of the decoder or the provider. */
export class SourceRefusedError extends Error {
  override readonly name = 'SourceRefusedError';
  readonly code: string;

  constructor({ code, text }: SourceProblem) {
    super(text);
    this.code = code;
  }
}

/** Some formats only the page can decode (AAC by `decodeAudioData`); the page loads its decoder only then. */
async function decodeOnPage(file: Blob, signal: AbortSignal): Promise<StereoPcm | SourceProblem> {
  const { decodeAudio, DecodeError } = await import('../decode/index.ts');
  try {
    return await decodeAudio(file, signal);
  } catch (error) {
    if (error instanceof DecodeError) return { code: error.code, text: error.message };
    throw error;
  }
}

type TaskResult = PrepareResult | TakeInResult;

/** Runs a task in a worker, and once more with sound decoded by the page when the worker cannot. */
async function withPageDecoder<R extends TaskResult>(
  file: Blob,
  signal: AbortSignal,
  run: (decoded: StereoPcm | null) => Promise<R>,
): Promise<Exclude<R, { kind: 'page-decoder-needed' }> | { kind: 'refused'; problem: SourceProblem }> {
  const first = await run(null);
  if (first.kind !== 'page-decoder-needed') return first as Exclude<R, { kind: 'page-decoder-needed' }>;
  const decoded = await decodeOnPage(file, signal);
  if ('code' in decoded) return { kind: 'refused', problem: decoded };
  const second = await run(decoded);
  if (second.kind === 'page-decoder-needed') throw new TypeError('Decoded sound needs no decoder.');
  return second as Exclude<R, { kind: 'page-decoder-needed' }>;
}

/** Finds recordings at providers and has workers make their stems. */
export class SourceLoader {
  readonly #pool: SourcePool;
  readonly #extent: Extent;

  constructor(pool: SourcePool, extent: Extent) {
    this.#pool = pool;
    this.#extent = extent;
  }

  /**
   * Never rejects for what is a matter of this source alone: that becomes its status.
   *
   * @throws the signal's reason when it is aborted; what breaks a worker
   */
  async load(request: LoadRequest): Promise<LoadedSource> {
    const { source, providers, report, signal } = request;
    const base: SourceStatus = { sourceId: source.id, stage: 'matching', progress: 0, secondsLeft: null };
    report(base);
    try {
      const { isrc, title, artist, durationMs } = source;
      const found = await resolveSource(providers, { isrc, title, artist, durationMs });
      signal.throwIfAborted();
      if (found.kind === 'mismatch') {
        const { reason, detail } = found.nearest;
        return without({ ...base, stage: 'missing', problem: { code: reason, text: detail } });
      }
      const matched = { ...base, matchedBy: found.by, provider: found.provider.id };
      const file = await found.provider.open(found.track);
      signal.throwIfAborted();
      return await this.#prepare(request, matched, file);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      return without({ ...base, stage: 'missing', problem: { code: error.code, text: error.message } });
    }
  }

  async #prepare(request: LoadRequest, matched: SourceStatus, file: Blob): Promise<LoadedSource> {
    const { recipe, separation, source, signal, report } = request;
    const { stems, spans } = touchedSpans(recipe, source.id);
    const onProgress = (progress: SourceProgress): void => report(inProgress(matched, progress));
    const result = await withPageDecoder(file, signal, (decoded) => {
      const needs = { stems, spans: this.#extent === 'whole' ? null : spans };
      return this.#pool.prepare({ file, decoded, source, separation, ...needs }, onProgress, signal);
    });
    if (result.kind === 'refused') {
      return without({ ...matched, stage: 'refused', problem: result.problem });
    }
    const { offsetMs, cached, how } = result;
    const status: SourceStatus = {
      ...matched,
      stage: 'ready',
      progress: 1,
      secondsLeft: 0,
      offsetMs,
      cached,
      how,
    };
    return { status, stems: result.stems, pictures: result.pictures, onsets: result.onsets };
  }

  /**
   * A producer's own copy, measured and separated as a whole.
   *
   * @throws SourceRefusedError when the file cannot be used; ProviderError; the signal's reason
   */
  async takeIn(request: TakeInRequest): Promise<Extract<TakeInResult, { kind: 'ready' }>> {
    const { sourceId, separation, provider, track, signal, report } = request;
    const base: SourceStatus = {
      sourceId,
      stage: 'reading',
      progress: 0,
      secondsLeft: null,
      provider: provider.id,
    };
    report(base);
    const file = await provider.open(track);
    const onProgress = (progress: SourceProgress): void => report(inProgress(base, progress));
    const result = await withPageDecoder(file, signal, (decoded) =>
      this.#pool.takeIn({ file, decoded, separation }, onProgress, signal),
    );
    if (result.kind === 'refused') {
      report({ ...base, stage: 'refused', problem: result.problem });
      throw new SourceRefusedError(result.problem);
    }
    report({ ...base, stage: 'ready', progress: 1, secondsLeft: 0, offsetMs: 0, how: result.how });
    return result;
  }
}

const without = (status: SourceStatus): LoadedSource => ({
  status,
  stems: null,
  pictures: {},
  onsets: null,
});

const inProgress = (base: SourceStatus, { stage, done, secondsLeft }: SourceProgress): SourceStatus => ({
  ...base,
  stage,
  progress: done,
  secondsLeft,
});
