import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startJobs } from '../../../create-app.ts';
import { NotifyService } from '../../../modules/notifications/index.ts';
import { PeriodCloseService } from '../../../modules/royalty/index.ts';
import { newId } from '../../../platform/ids/ids.ts';
import { OutboxRepository } from '../../../platform/outbox/outbox.repository.ts';
import { Device } from '../../../../../../test/support/played-world.ts';
import type { User } from '../common/flip-world.fixture.ts';
import { RequestWorld } from '../requests/requests.fixture.ts';
import { MailServer } from './mail-server.fixture.ts';

let mails: MailServer;
let stage: RequestWorld;
beforeAll(async () => {
  mails = await MailServer.start();
  stage = await RequestWorld.open({ mail: { smtpUrl: mails.url, from: 'Flipside <post@flipside.test>' } });
  await stage.world.database.prisma.user.update({
    where: { id: stage.labelUser.id },
    data: { email: 'lena@label.example' },
  });
  await startJobs(stage.world.app);
}, 120_000);
beforeEach(() => stage.world.database.pool.query('TRUNCATE rate_limit'));
afterAll(async () => {
  await stage.world.close();
  await mails.stop();
});

interface Told {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly link: string;
  readonly readAt: string | null;
}

const told = async (user: User): Promise<Told[]> =>
  ((await stage.world.get('/api/notifications?limit=100', user)).json as { items: Told[] }).items;
const unread = async (user: User) =>
  ((await stage.world.get('/api/notifications/unread', user)).json as { unread: number }).unread;

async function eventually<T>(ask: () => Promise<T>, isThere: (answer: T) => boolean): Promise<T> {
  const until = Date.now() + 30_000;
  let answer = await ask();
  while (!isThere(answer) && Date.now() < until) {
    await sleep(50);
    answer = await ask();
  }
  return answer;
}

/** What a user is told about one request, once there is as much of it. */
const toldOf = (user: User, id: string, count: number) =>
  eventually(
    async () => (await told(user)).filter(({ link }) => link === `/requests/${id}`),
    (items) => items.length >= count,
  );

describe('a clearance request', () => {
  test('is told to everybody asked, and each answer to the producer', async () => {
    const { producer, labelUser, writerUser } = stage;
    const recipe = stage.draft([await stage.recording()]);
    const id = await stage.asked(recipe);
    for (const user of [labelUser, writerUser])
      expect(await toldOf(user, id, 1)).toMatchObject([
        { kind: 'request-received', text: `Pia asks for your music: “${recipe.title}”.`, readAt: null },
      ]);
    await stage.approve(id, 'MASTER');
    await stage.answer(id, 'COMPOSITION', 'counter', { terms: {} });
    await stage.answer(id, 'COMPOSITION', 'accept', {}, producer);
    const answers = await toldOf(producer, id, 3);
    expect(answers.map(({ text }) => text.replace(/“Tide \d+”|“Work[^”]*”/, '“…”')).toSorted()).toEqual([
      `Ada Writer offers other terms: “…” in “${recipe.title}”.`,
      `Everybody agrees to “${recipe.title}”. You can publish it.`,
      `North Label agrees: “…” in “${recipe.title}”.`,
    ]);
    expect((await toldOf(writerUser, id, 2)).map(({ text }) => text)).toContainEqual(
      expect.stringContaining('Pia takes your terms'),
    );
  });

  test('a message, a no and a request that was taken back reach the others', async () => {
    const { world, producer, labelUser, writerUser } = stage;
    const id = await stage.asked();
    await world.post(`/api/clearance-requests/${id}/messages`, producer, {
      text: 'Hello',
      partyId: stage.label,
    });
    await world.post(`/api/clearance-requests/${id}/messages`, labelUser, { text: 'Hello to you' });
    await stage.answer(id, 'COMPOSITION', 'decline', { reason: 'No' });
    expect((await toldOf(labelUser, id, 3)).map(({ kind }) => kind).toSorted()).toEqual([
      'request-decided',
      'request-message',
      'request-received',
    ]);
    expect((await toldOf(producer, id, 2)).map(({ text }) => text).join(' ')).toContain(
      'Ada Writer declines',
    );
    const back = await stage.asked();
    await world.post(`/api/clearance-requests/${back}/withdraw`, producer, {});
    expect((await toldOf(writerUser, back, 2)).map(({ text }) => text)).toContainEqual(
      expect.stringContaining('Pia took back the request'),
    );
  });
});

