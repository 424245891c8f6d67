import { LIMITS } from '@flipside/recipe';
import { decodeAudio } from '../decode/index.ts';
import type { StereoPcm } from '../types.ts';
import { sha256Hex } from './digest.ts';

/** Where a layer lies and what its bytes hash to. */
export interface LayerTask {
  readonly href: string;
  readonly sha256: string;
}

/** More than the longest source as 24-bit stereo is no layer. */
const MOST_BYTES = LIMITS.seconds * 44_100 * 6;

/**
 * A producer's own recording, fetched from the producer without cookies or referrer.
 *
 * @throws Error when it cannot be fetched, is too large, or is not what the recipe names; DecodeError
 */
export async function fetchLayer({ href, sha256 }: LayerTask): Promise<StereoPcm> {
  const response = await fetch(href, { credentials: 'omit', referrerPolicy: 'no-referrer' });
  if (!response.ok) throw new Error(`A layer could not be fetched: ${String(response.status)} from ${href}.`);
  if (Number(response.headers.get('content-length') ?? 0) > MOST_BYTES) {
    throw new Error(`A layer is too large: ${href}.`);
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  if ((await sha256Hex(bytes)) !== sha256)
    throw new Error(`A layer is not the one this flip was made with: ${href}.`);
  return decodeAudio(bytes);
}
