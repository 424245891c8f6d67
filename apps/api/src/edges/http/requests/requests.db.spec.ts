import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { RequestUpkeepService } from '../../../modules/requests/index.ts';
import { recipeHash } from '../common/flip-world.fixture.ts';
import { RequestWorld } from './requests.fixture.ts';

let it: RequestWorld;
beforeAll(async () => {
  it = await RequestWorld.open();
});
beforeEach(() => it.world.database.pool.query('TRUNCATE rate_limit'));
afterAll(() => it.world.close());

const states = async (id: string) =>
  Object.fromEntries((await it.see(id)).lines.map(({ side, state }) => [side, state]));
const topics = async (id: string) => {
  const rows = await it.world.database.prisma.outboxEvent.findMany({
    where: { key: id },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ topic, payload }) => [
    topic,
    (payload as { answer?: string; state?: string }).answer ?? (payload as { state?: string }).state,
  ]);
};
const kinds = async (id: string) => (await it.see(id)).events.map(({ kind }) => kind);

describe('asking', () => {
  test('makes one line per party, side and subject, and tells everybody asked', async () => {
    const isrc = await it.recording();
    const recipe = it.draft([isrc]);
    const id = await it.asked(recipe);
    const seen = await it.see(id);
    expect(seen).toMatchObject({
      state: 'OPEN',
      version: 1,
      hash: recipeHash(recipe),
      territory: 'GB',
      isMine: true,
      publishedCode: null,
      durationMs: 8000,
      credits: { remixer: 'Pia', sources: [{ isrc }] },
      uses: [{ isrc, totalMs: 8000, stems: ['vocals'], tempoPermille: { min: 1000, max: 1000 } }],
      clearance: { state: 'NOT_CLEARED' },
      events: [{ kind: 'ASKED', by: 'Pia', text: 'May I?' }],
    });
    expect(seen.lines).toMatchObject([
      {
        side: 'MASTER',
        party: { id: it.label },
        state: 'REQUESTED',
        reachable: true,
        mine: false,
        reasons: [{ code: 'NO_GRANT' }],
      },
      { side: 'COMPOSITION', party: { id: it.writer }, state: 'REQUESTED', reasons: [{ code: 'NO_GRANT' }] },
    ]);
    const [event] = await it.world.database.prisma.outboxEvent.findMany({ where: { key: id } });
    expect(event).toMatchObject({
      topic: 'request.asked',
      payload: { requestId: id, partyIds: expect.arrayContaining([it.label, it.writer]) },
    });
  });

  test('tells what a play would pay once everybody has agreed, by the code that pays', async () => {
    const id = await it.asked();
    const { json } = await it.world.get(`/api/clearance-requests/${id}`, it.labelUser);
    expect(json).toMatchObject({
      isMine: false,
      actsFor: [it.label],
      economics: {
        masterMicros: '2000',
        compositionMicros: '600',
        lines: expect.arrayContaining([
          expect.objectContaining({ side: 'MASTER', partyName: 'North Label', amountMicros: '2000' }),
          expect.objectContaining({ side: 'COMPOSITION', partyName: 'Ada Writer', amountMicros: '600' }),
        ]),
      },
    });
  });

  test('is refused when everything is cleared, or when nobody could agree', async () => {
    const { world, producer, labelUser, writerUser, label, writer } = it;
    const isrc = await it.recording();
    const recipe = it.draft([isrc]);
    const grant = (party: string, user: typeof labelUser, side: string, policy: string, subject: object) =>
      world.post(`/api/parties/${party}/grants`, user, { side, policy, subject });
    const work = (await world.get(`/api/recordings/${isrc}`)).json as { works: { id: string }[] };
    await grant(label, labelUser, 'MASTER', 'MONETISE', { kind: 'RECORDING', isrc });
    await grant(writer, writerUser, 'COMPOSITION', 'MONETISE', { kind: 'WORK', id: work.works[0]!.id });
    expect(await it.ask(recipe)).toMatchObject({ status: 409, json: { code: 'request_not_needed' } });

    const blocked = await it.recording();
    await grant(label, labelUser, 'MASTER', 'BLOCK', { kind: 'RECORDING', isrc: blocked });
    expect(await it.ask(it.draft([blocked]))).toMatchObject({
      status: 409,
      json: {
        code: 'request_not_possible',
        reasons: expect.arrayContaining([expect.objectContaining({ code: 'POLICY_BLOCK' })]),
      },
    });
    expect(await it.ask(it.draft(['GBREQ2699999']))).toMatchObject({
      status: 409,
      json: { code: 'request_not_possible', detail: expect.stringContaining('Nobody has claimed') },
    });
    expect((await world.get('/api/clearance-requests', producer)).json).toMatchObject({
      items: expect.not.arrayContaining([expect.objectContaining({ hash: recipeHash(recipe) })]),
    });
  });

  test('keeps a line for what nobody has claimed beside those who are asked, and cannot be approved without it', async () => {
    const isrc = await it.recording();
    const id = await it.asked(it.draft([isrc, 'GBREQ2699998']));
    const { lines } = await it.see(id);
    expect(lines.filter(({ party }) => party === null)).toMatchObject([
      {
        side: 'MASTER',
        reachable: false,
        reasons: [{ code: 'RECORDING_UNKNOWN', detail: 'is not in the catalogue' }],
      },
      { side: 'COMPOSITION', reachable: false },
    ]);
    expect((await it.approve(id, 'MASTER')).status).toBe(204);
    expect((await it.approve(id, 'COMPOSITION')).status).toBe(204);
    expect(await it.see(id)).toMatchObject({ state: 'OPEN', clearance: { state: 'NOT_CLEARED' } });
  });

  test('twice for one draft is refused, and so are a malformed draft and an empty message', async () => {
    const recipe = it.draft([await it.recording()]);
    const id = await it.asked(recipe);
    expect(await it.ask(recipe)).toMatchObject({
      status: 409,
      json: { code: 'already_exists', request: id },
    });
    expect(await it.ask({ type: 'RemixRecipe' })).toMatchObject({
      status: 422,
      json: { code: 'recipe_refused' },
    });
    const empty = await it.world.post('/api/clearance-requests', it.producer, { recipe, message: ' ' });
    expect(empty).toMatchObject({ status: 400, json: { errors: [{ pointer: '/message' }] } });
    expect(await it.ask(recipe, it.producer, 'XX')).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/territory' }] },
    });
  });

  test('has a limit of twenty a day', async () => {
    expect((await it.ask({ type: 'RemixRecipe' })).status).toBe(422);
    const recipe = it.draft([await it.recording()]);
    await it.asked(recipe);
    for (let count = 1; count < 20; count += 1) expect((await it.ask(recipe)).status).toBe(409);
    expect(await it.ask(recipe)).toMatchObject({ status: 429, json: { code: 'rate_limited' } });
  });
});

