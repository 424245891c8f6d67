import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { differences, parseStatementDocument } from '@flipside/royalty';
import type { Difference, StatementView } from '@flipside/royalty';
import fc from 'fast-check';
import { countPlays } from '../../../../../test/support/counted-plays.ts';
import { createTestDatabase } from '../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../test/support/database.ts';
import { Device, startWorld } from '../../../../../test/support/played-world.ts';
import type { ClockedWorld, TestRecipe, TestRecording } from '../../../../../test/support/played-world.ts';
import { Principal } from '../../platform/auth/principal.ts';
import { newId } from '../../platform/ids/ids.ts';
import { MergeService } from '../catalogue/index.ts';
import { DisputeDetectionService, DisputeSettlementService } from '../disputes/index.ts';
import { PlayService, PlayVoidService } from '../plays/index.ts';
import {
  HeldService,
  PeriodCloseService,
  PeriodService,
  PoolService,
  RoyaltyModule,
  StatementService,
} from '../royalty/index.ts';
import { PeriodRepository } from '../royalty/period.repository.ts';
import type { AuditEvent } from './audit.types.ts';
import { AuditModule, AuditService } from './index.ts';

const ORIGIN = { ip: '192.0.2.1', proxyHeaders: null };
const OPERATOR = new Principal({ userId: newId(), operator: true });
const TERRITORIES = ['GB', 'FR', 'US', 'JP'];
let testDatabase: TestDatabase;
let world: ClockedWorld;
let recordings: TestRecording[];
let recipes: TestRecipe[];
/** Deterministic, so that a failure comes again. */
let state = 20_261_125;
const random = (below: number): number => {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((state / 2_147_483_648) * below);
};

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  world = await startWorld(testDatabase.url, new Date('2026-03-03T12:00:00Z'), [RoyaltyModule, AuditModule]);
  await world.tariff(1);
  await world.tariff(2, {
    perPlayMicros: 7_919n,
    masterPpm: 499_999,
    compositionPpm: 200_001,
    remixerPpm: 210_000,
    platformPpm: 90_000,
  });
  recordings = [
    await world.recording([333_333, 666_667]),
    await world.recording(),
    await world.recording([142_857, 285_714, 571_429]),
  ];
  const [a, b, c] = recordings as [TestRecording, TestRecording, TestRecording];
  recipes = [
    await world.recipe([
      { recording: a, usageMs: 60_000 },
      { recording: b, usageMs: 30_001 },
    ]),
    await world.recipe([{ recording: b, usageMs: 45_000 }]),
    await world.recipe([
      { recording: c, usageMs: 7_777 },
      { recording: a, usageMs: 12_345 },
      { recording: b, usageMs: 1 },
    ]),
  ];
});
afterAll(async () => {
  await world.stop();
  await testDatabase.drop();
});

afterEach(() => {
  jest.restoreAllMocks();
});

/** Granted now in some territory under some tariff and heard at once; `send` reports what was heard. */
async function play(times: number): Promise<() => Promise<void>> {
  const start = world.clock.now();
  const { prisma } = world.database;
  const receipts: object[] = [];
  for (let index = 0; index < times; index += 1) {
    const device = new Device();
    const recipe = recipes[random(recipes.length)]!.hash;
    const grant = {
      id: newId(),
      recipeHash: recipe,
      device: device.did,
      territory: TERRITORIES[random(TERRITORIES.length)]!,
      tariffVersion: 1 + random(2),
      rulesVersion: 1,
      issuedAt: start,
      expiresAt: new Date(start.getTime() + 90 * 864e5),
    };
    await prisma.playGrant.create({ data: grant });
    receipts.push(device.receipt({ id: grant.id, recipe }, start));
  }
  return async () => {
    const results = await world.app.get(PlayService).submit(null, receipts as never, ORIGIN);
    expect(results.map(({ status }) => status)).toEqual(receipts.map(() => 'counted'));
  };
}

async function playNow(times: number): Promise<void> {
  const send = await play(times);
  world.clock.advance(31_000);
  await send();
}

async function close(): Promise<string> {
  const { id } = await world.database.prisma.period.findFirstOrThrow({ where: { state: 'OPEN' } });
  await world.app.get(PeriodService).close(OPERATOR, id);
  world.clock.advance(1_000);
  await world.app.get(PeriodCloseService).run(id);
  return id;
}

