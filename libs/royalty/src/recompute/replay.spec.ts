import { describe, expect, test } from '@jest/globals';
import type { PartyId } from '../catalogue.types.ts';
import { parseConsentLeaf, parsePlayLeaf } from './leaf.ts';
import { PlayTally } from './play-tally.ts';
import { StatementReplay } from './replay.ts';
import type { Restated } from './replay.ts';
import type { TakenOver } from './taken-over.ts';

const NOTHING: TakenOver = {
  party: { id: '', name: 'Somebody' },
  ...{ adjustments: [], recoupment: [], withholding: [], paid: [] },
};
const PERIOD = '2026-11';
const NEXT = '2026-12';
const OWNER: PartyId = 'owner';
const at = (day: string): string => `2026-${day}T00:00:00.000Z`;
const everywhere = { territories: ['WW'], excludeTerritories: [], from: null, to: null, status: 'ACTIVE' };
const whole = { role: 'LABEL', ppm: 1_000_000, ...everywhere };
const tariff = {
  ...{
    t: 'tariff',
    version: 1,
    kind: 'PER_PLAY',
    currency: 'EUR',
    perPlayMicros: '1000',
    masterPpm: 500_000,
  },
  ...{ compositionPpm: 200_000, remixerPpm: 200_000, platformPpm: 100_000, minimumMs: 30_000, dailyCap: 50 },
};
const catalogue = [
  { t: 'share', id: 'm', side: 'MASTER', party: OWNER, recording: 'rec', work: null, ...whole },
  { t: 'share', id: 'c', side: 'COMPOSITION', party: 'writer', recording: null, work: 'work', ...whole },
  { t: 'recording-work', recording: 'rec', work: 'work', ppm: 1_000_000 },
  ...['flip', 'other'].flatMap((recipe) => [
    {
      t: 'recipe-source',
      recipe,
      source: 's1',
      position: 0,
      recording: 'rec',
      isrc: 'GBTST2600001',
      usageMs: 9_000,
    },
    { t: 'publish', recipe, remixer: 'remixer', policy: 'MONETISE', licence: {}, at: at('11-02') },
    {
      ...{ t: 'clearance', recipe, recording: 'rec' },
      sides: [
        { side: 'MASTER', state: 'CLEARED', subject: 'rec' },
        { side: 'COMPOSITION', state: 'CLEARED', subject: 'work' },
      ],
    },
  ]),
];
const closing = (id: string, opens: string, closes: string) => [
  { t: 'period', id, state: 'OPEN', opensAt: at(opens), closedAt: null },
  { t: 'period', id, state: 'CLOSING', opensAt: at(opens), closedAt: at(closes) },
];
const allocation = (poolMicros: string, plays: number, of = { period: PERIOD, tariff: 1 }) => ({
  ...{ t: 'allocation', currency: 'EUR', poolMicros, plays, at: at('12-01'), ...of },
});
const stated = (party: string, period = PERIOD) => ({
  ...{ t: 'statement', id: `${party} ${period}`, party, period, currency: 'EUR', closingMicros: '0' },
  sha256: '0'.repeat(64),
});
const play = (more: object = {}) => ({
  ...{
    t: 'play',
    c: 'c0',
    recipe: 'flip',
    territory: 'GB',
    hour: '2026-11-10T12Z',
    rules: 1,
    tariff: 1,
    period: PERIOD,
  },
  ...more,
});

function replay(plays: readonly object[], leaves: readonly object[]) {
  const tally = new PlayTally();
  for (const leaf of plays) {
    const parsed = parsePlayLeaf(JSON.stringify(leaf));
    if (!parsed.ok) throw new Error(parsed.message);
    if (parsed.value !== null) tally.read(parsed.value);
  }
  const machine = new StatementReplay(tally);
  const restated = new Map<string, Restated>();
  for (const leaf of leaves) {
    const parsed = parseConsentLeaf(JSON.stringify(leaf));
    if (!parsed.ok) throw new Error(parsed.message);
    const one = parsed.value === null ? null : machine.apply(parsed.value);
    if (one !== null) restated.set(one.leaf.id, one);
  }
  const statement = (party: string, period = PERIOD, movements: Partial<TakenOver> = {}) => {
    const built = restated.get(`${party} ${period}`)!.statement({ ...NOTHING, ...movements });
    if (!built.ok) throw new Error(built.message);
    return built.value;
  };
  return { faults: machine.faults, statement };
}

