import { describe, expect, test } from '@jest/globals';
import type { Recipe } from '@flipside/recipe';
import type { StereoPcm } from '../types.ts';
import type { StemLibrary } from './clip-plan.ts';
import { pcmHash } from './pcm-hash.ts';
import { RecipeRenderer } from './recipe-renderer.ts';
import { gainToDb } from '../dsp/math.ts';
import { TruePeakMeter } from '../dsp/true-peak.ts';
import { renderToPcm } from './render-to-pcm.ts';
import {
  clipTrack,
  firstDifference,
  levelDb,
  libraryOf,
  makePcm,
  peak,
  recipeOf,
  sinePcm,
} from './test-signals.fixture.ts';

const BEAT = 22_050;
const noise = makePcm(10 * BEAT, (i) => Math.sin(i * i * 0.37) * 0.5);
const ones = makePcm(20 * BEAT, () => 1);
const counting = makePcm(20 * BEAT, (i) => i / 1e6);

async function renderInChunks(
  recipe: Recipe,
  library: StemLibrary,
  sizes: readonly number[],
): Promise<StereoPcm> {
  const renderer = await RecipeRenderer.create(recipe, library);
  const out = { left: new Float32Array(renderer.frames), right: new Float32Array(renderer.frames) };
  for (let turn = 0; renderer.position < renderer.frames; turn++) {
    const from = renderer.position;
    const to = from + (sizes[turn % sizes.length] ?? 1);
    renderer.render({ left: out.left.subarray(from, to), right: out.right.subarray(from, to) });
  }
  return out;
}

describe('clips at their own speed', () => {
  test('are copied to the sample, and nothing sounds outside them', async () => {
    const out = await renderToPcm(recipeOf([clipTrack({ at: 1, length: 2, in: 0.5 })]), libraryOf(noise));
    expect(out.left.subarray(0, BEAT).every((value) => value === 0)).toBe(true);
    expect(firstDifference(out.left.slice(BEAT, 3 * BEAT), noise.left.slice(BEAT, 3 * BEAT))).toBe(-1);
    expect(out.left).toHaveLength(3 * BEAT);
  });

  test('loops jump back at the sample', async () => {
    const out = await renderToPcm(recipeOf([clipTrack({ length: 4, loop: [0.5, 1.5] })]), libraryOf(noise));
    const expected = (frame: number): number =>
      frame < 1.5 * BEAT ? frame : (BEAT / 2 + ((frame - 1.5 * BEAT) % BEAT)) | 0;
    for (let i = 0; i < 4 * BEAT; i += 7) expect(out.left[i]).toBe(noise.left[expected(i)]);
  });

  test('reversed clips play their content backwards', async () => {
    const out = await renderToPcm(
      recipeOf([clipTrack({ length: 2, in: 1, reverse: true })]),
      libraryOf(counting),
    );
    for (let i = 0; i < 2 * BEAT; i += 5) expect(out.left[i]).toBe(counting.left[44_100 + 2 * BEAT - 1 - i]);
  });

  test('a warp at the speed of the source is a copy', async () => {
    const clip = {
      length: 4,
      in: 0.25,
      warp: [
        [0, 0.25],
        [4, 2.25],
      ],
    } as const;
    const out = await renderToPcm(
      recipeOf([clipTrack({ ...clip, warp: clip.warp.map(([b, s]) => [b, s]) })]),
      libraryOf(noise),
    );
    expect(firstDifference(out.left.slice(0, BEAT), noise.left.slice(11_025, 11_025 + BEAT))).toBe(-1);
  });

  test('fades run straight in amplitude, clip gain is in dB', async () => {
    const out = await renderToPcm(
      recipeOf([clipTrack({ length: 4, fadeIn: 1, fadeOut: 2, gainDb: -6 })]),
      libraryOf(ones),
    );
    const gain = 10 ** (-6 / 20);
    expect(out.left[0]).toBe(0);
    expect(out.left[BEAT / 2]).toBeCloseTo(gain / 2, 5);
    expect(out.left[1.5 * BEAT]).toBeCloseTo(gain, 6);
    expect(out.left[3 * BEAT]).toBeCloseTo(gain / 2, 5);
    expect(out.left[4 * BEAT - 1]).toBeCloseTo(0, 4);
  });

  test('muted clips and tracks, and stems that are missing, are silent', async () => {
    expect(
      peak(
        (
          await renderToPcm(
            recipeOf([clipTrack({ mute: true }), clipTrack({}, { id: 't2', mute: true })]),
            libraryOf(ones),
          )
        ).left,
      ),
    ).toBe(0);
    const missing = await renderToPcm(recipeOf([clipTrack()]), libraryOf(undefined));
    expect(missing.left).toHaveLength(4 * BEAT);
    expect(peak(missing.left)).toBe(0);
  });

  test('a stem that arrives while playing is heard from then on', async () => {
    let arrived: StereoPcm | undefined;
    const renderer = await RecipeRenderer.create(recipeOf([clipTrack()]), {
      stem: () => arrived,
      layer: () => undefined,
    });
    const block = { left: new Float32Array(4096), right: new Float32Array(4096) };
    renderer.render(block);
    expect(peak(block.left)).toBe(0);
    arrived = ones;
    renderer.render(block);
    expect(block.left[100]).toBe(1);
  });

  test('layers are played like stems', async () => {
    const track = { id: 't1', name: 'L', clips: [{ layer: 'l1', at: 0, length: 1, in: 0 }] };
    const out = await renderToPcm(recipeOf([track]), {
      stem: () => undefined,
      layer: (id) => (id === 'l1' ? ones : undefined),
    });
    expect(out.left[100]).toBe(1);
  });

  test('tempo changes move clips', async () => {
    const tempo = [
      { beat: 0, bpm: 120 },
      { beat: 2, bpm: 60 },
    ];
    const out = await renderToPcm(recipeOf([clipTrack({ at: 3, length: 1 })], { tempo }), libraryOf(ones));
    expect(out.left.indexOf(1)).toBe(4 * BEAT);
    expect(out.left).toHaveLength(6 * BEAT);
  });
});

