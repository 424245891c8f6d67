import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { recipeHash, signRecipe } from '@flipside/recipe';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ARRANGEMENTS } from '../../prisma/demo/arrangements.ts';
import { demoFlip } from '../../prisma/demo/recipe.ts';
import { Api } from '../support/api.ts';
import { Device } from '../support/device.ts';
import { startInstanceProcess, type InstanceProcess } from '../support/instance.ts';

const RECEIPTS = 1_000;
const BATCH = 50;

/** Far more than any machine needs; a test waits only as long as it must. */
const PATIENCE_MS = 120_000;

async function until(what: string, holds: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await sleep(10);
  }
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

interface Feed {
  items: {
    hash: string;
    code: string;
    title: string;
    playCount: string;
    credits: { sources: { isrc: string }[] };
  }[];
}

describe('the process', () => {
  let state: string;
  let instance: InstanceProcess;

  beforeAll(async () => {
    state = mkdtempSync(join(tmpdir(), 'flipside-process-'));
    chmodSync(state, 0o755);
    instance = await startInstanceProcess({ state });
  });
  afterAll(async () => {
    await instance.stop();
    rmSync(state, { recursive: true, force: true });
  });

  test('a first start is seeded, says so to people and to scripts', async () => {
    const api = new Api(instance.baseUrl);
    expect(await api.send('GET', '/api/health')).toMatchObject({ status: 200 });
    const { items } = await api.get<Feed>('/api/feed');
    expect(items.map(({ title }) => title)).toContain('Slow Tide, Other Shore');
    const demo = JSON.parse(readFileSync(join(state, 'demo.json'), 'utf8')) as {
      baseUrl: string;
      users: object[];
    };
    expect(demo.baseUrl).toBe(instance.baseUrl);
    expect(demo.users).toContainEqual(
      expect.objectContaining({
        role: 'operator',
        login: 'olive',
        password: expect.any(String),
        token: expect.stringMatching(/^flip_/),
      }),
    );
    const me = await api.as(instance.user('olive').token).get<{ user: { operator: boolean } }>('/api/me');
    expect(me.user.operator).toBe(true);
  });

  test('a second owner of the same data is refused politely', async () => {
    const env = { ...process.env, FLIPSIDE_STATE: state, PORT: '0' };
    const second = spawn(process.execPath, [resolve('scripts/start.ts')], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    second.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(second, 'close')) as [number];
    expect(code).toBe(1);
    expect(said).toMatch(/already runs here/);
    expect(said).not.toMatch(/\n\s+at /);
  });

  test('killed in the middle of a thousand receipts, it counts each once', async () => {
    const { items } = await new Api(instance.baseUrl).get<Feed>('/api/feed');
    const flip = items[0]!;
    const start = new Date();
    const devices = Array.from({ length: RECEIPTS }, () => new Device());
    const grants: { id: string; home: string }[] = [];
    for (let i = 0; i < devices.length; i += BATCH)
      grants.push(
        ...(await Promise.all(
          devices.slice(i, i + BATCH).map((device) =>
            new Api(instance.baseUrl).post<{ id: string; home: string }>('/api/plays/grants', {
              recipe: flip.hash,
              device: device.id,
            }),
          ),
        )),
      );
    const begun = new Date();
    const receipts = devices.map((device, i) =>
      device.receipt({
        home: grants[i]!.home,
        grant: grants[i]!.id,
        recipe: flip.hash,
        start: begun,
        heardMs: 30_500,
        sources: [{ isrc: flip.credits.sources[0]!.isrc, provider: 'files', heardMs: 30_500 }],
      }),
    );
    await sleep(31_500 - (Date.now() - begun.getTime()));
    expect(Date.now() - start.getTime()).toBeGreaterThan(31_000);

    const batches = Array.from({ length: RECEIPTS / BATCH }, (_, i) =>
      receipts.slice(i * BATCH, (i + 1) * BATCH),
    );
    const submit = (api: Api, batch: object[]) =>
      api.post<{ results: { status: string }[] }>('/api/plays', { receipts: batch });
    const first = new Api(instance.baseUrl);
    let acknowledged = 0;
    const sending = Promise.allSettled(
      batches.map(async (batch, i) => {
        await sleep(i * 40);
        const { results } = await submit(first, batch);
        acknowledged += results.filter(({ status }) => status === 'counted').length;
      }),
    );
    await until('some receipts are counted', () => acknowledged >= 3 * BATCH);
    await instance.kill();
    await sending;
    expect(acknowledged).toBeLessThan(RECEIPTS);

    const { baseUrl } = instance;
    instance = await startInstanceProcess({ state, port: Number(new URL(baseUrl).port) });
    const api = new Api(baseUrl);
    const before = Number((await api.get<{ playCount: string }>(`/api/recipes/${flip.hash}`)).playCount);
    expect(before).toBeGreaterThanOrEqual(acknowledged);

    const statuses: string[] = [];
    for (const batch of batches)
      statuses.push(...(await submit(api, batch)).results.map(({ status }) => status));
    expect(statuses.filter((status) => status === 'duplicate')).toHaveLength(before);
    expect(statuses.filter((status) => status === 'counted')).toHaveLength(RECEIPTS - before);
    const after = await api.get<{ playCount: string }>(`/api/recipes/${flip.hash}`);
    expect(after.playCount).toBe(String(RECEIPTS));
  });

  test('audio is not taken, by body or by field', async () => {
    const { token } = instance.user('tessel');
    const send = (type: string, body: BodyInit) =>
      fetch(`${instance.baseUrl}/api/recipes`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': type },
        body,
      });
    const sound = new Uint8Array(4_096).fill(7);
    for (const type of [
      'audio/flac',
      'audio/mpeg',
      'application/octet-stream',
      'multipart/form-data; boundary=x',
      'application/ogg',
    ])
      expect((await send(type, sound)).status).toBe(415);

    const { items } = await new Api(instance.baseUrl).get<Feed>('/api/feed');
    const { recipe } = await new Api(instance.baseUrl).get<{
      recipe: { title: string; sources: { fingerprint: string }[] };
    }>(`/api/recipes/${items[0]!.hash}`);
    const smuggled = structuredClone(recipe);
    smuggled.sources[0]!.fingerprint = Buffer.from(sound).toString('base64');
    const answer = await new Api(instance.baseUrl, token).send<{
      code: string;
      errors: { pointer: string }[];
    }>('POST', '/api/recipes', { recipe: smuggled });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ pointer }) => pointer)).toContain('/recipe/sources/0/fingerprint');
  });

  test('a withdrawn grant stops plays at once, and a new one lets them go on', async () => {
    const api = new Api(instance.baseUrl);
    const { items } = await api.get<Feed>('/api/feed');
    const flip = items.find(({ title }) => title === 'Lamplight, Reversed')!;
    const ines = api.as(instance.user('ines').token);
    const { user } = await ines.get<{ user: { parties: { id: string; name: string }[] } }>('/api/me');
    const party = user.parties.find(({ name }) => name === 'Ines Vauquel')!;
    const grants = await ines.get<{ items: { id: string; side: string; policy: string; scope: object }[] }>(
      `/api/parties/${party.id}/grants`,
    );
    const grant = grants.items.find(({ side }) => side === 'COMPOSITION')!;
    const ask = () =>
      api.send<{ code: string }>('POST', '/api/plays/grants', { recipe: flip.hash, device: new Device().id });

    expect((await ask()).status).toBe(201);
    await ines.post(`/api/grants/${grant.id}/withdraw`, { reason: 'I want it to rest for a while.' });
    const refused = await ask();
    expect(refused.status).toBe(409);
    expect(refused.body.code).toBe('not_cleared');

    expect(
      (await ines.send('PUT', `/api/grants/${grant.id}`, { policy: grant.policy, scope: grant.scope }))
        .status,
    ).toBe(200);
    expect((await ask()).status).toBe(201);
  });

  test('a flip with an unlicensed source is refused, with who is missing by name', async () => {
    const api = new Api(instance.baseUrl, instance.user('tessel').token);
    const draft = demoFlip({
      ...ARRANGEMENTS[0]!,
      title: 'Roof, unasked',
      tracks: [
        { name: 'Voice', clips: [{ source: 'QZFLP2600004', stem: 'vocals', at: 0, bars: 8, from: 2 }] },
      ],
    });
    const recipe = signRecipe(draft, randomBytes(32), new Date());
    const answer = await api.send<{ code: string; detail: string; blocking: { name: string }[] }>(
      'POST',
      '/api/recipes',
      { recipe },
    );
    expect(answer.status).toBe(409);
    expect(answer.body.code).toBe('not_cleared');
    expect(answer.body.blocking.map(({ name }) => name)).toEqual(['Koda Ferrant']);
    expect(await api.send('GET', `/api/recipes/${recipeHash(recipe)}`)).toMatchObject({ status: 404 });
  });

  test('SIGTERM ends it cleanly', async () => {
    expect(await instance.stop()).toBe(0);
    instance = await startInstanceProcess({ state });
    expect(await new Api(instance.baseUrl).send('GET', '/api/health/ready')).toMatchObject({ status: 200 });
  });
});

