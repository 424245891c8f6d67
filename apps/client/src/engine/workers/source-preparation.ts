import type { Stem } from '@flipside/recipe';
import {
  ANALYSIS_VERSION,
  analyseBeats,
  analyseKey,
  detectOnsets,
  measureNovelty,
  type Onset,
  toMono,
} from '../analysis/index.ts';
import { alignToAnchors, describeRefusal, makeAnchors } from '../alignment/align.ts';
import { decodeAudio, DecodeError, type PlatformDecoder } from '../decode/index.ts';
import type { SourceProblem } from '../playback/session.types.ts';
import { ModelError } from '../separation/neural/segment-model.ts';
import { BUILT_IN_SEPARATION, recipeSeparation, type Separation } from '../separation/separation-choice.ts';
import type { SeparatedHow } from '../separation/separated-how.ts';
import { stemSetModel } from '../separation/separation-name.ts';
import type { Separator } from '../separation/separator.ts';
import type { KnownCopy, MeasuredSource } from '../storage/device-records.ts';
import type { FrameSpan } from '../storage/stem-chunk.ts';
import type { StemCache, StemSetName } from '../storage/stem-cache.ts';
import { SAMPLE_RATE, type StereoPcm } from '../types.ts';
import { canonicalFrames, toCanonical } from './canonical-pcm.ts';
import { recordingId, sha256Hex } from './digest.ts';
import { ProgressEstimate } from './progress-estimate.ts';
import type {
  PrepareResult,
  PrepareTask,
  SourceProgress,
  TakeInResult,
  TakeInTask,
} from './source.protocol.ts';
import { StemAssembly } from './stem-assembly.ts';
import { fillFromCache, makeMissing, MIX, takeMix } from './stem-making.ts';
import { picturesOf, type StemPictures } from './stem-pictures.ts';

/** Remembers what decoding and aligning a file gave. */
export interface CopyIndex {
  get(key: string): Promise<KnownCopy | null>;
  put(copy: KnownCopy): Promise<void>;
}

/** A separator that is ready to be used, and what was seen of it at work. */
export interface OpenedSeparator {
  readonly separator: Separator;
  run(): SeparatedHow['run'];
}

export interface PreparationTools {
  readonly cache: StemCache;
  readonly copies: CopyIndex;
  readonly separator: (separation: Separation) => OpenedSeparator;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** What decodes AAC and the like; the browser's own decoder when absent. */
  readonly platform?: PlatformDecoder;
}

type Refusal = { readonly kind: 'refused'; readonly problem: SourceProblem };
type Report = (progress: SourceProgress) => void;
const PAGE_DECODER_NEEDED = { kind: 'page-decoder-needed' } as const;
/** Anchor part of the key of a copy that is canonical itself. */
const OWN = 'own';

const refused = (code: string, text: string): Refusal => ({ kind: 'refused', problem: { code, text } });

interface Separated {
  readonly assembly: StemAssembly;
  readonly kept: boolean;
  readonly cached: boolean;
  readonly how: SeparatedHow;
}

/** What to separate, into which parts. */
interface Wanted {
  readonly recording: string;
  readonly frames: number;
  readonly stems: readonly Stem[];
  readonly spans: readonly FrameSpan[] | null;
}

interface Measured {
  readonly measured: MeasuredSource;
  readonly onsets: readonly Onset[];
}

interface Decoded {
  readonly kind: 'decoded';
  readonly pcm: StereoPcm;
}

/** From a file on this device to stems in canonical time: decode, align, separate; nothing twice. */
export class SourcePreparation {
  readonly #tools: PreparationTools;

  constructor(tools: PreparationTools) {
    this.#tools = tools;
  }