describe('gain, pan and automation', () => {
  test.each([-1, -0.5, 0, 0.3, 1])('pan %d keeps the power', async (pan) => {
    const out = await renderToPcm(recipeOf([clipTrack({}, { pan })]), libraryOf(ones));
    const [l, r] = [out.left[BEAT] ?? 0, out.right[BEAT] ?? 0];
    expect(l * l + r * r).toBeCloseTo(2, 5);
    expect(Math.sign(Math.round((r - l) * 1e6))).toBe(Math.sign(pan));
    if (pan === -1) expect(r).toBeCloseTo(0, 12);
  });

  test('a gain lane replaces the track gain, straight in dB, held where it says so', async () => {
    const track = clipTrack(
      { length: 8 },
      {
        gainDb: -40,
        automation: [
          {
            target: 'gainDb',
            points: [
              [1, -20, 'linear'],
              [3, 0, 'hold'],
              [5, -6, 'hold'],
            ],
          },
        ],
      },
    );
    const out = await renderToPcm(recipeOf([track]), libraryOf(ones));
    const db = (beat: number): number => 20 * Math.log10(out.left[Math.round(beat * BEAT)] ?? 0);
    expect(db(0.5)).toBeCloseTo(-20, 2);
    expect(db(2)).toBeCloseTo(-10, 1);
    expect(db(4.9)).toBeCloseTo(0, 2);
    expect(db(5.1)).toBeCloseTo(-6, 2);
  });

  test('an effect parameter follows its lane', async () => {
    const track = clipTrack(
      { length: 8 },
      {
        effects: [{ type: 'filter', mode: 'lowPass', hz: 20_000 }],
        automation: [
          {
            target: 'effects/0/hz',
            points: [
              [0, 20_000, 'hold'],
              [4, 200, 'hold'],
            ],
          },
        ],
      },
    );
    const out = await renderToPcm(recipeOf([track]), libraryOf(sinePcm(3000, 20 * BEAT)));
    expect(levelDb(out.left, BEAT, 2 * BEAT)).toBeCloseTo(-3, 0);
    expect(levelDb(out.left, 5 * BEAT, 6 * BEAT)).toBeLessThan(-45);
  });

  test('tracks with and without latency stay together', async () => {
    const click = makePcm(4 * BEAT, (i) => (i === 5000 ? 0.25 : 0));
    const late = clipTrack({}, { effects: [{ type: 'saturation', driveDb: 0, mix: 0 }] });
    const recipe = recipeOf([late, clipTrack({}, { id: 't2' })], { master: { limiter: { ceilingDb: -1 } } });
    const out = await renderToPcm(recipe, libraryOf(click));
    expect(out.left[5000]).toBeCloseTo(0.5, 6);
    expect(out.left.filter((value) => value !== 0)).toHaveLength(1);
  });

  test('the limiter of the master holds its ceiling', async () => {
    const recipe = recipeOf([clipTrack({}, { gainDb: 12 })], { master: { limiter: { ceilingDb: -3 } } });
    const out = await renderToPcm(recipe, libraryOf(noise));
    const meter = new TruePeakMeter();
    meter.update(out, out.left.length);
    const truePeakDb = gainToDb(meter.finish());
    expect(truePeakDb).toBeLessThanOrEqual(-3);
    expect(truePeakDb).toBeGreaterThan(-3.1);
  });

  test('tails of effects are part of the length', async () => {
    const track = clipTrack({ length: 1 }, { effects: [{ type: 'delay', beats: 1, feedback: 0, mix: 0.5 }] });
    const out = await renderToPcm(recipeOf([track]), libraryOf(ones));
    expect(out.left).toHaveLength(2 * BEAT);
    expect(out.left[2 * BEAT - 1]).toBeCloseTo(0.5, 6);
  });
});

