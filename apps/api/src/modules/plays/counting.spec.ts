import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { capKey, judge } from './counting.ts';
import type { CountingGround } from './counting.ts';
import { requiredMs } from './counting-rules.ts';
import type { GrantTerms, Verdict, VerifiedReceipt } from './play.types.ts';

const HOME = 'https://here.example';
const NOW = new Date('2026-11-22T12:00:00Z');
const HOUR = 3_600_000;

const grantOf = (id: string, device = 'd1', change: Partial<GrantTerms> = {}): GrantTerms => ({
  id,
  recipe: 'r1',
  device,
  territory: 'GB',
  tariffVersion: 1,
  listener: null,
  rulesVersion: 1,
  minimumMs: 3e4,
  dailyCap: 3,
  issuedAt: new Date(NOW.getTime() - 20 * HOUR),
  expiresAt: new Date(NOW.getTime() + 4 * HOUR),
  ...change,
});

const receiptOf = (
  grant: string,
  agoMs: number,
  heardMs = 31_000,
  change: object = {},
  isSigned = true,
): VerifiedReceipt => {
  const start = new Date(NOW.getTime() - agoMs).toISOString();
  const receipt = {
    v: 1 as const,
    home: HOME,
    grant,
    recipe: 'r1',
    start,
    heardMs,
    sources: [],
    app: 'x',
    device: 'd1',
    sig: 's',
  };
  return {
    receipt: { ...receipt, ...change },
    receiptId: `id-${grant}`,
    text: '',
    isSigned,
    salt: '',
    commitment: '',
  };
};

const groundOf = (grants: readonly GrantTerms[], change: Partial<CountingGround> = {}): CountingGround => ({
  home: HOME,
  now: NOW,
  counted: new Set(),
  spans: new Map(),
  daily: new Map(),
  days: new Map(),
  aside: new Map(),
  fraud: {
    newDeviceHours: 24,
    addressPlaysPerHour: 6_000,
    firstSeen: new Map(grants.map(({ device }) => [device, new Date(NOW.getTime() - 48 * HOUR)])),
    address: { plays: 0, newDevicePlays: 0 },
  },
  grants: new Map(grants.map((grant) => [grant.id, grant])),
  ...change,
});

const outcome = (verdict: Verdict | undefined): string =>
  verdict?.status === 'rejected' ? verdict.reason : (verdict?.status ?? 'none');

describe('the rules of one receipt', () => {
  const grants = [
    grantOf('g1'),
    grantOf('g2', 'd2'),
    grantOf('old', 'd1', { expiresAt: new Date(NOW.getTime() - 31 * 24 * HOUR) }),
  ];
  test.each([
    ['a play', receiptOf('g1', HOUR), 'counted'],
    ['another instance’s', receiptOf('g1', HOUR, 31_000, { home: 'https://there.example' }), 'wrong_home'],
    ['a forged signature', receiptOf('g1', HOUR, 31_000, {}, false), 'bad_signature'],
    ['an unknown grant', receiptOf('nowhere', HOUR), 'unknown_grant'],
    ['another device’s grant', receiptOf('g2', HOUR), 'wrong_device'],
    ['another recipe', receiptOf('g1', HOUR, 31_000, { recipe: 'r2' }), 'wrong_recipe'],
    ['one sent too late', receiptOf('old', HOUR), 'too_late'],
    ['one from before the grant', receiptOf('g1', 21 * HOUR), 'outside_grant'],
    ['one within the tolerance before the grant', receiptOf('g1', 20 * HOUR + 119_000), 'counted'],
    ['one that began in the future', receiptOf('g1', -5 * HOUR), 'outside_grant'],
    ['more heard than time has passed', receiptOf('g1', 60_000, 181_000), 'in_the_future'],
    ['as much heard as a clock may be off', receiptOf('g1', 60_000, 180_000), 'counted'],
    ['a moment too short', receiptOf('g1', HOUR, 29_999), 'too_short'],
    ['just long enough', receiptOf('g1', HOUR, 30_000), 'counted'],
  ])('%s', (_name, receipt, expected) => {
    expect(outcome(judge([receipt], groundOf(grants))[0])).toBe(expected);
  });

  test('half of a recipe shorter than a minute is enough', () => {
    expect([requiredMs(30_000, 60_000), requiredMs(30_000, 59_999), requiredMs(30_000, 20_001)]).toEqual([
      30_000, 30_000, 10_001,
    ]);
    expect(requiredMs(5_000, 40_000)).toBe(5_000);
  });
});

