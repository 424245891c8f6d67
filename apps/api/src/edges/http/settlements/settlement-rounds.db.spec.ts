import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PeerWorld } from '../../../../../../test/support/peers.ts';
import { Device } from '../../../../../../test/support/played-world.ts';
import { closePeriod, hear, takeIn } from '../../../../../../test/support/remote-flips.ts';
import { balancesOf, findingsOf, Settling } from '../../../../../../test/support/settling.ts';
import type { ShownLine } from '../../../../../../test/support/settling.ts';
import { SuspenseService } from '../../../modules/royalty/index.ts';
import { AnsweringService, StatingService } from '../../../modules/settlements/index.ts';
import { PlaysSink, ReckoningService } from '../../../modules/tally/index.ts';
import { newId } from '../../../platform/ids/ids.ts';
import { flip } from '../common/flip-world.fixture.ts';

const ISRC = 'GBTST2600001';

let settling: Settling;
/** Who owes, and whose parties are owed. */
let reporter: PeerWorld;
let registry: PeerWorld;
let hash: string;
let recording: string;
let label: string;
let heir: string;
const first = new Device();

async function party(name: string): Promise<string> {
  const user = await registry.world.user(name.toLowerCase());
  const id = await registry.world.party(user, name);
  for (const side of ['MASTER', 'COMPOSITION'])
    await registry.world.post(`/api/parties/${id}/grants`, user, { side, subject: { kind: 'CATALOGUE' } });
  return id;
}

const share = async (partyId: string, ppm: number): Promise<string> => {
  const id = newId();
  await registry.world.database.prisma.share.create({
    data: {
      ...{ id, side: 'MASTER', partyId, role: 'LABEL', ppm, recordingId: recording },
      ...{ territories: ['WW'], excludeTerritories: [], source: 'test' },
    },
  });
  await changed();
  return id;
};
/** What the outbox would hand to the queue at the registry. */
const changed = () =>
  registry.world.app.get(ReckoningService).sharesChanged({ recordingIds: [recording], workIds: [] });
const owed = () => balancesOf(reporter, `owed:${settling.registryId}/`);
const payable = async (id: string) => (await balancesOf(registry, `payable:${id}`))[`payable:${id}`] ?? '0';
const clean = async () => expect([await findingsOf(reporter), await findingsOf(registry)]).toEqual([[], []]);
const again = (where: PeerWorld, id: string, what: string, body: object) =>
  where.world.post(`/api/federation/settlements/${id}/${what}`, where.operator, body);
const keyOf = ({ side, subject, party: of, released }: ShownLine) => ({ side, subject, party: of, released });

beforeAll(async () => {
  [reporter, registry] = [await PeerWorld.open(), await PeerWorld.open()];
  label = await party('North');
  heir = await party('South');
  await registry.world.recording(registry.operator, ISRC, { label, writer: label });
  ({ id: recording } = await registry.world.database.prisma.recording.findFirstOrThrow());
  const producer = await registry.world.user('pia');
  const published = await registry.world.post('/api/recipes', producer, {
    recipe: flip([ISRC], 'From afar'),
    tags: [],
  });
  ({ hash } = published.json as { hash: string });
  await takeIn(reporter, registry, hash);
  settling = await Settling.open(reporter, registry);
}, 60_000);
afterAll(async () => {
  await reporter.close();
  await registry.close();
});

