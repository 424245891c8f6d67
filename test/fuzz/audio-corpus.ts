import { composeMusic } from '../../apps/client/src/engine/alignment/music.fixture.ts';
import { encodeAiff, encodeDialect } from '../../apps/client/src/engine/decode/containers.fixture.ts';
import {
  addLameTag,
  encodeMp3,
  encodeVorbis,
  encodeWav,
} from '../../apps/client/src/engine/decode/encode.fixture.ts';
import { encodeFlac } from '../../apps/client/src/engine/decode/encode-flac.fixture.ts';
import { mp4File } from '../../apps/client/src/engine/decode/mp4.fixture.ts';
import { taggedWebm } from '../../apps/client/src/engine/decode/webm.fixture.ts';
import { OPUS_TONE } from '../../apps/client/src/engine/decode/opus-tone.fixture.ts';

const SECONDS = 0.3;

/** An ID3v2.4 tag of `size` bytes of nothing before a file. */
function withId3(file: Uint8Array, size: number): Uint8Array {
  const tagged = new Uint8Array(10 + size + file.length);
  tagged.set([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, size >> 7, size & 0x7f]);
  tagged.set(file, 10 + size);
  return tagged;
}

const fromHex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

/** Small whole files of every format, really encoded where an encoder is at hand. */
export async function audioCorpus(): Promise<readonly (readonly [name: string, bytes: Uint8Array])[]> {
  const { left, right } = composeMusic(SECONDS, 3);
  const both = [left, right];
  const mp3 = await encodeMp3({ left, right }, 128);
  return [
    ['wav 16', encodeWav(both, { rate: 44_100, bits: 16 })],
    ['wav 24 at 96 kHz', encodeWav(both, { rate: 96_000, bits: 24, isExtensible: true })],
    ['wav float', encodeWav(both, { rate: 48_000, bits: 32, isFloat: true })],
    ['wav six channels', encodeWav([...both, ...both, ...both], { rate: 44_100, bits: 16 })],
    ['rf64', encodeDialect(both, 'rf64')],
    ['w64', encodeDialect(both, 'w64')],
    ['rifx', encodeDialect(both, 'rifx')],
    ['aiff', encodeAiff(both, { type: 'NONE', bits: 24, rate: 48_000 })],
    ['aiff-c', encodeAiff(both, { type: 'fl32', bits: 32, rate: 22_050 })],
    ['flac 16', await encodeFlac(both, 16)],
    ['flac 24 mono', await encodeFlac([left], 24, 48_000)],
    ['mp3 with a LAME tag', addLameTag(mp3, left.length)],
    ['mp3 bare', mp3],
    ['mp3 with ID3', withId3(mp3, 900)],
    ['vorbis', await encodeVorbis({ left, right }, 4)],
    ['opus', Uint8Array.from(Buffer.from(OPUS_TONE, 'base64'))],
    ['mp4 aac', mp4File({ entry: 'mp4a', edit: [1024, 440_000] })],
    ['mp4 alac', mp4File({ entry: 'alac', smpb: [2112, 100, 400_000] })],
    ['mp4 protected', mp4File({ entry: 'enca', system: fromHex('edef8ba979d64acea3c827dcd51d21ed') })],
    ['adts', fromHex(`fff15080 0a1ffc ${'21'.repeat(300)}`)],
    ['asf', fromHex(`3026b2758e66cf11a6d900aa0062ce6c ${'00'.repeat(200)}`)],
    ['webm', fromHex(`1a45dfa3 9f4286810142f78101 ${'42'.repeat(200)}`)],
    ['webm with tags', taggedWebm('Piece', 300, [[30, 'ISRC', 'GBAAA2400001']])],
  ];
}
