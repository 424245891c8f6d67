import type { Mp3Frame } from './mp3-frames.ts';

/** What the first frame, which holds no sound then, says about an MP3 stream. */
export interface Mp3Header {
  /** Frames that the Xing, Info or VBRI header promises, itself not counted. */
  readonly promised: number | null;
  /** Delay of the encoder and padding at the end by a LAME tag; null without one. */
  readonly gap: { readonly delay: number; readonly padding: number } | null;
}

const LAME_AT = 120;
const GAP_AT = LAME_AT + 21;

function uint32(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] ?? 0) * 16_777_216 +
    (bytes[at + 1] ?? 0) * 65_536 +
    (bytes[at + 2] ?? 0) * 256 +
    (bytes[at + 3] ?? 0)
  );
}

const text = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/** Bytes of a Xing header with the fields that its flags name, before a LAME tag: frames, bytes, contents, quality. */
function xingLength(flags: number): number {
  return 8 + (flags & 1 ? 4 : 0) + (flags & 2 ? 4 : 0) + (flags & 4 ? 100 : 0) + (flags & 8 ? 4 : 0);
}

/**
 * Reads a Xing or Info header, which follows the side information, with its LAME tag (mp3-tech.org, "Mp3 Info Tag"), or a VBRI
 * header; null when the frame is an ordinary one.
 *
 * @param frame bytes of the first frame
 */
export function readMp3Header(bytes: Uint8Array, frame: Mp3Frame): Mp3Header | null {
  const xing = 4 + frame.sideInfo;
  const tag = text(bytes, xing, 4);
  if (tag === 'Xing' || tag === 'Info') {
    const flags = uint32(bytes, xing + 4);
    const promised = (flags & 1) === 1 ? uint32(bytes, xing + 8) : null;
    const lame = xing + xingLength(flags);
    if (!/^(?:LAME|Lavc|Lavf|GOGO)/.test(text(bytes, lame, 4))) return { promised, gap: null };
    const at = lame + (GAP_AT - LAME_AT);
    const pair = uint32(bytes, at - 1) & 0xffffff;
    return { promised, gap: { delay: pair >>> 12, padding: pair & 0xfff } };
  }
  if (text(bytes, 36, 4) === 'VBRI') return { promised: uint32(bytes, 36 + 14), gap: null };
  return null;
}
