import 'reflect-metadata';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Device } from '../../../../../../test/support/played-world.ts';
import { runCommandLine } from '../../../../../client/src/cli/program.ts';
import {
  checkShownPlay,
  drawRank,
  newSampleId,
  signSampleRequest,
} from '../../../../../client/src/engine/verify/index.ts';
import type { SampleRequest, ShownPlay } from '../../../../../client/src/engine/verify/index.ts';
import { canonicalBytes, didKeyFromPublicKey, publicKeyOf, signBytes } from '@flipside/recipe';
import { BodyErasureService } from '../../../modules/plays/index.ts';
import { PeriodCloseService } from '../../../modules/royalty/index.ts';
import { LOG_NAMES, SequencerService } from '../../../modules/transparency/index.ts';
import { flip, FlipWorld } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

interface Shown {
  id: string;
  plays: number;
  reason: string;
  user: { handle: string };
  items: (ShownPlay & { position: number; isTakenBack: boolean })[];
}

/** Where the instance is reached, by the command too. */
let HOME: string;
const ISRC = 'GBTST2600001';
const SEED = Buffer.alloc(32, 5).toString('base64');
const keySeed = new Uint8Array(32).fill(11);
const signer = {
  did: didKeyFromPublicKey(publicKeyOf(keySeed)),
  sign: (bytes: Uint8Array) => Promise.resolve(signBytes(bytes, keySeed)),
};

let world: FlipWorld;
let operator: User;
let owner: User;
let foreign: User;
let viewer: User;
let recipe: string;
let statement: string;
let period: string;
const devices: Device[] = [];

/** Signs as the browser does. */
class SigningDevice extends Device {
  erasure(change: object = {}) {
    const seed = this.seed;
    const said = {
      v: 1,
      home: HOME,
      erase: 'bodies',
      device: didKeyFromPublicKey(publicKeyOf(seed)),
      at: new Date().toISOString(),
      ...change,
    };
    return { ...said, sig: Buffer.from(signBytes(canonicalBytes(said), seed)).toString('base64url') };
  }

  readonly seed = new Uint8Array(32).fill(77);

  override receipt(grant: { id: string; recipe: string }, start: Date, heardMs = 31_000) {
    const said = {
      ...{
        v: 1 as const,
        home: HOME,
        grant: grant.id,
        recipe: grant.recipe,
        start: start.toISOString(),
        heardMs,
      },
      ...{ sources: [], app: 'test/1', device: didKeyFromPublicKey(publicKeyOf(this.seed)) },
    };
    const sig = Buffer.from(signBytes(canonicalBytes(said), this.seed)).toString('base64url');
    return { ...said, sig } as ReturnType<Device['receipt']>;
  }
}
const own = new SigningDevice();
const ownDid = didKeyFromPublicKey(publicKeyOf(own.seed));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function good<T>(answer: Promise<{ status: number; text: string; json: unknown }>): Promise<T> {
  const { status, text, json } = await answer;
  if (status >= 300) throw new Error(text);
  return json as T;
}

async function play(device: Device, did = device.did): Promise<void> {
  const grant = await good<{ id: string; recipe: string }>(
    world.post('/api/plays/grants', null, { recipe, device: did }),
  );
  const receipts = [device.receipt(grant, new Date(), 8_000, { home: HOME })];
  const { results } = await good<{ results: { status: string }[] }>(
    world.post('/api/plays', null, { receipts }),
  );
  expect(results[0]?.status).toBe('counted');
}

const requestOf = async (change: Partial<SampleRequest> = {}): Promise<SampleRequest> =>
  await signSampleRequest(
    {
      v: 1,
      id: newSampleId(Date.now()),
      home: HOME,
      statement,
      recipe,
      territory: null,
      plays: { draw: 3, seed: SEED },
      reason: 'Looking at a few',
      at: new Date().toISOString(),
      ...change,
    },
    signer,
  );
const ask = (user: User, body: object, of = statement) =>
  world.post(`/api/royalties/statements/${of}/play-samples`, user, body);

