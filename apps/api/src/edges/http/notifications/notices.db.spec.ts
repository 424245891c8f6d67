import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startJobs } from '../../../create-app.ts';
import { NOTIFICATION_KINDS } from '../../../modules/notifications/notification.types.ts';
import type { NotificationKind } from '../../../modules/notifications/index.ts';
import { peerAlarmed } from '../../../modules/federation/index.ts';
import { paymentReturned, paymentSent } from '../../../modules/payouts/index.ts';
import { commentCame, followerCame } from '../../../modules/social/index.ts';
import { newId } from '../../../platform/ids/ids.ts';
import { Outbox } from '../../../platform/outbox/outbox.ts';
import { OutboxRepository } from '../../../platform/outbox/outbox.repository.ts';
import type { User } from '../common/flip-world.fixture.ts';
import { RequestWorld } from '../requests/requests.fixture.ts';

/** Whom this file saw told, so that its last test finds whoever was told besides. */
let seen = 0;
let stage: RequestWorld;
let viewer: User;
beforeAll(async () => {
  stage = await RequestWorld.open();
  const { world, label } = stage;
  viewer = await world.user('vera');
  await world.user('otto');
  await world.database.prisma.partyMember.create({
    data: { partyId: label, userId: viewer.id, role: 'VIEWER' },
  });
  await startJobs(world.app);
}, 120_000);
beforeEach(() => stage.world.database.pool.query('TRUNCATE rate_limit'));
afterAll(() => stage.world.close());

interface Told {
  readonly handle: string;
  readonly text: string;
}

const rowsOf = async (kind: NotificationKind, link: string): Promise<Told[]> => {
  const { rows } = await stage.world.database.pool.query<Told>(
    `SELECT u.handle, n.payload->>'text' AS text FROM notification n JOIN app_user u ON u.id = n.user_id
     WHERE n.kind = $1 AND n.payload->>'link' = $2 ORDER BY n.id, u.handle`,
    [kind, link],
  );
  return rows;
};

/** Waits until so many are told of something, and checks who and in which words. */
async function told(
  kind: NotificationKind,
  link: string,
  expected: Readonly<Record<string, string>>,
): Promise<void> {
  const until = Date.now() + 20_000;
  const count = Object.keys(expected).length;
  let rows = await rowsOf(kind, link);
  while (rows.length < count && Date.now() < until) {
    await sleep(50);
    rows = await rowsOf(kind, link);
  }
  expect(Object.fromEntries(rows.map(({ handle, text }) => [handle, text]))).toEqual(expected);
  expect(rows).toHaveLength(count);
  seen += count;
}

async function post<T = { id: string }>(url: string, user: User, body: object = {}): Promise<T> {
  const answer = await stage.world.post(url, user, body);
  if (answer.status >= 300) throw new Error(`${url}: ${answer.text}`);
  return answer.json as T;
}

const shareOf = async (isrc: string): Promise<{ id: string; recordingId: string }> => {
  const row = await stage.world.database.prisma.share.findFirstOrThrow({
    where: { recording: { isrc }, status: { not: 'ENDED' } },
    select: { id: true, recordingId: true },
  });
  return { id: row.id, recordingId: row.recordingId! };
};

/** A recording's title is told with it. */
async function recording(who: { label?: string } = {}): Promise<{ isrc: string; title: string }> {
  const isrc = await stage.recording(who);
  const { title } = await stage.world.database.prisma.recording.findUniqueOrThrow({ where: { isrc } });
  return { isrc, title };
}

const together = (handles: readonly string[], text: string) =>
  Object.fromEntries(handles.map((handle) => [handle, text]));

describe('who acts for a party', () => {
  test('whoever is invited is told, and whoever invited is told the answer', async () => {
    const { writer, writerUser, producer } = stage;
    const invite = () =>
      post(`/api/parties/${writer}/invitations`, writerUser, { role: 'MANAGER', handle: 'pia' });
    const { id } = await invite();
    await told('invited', `/invitation/${id}`, { pia: 'Willa asks you to act for Ada Writer as a manager.' });
    await post(`/api/invitations/${id}/decline`, producer);
    const link = `/parties/${writer}?tab=members`;
    await told('invitation-answered', link, { willa: 'Pia declined to act for Ada Writer.' });
  });

  test('a merge is told to everybody who acts for the party that stays', async () => {
    const { world, operator } = stage;
    const [mira, nils] = [await world.user('mira'), await world.user('nils')];
    const [gone, into] = [await world.party(mira, 'Old Name'), await world.party(nils, 'New Name')];
    await post(`/api/parties/${into}/merges`, operator, { from: gone, reason: 'Entered twice' });
    const text = 'Old Name is New Name now: an operator made one of the two. “Entered twice”';
    await told('parties-merged', `/parties/${into}`, together(['mira', 'nils'], text));
  });
});

