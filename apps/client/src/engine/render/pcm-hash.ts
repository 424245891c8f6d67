import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { StereoPcm } from '../types.ts';

const CHUNK = 8192;

/** SHA-256 over interleaved little-endian float32 samples, taken block by block. */
export class PcmHasher {
  private readonly hash = sha256.create();
  private readonly bytes = new Uint8Array(CHUNK * 8);
  private readonly view = new DataView(this.bytes.buffer);

  /** Takes in the first `frames` frames of both channels. */
  update({ left, right }: StereoPcm, frames: number): void {
    for (let from = 0; from < frames; from += CHUNK) {
      const count = Math.min(CHUNK, frames - from);
      for (let i = 0; i < count; i++) {
        this.view.setFloat32(i * 8, left[from + i] ?? 0, true);
        this.view.setFloat32(i * 8 + 4, right[from + i] ?? 0, true);
      }
      this.hash.update(this.bytes.subarray(0, count * 8));
    }
  }

  /** Lower-case hexadecimal. The hasher cannot be used afterwards. */
  digest(): string {
    return bytesToHex(this.hash.digest());
  }
}

/** SHA-256 of a whole recording, in lower-case hexadecimal. */
export function pcmHash(pcm: StereoPcm): string {
  const hasher = new PcmHasher();
  hasher.update(pcm, pcm.left.length);
  return hasher.digest();
}