  /** A listener's copy, brought to the canonical time of a recipe's source. */
  async prepare(task: PrepareTask, report: Report): Promise<PrepareResult> {
    const estimate = new ProgressEstimate(report, this.#tools.now);
    estimate.at('reading', 0);
    const copyKey = await this.#copyKey(task.file, JSON.stringify(anchorOf(task)));
    const known = await this.#tools.copies.get(copyKey);
    const fromCache = known === null ? null : await this.#fromCache(known, task);
    if (known !== null && fromCache !== null) {
      const how: SeparatedHow = { separation: task.separation, fallback: null, run: null };
      const drawn = await this.#drawnOf(task, task.separation, known, fromCache);
      return {
        kind: 'ready',
        stems: fromCache.stems,
        offsetMs: known.offsetMs,
        cached: true,
        kept: true,
        how,
        ...drawn,
      };
    }
    const decoded = await this.#decode(task, estimate);
    if (decoded.kind !== 'decoded') return decoded;
    estimate.at('aligning', 0);
    const alignment = await alignToAnchors(anchorOf(task), decoded.pcm);
    if (alignment.kind === 'refused') return refused(alignment.reason, describeRefusal(alignment));
    const frames = canonicalFrames(task.source.durationMs);
    const pcm = toCanonical(decoded.pcm, alignment.offsetFrames, frames, alignment.isInverted);
    const offsetMs = (alignment.offsetFrames * 1000) / SAMPLE_RATE;
    const recording = await recordingId(pcm);
    await this.#tools.copies.put({ key: copyKey, recording, frames, offsetMs });
    const wanted = { recording, frames, stems: task.stems, spans: task.spans };
    const { assembly, kept, cached, how } = await this.#separate(task.separation, wanted, pcm, estimate);
    const drawn = await this.#drawnOf(task, how.separation, wanted, assembly);
    return { kind: 'ready', stems: assembly.stems, offsetMs, cached, kept, how, ...drawn };
  }

  /** A producer's copy, which becomes the canonical one: measured and separated as a whole, and both once. */
  async takeIn(task: TakeInTask, report: Report): Promise<TakeInResult> {
    const { separation } = task;
    const estimate = new ProgressEstimate(report, this.#tools.now);
    estimate.at('reading', 0);
    const copyKey = await this.#copyKey(task.file, OWN);
    const found = await this.#tools.copies.get(copyKey);
    const known = found?.analysis === ANALYSIS_VERSION ? found : null;
    const stems = [...this.#tools.separator(separation).separator.stems, MIX] as const;
    const fromCache =
      known?.measured === undefined ? null : await this.#fromCache(known, { separation, stems, spans: null });
    if (known?.measured !== undefined && fromCache !== null) {
      const how: SeparatedHow = { separation, fallback: null, run: null };
      const pictures = await this.#picturesOf(separation, known, fromCache);
      const { measured, onsets = [] } = known;
      return { kind: 'ready', measured, onsets, stems: fromCache.stems, pictures, kept: true, how };
    }
    const decoded = await this.#decode(task, estimate);
    if (decoded.kind !== 'decoded') return decoded;
    if (decoded.pcm.left.length < SAMPLE_RATE) {
      return refused('too-short', 'A source needs at least one second of sound.');
    }
    const { measured, onsets } = await this.#measuredOf(known, decoded.pcm, estimate);
    const frames = canonicalFrames(measured.durationMs);
    const pcm = toCanonical(decoded.pcm, 0, frames);
    const recording = await recordingId(pcm);
    const analysis = ANALYSIS_VERSION;
    await this.#tools.copies.put({
      key: copyKey,
      recording,
      frames,
      offsetMs: 0,
      measured,
      onsets,
      analysis,
    });
    const wanted = { recording, frames, stems, spans: null };
    const { assembly, kept, how } = await this.#separate(separation, wanted, pcm, estimate);
    const pictures = await this.#picturesOf(how.separation, wanted, assembly);
    return { kind: 'ready', measured, onsets, stems: assembly.stems, pictures, kept, how };
  }

  /** What is kept of a recording beside its sound. Onsets are for the studio, which asks for the whole of it. */
  async #drawnOf(
    { file, spans }: PrepareTask,
    separation: Separation,
    of: Pick<Wanted, 'recording' | 'frames'>,
    assembly: StemAssembly,
  ): Promise<{ readonly pictures: StemPictures; readonly onsets: readonly Onset[] | null }> {
    const pictures = await this.#picturesOf(separation, of, assembly);
    if (spans !== null) return { pictures, onsets: null };
    const own = await this.#tools.copies.get(await this.#copyKey(file, OWN));
    const isCurrent = own?.analysis === ANALYSIS_VERSION && own.recording === of.recording;
    return { pictures, onsets: (isCurrent ? own.onsets : null) ?? null };
  }

