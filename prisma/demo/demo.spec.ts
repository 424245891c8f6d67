import { describe, expect, test } from '@jest/globals';
import { durationMs, parseRecipe, usage } from '@flipside/recipe';
import { makeAnchors } from '../../apps/client/src/engine/alignment/align-to-anchors.ts';
import { demoCatalogue, renderDemoMix } from '../../apps/client/src/engine/demo/index.ts';
import { ARRANGEMENTS } from './arrangements.ts';
import { demoFlip } from './recipe.ts';

describe('the demo flips', () => {
  test.each(ARRANGEMENTS.map((arrangement) => [arrangement.title, demoFlip(arrangement)] as const))(
    '%s is a valid recipe',
    (_title, recipe) => {
      expect(parseRecipe(recipe)).toMatchObject({ ok: true });
      expect(durationMs(recipe)).toBeGreaterThan(60_000);
      for (const { totalMs } of usage(recipe)) expect(totalMs).toBeGreaterThan(5_000);
    },
  );

  test('name their sources by the sound that the demo library makes', async () => {
    const recipe = demoFlip(ARRANGEMENTS.find(({ title }) => title === 'Harbour Dub')!);
    const [source] = recipe.sources;
    const recording = demoCatalogue.find(({ isrc }) => isrc === source!.isrc[0])!;
    const anchors = await makeAnchors(await renderDemoMix(recording.isrc));
    expect(source).toMatchObject({
      title: recording.title,
      durationMs: recording.durationMs,
      fingerprint: anchors.fingerprint,
    });
    expect(source!.anchors!.onsetEnvelope).toBe(anchors.onsetEnvelope);
  });
});