describe('a first start', () => {
  let state: string;

  beforeAll(() => {
    state = mkdtempSync(join(tmpdir(), 'flipside-first-'));
    chmodSync(state, 0o755);
  });
  afterAll(() => {
    rmSync(state, { recursive: true, force: true });
  });

  const ownerPid = (): number =>
    (JSON.parse(readFileSync(join(state, 'postgres/owner.json'), 'utf8')) as { pid: number }).pid;
  const serverPid = (): number =>
    Number(readFileSync(join(state, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);

  test('that is cut off while it fills itself leaves nothing half done', async () => {
    const env = { ...process.env, FLIPSIDE_STATE: state, PORT: '0' };
    const cut = spawn(process.execPath, [resolve('scripts/start.ts')], { env, stdio: 'ignore' });
    const gone = once(cut, 'exit');
    await until('the demo is being made', () => existsSync(join(state, 'seeding')));
    cut.kill('SIGKILL');
    await gone;

    const instance = await startInstanceProcess({ state });
    try {
      const { items } = await new Api(instance.baseUrl).get<Feed>('/api/feed');
      expect(items.map(({ title }) => title).sort()).toEqual(ARRANGEMENTS.map(({ title }) => title).sort());
      expect(existsSync(join(state, 'seeding'))).toBe(false);
      expect(instance.user('tessel').token).toMatch(/^flip_/);
    } finally {
      await instance.stop();
    }
  });

  test('from npm ends with npm, whatever shell is between them', async () => {
    const env = { ...process.env, FLIPSIDE_STATE: state, PORT: '0' };
    const npm = spawn('npm', ['start'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    npm.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const gone = once(npm, 'exit');
    await until('it is ready', () => said.includes('Flipside is ready'));
    const [owner, server] = [ownerPid(), serverPid()];
    expect([lives(owner), lives(server)]).toEqual([true, true]);
    npm.kill('SIGTERM');
    await gone;
    // At once, as a person would: the one that is still ending is waited for.
    const next = await startInstanceProcess({ state });
    try {
      await until('nothing of the first is left', () => !lives(owner) && !lives(server));
    } finally {
      await next.stop();
    }
    expect(existsSync(join(state, 'postgres/owner.json'))).toBe(false);
  });
});