async function audit(): Promise<unknown[]> {
  const headers = { authorization: `Bearer ${operator.token}` };
  const { body } = await world.app.inject({ method: 'GET', url: '/api/audit', headers });
  const events = body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string });
  expect(events.at(-1)).toMatchObject({ event: 'end' });
  return events.filter(({ event }) => event === 'finding');
}

beforeAll(async () => {
  const port = await freePort();
  HOME = `http://127.0.0.1:${port}`;
  world = await FlipWorld.open({ baseUrl: HOME });
  await world.app.listen(port, '127.0.0.1');
  operator = await world.user('olga', { operator: true });
  owner = await world.user('ada');
  foreign = await world.user('eve');
  viewer = await world.user('vic');
  await world.tariff(operator);
  const party = await world.party(owner, 'North Label');
  await world.party(foreign, 'Another');
  await world.recording(operator, ISRC, { label: party, writer: party });
  await good(world.post(`/api/parties/${party}/members`, owner, { handle: viewer.handle, role: 'VIEWER' }));
  for (const side of ['MASTER', 'COMPOSITION'])
    await good(world.post(`/api/parties/${party}/grants`, owner, { side, subject: { kind: 'CATALOGUE' } }));
  ({ hash: recipe } = await good<{ hash: string }>(
    world.post('/api/recipes', owner, { recipe: flip([ISRC], 'Midnight'), tags: ['house'] }),
  ));
  devices.push(...Array.from({ length: 5 }, () => new Device()));
  for (const device of devices) await play(device);
  await play(own, ownDid);
  const { items } = await good<{ items: { id: string }[] }>(world.get('/api/royalties/periods', owner));
  period = items[0]!.id;
  await good(world.post(`/api/royalties/periods/${period}/close`, operator, {}));
  await world.app.get(PeriodCloseService).run(period);
  const stated = await good<{ items: { id: string }[] }>(
    world.get(`/api/royalties/statements?party=${party}`, owner),
  );
  statement = stated.items[0]!.id;
  for (const log of LOG_NAMES) await world.app.get(SequencerService).sequence(log);
});
afterAll(async () => {
  await world.close();
});

