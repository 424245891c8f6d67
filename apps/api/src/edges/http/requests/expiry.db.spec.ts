import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { RequestUpkeepService } from '../../../modules/requests/index.ts';
import { RequestWorld } from './requests.fixture.ts';

const DAY_MS = 86_400_000;
let it: RequestWorld;
beforeAll(async () => {
  it = await RequestWorld.open({ clearanceRequestDays: 30 });
});
beforeEach(() => it.world.database.pool.query('TRUNCATE rate_limit'));
afterAll(() => it.world.close());

test('a request that nobody answered ends after thirty days; a changed draft has the full time again', async () => {
  const start = new Date();
  it.setClock(start);
  const upkeep = it.world.app.get(RequestUpkeepService);
  const id = await it.asked();
  const changed = await it.asked();
  await it.answer(id, 'MASTER', 'counter', { terms: {} });
  it.setClock(new Date(start.getTime() + 29 * DAY_MS));
  expect(await upkeep.expireDue()).toBe(0);
  const revised = { recipe: it.draft([await it.recording()]), message: 'Changed' };
  expect(
    (await it.world.post(`/api/clearance-requests/${changed}/revise`, it.producer, revised)).status,
  ).toBe(204);
  it.setClock(new Date(start.getTime() + 30 * DAY_MS));
  expect(await upkeep.expireDue()).toBe(1);
  expect(await upkeep.expireDue()).toBe(0);
  const seen = await it.see(id);
  expect(seen.state).toBe('EXPIRED');
  expect(seen.lines.map(({ state }) => state)).toEqual(['EXPIRED', 'EXPIRED']);
  expect(seen.events.at(-1)).toMatchObject({ kind: 'EXPIRED', by: null });
  expect((await it.see(changed)).state).toBe('OPEN');
  expect(await it.approve(id, 'MASTER')).toMatchObject({ status: 409, json: { code: 'invalid_transition' } });
  const [last] = await it.world.database.prisma.outboxEvent.findMany({
    where: { key: id },
    orderBy: { id: 'desc' },
    take: 1,
  });
  expect(last).toMatchObject({ topic: 'request.decided', payload: { requestId: id, state: 'EXPIRED' } });
});

test('a granted line stays granted when the rest runs out', async () => {
  const start = new Date();
  it.setClock(start);
  const id = await it.asked();
  await it.approve(id, 'MASTER');
  it.setClock(new Date(start.getTime() + 30 * DAY_MS));
  await it.world.app.get(RequestUpkeepService).expireDue();
  expect((await it.see(id)).lines.map(({ side, state }) => [side, state])).toEqual([
    ['MASTER', 'GRANTED'],
    ['COMPOSITION', 'EXPIRED'],
  ]);
});
