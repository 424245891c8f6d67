import { SAMPLE_RATE } from '../types.ts';
import { startStretchModule, STRETCH_CHANNELS, type StretchModule } from './stretch-engine.ts';

/** Most input frames taken at once; a faster source skips. */
export const STRETCH_INPUT_FRAMES = 16_384;
/** Most clips stretched at the same moment; each takes about 3 MB. */
const MOST = 128;
/** Pitch is shifted as a whole up to here; above, partials move less, which keeps consonants and cymbals natural. */
const TONALITY_HZ = 8000;

/** One time stretcher, which `restart` brings back to exactly the state it was born in. */
export class Stretcher {
  readonly inputLatency: number;
  readonly outputLatency: number;
  private readonly buffers: number;
  private readonly newborn: Int8Array;

  private readonly module: StretchModule;

  constructor(module: StretchModule) {
    this.module = module;
    module._presetDefault(STRETCH_CHANNELS, SAMPLE_RATE);
    module._reset();
    this.buffers = module._setBuffers(STRETCH_CHANNELS, STRETCH_INPUT_FRAMES);
    this.inputLatency = module._inputLatency();
    this.outputLatency = module._outputLatency();
    this.newborn = module.HEAP8.slice();
  }

  /** Forgets everything, the place in the random sequence included: the whole memory is put back. */
  restart(semitones: number): void {
    const heap = this.module.HEAP8;
    heap.set(this.newborn);
    heap.fill(0, this.newborn.length);
    this.module._setTransposeSemitones(semitones, TONALITY_HZ / SAMPLE_RATE);
  }

  input(channel: number): Float32Array {
    return this.view(channel);
  }

  output(channel: number): Float32Array {
    return this.view(channel + STRETCH_CHANNELS);
  }

  private view(index: number): Float32Array {
    const offset = this.buffers + 4 * STRETCH_INPUT_FRAMES * index;
    return new Float32Array(this.module.HEAP8.buffer, offset, STRETCH_INPUT_FRAMES);
  }

  /** Takes the first frames of the input as the past, without making output. `rate` is input per output frame. */
  seek(inputFrames: number, rate: number): void {
    this.module._seek(inputFrames, rate);
  }

  process(inputFrames: number, outputFrames: number): void {
    this.module._process(inputFrames, outputFrames);
  }
}

/** The stretchers of one renderer. */
export class StretchPool {
  private readonly free: Stretcher[] = [];
  private size = 0;

  /**
   * Makes sure that this many can be in use at once.
   * @throws RangeError beyond 128.
   */
  async reserve(count: number): Promise<void> {
    if (count > MOST) throw new RangeError(`at most ${MOST} clips can be stretched at the same moment`);
    while (this.size < count) {
      this.size++;
      this.free.push(new Stretcher(await startStretchModule()));
    }
  }

  take(): Stretcher {
    const stretcher = this.free.pop();
    if (stretcher === undefined) throw new RangeError('more clips are stretched at once than were reserved');
    return stretcher;
  }

  giveBack(stretcher: Stretcher): void {
    this.free.push(stretcher);
  }
}