describe('the rules over several plays', () => {
  const grants = Array.from({ length: 8 }, (_, index) => grantOf(`g${index}`));

  test('a device cannot play twice at one time; plays may touch', () => {
    const verdicts = judge(
      [receiptOf('g1', HOUR), receiptOf('g2', HOUR - 30_999), receiptOf('g3', HOUR - 31_000)],
      groundOf(grants),
    );
    expect(verdicts.map(outcome)).toEqual(['counted', 'overlap', 'counted']);
  });

  test('plays counted before are in the way too', () => {
    const from = NOW.getTime() - HOUR - 10_000;
    const spans = new Map([['d1', [{ from, to: from + 31_000 }]]]);
    expect(judge([receiptOf('g1', HOUR)], groundOf(grants, { spans })).map(outcome)).toEqual(['overlap']);
  });

  test('the daily cap counts earlier plays of the day, and the earliest of the batch go first', () => {
    const daily = new Map([[capKey('d1', 'r1', '2026-11-22'), 1]]);
    const batch = [1, 2, 3, 4].map((index) => receiptOf(`g${index}`, index * 60_000));
    const verdicts = judge(batch, groundOf(grants, { daily }));
    expect(verdicts.map(outcome)).toEqual(['daily_cap', 'daily_cap', 'counted', 'counted']);
    const yesterday = receiptOf('g5', 13 * HOUR);
    expect(
      outcome(
        judge([yesterday], groundOf(grants, { daily: new Map([[capKey('d1', 'r1', '2026-11-22'), 3]]) }))[0],
      ),
    ).toBe('counted');
  });

  test('a counted receipt stays a duplicate, even when it would be too late by now', () => {
    const old = grantOf('old', 'd1', { expiresAt: new Date(NOW.getTime() - 31 * 24 * HOUR) });
    const ground = groundOf([old], { counted: new Set(['id-old']) });
    expect(outcome(judge([receiptOf('old', HOUR)], ground)[0])).toBe('duplicate');
  });

  test('a rejected receipt leaves its grant to a corrected one', () => {
    const verdicts = judge([receiptOf('g1', HOUR, 1), receiptOf('g1', HOUR - 1)], groundOf(grants));
    expect(verdicts.map(outcome)).toEqual(['too_short', 'counted']);
  });
});

describe('any batch', () => {
  const device = fc.constantFrom('d1', 'd2');
  const made = fc.record({
    grant: fc.integer({ min: 0, max: 15 }),
    device,
    ago: fc.integer({ min: -200_000, max: 900_000 }),
    heard: fc.integer({ min: 0, max: 120_000 }),
    isSigned: fc.integer({ min: 0, max: 9 }).map((drawn) => drawn > 0),
    sig: fc.constantFrom('a', 'b', 'c'),
  });
  const grants = Array.from({ length: 16 }, (_, index) =>
    grantOf(`g${index}`, index % 2 === 0 ? 'd1' : 'd2'),
  );
  const batchOf = (
    drawn: readonly {
      grant: number;
      device: string;
      ago: number;
      heard: number;
      isSigned: boolean;
      sig: string;
    }[],
  ) =>
    drawn.map((one) =>
      receiptOf(`g${one.grant}`, one.ago, one.heard, { device: one.device, sig: one.sig }, one.isSigned),
    );

  test('counts a grant once, no device over itself, and no more than the cap', () => {
    fc.assert(
      fc.property(fc.array(made, { maxLength: 40 }), (drawn) => {
        const batch = batchOf(drawn);
        const verdicts = judge(batch, groundOf(grants));
        const counted = batch
          .filter((_, index) => verdicts[index]?.status === 'counted')
          .map(({ receipt }) => receipt);
        expect(new Set(counted.map(({ grant }) => grant)).size).toBe(counted.length);
        for (const one of ['d1', 'd2']) {
          const own = counted
            .filter(({ device: by }) => by === one)
            .sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
          expect(own.length).toBeLessThanOrEqual(3);
          for (const [index, play] of own.slice(1).entries())
            expect(Date.parse(own[index]!.start) + own[index]!.heardMs).toBeLessThanOrEqual(
              Date.parse(play.start),
            );
        }
      }),
    );
  });

  test('is judged alike in any order, and again says duplicate', () => {
    fc.assert(
      fc.property(fc.array(made, { maxLength: 30 }), fc.infiniteStream(fc.nat()), (drawn, order) => {
        const batch = batchOf(drawn);
        const shuffled = [...batch]
          .map((one) => ({ one, rank: order.next().value as number }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ one }) => one);
        const countedOf = (of: readonly VerifiedReceipt[]) => {
          const verdicts = judge(of, groundOf(grants));
          return of
            .filter((_, index) => verdicts[index]?.status === 'counted')
            .map(({ receiptId, receipt }) => `${receiptId} ${receipt.start} ${receipt.sig}`)
            .sort();
        };
        expect(countedOf(shuffled)).toEqual(countedOf(batch));
        const first = judge(batch, groundOf(grants));
        const counted = new Set(
          batch.filter((_, index) => first[index]?.status === 'counted').map(({ receiptId }) => receiptId),
        );
        const again = judge(batch, groundOf(grants, { counted }));
        for (const [index, verdict] of first.entries())
          if (verdict.status === 'counted') expect(again[index]?.status).toBe('duplicate');
      }),
    );
  });
});
