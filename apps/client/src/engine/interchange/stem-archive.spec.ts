import { describe, expect, test } from '@jest/globals';
import { parseRecipe, type Recipe } from '@flipside/recipe';
import { unzipSync } from 'fflate';
import { exportAudio } from '../export/index.ts';
import { encodeMidi, stemArchive } from './index.ts';
import { zipStream } from './zip-stream.ts';

/** Two instruments at a tempo that changes, with names that no file may have. */
const RECIPE: Recipe = {
  type: 'RemixRecipe',
  version: '1',
  title: 'Exchange',
  engine: { id: 'flipside-dsp', version: '1.0.0', sampleRate: 44_100, blockSize: 4096 },
  tempo: [
    { beat: 0, bpm: 120 },
    { beat: 2, bpm: 90 },
  ],
  timeSignature: [6, 8],
  markers: [{ at: 1, name: 'Réfrain' }],
  sources: [],
  separation: { model: 'none' },
  tracks: [
    {
      ...{ id: 't1', name: '../Pad: a/b', instrument: { type: 'subtractive' } },
      notes: [
        { at: 0, length: 1, key: 45, velocity: 1 },
        { at: 1, length: 0.5, key: 45, velocity: 0 },
      ],
    },
    { id: 't2', name: 'Silence' },
    {
      ...{ id: 't3', name: 'Kit', instrument: { type: 'drumkit', kit: 'room' } },
      notes: [{ at: 0.25, length: 1 / 1024, key: 36, velocity: 0.5 }],
    },
  ],
  master: {},
  provenance: { parents: [], supersedes: null },
};

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const hex = (text: string): string => Buffer.from(text).toString('hex');

describe('encodeMidi', () => {
  test('writes the file that the format describes, byte by byte', () => {
    const end = '00ff2f00';
    const conductor = [
      `00ff0308${hex('Exchange')}`,
      '00ff580406031808',
      '00ff510307a120', // 500,000 µs
      `8740ff0608${hex('Réfrain')}`, // 960 ticks on
      '8740ff51030a2c2b', // 666,667 µs
      end,
    ].join('');
    const pad = [
      `00ff030b${hex('../Pad: a/b')}`,
      '00902d7f',
      '8740802d40', // let go of before it is struck again
      '00902d01', // a velocity of 0 would end the note
      '8360802d40',
      end,
    ].join('');
    const kit = [`00ff0303${hex('Kit')}`, '8170992440', '01892440', end].join('');
    const chunk = (data: string): string =>
      `${hex('MTrk')}${(data.length / 2).toString(16).padStart(8, '0')}${data}`;
    const expected = `${hex('MThd')}000000060001000303c0${[conductor, pad, kit].map(chunk).join('')}`;
    expect(parseRecipe(RECIPE)).toMatchObject({ ok: true });
    expect(Buffer.from(encodeMidi(RECIPE)).toString('hex')).toBe(expected);
  });
});

describe('stemArchive', () => {
  test('holds every track as exported, the notes, the recipe and whose it is', async () => {
    const library = { stem: () => undefined, layer: () => undefined };
    const files = unzipSync(await collect(stemArchive(RECIPE, library)));
    expect(Object.keys(files)).toEqual([
      ...['recipe.json', 'notes.mid', 'credits.txt'],
      ...['00 mix.wav', '01 .._Pad_ a_b.wav', '02 Silence.wav', '03 Kit.wav'],
    ]);
    expect(parseRecipe(JSON.parse(Buffer.from(files['recipe.json']!).toString()))).toMatchObject({
      recipe: RECIPE,
    });
    expect(files['notes.mid']).toEqual(encodeMidi(RECIPE));
    const part = { kind: 'track', trackId: 't3' } as const;
    const alone = await collect(exportAudio(RECIPE, library, { format: 'wav24', part }));
    expect(Buffer.from(files['03 Kit.wav']!).equals(alone)).toBe(true);
    expect(files['02 Silence.wav']).toHaveLength(alone.length);
  });

  test('passes on what goes wrong, and stops', async () => {
    const stop = new AbortController();
    const library = { stem: () => undefined, layer: () => undefined };
    const onProgress = (): void => stop.abort(new Error('enough'));
    await expect(collect(stemArchive(RECIPE, library, { onProgress, signal: stop.signal }))).rejects.toThrow(
      'enough',
    );
    // A producer that uses its array again changes nothing of what it gave before.
    const array = new Uint8Array(4);
    const bytes = function* (): Generator<Uint8Array> {
      for (const value of [1, 2]) yield array.fill(value);
    };
    const { a } = unzipSync(await collect(zipStream([{ path: 'a', bytes: bytes() }])));
    expect([...a!]).toEqual([1, 1, 1, 1, 2, 2, 2, 2]);
  });
});