describe('who sees a draft', () => {
  test('its producer and members of the parties asked: no stranger, and no operator', async () => {
    const { world, operator, producer, labelUser, label } = it;
    const id = await it.asked();
    const stranger = await world.user('sven');
    for (const user of [producer, labelUser, it.writerUser])
      expect((await world.get(`/api/clearance-requests/${id}`, user)).status).toBe(200);
    for (const user of [stranger, operator]) {
      expect(await world.get(`/api/clearance-requests/${id}`, user)).toMatchObject({
        status: 403,
        json: { code: 'forbidden' },
      });
      expect((await world.get(`/api/parties/${label}/clearance-requests`, user)).status).toBe(403);
    }
    const inbox = (await world.get(`/api/parties/${label}/clearance-requests?state=OPEN`, labelUser))
      .json as { items: { id: string }[] };
    expect(inbox.items[0]).toMatchObject({
      id,
      credits: { remixer: 'Pia' },
      lines: [{ side: 'MASTER' }, { side: 'COMPOSITION' }],
    });
    expect(
      (await world.get(`/api/parties/${label}/clearance-requests?state=EXPIRED`, labelUser)).json,
    ).toMatchObject({ items: [] });
  });

  test('pages of an inbox follow each other without gap or repeat', async () => {
    for (let count = 0; count < 3; count += 1) await it.asked();
    const url = `/api/parties/${it.label}/clearance-requests?limit=2`;
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: { id: string }[]; nextCursor: string | null } = (
        await it.world.get(`${url}${cursor === '' ? '' : `&cursor=${cursor}`}`, it.labelUser)
      ).json;
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(seen.toSorted().toReversed());
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(4);
  });

  test('a time is asked for, by who asks and by who is asked', async () => {
    const made = async (user: typeof it.producer, path: string, query: string) =>
      (
        (await it.world.get(`/api/${path}?limit=100${query}`, user)).json as {
          items: { createdAt: string }[];
        }
      ).items.map(({ createdAt }) => createdAt);
    for (const [user, path] of [
      [it.producer, 'clearance-requests'],
      [it.labelUser, `parties/${it.label}/clearance-requests`],
    ] as const) {
      const all = await made(user, path, '');
      const middle = all[Math.floor(all.length / 2)] ?? '';
      const [early, late] = [
        await made(user, path, `&before=${middle}`),
        await made(user, path, `&from=${middle}`),
      ];
      expect([...late, ...early]).toEqual(all);
      expect(Math.min(early.length, late.length)).toBeGreaterThan(0);
    }
  });

  test('a party for which nobody acts is shown to the operator, without the draft', async () => {
    const silent = await it.world.post('/api/parties', it.operator, {
      name: 'Silent Estate',
      kind: 'PERSON',
    });
    const { id: writer } = silent.json as { id: string };
    const id = await it.asked(it.draft([await it.recording({ writer })]));
    expect((await it.line(id, 'COMPOSITION')).reachable).toBe(false);
    const { json } = await it.world.get('/api/clearance-requests/unreachable', it.operator);
    const { items } = json as { items: object[] };
    expect(items[0]).toMatchObject({
      requestId: id,
      party: { name: 'Silent Estate' },
      side: 'COMPOSITION',
      producer: { handle: 'pia' },
    });
    expect(JSON.stringify(items)).not.toContain('Draft ');
    expect((await it.world.get('/api/clearance-requests/unreachable', it.producer)).status).toBe(403);
  });
});

