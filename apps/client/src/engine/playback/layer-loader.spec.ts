import { expect, test } from '@jest/globals';
import type { StereoPcm } from '../types.ts';
import { LayerLoader } from './layer-loader.ts';

const PCM: StereoPcm = { left: new Float32Array(1), right: new Float32Array(1) };
const layer = (id: string, digit: string) => ({
  ...{ id, href: `https://example.org/${id}.flac`, sha256: digit.repeat(64) },
  ...{ durationMs: 1000, statement: 'own-recording' as const },
});

test('a layer is fetched once, whoever asks, and again only when it could not be had', async () => {
  const asked: string[] = [];
  const set: string[] = [];
  let away = true;
  const loader = new LayerLoader(
    {
      layer: async ({ href }) => {
        asked.push(href.slice(-7));
        if (away && href.includes('l2')) throw new Error('503');
        return await Promise.resolve(PCM);
      },
    },
    {
      setLayer: async (id) => {
        set.push(id);
        return await Promise.resolve();
      },
    },
  );
  const recipe = { layers: [layer('l1', '1'), layer('l2', '2'), layer('l3', '3')] };
  const { signal } = new AbortController();
  // Twice at the same time: as when music is connected while the studio opens.
  const outcomes = await Promise.allSettled([loader.load(recipe, signal), loader.load(recipe, signal)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(asked).toEqual(['l1.flac', 'l2.flac', 'l3.flac']);
  expect(set).toEqual(['l1', 'l3']);

  away = false;
  await loader.load(recipe, signal);
  expect(asked.slice(3)).toEqual(['l2.flac']);
  expect(set).toEqual(['l1', 'l3', 'l2']);

  // Another recipe may call other bytes by the same name.
  await loader.load({ layers: [layer('l1', '4')] }, signal);
  expect(set.slice(3)).toEqual(['l1']);
});
