import type { Http } from './http.ts';

export const LOG_NAMES = ['consent', 'plays'] as const;
export type LogName = (typeof LOG_NAMES)[number];

const MOST_CHECKPOINT_BYTES = 64 * 1024;
/** A bundle: 256 entries of 65,535 bytes with their lengths. */
const MOST_TILE_BYTES = 256 * (0xff_ff + 2);

/** Reads a resource beneath a log's prefix, no longer than one may be; `null` when there is none. */
export const readLogResource = (
  http: Pick<Http, 'bytes'>,
  name: LogName,
  path: string,
): Promise<Uint8Array | null> =>
  http.bytes(`log/${name}/${path}`, path === 'checkpoint' ? MOST_CHECKPOINT_BYTES : MOST_TILE_BYTES);
