import { ProviderError } from '../provider-error.ts';
import type { SubsonicSong } from './subsonic-answers.ts';
import type { SubsonicClient } from './subsonic-client.ts';
import { SUBSONIC, SubsonicError } from './subsonic-error.ts';
import type { Sound } from './subsonic-sound.ts';

/** A recording as a server sent it. */
export interface FetchedFile {
  readonly file: Blob;
  /** What differs from the file that the server has, when it sends another one. */
  readonly transcoded: string | null;
}

/** Most that a server may send for one recording, since all of it is kept until it is read. */
const MAX_BYTES = 2_147_483_647;
/** How often a transfer that breaks off is taken up again. */
const RESUMES = 4;

const ALIASES: Readonly<Record<string, string>> = {
  'audio/x-flac': 'flac',
  'audio/flac': 'flac',
  'audio/mpeg': 'mp3',
  'audio/mp3': 'mp3',
  'audio/mpeg3': 'mp3',
  'audio/x-mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'application/ogg': 'ogg',
  'audio/x-ogg': 'ogg',
  'audio/vorbis': 'ogg',
  'audio/opus': 'ogg',
  'audio/wav': 'wav',
  'audio/wave': 'wav',
  'audio/x-wav': 'wav',
  'audio/vnd.wave': 'wav',
  'audio/mp4': 'mp4',
  'audio/x-m4a': 'mp4',
  'audio/m4a': 'mp4',
  'audio/aac': 'aac',
  'audio/aacp': 'aac',
};
const SUFFIXES: Readonly<Record<string, string>> = {
  ...{ flac: 'flac', mp3: 'mp3', ogg: 'ogg', oga: 'ogg', opus: 'ogg', wav: 'wav', wave: 'wav' },
  ...{ m4a: 'mp4', mp4: 'mp4', aac: 'aac' },
};

/**
 * Whether what is sent is another file than the one listed: another kind of sound, or another length of the same kind. Null when
 * nothing says so.
 */
export function transcodedTo(
  song: SubsonicSong,
  sent: { contentType: string; bytes: number | null },
): string | null {
  const kept = SUFFIXES[song.suffix?.toLowerCase() ?? ''] ?? ALIASES[song.contentType?.toLowerCase() ?? ''];
  const got = ALIASES[sent.contentType];
  if (kept !== undefined && got !== undefined && kept !== got)
    return `${kept.toUpperCase()} sent as ${got.toUpperCase()}`;
  if (song.size === undefined || song.size === 0 || sent.bytes === null || sent.bytes === song.size)
    return null;
  return `${song.size} bytes sent as ${sent.bytes}`;
}

/**
 * Fetches a recording as it lies on the server: `stream` with `format=raw`; where the server converts all the same, `download`,
 * which is the original by definition; and when that is not allowed, what was sent first, said to be converted.
 *
 * @throws {ProviderError}
 */
export async function fetchFile(
  client: SubsonicClient,
  song: SubsonicSong,
  signal?: AbortSignal,
): Promise<FetchedFile> {
  const raw = await client.sound('stream', { id: song.id, format: 'raw' }, null, signal);
  const atHead = transcodedTo(song, { contentType: raw.contentType, bytes: raw.totalBytes });
  if (atHead === null) {
    const file = await readWhole(client, 'stream', song, raw, signal);
    return { file, transcoded: transcodedTo(song, { contentType: raw.contentType, bytes: file.size }) };
  }
  try {
    const original = await client.sound('download', { id: song.id }, null, signal);
    await raw.body.cancel();
    return { file: await readWhole(client, 'download', song, original, signal), transcoded: null };
  } catch (error) {
    if (!(error instanceof SubsonicError) || error.subsonicCode !== SUBSONIC.forbidden) throw error;
    return { file: await readWhole(client, 'stream', song, raw, signal), transcoded: atHead };
  }
}

/** Takes in a whole file; a transfer that breaks off goes on where it was, by `Range`. */
async function readWhole(
  client: SubsonicClient,
  method: 'stream' | 'download',
  song: SubsonicSong,
  first: Sound,
  signal: AbortSignal | undefined,
): Promise<Blob> {
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let received = 0;
  let sound = first;
  for (let resumes = 0; ; resumes += 1) {
    if (sound.from !== received) {
      parts = [];
      received = 0;
    }
    const broke = await drain(sound, client.host, signal, (chunk) => {
      parts.push(new Uint8Array(chunk));
      received += chunk.length;
      return received;
    });
    const isShort = sound.totalBytes !== null && received < sound.totalBytes;
    if (!broke && !isShort) return new Blob(parts, { type: sound.contentType });
    if (resumes === RESUMES)
      throw new ProviderError(
        'unreachable',
        `${client.host} breaks off in the middle of “${song.title ?? song.id}”.`,
      );
    sound = await client.sound(method, parametersOf(method, song), { from: received }, signal);
    if (sound.from !== received && sound.from !== 0)
      throw new ProviderError('unreadable', `${client.host} sends another part than the one asked for.`);
  }
}

const parametersOf = (method: 'stream' | 'download', { id }: SubsonicSong): Record<string, string> =>
  method === 'stream' ? { id, format: 'raw' } : { id };

/** Reads to the end. True when the transfer broke off. */
async function drain(
  { body }: Sound,
  host: string,
  signal: AbortSignal | undefined,
  take: (chunk: Uint8Array) => number,
): Promise<boolean> {
  const reader = body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      signal?.throwIfAborted();
      if (take(part.value) > MAX_BYTES) {
        await reader.cancel();
        throw new ProviderError('unreadable', `${host} sends more than 2 GiB.`);
      }
    }
    return false;
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ProviderError) throw error;
    return true;
  }
}

/** The first bytes of a recording, for its tags; fewer when it is shorter, or all that a server without `Range` sends up to there. */
export async function fetchHead(
  client: SubsonicClient,
  song: SubsonicSong,
  bytes: number,
  signal?: AbortSignal,
): Promise<Blob> {
  const sound = await client.sound(
    'stream',
    { id: song.id, format: 'raw' },
    { from: 0, to: bytes - 1 },
    signal,
  );
  const reader = sound.body.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let received = 0;
  for (let part = await reader.read(); !part.done && received < bytes; part = await reader.read()) {
    parts.push(new Uint8Array(part.value));
    received += part.value.length;
  }
  await reader.cancel();
  return new Blob(parts, { type: song.contentType ?? sound.contentType });
}
