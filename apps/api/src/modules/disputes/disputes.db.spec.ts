import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase } from '../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../test/support/database.ts';
import { startWorld } from '../../../../../test/support/played-world.ts';
import type { ClockedWorld, TestRecording } from '../../../../../test/support/played-world.ts';
import { Principal } from '../../platform/auth/principal.ts';
import { newId } from '../../platform/ids/ids.ts';
import { ShareRepository } from '../catalogue/index.ts';
import { DisputeRepository } from './dispute.repository.ts';
import {
  DisputeAnswerService,
  DisputeDeadlineService,
  DisputeDetectionService,
  DisputeService,
  DisputeSettlementService,
} from './index.ts';

const DAY_MS = 24 * 3_600_000;
const OPERATOR = new Principal({ userId: newId(), operator: true });
const SAYS = { text: 'It is ours.', evidence: ['https://example.org/contract'] };
let testDatabase: TestDatabase;
let world: ClockedWorld;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  world = await startWorld(testDatabase.url, new Date('2026-11-10T12:00:00Z'), []);
  await world.tariff(1);
});
afterAll(async () => {
  await world.stop();
  await testDatabase.drop();
});

const member = (...parties: string[]) =>
  new Principal({
    userId: newId(),
    memberships: parties.map((partyId) => ({ partyId, role: 'MANAGER' as const })),
  });

async function claim(
  recording: TestRecording,
  ppm: number,
  over: object = {},
): Promise<{ id: string; partyId: string }> {
  const partyId = await world.party('Claimant');
  const share = {
    side: 'MASTER' as const,
    role: 'LABEL',
    territories: ['WW'],
    excludeTerritories: [],
    source: 'test',
  };
  const id = newId();
  await world.database.prisma.share.create({
    data: { id, partyId, ppm, recordingId: recording.id, ...share, ...over },
  });
  return { id, partyId };
}

const review = async ({ id, workId }: TestRecording) =>
  await world.app.get(DisputeDetectionService).review({ recordingIds: [id], workIds: [workId] });

const disputesOf = async ({ id }: TestRecording) =>
  await world.database.prisma.dispute.findMany({ where: { recordingId: id }, orderBy: { id: 'asc' } });

const sharesOf = async ({ id }: TestRecording) =>
  await world.database.prisma.share.findMany({ where: { recordingId: id }, orderBy: { id: 'asc' } });

const standing = async (recording: TestRecording) =>
  (await sharesOf(recording))
    .filter(({ status }) => status !== 'ENDED')
    .map(({ partyId, ppm, territories, excludeTerritories, status }) => ({
      ...{ partyId, ppm, territories, excludeTerritories, status },
    }));

const kindsOf = async (disputeId: string) =>
  (await world.database.prisma.disputeEvent.findMany({ where: { disputeId }, orderBy: { id: 'asc' } })).map(
    ({ kind }) => kind,
  );

const news = async (topic: string, key: string) =>
  await world.database.prisma.outboxEvent.findMany({ where: { topic, key }, orderBy: { id: 'asc' } });

/** A recording of one party, of which another claims a part. */
async function overclaimed(ppm = 200_000, over: object = {}) {
  const recording = await world.recording();
  const claimant = await claim(recording, ppm, over);
  await review(recording);
  const [dispute] = await disputesOf(recording);
  if (dispute === undefined) throw new Error('no dispute');
  return { recording, claimant, owner: recording.artist, dispute };
}

async function contested(says = SAYS) {
  const recording = await world.recording([700_000, 300_000]);
  const [first, second] = await sharesOf(recording);
  if (first === undefined || second === undefined) throw new Error('no shares');
  const by = member(first.partyId);
  const detail = await world.app.get(DisputeService).open(by, {
    subject: { kind: 'RECORDING', id: recording.id },
    partyId: first.partyId,
    shareIds: [second.id],
    ...says,
  });
  return { recording, first, second, by, id: detail.id };
}

