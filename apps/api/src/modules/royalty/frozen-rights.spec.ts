import { describe, expect, test } from '@jest/globals';
import { TERRITORIES } from '@flipside/royalty';
import fc from 'fast-check';
import { FrozenRights } from './frozen-rights.ts';
import type { FrozenGround } from './frozen-rights.ts';

const AT = new Date('2026-12-01T00:00:00Z');
/** Those that sets name, and one that none does. */
const SOME = TERRITORIES.filter((code) => ['BR', 'DE', 'FR', 'GB', 'JP', 'US'].includes(code));
const RECORDING = 'recording';
const WORK = 'work';

const anySpan = fc.record({
  include: fc.subarray(['WW', 'DE', 'FR', 'GB'], { minLength: 1 }),
  exclude: fc.subarray(['FR', 'JP', 'US']),
  from: fc.constantFrom(null, '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'),
  to: fc.constant(null),
});
const anyShare = fc
  .tuple(
    anySpan,
    fc.constantFrom('MASTER' as const, 'COMPOSITION' as const),
    fc.integer({ min: 1, max: 1_000_000 }),
    fc.array(
      anySpan.map((span) => ({ ...span, disputeId: 'dispute' })),
      { maxLength: 2 },
    ),
  )
  .map(([span, side, ppm, holds]) => ({
    ...span,
    ...{ side, ppm, holds, partyId: 'party', status: 'ACTIVE' as const },
    recordingId: side === 'MASTER' ? RECORDING : null,
    workId: side === 'MASTER' ? null : WORK,
  }));
const anyGround: fc.Arbitrary<FrozenGround> = fc.array(anyShare, { maxLength: 4 }).map((shares) => ({
  recordingId: RECORDING,
  cleared: [`MASTER ${RECORDING}`],
  works: [{ workId: WORK, ppm: 1_000_000 }],
  shares: shares.map((share, index) => ({ ...share, id: `share ${index}` })),
}));

describe('kinds of territories', () => {
  test('are the same only where every right is the same', () => {
    fc.assert(
      fc.property(anyGround, (ground) => {
        const rights = new FrozenRights(AT);
        rights.keep([ground]);
        const kinds = new Map<string, unknown>();
        for (const territory of SOME) {
          const own = rights.of(RECORDING, territory).map((right) => ({ ...right, territory: null }));
          const kind = rights.kindOf(RECORDING, territory);
          if (kinds.has(kind)) expect(own).toEqual(kinds.get(kind));
          else kinds.set(kind, own);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('are one where all is held everywhere, and two where one country is left out', () => {
    const everywhere = { include: ['WW'], exclude: [], from: null, to: null };
    const share = {
      ...{ ...everywhere, id: 'share', side: 'MASTER' as const, partyId: 'party', ppm: 1_000_000 },
      ...{ recordingId: RECORDING, workId: null, status: 'ACTIVE' as const, holds: [] },
    };
    const kindsOf = (ground: Pick<FrozenGround, 'shares'>): number => {
      const rights = new FrozenRights(AT);
      rights.keep([{ recordingId: RECORDING, cleared: [], works: [], ...ground }]);
      return new Set(TERRITORIES.map((territory) => rights.kindOf(RECORDING, territory))).size;
    };
    expect(kindsOf({ shares: [share] })).toBe(1);
    expect(kindsOf({ shares: [{ ...share, exclude: ['FR'] }] })).toBe(2);
    const hold = { ...everywhere, include: ['JP'], disputeId: 'dispute' };
    expect(kindsOf({ shares: [{ ...share, exclude: ['FR'], holds: [hold] }] })).toBe(3);
  });

  test('of a recording that was not frozen are not guessed', () => {
    const rights = new FrozenRights(AT);
    expect(() => rights.kindOf(RECORDING, TERRITORIES[0]!)).toThrow('were not frozen');
  });
});
