import { expect, test } from '@jest/globals';
import { detectOnsets } from './onsets.ts';
import { clicksAt } from './test-tones.fixture.ts';

test('finds every attack within 5 ms, and nothing else', () => {
  const seconds = [0.1, 0.35, 0.9, 1.02, 1.5, 2.75];
  const found = detectOnsets(clicksAt(seconds, 3.5));
  expect(found).toHaveLength(seconds.length);
  for (const [i, second] of seconds.entries()) {
    expect(Math.abs(found[i]!.second - second)).toBeLessThan(0.005);
    expect(found[i]!.strength).toBeGreaterThan(1);
  }
});

test('silence has no attacks', () => {
  const silent = { left: new Float32Array(44_100), right: new Float32Array(44_100) };
  expect(detectOnsets(silent)).toEqual([]);
});