describe('what a party holds', () => {
  test('a claim’s end is told to everybody who acts for the party', async () => {
    const { label, labelUser, operator } = stage;
    const { isrc, title } = await recording();
    const claim = { subject: { isrc }, role: 'PRODUCER', ppm: 1 };
    const { id } = await post(`/api/parties/${label}/claims`, labelUser, claim);
    const decision = {
      proved: false,
      reason: 'The sleeve says otherwise',
      links: ['https://example.org/sleeve'],
    };
    await post(`/api/claims/${id}/decision`, operator, decision);
    const text = `The claim of North Label on “${title}” (recording) was turned down. “The sleeve says otherwise”`;
    await told('claim-decided', `/parties/${label}?tab=claims`, together(['lena', 'vera'], text));
  });

  test('an offered share is told to those who decide, and its end to both', async () => {
    const { label, labelUser, writer, writerUser } = stage;
    const { isrc, title } = await recording();
    const { id: share } = await shareOf(isrc);
    const offer = { toPartyId: writer, reason: 'Sold', ppm: 250_000 };
    const { id } = await post(`/api/shares/${share}/transfers`, labelUser, offer);
    const ofWriter = `/parties/${writer}?tab=shares`;
    await told('transfer-proposed', ofWriter, {
      willa: `North Label offers Ada Writer 25 % of “${title}”.`,
    });
    await post(`/api/transfers/${id}/accept`, writerUser);
    const text = `25 % of “${title}” goes from North Label to Ada Writer.`;
    await told('transfer-decided', ofWriter, { willa: text });
    await told('transfer-decided', `/parties/${label}?tab=shares`, together(['lena', 'vera'], text));
  });

  test('a viewer of the receiving party is not asked to decide', async () => {
    const { label, writer, writerUser } = stage;
    const { isrc, title } = await recording({ label: writer });
    const { id: share } = await shareOf(isrc);
    await post(`/api/shares/${share}/transfers`, writerUser, { toPartyId: label, reason: 'Bought back' });
    await told('transfer-proposed', `/parties/${label}?tab=shares`, {
      lena: `Ada Writer offers North Label 100 % of “${title}”.`,
    });
  });

  test('a dispute is told to the other parties, and what happens in it too', async () => {
    const { label, labelUser, operator } = stage;
    const { isrc, title } = await recording();
    const { id: shareId, recordingId } = await shareOf(isrc);
    const said = { text: 'It was sold to us in May', evidence: ['https://example.org/contract'] };
    const { id } = await post('/api/disputes', operator, {
      subject: { kind: 'RECORDING', id: recordingId },
      shareIds: [shareId],
      ...said,
    });
    const link = `/disputes/${id}`;
    const text = `Who owns “${title}” is in dispute. Say what is right: the money waits until it is settled.`;
    await told('dispute-opened', link, together(['lena', 'vera'], text));
    await post(`/api/disputes/${id}/release`, operator, said);
    const end = `The dispute about “${title}”: it was dismissed: the shares stand.`;
    await told('dispute-changed', link, together(['lena', 'vera'], end));
    const mine = await recording();
    const its = await shareOf(mine.isrc);
    const { id: theirs } = await post('/api/disputes', labelUser, {
      subject: { kind: 'RECORDING', id: its.recordingId },
      shareIds: [its.id],
      partyId: label,
      ...said,
    });
    // Nobody else has a share in it: who opened it is told nothing.
    await sleep(1_500);
    await told('dispute-opened', `/disputes/${theirs}`, {});
  });

  test('an import’s end is told to whoever sent the file', async () => {
    const { world, label, labelUser, operator } = stage;
    const permit = { permitted: true, evidence: 'Known by contract' };
    await world.send('PUT', `/api/parties/${label}/import-permission`, operator, permit);
    const { body } = await world.app.inject({ method: 'GET', url: '/api/imports/template.csv' });
    const sent = await world.app.inject({
      method: 'POST',
      url: `/api/parties/${label}/imports?dryRun=true&fileName=spring.csv`,
      headers: { 'content-type': 'text/csv', authorization: `Bearer ${labelUser.token}` },
      payload: body,
    });
    const { id } = sent.json<{ id: string }>();
    await told('import-finished', `/imports?party=${label}&import=${id}`, {
      lena: '“spring.csv” is checked: nothing was changed. The report says more.',
    });
  });
});

