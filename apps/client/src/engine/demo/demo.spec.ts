import { describe, expect, test } from '@jest/globals';
import { parseRecipe } from '@flipside/recipe';
import { SAMPLE_RATE, type StereoPcm } from '../types.ts';
import { pcmHash } from '../render/pcm-hash.ts';
import { demoRecipe } from './demo-recipe.ts';
import { demoCatalogue, renderDemoMix, renderDemoStems } from './index.ts';
import { DEMO_STEMS, Hand, keyOf } from './score.ts';

/** The pieces as they sound; a change here makes other recordings of them. */
const FROZEN: Readonly<Record<string, string>> = {
  QZFLP2600001: '17fa2f31a217e071ce54c71455250d9035a248b5dca4e30eca7de703d66a7c54',
  QZFLP2600002: '5747b4401465af2cdd70dd43b49f30754db9084ccee777aaa48397c00b766ece',
  QZFLP2600003: 'f244c5a382be67a1500fab4160173541bc249f82a275861b6c4aa786d94873ce',
  QZFLP2600004: '3193b23c92177c06cad488d8b9dc4758f041b3cb3be2599336faa3f26ebfbc6d',
  QZFLP2600005: 'f99110019984de5120cf9f9bac846e24d8ed735deb5eba6cff65fba37bb24178',
};

type DemoStems = Awaited<ReturnType<typeof renderDemoStems>>;

/** Peak of the mix, and how far it is from the sum of the stems anywhere. */
function compare(stems: DemoStems, frames: number): { peak: number; worst: number } {
  let peak = 0;
  let worst = 0;
  const { drums, bass, other, vocals, mix } = stems;
  for (const side of ['left', 'right'] as const) {
    const [a, b, c, d, m] = [drums[side], bass[side], other[side], vocals[side], mix[side]];
    for (let i = 0; i < frames; i++) {
      const value = m[i] ?? 0;
      const off = value - ((a[i] ?? 0) + (b[i] ?? 0) + (c[i] ?? 0) + (d[i] ?? 0));
      if (off > worst || -off > worst) worst = off < 0 ? -off : off;
      if (value > peak || -value > peak) peak = value < 0 ? -value : value;
    }
  }
  return { peak, worst };
}

function loudnessDb({ left, right }: StereoPcm, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += (left[i] ?? 0) ** 2 + (right[i] ?? 0) ** 2;
  return 10 * Math.log10(sum / (2 * (to - from)));
}

describe('the catalogue', () => {
  test('lists at least five different pieces with valid ISRCs', () => {
    expect(demoCatalogue.length).toBeGreaterThanOrEqual(5);
    for (const field of ['isrc', 'title', 'artist', 'bpm', 'key'] as const) {
      expect(new Set(demoCatalogue.map((recording) => recording[field])).size).toBe(demoCatalogue.length);
    }
    for (const { isrc, durationMs, bpm, beatgrid } of demoCatalogue) {
      expect(isrc).toMatch(/^[A-Z]{2}[A-Z0-9]{3}\d{7}$/);
      expect(durationMs).toBeGreaterThanOrEqual(20_000);
      expect(durationMs).toBeLessThanOrEqual(45_000);
      const [[b0, s0] = [0, 0], [b1, s1] = [0, 0]] = beatgrid;
      expect((b1 - b0) / (s1 - s0)).toBeCloseTo(bpm / 60, 9);
    }
  });

  test('every score is a valid recipe', () => {
    for (const recording of demoCatalogue) {
      for (const stem of DEMO_STEMS) {
        const parsed = parseRecipe(demoRecipe(recording, stem));
        expect(parsed.ok ? [] : parsed.issues).toEqual([]);
      }
    }
  });

  test('an unknown ISRC is refused', async () => {
    await expect(renderDemoMix('QZFLP2699999')).rejects.toThrow(RangeError);
  });
});

describe.each(demoCatalogue.map(({ title, isrc, durationMs }) => [title, isrc, durationMs] as const))(
  '%s',
  (_, isrc, durationMs) => {
    test('has four sounding stems whose sum is the mix, below full scale, and never changes', async () => {
      const stems = await renderDemoStems(isrc);
      const frames = Math.round((durationMs * SAMPLE_RATE) / 1000);
      for (const stem of DEMO_STEMS) {
        expect(stems[stem].left).toHaveLength(frames);
        expect(loudnessDb(stems[stem], 0, frames)).toBeGreaterThan(-32);
      }
      const { peak, worst } = compare(stems, frames);
      expect(worst).toBeLessThan(1e-7);
      expect(peak).toBeGreaterThan(0.5);
      expect(peak).toBeLessThan(0.97);
      expect(loudnessDb(stems.mix, frames - 200, frames)).toBeLessThan(-60);
      expect({ [isrc]: pcmHash(stems.mix) }).toEqual({ [isrc]: FROZEN[isrc] });
    });
  },
);

describe('scores', () => {
  test.each([
    ['C4', 60],
    ['A4', 69],
    ['Bb3', 58],
    ['F#5', 78],
    ['C-1', 0],
  ])('%s is key %d', (name, key) => expect(keyOf(name)).toBe(key));

  test('what is no note name is refused', () => expect(() => keyOf('H2')).toThrow(RangeError));

  test('swing delays every second sixteenth', () => {
    const notes = new Hand(1, 0.05).hits(42, 'xxxx', [1]);
    expect(notes.map(({ at }) => at)).toEqual([4, 4.3, 4.5, 4.8]);
  });

  test('no two strikes are alike, and both are the same next time', () => {
    const strike = (): number[] => new Hand(3).hits(38, 'xxxx', [0]).map(({ velocity }) => velocity);
    expect(new Set(strike()).size).toBe(4);
    expect(strike()).toEqual(strike());
  });

  test('rests leave room and notes hold their beats', () => {
    const notes = new Hand(1).line('C4:1 r:.5 >D4:2', 1);
    expect(notes.map(({ at, key }) => [at, key])).toEqual([
      [4, 60],
      [5.5, 62],
    ]);
    expect(notes[1]?.length).toBeCloseTo(1.88, 9);
  });
});
