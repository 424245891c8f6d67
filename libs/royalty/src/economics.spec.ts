import { describe, expect, test } from '@jest/globals';
import type { Share } from './catalogue.types.ts';
import { ECONOMICS_PLAYS, economics } from './economics.ts';
import { WHOLE_PPM, micros, ppm } from './quantity.ts';
import { resolveRights } from './rights.ts';
import { poolForPlays, validateTariff } from './tariff.ts';
import { WORLDWIDE } from './territory.ts';
import type { Territory } from './territory.ts';
import { fr, us, standard, usage, whole } from './allocation.fixtures.ts';

describe('economics', () => {
  test('is the close of a million plays', () => {
    const answer = economics({ tariff: standard, usage, rights: whole, territory: fr });
    if (!answer.ok) throw new Error(answer.message);
    const { sides, parties, withheld, lines } = answer.value;
    expect(sides.map((side) => [side.side, side.perMillionMicros, side.playPpm])).toEqual([
      ['MASTER', 2_000_500_000n, 500_000n],
      ['COMPOSITION', 600_150_000n, 150_000n],
      ['REMIXER', 1_000_250_000n, 250_000n],
      ['PLATFORM', 400_100_000n, 100_000n],
    ]);
    expect(parties.map((party) => party.partyId)).toEqual(['party-a', 'remixer', 'party-w']);
    expect(withheld.perMillionMicros).toBe(0n);
    const sum = lines.reduce((all, line) => all + line.perMillionMicros, 0n);
    expect(sum).toBe(ECONOMICS_PLAYS * 4001n);
    expect(lines.reduce((all, line) => all + line.playPpm, 0n)).toBe(1_000_000n);
  });

  test('needs a rate', () => {
    const tariff = { ...standard, kind: 'PRO_RATA' as const };
    expect(economics({ tariff, usage, rights: whole, territory: fr })).toMatchObject({
      ok: false,
      code: 'RATE_NOT_FIXED',
    });
    const assumed = economics({
      tariff,
      usage,
      rights: [],
      territory: fr,
      assumedPerPlayMicros: micros(100n),
    });
    expect(assumed).toMatchObject({ ok: true, value: { isAssumed: true, withheld: { playPpm: 650_000n } } });
  });
});

describe('tariffs and rights', () => {
  test('a tariff is whole or refused', () => {
    expect(validateTariff(standard)).toEqual({ ok: true, value: standard });
    expect(validateTariff({ ...standard, platformPpm: ppm(100_001) })).toMatchObject({
      code: 'TARIFF_SPLIT_NOT_WHOLE',
    });
    expect(validateTariff({ ...standard, perPlayMicros: micros(0n) })).toMatchObject({
      code: 'TARIFF_RATE_NOT_POSITIVE',
    });
    expect(validateTariff({ ...standard, minimumMs: 0 })).toMatchObject({ code: 'TARIFF_MINIMUM' });
    expect(validateTariff({ ...standard, dailyCap: 1.5 })).toMatchObject({ code: 'TARIFF_DAILY_CAP' });
    expect(validateTariff({ ...standard, version: 0 })).toMatchObject({ code: 'TARIFF_VERSION' });
    expect(poolForPlays(standard, 1000n)).toBe(4_001_000n);
    expect(() => poolForPlays(standard, -1n)).toThrow(RangeError);
  });

  test('rights are the shares of the territory and the instant, works in equal parts', () => {
    const share = (id: string, more: Partial<Share>): Share => ({
      id,
      subject: { kind: 'RECORDING', id: 'rec' },
      side: 'MASTER',
      partyId: id,
      role: 'LABEL',
      ppm: WHOLE_PPM,
      territories: WORLDWIDE,
      from: null,
      to: null,
      status: 'ACTIVE',
      ...more,
    });
    const at = new Date('2026-05-31T23:59:59.999Z');
    const hold = (disputeId: string, country: Territory) => ({
      disputeId,
      territories: { include: [country], exclude: [] },
      from: null,
      to: null,
    });
    const rights = resolveRights({
      recordingId: 'rec',
      works: [{ workId: 'x' }, { workId: 'y' }, { workId: 'z' }],
      territory: fr,
      at,
      shares: [
        share('now', {}),
        share('over', { to: at }),
        share('us', { territories: { include: [us], exclude: [] } }),
        share('ended', { status: 'ENDED' }),
        share('settled', { status: 'ENDED', to: new Date(at.getTime() + 1) }),
        share('disputed', { status: 'DISPUTED' }),
        share('held here', { status: 'DISPUTED', holds: [hold('d9', fr)] }),
        share('held there', { status: 'DISPUTED', holds: [hold('d9', us)] }),
        share('held until then', { status: 'DISPUTED', holds: [{ ...hold('d9', fr), to: at }] }),
        share('y', { side: 'COMPOSITION', subject: { kind: 'WORK', id: 'y' } }),
      ],
      isCleared: (side) => side === 'MASTER',
    });
    expect(rights.map((right) => [right.side, right.subjectId, right.splitPpm, right.isCleared])).toEqual([
      ['MASTER', 'rec', 1_000_000n, true],
      ['COMPOSITION', 'x', 333_334n, false],
      ['COMPOSITION', 'y', 333_333n, false],
      ['COMPOSITION', 'z', 333_333n, false],
    ]);
    expect(rights[0]?.shares.map((one) => [one.shareId, one.disputeId])).toEqual([
      ['now', null],
      ['settled', null],
      ['disputed', 'share:disputed'],
      ['held here', 'd9'],
      ['held there', null],
      ['held until then', null],
    ]);
    expect(rights[2]?.shares.map((one) => one.partyId)).toEqual(['y']);
  });
});