describe('a flip and a statement', () => {
  test('its producer is told when it stops playing and when it plays again; whoever is paid when it is stated', async () => {
    const { world, producer, labelUser } = stage;
    const recipe = stage.draft([await stage.recording()]);
    const id = await stage.asked(recipe);
    await stage.approve(id, 'MASTER');
    await stage.approve(id, 'COMPOSITION');
    const { hash, code } = (await stage.publish(recipe)).json as { hash: string; code: string };
    const device = new Device();
    const grant = (await world.post('/api/plays/grants', null, { recipe: hash, device: device.did }))
      .json as {
      id: string;
      recipe: string;
    };
    await world.post('/api/plays', null, { receipts: [device.receipt(grant, new Date(), 8_000)] });
    const { grantId } = await stage.line(id, 'MASTER');
    await world.post(`/api/grants/${grantId}/withdraw`, labelUser, {});
    const ofFlip = (count: number) =>
      eventually(
        async () => (await told(producer)).filter(({ link }) => link === `/r/${code}`),
        (items) => items.length >= count,
      );
    expect(await ofFlip(1)).toMatchObject([
      { kind: 'flip-withdrawn', text: expect.stringContaining('North Label (recording side) has withdrawn') },
    ]);
    await world.send('PUT', `/api/grants/${grantId}`, labelUser, { policy: 'MONETISE', scope: {} });
    expect(await ofFlip(2)).toMatchObject([{ kind: 'flip-restored' }, { kind: 'flip-withdrawn' }]);

    const periods = (await world.get('/api/royalties/periods', stage.operator)).json as {
      items: { id: string }[];
    };
    const period = periods.items[0]!.id;
    await world.post(`/api/royalties/periods/${period}/close`, stage.operator, {});
    await world.app.get(PeriodCloseService).run(period);
    const statements = await eventually(
      async () => (await told(labelUser)).filter(({ kind }) => kind === 'statement-ready'),
      (items) => items.length > 0,
    );
    expect(statements).toMatchObject([
      { text: `Your statement for ${period} is ready.`, link: '/statements' },
    ]);
  });
});

