import { canonicalise } from '@flipside/recipe';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PeerWorld } from '../../../../../../test/support/peers.ts';
import { closePeriod, hear, takeIn } from '../../../../../../test/support/remote-flips.ts';
import { AuditService } from '../../../modules/audit/index.ts';
import { InstanceSigner } from '../../../modules/plays/index.ts';
import { AnsweringService, StatingService } from '../../../modules/settlements/index.ts';
import { hashOf } from '../../../modules/settlements/settlement-document.ts';
import type { NamedDocument } from '../../../modules/settlements/settlement.repository.ts';
import { ReckoningService, RecipeFetchService } from '../../../modules/tally/index.ts';
import { Principal } from '../../../platform/auth/principal.ts';
import { flip } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

const ISRC = 'GBTST2600001';

/** Who owes, and whose parties are owed. */
let reporter: PeerWorld;
let registry: PeerWorld;
/** What each calls the other. */
let registryId: string;
let reporterId: string;
let second: Record<'reporter' | 'registry', User>;
let label: string;
let period: string;

interface Shown {
  readonly id: string;
  readonly state: string;
  readonly sha256: string;
}

const rows = async <T extends object>({ world }: PeerWorld, sql: string): Promise<T[]> =>
  (await world.database.pool.query<T>(sql)).rows;
const listed = async (where: PeerWorld, peer: string): Promise<Shown[]> =>
  (
    (await where.world.get(`/api/federation/peers/${peer}/settlements`, where.operator)).json as {
      items: Shown[];
    }
  ).items;
const only = async (where: PeerWorld, peer: string): Promise<Shown> => {
  const items = await listed(where, peer);
  expect(items).toHaveLength(1);
  return items[0]!;
};
const step = (where: PeerWorld, by: User, id: string, what: string, body: object = {}) =>
  where.world.post(`/api/federation/settlements/${id}/${what}`, by, body);
const findings = async ({ world, operator }: PeerWorld): Promise<unknown[]> => {
  const found: unknown[] = [];
  for await (const event of await world.app
    .get(AuditService)
    .start(new Principal({ userId: operator.id, operator: true })))
    if (event.event === 'finding') found.push(event);
  return found;
};

beforeAll(async () => {
  [reporter, registry] = [await PeerWorld.open(), await PeerWorld.open()];
  const artist = await registry.world.user('ada');
  label = await registry.world.party(artist, 'North Label');
  await registry.world.recording(registry.operator, ISRC, { label, writer: label });
  for (const side of ['MASTER', 'COMPOSITION'])
    await registry.world.post(`/api/parties/${label}/grants`, artist, {
      side,
      subject: { kind: 'CATALOGUE' },
    });
  const producer = await registry.world.user('pia');
  const recipe = flip([ISRC], 'From afar');
  const { hash } = (await registry.world.post('/api/recipes', producer, { recipe, tags: [] })).json as {
    hash: string;
  };
  await takeIn(reporter, registry, hash);
  registryId = await reporter.befriend(registry);
  reporterId = await registry.befriend(reporter);
  await registry.sequence();
  await reporter.tail(registryId);
  second = {
    reporter: await reporter.world.user('otto', { operator: true }),
    registry: await registry.world.user('otto', { operator: true }),
  };
  for (let n = 0; n < 3; n += 1) await hear(reporter, hash);
  period = await closePeriod(reporter);
}, 60_000);
afterAll(async () => {
  await reporter.close();
  await registry.close();
});