  #picturesOf(
    separation: Separation,
    of: Pick<Wanted, 'recording' | 'frames'>,
    assembly: StemAssembly,
  ): Promise<StemPictures> {
    return picturesOf(assembly, this.#nameOf(separation, of), this.#tools.cache);
  }

  async #measuredOf(
    known: KnownCopy | null,
    decoded: StereoPcm,
    estimate: ProgressEstimate,
  ): Promise<Measured> {
    if (known?.measured !== undefined) return { measured: known.measured, onsets: known.onsets ?? [] };
    return this.#measure(decoded, estimate);
  }

  /** Everything that a recipe says of a recording, anchors, beats and key, and where its notes begin. */
  async #measure(decoded: StereoPcm, estimate: ProgressEstimate): Promise<Measured> {
    estimate.at('aligning', 0);
    const { durationMs, fingerprint, onsetEnvelope } = await makeAnchors(decoded);
    const pcm = toCanonical(decoded, 0, canonicalFrames(durationMs));
    estimate.at('aligning', 0.3);
    const novelty = measureNovelty(toMono(pcm));
    const onsets = detectOnsets(pcm, novelty);
    const beats = analyseBeats(pcm, novelty);
    estimate.at('aligning', 0.8);
    const key = analyseKey(pcm);
    const measured = {
      durationMs,
      ...(fingerprint === undefined ? {} : { fingerprint }),
      ...(onsetEnvelope === undefined ? {} : { anchors: { onsetEnvelope } }),
      beatgrid: beats.beatgrid.map<[number, number]>(([beat, second]) => [beat, second]),
      bpm: beats.bpm,
      ...(key === null ? {} : { key }),
    };
    return { measured, onsets };
  }

  async #copyKey(file: Blob, anchors: string): Promise<string> {
    const text = new TextEncoder().encode(anchors);
    return `${await sha256Hex(await file.arrayBuffer())}/${anchors === OWN ? OWN : await sha256Hex(text)}`;
  }

  /** All that is needed, from the cache alone; null when a chunk is missing. */
  async #fromCache(
    known: KnownCopy,
    task: Pick<PrepareTask, 'separation' | 'stems' | 'spans'>,
  ): Promise<StemAssembly | null> {
    const name = this.#nameOf(task.separation, known);
    const assembly = new StemAssembly(known.frames, task.stems, task.spans, name.chunkFrames);
    await this.#tools.cache.use(name);
    const missing = await fillFromCache(assembly, assembly.names, name, this.#tools.cache);
    return missing.length === 0 ? assembly : null;
  }

  #nameOf(separation: Separation, { recording, frames }: Pick<Wanted, 'recording' | 'frames'>): StemSetName {
    const name = { recording, frames, model: stemSetModel(recipeSeparation(separation)) };
    if (separation.contract === 'built-in') return name;
    return { ...name, chunkFrames: this.#tools.separator(separation).separator.chunkFrames };
  }

  /** By what was asked for; by the built-in separator where this device cannot run that, and says why. */
  async #separate(
    separation: Separation,
    wanted: Wanted,
    mix: StereoPcm,
    estimate: ProgressEstimate,
  ): Promise<Separated> {
    try {
      return await this.#separateBy(separation, wanted, mix, estimate);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      const instead = await this.#separateBy(BUILT_IN_SEPARATION, wanted, mix, estimate);
      return { ...instead, how: { ...instead.how, fallback: error.message } };
    }
  }

  async #separateBy(
    separation: Separation,
    wanted: Wanted,
    mix: StereoPcm,
    estimate: ProgressEstimate,
  ): Promise<Separated> {
    const { cache } = this.#tools;
    const name = this.#nameOf(separation, wanted);
    const assembly = new StemAssembly(wanted.frames, wanted.stems, wanted.spans, name.chunkFrames);
    const opened = this.#tools.separator(separation);
    await cache.use(name);
    const parts = assembly.names.filter((stem) => stem !== MIX);
    const missing = parts.length === 0 ? [] : await fillFromCache(assembly, parts, name, cache);
    estimate.at('separating', 0);
    const onProgress = (done: number): void => estimate.at('separating', done);
    const making = { assembly, name, mix, cache, separator: opened.separator, onProgress };
    const kept = await makeMissing(making, missing);
    const mixKept = !assembly.names.includes(MIX) || (await takeMix(assembly, name, mix, cache));
    const how: SeparatedHow = { separation, fallback: null, run: opened.run() };
    return { assembly, kept: kept && mixKept, cached: missing.length === 0, how };
  }

  async #decode(
    { file, decoded }: Pick<PrepareTask, 'file' | 'decoded'>,
    estimate: ProgressEstimate,
  ): Promise<Decoded | Refusal | typeof PAGE_DECODER_NEEDED> {
    if (decoded !== null) return { kind: 'decoded', pcm: decoded };
    try {
      const pcm = await decodeAudio(
        file,
        undefined,
        (done, total) => estimate.at('reading', done / total),
        this.#tools.platform,
      );
      return { kind: 'decoded', pcm };
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      return error.code === 'unsupported' ? PAGE_DECODER_NEEDED : refused(error.code, error.message);
    }
  }
}

const anchorOf = ({ source }: PrepareTask): Parameters<typeof alignToAnchors>[0] => ({
  durationMs: source.durationMs,
  fingerprint: source.fingerprint,
  onsetEnvelope: source.anchors?.onsetEnvelope,
});