describe('streaming', () => {
  const recipe = recipeOf(
    [
      clipTrack(
        { length: 6, semitones: 3, fadeIn: 0.5 },
        { effects: [{ type: 'reverb', decaySeconds: 0.8, mix: 0.3 }] },
      ),
      clipTrack(
        { at: 1, length: 3 },
        {
          id: 't2',
          pan: 0.4,
          automation: [
            {
              target: 'pan',
              points: [
                [0, -1, 'linear'],
                [6, 1, 'hold'],
              ],
            },
          ],
        },
      ),
    ],
    { master: { limiter: { ceilingDb: -1 } } },
  );

  test('the size of the blocks changes no byte', async () => {
    const whole = pcmHash(await renderToPcm(recipe, libraryOf(noise)));
    expect(pcmHash(await renderInChunks(recipe, libraryOf(noise), [1, 63, 64, 1000, 4096]))).toBe(whole);
    expect(pcmHash(await renderInChunks(recipe, libraryOf(noise), [9999]))).toBe(whole);
  });

  test('faders at rest change no byte, and going back to the start gives the same again', async () => {
    const whole = pcmHash(await renderToPcm(recipe, libraryOf(noise)));
    const renderer = await RecipeRenderer.create(recipe, libraryOf(noise));
    renderer.setTrackMix('t1', { gainDb: 0, mute: false, solo: false });
    renderer.setStemMix('drums', { gainDb: 0 });
    const again = async (): Promise<string> => {
      const left = new Float32Array(renderer.frames);
      const right = new Float32Array(renderer.frames);
      for (let at = 0, n = 1; n > 0; at += n)
        n = renderer.render({ left: left.subarray(at), right: right.subarray(at) });
      return Promise.resolve(pcmHash({ left, right }));
    };
    expect(await again()).toBe(whole);
    renderer.seek(0);
    expect(renderer.position).toBe(0);
    expect(await again()).toBe(whole);
  });

  test('after a seek dry audio is at the same place', async () => {
    const dry = recipeOf([clipTrack({ length: 8 })]);
    const renderer = await RecipeRenderer.create(dry, libraryOf(noise));
    renderer.seek(123_456);
    const block = { left: new Float32Array(4096), right: new Float32Array(4096) };
    expect(renderer.render(block)).toBe(4096);
    expect(firstDifference(block.left, noise.left.slice(123_456, 123_456 + 4096))).toBe(-1);
    expect(renderer.position).toBe(127_552);
    renderer.seek(renderer.frames - 10);
    expect(renderer.render(block)).toBe(10);
    expect(renderer.render(block)).toBe(0);
  });

  test('a seek into an echo hears it', async () => {
    const track = clipTrack(
      { length: 1 },
      { effects: [{ type: 'delay', beats: 1, feedback: 0.5, mix: 0.5 }] },
    );
    const renderer = await RecipeRenderer.create(recipeOf([track]), libraryOf(ones));
    renderer.seek(1.5 * BEAT);
    const block = { left: new Float32Array(64), right: new Float32Array(64) };
    renderer.render(block);
    expect(block.left[10]).toBeCloseTo(0.5, 6);
  });
});