describe('a closed period', () => {
  test('is stated once, signed and logged, with what each party is owed for what', async () => {
    const stating = reporter.world.app.get(StatingService);
    await Promise.all([stating.run(), stating.run()]);
    const shown = await only(reporter, registryId);
    expect(shown).toMatchObject({
      direction: 'OUT',
      state: 'STATED',
      period,
      totalMicros: '10800',
      acceptedMicros: null,
    });
    const document = await reporter.world.get(`/api/federation/settlement-documents/${shown.sha256}`);
    expect(hashOf(document.text)).toBe(shown.sha256);
    const { id: recording } = (await rows<{ id: string }>(registry, 'SELECT id FROM recording'))[0]!;
    expect(document.json).toMatchObject({
      ...{ from: reporter.url, to: registry.url, period, currency: 'EUR' },
      lines: [
        { side: 'COMPOSITION', party: label, plays: '3', amountMicros: '1800' },
        { side: 'MASTER', subject: recording, party: label, plays: '3', amountMicros: '6000' },
        { side: 'REMIXER', plays: '3', amountMicros: '3000' },
      ],
    });
    await reporter.sequence();
    expect(
      await rows(
        reporter,
        `SELECT 1 FROM log_leaf WHERE log = 'consent' AND convert_from(entry, 'UTF8') LIKE '%${shown.sha256}%'`,
      ),
    ).toHaveLength(1);
  });

  test('is answered when all of it was read and reckoned, line by line', async () => {
    const answering = registry.world.app.get(AnsweringService);
    expect(await registry.tail(reporterId)).toBe('READ');
    await answering.run();
    // Its plays were not read yet.
    expect(await only(registry, reporterId)).toMatchObject({ direction: 'IN', state: 'STATED' });
    expect(await registry.tail(reporterId, 'plays')).toBe('READ');
    await registry.world.app.get(RecipeFetchService).run();
    await registry.world.app.get(ReckoningService).run();
    await Promise.all([answering.run(), answering.run()]);
    const shown = await only(registry, reporterId);
    expect(shown).toMatchObject({ state: 'ANSWERED', acceptedMicros: '10800', disputed: 0, refusal: null });
    const detail = await registry.world.get(`/api/federation/settlements/${shown.id}`, registry.operator);
    const line = { plays: '3', reckonedPlays: '3', verdict: 'ACCEPTED', reason: null };
    expect(detail.json).toMatchObject({ lines: [line, line, line], more: false });
    await registry.sequence();
    await reporter.tail(registryId);
    await reporter.world.app.get(StatingService).run();
    expect(await only(reporter, registryId)).toMatchObject({
      state: 'ANSWERED',
      acceptedMicros: '10800',
      disputed: 0,
    });
  });

  test('is refused by name when it is another document, key, period or instance, or comes again', async () => {
    const { sha256 } = await only(registry, reporterId);
    const text = (await reporter.world.get(`/api/federation/settlement-documents/${sha256}`)).text;
    const { key: _key, sig: _sig, ...stated } = JSON.parse(text) as Record<string, unknown>;
    const own = reporter.world.app.get(InstanceSigner);
    const answering = registry.world.app.get(AnsweringService);
    const lines = stated['lines'] as { amountMicros: string }[];
    const altered = text.replace('"amountMicros":"1800"', '"amountMicros":"2800"').replace('10800', '11800');
    const signed = async (change: object) => canonicalise(await own.sign({ ...stated, ...change }));
    const refused = async (document: string, change: Partial<NamedDocument> = {}): Promise<string | null> => {
      const named = {
        ...{
          peerId: reporterId,
          url: reporter.url,
          id: '',
          sha256: hashOf(document),
          period,
          currency: 'EUR',
        },
        ...{ totalMicros: '10800', ...change },
      };
      await answering.take(named, document);
      const [row] = await rows<{ refusal: string; state: string }>(
        registry,
        `SELECT refusal, state FROM settlement WHERE sha256 = '${named.sha256}'`,
      );
      expect(row?.state).toBe('REFUSED');
      return row?.refusal ?? null;
    };
    expect(await refused(altered, { sha256: '0'.repeat(64) })).toMatch(/^HASH_DIFFERS/);
    expect(await refused(altered, { totalMicros: '11800' })).toMatch(/^SIGNATURE/);
    expect(await refused(await signed({ totalMicros: '1' }))).toMatch(/^SUM/);
    expect(await refused(await signed({ lines: [...lines, lines[0]], totalMicros: '12600' }))).toMatch(
      /^MALFORMED.*twice/,
    );
    expect(await refused(await signed({ format: 'flipside-settlement/9' }))).toMatch(/^MALFORMED/);
    expect(await refused(await signed({ period: '2031-01' }))).toMatch(/^OTHER_PERIOD/);
    expect(await refused(await signed({ to: 'https://elsewhere.test' }))).toMatch(/^OTHER_INSTANCE/);
    expect(await refused(await signed({ lines: lines.toReversed() }))).toMatch(/^REPLAYED/);
    expect(await refused(await signed({ round: 2 }))).toMatch(/^MALFORMED.*neither a first round/);
    const again = lines.map((line) => ({ ...line, stance: 'INSISTED', plea: 'So it is' }));
    const later = { lines: again, round: 2 };
    expect(await refused(await signed({ ...later, of: sha256 }))).toMatch(/^OTHER_LINES.*was not disputed/);
    expect(await refused(await signed({ ...later, of: '0'.repeat(64) }))).toMatch(/^OTHER_LINES/);
    // What is taken off has to be what was accepted of another.
    const carried = [{ settlement: sha256, amountMicros: '-5' }];
    const next = { period: '2031-02' };
    expect(await refused(await signed({ ...next, carried }), next)).toMatch(/^CARRIED/);
    // What was refused is seen, and changes nothing of what stands.
    expect((await listed(registry, reporterId)).filter(({ state }) => state === 'ANSWERED')).toHaveLength(1);
    await expect(registry.world.database.pool.query('DELETE FROM settlement')).rejects.toThrow('append-only');
    await expect(
      registry.world.database.pool.query(
        `UPDATE settlement SET accepted_micros = 1 WHERE state = 'ANSWERED'`,
      ),
    ).rejects.toThrow('does not go');
  });

  test('is paid by two operators on each side, and booked once', async () => {
    const sides = [
      [reporter, (await only(reporter, registryId)).id, second.reporter],
      [
        registry,
        (await listed(registry, reporterId)).find(({ state }) => state === 'ANSWERED')!.id,
        second.registry,
      ],
    ] as const;
    for (const [where, id, other] of sides) {
      const { operator } = where;
      expect((await step(where, other, id, 'confirm')).status).toBe(409);
      const prepared = await step(where, operator, id, 'prepare', { reference: 'SEPA 4711' });
      expect(prepared).toMatchObject({
        status: 200,
        json: { state: 'PREPARED', preparedBy: 'Olga', reference: 'SEPA 4711' },
      });
      expect((await step(where, operator, id, 'confirm')).status).toBe(403);
      expect(await step(where, other, id, 'withdraw')).toMatchObject({
        status: 200,
        json: { state: 'ANSWERED' },
      });
      await step(where, operator, id, 'prepare', { reference: 'SEPA 4712' });
      const [one, again] = await Promise.all([
        step(where, other, id, 'confirm'),
        step(where, other, id, 'confirm'),
      ]);
      expect([one.status, again.status].sort()).toEqual([200, 409]);
      expect((await step(where, operator, id, 'prepare', { reference: 'SEPA 4713' })).status).toBe(409);
    }
    const balances = `SELECT o.account, sum(o.amount_micros)::text AS amount FROM posting o JOIN journal_entry e ON e.id = o.entry_id`;
    const left = await rows(
      reporter,
      `${balances} WHERE o.account LIKE 'owed:%' GROUP BY 1 HAVING sum(o.amount_micros) <> 0`,
    );
    expect(left).toEqual([]);
    const settled = `${balances} WHERE e.kind = 'SETTLEMENT' AND o.account !~ '^owed:' GROUP BY 1 ORDER BY 1`;
    expect(await rows(reporter, settled)).toEqual([{ account: `settled:${registryId}`, amount: '10800' }]);
    const received = new Map(
      (await rows<{ account: string; amount: string }>(registry, settled)).map((one) => [
        one.account,
        one.amount,
      ]),
    );
    expect(received.get('funding')).toBe('-10800');
    expect(received.get(`payable:${label}`)).toBe('7800');
    expect(received.size).toBe(3);
    expect([await findings(reporter), await findings(registry)]).toEqual([[], []]);
    const receivable = await registry.world.get(
      `/api/royalties/receivables?party=${label}`,
      registry.operator,
    );
    expect(receivable.json).toMatchObject({ items: [{ period, amountMicros: '7800', payable: true }] });
  });

  test('is settled no further with a server that contradicts itself', async () => {
    const { id } = await only(reporter, registryId);
    await reporter.world.database.pool.query(`UPDATE peer SET state = 'FROZEN' WHERE id = '${registryId}'`);
    const answer = await step(reporter, reporter.operator, id, 'prepare', { reference: 'SEPA 4714' });
    expect(answer).toMatchObject({
      status: 409,
      json: { detail: expect.stringContaining('contradicts itself') },
    });
  });
});