describe('looking at plays', () => {
  test('shows what leaves commit to, drawn by the seed, for a signed request that is kept', async () => {
    const request = await requestOf();
    const sample = await good<Shown>(ask(owner, request));
    expect(sample).toMatchObject({ plays: 3, reason: 'Looking at a few', user: { handle: 'ada' } });
    for (const item of sample.items) {
      expect(checkShownPlay(item, HOME)).toEqual({ kind: 'true' });
      expect(Object.keys(item.receipt!).toSorted()).toEqual([
        'app',
        'device',
        'grant',
        'heardMs',
        'home',
        'recipe',
        'sig',
        'sources',
        'start',
        'v',
      ]);
      const changed = { ...item, receipt: { ...item.receipt!, heardMs: 9_000 } };
      expect(checkShownPlay(changed, HOME)).toEqual({ kind: 'false', fault: 'NOT_COMMITTED' });
    }
    const all = await world.database.prisma.play.findMany({ select: { commitment: true } });
    const due = all
      .map(({ commitment }) => Buffer.from(commitment).toString('base64'))
      .toSorted((a, b) => (drawRank(SEED, a) < drawRank(SEED, b) ? -1 : 1));
    expect(sample.items.map(({ entry }) => entry['c'])).toEqual(due.slice(0, 3));

    expect(await good<Shown>(ask(owner, request))).toEqual(sample);
    expect(await ask(owner, await requestOf({ id: request.id }))).toMatchObject({ status: 409 });
    const kept = await world.database.prisma.playSample.findMany();
    expect(kept.map(({ id, userId }) => [id, userId])).toEqual([[request.id, owner.id]]);
    expect(JSON.parse(kept[0]!.request)).toEqual(request);
    for (const table of ['play_sample', 'play_sample_item', 'play_sample_key'])
      await expect(
        world.database.pool.query(
          `UPDATE ${table} SET ${table === 'play_sample_item' ? 'position = 9' : `user_id = '${viewer.id}'`}`,
        ),
      ).rejects.toThrow('append-only');
    const listed = await good<{ items: Shown[] }>(
      world.get(`/api/royalties/statements/${statement}/play-samples`, owner),
    );
    expect(listed.items.map(({ id }) => id)).toEqual([request.id]);
  });

  test('is for whoever manages the party, with a key of their own', async () => {
    for (const user of [viewer, foreign, operator])
      expect(await ask(user, await requestOf())).toMatchObject({ status: 403 });
    const party = (await world.database.prisma.statement.findUniqueOrThrow({ where: { id: statement } }))
      .partyId;
    await good(world.post(`/api/parties/${party}/members`, owner, { handle: 'eve', role: 'MANAGER' }));
    const taken = await ask(foreign, await requestOf());
    expect(taken).toMatchObject({ status: 403, json: { detail: 'This key signs for another account.' } });
  });

  test.each([
    ['another instance', { home: 'https://elsewhere.example' }, '/home'],
    ['another statement', { statement: newSampleId(1) }, '/statement'],
    ['another time', { at: '2020-01-01T00:00:00.000Z' }, '/at'],
    ['a flip that is not in it', { recipe: `sha256-${'0'.repeat(64)}` }, '/recipe'],
    ['a play that is not of it', { plays: { named: [SEED] } }, '/plays/named/0'],
  ])('is refused for %s', async (_name, change, pointer) => {
    const answer = await ask(owner, await requestOf(change));
    expect(answer).toMatchObject({ status: 422, json: { errors: [{ pointer }] } });
  });

  test('is refused when the signature is of another request', async () => {
    const answer = await ask(owner, { ...(await requestOf()), reason: 'Another reason' });
    expect(answer).toMatchObject({ status: 422, json: { errors: [{ pointer: '/sig' }] } });
  });
});

describe('flipside verify sample', () => {
  test('asks, checks against the log, keeps, and names what was changed in what was kept', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'flipside-sample-'));
    const lines: string[] = [];
    const run = async (...words: string[]) => {
      lines.length = 0;
      return await runCommandLine(['verify', 'sample', ...words, '--url', HOME, '--state', directory], {
        ...{ env: { FLIPSIDE_TOKEN: owner.token }, now: () => new Date(), terminal: null },
        ...{ out: (line) => lines.push(line), err: (line) => lines.push(line) },
      });
    };
    const file = join(directory, 'sample.json');
    expect([await run(statement), lines.join()]).toEqual([2, expect.stringContaining('--recipe')]);
    const words = [statement, '--recipe', recipe, '--reason', 'By command', '--draw', '4', '--out', file];
    expect([await run(...words), lines.join('\n')]).toEqual([0, expect.stringContaining('4 of 6 plays')]);
    expect([await run(file), lines.join('\n')]).toEqual([0, expect.stringContaining('the seed draws')]);
    const text = await readFile(file, 'utf8');
    const changes: [string, string, RegExp | string, string][] = [
      ['another draw', 'DRAW_DIFFERS', '\\"draw\\":4', '\\"draw\\":3'],
      ['another request', 'REQUEST_UNSIGNED', 'By command\\"', 'By another\\"'],
      ['another receipt', 'NOT_COMMITTED', /"heardMs":8000/, '"heardMs":8001'],
      ['another leaf', 'NOT_LOGGED', /"territory":"GB"/, '"territory":"FR"'],
      ['another instance', 'HOME_DIFFERS', `\\"home\\":\\"${HOME}`, '\\"home\\":\\"https://x.example'],
    ];
    for (const [name, code, from, to] of changes) {
      const changed = text.replace(from, to);
      expect([name, changed === text]).toEqual([name, false]);
      await writeFile(file, changed);
      expect([name, await run(file), lines.join('\n')]).toEqual([name, 1, expect.stringContaining(code)]);
    }
    await writeFile(file, '{}');
    expect([await run(file), lines.join()]).toEqual([2, expect.stringContaining('is no sample')]);
    await rm(directory, { recursive: true });
  });
});

