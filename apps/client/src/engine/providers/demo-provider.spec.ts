import { describe, expect, test } from '@jest/globals';
import { decodeAudio } from '../decode/decode-audio.ts';
import { DemoProvider } from './demo-provider.ts';

describe('DemoProvider', () => {
  test('opens a piece that decodes to its length and sounds', async () => {
    const provider = new DemoProvider();
    const track = provider.tracks.toSorted((a, b) => (a.durationMs ?? 0) - (b.durationMs ?? 0))[0];
    if (track === undefined) throw new Error('the demo library is empty');
    const { left, right } = await decodeAudio(await provider.open(track));
    expect(Math.abs((track.durationMs ?? 0) - (left.length * 1000) / 44_100)).toBeLessThan(100);
    const loud = (channel: Float32Array): number =>
      channel.filter((value) => Math.abs(value) > 0.05).length / channel.length;
    expect(loud(left)).toBeGreaterThan(0.2);
    expect(loud(right)).toBeGreaterThan(0.2);
  });

  test('resolves its own pieces by ISRC and refuses unknown ones', async () => {
    const provider = new DemoProvider();
    for (const track of provider.tracks) {
      const query = { isrc: track.isrc, title: 'x', artist: 'y', durationMs: 1 };
      expect(await provider.resolve(query)).toMatchObject({
        kind: 'match',
        by: 'isrc',
        track: { ref: track.ref },
      });
    }
    const [track] = provider.tracks;
    if (track === undefined) throw new Error('the demo library is empty');
    await expect(provider.open({ ...track, ref: 'demo:none' })).rejects.toMatchObject({
      code: 'unknown-track',
    });
  });
});