async function audit(): Promise<AuditEvent[]> {
  const events: AuditEvent[] = [];
  for await (const event of await world.app.get(AuditService).start(OPERATOR))
    if (event.event !== 'progress') events.push(event);
  return events;
}
const findings = async () => (await audit()).filter(({ event }) => event === 'finding');

async function documentOf(id: string): Promise<StatementView> {
  const pieces: Buffer[] = [];
  for await (const piece of (await world.app.get(StatementService).document(OPERATOR, id)).chunks)
    pieces.push(Buffer.from(piece));
  const document = parseStatementDocument(JSON.parse(Buffer.concat(pieces).toString('utf8')));
  if (!document.ok) throw new Error(document.message);
  return document.value;
}

const share = { role: 'LABEL', territories: ['WW'], excludeTerritories: [], source: 'test' };
const sharesOf = async ({ id }: TestRecording) =>
  await world.database.prisma.share.findMany({ where: { recordingId: id }, orderBy: { ppm: 'asc' } });

/** From now on another party has a part of a share, in some territories only. */
async function transfer(recording: TestRecording): Promise<void> {
  const [first] = await sharesOf(recording);
  const { prisma } = world.database;
  const at = world.clock.now();
  await prisma.share.update({ where: { id: first!.id }, data: { validTo: at, status: 'ENDED' } });
  const rest = { side: 'MASTER' as const, ppm: first!.ppm, recordingId: recording.id, validFrom: at };
  const [here, elsewhere] = [await world.party('Here'), await world.party('Elsewhere')];
  await prisma.share.create({
    data: { ...share, id: newId(), ...rest, partyId: here, territories: ['FR', 'JP'] },
  });
  await prisma.share.create({
    data: { ...share, id: newId(), ...rest, partyId: elsewhere, excludeTerritories: ['FR', 'JP'] },
  });
}

async function overclaim(recording: TestRecording): Promise<string> {
  const claimant = await world.party('Claimant');
  await world.database.prisma.share.create({
    data: {
      ...share,
      id: newId(),
      side: 'MASTER',
      partyId: claimant,
      ppm: 250_000,
      recordingId: recording.id,
    },
  });
  await world.app.get(DisputeDetectionService).review({ recordingIds: [recording.id], workIds: [] });
  const dispute = await world.database.prisma.dispute.findFirstOrThrow({
    where: { recordingId: recording.id },
  });
  return dispute.id;
}

