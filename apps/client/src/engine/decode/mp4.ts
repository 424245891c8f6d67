import type { ByteSource } from './byte-source.ts';
import { DecodeError } from './decode-error.ts';
import { readStatedGap } from './itun-smpb.ts';
import { boxesIn, findBox, fourLetters, viewOf } from './mp4-boxes.ts';

/** Largest index that is read: hours of sound have one of a few megabytes. */
const MOST_INDEX_BYTES = 134_217_728;
const MOST_BOXES = 65_536;

/** Sample entries of encrypted sound: Common Encryption (ISO/IEC 23001-7 §4.2), and FairPlay's older ones. */
const PROTECTED_ENTRIES = new Set(['enca', 'drms', 'drmi', 'p608']);
/** System identifiers of `pssh` boxes (dashif.org/identifiers/content_protection). */
const SYSTEMS: Readonly<Record<string, string>> = {
  edef8ba979d64acea3c827dcd51d21ed: 'Widevine',
  '9a04f07998404286ab92e65be0885f95': 'PlayReady',
  '94ce86fb07ff4f43adb893d2fa968ca2': 'FairPlay',
  '1077efecc0b24d02ace33c1e52e2fb4b': 'Common Encryption',
};
const CODEC_NAMES: Readonly<Record<string, string>> = {
  mp4a: 'AAC',
  alac: 'Apple Lossless',
  fLaC: 'FLAC in MP4',
  Opus: 'Opus in MP4',
  'ac-3': 'Dolby Digital',
  'ec-3': 'Dolby Digital Plus',
  'ac-4': 'Dolby AC-4',
};

/** What an MP4 file says about its sound. */
export interface Mp4Sound {
  /** The codec, in words. */
  readonly codec: string;
  /** Seconds that the whole track decodes to, delay and padding included; null when the index does not say. */
  readonly trackSeconds: number | null;
  /** The part of it that counts, by an edit list or by iTunes' comment; null when all does. */
  readonly part: { readonly from: number; readonly seconds: number } | null;
}

/** Sound tracks of a `moov` box. */
function* soundTracks(movie: Uint8Array): Generator<Uint8Array> {
  for (const { name, content } of boxesIn(movie)) {
    const handler = name === 'trak' ? findBox(content, 'mdia', 'hdlr') : null;
    if (handler !== null && fourLetters(handler, 8) === 'soun') yield content;
  }
}

function protectionName(movie: Uint8Array): string | null {
  for (const { name, content } of boxesIn(movie)) {
    if (name !== 'pssh' || content.length < 20) continue;
    const system = Array.from(content.subarray(4, 20), (byte) => byte.toString(16).padStart(2, '0')).join('');
    return SYSTEMS[system] ?? null;
  }
  return null;
}

/** Names of the sample entries of a track (ISO/IEC 14496-12 §8.5.2): four bytes of version, four of count, then boxes. */
function sampleEntries(track: Uint8Array): string[] {
  const description = findBox(track, 'mdia', 'minf', 'stbl', 'stsd');
  if (description === null) return [];
  return Array.from(boxesIn(description.subarray(8)), ({ name }) => name);
}

/** A time scale and duration of `mdhd` or `mvhd` (§8.4.2, §8.2.2): version 1 has times of 64 bits. */
function readTimes(header: Uint8Array | null): { scale: number; duration: number } | null {
  if (header === null || header.length < 20) return null;
  const view = viewOf(header);
  const isLong = header[0] === 1 && header.length >= 32;
  const scale = view.getUint32(isLong ? 20 : 12);
  const duration = isLong ? Number(view.getBigUint64(24)) : view.getUint32(16);
  return scale > 0 ? { scale, duration } : null;
}

/**
 * The first edit that plays something (§8.6.6), in seconds of the track. Its length is in units of the movie, often a millisecond: where
 * it ends as near the track's end as that can say, it ends there.
 */
function readEdit(
  track: Uint8Array,
  movieScale: number,
  { scale, duration }: { scale: number; duration: number },
): { from: number; seconds: number } | null {
  const list = findBox(track, 'edts', 'elst');
  if (list === null || list.length < 8) return null;
  const view = viewOf(list);
  const isLong = list[0] === 1;
  const width = isLong ? 20 : 12;
  for (let at = 8; at + width <= list.length; at += width) {
    const seconds = (isLong ? Number(view.getBigUint64(at)) : view.getUint32(at)) / movieScale;
    const media = isLong ? Number(view.getBigInt64(at + 8)) : view.getInt32(at + 4);
    if (media < 0 || seconds <= 0) continue;
    const rest = (duration - media) / scale;
    return { from: media / scale, seconds: Math.abs(rest - seconds) <= 1 / movieScale ? rest : seconds };
  }
  return null;
}

function readSound(movie: Uint8Array, track: Uint8Array, entry: string): Mp4Sound {
  const codec = CODEC_NAMES[entry] ?? `“${entry.replace(/[^\x21-\x7e]/g, '?')}”`;
  const times = readTimes(findBox(track, 'mdia', 'mdhd'));
  if (times === null || times.duration === 0) return { codec, trackSeconds: null, part: null };
  const trackSeconds = times.duration / times.scale;
  const edit = readEdit(track, readTimes(findBox(movie, 'mvhd'))?.scale ?? times.scale, times);
  const tag = findBox(movie, 'udta');
  const stated = edit === null && tag !== null ? readStatedGap(tag) : null;
  const part =
    stated === null ? edit : { from: stated.delay / times.scale, seconds: stated.frames / times.scale };
  return { codec, trackSeconds, part };
}

/** Where the `moov` box stands: at the front or at the end; media data lies between. */
async function readMovie(source: ByteSource, start: number): Promise<Uint8Array> {
  let at = start;
  for (let count = 0; count < MOST_BOXES && at + 8 <= source.size; count++) {
    const head = await source.read(at, at + 16);
    const stated = viewOf(head).getUint32(0);
    const isLarge = stated === 1 && head.length === 16;
    const size = isLarge ? Number(viewOf(head).getBigUint64(8)) : stated === 0 ? source.size - at : stated;
    if (size < 8) break;
    if (fourLetters(head, 4) === 'moov') {
      if (size > MOST_INDEX_BYTES)
        throw new DecodeError('too-long', 'The index of the MP4 file is absurdly large.');
      if (at + size > source.size) break;
      return source.read(at + (isLarge ? 16 : 8), at + size);
    }
    at += size;
  }
  throw new DecodeError('truncated', 'The MP4 file is cut off: its index is missing.');
}

/**
 * What an MP4 file holds, without decoding it.
 *
 * @throws {DecodeError} `protected` for encrypted sound, `truncated` without an index, `not-audio` without sound
 */
export async function readMp4Sound(source: ByteSource, start: number): Promise<Mp4Sound> {
  const movie = await readMovie(source, start);
  for (const track of soundTracks(movie)) {
    const [entry] = sampleEntries(track);
    if (entry === undefined) continue;
    if (PROTECTED_ENTRIES.has(entry)) {
      const system = entry === 'drms' || entry === 'drmi' ? 'FairPlay' : protectionName(movie);
      const by = system === null ? '' : ` (${system})`;
      throw new DecodeError(
        'protected',
        `This file is copy-protected${by}. Only your music service can play it.`,
      );
    }
    return readSound(movie, track, entry);
  }
  throw new DecodeError('not-audio', 'The MP4 file holds no sound.');
}
