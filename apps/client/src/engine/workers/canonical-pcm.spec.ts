import { describe, expect, test } from '@jest/globals';
import { canonicalFrames, toCanonical } from './canonical-pcm.ts';
import { recordingId, sha256Hex } from './digest.ts';
import { ProgressEstimate } from './progress-estimate.ts';
import type { SourceProgress } from './source.protocol.ts';

const pcm = (...samples: number[]) => ({
  left: Float32Array.from(samples),
  right: Float32Array.from(samples, (value) => -value),
});

describe('toCanonical', () => {
  test('shifts a copy that starts early or late and fills up with silence', () => {
    expect([...toCanonical(pcm(1, 2, 3, 4), 1, 3).left]).toEqual([2, 3, 4]);
    expect([...toCanonical(pcm(1, 2, 3, 4), -2, 5).left]).toEqual([0, 0, 1, 2, 3]);
    expect([...toCanonical(pcm(1, 2, 3, 4), 3, 3).right]).toEqual([-4, 0, 0]);
    expect([...toCanonical(pcm(1, 2), 9, 2).left]).toEqual([0, 0]);
  });

  test('copies nothing when it fits', () => {
    const copy = pcm(1, 2, 3);
    expect(toCanonical(copy, 0, 3).left).toBe(copy.left);
  });

  test('turns inverted polarity back, and leaves silence plain', () => {
    const copy = toCanonical(pcm(1, 0, -3), 0, 4, true);
    expect([...copy.left]).toEqual([-1, 0, 3, 0]);
    expect([...copy.right]).toEqual([1, 0, -3, 0]);
  });

  test('the length is what the recipe says', () => {
    expect(canonicalFrames(1000)).toBe(44_100);
    expect(canonicalFrames(33_111)).toBe(1_460_195);
  });
});

describe('recordingId', () => {
  test('depends on both channels and on their order', async () => {
    const id = await recordingId(pcm(1, 2));
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    expect(await recordingId(pcm(1, 2))).toBe(id);
    expect(await recordingId(pcm(1, 3))).not.toBe(id);
    expect(await recordingId({ left: pcm(1, 2).right, right: pcm(1, 2).left })).not.toBe(id);
  });

  test('sees only the frames of a view', async () => {
    const long = Float32Array.of(9, 1, 2, 9);
    const part = long.subarray(1, 3);
    expect(await recordingId({ left: part, right: part.map((value) => -value) })).toBe(
      await recordingId(pcm(1, 2)),
    );
  });

  test('sha256Hex is SHA-256', async () => {
    expect(await sha256Hex(new TextEncoder().encode('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});

describe('ProgressEstimate', () => {
  test('is one bar over all stages, and estimates from the separation alone', () => {
    const clock = { ms: 0 };
    const told: SourceProgress[] = [];
    const estimate = new ProgressEstimate(
      (progress) => told.push(progress),
      () => clock.ms,
    );
    const at = (ms: number, ...step: Parameters<ProgressEstimate['at']>) => {
      clock.ms = ms;
      estimate.at(...step);
    };
    at(0, 'reading', 0);
    at(50, 'reading', 0.4);
    at(200, 'reading', 0.5);
    at(1000, 'separating', 0);
    at(3000, 'separating', 0.25);
    at(3050, 'separating', 1);
    expect(told.map(({ done }) => Math.round(done * 1000) / 1000)).toEqual([0, 0.05, 0.2, 0.4, 1]);
    expect(told.map(({ secondsLeft }) => secondsLeft)).toEqual([null, null, null, 6, 0]);
  });
});
