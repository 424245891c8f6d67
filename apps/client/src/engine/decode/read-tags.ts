import { parseBlob, type IAudioMetadata } from 'music-metadata';
import type { TrackTags } from '../types.ts';
import { isReadFailure } from './decode-task.ts';

const MAX_TEXT = 500;
const MAX_ISRCS = 16;
/** Country, registrant, year, designation (ISO 3901 §4). */
const ISRC = /^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$/;
/** Native tags that carry ISRCs without music-metadata's common mapping knowing all of them; Matroska's have what they are of before them. */
const NATIVE_ISRC = /^(?:tsrc|isrc|txxx:isrc|----:com\.apple\.itunes:isrc|wm\/isrc|[a-z]+:isrc)$/i;

/** The ISRC in its bare form, twelve letters and digits, or null when the text holds none. */
export function normaliseIsrc(text: string): string | null {
  const bare = text
    .toUpperCase()
    .replace(/^\s*ISRC[:\s]*/, '')
    .replace(/[\s\-.·_]/g, '');
  return ISRC.test(bare) ? bare : null;
}

function cleanText(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  // Control and format characters: Unicode categories Cc and Cf.
  const text = value
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_TEXT);
  return text === '' ? null : text;
}

function collectIsrcs({ common, native }: IAudioMetadata): string[] {
  const texts: string[] = [...(common.isrc ?? [])];
  for (const tags of Object.values(native)) {
    for (const { id, value } of tags)
      if (NATIVE_ISRC.test(id) && typeof value === 'string') texts.push(value);
  }
  const found = texts.flatMap((text) => text.split(/[;,/|\0]/)).map(normaliseIsrc);
  return [...new Set(found.filter((isrc) => isrc !== null))].slice(0, MAX_ISRCS);
}

/**
 * What tags and container say about a file: ISRCs (normalised, without duplicates), title, artist and duration. Reads ID3
 * (`TSRC`), Vorbis comments (`ISRC`), MP4 freeform atoms, Matroska, APE and WAV tags. Nonsense in a field makes that field empty.
 *
 * @returns tags that are all empty for a file that holds none or cannot be parsed
 * @throws the platform's error when the file itself cannot be read
 */
export async function readTags(file: Blob): Promise<TrackTags> {
  const metadata = await parseBlob(file, { skipCovers: true, duration: false }).catch((error: unknown) => {
    if (isReadFailure(error)) throw error;
    return null;
  });
  if (metadata === null) return { isrc: [], title: null, artist: null, durationMs: null };
  const seconds = metadata.format.duration;
  const isDuration = seconds !== undefined && Number.isFinite(seconds) && seconds > 0;
  return {
    isrc: collectIsrcs(metadata),
    title: cleanText(metadata.common.title),
    artist: cleanText(metadata.common.artist ?? metadata.common.artists?.[0]),
    durationMs: isDuration ? Math.round(seconds * 1000) : null,
  };
}