describe('the replay of a log', () => {
  test('comes to a statement from plays, shares, licences and the tariff', () => {
    const leaves = [
      tariff,
      ...catalogue,
      ...closing(PERIOD, '11-01', '12-01'),
      allocation('3000', 3),
      stated(OWNER),
    ];
    const { faults, statement } = replay([play(), play(), play({ territory: 'FR' })], leaves);
    expect(faults).toEqual([]);
    expect(statement(OWNER)).toMatchObject({
      period: { id: PERIOD, from: at('11-01'), to: at('12-01') },
      openingMicros: 0n,
      earnedMicros: 1_500n,
      closingMicros: 1_500n,
      lines: [
        { territory: 'FR', plays: 1n, amountMicros: 500n, tariff: 'standard@1' },
        { territory: 'GB', plays: 2n, amountMicros: 1_000n },
      ],
    });
  });

  test('takes the rights of before the allocation, and none of after it', () => {
    const moved = { ...catalogue[0], party: 'buyer' };
    const period = closing(PERIOD, '11-01', '12-01');
    const before = replay(
      [play()],
      [tariff, ...catalogue, moved, ...period, allocation('1000', 1), stated('buyer')],
    );
    expect(before.statement('buyer').earnedMicros).toBe(500n);
    const after = replay(
      [play()],
      [tariff, ...catalogue, ...period, allocation('1000', 1), moved, stated('buyer')],
    );
    expect(after.statement('buyer').earnedMicros).toBe(0n);
    const removed = { ...catalogue[0], removed: true };
    const gone = replay(
      [play()],
      [tariff, ...catalogue, removed, ...period, allocation('1000', 1), stated(OWNER)],
    );
    expect(gone.statement(OWNER).lines).toEqual([]);
  });

  test('opens with what the statement before closed with, and takes over what no log says', () => {
    const release = {
      ...{ t: 'posting', kind: 'RELEASE', reference: 'suspense/rec', currency: 'EUR', period: NEXT },
      ...{ account: `payable:${OWNER}`, amountMicros: '70' },
    };
    const { faults, statement } = replay(
      [play(), play(), play(), play({ period: NEXT, late: PERIOD })],
      [
        ...[tariff, ...catalogue, ...closing(PERIOD, '11-01', '12-01'), allocation('3000', 3)],
        { ...stated(OWNER), closingMicros: '1500' },
        ...closing(NEXT, '12-01', '12-31'),
        ...[release, allocation('1000', 1, { period: NEXT, tariff: 1 }), stated(OWNER, NEXT)],
      ],
    );
    expect(faults).toEqual([]);
    const paid = [{ reference: 'run 1', amountMicros: '-1200' }];
    expect(statement(OWNER, NEXT, { paid })).toMatchObject({
      ...{ openingMicros: 1_500n, earnedMicros: 500n, closingMicros: 870n, lines: [] },
      lateLines: [{ originalPeriod: PERIOD, amountMicros: 500n }],
      released: [{ reference: 'suspense/rec', amountMicros: 70n }],
      paid: [{ reference: 'run 1', amountMicros: -1_200n }],
    });
  });

  test('counts a void out of its own period, or as a play less of an earlier one', () => {
    const gone = { t: 'void', c: 'c1', recipe: 'flip', territory: 'GB', tariff: 1 };
    const { faults, statement } = replay(
      [
        ...[play(), play({ c: 'c1' }), play({ c: 'c2' }), play({ c: 'c3', period: NEXT, late: PERIOD })],
        ...[play({ c: 'c4', period: NEXT }), play({ c: 'c5', period: NEXT })],
        { ...gone, period: PERIOD, of: PERIOD },
        { ...gone, c: 'c2', period: NEXT, of: PERIOD },
        { ...gone, c: 'c3', period: NEXT, of: NEXT },
      ],
      [
        ...[tariff, ...catalogue, ...closing(PERIOD, '11-01', '12-01'), allocation('2000', 2), stated(OWNER)],
        ...[
          ...closing(NEXT, '12-01', '12-31'),
          allocation('1000', 1, { period: NEXT, tariff: 1 }),
          stated(OWNER, NEXT),
        ],
      ],
    );
    expect(faults).toEqual([]);
    expect(statement(OWNER).earnedMicros).toBe(1_000n);
    expect(statement(OWNER, NEXT)).toMatchObject({
      earnedMicros: 500n,
      lines: [{ plays: 2n, amountMicros: 1_000n }],
      lateLines: [{ plays: -1n, amountMicros: -500n, originalPeriod: PERIOD }],
    });
  });

  test('shares out what was stated, and what each listener paid', () => {
    const funded = [
      { ...tariff, kind: 'PRO_RATA', perPlayMicros: null, version: 2 },
      { ...tariff, kind: 'USER_CENTRIC', perPlayMicros: null, version: 3 },
      { t: 'pool', period: PERIOD, tariff: 2, currency: 'EUR', amountMicros: '600' },
      { t: 'pool', period: PERIOD, tariff: 2, currency: 'EUR', amountMicros: '400' },
      { t: 'listener-payment', period: PERIOD, tariff: 3, listener: 'ann', amountMicros: '1000' },
    ];
    const { faults, statement } = replay(
      [
        ...[play({ tariff: 2 }), play({ tariff: 2, recipe: 'other' })],
        ...[
          play({ tariff: 3, listener: 'ann' }),
          play({ tariff: 3, listener: 'ben', recipe: 'other' }),
          play({ tariff: 3 }),
        ],
      ],
      [
        ...[...funded, ...catalogue, ...closing(PERIOD, '11-01', '12-01')],
        allocation('1000', 2, { period: PERIOD, tariff: 2 }),
        allocation('1000', 3, { period: PERIOD, tariff: 3 }),
        stated(OWNER),
      ],
    );
    expect(faults).toEqual([]);
    expect(
      statement(OWNER).lines.map(({ recipe, tariff: by, plays, amountMicros }) => [
        recipe,
        by,
        plays,
        amountMicros,
      ]),
    ).toEqual([
      ['flip', 'standard@2', 1n, 250n],
      ['flip', 'standard@3', 2n, 500n],
      ['other', 'standard@2', 1n, 250n],
      ['other', 'standard@3', 1n, 0n],
    ]);
  });

  test('names what does not follow', () => {
    const period = closing(PERIOD, '11-01', '12-01');
    const codes = (plays: readonly object[], leaves: readonly object[]) =>
      replay(plays, leaves).faults.map(({ code }) => code);
    expect(codes([play()], [tariff, ...catalogue, ...period, allocation('1000', 2)])).toEqual([
      'PLAYS_DIFFER',
    ]);
    expect(codes([play()], [tariff, ...catalogue, ...period, allocation('1001', 1)])).toEqual([
      'POOL_DIFFERS',
    ]);
    expect(codes([play()], [...catalogue, ...period, allocation('1000', 1)])).toEqual(['TARIFF_UNKNOWN']);
    expect(codes([play()], [tariff, ...catalogue, allocation('1000', 1)])).toEqual(['PERIOD_UNKNOWN']);
    const funded = { ...tariff, kind: 'PRO_RATA', perPlayMicros: null };
    expect(codes([play()], [funded, ...catalogue, ...period, allocation('1000', 1)])).toEqual([
      'POOL_UNKNOWN',
    ]);
    const posting = {
      t: 'posting',
      kind: 'PAYOUT',
      reference: 'x',
      currency: 'EUR',
      period: PERIOD,
      account: 'nobody',
      amountMicros: '1',
    };
    expect(codes([], [posting])).toEqual(['ACCOUNT_UNKNOWN']);
  });
});

describe('a leaf', () => {
  test.each([
    ['no JSON', 'xyz'],
    ['no object', '[1]'],
    ['no kind', '{"a": 1}'],
  ])('that is %s is refused', (_name, entry) => {
    expect(parseConsentLeaf(entry)).toMatchObject({ ok: false, code: 'LEAF_MALFORMED' });
    expect(parsePlayLeaf(entry)).toMatchObject({ ok: false, code: 'LEAF_MALFORMED' });
  });

  test('of which a member is wrong is refused by its name', () => {
    expect(parseConsentLeaf(JSON.stringify({ ...catalogue[0], ppm: 1_000_001 }))).toMatchObject({
      ok: false,
      message: expect.stringContaining('a share leaf: ppm'),
    });
    expect(parsePlayLeaf(JSON.stringify(play({ territory: 'gb' })))).toMatchObject({
      ok: false,
      message: expect.stringContaining('a play leaf: territory'),
    });
  });

  test('that no statement rests on is passed over', () => {
    expect(parseConsentLeaf('{"t":"grant","id":1}')).toEqual({ ok: true, value: null });
    expect(parsePlayLeaf('{"t":"something-new"}')).toEqual({ ok: true, value: null });
  });
});
