import { expect, test } from '@jest/globals';
import { exampleDocument } from '../document/document.fixture.ts';
import { SHELF, shelf } from './shelf.ts';

test('the studio keeps every part of every recording ready, and the layers of the flip it came from', () => {
  const layer = {
    ...{ id: 'l1', href: 'https://producer.example/pad.flac', sha256: 'a'.repeat(64) },
    ...{ durationMs: 8000, statement: 'own-recording' as const },
  };
  const { layers, tracks, sources } = shelf({ ...exampleDocument(), layers: [layer] });
  expect(layers).toEqual([layer]);
  expect(tracks[0]?.clips).toHaveLength(sources.length * SHELF.length);
});
