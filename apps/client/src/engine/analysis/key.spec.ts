import { describe, expect, test } from '@jest/globals';
import { analyseKey } from './key.ts';
import { chords, clicksAt } from './test-tones.fixture.ts';

const TONICS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const MAJOR_NAMES = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'];
const MINOR_NAMES = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'G#', 'A', 'Bb', 'B'];
const triad = (root: number, third: number) => [root - 12, root, root + third, root + 7];

describe('analyseKey', () => {
  test.each(TONICS)('hears I–IV–V–I as major, %i semitones above C', (tonic) => {
    const c = 60 + tonic;
    const cadence = [triad(c, 4), triad(c + 5, 4), triad(c + 7, 4), triad(c, 4)];
    expect(analyseKey(chords(cadence, 0.6))).toBe(`${MAJOR_NAMES[tonic]!}:maj`);
  });

  test.each(TONICS)('hears i–iv–V–i as minor, %i semitones above C', (tonic) => {
    const c = 60 + tonic;
    const cadence = [triad(c, 3), triad(c + 5, 3), triad(c + 7, 4), triad(c, 3)];
    expect(analyseKey(chords(cadence, 0.6))).toBe(`${MINOR_NAMES[tonic]!}:min`);
  });

  test('names no key for silence or for all twelve notes at once', () => {
    const silent = { left: new Float32Array(44_100), right: new Float32Array(44_100) };
    expect(analyseKey(silent)).toBeNull();
    expect(analyseKey(chords([TONICS.map((tonic) => 60 + tonic)], 1))).toBeNull();
  });

  test('drums do not hide the key', () => {
    const music = chords([triad(57, 3), triad(62, 3), triad(64, 4), triad(57, 3)], 0.6);
    const clicks = clicksAt([0, 0.3, 0.6, 0.9, 1.2, 1.5, 1.8, 2.1], 2.4);
    const mixed = music.left.map((value, i) => value + 0.5 * (clicks.left[i] ?? 0));
    expect(analyseKey({ left: mixed, right: mixed })).toBe('A:min');
  });
});