describe('lines that are disputed', () => {
  let period: string;
  const bodies = (lines: readonly ShownLine[], stance: string) => ({
    lines: lines.map((line) => ({ ...keyOf(line), stance, plea: 'Looked at again' })),
  });

  test('because a share changed before the reporter heard of it are stated again as they were reckoned', async () => {
    await hear(reporter, hash, first);
    await hear(reporter, hash);
    await hear(reporter, hash);
    const { prisma } = registry.world.database;
    await prisma.share.updateMany({ where: { recordingId: recording }, data: { ppm: 600_000 } });
    await share(heir, 400_000);
    period = await closePeriod(reporter);
    await settling.exchange();
    // 3 plays at 4,000: the masters' half is disputed, to whom it was stated and to whom it was not.
    const stated = { state: 'ANSWERED', totalMicros: '10800', acceptedMicros: '4800', disputed: 2 };
    for (const where of [reporter, registry]) expect(await settling.of(where, period)).toMatchObject(stated);
    await settling.pay(period);
    const { id } = await settling.of(reporter, period);
    const disputed = (await settling.lines(reporter, id)).filter(({ verdict }) => verdict === 'DISPUTED');
    expect(disputed.map(({ reason }) => reason).toSorted()).toEqual([
      'It is reckoned here and not stated',
      'The plays come to 3600 micro-units',
    ]);
    const other = { ...keyOf(disputed[0]!), side: 'REMIXER', stance: 'INSISTED', plea: 'No such line' };
    expect(await again(reporter, id, 'restate', { lines: [other] })).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '/lines/0' }] },
    });
    const missing = disputed.find(({ amountMicros }) => amountMicros === '0')!;
    const both = bodies(disputed, 'RESTATED');
    expect(await again(registry, (await settling.of(registry, period)).id, 'restate', both)).toMatchObject({
      status: 409,
    });
    const [one, twice] = await Promise.all([
      again(reporter, id, 'restate', both),
      again(reporter, id, 'restate', both),
    ]);
    expect([one.status, twice.status].toSorted()).toEqual([200, 409]);
    await settling.exchange();
    const second = { state: 'ANSWERED', totalMicros: '6000', acceptedMicros: '6000', disputed: 0, round: 2 };
    for (const where of [reporter, registry])
      expect(await settling.of(where, period, 2)).toMatchObject(second);
    await settling.pay(period, 2);
    expect(await owed()).toEqual({});
    expect(missing.party).toBe(heir);
    expect([await payable(heir), await payable(label)]).toEqual(['2400', '5400']);
    await clean();
  });

  test('are insisted on, let stand in part by people there, and go no further', async () => {
    await settling.hearRegistry();
    for (let n = 0; n < 2; n += 1) await hear(reporter, hash);
    // Another instance has told the registry of one of these plays before.
    await reporter.sequence();
    const { rows } = await reporter.world.database.pool.query<{ entry: Buffer }>(
      `SELECT entry FROM log_leaf WHERE log = 'plays' ORDER BY index DESC LIMIT 1`,
    );
    await registry.world.database.transaction((tx) =>
      registry.world.app.get(PlaysSink).take(tx, newId(), 0, [rows[0]!.entry]),
    );
    const before = period;
    period = await closePeriod(reporter);
    expect(period).not.toBe(before);
    await settling.exchange();
    expect(await settling.of(reporter, period)).toMatchObject({ acceptedMicros: '0', disputed: 4 });
    const { id } = await settling.of(reporter, period);
    const lines = await settling.lines(reporter, id);
    expect(new Set(lines.map(({ reason }) => reason))).toEqual(new Set(['The log has 1 plays']));
    expect((await again(reporter, id, 'restate', bodies(lines, 'INSISTED'))).status).toBe(200);
    await settling.exchange();
    // What differs waits for people.
    const waiting = await settling.of(registry, period, 2);
    expect(waiting).toMatchObject({ state: 'STATED', totalMicros: '7200' });
    const masters = lines.filter(({ side }) => side === 'MASTER');
    const decision = { accept: masters.map(keyOf), reason: 'The other server counted them first' };
    const decided = await again(registry, waiting.id, 'decide', decision);
    expect(decided).toMatchObject({ status: 200, json: { state: 'ANSWERED', acceptedMicros: '4000' } });
    expect((await again(registry, waiting.id, 'decide', decision)).status).toBe(409);
    await settling.exchange();
    const last = await settling.of(reporter, period, 2);
    expect(last).toMatchObject({ state: 'ANSWERED', acceptedMicros: '4000', disputed: 2 });
    const left = (await settling.lines(reporter, last.id)).filter(({ verdict }) => verdict === 'DISPUTED');
    expect(left[0]!.reason).toBe('The log has 1 plays. The other server counted them first');
    await settling.pay(period, 2);
    for (const one of [id, last.id])
      expect((await again(reporter, one, 'restate', bodies(left, 'INSISTED'))).status).toBe(409);
    expect(await payable(heir)).toBe('4000');
    await clean();
  });
});

describe('a settlement that comes to less than nothing', () => {
  test('is carried into the next, and the next says so and is paid without it', async () => {
    const carriedOver = await owed();
    const voided = await reporter.world.post('/api/plays/voids', reporter.operator, {
      ...{ device: first.did, expectedPlays: 1, reason: 'Played by a machine' },
    });
    expect(voided.status).toBe(201);
    const lost = await closePeriod(reporter);
    await settling.exchange();
    const negative = { totalMicros: '-3600', acceptedMicros: '-3600', disputed: 0, state: 'ANSWERED' };
    for (const where of [reporter, registry]) {
      const shown = await settling.of(where, lost);
      expect(shown).toMatchObject(negative);
      expect(await again(where, shown.id, 'prepare', { reference: 'SEPA 1' })).toMatchObject({ status: 409 });
    }
    for (let n = 0; n < 3; n += 1) await hear(reporter, hash);
    const next = await closePeriod(reporter);
    await settling.exchange();
    const stated = {
      totalMicros: '10800',
      acceptedMicros: '10800',
      carriedMicros: '-3600',
      state: 'ANSWERED',
    };
    for (const where of [reporter, registry]) {
      expect(await settling.of(where, next)).toMatchObject(stated);
      expect(await settling.of(where, lost)).toMatchObject({ state: 'CARRIED', carriedInto: next });
    }
    const { sha256 } = await settling.of(reporter, next);
    const document = await reporter.world.get(`/api/federation/settlement-documents/${sha256}`);
    expect(document.json).toMatchObject({
      carried: [{ settlement: (await settling.of(reporter, lost)).sha256, amountMicros: '-3600' }],
    });
    const funded = BigInt((await balancesOf(registry, 'funding'))['funding'] ?? 0);
    await settling.pay(next);
    expect(BigInt((await balancesOf(registry, 'funding'))['funding']!) - funded).toBe(-7200n);
    expect(await owed()).toEqual(carriedOver);
    await clean();
  });
});

