import { describe, expect, test } from '@jest/globals';
import type { Clip, Recipe } from '@flipside/recipe';
import { SAMPLE_RATE } from '../types.ts';
import { pcmHash } from './pcm-hash.ts';
import { RecipeRenderer } from './recipe-renderer.ts';
import { renderToPcm } from './render-to-pcm.ts';
import { clipTrack, levelDb, libraryOf, makePcm, recipeOf, sinePcm } from './test-signals.fixture.ts';

const FRAMES = 20 * SAMPLE_RATE;
/** A short noise burst at every half second over a quiet tone. */
const clicks = makePcm(FRAMES, (i) => {
  const into = i % 22_050;
  return (into < 200 ? Math.sin(i * i * 0.71) * (1 - into / 200) : 0) + 0.02 * Math.sin(i * 0.03);
});

/** Seconds at which bursts of energy begin. */
function onsets(samples: Float32Array): number[] {
  const found: number[] = [];
  let quietUntil = 0;
  for (let i = 0; i < samples.length; i++) {
    if (i < quietUntil || Math.abs(samples[i] ?? 0) < 0.25) continue;
    found.push(i / SAMPLE_RATE);
    quietUntil = i + 8000;
  }
  return found;
}

async function played(clip: Partial<Clip>, rest: Partial<Recipe> = {}): Promise<Float32Array> {
  return (await renderToPcm(recipeOf([clipTrack(clip)], rest), libraryOf(clicks))).left;
}

describe('warped clips', () => {
  test.each([
    [
      'slower',
      [
        [0, 0],
        [16, 6.4],
      ],
    ],
    [
      'faster',
      [
        [0, 0],
        [16, 10],
      ],
    ],
    [
      'in three segments',
      [
        [0, 0],
        [4, 2.4],
        [8, 4],
        [16, 9],
      ],
    ],
  ] as [string, [number, number][]][])(
    '%s: every click is within 2 ms of where the warp puts it',
    async (_, warp) => {
      const out = await played({ length: 16, warp });
      const at = (second: number): number => {
        const index = Math.max(0, warp.findIndex(([, s]) => s > second) - 1);
        const [b0, s0] = warp[index] ?? [0, 0];
        const [b1, s1] = warp[index + 1] ?? [0, 0];
        return (b0 + ((second - s0) * (b1 - b0)) / (s1 - s0)) / 2;
      };
      const last = warp.at(-1)?.[1] ?? 0;
      const expected = Array.from({ length: Math.ceil(last * 2) }, (_unused, i) => at(i / 2)).slice(1, -1);
      const found = onsets(out);
      for (const moment of expected) {
        const nearest = found.reduce(
          (a, b) => (Math.abs(b - moment) < Math.abs(a - moment) ? b : a),
          Infinity,
        );
        expect(Math.abs(nearest - moment)).toBeLessThan(0.002);
      }
    },
  );

  test('a tempo change inside the clip changes its speed', async () => {
    const tempo = [
      { beat: 0, bpm: 110 },
      { beat: 8, bpm: 130 },
    ];
    const out = await played(
      {
        length: 16,
        warp: [
          [0, 0],
          [16, 8],
        ],
      },
      { tempo },
    );
    const beatSeconds = (beat: number): number =>
      beat <= 8 ? (beat * 60) / 110 : (8 * 60) / 110 + ((beat - 8) * 60) / 130;
    const found = onsets(out);
    for (let beat = 1; beat < 16; beat++) {
      const nearest = found.reduce(
        (a, b) => (Math.abs(b - beatSeconds(beat)) < Math.abs(a - beatSeconds(beat)) ? b : a),
        Infinity,
      );
      expect(Math.abs(nearest - beatSeconds(beat))).toBeLessThan(0.002);
    }
  });

  test('loops of stretched clips repeat in time', async () => {
    const found = onsets(
      await played({
        length: 16,
        warp: [
          [0, 0],
          [16, 7.2],
        ],
        in: 0.25,
        loop: [0, 4],
      }),
    );
    const first = (0.25 * 16) / 7.2 / 2;
    expect(Math.abs((found[0] ?? 0) - first)).toBeLessThan(0.003);
    for (let round = 1; round < 4; round++) {
      const moment = first + round * 2;
      expect(Math.min(...found.map((at) => Math.abs(at - moment)))).toBeLessThan(0.005);
    }
  });

  test('reversed and slowed, the clicks run backwards', async () => {
    const out = await played({
      length: 16,
      warp: [
        [0, 0],
        [16, 6.4],
      ],
      reverse: true,
    });
    const ends = onsets(out.toReversed());
    // Reversing once more: a click that began at s in the source begins at s/0.8 from the end.
    for (const second of [1, 2, 3, 4, 5]) {
      expect(Math.min(...ends.map((at) => Math.abs(at - second / 0.8)))).toBeLessThan(0.004);
    }
  });
});