describe('who opts in for whom, and until when', () => {
  const evidence = 'Contract of 3 May 2019';
  const mandate = (as: 'GRANTOR' | 'HOLDER', counterparty: string) => ({
    ...{ as, counterparty, evidence, side: 'COMPOSITION', subject: { kind: 'CATALOGUE' } },
  });

  test('a proposal is told to who may confirm it, and the answer to who asked', async () => {
    const { label, writer, labelUser, writerUser } = stage;
    const { id } = await post(`/api/parties/${label}/mandates`, labelUser, mandate('HOLDER', writer));
    await told('mandate-proposed', `/artist/mandates?party=${writer}`, {
      willa: 'North Label says that it may opt in for Ada Writer: all compositions. Is that so?',
    });
    await post(`/api/mandates/${id}/decision`, writerUser, { decision: 'CONFIRM' });
    const text = 'North Label may opt in for Ada Writer: all compositions.';
    await told('mandate-decided', `/artist/mandates?party=${label}`, together(['lena', 'vera'], text));
    await post(`/api/mandates/${id}/revoke`, labelUser, { reason: 'We parted' });
    await told('mandate-decided', `/artist/mandates?party=${writer}`, {
      willa: 'North Label may not opt in any more for Ada Writer: all compositions. “We parted”',
    });
  });

  test('where nobody acts for the grantor, an operator is told; its word goes to both', async () => {
    const { world, label, labelUser, operator } = stage;
    const absent = await world.party(operator, 'Absent Author');
    await world.database.prisma.partyMember.deleteMany({ where: { partyId: absent } });
    const { id } = await post(`/api/parties/${label}/mandates`, labelUser, mandate('HOLDER', absent));
    await told('mandate-proposed', '/operator/mandates', {
      olga: 'North Label says that it may opt in for Absent Author: all compositions. Is that so?',
    });
    await post(`/api/mandates/${id}/decision`, operator, { decision: 'DECLINE', reason: 'No such contract' });
    const text = 'North Label may not opt in for Absent Author: all compositions. “No such contract”';
    const rows = async () =>
      (await rowsOf('mandate-decided', `/artist/mandates?party=${label}`)).filter((row) => row.text === text);
    const until = Date.now() + 20_000;
    while ((await rows()).length < 2 && Date.now() < until) await sleep(50);
    expect((await rows()).map(({ handle }) => handle).toSorted()).toEqual(['lena', 'vera']);
    seen += 2;
  });

  test('an announced withdrawal is told to whoever published with it, and to nobody else', async () => {
    const { world, label, labelUser, writer, writerUser, producer } = stage;
    const { isrc, title } = await recording();
    const other = await recording();
    const opened = (party: string, user: User, side: string, subject: object) =>
      post(`/api/parties/${party}/grants`, user, { side, subject });
    const { id } = await opened(label, labelUser, 'MASTER', { kind: 'RECORDING', isrc });
    await opened(label, labelUser, 'MASTER', { kind: 'RECORDING', isrc: other.isrc });
    await opened(writer, writerUser, 'COMPOSITION', { kind: 'CATALOGUE' });
    const { workId } = await world.database.prisma.recordingWork.findFirstOrThrow({
      where: { recording: { isrc: other.isrc } },
      select: { workId: true },
    });
    const spare = await opened(writer, writerUser, 'COMPOSITION', { kind: 'WORK', id: workId });
    const neighbour = await world.user('nora');
    for (const [user, source] of [
      [producer, isrc],
      [neighbour, other.isrc],
    ] as const)
      await post('/api/recipes', user, { recipe: stage.draft([source]), tags: [] });
    const at = new Date(Date.now() + 40 * 86_400_000);
    // The catalogue of the writer covers the neighbour's flip still, so that nobody is told of this one.
    await post(`/api/grants/${spare.id}/withdraw`, writerUser, { at: at.toISOString() });
    await post(`/api/grants/${id}/withdraw`, labelUser, { at: at.toISOString(), reason: 'A new album' });
    const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at);
    await told('withdrawal-announced', '/flips', {
      pia: `North Label allows flips of “${title}” until ${day}. Yours stops playing then. “A new album”`,
    });
  });
});