describe('approving', () => {
  test('both sides clears this very recipe and nothing else: it publishes and plays, the listing stays as it was', async () => {
    const isrc = await it.recording();
    const recipe = it.draft([isrc]);
    const id = await it.asked(recipe);
    expect(await it.publish(recipe)).toMatchObject({ status: 409, json: { code: 'not_cleared' } });
    expect((await it.approve(id, 'MASTER')).status).toBe(204);
    expect(await it.see(id)).toMatchObject({ state: 'OPEN' });
    expect(await states(id)).toEqual({ MASTER: 'GRANTED', COMPOSITION: 'REQUESTED' });
    expect((await it.approve(id, 'COMPOSITION')).status).toBe(204);
    expect(await it.see(id)).toMatchObject({ state: 'APPROVED', clearance: { state: 'CLEARED' } });
    expect(await topics(id)).toEqual([
      ['request.asked', undefined],
      ['request.answered', 'GRANTED'],
      ['request.answered', 'GRANTED'],
      ['request.decided', 'APPROVED'],
    ]);
    expect(await kinds(id)).toEqual(['ASKED', 'APPROVED', 'APPROVED', 'CLEARED']);

    const other = it.draft([isrc]);
    expect((await it.publish(other)).status).toBe(409);
    const listed = (await it.world.get(`/api/recordings/${isrc}`)).json;
    expect(listed).toMatchObject({ clearance: 'NOT_CLEARED' });

    const published = await it.publish(recipe);
    expect(published).toMatchObject({ status: 201, json: { economics: { masterMicros: '2000' } } });
    const { code, hash } = published.json as { code: string; hash: string };
    expect((await it.see(id)).publishedCode).toBe(code);
    const play = await it.world.post('/api/plays/grants', null, {
      recipe: hash,
      device: 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
    });
    expect(play.status).toBe(201);
  });

  test('makes a grant that the party finds among its grants and can take back', async () => {
    const recipe = it.draft([await it.recording()]);
    const id = await it.asked(recipe);
    await it.approve(id, 'MASTER');
    await it.approve(id, 'COMPOSITION');
    expect((await it.publish(recipe)).status).toBe(201);
    const { grantId } = await it.line(id, 'MASTER');
    const { items } = (await it.world.get(`/api/parties/${it.label}/grants`, it.labelUser)).json as {
      items: { id: string }[];
    };
    expect(items.find((grant) => grant.id === grantId)).toMatchObject({
      recipeHash: recipeHash(recipe),
      state: 'GRANTED',
      version: 1,
    });
    const withdrawn = await it.world.post(`/api/grants/${grantId}/withdraw`, it.labelUser, {});
    expect(withdrawn).toMatchObject({
      status: 200,
      json: { state: 'WITHDRAWN', recipeHash: recipeHash(recipe) },
    });
    await it.world.settle(grantId!);
    expect((await it.world.get(`/api/recipes/${recipeHash(recipe)}`)).json).toMatchObject({
      state: 'WITHDRAWN',
    });
  });

  test('stands beside a grant for the same recording: opting in later is a grant of its own', async () => {
    const isrc = await it.recording();
    const id = await it.asked(it.draft([isrc]));
    await it.approve(id, 'MASTER');
    const general = await it.world.post(`/api/parties/${it.label}/grants`, it.labelUser, {
      side: 'MASTER',
      subject: { kind: 'RECORDING', isrc },
    });
    expect(general).toMatchObject({ status: 201, json: { recipeHash: null } });
    const catalogue = (await it.world.get(`/api/parties/${it.label}/catalogue?limit=100`, it.labelUser))
      .json as { items: { isrc: string; grant: { id: string } }[] };
    expect(catalogue.items.find((item) => item.isrc === isrc)?.grant.id).toBe(
      (general.json as { id: string }).id,
    );
  });

  test('as an opt-in makes the general grant, or the next version of it', async () => {
    const isrc = await it.recording();
    const first = await it.world.post(`/api/parties/${it.label}/grants`, it.labelUser, {
      side: 'MASTER',
      subject: { kind: 'RECORDING', isrc },
      scope: { preApproved: false },
    });
    const recipe = it.draft([isrc]);
    const id = await it.asked(recipe);
    expect((await it.line(id, 'MASTER')).reasons).toMatchObject([{ code: 'APPROVAL_NEEDED' }]);
    expect((await it.approve(id, 'MASTER', { scope: { maxSeconds: 60 } }, 'OPT_IN')).status).toBe(204);
    expect((await it.approve(id, 'COMPOSITION', {}, 'OPT_IN')).status).toBe(204);
    expect(await it.see(id)).toMatchObject({ state: 'APPROVED' });
    const { grantId } = await it.line(id, 'MASTER');
    expect(grantId).toBe((first.json as { id: string }).id);
    const versions = await it.world.database.prisma.grant.findMany({
      where: { id: grantId! },
      orderBy: { version: 'asc' },
    });
    expect(versions.map(({ version }) => version)).toEqual([1, 2]);
    expect((await it.publish(it.draft([isrc]))).status).toBe(201);
    expect((await it.world.get(`/api/recordings/${isrc}`)).json).toMatchObject({ clearance: 'CLEARED' });
  });

  test('on terms that the draft goes beyond, or that say no, makes nothing', async () => {
    const id = await it.asked();
    const grants = () => it.world.database.prisma.grant.count();
    const before = await grants();
    expect(
      await it.approve(id, 'MASTER', { scope: { maxSeconds: 4, allowedStems: ['drums'] } }),
    ).toMatchObject({
      status: 409,
      json: { code: 'terms_not_met', reasons: [{ code: 'STEM_NOT_ALLOWED' }, { code: 'TOO_LONG' }] },
    });
    expect(
      await it.approve(id, 'MASTER', { minimumRate: { currency: 'EUR', perPlayMicros: '2001' } }),
    ).toMatchObject({
      status: 409,
      json: { code: 'terms_not_met', reasons: [{ code: 'MINIMUM_RATE_NOT_MET' }] },
    });
    expect(await it.approve(id, 'MASTER', { scope: { preApproved: false } })).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '/terms/scope/preApproved' }] },
    });
    expect(await it.approve(id, 'MASTER', { policy: 'BLOCK' })).toMatchObject({ status: 400 });
    expect(await grants()).toBe(before);
    expect(await states(id)).toEqual({ MASTER: 'REQUESTED', COMPOSITION: 'REQUESTED' });
  });

  test('is for managers of the party asked alone', async () => {
    const { world, label, labelUser } = it;
    const id = await it.asked();
    const viewer = await world.user('vera');
    await world.post(`/api/parties/${label}/members`, labelUser, { handle: viewer.handle, role: 'VIEWER' });
    const as = { as: 'THIS_FLIP', terms: {} };
    for (const user of [viewer, it.writerUser, it.producer, it.operator])
      expect(await it.answer(id, 'MASTER', 'approve', as, user)).toMatchObject({
        status: 403,
        json: { code: 'forbidden' },
      });
    expect((await it.see(id, viewer)).lines.map(({ mine }) => mine)).toEqual([false, false]);
    expect((await it.see(id, labelUser)).lines.map(({ mine }) => mine)).toEqual([true, false]);
  });

  test('answers in the name of who mandated them', async () => {
    const { world, labelUser, label } = it;
    const ward = await world.post('/api/parties', it.operator, { name: 'Ward', kind: 'PERSON' });
    const { id: grantor } = ward.json as { id: string };
    await world.database.prisma.mandate.create({
      data: { id: grantor, grantorId: grantor, holderId: label, side: 'COMPOSITION', evidence: 'A contract' },
    });
    const recipe = it.draft([await it.recording({ writer: grantor })]);
    const id = await it.asked(recipe);
    expect(await it.line(id, 'COMPOSITION')).toMatchObject({ party: { name: 'Ward' }, reachable: true });
    await it.approve(id, 'MASTER');
    expect(
      (await it.answer(id, 'COMPOSITION', 'approve', { as: 'THIS_FLIP', terms: {} }, labelUser)).status,
    ).toBe(204);
    expect(await it.see(id)).toMatchObject({ state: 'APPROVED' });
    expect((await it.publish(recipe)).status).toBe(201);
  });

  test('is no more for who was mandated once: neither yes nor no nor an offer', async () => {
    const { world, labelUser, label } = it;
    const ward = await world.post('/api/parties', it.operator, { name: 'Late ward', kind: 'PERSON' });
    const { id: grantor } = ward.json as { id: string };
    const mandate = { id: grantor, grantorId: grantor, holderId: label, side: 'COMPOSITION' as const };
    await world.database.prisma.mandate.create({ data: { ...mandate, evidence: 'A contract' } });
    const id = await it.asked(it.draft([await it.recording({ writer: grantor })]));
    await world.database.prisma.mandate.create({
      data: { ...mandate, version: 2, state: 'REVOKED', evidence: 'A contract' },
    });
    for (const [action, body] of [
      ['decline', { reason: 'Out of spite' }],
      ['counter', { terms: {} }],
      ['approve', { as: 'OPT_IN', terms: {} }],
    ] as const)
      expect(await it.answer(id, 'COMPOSITION', action, body, labelUser)).toMatchObject({ status: 403 });
    expect(await it.see(id)).toMatchObject({ state: 'OPEN' });
  });
});