describe('every statement of a played world follows from the logs', () => {
  test('under two tariffs, in four territories, with works of several owners', async () => {
    await playNow(60);
    await close();
    expect(await findings()).toEqual([]);
  });

  test('with shares that went to others, a work that was replaced, and late plays', async () => {
    const late = await play(7);
    await playNow(30);
    await transfer(recordings[0]!);
    world.clock.advance(1_000);
    const { prisma } = world.database;
    const { workId } = recordings[1]!;
    await prisma.recordingWork.update({
      where: { recordingId_workId: { recordingId: recordings[1]!.id, workId } },
      data: { ppm: 600_000 },
    });
    const other = recordings[2]!.workId;
    await prisma.recordingWork.create({
      data: { recordingId: recordings[1]!.id, workId: other, ppm: 400_000 },
    });
    await playNow(20);
    await close();
    world.clock.advance(31_000);
    await late();
    await playNow(5);
    await close();
    expect(await findings()).toEqual([]);
    const lines = await prisma.statementLine.count({ where: { originPeriodId: { not: null } } });
    expect(lines).toBeGreaterThan(5);
  });

  test('with money that a dispute holds and then releases by another split', async () => {
    const id = await overclaim(recordings[1]!);
    await playNow(40);
    const held = await close();
    expect(await findings()).toEqual([]);
    const { rows: disputed } = await world.database.pool.query(
      `SELECT position FROM allocation_line WHERE basis = 'DISPUTED'`,
    );
    expect(disputed.length).toBeGreaterThan(3);
    const [claimant] = await sharesOf(recordings[1]!);
    await world.app.get(DisputeSettlementService).settle(OPERATOR, id, {
      revision: 1,
      parts: [
        [
          { partyId: recordings[1]!.artist, role: 'LABEL', ppm: 900_000 },
          { partyId: claimant!.partyId, role: 'LABEL', ppm: 100_000 },
        ],
      ],
      text: 'So decided.',
      evidence: [],
    });
    await world.app.get(HeldService).release(id);
    await playNow(10);
    const released = await close();
    expect(await findings()).toEqual([]);
    const postings = await world.database.prisma.posting.count({ where: { entry: { kind: 'RELEASE' } } });
    expect(postings).toBeGreaterThan(2);
    const statement = await world.database.prisma.statement.findFirstOrThrow({
      where: { periodId: released, partyId: claimant!.partyId },
    });
    expect((await documentOf(statement.id)).released).toEqual([
      {
        reference: expect.stringContaining(`${id}/${held}/EUR/`),
        amountMicros: expect.stringMatching(/^\d+$/),
      },
      {
        reference: expect.stringContaining(`${id}/${held}/EUR/`),
        amountMicros: expect.stringMatching(/^\d+$/),
      },
    ]);
  });

  test('by the rights at the instant of the close, whatever changed before its work was done', async () => {
    await playNow(30);
    const { id } = await world.database.prisma.period.findFirstOrThrow({ where: { state: 'OPEN' } });
    await world.app.get(PeriodService).close(OPERATOR, id);
    const advance = jest
      .spyOn(world.app.get(PeriodRepository), 'advance')
      .mockRejectedValueOnce(new Error('the process died here'));
    await expect(world.app.get(PeriodCloseService).run(id)).rejects.toThrow('the process died here');
    await transfer(recordings[2]!);
    const where = { id: (await sharesOf(recordings[0]!))[0]!.id };
    await world.database.prisma.share.update({ where, data: { ppm: 333_332 } });
    await world.app.get(PeriodCloseService).run(id);
    expect(advance).toHaveBeenCalled();
    expect(await world.database.prisma.statement.count({ where: { periodId: id } })).toBeGreaterThan(5);
    expect(await findings()).toEqual([]);
  });

  test('with plays that were taken back, in their own period and after its close', async () => {
    const voids = world.app.get(PlayVoidService);
    const operator = new Principal({ userId: await world.user(true), operator: true });
    const { prisma } = world.database;
    const takeBack = async (plays: readonly { receiptId: Uint8Array }[]): Promise<void> => {
      for (const { receiptId } of plays) {
        const one = { device: null, recipe: null, from: null, to: null };
        const filter = { ...one, receiptId: Buffer.from(receiptId).toString('hex') };
        await voids.apply(operator, { filter, reason: 'A machine played this', expectedPlays: 1 });
      }
    };
    await playNow(12);
    const period = await close();
    const late = await play(4);
    await playNow(15);
    const paid = await prisma.play.findMany({
      where: { periodId: period },
      take: 5,
      orderBy: { receiptId: 'asc' },
    });
    await takeBack(paid);
    const { id: open } = await prisma.period.findFirstOrThrow({ where: { state: 'OPEN' } });
    await takeBack(
      await prisma.play.findMany({ where: { periodId: open }, take: 4, orderBy: { receiptId: 'asc' } }),
    );
    await close();
    expect(await findings()).toEqual([]);
    const taken = { originPeriodId: period, plays: { lt: 0 } };
    expect(await prisma.statementLine.count({ where: taken })).toBeGreaterThan(5);
    // A late play of a period, and another of it taken back: what evens out is stated as nothing.
    await late();
    const again = await prisma.play.findFirstOrThrow({
      where: { periodId: open, originPeriodId: null },
      // Behind those that were taken back.
      orderBy: { receiptId: 'asc' },
      skip: 10,
    });
    await takeBack([again]);
    await close();
    expect(await findings()).toEqual([]);
  });

  test('with parties that were found to be the same', async () => {
    const into = await world.party('The label');
    const from = recordings[2]!.artist;
    await world.app.get(MergeService).merge(OPERATOR, into, { fromId: from, reason: 'The same company.' });
    await playNow(25);
    await close();
    expect(await findings()).toEqual([]);
  });
});

