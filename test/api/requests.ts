import { flip } from '../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import { newId } from '../../apps/api/src/platform/ids/ids.ts';
import { Device } from '../support/played-world.ts';
import type { RouteName } from './routes.ts';
import { nextIsrc } from './stage.ts';
import type { Stage } from './stage.ts';

export interface Asked {
  readonly url: string;
  readonly body?: object;
  /** A file instead of a body in JSON, with its type. */
  readonly file?: { readonly type: string; readonly text: string };
}

type MakeRequest = (stage: Stage) => Asked | Promise<Asked>;

const SHARE = { role: 'LABEL', ppm: 1_000_000 };
const PER_PLAY = {
  kind: 'PER_PLAY',
  currency: 'EUR',
  perPlayMicros: '4000',
  masterPpm: 500_000,
  compositionPpm: 150_000,
  remixerPpm: 250_000,
  platformPpm: 100_000,
};

function entry(partyId: string): object {
  const credit = { partyId, role: 'MAIN_ARTIST' };
  const work = { title: 'Work', ppm: 1_000_000, shares: [{ partyId, ...SHARE }], contributors: [credit] };
  const facts = {
    isrc: nextIsrc(),
    title: 'Recording',
    versionTitle: 'Live',
    artist: 'Artist',
    label: 'Label',
  };
  return { ...facts, shares: [{ partyId, ...SHARE }], contributors: [credit], works: [work] };
}

/** A recording of the party that nothing was granted for. */
async function freshRecording({ world, operator, party }: Stage): Promise<string> {
  const isrc = nextIsrc();
  await world.recording(operator, isrc, { label: party, writer: party });
  return isrc;
}

async function freshGrant(stage: Stage): Promise<string> {
  const subject = { kind: 'RECORDING', isrc: await freshRecording(stage) };
  const { world, owner, party } = stage;
  const answer = await world.post(`/api/parties/${party}/grants`, owner, { side: 'MASTER', subject });
  if (answer.status !== 201) throw new Error(answer.text);
  return (answer.json as { id: string }).id;
}

/** An import in this state. What it is of does not matter to who may do what. */
async function freshImport(
  { world, party, owner }: Stage,
  state: 'DONE' | 'QUEUED' | 'CANCELLED',
): Promise<string> {
  const { prisma } = world.database;
  const upload = {
    id: newId(),
    partyId: party,
    fileName: 'a.csv',
    format: 'CSV',
    bytes: 1,
    arrivedAt: new Date(),
  };
  await prisma.importUpload.create({ data: upload });
  const finishedAt = state === 'QUEUED' ? null : new Date();
  const data = {
    id: newId(),
    partyId: party,
    uploadId: upload.id,
    createdBy: owner.id,
    dryRun: state === 'DONE',
    state,
    finishedAt,
  };
  await prisma.catalogueImport.updateMany({
    where: { state: 'QUEUED' },
    data: { state: 'CANCELLED', finishedAt: new Date() },
  });
  await prisma.catalogueImport.create({ data });
  return data.id;
}

async function permitImports({ world, party, operator }: Stage): Promise<void> {
  const body = { permitted: true, evidence: 'Known by contract' };
  await world.send('PUT', `/api/parties/${party}/import-permission`, operator, body);
}

const draft = ({ isrc }: Stage) => flip([isrc], `Flip ${newId()}`);
const statement = ({ statement: id }: Stage) => `/api/royalties/statements/${id}`;

