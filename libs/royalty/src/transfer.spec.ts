import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ppm } from './quantity.ts';
import { transferShare } from './transfer.ts';
import type { Holding } from './transfer.ts';
import { isCurrent } from './validity.ts';

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const maybe = fc.option(fc.integer({ min: 1, max: 60 }), { nil: null });
const holdings: fc.Arbitrary<Holding> = fc
  .record({ ppm: fc.integer({ min: 1, max: 1_000_000 }), from: maybe, to: maybe })
  .filter(({ from, to }) => from === null || to === null || from < to)
  .map(({ ppm: parts, from, to }) => ({
    ppm: ppm(parts),
    from: from === null ? null : day(from),
    to: to === null ? null : day(to),
  }));

const totalAt = (all: readonly Holding[], at: Date) =>
  all.filter((one) => isCurrent(one, at)).reduce((sum, one) => sum + one.ppm, 0n);

describe('a transfer of a share', () => {
  test('preserves the total at every instant, however often it is parted again', () => {
    const steps = fc.array(
      fc.record({ pick: fc.nat(), part: fc.nat(), at: fc.integer({ min: 0, max: 62 }) }),
      {
        maxLength: 12,
      },
    );
    let parted = 0;
    fc.assert(
      fc.property(holdings, steps, (share, moves) => {
        let all: Holding[] = [share];
        for (const { pick, part, at } of moves) {
          const chosen = all[pick % all.length]!;
          const answer = transferShare(chosen, (BigInt(part) % chosen.ppm) + 1n, day(at));
          if (!answer.ok) continue;
          const { ended, kept, moved } = answer.value;
          all = [...all.filter((one) => one !== chosen), ended, moved, ...(kept === null ? [] : [kept])];
          parted += 1;
        }
        for (let n = 0; n <= 63; n += 1) expect(totalAt(all, day(n))).toBe(totalAt([share], day(n)));
      }),
    );
    expect(parted).toBeGreaterThan(50);
  });

  test('of all of it leaves nothing behind', () => {
    const share = { ppm: ppm(250_000), from: null, to: day(20) };
    expect(transferShare(share, 250_000n, day(5))).toEqual({
      ok: true,
      value: {
        ended: { ppm: 250_000n, from: null, to: day(5) },
        kept: null,
        moved: { ppm: 250_000n, from: day(5), to: day(20) },
      },
    });
  });

  test.each([
    [0n, 5, 'TRANSFER_PPM'],
    [250_001n, 5, 'TRANSFER_PPM'],
    [1n, 1, 'TRANSFER_TOO_EARLY'],
    [1n, 20, 'TRANSFER_TOO_LATE'],
  ])('refuses %s ppm on day %s', (part, at, code) => {
    const share = { ppm: ppm(250_000), from: day(2), to: day(20) };
    expect(transferShare(share, part, day(at))).toMatchObject({ ok: false, code });
  });

  test('may be made at the very instant from which the share holds', () => {
    const share = { ppm: ppm(250_000), from: day(2), to: day(20) };
    expect(transferShare(share, 1n, day(2))).toMatchObject({
      ok: true,
      value: { ended: { from: day(2), to: day(2) }, moved: { ppm: 1n, from: day(2), to: day(20) } },
    });
  });
});