describe('every statement of funded pools follows from the logs', () => {
  test('by plays, and by what each listener heard and paid', async () => {
    const funded = { perPlayMicros: null, effectiveFrom: new Date('2126-01-01') };
    await world.tariff(3, { kind: 'PRO_RATA', ...funded });
    await world.tariff(4, { kind: 'USER_CENTRIC', ...funded });
    const { id: period } = await world.database.prisma.period.findFirstOrThrow({ where: { state: 'OPEN' } });
    for (const [index, { hash: recipe }] of recipes.entries()) {
      const territory = TERRITORIES[index]!;
      await countPlays(world, { recipe, territory, period, times: 3 + index, tariff: 3 });
      for (const listener of ['ann', 'ben', undefined])
        await countPlays(world, {
          recipe,
          territory,
          period,
          times: 1 + index,
          tariff: 4,
          ...(listener && { listener }),
        });
    }
    const terms = { reference: 'Subscriptions', evidence: 'Bank statement of the month' };
    const pools = world.app.get(PoolService);
    await pools.state(OPERATOR, period, { ...terms, tariff: 3, amountMicros: '1000001' });
    const payments = [
      { listener: 'ann', amountMicros: '777777' },
      { listener: 'silent', amountMicros: '5' },
    ];
    await pools.importPayments(OPERATOR, period, { ...terms, tariff: 4, payments });
    await close();
    // These plays have no receipts: what the audit says of receipts is another test.
    const found = (await audit()).flatMap((event) => ('rule' in event ? event.rule : []));
    expect(new Set(found)).toEqual(
      new Set(['a play is what its receipt says', 'a play is the receipt that was committed to']),
    );
    const tariffs = await world.database.prisma.statementLine.groupBy({
      by: ['tariff'],
      where: { statement: { periodId: period } },
      _sum: { amountMicros: true },
    });
    expect(tariffs.map(({ tariff }) => tariff).toSorted()).toEqual(['standard@3', 'standard@4']);
  });
});

describe('what was changed is found and named', () => {
  const FIGURES = ['plays', 'usageMs', 'usagePpm', 'sharePpm', 'amountMicros'] as const;
  const NAMES = ['recipe', 'territory', 'side'] as const;

  test('each field of each line of a statement', async () => {
    const all = await world.database.prisma.statement.findMany({ select: { id: true } });
    const documents = await Promise.all(all.map(({ id }) => documentOf(id)));
    const withLines = documents.filter(({ lines }) => lines.length > 0);
    expect(withLines.length).toBeGreaterThan(20);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(withLines.length - 1),
        fc.nat(),
        fc.constantFrom(...FIGURES, ...NAMES),
        async (which, place, field) => {
          const honest = withLines[which]!;
          const index = place % honest.lines.length;
          const line = honest.lines[index]!;
          const other =
            field === 'side' ? (line.side === 'MASTER' ? 'REMIXER' : 'MASTER') : `${line[field]}1`;
          const changed = { ...line, [field]: other };
          const stated = { ...honest, lines: honest.lines.map((one, at) => (at === index ? changed : one)) };
          const [first] = differences(honest, stated as StatementView);
          expect(first).toMatchObject({
            part: 'lines',
            line: {
              recipe: line.recipe,
              side: line.side,
              subjectId: line.subjectId,
              territory: line.territory,
            },
          } satisfies Partial<Difference>);
          if ((FIGURES as readonly string[]).includes(field))
            expect(first).toMatchObject({ field, stated: other, expected: line[field] });
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });

  test('each member of the document', async () => {
    const { id } = await world.database.prisma.statement.findFirstOrThrow({
      where: { closingMicros: { gt: 0 } },
    });
    const honest = await documentOf(id);
    expect([...differences(honest, honest)]).toEqual([]);
    for (const field of ['openingMicros', 'earnedMicros', 'heldMicros', 'closingMicros'] as const)
      expect([...differences(honest, { ...honest, [field]: `${honest[field]}9` })]).toEqual([
        { part: 'document', line: null, field, expected: honest[field], stated: `${honest[field]}9` },
      ]);
    const paid = [{ reference: 'nothing', amountMicros: '-5' }];
    expect([...differences(honest, { ...honest, paid })]).toEqual([
      { part: 'paid', line: { reference: 'nothing' }, field: 'amountMicros', expected: null, stated: '-5' },
    ]);
    expect([...differences({ ...honest, paid }, honest)]).toEqual([
      { part: 'paid', line: { reference: 'nothing' }, field: 'amountMicros', expected: '-5', stated: null },
    ]);
  });
});
