import { describe, expect, test } from '@jest/globals';
import { ID3Writer } from 'browser-id3-writer';
import { composeMusic } from '../alignment/music.fixture.ts';
import { encodeAiff } from './containers.fixture.ts';
import { decodeAudio } from './decode-audio.ts';
import { encodeMp3, encodeVorbis, encodeWav } from './encode.fixture.ts';
import { encodeFlac } from './encode-flac.fixture.ts';
import { mp4Box, mp4File } from './mp4.fixture.ts';
import { OPUS_TONE } from './opus-tone.fixture.ts';
import { normaliseIsrc, readTags } from './read-tags.ts';
import { taggedWebm } from './webm.fixture.ts';

const music = composeMusic(2, 3);
const text = new TextEncoder();

function little(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

/** A FLAC VORBIS_COMMENT block (RFC 9639 §8.6), not the last. */
function commentBlock(comments: readonly string[]): Uint8Array {
  const entries = comments.map((comment) => text.encode(comment));
  const parts = [
    little(4),
    text.encode('test'),
    little(entries.length),
    ...entries.flatMap((entry) => [little(entry.length), entry]),
  ];
  const body = parts.flatMap((part) => Array.from(part));
  return Uint8Array.from([4, 0, body.length >> 8, body.length & 255, ...body]);
}

async function tagFlac(comments: readonly string[]): Promise<Blob> {
  const flac = await encodeFlac([music.left, music.right], 16);
  const end = 4 + 4 + 34;
  const head = flac.slice(0, end);
  // STREAMINFO is no longer the last block; the encoder's own comments are dropped by marking ours first.
  head[4] = 0;
  return new Blob([head, commentBlock(comments).slice(), flac.slice(end)]);
}

async function tagMp3(isrc: string): Promise<Blob> {
  const mp3 = await encodeMp3(music, 128);
  const writer = new ID3Writer(mp3.buffer);
  writer.setFrame('TIT2', 'Midnight').setFrame('TPE1', ['Ada Example']).setFrame('TSRC', isrc);
  return new Blob([writer.addTag()]);
}

/** Adds a chunk to the end of a RIFF (little-endian) or FORM file. */
function chunked(
  file: Uint8Array,
  name: string,
  content: Uint8Array,
  isLittle: boolean,
): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(file.length + 8 + content.length + (content.length % 2));
  whole.set(file);
  whole.set(text.encode(name), file.length);
  whole.set(content, file.length + 8);
  const view = new DataView(whole.buffer);
  view.setUint32(file.length + 4, content.length, isLittle);
  view.setUint32(4, whole.length - 8, isLittle);
  return whole;
}