describe('money in suspense', () => {
  test('of a share that a registry enters later is owed to it, stated with the next period, and paid', async () => {
    const before = await owed();
    for (let n = 0; n < 3; n += 1) await hear(reporter, hash);
    await registry.world.database.prisma.share.updateMany({
      where: { partyId: heir },
      data: { status: 'ENDED', validTo: new Date() },
    });
    await changed();
    await settling.hearRegistry();
    const period = await closePeriod(reporter);
    const [waiting] = Object.entries(await balancesOf(reporter, 'suspense:'));
    expect(waiting?.[1]).toBe('2400');
    await settling.exchange();
    expect(await settling.of(registry, period)).toMatchObject({ acceptedMicros: '8400', disputed: 0 });
    await settling.pay(period);
    const suspense = reporter.world.app.get(SuspenseService);
    await share(heir, 150_000);
    await settling.hearRegistry();
    // The reporter's catalogue does not have the recording: it is looked for.
    await Promise.all([suspense.releaseElsewhere(), suspense.releaseElsewhere()]);
    expect(Object.values(await balancesOf(reporter, 'suspense:'))).toEqual(['1500']);
    await share(heir, 250_000);
    await settling.hearRegistry();
    const subject = waiting![0].split(':')[2]!;
    await suspense.release({ recordingIds: [subject], workIds: [] });
    await suspense.release({ recordingIds: [subject], workIds: [] });
    expect(await balancesOf(reporter, 'suspense:')).toEqual({});
    const account = `owed:${settling.registryId}/${heir}`;
    expect(BigInt((await owed())[account] ?? 0) - BigInt(before[account] ?? 0)).toBe(2400n);
    const next = await closePeriod(reporter);
    await settling.exchange();
    const stated = await settling.of(registry, next);
    expect(stated).toMatchObject({ totalMicros: '2400', acceptedMicros: '2400', state: 'ANSWERED' });
    expect(await settling.lines(registry, stated.id)).toMatchObject([
      { side: 'MASTER', subject: recording, party: heir, released: period, plays: '0', verdict: 'ACCEPTED' },
    ]);
    const had = BigInt(await payable(heir));
    await settling.pay(next);
    expect(BigInt(await payable(heir)) - had).toBe(2400n);
    expect(await owed()).toEqual(before);
    await clean();
  });
});

describe('what a peer’s log names and cannot be taken', () => {
  test('stands on the peer’s page with the reason until it can', async () => {
    const troubles = async (where: PeerWorld) =>
      (
        (
          await where.world.get(
            `/api/federation/peers/${settling.peerOf(where)}/settlement-troubles`,
            where.operator,
          )
        ).json as { items: object[] }
      ).items;
    expect(await troubles(registry)).toEqual([]);
    await hear(reporter, hash);
    const period = await closePeriod(reporter);
    await reporter.world.app.get(StatingService).run();
    await settling.hearReporter();
    const { sha256, id } = await settling.of(reporter, period);
    // The reporter's server says nothing of it for a while, and then something else.
    const { prisma, pool } = reporter.world.database;
    const { document } = await prisma.settlement.findUniqueOrThrow({ where: { id } });
    const serve = (text: string, hashed = sha256) =>
      pool.query(
        `ALTER TABLE settlement DISABLE TRIGGER settlement_course; UPDATE settlement SET sha256 = '${hashed}', document = '${text}'
         WHERE id = '${id}'; ALTER TABLE settlement ENABLE TRIGGER settlement_course`,
      );
    await serve(document, '0'.repeat(64));
    const answering = registry.world.app.get(AnsweringService);
    await answering.run();
    await answering.run();
    const trouble = { sha256, kind: 'SETTLEMENT', period, currency: 'EUR' };
    expect(await troubles(registry)).toMatchObject([{ ...trouble, code: 'UNREACHABLE', times: 2 }]);
    await serve(document);
    await answering.run();
    expect(await troubles(registry)).toEqual([]);
    // An answer that was altered on the way is refused once, and not asked for again.
    const { id: received } = await settling.of(registry, period);
    const answered = await registry.world.database.prisma.settlement.findUniqueOrThrow({
      where: { id: received },
    });
    await registry.world.database.pool.query(
      `ALTER TABLE settlement DISABLE TRIGGER settlement_course;
       UPDATE settlement SET answer = replace(answer, 'ACCEPTED', 'DISPUTED') WHERE id = '${received}';
       ALTER TABLE settlement ENABLE TRIGGER settlement_course`,
    );
    await settling.hearRegistry();
    const stating = reporter.world.app.get(StatingService);
    await stating.run();
    await stating.run();
    expect(await troubles(reporter)).toMatchObject([
      { kind: 'ANSWER', sha256: answered.answerSha256, code: 'HASH_DIFFERS', times: 1, period },
    ]);
    expect(await settling.of(reporter, period)).toMatchObject({ state: 'STATED' });
  });
});