describe('the bell', () => {
  test('counts, is read one by one and all at once, and nobody reads for another', async () => {
    const { world, writerUser, producer } = stage;
    const id = await stage.asked();
    const [first] = await toldOf(writerUser, id, 1);
    const before = await unread(writerUser);
    expect(before).toBeGreaterThan(0);
    expect((await world.post(`/api/notifications/${first!.id}/read`, producer, {})).status).toBe(404);
    expect((await world.post(`/api/notifications/${first!.id}/read`, writerUser, {})).status).toBe(204);
    expect(await unread(writerUser)).toBe(before - 1);
    const left = (await world.get('/api/notifications?unread=true', writerUser)).json as { items: Told[] };
    expect(left.items.map((item) => item.id)).not.toContain(first!.id);
    expect((await world.post('/api/notifications/read', writerUser, {})).status).toBe(204);
    expect(await unread(writerUser)).toBe(0);
  });

  test('answers 304 until there is something new', async () => {
    const { world, writerUser } = stage;
    const ask = (tag?: string) =>
      world.app.inject({
        method: 'GET',
        url: '/api/notifications/unread',
        headers: { authorization: `Bearer ${writerUser.token}`, ...(tag && { 'if-none-match': tag }) },
      });
    const first = await ask();
    expect(first.statusCode).toBe(200);
    expect(first.headers['cache-control']).toBe('private, no-cache');
    const tag = String(first.headers.etag);
    expect(tag).toMatch(/^W\/"[\w-]{27}"$/);
    const again = await ask(tag);
    expect(again).toMatchObject({ statusCode: 304, body: '' });
    await toldOf(writerUser, await stage.asked(), 1);
    expect((await ask(tag)).statusCode).toBe(200);
    expect((await world.get('/api/notifications', writerUser)).headers['etag']).toBeUndefined();
  });

  test('pages follow each other', async () => {
    const { world, producer } = stage;
    const all = await told(producer);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const url = `/api/notifications?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const page: { items: Told[]; nextCursor: string | null } = (await world.get(url, producer)).json;
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(all.map(({ id }) => id));
    expect(seen.length).toBeGreaterThan(4);
  });

  test('telling of one event twice tells once', async () => {
    const { world, writerUser } = stage;
    const notifying = world.app.get(NotifyService);
    const eventId = newId();
    const notice = { to: [writerUser.id, writerUser.id], text: 'Twice', link: '/' };
    for (let count = 0; count < 2; count += 1)
      for await (const ids of notifying.tell(eventId, 'statement-ready', notice)) expect(ids).toHaveLength(1);
    expect((await told(writerUser)).filter(({ text }) => text === 'Twice')).toHaveLength(1);
  });
});

describe('mail', () => {
  const toLena = () => mails.received.filter(({ to }) => to.includes('lena@label.example'));
  const plain = (raw: string) =>
    raw
      .replaceAll('=\r\n', '')
      .replaceAll(/(?:=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString());
  const notify = async (kind: 'request-message' | 'statement-ready') => {
    const notice = { to: [stage.labelUser.id], text: 'News', link: '/statements' };
    const ids: string[] = [];
    for await (const batch of stage.world.app.get(NotifyService).tell(newId(), kind, notice))
      ids.push(...batch);
    return ids[0]!;
  };

  test('comes for what was told, in plain text and HTML, with a way to turn it off; who has no address gets none', async () => {
    const recipe = stage.draft([await stage.recording()]);
    const id = await stage.asked(recipe);
    const [mail] = await eventually(
      () => Promise.resolve(toLena().filter(({ raw }) => plain(raw).includes(`/requests/${id}`))),
      (found) => found.length > 0,
    );
    const raw = plain(mail!.raw);
    expect(raw).toContain('From: Flipside <post@flipside.test>');
    expect(raw).toContain('Content-Type: text/plain');
    expect(raw).toContain('Content-Type: text/html');
    expect(raw).toContain(`Pia asks for your music: “${recipe.title}”.`);
    expect(mail!.raw).toMatch(/List-Unsubscribe:\s+<http:\/\/flipside\.test\/unsubscribe\?token=/);
    expect(mails.received.every(({ to }) => to.join() === 'lena@label.example')).toBe(true);

    const token = /this kind: \S+token=([\w.%-]+)/.exec(raw)![1]!;
    const off = await stage.world.post('/api/notifications/unsubscribe', null, {
      token: decodeURIComponent(token),
    });
    expect(off).toMatchObject({ status: 200, json: { label: 'Somebody asks for your music' } });
    const forged = await stage.world.post('/api/notifications/unsubscribe', null, { token: `${token}x` });
    expect(forged).toMatchObject({ status: 422, json: { errors: [{ pointer: '/token' }] } });
    const before = toLena().length;
    await toldOf(stage.labelUser, await stage.asked(), 1);
    const outbox = stage.world.app.get(OutboxRepository);
    await eventually(
      () => outbox.pending(),
      (pending) => pending === 0,
    );
    await sleep(500);
    expect(toLena()).toHaveLength(before);
  });

  test('is a choice for each kind', async () => {
    const { world, labelUser } = stage;
    const url = '/api/me/notification-preferences';
    const seen = (await world.get(url, labelUser)).json as { items: { kind: string; mail: boolean }[] };
    expect(seen).toMatchObject({ sendsMail: true, email: 'lena@label.example' });
    expect(seen.items.find(({ kind }) => kind === 'request-received')?.mail).toBe(false);
    expect(seen.items.find(({ kind }) => kind === 'statement-ready')?.mail).toBe(true);
    expect((await world.send('PUT', url, labelUser, { kind: 'statement-ready', mail: false })).status).toBe(
      204,
    );
    const before = toLena().length;
    await world.app.get(NotifyService).mail(await notify('statement-ready'));
    expect(toLena()).toHaveLength(before);
    expect((await world.send('PUT', url, labelUser, { kind: 'statement-ready', mail: true })).status).toBe(
      204,
    );
    await world.app.get(NotifyService).mail(await notify('statement-ready'));
    expect(toLena()).toHaveLength(before + 1);
    expect(await world.send('PUT', url, labelUser, { kind: 'gossip', mail: true })).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '/kind' }] },
    });
  });

  test('that the server did not take is sent again, and what it took is not', async () => {
    const notifying = stage.world.app.get(NotifyService);
    const id = await notify('request-message');
    const before = toLena().length;
    mails.isBusy = true;
    await expect(notifying.mail(id)).rejects.toThrow(/too busy/);
    mails.isBusy = false;
    await notifying.mail(id);
    await notifying.mail(id);
    expect(toLena()).toHaveLength(before + 1);
  });
});

describe('a deleted account', () => {
  test('is told nothing and keeps nothing', async () => {
    const { world } = stage;
    const leaver = await world.user('leo');
    for await (const _ of world.app
      .get(NotifyService)
      .tell(newId(), 'statement-ready', { to: [leaver.id], text: 'News', link: '/' }));
    expect((await world.get('/api/me/export', leaver)).json).toMatchObject({
      notifications: [{ kind: 'statement-ready' }],
    });
    expect(
      (
        await world.app.inject({
          method: 'DELETE',
          url: '/api/me',
          headers: { authorization: `Bearer ${leaver.token}` },
        })
      ).statusCode,
    ).toBe(204);
    const kept = () => world.database.prisma.notification.count({ where: { userId: leaver.id } });
    expect(await eventually(kept, (count) => count === 0)).toBe(0);
  });
});
