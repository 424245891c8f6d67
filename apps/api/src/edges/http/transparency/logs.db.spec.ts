import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canonicalBytes } from '@flipside/recipe';
import {
  formatAddCheckpoint,
  formatVkey,
  leafHash,
  parseCheckpoint,
  parsePolicy,
  parseVkey,
  readEntries,
  readHead,
  signerKey,
  signText,
  verifyTlogProof,
} from '@flipside/transparency';
import type { KnownLog, SignedCheckpoint } from '@flipside/transparency';
import { SequencerService } from '../../../modules/transparency/index.ts';
import { CosigningService } from '../../../modules/transparency/cosigning.service.ts';
import type { LogName } from '../../../modules/transparency/index.ts';
import { Device } from '../../../../../../test/support/played-world.ts';
import { flip, FlipWorld } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

const ISRC = 'GBTST2500001';
let world: FlipWorld;
let operator: User;
let artist: User;
let known: Record<LogName, KnownLog>;

const sequence = async (name: LogName, where = world) => await where.app.get(SequencerService).sequence(name);
const reader =
  (name: LogName, where = world) =>
  async (path: string): Promise<Uint8Array | null> => {
    const answer = await where.app.inject({ method: 'GET', url: `/log/${name}/${path}` });
    return answer.statusCode === 200 ? answer.rawPayload : null;
  };

async function entriesOf(name: LogName): Promise<Record<string, unknown>[]> {
  const head = await readHead(reader(name), known[name], null);
  if (!head.ok) throw new Error(`${head.code}: ${head.message}`);
  const found: Record<string, unknown>[] = [];
  for await (const batch of readEntries(reader(name), head.value.tiles, 0)) {
    if (!batch.ok) throw new Error(`${batch.code}: ${batch.message}`);
    found.push(
      ...batch.value.entries.map(
        (entry) => JSON.parse(Buffer.from(entry).toString()) as Record<string, unknown>,
      ),
    );
  }
  return found;
}

async function play(heardMs = 8_000): Promise<{ promise: { leaf: string; log: string }; receipt: object }> {
  const { items } = (await world.get('/api/feed')).json as { items: { hash: string }[] };
  const device = new Device();
  const grant = (await world.post('/api/plays/grants', null, { recipe: items[0]!.hash, device: device.did }))
    .json as { id: string; recipe: string };
  const receipt = device.receipt(grant, new Date(), heardMs);
  const answer = await world.post('/api/plays', null, { receipts: [receipt] });
  const { results } = answer.json as {
    results: { status: string; promise: { leaf: string; log: string } }[];
  };
  expect(results).toMatchObject([{ status: 'counted' }]);
  return { promise: results[0]!.promise, receipt };
}

beforeAll(async () => {
  world = await FlipWorld.open();
  operator = await world.user('olga', { operator: true });
  artist = await world.user('ada');
  await world.tariff(operator);
  const party = await world.party(artist, 'North Label');
  await world.recording(operator, ISRC, { label: party, writer: party });
  for (const side of ['MASTER', 'COMPOSITION'])
    await world.post(`/api/parties/${party}/grants`, artist, { side, subject: { kind: 'CATALOGUE' } });
  await world.post('/api/recipes', artist, { recipe: flip([ISRC], 'Midnight'), tags: [] });
  const { logs } = (await world.get('/api/logs')).json as {
    logs: { name: LogName; origin: string; vkey: string }[];
  };
  const entries = logs.map(({ name, origin, vkey }) => {
    const key = parseVkey(vkey);
    if (!key.ok) throw new Error(key.message);
    return [name, { origin, logKeys: [key.value] }] as const;
  });
  known = Object.fromEntries(entries) as unknown as Record<LogName, KnownLog>;
});
afterAll(() => world.close());