describe('readTags', () => {
  test('ID3 in MP3, with the ISRC normalised', async () => {
    const tags = await readTags(await tagMp3('gb-aaa-24-00001'));
    expect(tags).toMatchObject({ isrc: ['GBAAA2400001'], title: 'Midnight', artist: 'Ada Example' });
    expect(Math.abs((tags.durationMs ?? 0) - 2000)).toBeLessThan(60);
  });

  test('a tagged MP3 still decodes', async () => {
    const { left } = await decodeAudio(await tagMp3('GBAAA2400001'));
    expect(left.length).toBeGreaterThan(music.left.length);
  });

  test('Vorbis comments in FLAC, several ISRCs, duplicates and nonsense dropped', async () => {
    const tags = await readTags(
      await tagFlac([
        'TITLE=  Mid\u0000night\u200b  ',
        'ARTIST=Ada',
        'ISRC=GBAAA2400001',
        'ISRC=gbaaa2400001',
        'ISRC=USABC1234567',
        'ISRC=n/a',
      ]),
    );
    expect(tags.isrc).toEqual(['GBAAA2400001', 'USABC1234567']);
    expect(tags.artist).toBe('Ada');
    expect(tags.durationMs).toBe(2000);
  });

  test('Opus comments', async () => {
    const opus = Uint8Array.from(atob(OPUS_TONE), (letter) => letter.charCodeAt(0));
    const tags = await readTags(new Blob([opus]));
    expect(tags).toMatchObject({ isrc: ['GBAAA2400001'], title: 'Test tone', artist: null });
  });

  test.each([
    [
      'WAV',
      (id3: Uint8Array) =>
        chunked(encodeWav([music.left, music.right], { rate: 44_100, bits: 16 }), 'id3 ', id3, true),
    ],
    [
      'AIFF',
      (id3: Uint8Array) =>
        chunked(
          encodeAiff([music.left, music.right], { type: 'NONE', bits: 16, rate: 44_100 }),
          'ID3 ',
          id3,
          false,
        ),
    ],
  ])('ID3 in a chunk of %s, which still decodes', async (_, make) => {
    const tagged = await tagMp3('GBAAA2400001');
    const bytes = new Uint8Array(await tagged.arrayBuffer());
    const size = 10 + bytes[6]! * 2_097_152 + bytes[7]! * 16_384 + bytes[8]! * 128 + bytes[9]!;
    const file = make(bytes.subarray(0, size));
    expect(await readTags(new Blob([file]))).toEqual({
      isrc: ['GBAAA2400001'],
      title: 'Midnight',
      artist: 'Ada Example',
      durationMs: 2000,
    });
    expect((await decodeAudio(file)).left).toHaveLength(music.left.length);
  });

  test('MP4 atoms, the freeform ISRC among them', async () => {
    const data = (value: string): Uint8Array =>
      mp4Box('data', Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 0), text.encode(value));
    const named = (name: string, value: string): Uint8Array =>
      mp4Box(name, new Uint8Array(4), text.encode(value));
    const file = mp4File({
      entry: 'mp4a',
      frames: 88_200,
      atoms: [
        mp4Box('\u00a9nam', data('Midnight')),
        mp4Box('\u00a9ART', data('Ada Example')),
        mp4Box('----', named('mean', 'com.apple.iTunes'), named('name', 'ISRC'), data('GBAAA2400001')),
      ],
    });
    expect(await readTags(new Blob([file]))).toMatchObject({
      isrc: ['GBAAA2400001'],
      title: 'Midnight',
      artist: 'Ada Example',
    });
  });

  test('Matroska and WebM, whose tags follow the sound, of the file or of its track', async () => {
    const file = taggedWebm('Midnight', 2500, [
      [null, 'ARTIST', 'Ada Example'],
      [null, 'isrc', 'gb-aaa-24-00001'],
      [30, 'ISRC', 'USABC1234567'],
      [30, 'ISRC', 'nonsense'],
    ]);
    const whole = {
      isrc: ['GBAAA2400001', 'USABC1234567'],
      title: 'Midnight',
      artist: 'Ada Example',
      durationMs: 2500,
    };
    expect(await readTags(new Blob([file]))).toEqual(whole);
    // Cut off within its tags, it is a file without any: no error, and nothing half read.
    expect(await readTags(new Blob([file.subarray(0, -3)]))).toMatchObject({ isrc: [], title: null });
  });

  test('files without tags keep their duration', async () => {
    const wav = await readTags(new Blob([encodeWav([music.left, music.right], { rate: 44_100, bits: 16 })]));
    expect(wav).toEqual({ isrc: [], title: null, artist: null, durationMs: 2000 });
    const vorbis = await readTags(new Blob([await encodeVorbis(music, 3)]));
    expect(vorbis).toMatchObject({ isrc: [], durationMs: 2000 });
  });

  test('a file that cannot be read is not a file without tags', async () => {
    const gone = new Blob(['x'.repeat(100)]);
    const fail = (): never => {
      throw new DOMException('the disk is gone', 'NotReadableError');
    };
    Object.defineProperties(gone, { stream: { value: fail }, slice: { value: fail } });
    await expect(readTags(gone)).rejects.toMatchObject({ name: 'NotReadableError' });
  });

  test('what is no audio at all has no tags', async () => {
    const none = { isrc: [], title: null, artist: null, durationMs: null };
    expect(await readTags(new Blob([]))).toEqual(none);
    expect(await readTags(new Blob(['just text, nothing else']))).toEqual(none);
  });
});

describe('normaliseIsrc', () => {
  test.each([
    ['GB-AAA-24-00001', 'GBAAA2400001'],
    ['isrc: us abc 12 34567', 'USABC1234567'],
    ['QZ1A21800042', 'QZ1A21800042'],
    ['GBAAA240000', null],
    ['12AAA2400001', null],
    ['', null],
  ])('%j is %j', (input, expected) => {
    expect(normaliseIsrc(input)).toBe(expected);
  });
});