describe('flipside statements pull', () => {
  test('keeps every format once, goes on where it was, and says what it may not have', async () => {
    const out = await mkdtemp(join(tmpdir(), 'flipside-pull-'));
    const lines: string[] = [];
    const run = async (...words: string[]) => {
      lines.length = 0;
      return await runCommandLine(['statements', 'pull', '--out', out, ...words], {
        ...{
          env: { FLIPSIDE_TOKEN: owner.token, FLIPSIDE_URL: HOME },
          now: () => new Date(),
          terminal: null,
        },
        ...{ out: (line) => lines.push(line), err: (line) => lines.push(line) },
      });
    };
    const files = async () => (await readdir(join(out, period))).toSorted();
    // Of the label and of the remixer, who are both this person.
    expect([await run(), lines.at(-1)]).toEqual([0, `✓ 2 new files in ${out}, 0 were there`]);
    const cursor = join(out, '.flipside-json.json');
    const before = await readFile(cursor, 'utf8');
    expect([await run('-f', 'json,csv,pdf'), lines.at(-1)]).toEqual([
      0,
      `✓ 4 new files in ${out}, 0 were there`,
    ]);
    expect(await readFile(cursor, 'utf8')).toBe(before);
    expect((await files()).map((name) => name.split('.').at(-1)).toSorted()).toEqual([
      'csv',
      'csv',
      'json',
      'json',
      'pdf',
      'pdf',
    ]);
    const pdf = (await files()).find((name) => name.endsWith('.pdf'))!;
    expect((await readFile(join(out, period, pdf))).subarray(0, 5).toString()).toBe('%PDF-');
    // Cut off in the middle: the cursor was not written, and one file is missing.
    await rm(cursor);
    await rm(
      join(
        out,
        period,
        (await files()).find((name) => name.endsWith('.json'))!,
      ),
    );
    expect([await run(), lines.at(-1)]).toEqual([0, `✓ 1 new files in ${out}, 1 were there`]);
    expect([await run('-f', 'dsr'), lines.join()]).toEqual([2, expect.stringContaining('DPID')]);
    await writeFile(cursor, before.replace(HOME, 'https://other.example'));
    expect([await run(), lines.join()]).toEqual([2, expect.stringContaining('other.example')]);
    await writeFile(cursor, '{');
    expect([await run(), lines.join()]).toEqual([2, expect.stringContaining('cannot be read')]);
    await rm(out, { recursive: true });
  });
});