describe('the consent log', () => {
  test('says in one history what a licence rests on', async () => {
    while ((await sequence('consent')).more);
    const leaves = await entriesOf('consent');
    const kinds = leaves.map(({ t }) => t as string);
    for (const kind of [
      'tariff',
      'recording',
      'work',
      'recording-work',
      'share',
      'contributor',
      'grant',
      'publish',
      'clearance',
      'recipe-source',
    ])
      expect(kinds).toContain(kind);
    expect(kinds.indexOf('grant')).toBeLessThan(kinds.indexOf('publish'));
    const publish = leaves.find(({ t }) => t === 'publish');
    expect(publish).toMatchObject({
      policy: 'MONETISE',
      territory: 'GB',
      tariff: 1,
      licence: { grants: [{ version: 1 }, { version: 1 }] },
    });
    const clearance = leaves.find(({ t }) => t === 'clearance');
    expect(clearance).toMatchObject({
      sides: [
        { side: 'MASTER', state: 'CLEARED' },
        { side: 'COMPOSITION', state: 'CLEARED' },
      ],
    });
    expect(JSON.stringify(leaves)).not.toMatch(/Ada|"ada|North Label|[cC]reated_?[bB]y/);
  });

  test('says a withdrawal, and the state of the flip that follows it', async () => {
    const before = (await entriesOf('consent')).length;
    const grants = (await world.get(`/api/parties/${(await party()).id}/grants`, artist)).json as {
      items: { id: string }[];
    };
    const { id } = grants.items[0]!;
    await world.post(`/api/grants/${id}/withdraw`, artist, { reason: 'a private reason' });
    await world.settle(id);
    await sequence('consent');
    const news = (await entriesOf('consent')).slice(before);
    expect(news).toContainEqual(expect.objectContaining({ t: 'grant', id, version: 2, state: 'WITHDRAWN' }));
    expect(news).toContainEqual(expect.objectContaining({ t: 'recipe-state', state: 'WITHDRAWN' }));
    expect(JSON.stringify(news)).not.toContain('private reason');
    await world.send('PUT', `/api/grants/${id}`, artist, { policy: 'MONETISE', scope: {} });
    await world.settle(id);
  });

  test('holds nothing of what was rolled back, and everything of what was committed', async () => {
    await sequence('consent');
    const before = (await entriesOf('consent')).length;
    await world.database
      .transaction(async (tx) => {
        await tx.work.create({ data: { id: '00000000-0000-7000-8000-000000000001', title: 'Never' } });
        throw new Error('no');
      })
      .catch(() => undefined);
    expect(await sequence('consent')).toEqual({ added: 0, more: false });
    expect(await entriesOf('consent')).toHaveLength(before);
  });
});

const party = async (): Promise<{ id: string }> =>
  ((await world.get('/api/parties', artist)).json as { items: { id: string; name: string }[] }).items.find(
    ({ name }) => name === 'North Label',
  )!;

describe('the plays log', () => {
  test('commits to the receipt without telling it, and the device can find its promise', async () => {
    const { promise, receipt } = await play();
    expect(promise.log).toBe('flipside.test/log/plays');
    await sequence('plays');
    const [leaf] = (await entriesOf('plays')).slice(-1);
    expect(Object.keys(leaf!).toSorted()).toEqual([
      'c',
      'hour',
      'period',
      'recipe',
      'rules',
      't',
      'tariff',
      'territory',
    ]);
    expect(leaf).toMatchObject({
      t: 'play',
      territory: 'GB',
      rules: 2,
      tariff: 1,
      hour: expect.stringMatching(/T\d\dZ$/),
    });
    const row = await world.database.prisma.play.findFirstOrThrow({ orderBy: { countedAt: 'desc' } });
    const commitment = createHash('sha256')
      .update(row.salt!)
      .update(canonicalBytes(receipt))
      .digest('base64');
    expect(leaf!['c']).toBe(commitment);

    const found = (await world.get(`/api/logs/plays/leaves/${promise.leaf}`)).json as {
      index: number;
      entry: string;
      proof: string;
      hash: string;
    };
    expect(found.hash).toBe(Buffer.from(leafHash(canonicalBytes(leaf))).toString('hex'));
    const vkey = formatVkey(known.plays.logKeys[0]!);
    const policy = parsePolicy(`log ${vkey}\nquorum none\n`);
    if (!policy.ok) throw new Error(policy.message);
    const verified = verifyTlogProof(Buffer.from(found.proof), Buffer.from(found.entry), policy.value);
    expect(verified).toMatchObject({ ok: true, value: { index: found.index } });
    expect(
      verifyTlogProof(Buffer.from(found.proof), Buffer.from(`${found.entry} `), policy.value),
    ).toMatchObject({ code: 'NOT_INCLUDED' });
  });

  test('says where leaves are, and that some are not there, without an error', async () => {
    const { items } = (await world.get('/api/logs/consent/leaves?limit=2')).json as {
      items: { index: number; hash: string }[];
    };
    const [last, before] = items;
    const nowhere = 'f'.repeat(64);
    const ask = (leaves: string) => world.get(`/api/logs/consent/places?leaves=${leaves}`);
    const answer = await ask([last!.hash, nowhere, before!.hash].join(','));
    expect(answer).toMatchObject({
      status: 200,
      json: {
        places: [
          { hash: last!.hash, index: last!.index },
          { hash: nowhere, index: null },
          { hash: before!.hash, index: before!.index },
        ],
      },
    });
    // Hashes of one log are not looked for in the other.
    expect((await world.get(`/api/logs/plays/places?leaves=${last!.hash}`)).json).toEqual({
      places: [{ hash: last!.hash, index: null }],
    });
    expect(await ask('abc')).toMatchObject({ status: 400, json: { code: 'invalid_request' } });
    expect((await ask(Array(101).fill(nowhere).join(','))).status).toBe(400);
    expect((await ask(Array(100).fill(nowhere).join(','))).status).toBe(200);
  });

  test('serves full tiles for ever and checkpoints for a moment, to any site', async () => {
    await world.database.pool.query(
      `INSERT INTO log_pending (log, body) SELECT 'plays', jsonb_build_object('t', 'void', 'n', n) FROM generate_series(1, 700) AS n`,
    );
    while ((await sequence('plays')).more);
    const get = (path: string) => world.app.inject({ method: 'GET', url: `/log/plays/${path}` });
    const full = await get('tile/0/000');
    expect(full).toMatchObject({ statusCode: 200 });
    expect(full.rawPayload).toHaveLength(8_192);
    expect(full.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'cache-control': 'public, max-age=31536000, immutable',
      'access-control-allow-origin': '*',
    });
    expect((await get('tile/entries/001')).statusCode).toBe(200);
    expect((await get('tile/0/000.p/17')).rawPayload).toEqual(full.rawPayload.subarray(0, 17 * 32));
    expect((await get('tile/1/000.p/2')).rawPayload).toHaveLength(64);
    const checkpoint = await get('checkpoint');
    expect(checkpoint.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-cache',
    });
    for (const path of [
      'tile/0/003',
      'tile/0/000.p/0',
      'tile/0/000.p/256',
      'tile/9/000',
      'tile/0/0',
      'tile/entries/009',
      'tile/0/x000/000',
    ])
      expect([path, (await get(path)).statusCode]).toEqual([path, 404]);
    expect((await world.app.inject({ method: 'GET', url: '/log/other/checkpoint' })).statusCode).toBe(400);
    expect(await entriesOf('plays')).toHaveLength(701);
    const page = (await world.get('/api/logs/plays/leaves?limit=3')).json as {
      items: { index: number }[];
      before: number;
    };
    expect(page).toMatchObject({ items: [{ index: 700 }, { index: 699 }, { index: 698 }], before: 698 });
    const next = (await world.get(`/api/logs/plays/leaves?limit=1&before=${page.before}`)).json;
    expect(next).toMatchObject({ items: [{ index: 697 }] });
  });

  test('goes on from its own past, whoever appends, and forks nothing', async () => {
    const seen = parseCheckpoint((await reader('plays')('checkpoint'))!);
    if (!seen.ok) throw new Error(seen.message);
    await world.database.pool.query(
      `INSERT INTO log_pending (log, body) SELECT 'plays', jsonb_build_object('t', 'void', 'n', n) FROM generate_series(1, 9000) AS n`,
    );
    const sequencers = Array.from({ length: 4 }, async () => {
      for (let turn = 0; turn < 6; turn += 1) await sequence('plays');
    });
    await Promise.all(sequencers);
    while ((await sequence('plays')).added > 0);
    const head = await readHead(reader('plays'), known.plays, seen.value);
    expect(head).toMatchObject({ ok: true, value: { checkpoint: { size: 9_701 } } });
    const numbers = (await entriesOf('plays')).filter(({ t }) => t === 'void').map(({ n }) => n as number);
    expect(numbers).toHaveLength(9_700);
    expect(numbers.slice(700)).toEqual(Array.from({ length: 9_000 }, (_, index) => index + 1));
  });

  test('cannot be rewritten, shortened or signed anew', async () => {
    const refuse = (sql: string) =>
      expect(world.database.pool.query(sql)).rejects.toThrow(/append-only|would go from/);
    await refuse(`UPDATE log_leaf SET entry = 'x' WHERE log = 'plays' AND index = 3`);
    await refuse(`DELETE FROM log_leaf WHERE log = 'plays' AND index = 9700`);
    await refuse(`TRUNCATE log_leaf`);
    await refuse(`UPDATE log_node SET hash = root FROM log_head`);
    await refuse(`UPDATE log_head SET size = size - 1 WHERE log = 'plays'`);
    await refuse(`UPDATE log_head SET root = sha256('x') WHERE log = 'plays'`);
    await refuse(`DELETE FROM log_head`);
  });

  test('what was changed in spite of that does not verify', async () => {
    await world.database.pool.query(`ALTER TABLE log_leaf DISABLE TRIGGER log_leaf_append_only`);
    await world.database.pool.query(`UPDATE log_leaf SET entry = 'x' WHERE log = 'plays' AND index = 300`);
    await expect(entriesOf('plays')).rejects.toThrow(/ENTRY_WRONG: entry 300 /);
    await world.database.pool.query(
      `UPDATE log_leaf SET hash = sha256('x') WHERE log = 'plays' AND index = 300`,
    );
    await expect(entriesOf('plays')).rejects.toThrow(/TILE_WRONG: tile 0\/1 /);
  });
});

