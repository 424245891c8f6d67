import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PeerWorld } from '../../../../../../test/support/peers.ts';
import { Device } from '../../../../../../test/support/played-world.ts';
import { closePeriod, hear, takeIn } from '../../../../../../test/support/remote-flips.ts';
import { balancesOf, findingsOf, Settling } from '../../../../../../test/support/settling.ts';
import { PoolService } from '../../../modules/royalty/index.ts';
import { Principal } from '../../../platform/auth/principal.ts';
import { flip } from '../common/flip-world.fixture.ts';

const [THEIRS, OWN] = ['GBTST2600001', 'GBTST2600002'] as const;
const MINUTE_MS = 60_000;

let settling: Settling;
let reporter: PeerWorld;
let registry: PeerWorld;
let label: string;
/** Of the registry, and of the reporter, whose music counts in the same pools. */
let theirs: string;
let own: string;

async function catalogue(where: PeerWorld, isrc: string, name: string): Promise<string> {
  const artist = await where.world.user('ada');
  const party = await where.world.party(artist, name);
  await where.world.recording(where.operator, isrc, { label: party, writer: party });
  for (const side of ['MASTER', 'COMPOSITION'])
    await where.world.post(`/api/parties/${party}/grants`, artist, { side, subject: { kind: 'CATALOGUE' } });
  return party;
}

async function publish(where: PeerWorld, isrc: string): Promise<string> {
  const producer = await where.world.user('pia');
  const published = await where.world.post('/api/recipes', producer, {
    recipe: flip([isrc], 'Of many tariffs'),
    tags: [],
  });
  if (published.status !== 201) throw new Error(published.text);
  return (published.json as { hash: string }).hash;
}

const tariff = (kind: string) =>
  reporter.world.post('/api/tariffs', reporter.operator, {
    ...{ kind, currency: 'EUR', perPlayMicros: null },
    ...{ masterPpm: 500_000, compositionPpm: 150_000, remixerPpm: 250_000, platformPpm: 100_000 },
  });

beforeAll(async () => {
  [reporter, registry] = [await PeerWorld.open(), await PeerWorld.open()];
  label = await catalogue(registry, THEIRS, 'North Label');
  theirs = await publish(registry, THEIRS);
  await catalogue(reporter, OWN, 'South Label');
  own = await publish(reporter, OWN);
  await takeIn(reporter, registry, theirs);
  settling = await Settling.open(reporter, registry);
}, 60_000);
afterAll(async () => {
  await reporter.close();
  await registry.close();
});

describe('a period under tariffs of all kinds', () => {
  let period: string;

  test('comes to the same at the registry, from the logs alone', async () => {
    const principal = new Principal({ userId: reporter.operator.id, operator: true });
    for (let n = 0; n < 3; n += 1) await hear(reporter, theirs);
    expect((await tariff('PRO_RATA')).status).toBe(201);
    reporter.pass(MINUTE_MS);
    for (let n = 0; n < 2; n += 1) await hear(reporter, theirs);
    await hear(reporter, own);
    expect((await tariff('USER_CENTRIC')).status).toBe(201);
    // Ann hears both, two to one; Ben hears what is of the reporter; Cleo heard theirs, which was no play after all.
    const [ann, ben, cleo] = [new Device(), new Device(), new Device()];
    for (const [device, recipe] of [
      ...[[ann, theirs] as const, [ann, theirs] as const, [ann, own] as const],
      ...[[ben, own] as const, [cleo, theirs] as const],
    ]) {
      reporter.pass(MINUTE_MS);
      await hear(reporter, recipe, device);
    }
    const { prisma } = reporter.world.database;
    ({ id: period } = await prisma.period.findFirstOrThrow({ where: { state: 'OPEN' } }));
    const names = new Map(
      (await prisma.playListener.findMany()).map(({ subject, pseudonym }) => [subject, pseudonym]),
    );
    const nameOf = ({ did }: Device): string => names.get(`device:${did}`)!;
    const pools = reporter.world.app.get(PoolService);
    const why = { reference: 'Subscriptions', evidence: 'Bank statement of 30 November' };
    await pools.state(principal, period, { ...why, tariff: 2, amountMicros: '1000001' });
    await pools.importPayments(principal, period, {
      ...{ ...why, tariff: 3 },
      payments: [
        { listener: nameOf(ann), amountMicros: '10000000' },
        { listener: nameOf(ben), amountMicros: '5000000' },
        { listener: nameOf(cleo), amountMicros: '7' },
        { listener: 'silent', amountMicros: '11' },
      ],
    });
    const voided = await reporter.world.post('/api/plays/voids', reporter.operator, {
      ...{ device: cleo.did, expectedPlays: 1, reason: 'Played by a machine' },
    });
    expect([voided.status, voided.text]).toEqual([201, voided.text]);
    expect(await closePeriod(reporter)).toBe(period);
    await settling.hearReporter();
    const receivable = await registry.world.database.pool.query<{ tariff: number; amount: string }>(
      `SELECT tariff_version AS tariff, sum(amount_micros)::text AS amount FROM receivable WHERE final GROUP BY 1 ORDER BY 1`,
    );
    const owed = await reporter.world.database.pool.query<{ tariff: number; amount: string }>(
      `SELECT tariff_version AS tariff, sum(amount_micros)::text AS amount FROM allocation_line WHERE basis = 'PEER' GROUP BY 1 ORDER BY 1`,
    );
    // Nine tenths of it: three plays at 4,000; two thirds of the pool; two thirds of what Ann paid.
    expect(owed.rows).toEqual([
      { tariff: 1, amount: '10800' },
      { tariff: 2, amount: '600000' },
      { tariff: 3, amount: '6000000' },
    ]);
    expect(receivable.rows).toEqual(owed.rows);
  });

  test('is stated, accepted, paid and booked as one', async () => {
    await settling.exchange();
    const stated = { totalMicros: '6610800', acceptedMicros: '6610800', disputed: 0, state: 'ANSWERED' };
    for (const where of [reporter, registry]) expect(await settling.of(where, period)).toMatchObject(stated);
    await settling.pay(period);
    expect(await balancesOf(reporter, 'owed:')).toEqual({});
    expect(await balancesOf(reporter, 'settled:')).toEqual({ [`settled:${settling.registryId}`]: '6610800' });
    expect(await balancesOf(registry, 'funding')).toEqual({ funding: '-6610800' });
    const got = await balancesOf(registry, `payable:${label}`);
    expect(BigInt(got[`payable:${label}`]!) > 4_000_000n).toBe(true);
    expect([await findingsOf(reporter), await findingsOf(registry)]).toEqual([[], []]);
  });
});
