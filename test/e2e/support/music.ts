import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ID3Writer } from 'browser-id3-writer';
import { encodeFlac } from '../../../apps/client/src/engine/decode/encode-flac.fixture.ts';
import { encodeMp3 } from '../../../apps/client/src/engine/decode/encode.fixture.ts';
import {
  generateMix,
  type GeneratedPiece,
} from '../../../apps/client/src/engine/separation/generated-mix.fixture.ts';

/** A recording that the test makes, and under which identifiers its file is tagged. */
export interface MadeRecording {
  readonly isrc: string;
  readonly title: string;
  readonly artist: string;
  readonly file: string;
  readonly piece: GeneratedPiece;
}

export const FLAC_RECORDING: MadeRecording = {
  isrc: 'QZTST2600001',
  title: 'Copper Morning',
  artist: 'Marrow & Pine',
  file: 'copper-morning.flac',
  piece: { seed: 7, bpm: 110, root: 38, progression: [0, 5, 3, 7], seconds: 40, plucked: false },
};

export const MP3_RECORDING: MadeRecording = {
  isrc: 'QZTST2600002',
  title: 'Wet Pavement',
  artist: 'Marrow & Pine',
  file: 'wet-pavement.mp3',
  piece: { seed: 21, bpm: 120, root: 33, progression: [0, 8, 3, 10], seconds: 36, plucked: true },
};

const VORBIS_COMMENT = 4;
const LAST_BLOCK = 0x80;
const STREAMINFO_END = 4 + 4 + 34;

/** FLAC format, "metadata block": a Vorbis comment block placed after STREAMINFO. */
function tagFlac(flac: Uint8Array, tags: Readonly<Record<string, string>>): Uint8Array {
  const text = (value: string): Buffer => {
    const bytes = Buffer.from(value, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const comments = Object.entries(tags).map(([name, value]) => text(`${name}=${value}`));
  const count = Buffer.alloc(4);
  count.writeUInt32LE(comments.length);
  const body = Buffer.concat([text('flipside test'), count, ...comments]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  const wasLast = ((flac[4] ?? 0) & LAST_BLOCK) !== 0;
  head[0] = VORBIS_COMMENT | (wasLast ? LAST_BLOCK : 0);
  const stream = Buffer.from(flac);
  stream[4] = (stream[4] ?? 0) & ~LAST_BLOCK;
  return Buffer.concat([stream.subarray(0, STREAMINFO_END), head, body, stream.subarray(STREAMINFO_END)]);
}

function tagMp3(mp3: Uint8Array, { isrc, title, artist }: MadeRecording): Uint8Array {
  const writer = new ID3Writer(mp3.slice().buffer);
  writer.setFrame('TIT2', title).setFrame('TPE1', [artist]).setFrame('TSRC', isrc);
  return new Uint8Array(writer.addTag());
}

/** A folder with both recordings, one as FLAC and one as MP3, tagged as a shop would tag them. */
export async function makeMusicFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'flipside-music-'));
  const { mix: first } = generateMix(FLAC_RECORDING.piece);
  const flac = await encodeFlac([first.left, first.right], 16);
  const { isrc: ISRC, title: TITLE, artist: ARTIST } = FLAC_RECORDING;
  writeFileSync(join(folder, FLAC_RECORDING.file), tagFlac(flac, { TITLE, ARTIST, ISRC }));
  const { mix: second } = generateMix(MP3_RECORDING.piece);
  const mp3 = await encodeMp3(second, 192);
  writeFileSync(join(folder, MP3_RECORDING.file), tagMp3(mp3, MP3_RECORDING));
  return folder;
}