describe('live faders', () => {
  const recipe = recipeOf([
    clipTrack({ length: 16 }),
    clipTrack(
      { length: 16 },
      { id: 't2', clips: [{ source: 's1', stem: 'vocals', at: 0, length: 16, in: 0 }] },
    ),
  ]);
  const library: StemLibrary = {
    stem: (_, stem) => makePcm(16 * BEAT, () => (stem === 'drums' ? 0.5 : 0.25)),
    layer: () => undefined,
  };

  async function heard(act: (renderer: RecipeRenderer) => void): Promise<Float32Array> {
    const renderer = await RecipeRenderer.create(recipe, library);
    const block = { left: new Float32Array(4096), right: new Float32Array(4096) };
    renderer.render(block);
    act(renderer);
    renderer.render(block);
    return block.left;
  }

  test.each([
    ['a muted track', (r: RecipeRenderer) => r.setTrackMix('t1', { mute: true }), 0.25],
    ['a soloed track', (r: RecipeRenderer) => r.setTrackMix('t1', { solo: true }), 0.5],
    ['a muted stem', (r: RecipeRenderer) => r.setStemMix('vocals', { mute: true }), 0.5],
    ['a soloed stem', (r: RecipeRenderer) => r.setStemMix('vocals', { solo: true }), 0.25],
    ['a turned-down stem', (r: RecipeRenderer) => r.setStemMix('drums', { gainDb: -6.020599913 }), 0.5],
  ])('%s is heard within 10 ms and without a jump', async (_, act, expected) => {
    const out = await heard(act);
    expect(out[4000]).toBeCloseTo(expected, 6);
    expect(out[512]).toBeCloseTo(expected, 6);
    for (let i = 1; i < 4096; i++) expect(Math.abs((out[i] ?? 0) - (out[i - 1] ?? 0))).toBeLessThan(0.01);
  });

  test('let go again, the track is back', async () => {
    const out = await heard((renderer) => {
      renderer.setTrackMix('t1', { mute: true });
      renderer.render({ left: new Float32Array(4096), right: new Float32Array(4096) });
      renderer.setTrackMix('t1', { mute: false });
    });
    expect(out[4000]).toBe(0.75);
  });
});

describe('edits', () => {
  const block = { left: new Float32Array(4096), right: new Float32Array(4096) };

  test('an edit elsewhere leaves a stretched clip as it is, to the byte', async () => {
    const stretched = clipTrack({ length: 8, semitones: 2 });
    const before = recipeOf([stretched, clipTrack({ length: 1 }, { id: 't2', mute: true })]);
    const after = recipeOf([stretched, clipTrack({ at: 6, length: 1 }, { id: 't2', mute: true })]);
    const expected = await renderToPcm(before, libraryOf(noise));
    const renderer = await RecipeRenderer.create(before, libraryOf(noise));
    renderer.render(block);
    await renderer.update(after);
    renderer.render(block);
    expect(firstDifference(block.left, expected.left.slice(4096, 8192))).toBe(-1);
  });

  test('an added, moved and removed clip is heard at once', async () => {
    const renderer = await RecipeRenderer.create(recipeOf([clipTrack({ length: 8 })]), libraryOf(ones));
    renderer.render(block);
    await renderer.update(recipeOf([clipTrack({ length: 8 }), clipTrack({ length: 8 }, { id: 't2' })]));
    renderer.render(block);
    expect(block.left[2000]).toBe(2);
    await renderer.update(recipeOf([clipTrack({ at: 4, length: 4 })]));
    renderer.render(block);
    expect(block.left[2000]).toBe(0);
    expect(renderer.frames).toBe(8 * BEAT);
  });

  test('a number of an effect changes without starting the effect anew', async () => {
    const echo = (mix: number): Recipe =>
      recipeOf([
        clipTrack({ length: 0.25 }, { effects: [{ type: 'delay', beats: 0.5, feedback: 0.9, mix }] }),
      ]);
    const renderer = await RecipeRenderer.create(echo(0.5), libraryOf(ones));
    renderer.render(block);
    renderer.render(block);
    await renderer.update(echo(1));
    renderer.render(block);
    expect(block.left[11_025 + 500 - 8192]).toBeCloseTo(1, 6);
  });

  test('the later of two edits wins', async () => {
    const renderer = await RecipeRenderer.create(recipeOf([clipTrack({ length: 8 })]), libraryOf(ones));
    const first = renderer.update(recipeOf([clipTrack({ length: 8, semitones: 5 })]));
    const second = renderer.update(recipeOf([clipTrack({ length: 2 })]));
    await Promise.all([first, second]);
    expect(renderer.frames).toBe(2 * BEAT);
  });
});