/** For each route a request that succeeds for whoever may ask, however often. */
export const REQUESTS: Readonly<Record<RouteName, MakeRequest>> = {
  'GET /api/health': () => ({ url: '/api/health' }),
  'GET /api/health/ready': () => ({ url: '/api/health/ready' }),
  'GET /api/auth/issuers': () => ({ url: '/api/auth/issuers' }),
  'GET /api/auth/login': () => ({ url: '/api/auth/login' }),
  'GET /api/auth/callback/:issuer': () => ({ url: '/api/auth/callback/local' }),
  'POST /api/auth/logout': () => ({ url: '/api/auth/logout' }),
  'GET /api/me': () => ({ url: '/api/me' }),
  'PATCH /api/me': () => ({ url: '/api/me', body: { displayName: 'A Name', email: 'a@name.example' } }),
  'DELETE /api/me': () => ({ url: '/api/me' }),
  'GET /api/me/export': () => ({ url: '/api/me/export' }),
  'GET /api/me/tokens': () => ({ url: '/api/me/tokens' }),
  'POST /api/me/tokens': () => ({ url: '/api/me/tokens', body: { name: 'Mine', scopes: ['profile:write'] } }),
  'DELETE /api/me/tokens/:id': () => ({ url: `/api/me/tokens/${newId()}` }),
  'GET /api/recordings': () => ({ url: '/api/recordings' }),
  'POST /api/recordings': ({ party }) => ({ url: '/api/recordings', body: entry(party) }),
  'GET /api/recordings/:isrc': ({ isrc }) => ({ url: `/api/recordings/${isrc}` }),
  'GET /api/recordings/:isrc/clearance': ({ isrc }) => ({ url: `/api/recordings/${isrc}/clearance` }),
  'POST /api/recipes': (stage) => ({ url: '/api/recipes', body: { recipe: draft(stage), tags: ['house'] } }),
  'POST /api/recipes/preview': (stage) => ({
    url: '/api/recipes/preview',
    body: { recipe: draft(stage), territory: 'DE' },
  }),
  'GET /api/recipes/:hash': ({ recipe }) => ({ url: `/api/recipes/${recipe}` }),
  'GET /api/recipes/:hash/document': ({ recipe }) => ({ url: `/api/recipes/${recipe}/document` }),
  'GET /api/royalties/periods': () => ({ url: '/api/royalties/periods' }),
  'GET /api/royalties/periods/:id': ({ period }) => ({ url: `/api/royalties/periods/${period}` }),
  'POST /api/royalties/periods/:id/close': ({ period }) => ({
    url: `/api/royalties/periods/${period}/close`,
  }),
  'GET /api/royalties/statements': ({ party }) => ({ url: `/api/royalties/statements?party=${party}` }),
  'GET /api/royalties/statements/:id': (stage) => ({ url: statement(stage) }),
  'GET /api/royalties/statements/:id/lines': (stage) => ({ url: `${statement(stage)}/lines` }),
  'GET /api/royalties/statements/:id/document': (stage) => ({ url: `${statement(stage)}/document` }),
  'GET /api/parties': () => ({ url: '/api/parties' }),
  'POST /api/parties': () => ({ url: '/api/parties', body: { name: 'A Party', kind: 'PERSON' } }),
  'GET /api/parties/:id': ({ party }) => ({ url: `/api/parties/${party}` }),
  'POST /api/parties/:id/members': async ({ world, party }) => {
    const { handle } = await world.user(`guest-${newId().slice(-12)}`);
    return { url: `/api/parties/${party}/members`, body: { handle, role: 'VIEWER' } };
  },
  'GET /api/parties/:id/catalogue': ({ party }) => ({ url: `/api/parties/${party}/catalogue` }),
  'GET /api/parties/:id/grants': ({ party }) => ({ url: `/api/parties/${party}/grants` }),
  'POST /api/parties/:id/grants': async (stage) => {
    const subject = { kind: 'RECORDING', isrc: await freshRecording(stage) };
    const minimumRate = { currency: 'EUR', perPlayMicros: '1' };
    const body = { side: 'MASTER', subject, scope: { territories: ['WW'] }, minimumRate };
    return { url: `/api/parties/${stage.party}/grants`, body };
  },
  'PUT /api/grants/:id': async (stage) => ({
    url: `/api/grants/${await freshGrant(stage)}`,
    body: { policy: 'MONETISE', scope: { territories: ['DE'] } },
  }),
  'POST /api/grants/:id/withdraw': async (stage) => ({
    url: `/api/grants/${await freshGrant(stage)}/withdraw`,
    body: { reason: 'Not now' },
  }),
  'GET /api/parties/:id/imports': ({ party }) => ({ url: `/api/parties/${party}/imports` }),
  'POST /api/parties/:id/imports': async (stage) => {
    await permitImports(stage);
    await freshImport(stage, 'DONE');
    const file = { type: 'text/csv', text: 'subject_key,subject_type,title,party_name,role' };
    return { url: `/api/parties/${stage.party}/imports?fileName=a.csv`, file };
  },
  'GET /api/parties/:id/import-permission': ({ party }) => ({
    url: `/api/parties/${party}/import-permission`,
  }),
  'PUT /api/parties/:id/import-permission': ({ party }) => ({
    url: `/api/parties/${party}/import-permission`,
    body: { permitted: true, evidence: 'Known by contract' },
  }),
  'GET /api/imports/template.csv': () => ({ url: '/api/imports/template.csv' }),
  'GET /api/imports/:id': async (stage) => ({ url: `/api/imports/${await freshImport(stage, 'DONE')}` }),
  'GET /api/imports/:id/rows': async (stage) => ({
    url: `/api/imports/${await freshImport(stage, 'DONE')}/rows`,
  }),
  'GET /api/imports/:id/rows.csv': async (stage) => ({
    url: `/api/imports/${await freshImport(stage, 'DONE')}/rows.csv`,
  }),
  'POST /api/imports/:id/apply': async (stage) => {
    await permitImports(stage);
    return { url: `/api/imports/${await freshImport(stage, 'DONE')}/apply` };
  },
  'POST /api/imports/:id/cancel': async (stage) => {
    await permitImports(stage);
    return { url: `/api/imports/${await freshImport(stage, 'QUEUED')}/cancel` };
  },
  'POST /api/imports/:id/resume': async (stage) => {
    await permitImports(stage);
    return { url: `/api/imports/${await freshImport(stage, 'CANCELLED')}/resume` };
  },
  'POST /api/plays': ({ recipe }) => {
    const receipt = new Device().receipt({ id: newId(), recipe }, new Date());
    return { url: '/api/plays', body: { receipts: [receipt] } };
  },
  'POST /api/plays/grants': ({ recipe }) => ({
    url: '/api/plays/grants',
    body: { recipe, device: new Device().did },
  }),
  'GET /api/tariffs/current': () => ({ url: '/api/tariffs/current' }),
  'POST /api/tariffs': () => ({ url: '/api/tariffs', body: PER_PLAY }),
  'GET /api/tags': () => ({ url: '/api/tags' }),
  'GET /api/feed': () => ({ url: '/api/feed' }),
  'GET /api/producers/:handle': ({ owner }) => ({ url: `/api/producers/${owner.handle}` }),
  'GET /api/share-links/:code': ({ code }) => ({ url: `/api/share-links/${code}` }),
  'GET /oembed': ({ code }) => ({ url: `/oembed?url=http://flipside.test/r/${code}` }),
  'GET /feed.atom': () => ({ url: '/feed.atom' }),
  'GET /feed.json': () => ({ url: '/feed.json' }),
  'GET /r/:code': ({ code }) => ({ url: `/r/${code}` }),
  'GET /embed/:code': ({ code }) => ({ url: `/embed/${code}` }),
};