describe('erasing bodies', () => {
  test('a device has its own erased; leaf, key, count, audit and sample stay', async () => {
    const sample = await good<Shown>(ask(owner, await requestOf({ plays: { draw: 6, seed: SEED } })));
    expect(sample.items.filter(({ receipt }) => receipt?.device === ownDid)).toHaveLength(1);
    for (const [change, pointer] of [
      [{ home: 'https://elsewhere.example' }, '/home'],
      [{ at: '2020-01-01T00:00:00.000Z' }, '/at'],
      [{ device: devices[0]!.did }, '/sig'],
    ] as const)
      expect(await world.post('/api/plays/device-erasures', null, own.erasure(change))).toMatchObject({
        status: 422,
        json: { errors: [{ pointer }] },
      });
    expect(await good(world.post('/api/plays/device-erasures', null, own.erasure()))).toEqual({
      plays: 1,
      others: 0,
      isDone: true,
    });
    const again = await good<Shown>(world.get(`/api/royalties/play-samples/${sample.id}`, owner));
    const erased = again.items.find(({ receipt }) => receipt === null)!;
    expect(again.items.filter(({ receipt }) => receipt === null)).toHaveLength(1);
    expect(erased.salt).toBeNull();
    expect(checkShownPlay(erased, HOME)).toEqual({ kind: 'erased' });
    const one = (position: number) =>
      world.get(`/api/royalties/play-samples/${sample.id}/plays/${position}`, owner);
    expect(await one(erased.position)).toMatchObject({ status: 410, json: { code: 'body_erased' } });
    expect(await one((erased.position + 1) % 6)).toMatchObject({ status: 200 });
    const row = await world.database.prisma.play.findFirstOrThrow({ where: { device: ownDid } });
    expect([row.receipt, row.salt, row.heardMs, row.commitment.length]).toEqual([null, null, 8_000, 32]);
    const { results } = await good<{ results: { status: string; promise: { leaf: string } }[] }>(
      world.post('/api/plays', null, {
        receipts: [own.receipt({ id: row.grantId, recipe }, row.startedAt, 8_000)],
      }),
    );
    expect(results[0]?.status).toBe('duplicate');
    expect(await audit()).toEqual([]);
  });

  test('nothing else of a play is ever changed, and nothing comes back', async () => {
    const { pool } = world.database;
    for (const sql of [
      `UPDATE play SET receipt = NULL WHERE device <> '${ownDid}'`,
      `UPDATE play SET receipt = NULL, salt = NULL, heard_ms = 1 WHERE device <> '${ownDid}'`,
      `UPDATE play SET heard_ms = 9`,
      `UPDATE play SET receipt = '{}', salt = '\\x00' WHERE device = '${ownDid}'`,
      `DELETE FROM play`,
    ])
      await expect(pool.query(sql)).rejects.toThrow(/append-only/);
  });

  test('an operator erases for somebody who asked; who did it and why is kept', async () => {
    const device = devices[0]!.did;
    expect(await good(world.get(`/api/plays/bodies?device=${device}`, operator))).toEqual({
      plays: 1,
      others: 0,
    });
    await good(world.post('/api/plays/erasures', operator, { device, reason: 'Asked by letter' }));
    const { items } = await good<{ items: object[] }>(world.get('/api/plays/erasures', operator));
    expect(items).toMatchObject([
      { cause: 'OPERATOR', device, plays: 1, reason: 'Asked by letter', user: { handle: 'olga' } },
      { cause: 'DEVICE', device: ownDid, plays: 1, user: null },
    ]);
    expect(await good(world.get(`/api/plays/bodies?device=${device}`, operator))).toEqual({
      plays: 0,
      others: 0,
    });
  });

  test('what is gone without an erasure is a finding', async () => {
    const { pool } = world.database;
    const gone = devices[1]!.did;
    await pool.query(`UPDATE play SET receipt = NULL, salt = NULL WHERE device = $1`, [gone]);
    const rows = await world.database.prisma.play.findMany({ where: { device: gone } });
    const subject = Buffer.from(rows[0]!.receiptId).toString('hex');
    expect(await audit()).toMatchObject([{ rule: 'a body that is gone was erased', subject }]);
    await good(world.post('/api/plays/erasures', operator, { device: gone, reason: 'Said afterwards' }));
  });

  test('when their time is over they go, period by period, once', async () => {
    const service = world.app.get(BodyErasureService);
    expect(await service.eraseExpired()).toBe(0);
    const { pool } = world.database;
    // A period that closed long ago: it is the clock that is far ahead, as jobs see it.
    Object.assign(service, { clock: { now: () => new Date(Date.now() + 37 * 31 * 86_400_000) } });
    expect(await service.eraseExpired()).toBe(3);
    expect(await service.eraseExpired()).toBe(0);
    const { rows } = await pool.query(
      `SELECT count(receipt)::int AS bodies, count(*)::int AS plays FROM play`,
    );
    expect(rows).toEqual([{ bodies: 0, plays: 6 }]);
    const last = await world.database.prisma.playErasure.findMany({ where: { cause: 'RETENTION' } });
    expect(last.map(({ periodId, plays, isLast }) => [periodId, plays, isLast])).toEqual([[period, 3, true]]);
    expect(await audit()).toEqual([]);
  });
});