describe('pitch', () => {
  test.each([-5, 2, 7, 12])('%d semitones move a tone and keep its time', async (semitones) => {
    const recipe = recipeOf([clipTrack({ length: 4, semitones })]);
    const { left } = await renderToPcm(recipe, libraryOf(sinePcm(440, FRAMES, 0.5)));
    let crossings = 0;
    for (let i = 22_051; i < 66_150; i++) if ((left[i - 1] ?? 0) < 0 && (left[i] ?? 0) >= 0) crossings++;
    expect(Math.abs(crossings - 440 * 2 ** (semitones / 12))).toBeLessThan(3);
    expect(levelDb(left, 22_050, 66_150)).toBeGreaterThan(-12);
  });

  test('beyond 1.5 times the length, where the stretcher draws random phases, it still repeats itself', async () => {
    const recipe = recipeOf([
      clipTrack({
        length: 8,
        warp: [
          [0, 0],
          [8, 1.5],
        ],
        semitones: -3,
      }),
    ]);
    const first = pcmHash(await renderToPcm(recipe, libraryOf(clicks)));
    expect(pcmHash(await renderToPcm(recipe, libraryOf(clicks)))).toBe(first);
    const renderer = await RecipeRenderer.create(recipe, libraryOf(clicks));
    const left = new Float32Array(renderer.frames);
    const right = new Float32Array(renderer.frames);
    renderer.seek(70_000);
    renderer.render({ left, right });
    renderer.seek(0);
    for (let at = 0, n = 1; n > 0; at += n)
      n = renderer.render({ left: left.subarray(at), right: right.subarray(at) });
    expect(pcmHash({ left, right })).toBe(first);
  });

  test('after a seek a stretched clip is at the right place', async () => {
    const renderer = await RecipeRenderer.create(
      recipeOf([
        clipTrack({
          length: 16,
          warp: [
            [0, 0],
            [16, 6.4],
          ],
        }),
      ]),
      libraryOf(clicks),
    );
    renderer.seek(3 * SAMPLE_RATE);
    const left = new Float32Array(2 * SAMPLE_RATE);
    const right = new Float32Array(2 * SAMPLE_RATE);
    for (let at = 0; at < left.length;)
      at += renderer.render({ left: left.subarray(at), right: right.subarray(at) });
    const found = onsets(left).map((at) => at + 3);
    for (const moment of [3.125, 3.75, 4.375]) {
      expect(Math.min(...found.map((at) => Math.abs(at - moment)))).toBeLessThan(0.002);
    }
  });

  test('leaves the globals as they were', async () => {
    const before = [
      globalThis.crypto,
      Reflect.get(globalThis, 'sampleRate'),
      Reflect.get(globalThis, 'registerProcessor'),
    ];
    await played({ length: 1, semitones: 1 });
    expect([
      globalThis.crypto,
      Reflect.get(globalThis, 'sampleRate'),
      Reflect.get(globalThis, 'registerProcessor'),
    ]).toEqual(before);
    expect('AudioWorkletProcessor' in globalThis).toBe(false);
  });

  test('more stretched clips at once than can be held are refused', async () => {
    const tracks = [
      clipTrack(
        {},
        {
          clips: Array.from({ length: 129 }, () => ({
            source: 's1',
            stem: 'drums' as const,
            at: 0,
            length: 4,
            in: 0,
            semitones: 1,
          })),
        },
      ),
    ];
    await expect(RecipeRenderer.create(recipeOf(tracks), libraryOf(clicks))).rejects.toThrow(RangeError);
  });
});