describe('opting in elsewhere', () => {
  test('answers the line when the outbox tells of it, and taking it back asks again', async () => {
    const isrc = await it.recording();
    const id = await it.asked(it.draft([isrc]));
    const upkeep = it.world.app.get(RequestUpkeepService);
    const general = await it.world.post(`/api/parties/${it.label}/grants`, it.labelUser, {
      side: 'MASTER',
      subject: { kind: 'RECORDING', isrc },
    });
    const { id: grant } = general.json as { id: string };
    await upkeep.reviewGrant(grant);
    expect(await states(id)).toEqual({ MASTER: 'GRANTED', COMPOSITION: 'REQUESTED' });
    await it.world.post(`/api/grants/${grant}/withdraw`, it.labelUser, {});
    await upkeep.reviewGrant(grant);
    await upkeep.reviewGrant(grant);
    expect(await states(id)).toEqual({ MASTER: 'REQUESTED', COMPOSITION: 'REQUESTED' });
    expect(await kinds(id)).toEqual(['ASKED', 'APPROVED', 'REOPENED']);
  });
});

describe('a recording that comes into the catalogue', () => {
  test('takes the place of nobody: its parties are asked and told', async () => {
    const { world, operator, label, writer } = it;
    const isrc = `GBREQ27${String(Date.now()).slice(-5)}`;
    const id = await it.asked(it.draft([await it.recording(), isrc]));
    expect((await it.see(id)).lines.filter(({ party }) => party === null)).toHaveLength(2);
    await world.recording(operator, isrc, { label, writer });
    const { id: recordingId } = await world.database.prisma.recording.findUniqueOrThrow({ where: { isrc } });
    await world.app.get(RequestUpkeepService).reviewSubjects({ recordingIds: [recordingId], workIds: [] });
    const { lines } = await it.see(id);
    expect(lines).toHaveLength(4);
    expect(lines.every(({ party }) => party !== null)).toBe(true);
    expect((await topics(id)).map(([topic]) => topic)).toEqual(['request.asked', 'request.asked']);
  });
});

