import fc from 'fast-check';
import { fr, tariffOf, us } from './allocation.fixtures.ts';
import type { PeriodInput, PlayCount } from './allocation.types.ts';
import type { RightSide } from './catalogue.types.ts';
import type { Isrc } from './identifiers.ts';
import { WHOLE_PPM, ppm } from './quantity.ts';

/** Periods as properties are tried on: everything that can be wrong with rights is wrong in some of them. */
const recordings = ['rec', 'rec2', 'rec3'];
const anyShares = fc.uniqueArray(
  fc.record({
    shareId: fc.constantFrom('a', 'b', 'c', 'd'),
    partyId: fc.constantFrom('p', 'q'),
    ppm: fc.integer({ min: 0, max: 1_000_000 }).map((parts) => ppm(parts)),
    disputeId: fc.constantFrom(null, null, 'd1', 'd2'),
  }),
  { selector: (share) => share.shareId, maxLength: 4 },
);
const anyRights = fc.uniqueArray(
  fc.record({
    recordingId: fc.constantFrom(...recordings),
    territory: fc.constantFrom(fr, us),
    side: fc.constantFrom<RightSide>('MASTER', 'COMPOSITION'),
    subjectId: fc.constantFrom('s', 't'),
    splitPpm: fc.constantFrom(WHOLE_PPM, ppm(500_000)),
    isCleared: fc.boolean(),
    shares: anyShares,
  }),
  {
    selector: (right) => [right.recordingId, right.territory, right.side, right.subjectId].join(),
    maxLength: 12,
  },
);
const anyRecipe = (recipe: string) =>
  fc.record({
    recipe: fc.constant(recipe),
    remixerId: fc.constantFrom(null, 'p', 'remixer'),
    policy: fc.constantFrom('MONETISE' as const, 'MONETISE' as const, 'REPORT_USAGE' as const),
    sources: fc.array(
      fc
        .record({
          recordingId: fc.constantFrom(...recordings),
          alternate: fc.constantFrom(7, 8),
          usageMs: fc.bigInt({ min: 0n, max: 300_000n }),
        })
        // A recording may be named by an alternate; no two share an ISRC.
        .map(({ recordingId, alternate, usageMs }) => ({
          recordingId,
          isrc: `USSM1980${recordings.indexOf(recordingId)}03${alternate}` as Isrc,
          usageMs,
        })),
      { maxLength: 4 },
    ),
  });
/** Plays of two recipes and one that nobody knows. */
export const anyCounts: fc.Arbitrary<PlayCount[]> = fc.array(
  fc.record({
    recipe: fc.constantFrom('r1', 'r2', 'lost'),
    territory: fc.constantFrom(fr, us),
    plays: fc.bigInt({ min: 0n, max: 5000n }),
  }),
  { maxLength: 8 },
);
export const anyInput: fc.Arbitrary<PeriodInput> = fc
  .tuple(anyRecipe('r1'), anyRecipe('r2'), anyRights, anyCounts, fc.bigInt({ min: 1n, max: 9999n }))
  .map(([one, two, rights, counts, rate]): PeriodInput => ({
    tariff: tariffOf(rate, [333_333, 333_333, 333_333, 1]),
    pool: { kind: 'PER_PLAY', plays: counts },
    recipes: [one, two],
    rights,
  }));

/** With plays of earlier periods that came late or were voided. */
export const anyLateCounts: fc.Arbitrary<PlayCount[]> = fc
  .tuple(
    anyCounts,
    anyCounts,
    fc.array(fc.tuple(fc.constantFrom('2026-03', '2026-04'), fc.constantFrom(1n, -1n)), {
      minLength: 8,
      maxLength: 8,
    }),
  )
  .map(([now, earlier, marks]): PlayCount[] => [
    ...now,
    ...earlier.map((count, index) => {
      const [originalPeriod, sign] = marks[index] ?? ['2026-04', 1n];
      return { ...count, plays: count.plays * sign, originalPeriod };
    }),
  ]);
