import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createNoise } from '../alignment/music.fixture.ts';
import { KEPT_BIN, waveform } from '../analysis/index.ts';
import { MemoryChunkStore } from '../storage/chunk-store.ts';
import { MemoryStemIndex } from '../storage/device-stem-index.ts';
import { chunkSpan } from '../storage/stem-chunk.ts';
import { StemCache } from '../storage/stem-cache.ts';
import { StemAssembly } from './stem-assembly.ts';
import { picturesOf } from './stem-pictures.ts';

const FRAMES = 9001;
const noise = createNoise(5);
const sound = {
  left: Float32Array.from({ length: FRAMES }, noise),
  right: Float32Array.from({ length: FRAMES }, noise),
};

/** Only the chunks that are touched are there; the others are silent. */
function assemble(chunkFrames: number, froms: readonly number[]): StemAssembly {
  const spans = froms.map((from) => ({ from, to: from + 700 }));
  const assembly = new StemAssembly(FRAMES, ['drums'], spans, chunkFrames);
  for (const chunk of assembly.wanted) {
    const { from, to } = chunkSpan(chunk, FRAMES, chunkFrames);
    assembly.put('drums', from, {
      left: sound.left.subarray(from, to),
      right: sound.right.subarray(from, to),
    });
  }
  return assembly;
}

test('whatever parts were drawn before, a picture is that of the sound that is there, also where chunks cut bins', async () => {
  const froms = fc.array(fc.integer({ min: 0, max: FRAMES - 1 }), { minLength: 1, maxLength: 3 });
  const openings = fc.array(froms, { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(1000, 1024, 300, 200, 20_000), openings, async (chunkFrames, asked) => {
      const name = { recording: 'r', model: 'm', frames: FRAMES, chunkFrames };
      const unlimited = { estimate: () => Promise.resolve({}) };
      const cache = new StemCache(new MemoryChunkStore(), new MemoryStemIndex(), unlimited);
      for (const each of asked) {
        const assembly = assemble(chunkFrames, each);
        const { drums } = await picturesOf(assembly, name, cache);
        expect([drums]).toEqual(waveform(assembly.stems.drums!, [KEPT_BIN]));
      }
    }),
  );
});