describe('two answers at once', () => {
  test('wait for each other: both count, and the request is approved once', async () => {
    const id = await it.asked();
    const answers = await Promise.all([it.approve(id, 'MASTER'), it.approve(id, 'COMPOSITION')]);
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    expect(await it.see(id)).toMatchObject({ state: 'APPROVED' });
    expect((await kinds(id)).filter((kind) => kind === 'CLEARED')).toHaveLength(1);
    const twice = await it.asked();
    const same = await Promise.all([it.approve(twice, 'MASTER'), it.approve(twice, 'MASTER')]);
    expect(same.map(({ status }) => status).toSorted()).toEqual([204, 409]);
  });
});

describe('declining', () => {
  test('ends the request with the reason, which the producer reads and other parties do not', async () => {
    const id = await it.asked();
    expect((await it.answer(id, 'COMPOSITION', 'decline', { reason: '' })).status).toBe(400);
    expect((await it.answer(id, 'COMPOSITION', 'decline', { reason: 'Not this song' })).status).toBe(204);
    expect(await it.see(id)).toMatchObject({ state: 'DECLINED', decidedAt: expect.any(String) });
    expect(await states(id)).toEqual({ MASTER: 'REQUESTED', COMPOSITION: 'DECLINED' });
    expect((await it.see(id)).events.at(-1)).toMatchObject({
      kind: 'DECLINED',
      text: 'Not this song',
      by: 'Willa',
    });
    expect(JSON.stringify(await it.see(id, it.labelUser))).not.toContain('Not this song');
    expect(await topics(id)).toEqual([
      ['request.asked', undefined],
      ['request.answered', 'DECLINED'],
      ['request.decided', 'DECLINED'],
    ]);
    expect(await it.approve(id, 'MASTER')).toMatchObject({
      status: 409,
      json: { code: 'invalid_transition' },
    });
  });
});

