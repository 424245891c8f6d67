import { createHash } from 'node:crypto';
import { Browser } from '../../apps/api/src/edges/http/identity/browser.fixture.ts';
import { flip, FlipWorld } from '../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import type { User } from '../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import { PeriodCloseService } from '../../apps/api/src/modules/royalty/index.ts';
import { LOG_NAMES, SequencerService } from '../../apps/api/src/modules/transparency/index.ts';
import { SCOPES } from '../../apps/api/src/platform/auth/scopes.ts';
import { newId } from '../../apps/api/src/platform/ids/ids.ts';
import { Device } from '../support/played-world.ts';

export const ORIGIN = 'http://flipside.test';

/** Who may ask. `lacking` and `scoped` are two tokens of one user who may do everything: an operator who owns the party. */
export const ROLES = [
  'visitor',
  'session',
  'lacking',
  'scoped',
  'viewer',
  'manager',
  'owner',
  'foreign',
  'operator',
] as const;
export type Role = (typeof ROLES)[number];

export interface Cast {
  /** The headers that this role asks with, for a route that needs this scope of tokens. */
  headersOf(role: Role, scope: string | null): Promise<Record<string, string>>;
  readonly omnipotent: User;
}

/** What the requests of the tests are about. */
export interface Stage {
  readonly world: FlipWorld;
  readonly cast: Cast;
  readonly operator: User;
  readonly owner: User;
  readonly party: string;
  readonly isrc: string;
  readonly recipe: string;
  readonly code: string;
  readonly period: string;
  readonly statement: string;
}

let serial = 0;
export const nextIsrc = (): string => `GBTST25${String((serial += 1)).padStart(5, '0')}`;

async function json<T>(answer: Promise<{ status: number; text: string; json: unknown }>): Promise<T> {
  const { status, text, json: body } = await answer;
  if (status >= 300) throw new Error(text);
  return body as T;
}

/** Makes people for a party: its owner invites them, with everybody's own token or session. */
export async function castFor(world: FlipWorld, party: string, owner: User): Promise<Cast> {
  const name = (role: string) => `${role}-${(serial += 1)}`;
  const join = async (user: User, role: string) => {
    const answer = await world.post(`/api/parties/${party}/members`, owner, { handle: user.handle, role });
    if (answer.status !== 204) throw new Error(answer.text);
  };
  const people = {
    viewer: await world.user(name('viewer')),
    manager: await world.user(name('manager')),
    owner: await world.user(name('owner')),
    foreign: await world.user(name('foreign')),
    operator: await world.user(name('operator'), { operator: true }),
    omnipotent: await world.user(name('omnipotent'), { operator: true }),
  };
  await join(people.viewer, 'VIEWER');
  await join(people.manager, 'MANAGER');
  await join(people.owner, 'OWNER');
  await join(people.omnipotent, 'OWNER');
  await world.party(people.foreign, 'Another Party');
  const browser = new Browser(world.app);
  await browser.register(name('producer'), 'correct horse battery');
  const cookie = `flipside_session=${browser.cookies.get('flipside_session')?.value}`;
  const tokenWith = async (scopes: readonly string[]) => {
    const token = `flip_${newId()}`;
    const tokenHash = createHash('sha256').update(token).digest('hex');
    const data = { id: newId(), userId: people.omnipotent.id, name: 'test', tokenHash, scopes: [...scopes] };
    await world.database.prisma.apiToken.create({ data });
    return token;
  };
  return {
    omnipotent: people.omnipotent,
    async headersOf(role, scope) {
      if (role === 'visitor') return {};
      if (role === 'session') return { cookie, origin: ORIGIN };
      const token =
        role === 'lacking'
          ? await tokenWith(SCOPES.filter((one) => scope !== null && one !== scope))
          : role === 'scoped'
            ? await tokenWith(scope === null ? SCOPES : [scope])
            : people[role].token;
      return { authorization: `Bearer ${token}` };
    },
  };
}

/** An instance with a tariff, a cleared recording, a flip of it that was played, and the statement of that play. */
export async function setStage(): Promise<Stage> {
  const world = await FlipWorld.open();
  const operator = await world.user('olga', { operator: true });
  const owner = await world.user('ada');
  await world.tariff(operator);
  const party = await world.party(owner, 'North Label');
  const isrc = nextIsrc();
  await world.recording(operator, isrc, { label: party, writer: party });
  for (const side of ['MASTER', 'COMPOSITION'])
    await json(world.post(`/api/parties/${party}/grants`, owner, { side, subject: { kind: 'CATALOGUE' } }));
  const { hash, code } = await json<{ hash: string; code: string }>(
    world.post('/api/recipes', owner, { recipe: flip([isrc], 'Midnight'), tags: ['house'] }),
  );
  const device = new Device();
  const grant = await json<{ id: string; recipe: string }>(
    world.post('/api/plays/grants', null, { recipe: hash, device: device.did }),
  );
  await json(world.post('/api/plays', null, { receipts: [device.receipt(grant, new Date(), 8_000)] }));
  const { items: periods } = await json<{ items: { id: string }[] }>(
    world.get('/api/royalties/periods', owner),
  );
  const period = periods[0]!.id;
  await json(world.post(`/api/royalties/periods/${period}/close`, operator, {}));
  await world.app.get(PeriodCloseService).run(period);
  const { items } = await json<{ items: { id: string; earnedMicros: string }[] }>(
    world.get(`/api/royalties/statements?party=${party}`, owner),
  );
  for (const log of LOG_NAMES) await world.app.get(SequencerService).sequence(log);
  const cast = await castFor(world, party, owner);
  return { world, cast, operator, owner, party, isrc, recipe: hash, code, period, statement: items[0]!.id };
}
