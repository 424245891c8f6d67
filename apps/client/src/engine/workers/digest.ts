import type { StereoPcm } from '../types.ts';

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** sha-256 in hexadecimal. */
export async function sha256Hex(bytes: BufferSource): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', bytes));
}

/** Own copy-free view when possible: digests refuse shared memory. */
const owned = (channel: Float32Array): BufferSource =>
  channel.buffer instanceof ArrayBuffer ? (channel as Float32Array<ArrayBuffer>) : channel.slice();

/** Identity of a recording in canonical time: sha-256 over the two channels' digests (float32, little-endian). */
export async function recordingId({ left, right }: StereoPcm): Promise<string> {
  const digests = [
    await crypto.subtle.digest('SHA-256', owned(left)),
    await crypto.subtle.digest('SHA-256', owned(right)),
  ];
  return sha256Hex(await new Blob(digests).arrayBuffer());
}