describe('a counter-offer', () => {
  const short = { terms: { scope: { maxSeconds: 6 } }, note: 'Shorter, please' };

  test('tells the producer which limit the draft breaks, and is accepted once it does not', async () => {
    const isrc = await it.recording();
    const recipe = it.draft([isrc]);
    const id = await it.asked(recipe);
    expect((await it.answer(id, 'MASTER', 'counter', short)).status).toBe(204);
    expect(await it.line(id, 'MASTER')).toMatchObject({
      state: 'COUNTERED',
      offer: {
        note: 'Shorter, please',
        breaks: [{ code: 'TOO_LONG', detail: 'is heard for 8 s; 6 s is allowed' }],
        terms: { scope: { maxSeconds: 6 } },
      },
    });
    const others = await it.see(id, it.writerUser);
    expect(others.lines.find(({ side }) => side === 'MASTER')?.offer).toBeNull();
    expect(JSON.stringify(others.events)).not.toContain('Shorter, please');
    expect(await it.answer(id, 'MASTER', 'accept', {}, it.producer)).toMatchObject({
      status: 409,
      json: { code: 'terms_not_met', reasons: [{ code: 'TOO_LONG' }] },
    });

    const [track] = recipe.tracks;
    const shorter = it.draft([isrc], {
      tracks: [{ ...track!, clips: [{ source: 's1', stem: 'vocals', at: 0, length: 12, in: 0 }] }],
    });
    const revise = (draft: unknown) =>
      it.world.post(`/api/clearance-requests/${id}/revise`, it.producer, {
        recipe: draft,
        message: 'Six seconds now',
      });
    expect((await revise(recipe)).status).toBe(409);
    expect((await revise(shorter)).status).toBe(204);
    expect(await it.see(id)).toMatchObject({ version: 2, hash: recipeHash(shorter), state: 'OPEN' });
    expect(await it.line(id, 'MASTER')).toMatchObject({ state: 'COUNTERED', offer: { breaks: [] } });
    for (const user of [it.labelUser, it.writerUser])
      expect((await it.answer(id, 'MASTER', 'accept', {}, user)).status).toBe(403);
    expect((await it.answer(id, 'MASTER', 'accept', {}, it.producer)).status).toBe(204);
    expect((await it.approve(id, 'COMPOSITION')).status).toBe(204);
    expect(await it.see(id)).toMatchObject({ state: 'APPROVED' });
    expect((await it.publish(shorter)).status).toBe(201);
    expect((await it.publish(recipe)).status).toBe(409);
  });

  test('with a rate that the tariff does not pay cannot be accepted', async () => {
    const id = await it.asked();
    const dear = { terms: { minimumRate: { currency: 'EUR', perPlayMicros: '9000' } } };
    expect((await it.answer(id, 'COMPOSITION', 'counter', dear)).status).toBe(204);
    expect((await it.line(id, 'COMPOSITION')).offer?.breaks).toMatchObject([
      { code: 'MINIMUM_RATE_NOT_MET' },
    ]);
    expect((await it.answer(id, 'COMPOSITION', 'accept', {}, it.producer)).status).toBe(409);
    expect(
      (await it.answer(id, 'COMPOSITION', 'counter', { terms: { scope: { territories: ['FR'] } } })).status,
    ).toBe(204);
    expect((await it.line(id, 'COMPOSITION')).offer?.breaks).toMatchObject([
      { detail: 'does not hold in GB' },
    ]);
    expect(
      (await it.answer(id, 'COMPOSITION', 'counter', { terms: { scope: { territories: ['QQ'] } } })).status,
    ).toBe(422);
  });
});