describe('an overclaim', () => {
  test('opens one dispute, however often its shares are reviewed, and marks the shares', async () => {
    const { recording, claimant, owner, dispute } = await overclaimed(200_000, { territories: ['DE'] });
    await Promise.all([review(recording), review(recording), review(recording)]);
    expect(await disputesOf(recording)).toEqual([dispute]);
    const now = world.clock.now();
    expect(dispute).toMatchObject({
      origin: 'OVERCLAIM',
      state: 'OPEN',
      side: 'MASTER',
      revision: 1,
      openedAt: now,
      respondBy: new Date(now.getTime() + 14 * DAY_MS),
      decideBy: null,
      parts: [
        {
          cause: 'OVERCLAIM',
          territories: { include: ['DE'], exclude: [] },
          claimedPpm: 1_200_000,
          disputed: expect.arrayContaining([
            expect.objectContaining({ partyId: owner, ppm: 1_000_000 }),
            expect.objectContaining({ partyId: claimant.partyId, ppm: 200_000 }),
          ]) as unknown,
          standing: [],
        },
      ],
    });
    expect((await sharesOf(recording)).map(({ status }) => status)).toEqual(['DISPUTED', 'DISPUTED']);
    const holds = await world.database.prisma.disputeHold.findMany({ where: { disputeId: dispute.id } });
    expect(holds.map(({ territories, until }) => [territories, until])).toEqual([
      [['DE'], null],
      [['DE'], null],
    ]);
    const [opened, ...more] = await news('disputes.opened', dispute.id);
    expect(more).toEqual([]);
    expect(opened?.payload).toMatchObject({
      subject: { kind: 'RECORDING', id: recording.id },
      title: expect.stringContaining('Recording') as unknown,
      partyIds: expect.arrayContaining([owner, claimant.partyId]) as unknown,
      change: 'OPENED',
    });
    // Marked shares are changed shares: listings follow.
    expect(await news('catalogue.shares-changed', recording.id)).toHaveLength(1);
  });

  test('of a whole is none', async () => {
    const recording = await world.recording([400_000, 600_000]);
    await review(recording);
    expect(await disputesOf(recording)).toEqual([]);
  });

  test('is found on the composition side and in the future, too', async () => {
    const recording = await world.recording();
    const validFrom = new Date('2027-03-01T00:00:00Z');
    const share = { side: 'COMPOSITION' as const, recordingId: null, workId: recording.workId, validFrom };
    await claim(recording, 1, share);
    await world.app.get(DisputeDetectionService).review({ recordingIds: [recording.id], workIds: [] });
    const found = await world.database.prisma.dispute.findMany({ where: { workId: recording.workId } });
    expect(found).toMatchObject([
      { side: 'COMPOSITION', parts: [{ from: validFrom.toISOString(), to: null }] },
    ]);
  });

  test('is extended by a further claim, with its party', async () => {
    const { recording, dispute } = await overclaimed(200_000, { territories: ['DE'] });
    const second = await claim(recording, 300_000, { territories: ['FR', 'DE'] });
    await review(recording);
    await review(recording);
    const [extended, ...more] = await disputesOf(recording);
    expect(more).toEqual([]);
    expect(extended).toMatchObject({ id: dispute.id, revision: 2, state: 'OPEN' });
    expect(((extended?.parts ?? []) as { claimedPpm: number }[]).map(({ claimedPpm }) => claimedPpm)).toEqual(
      [1_500_000, 1_300_000],
    );
    expect(await kindsOf(dispute.id)).toEqual(['OPENED', 'CHANGED']);
    const parties = await world.database.prisma.disputeParty.findMany({ where: { disputeId: dispute.id } });
    expect(parties.map(({ partyId }) => partyId)).toContain(second.partyId);
  });

  test('that a change removes is released with that cause, and the shares are as before', async () => {
    const { recording, claimant, dispute, owner } = await overclaimed();
    await world.database.prisma.share.update({ where: { id: claimant.id }, data: { status: 'ENDED' } });
    await review(recording);
    expect(await disputesOf(recording)).toMatchObject([
      {
        state: 'RELEASED',
        resolvedAt: world.clock.now(),
        outcome: [{ shares: [{ partyId: owner, ppm: 1_000_000 }] }],
      },
    ]);
    expect(await kindsOf(dispute.id)).toEqual(['OPENED', 'VANISHED']);
    expect(await standing(recording)).toMatchObject([{ partyId: owner, status: 'ACTIVE' }]);
    const open = { disputeId: dispute.id, until: null };
    expect(await world.database.prisma.disputeHold.count({ where: open })).toBe(0);
    // The next overclaim is a dispute of its own.
    await claim(recording, 5);
    await review(recording);
    expect((await disputesOf(recording)).map(({ state }) => state)).toEqual(['RELEASED', 'OPEN']);
  });

  test('whose time is over is not released by it: there may be money to settle', async () => {
    const validTo = new Date(world.clock.now().getTime() + DAY_MS);
    const { recording, dispute } = await overclaimed(200_000, { validTo });
    world.clock.advance(2 * DAY_MS);
    await review(recording);
    expect(await disputesOf(recording)).toMatchObject([{ id: dispute.id, state: 'OPEN', revision: 1 }]);
    const release = world.app.get(DisputeAnswerService).release(OPERATOR, dispute.id, SAYS);
    await expect(release).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a dispute opened by hand', () => {
  test('names the shares that are wrong, and holds these alone', async () => {
    const { recording, first, second, id } = await contested();
    expect(await disputesOf(recording)).toMatchObject([
      { id, origin: 'PARTY', openedByPartyId: first.partyId, parts: [{ cause: 'CONTESTED' }] },
    ]);
    const shares = await sharesOf(recording);
    expect(shares.map(({ id: share, status }) => [share, status])).toEqual([
      [first.id, 'ACTIVE'],
      [second.id, 'DISPUTED'],
    ]);
    await review(recording);
    expect(await kindsOf(id)).toEqual(['OPENED']);
  });

  test('is the only one about its subject', async () => {
    const { recording, second, by, first } = await contested();
    const again = world.app.get(DisputeService).open(by, {
      subject: { kind: 'RECORDING', id: recording.id },
      partyId: first.partyId,
      shareIds: [second.id],
      ...SAYS,
    });
    await expect(again).rejects.toMatchObject({ code: 'already_exists' });
  });

  test('waits for a transfer of the share that is under way, and does not hold what has gone meanwhile', async () => {
    const recording = await world.recording();
    const [share] = await sharesOf(recording);
    let opened: Promise<unknown> = Promise.resolve();
    await world.database.transaction(async (tx) => {
      await world.app.get(ShareRepository).lockSubject(tx, { recordingId: recording.id, workId: null });
      opened = world.app
        .get(DisputeService)
        .open(OPERATOR, {
          ...{ subject: { kind: 'RECORDING', id: recording.id }, partyId: null },
          ...{ shareIds: [share?.id ?? ''], ...SAYS },
        })
        .catch((error: unknown) => error);
      await sleep(150);
      await tx.share.update({ where: { id: share?.id ?? '' }, data: { validTo: world.clock.now() } });
    });
    expect(await opened).toMatchObject({ errors: [{ pointer: '/shareIds/0', detail: 'has ended' }] });
    expect(await disputesOf(recording)).toEqual([]);
  });

  test('needs a share of the subject, and a party that has to do with it', async () => {
    const recording = await world.recording();
    const subject = { kind: 'RECORDING', id: recording.id } as const;
    const [share] = await sharesOf(recording);
    const foreign = await world.party('Stranger');
    const open = (principal: Principal, partyId: string | null, shareIds: string[]) =>
      world.app.get(DisputeService).open(principal, { subject, partyId, shareIds, ...SAYS });
    const shareIds = [share?.id ?? ''];
    await expect(open(member(foreign), foreign, shareIds)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(open(member(), foreign, shareIds)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(open(member(), null, shareIds)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(open(OPERATOR, null, [...shareIds, newId()])).rejects.toMatchObject({
      code: 'unprocessable',
      errors: [{ pointer: '/shareIds/1' }],
    });
    // A role is enough: who performs on it may know better than who owns it.
    const player = await world.party('Player');
    const data = { id: newId(), partyId: player, role: 'PERFORMER', recordingId: recording.id };
    await world.database.prisma.contributor.create({ data });
    expect(await open(member(player), player, shareIds)).toMatchObject({ state: 'OPEN', origin: 'PARTY' });
  });

  test('can be taken back by who opened it, and by nobody else', async () => {
    const { recording, first, second, by, id } = await contested();
    const answers = world.app.get(DisputeAnswerService);
    const other = answers.withdraw(member(second.partyId), id, second.partyId, SAYS);
    await expect(other).rejects.toMatchObject({ code: 'forbidden' });
    await answers.withdraw(by, id, first.partyId, SAYS);
    expect(await disputesOf(recording)).toMatchObject([{ state: 'RELEASED' }]);
    expect((await sharesOf(recording)).map(({ status }) => status)).toEqual(['ACTIVE', 'ACTIVE']);
  });
});

describe('answers and deadlines', () => {
  const answers = () => world.app.get(DisputeAnswerService);
  const stateOf = async (id: string) => (await world.app.get(DisputeRepository).find(id))?.state;

  test('a response moves it on and starts the time to decide', async () => {
    const { claimant, dispute } = await overclaimed();
    await answers().respond(member(claimant.partyId), dispute.id, claimant.partyId, SAYS);
    const found = await world.app.get(DisputeRepository).find(dispute.id);
    const decideBy = new Date(world.clock.now().getTime() + 30 * DAY_MS);
    expect(found).toMatchObject({ state: 'RESPONDED', decideBy });
    const [event] = await world.database.prisma.disputeEvent.findMany({
      where: { disputeId: dispute.id, kind: 'RESPONDED' },
    });
    expect(event).toMatchObject({ ...SAYS, partyId: claimant.partyId, state: 'RESPONDED' });
    const changes = await news('disputes.changed', dispute.id);
    expect(changes.map(({ payload }) => payload)).toMatchObject([
      { change: 'RESPONDED', state: 'RESPONDED', byPartyId: claimant.partyId },
    ]);
  });

  test('words of who opened it are no answer', async () => {
    const { by, first, second, id } = await contested();
    await answers().respond(by, id, first.partyId, SAYS);
    expect(await stateOf(id)).toBe('OPEN');
    await answers().add(member(second.partyId), id, second.partyId, SAYS);
    expect(await stateOf(id)).toBe('OPEN');
    await answers().respond(member(second.partyId), id, second.partyId, SAYS);
    expect(await stateOf(id)).toBe('RESPONDED');
  });

  test('only parties of the dispute speak, and only their managers', async () => {
    const { dispute, owner } = await overclaimed();
    const foreign = await world.party('Stranger');
    const speak = (who: Principal, partyId: string) => answers().respond(who, dispute.id, partyId, SAYS);
    await expect(speak(member(foreign), foreign)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(speak(member(foreign), owner)).rejects.toMatchObject({ code: 'forbidden' });
    const viewer = new Principal({ userId: newId(), memberships: [{ partyId: owner, role: 'VIEWER' }] });
    await expect(speak(viewer, owner)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(answers().release(member(owner), dispute.id, SAYS)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(answers().respond(member(owner), newId(), owner, SAYS)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('no answer in time, and the operator decides; nor when the parties do not agree', async () => {
    const { dispute } = await overclaimed();
    const second = await overclaimed();
    const deadlines = world.app.get(DisputeDeadlineService);
    await deadlines.escalateOverdue();
    await answers().respond(member(second.owner), second.dispute.id, second.owner, SAYS);
    expect([await stateOf(dispute.id), await stateOf(second.dispute.id)]).toEqual(['OPEN', 'RESPONDED']);

    world.clock.advance(14 * DAY_MS - 1);
    await deadlines.escalateOverdue();
    expect(await stateOf(dispute.id)).toBe('OPEN');
    world.clock.advance(1);
    expect(await deadlines.escalateOverdue()).toBeGreaterThan(0);
    expect([await stateOf(dispute.id), await stateOf(second.dispute.id)]).toEqual(['ESCALATED', 'RESPONDED']);
    expect(await kindsOf(dispute.id)).toEqual(['OPENED', 'LAPSED']);
    const found = await world.app.get(DisputeRepository).find(dispute.id);
    expect(found?.decideBy).toEqual(new Date(world.clock.now().getTime() + 30 * DAY_MS));

    world.clock.advance(16 * DAY_MS);
    await Promise.all([deadlines.escalateOverdue(), deadlines.escalateOverdue()]);
    expect(await stateOf(second.dispute.id)).toBe('ESCALATED');
    expect(await kindsOf(second.dispute.id)).toEqual(['OPENED', 'RESPONDED', 'LAPSED']);
    expect(await deadlines.escalateOverdue()).toBe(0);
  });

  test('a word alone holds nobody’s money beyond its deadline, nor once more', async () => {
    const word = { text: 'It is ours.', evidence: [] };
    const dispute = await contested(word);
    const other = await contested(word);
    const shown = await contested();
    const { by, first, second, recording } = dispute;
    await expect(answers().escalate(by, dispute.id, first.partyId, word)).rejects.toMatchObject({
      code: 'unprocessable',
    });
    // Evidence may come later; an answer of the other side is not needed.
    await answers().add(other.by, other.id, other.first.partyId, SAYS);
    world.clock.advance(14 * DAY_MS);
    await world.app.get(DisputeDeadlineService).escalateOverdue();
    expect([await stateOf(dispute.id), await stateOf(other.id), await stateOf(shown.id)]).toEqual([
      'RELEASED',
      'ESCALATED',
      'ESCALATED',
    ]);
    expect(await kindsOf(dispute.id)).toEqual(['OPENED', 'RELEASED']);
    const holds = await world.database.prisma.disputeHold.findMany({ where: { disputeId: dispute.id } });
    expect(holds.map(({ until }) => until)).toEqual([world.clock.now()]);
    const { outcome } = await world.database.prisma.dispute.findUniqueOrThrow({ where: { id: dispute.id } });
    expect(outcome).not.toEqual([]);
    const again = (says: typeof SAYS) =>
      world.app.get(DisputeService).open(by, {
        ...{ subject: { kind: 'RECORDING', id: recording.id }, partyId: first.partyId },
        ...{ shareIds: [second.id], ...says },
      });
    await expect(again(word)).rejects.toMatchObject({ errors: [{ pointer: '/evidence' }] });
    expect(await again(SAYS)).toMatchObject({ state: 'OPEN' });
  });

  test('a party may ask the operator at once, but only once', async () => {
    const { dispute, owner } = await overclaimed();
    await answers().escalate(member(owner), dispute.id, owner, SAYS);
    expect(await stateOf(dispute.id)).toBe('ESCALATED');
    const again = answers().escalate(member(owner), dispute.id, owner, SAYS);
    await expect(again).rejects.toMatchObject({ code: 'invalid_transition' });
  });

  test('shares over a whole cannot stand; a contested share can', async () => {
    const { dispute } = await overclaimed();
    await expect(answers().release(OPERATOR, dispute.id, SAYS)).rejects.toMatchObject({ code: 'conflict' });
    const { id, recording } = await contested();
    await answers().release(OPERATOR, id, SAYS);
    expect(await disputesOf(recording)).toMatchObject([{ state: 'RELEASED' }]);
    const late = answers().release(OPERATOR, id, SAYS);
    await expect(late).rejects.toMatchObject({ code: 'invalid_transition' });
  });
});

describe('settled shares', () => {
  const settlements = () => world.app.get(DisputeSettlementService);
  const line = (partyId: string, ppm: number) => ({ partyId, role: 'LABEL', ppm });

  test('by the operator: old ones end, corrected ones begin, the rest goes on', async () => {
    const { recording, claimant, owner, dispute } = await overclaimed(200_000, { territories: ['DE'] });
    const parts = [[line(owner, 800_000), line(claimant.partyId, 200_000)]];
    await settlements().settle(OPERATOR, dispute.id, { revision: 1, parts, ...SAYS });
    expect(await disputesOf(recording)).toMatchObject([{ state: 'UPHELD', resolvedAt: world.clock.now() }]);
    expect(await standing(recording)).toEqual([
      { partyId: owner, ppm: 1_000_000, territories: ['WW'], excludeTerritories: ['DE'], status: 'ACTIVE' },
      { partyId: owner, ppm: 800_000, territories: ['DE'], excludeTerritories: [], status: 'ACTIVE' },
      {
        partyId: claimant.partyId,
        ppm: 200_000,
        territories: ['DE'],
        excludeTerritories: [],
        status: 'ACTIVE',
      },
    ]);
    const ended = (await sharesOf(recording)).filter(({ status }) => status === 'ENDED');
    expect(ended.map(({ validTo }) => validTo)).toEqual([world.clock.now(), world.clock.now()]);
    await review(recording);
    expect(await disputesOf(recording)).toHaveLength(1);
    const again = settlements().settle(OPERATOR, dispute.id, { revision: 1, parts, ...SAYS });
    await expect(again).rejects.toMatchObject({
      code: expect.stringMatching(/conflict|invalid_transition/) as unknown,
    });
  });

  test('must be a whole of known parties, in roles that there are', async () => {
    const { recording, claimant, owner, dispute } = await overclaimed();
    const settle = (parts: { partyId: string; role: string; ppm: number }[][], revision = 1) =>
      settlements().settle(OPERATOR, dispute.id, { revision, parts, ...SAYS });
    const before = await sharesOf(recording);
    await expect(settle([[line(owner, 999_999)]])).rejects.toMatchObject({ code: 'unprocessable' });
    await expect(settle([[line(owner, 1_000_000), line(claimant.partyId, 1)]])).rejects.toMatchObject({
      code: 'unprocessable',
      errors: [{ pointer: '/parts' }],
    });
    await expect(settle([])).rejects.toMatchObject({ code: 'unprocessable' });
    await expect(settle([[line(newId(), 1_000_000)]])).rejects.toMatchObject({
      errors: [{ pointer: '/parts/0/0/partyId' }],
    });
    await expect(settle([[{ ...line(owner, 1_000_000), role: 'KING' }]])).rejects.toMatchObject({
      errors: [{ pointer: '/parts/0/0/role' }],
    });
    await expect(settle([[line(owner, 500_000), line(owner, 500_000)]])).rejects.toMatchObject({
      errors: [{ pointer: '/parts/0/1' }],
    });
    await expect(settle([[line(owner, 1_000_000)]], 2)).rejects.toMatchObject({ code: 'conflict' });
    expect(await sharesOf(recording)).toEqual(before);
    expect(await kindsOf(dispute.id)).toEqual(['OPENED']);
  });

  test('are not those that somebody changed meanwhile', async () => {
    const { recording, owner, dispute } = await overclaimed();
    await claim(recording, 7);
    const settle = settlements().settle(OPERATOR, dispute.id, {
      revision: 1,
      parts: [[line(owner, 1_000_000)]],
      ...SAYS,
    });
    await expect(settle).rejects.toMatchObject({ code: 'conflict' });
  });

  test('by agreement: with the last of the named parties, and not before', async () => {
    const { recording, claimant, owner, dispute } = await overclaimed();
    const parts = [[line(owner, 900_000), line(claimant.partyId, 100_000)]];
    const proposal = { revision: 1, parts, ...SAYS };
    const stranger = await world.party('Stranger');
    const byStranger = settlements().propose(member(stranger), dispute.id, stranger, proposal);
    await expect(byStranger).rejects.toMatchObject({ code: 'forbidden' });
    await settlements().propose(member(owner), dispute.id, owner, proposal);
    expect(await disputesOf(recording)).toMatchObject([{ state: 'RESPONDED' }]);
    const [proposed] = await world.database.prisma.disputeEvent.findMany({
      where: { disputeId: dispute.id, kind: 'PROPOSED' },
    });
    const accept = (partyId: string) =>
      settlements().accept(member(partyId), dispute.id, proposed?.id ?? '', partyId);
    await expect(accept(owner)).rejects.toMatchObject({ code: 'conflict' });
    await accept(claimant.partyId);
    expect(await disputesOf(recording)).toMatchObject([{ state: 'UPHELD' }]);
    expect(await kindsOf(dispute.id)).toEqual(['OPENED', 'PROPOSED', 'ACCEPTED', 'AGREED']);
    expect((await standing(recording)).map(({ partyId, ppm }) => [partyId, ppm])).toEqual([
      [owner, 900_000],
      [claimant.partyId, 100_000],
    ]);
  });

  test('proposed for other shares are void', async () => {
    const { recording, claimant, owner, dispute } = await overclaimed();
    const parts = [[line(owner, 900_000), line(claimant.partyId, 100_000)]];
    await settlements().propose(member(owner), dispute.id, owner, { revision: 1, parts, ...SAYS });
    const [proposed] = await world.database.prisma.disputeEvent.findMany({
      where: { disputeId: dispute.id, kind: 'PROPOSED' },
    });
    await claim(recording, 7);
    await review(recording);
    const late = settlements().accept(
      member(claimant.partyId),
      dispute.id,
      proposed?.id ?? '',
      claimant.partyId,
    );
    await expect(late).rejects.toMatchObject({ code: 'conflict' });
  });

  test('are history that nobody rewrites', async () => {
    const { dispute, owner } = await overclaimed();
    const parts = [[line(owner, 1_000_000)]];
    await settlements().settle(OPERATOR, dispute.id, { revision: 1, parts, ...SAYS });
    const run = (sql: string) => world.database.pool.query(sql, [dispute.id]);
    await expect(run(`UPDATE dispute SET state = 'OPEN', resolved_at = NULL WHERE id = $1`)).rejects.toThrow(
      /resolved/,
    );
    await expect(run('DELETE FROM dispute WHERE id = $1')).rejects.toThrow(/append-only/);
    await expect(run(`UPDATE dispute_event SET text = '' WHERE dispute_id = $1`)).rejects.toThrow(
      /append-only/,
    );
    await expect(run('UPDATE dispute_hold SET until = NULL WHERE dispute_id = $1')).rejects.toThrow(
      /append-only/,
    );
    await expect(run('DELETE FROM dispute_hold WHERE dispute_id = $1')).rejects.toThrow(/append-only/);
  });
});
