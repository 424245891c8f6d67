import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { claimedLines, isWhole, roomOf, scaledLines, sentLines, sumOf } from './split-draft.ts';

const line = (partyId: string, ppm: number) => ({ partyId, role: 'LABEL', ppm });
const share = (id: string, ppm: number) => ({ shareId: id, party: { id, name: id }, role: 'LABEL', ppm });

test('shares of one party are one line, and what stands takes its room', () => {
  expect(claimedLines({ disputed: [share('a', 1), share('b', 5), share('a', 2)] })).toEqual([
    line('a', 3),
    line('b', 5),
  ]);
  expect(roomOf({ standing: [share('c', 300_000)] })).toBe(700_000);
  expect(sentLines([[line('a', 0), line('b', 5)]])).toEqual([[line('b', 5)]]);
});

test('scaled lines fill the room exactly, in proportion', () => {
  expect(scaledLines([line('a', 1_000_000), line('b', 200_000)], 1_000_000)).toEqual([
    line('a', 833_333),
    line('b', 166_667),
  ]);
  const lines = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(lines, fc.integer({ min: 0, max: 1_000_000 }), (parts, room) => {
      const scaled = scaledLines(
        parts.map((ppm, index) => line(String(index), ppm)),
        room,
      );
      expect(sumOf(scaled)).toBe(room);
      const sum = parts.reduce((total, ppm) => total + ppm, 0);
      for (const [index, { ppm }] of scaled.entries())
        expect(Math.abs(ppm - ((parts[index] ?? 0) * room) / sum)).toBeLessThan(1);
    }),
  );
});

test('is whole only when every part is', () => {
  const part = {
    cause: 'OVERCLAIM' as const,
    territories: { include: ['WW'], exclude: [] },
    ...{ from: null, to: null, claimedPpm: 1_200_000, disputed: [], standing: [share('c', 400_000)] },
  };
  expect(isWhole([[line('a', 600_000)], [line('a', 600_000)]], [part, part])).toBe(true);
  expect(isWhole([[line('a', 600_000)], [line('a', 599_999)]], [part, part])).toBe(false);
  expect(isWhole([[line('a', 600_000)]], [part, part])).toBe(false);
});