describe('a changed draft', () => {
  const clips = (length: number, semitones = 0) => ({
    tracks: [
      {
        id: 't1',
        name: 'Vocals',
        clips: [{ source: 's1', stem: 'vocals' as const, at: 0, length, in: 0, semitones }],
      },
    ],
  });
  const revise = (id: string, recipe: unknown) =>
    it.world.post(`/api/clearance-requests/${id}/revise`, it.producer, { recipe, message: 'Changed' });

  test('asks approvals of the very draft again; an accepted offer holds for it within its terms, and not beyond', async () => {
    const isrc = await it.recording();
    const id = await it.asked(it.draft([isrc], clips(12)));
    await it.answer(id, 'MASTER', 'counter', { terms: { scope: { maxSeconds: 6 } } });
    await it.answer(id, 'MASTER', 'accept', {}, it.producer);
    const first = (await it.line(id, 'MASTER')).grantId;
    // The other side stays open, so the request does.
    const second = it.draft([isrc], clips(10, 2));
    expect((await revise(id, second)).status).toBe(204);
    expect(await states(id)).toEqual({ MASTER: 'GRANTED', COMPOSITION: 'REQUESTED' });
    const carried = (await it.line(id, 'MASTER')).grantId;
    expect(carried).not.toBe(first);
    expect(await it.world.database.prisma.grant.findFirstOrThrow({ where: { id: carried! } })).toMatchObject({
      recipeHash: recipeHash(second),
      createdBy: it.labelUser.id,
    });
    expect((await revise(id, it.draft([isrc], clips(14)))).status).toBe(204);
    expect(await states(id)).toEqual({ MASTER: 'COUNTERED', COMPOSITION: 'REQUESTED' });

    const plain = await it.asked(it.draft([await it.recording()]));
    await it.approve(plain, 'MASTER');
    const { recipe } = await it.see(plain);
    expect((await revise(plain, { ...recipe, title: 'The same otherwise', proof: undefined })).status).toBe(
      204,
    );
    expect(await states(plain)).toEqual({ MASTER: 'REQUESTED', COMPOSITION: 'REQUESTED' });
    expect(await kinds(plain)).toEqual(['ASKED', 'APPROVED', 'REVISED', 'REOPENED']);
  });

  test.each([
    ['taken back', {}],
    ['announced to be taken back', { at: '2199-01-01T00:00:00.000Z' }],
  ])('does not make again what a party has %s, and nor does its offer of before', async (_, withdrawal) => {
    const isrc = await it.recording();
    const id = await it.asked(it.draft([isrc], clips(12)));
    await it.answer(id, 'MASTER', 'counter', { terms: { scope: { maxSeconds: 6 } } });
    await it.answer(id, 'MASTER', 'accept', {}, it.producer);
    const { grantId } = await it.line(id, 'MASTER');
    const path = `/api/grants/${grantId}/withdraw`;
    expect((await it.world.post(path, it.labelUser, withdrawal)).status).toBe(200);
    // Before any job has looked, and after it.
    expect((await revise(id, it.draft([isrc], clips(10, 2)))).status).toBe(204);
    expect(await it.line(id, 'MASTER')).toMatchObject({ state: 'REQUESTED', grantId: null, offer: null });
    await it.world.app.get(RequestUpkeepService).reviewGrant(grantId!);
    expect(await states(id)).toEqual({ MASTER: 'REQUESTED', COMPOSITION: 'REQUESTED' });
    expect((await it.answer(id, 'MASTER', 'accept', {}, it.producer)).status).toBe(409);
  });

  test('keeps no offer alive whose grant was taken back from the very draft', async () => {
    const id = await it.asked(it.draft([await it.recording()], clips(12)));
    await it.answer(id, 'MASTER', 'counter', { terms: { scope: { maxSeconds: 6 } } });
    await it.answer(id, 'MASTER', 'accept', {}, it.producer);
    const { grantId } = await it.line(id, 'MASTER');
    await it.world.post(`/api/grants/${grantId}/withdraw`, it.labelUser, {});
    await it.world.app.get(RequestUpkeepService).reviewGrant(grantId!);
    expect(await it.line(id, 'MASTER')).toMatchObject({ state: 'REQUESTED', grantId: null, offer: null });
    expect((await it.answer(id, 'MASTER', 'accept', {}, it.producer)).status).toBe(409);
  });

  test('with another recording asks its parties too; without one leaves it; all cleared is approved at once', async () => {
    const [one, two] = [await it.recording(), await it.recording()];
    const id = await it.asked(it.draft([one]));
    expect((await revise(id, it.draft([one, two]))).status).toBe(204);
    expect((await it.see(id)).lines).toHaveLength(4);
    expect((await revise(id, it.draft([two]))).status).toBe(204);
    expect((await it.see(id)).lines.map(({ title }) => title)).toEqual(
      expect.arrayContaining([expect.stringContaining('Tide')]),
    );
    expect((await it.see(id)).lines).toHaveLength(2);

    const free = await it.recording();
    for (const side of ['MASTER', 'COMPOSITION'] as const)
      await it.approve(await it.asked(it.draft([free])), side, {}, 'OPT_IN');
    expect((await revise(id, it.draft([free]))).status).toBe(204);
    expect(await it.see(id)).toMatchObject({ state: 'APPROVED', lines: [] });
    expect(await revise(id, it.draft([one]))).toMatchObject({
      status: 409,
      json: { code: 'invalid_transition' },
    });
  });

  test('is its producer’s alone to send, and to take back', async () => {
    const id = await it.asked();
    const draft = it.draft([await it.recording()]);
    const asLabel = (path: string, body: object) =>
      it.world.post(`/api/clearance-requests/${id}/${path}`, it.labelUser, body);
    expect((await asLabel('revise', { recipe: draft, message: 'Mine' })).status).toBe(403);
    expect((await asLabel('withdraw', {})).status).toBe(403);
    expect((await it.world.post(`/api/clearance-requests/${id}/withdraw`, it.producer, {})).status).toBe(204);
    expect(await it.see(id)).toMatchObject({ state: 'WITHDRAWN', recipe: { type: 'RemixRecipe' } });
    expect((await it.see(id, it.labelUser)).recipe).toBeNull();
    expect((await it.approve(id, 'MASTER')).status).toBe(409);
    // Taken back, it can be asked for again.
    expect((await it.ask((await it.see(id)).recipe)).status).toBe(201);
  });
});

