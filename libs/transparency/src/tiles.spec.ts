import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeBundle, encodeBundle } from './bundles.ts';
import { KEY_TYPES, signerKey } from './keys.ts';
import { MemoryLog } from './memory-log.spec-support.ts';
import { rootPlan } from './plan.ts';
import { hashInTile, newTiles, parseTilePath, tileOfNode, tilePath, tileWidth } from './tiles.ts';

const key = signerKey('log.example', KEY_TYPES.ed25519, new Uint8Array(32).fill(9));
const entry = (index: number) => new TextEncoder().encode(`entry ${index}`);
const big = new MemoryLog('log.example', key).append(
  ...Array.from({ length: 66_000 }, (_, index) => entry(index)),
);

describe('tiles', () => {
  test.each([1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 66_000])(
    'of %i leaves lead to its root',
    (size) => {
      const log = new MemoryLog('log.example', key).append(...big.entries.slice(0, size));
      log.publish();
      const plan = rootPlan(size);
      const hashes = plan.nodes.map((node) =>
        hashInTile(node, log.files.get(tilePath(tileOfNode(node, size)))!)!,
      );
      expect(plan.assemble(hashes)).toEqual(log.frontier.root);
    },
  );

  test('that are new cover exactly what was not there before', () => {
    fc.assert(
      fc.property(fc.nat(70_000), fc.nat(3_000), (from, more) => {
        const to = from + more;
        const tiles = newTiles(from, to);
        expect(new Set(tiles.map(tilePath)).size).toBe(tiles.length);
        expect(tiles.every((tile) => tile.width >= 1 && tile.width <= 256)).toBe(true);
        const bundles = tiles.filter(({ level }) => level === 'entries');
        const covered = bundles.reduce((sum, { width }) => sum + width, 0);
        expect(covered).toBe(more === 0 ? 0 : to - Math.floor(from / 256) * 256);
        for (const tile of tiles)
          expect(tile.width).toBe(tileWidth(tile.level === 'entries' ? 0 : tile.level, tile.index, to));
      }),
      { numRuns: 5_000 },
    );
    expect(() => newTiles(2, 1)).toThrow(RangeError);
  });

  test('have one path each', () => {
    const tile = fc.record({
      level: fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant('entries' as const)),
      index: fc.maxSafeNat(),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(
      fc.property(tile, (one) => expect(parseTilePath(tilePath(one))).toEqual(one)),
      { numRuns: 10_000 },
    );
    for (const path of [
      'tile/0/000.p/256',
      'tile/0/000.p/0',
      'tile/0/000.p/01',
      'tile/00/000',
      'tile/64/000',
      'tile/0/00',
      'tile/0/1000',
      'tile/0/x000/000',
      'tile/0/000/000',
      'tile/0/x001',
      'tile/entry/000',
      'tile/0/000/',
      '/tile/0/000',
      'tile/-1/000',
      `tile/0/${'x999/'.repeat(9)}999`,
      '',
    ])
      expect(parseTilePath(path)).toBeNull();
  });

  test('give no hash that they do not hold', () => {
    const bytes = new Uint8Array(32 * 5);
    expect(hashInTile({ height: 2, index: 0 }, bytes)).not.toBeNull();
    expect(hashInTile({ height: 2, index: 1 }, bytes)).toBeNull();
    expect(hashInTile({ height: 0, index: 0 }, new Uint8Array(33))).toBeNull();
    expect(hashInTile({ height: 0, index: 0 }, new Uint8Array(32 * 257))).toBeNull();
  });
});

describe('entry bundles', () => {
  test('hold what was put in', () => {
    const entries = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 256 });
    fc.assert(
      fc.property(entries, (all) =>
        expect(decodeBundle(encodeBundle(all), all.length)).toEqual({ ok: true, value: all }),
      ),
      { numRuns: 300 },
    );
  });

  test('are refused with another width, cut off or too large', () => {
    const bundle = encodeBundle([entry(1), entry(2)]);
    expect(decodeBundle(bundle, 1)).toMatchObject({ code: 'BUNDLE_WIDTH' });
    expect(decodeBundle(bundle, 3)).toMatchObject({ code: 'BUNDLE_WIDTH' });
    expect(decodeBundle(bundle.slice(0, -1), 2)).toMatchObject({ code: 'BUNDLE_TRUNCATED' });
    expect(decodeBundle(Uint8Array.of(0), 1)).toMatchObject({ code: 'BUNDLE_TRUNCATED' });
    expect(() => encodeBundle([])).toThrow(RangeError);
    expect(() => encodeBundle([new Uint8Array(65_536)])).toThrow(RangeError);
    expect(() => encodeBundle(Array.from({ length: 257 }, () => entry(1)))).toThrow(RangeError);
  });
});