describe('credits', () => {
  const wish = (partyId: string) => ({
    partyId,
    proposed: { name: 'Cleo', role: 'Producer' },
    explanation: 'Left out when it was entered',
    evidence: ['https://example.org/sleeve-notes'],
  });

  test('a correction is told to those who decide, and the answer to everybody of who asked', async () => {
    const { writer, writerUser, labelUser } = stage;
    const { isrc, title } = await recording();
    const { id } = await post(`/api/recordings/${isrc}/credit-corrections`, writerUser, wish(writer));
    await told('correction-requested', '/corrections', {
      lena: `Ada Writer asks you to correct the credits of “${title}”.`,
    });
    await post(`/api/credit-corrections/${id}/decline`, labelUser, { reason: 'She was not there' });
    await told('correction-decided', '/corrections?box=asked', {
      willa: `The credits of “${title}” stay as they are. “She was not there”`,
    });
  });
});

describe('where a party is paid', () => {
  const account = { method: 'IBAN', holder: 'Ada Writer', iban: 'DE89370400440532013000' };

  test('another account, stopped payouts, payments and returns are told by name and amount', async () => {
    const { world, writer, writerUser, operator } = stage;
    const link = `/parties/${writer}?tab=payments`;
    const put = await world.send('PUT', `/api/parties/${writer}/payee/account`, writerUser, account);
    expect(put.status).toBe(200);
    await told('payee-account-changed', link, {
      willa:
        'Ada Writer has a bank account to be paid to now: DE89 •••• 3000. Willa did that. If it is wrong, change it at once.',
    });
    await post(`/api/parties/${writer}/payee/stop`, operator, { reason: 'A question' });
    await told('payouts-stopped', link, {
      willa: 'An operator stopped payouts to Ada Writer. “A question”',
    });
    const outbox = world.app.get(Outbox);
    const payload = {
      paymentId: newId(),
      party: { id: writer, name: 'Ada Writer' },
      currency: 'EUR',
      amountMicros: '12340000',
    };
    await world.database.transaction(async (tx) => {
      await outbox.append(tx, paymentSent, { key: writer, payload });
      await outbox.append(tx, paymentReturned, { key: writer, payload: { ...payload, code: 'AC04' } });
    });
    await told('payment-sent', link, { willa: '12.34 EUR are on their way to Ada Writer.' });
    await told('payment-returned', link, {
      willa:
        'The bank sent 12.34 EUR to Ada Writer back (AC04). The money is owed again: look at the account.',
    });
  });
});

describe('other servers', () => {
  test('followers, comments and alarms are told with whose and where', async () => {
    const { world, writerUser, operator } = stage;
    const outbox = world.app.get(Outbox);
    const heard = { userId: writerUser.id, name: 'Nadia Okafor', link: '/people/nadia' };
    const peerId = newId();
    const alarm = { peerId, host: 'flips.example', log: 'consent', kind: 'FORKED' } as const;
    await world.database.transaction(async (tx) => {
      await outbox.append(tx, followerCame, { key: writerUser.id, payload: heard });
      await outbox.append(tx, commentCame, {
        key: writerUser.id,
        payload: { ...heard, link: '/r/abc', title: 'Night Ferry' },
      });
      await outbox.append(tx, peerAlarmed, { key: peerId, payload: alarm });
    });
    await told('follower-new', heard.link, { willa: 'Nadia Okafor follows you.' });
    await told('comment-received', '/r/abc', { willa: 'Nadia Okafor says something about “Night Ferry”.' });
    await told('peer-alarmed', `/operator/peers/${peerId}`, {
      [operator.handle]:
        'flips.example shows two histories of its consent log. It is frozen: nothing is cleared or settled by it.',
    });
  });
});

test('nobody was told anything else', async () => {
  const { world } = stage;
  const outbox = world.app.get(OutboxRepository);
  const until = Date.now() + 20_000;
  while ((await outbox.pending()) > 0 && Date.now() < until) await sleep(50);
  await sleep(1_500);
  const counted = await world.database.prisma.notification.groupBy({ by: ['kind'], _count: true });
  expect(counted.reduce((sum, { _count }) => sum + _count, 0)).toBe(seen);
  const old = /^(?:request|flip)-|^statement-ready$/;
  const kinds = Object.keys(NOTIFICATION_KINDS).filter((kind) => !old.test(kind));
  expect(counted.map(({ kind }) => kind).toSorted()).toEqual(kinds.toSorted());
});

test('kinds are chosen in groups, each group in one piece', async () => {
  const { json } = await stage.world.get('/api/me/notification-preferences', viewer);
  const groups = (json as { items: { kind: string; group: string }[] }).items.map(({ group }) => group);
  const inOrder = groups.filter((group, index) => group !== groups[index - 1]);
  expect(inOrder).toEqual([...new Set(groups)]);
  expect(inOrder.length).toBeGreaterThan(5);
});
