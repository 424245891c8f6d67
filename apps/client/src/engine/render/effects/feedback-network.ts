import { SAMPLE_RATE } from '../../types.ts';
import { exp } from '../../dsp/math.ts';
import { openKernels } from '../../kernels/kernels.ts';
import { QUANTUM, type QuantumBuffer } from '../quantum.ts';

const DIFFUSION = 0.65;
/** 1/√8 makes the matrix orthogonal. */
const HADAMARD_SCALE = 0.35355339059327373;
const LN_1000 = 6.907755278982137;
/** Frames of the eight loops: primes between 26 and 62 ms, so that echoes rarely coincide. The inner loop has them too. */
const LENGTHS = [1151, 1327, 1523, 1741, 1951, 2203, 2467, 2741] as const;

/** Where things lie in the memory of one room (`kernels/reverb.ts`), in bytes. */
const PLACES = { left: 0, right: 512, gains: 1536, damped: 1600, diffusers: 2048 } as const;
const DIFFUSER_BYTES = 4 * 512 * 8;
const LOOP_BYTES = 4096 * 8 * LENGTHS.length;
/** Longest pre-delay, a power of two less a quantum: 370 ms. */
const PRE_DELAY_FRAMES = 16_384;
const ROOM_BYTES = PLACES.diffusers + DIFFUSER_BYTES + LOOP_BYTES + 4 * PRE_DELAY_FRAMES;

/** How the room is heard. */
export interface RoomMix {
  readonly preDelayFrames: number;
  /** Share of the room, 0 to 1. */
  readonly mix: number;
  /** 1 keeps the two sides of the room apart, 0 makes them one. */
  readonly width: number;
}

/**
 * Eight delay lines fed back through a Hadamard matrix (J.-M. Jot and A. Chaigne, AES 90th Convention, 1991): each
 * loop's gain takes 60 dB in the wanted time, and a one-pole low-pass in each loop shortens the decay of high
 * frequencies. A pre-delay and four all-passes, which spread the input, come first.
 */
export class FeedbackNetwork {
  private readonly kernels = openKernels(ROOM_BYTES);
  private readonly left = new Float64Array(this.kernels.memory, PLACES.left, QUANTUM);
  private readonly right = new Float64Array(this.kernels.memory, PLACES.right, QUANTUM);
  private readonly gains = new Float64Array(this.kernels.memory, PLACES.gains, LENGTHS.length);
  private damp = 0;
  private at = 0;

  /** @param decaySeconds time to −60 dB at low frequencies; `damping` from 0 (bright) to 1 (dark). */
  tune(decaySeconds: number, damping: number): void {
    for (const [i, length] of LENGTHS.entries())
      this.gains[i] = HADAMARD_SCALE * exp((-LN_1000 * length) / (decaySeconds * SAMPLE_RATE));
    this.damp = 0.75 * damping;
  }

  /** Empties the room. */
  reset(): void {
    new Uint8Array(this.kernels.memory, PLACES.damped).fill(0);
  }

  /** One quantum, in place: the room is made from both channels together and has two decorrelated sides. */
  process({ left, right }: QuantumBuffer, { preDelayFrames, mix, width }: RoomMix): void {
    const same = (1 + width) / 2;
    const other = (1 - width) / 2;
    this.left.set(left);
    this.right.set(right);
    this.kernels.run.reverberate(this.at, preDelayFrames, DIFFUSION, this.damp, mix, same, other);
    left.set(this.left);
    right.set(this.right);
    // All rings are as long as a power of two that divides this one.
    this.at = (this.at + QUANTUM) % PRE_DELAY_FRAMES;
  }
}