describe('a witness', () => {
  let other: FlipWorld;
  let follower: FlipWorld;
  const log = signerKey('elsewhere.example/log', 1, new Uint8Array(32).fill(3));

  beforeAll(async () => {
    other = await FlipWorld.open();
    await other.tariff(await other.user('otto', { operator: true }));
    await sequence('consent', other);
  });
  afterAll(async () => {
    await other.close();
    await follower.close();
  });

  const submit = (body: string | Buffer, where = follower) =>
    where.app.inject({
      method: 'POST',
      url: '/witness/add-checkpoint',
      payload: body,
      headers: { 'content-type': 'text/plain' },
    });

  test('cosigns what another instance logs, which publishes the line', async () => {
    const { logs } = (await other.get('/api/logs')).json as { logs: { name: string; vkey: string }[] };
    const keys = logs.map(({ vkey }) => parseVkey(vkey)).flatMap((key) => (key.ok ? [key.value] : []));
    follower = await FlipWorld.open({ baseUrl: 'http://witness.test', witnessedLogs: [...keys, log] });
    await follower.app.listen(0, '127.0.0.1');
    const { port } = follower.app.getHttpServer().address() as AddressInfo;
    const { witness } = (await follower.get('/api/logs')).json as { witness: string };
    const policy = parsePolicy(`witness w ${witness} http://127.0.0.1:${port}/witness\nquorum w\n`);
    if (!policy.ok) throw new Error(policy.message);
    const cosigning = other.app.get(CosigningService);
    Object.assign(cosigning, { config: { logWitnesses: policy.value.witnesses } });
    Object.assign((cosigning as unknown as { http: object }).http, { allowPrivate: true });
    const cosigned = async (): Promise<SignedCheckpoint> => {
      const parsed = parseCheckpoint((await reader('consent', other)('checkpoint'))!);
      if (!parsed.ok) throw new Error(parsed.message);
      return parsed.value;
    };
    expect((await cosigned()).note.signatures).toHaveLength(1);
    await cosigning.collect('consent');
    const first = await cosigned();
    expect(first.note.signatures.map(({ name }) => name)).toEqual([
      'flipside.test/log/consent',
      'witness.test/witness',
    ]);

    await other.database.prisma.work.create({
      data: { id: '00000000-0000-7000-8000-000000000002', title: 'Next' },
    });
    await sequence('consent', other);
    await cosigning.collect('consent');
    const second = await cosigned();
    expect(second.size).toBe(first.size + 1);
    expect(second.note.signatures).toHaveLength(2);
  });

  test('answers as tlog-witness says', async () => {
    const checkpoint = (text: string, key = log) => {
      const { name, keyId, signature } = signText(text, key);
      return Buffer.from(`${text}\n— ${name} ${Buffer.concat([keyId, signature]).toString('base64')}\n`);
    };
    const root = Buffer.from(leafHash(Buffer.from('a'))).toString('base64');
    const body = (oldSize: number, text = `elsewhere.example/log\n1\n${root}\n`, key = log) =>
      Buffer.from(formatAddCheckpoint({ oldSize, proof: [], checkpoint: checkpoint(text, key) }));
    const stranger = signerKey('elsewhere.example/log', 1, new Uint8Array(32).fill(4));

    expect(await submit('nonsense')).toMatchObject({ statusCode: 400 });
    expect(await submit(body(0, `unknown.example/log\n1\n${root}\n`))).toMatchObject({ statusCode: 404 });
    expect(await submit(body(0, undefined, stranger))).toMatchObject({ statusCode: 403 });
    expect(await submit(body(2))).toMatchObject({ statusCode: 400 });
    const conflict = await submit(body(1));
    expect(conflict).toMatchObject({ statusCode: 409, body: '0\n' });
    expect(conflict.headers['content-type']).toBe('text/x.tlog.size');
    const [one, two] = await Promise.all([submit(body(0)), submit(body(0))]);
    expect([one.statusCode, two.statusCode].toSorted()).toEqual([200, 409]);
    expect([one, two].find(({ statusCode }) => statusCode === 200)!.body).toMatch(
      /^— witness\.test\/witness \S{104}\n$/,
    );
    const forged = Buffer.from(leafHash(Buffer.from('b'))).toString('base64');
    expect(await submit(body(1, `elsewhere.example/log\n1\n${forged}\n`))).toMatchObject({ statusCode: 422 });
    expect((await submit(Buffer.alloc(200_000, 'x'))).statusCode).toBe(413);
  });
});