describe('the conversation', () => {
  test('is between the producer and each party, in order, and nobody reads the other party’s part', async () => {
    const id = await it.asked();
    const write = (user: typeof it.producer, text: string, partyId?: string) =>
      it.world.post(`/api/clearance-requests/${id}/messages`, user, {
        text,
        ...(partyId === undefined ? {} : { partyId }),
      });
    expect((await write(it.producer, 'To all')).status).toBe(204);
    expect((await write(it.producer, 'To the label', it.label)).status).toBe(204);
    expect((await write(it.labelUser, 'From the label')).status).toBe(204);
    expect((await write(it.writerUser, 'From the writer')).status).toBe(204);
    expect((await write(it.labelUser, 'As the writer', it.writer)).status).toBe(403);
    expect((await write(it.operator, 'Hello')).status).toBe(403);
    expect((await write(it.producer, 'x'.repeat(2_001))).status).toBe(400);
    const said = async (user: typeof it.producer) =>
      (await it.see(id, user)).events.filter(({ kind }) => kind === 'MESSAGE').map(({ text }) => text);
    expect(await said(it.producer)).toEqual(['To all', 'To the label', 'From the label', 'From the writer']);
    expect(await said(it.labelUser)).toEqual(['To all', 'To the label', 'From the label']);
    expect(await said(it.writerUser)).toEqual(['To all', 'From the writer']);
  });

  test('is never edited or removed, and neither are the drafts', async () => {
    const { pool } = it.world.database;
    await it.asked();
    for (const statement of [
      `UPDATE clearance_request_event SET kind = 'MESSAGE'`,
      'DELETE FROM clearance_request_event',
      'TRUNCATE clearance_request_event',
      `UPDATE clearance_request_version SET document = '{}'`,
      'DELETE FROM clearance_request_version',
    ])
      await expect(pool.query(statement)).rejects.toThrow('append-only');
  });
});

describe('a deleted account', () => {
  test('asks for nothing any more and is not named', async () => {
    const leaver = await it.world.user('leo');
    const recipe = it.draft([await it.recording()]);
    const { id } = (await it.ask(recipe, leaver)).json as { id: string };
    const exported = (await it.world.get('/api/me/export', leaver)).json;
    expect(exported).toMatchObject({ clearanceRequests: { requests: [{ id }] } });
    await it.world.app.get(RequestUpkeepService).forget(leaver.id);
    const row = await it.world.database.prisma.clearanceRequest.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ state: 'WITHDRAWN', credits: { remixer: 'Deleted account' } });
    expect(JSON.stringify(row.credits)).not.toContain('Leo');
  });
});

describe('asking for a withdrawn flip', () => {
  test('brings it back when everybody agrees', async () => {
    const isrc = await it.recording();
    const recipe = it.draft([isrc], { provenance: { parents: [], supersedes: null } });
    const id = await it.asked(recipe);
    await it.approve(id, 'MASTER');
    await it.approve(id, 'COMPOSITION');
    await it.publish(recipe);
    const { grantId } = await it.line(id, 'MASTER');
    await it.world.post(`/api/grants/${grantId}/withdraw`, it.labelUser, {});
    await it.world.settle(grantId!);
    const again = await it.asked(recipe);
    expect((await it.approve(again, 'MASTER')).status).toBe(204);
    await it.world.settle((await it.line(again, 'MASTER')).grantId!);
    expect((await it.world.get(`/api/recipes/${recipeHash(recipe)}`)).json).toMatchObject({
      state: 'PUBLISHED',
    });
  });
});
