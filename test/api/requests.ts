import { flip } from '../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import { unsubscribeToken } from '../../apps/api/src/modules/notifications/unsubscribe-token.ts';
import { CONFIG } from '../../apps/api/src/platform/config/config.ts';
import type { Config } from '../../apps/api/src/platform/config/config.ts';
import { newId } from '../../apps/api/src/platform/ids/ids.ts';
import type { User } from '../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import { Device } from '../support/played-world.ts';
import { PARTY_REQUESTS } from './requests.parties.ts';
import { SAMPLE_REQUESTS } from './requests.samples.ts';
import { PAYOUT_REQUESTS } from './requests.payouts.ts';
import { DISPUTE_REQUESTS } from './dispute-requests.ts';
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

/** A grant to which something has happened. */
async function grantAfter(stage: Stage, action: string, body: object): Promise<string> {
  const id = await freshGrant(stage);
  const answer = await stage.world.post(`/api/grants/${id}/${action}`, stage.owner, body);
  if (answer.status !== 200) throw new Error(answer.text);
  return id;
}

async function freshBulk(stage: Stage): Promise<{ id: string; token: string }> {
  const subject = { kind: 'RECORDING', isrc: await freshRecording(stage) };
  const selection = { kind: 'MATCHING', filter: { q: subject.isrc } };
  const body = { selection, change: { kind: 'GRANT' } };
  const { world, owner, party } = stage;
  const answer = await world.post(`/api/parties/${party}/grants/bulk/preview`, owner, body);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.json as { id: string; token: string };
}

/** A tariff that is announced for a day that no test sees. */
async function pooledTariff({ world, operator }: Stage, kind: string): Promise<number> {
  const { perPlayMicros: _price, ...split } = PER_PLAY;
  const body = { ...split, kind, effectiveFrom: '2126-01-01T00:00:00.000Z' };
  const answer = await world.post('/api/tariffs', operator, body);
  if (answer.status !== 201) throw new Error(answer.text);
  return (answer.json as { version: number }).version;
}

async function openPeriod({ world, operator }: Stage): Promise<string> {
  const answer = await world.get('/api/royalties/periods', operator);
  const { items } = answer.json as { items: { id: string; state: string }[] };
  return `/api/royalties/periods/${items.find(({ state }) => state === 'OPEN')?.id ?? ''}`;
}

const adjustment = ({ party }: Stage) => ({
  ...{ party, currency: 'EUR', amountMicros: '1000', against: 'platform' },
  ...{ reference: newId(), reason: 'Goodwill' },
});

async function freshAdjustment(stage: Stage): Promise<string> {
  const { world, operator } = stage;
  const booked = await world.post('/api/royalties/adjustments', operator, adjustment(stage));
  if (booked.status !== 201) throw new Error(booked.text);
  return (booked.json as { items: { id: string }[] }).items[0]?.id ?? '';
}

const EVIDENCE = 'Contract of 1 March 2026, clause 4';

/** Another party says that the stage's party mandated it. */
async function freshProposal(stage: Stage): Promise<string> {
  const { world, party } = stage;
  const holder = await world.user(`holder-${newId().slice(-12)}`);
  const partyOfHolder = await world.party(holder, 'A Holder');
  const isrc = await freshRecording(stage);
  const answer = await world.post(`/api/parties/${partyOfHolder}/mandates`, holder, {
    ...{ as: 'HOLDER', counterparty: party, side: 'MASTER', evidence: EVIDENCE },
    subject: { kind: 'RECORDING', isrc },
  });
  if (answer.status !== 201) throw new Error(answer.text);
  return (answer.json as { id: string }).id;
}

async function freshMandate(stage: Stage): Promise<string> {
  const id = await freshProposal(stage);
  const decision = { decision: 'CONFIRM' };
  const answer = await stage.world.post(`/api/mandates/${id}/decision`, stage.owner, decision);
  if (answer.status !== 200) throw new Error(answer.text);
  return id;
}

const bulkOf = ({ party }: Stage) => `/api/parties/${party}/grants/bulk`;

/** A recording of a party that granted nothing and for which the same people act. */
async function quietRecording({ world, operator, party }: Stage): Promise<string> {
  const quiet = await world.party(operator, 'Quiet Party');
  await world.database.pool.query(
    'INSERT INTO party_member (party_id, user_id, role) SELECT $1, user_id, role FROM party_member WHERE party_id = $2',
    [quiet, party],
  );
  const isrc = nextIsrc();
  await world.recording(operator, isrc, { label: quiet, writer: quiet });
  return isrc;
}

/** A clearance request for such a recording. */
async function freshRequest(stage: Stage, producer?: User): Promise<{ url: string; line: string }> {
  const { world } = stage;
  const asking = producer ?? (await world.user(`asker-${newId().slice(-12)}`));
  const body = { recipe: draft({ ...stage, isrc: await quietRecording(stage) }), message: 'May I?' };
  const asked = await world.post('/api/clearance-requests', asking, body);
  if (asked.status !== 201) throw new Error(asked.text);
  await world.database.pool.query('TRUNCATE rate_limit');
  const url = `/api/clearance-requests/${(asked.json as { id: string }).id}`;
  const seen = (await world.get(url, asking)).json as { lines: { id: string }[] };
  return { url, line: `${url}/lines/${seen.lines[0]?.id}` };
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

/** A flip of the one user who may do everything, in whatever state the steps leave it. */
async function ownFlip({ world, cast, isrc }: Stage, ...steps: readonly string[]): Promise<string> {
  const published = await world.post('/api/recipes', cast.omnipotent, {
    recipe: flip([isrc], `Flip ${newId()}`),
  });
  const url = `/api/recipes/${(published.json as { hash: string }).hash}`;
  for (const step of steps) {
    const answer = await world.post(`${url}/${step}`, cast.omnipotent, { reason: 'For a test' });
    if (answer.status !== 200) throw new Error(answer.text);
  }
  return url;
}

/** Somebody who is not credited yet, in the name of the party. */
const correction = ({ party }: Stage) => ({
  partyId: party,
  proposed: { name: `Person ${newId()}`, role: 'Producer' },
  explanation: 'Left out when it was entered',
  evidence: ['https://example.org/sleeve-notes'],
});

async function freshCorrection(stage: Stage): Promise<string> {
  const { world, owner, isrc } = stage;
  const url = `/api/recordings/${isrc}/credit-corrections`;
  const answer = await world.post(url, owner, correction(stage));
  if (answer.status !== 201) throw new Error(answer.text);
  return `/api/credit-corrections/${(answer.json as { id: string }).id}`;
}

async function workOf({ world, isrc }: Stage): Promise<string> {
  const { json } = await world.get(`/api/recordings/${isrc}`);
  return (json as { works: { id: string }[] }).works[0]!.id;
}

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
  'POST /api/recipes/:hash/take-down': async (stage) => ({
    url: `${await ownFlip(stage)}/take-down`,
    body: { reason: 'Not my best' },
  }),
  'POST /api/recipes/:hash/bring-back': async (stage) => ({
    url: `${await ownFlip(stage, 'take-down')}/bring-back`,
    body: { reason: 'Better now' },
  }),
  'POST /api/recipes/:hash/remove': async (stage) => ({
    url: `${await ownFlip(stage)}/remove`,
    body: { reason: 'By order of a court' },
  }),
  'POST /api/recipes/:hash/restore': async (stage) => ({
    url: `${await ownFlip(stage, 'remove')}/restore`,
    body: { reason: 'The order was lifted' },
  }),
  'GET /api/recipes/:hash/history': async (stage) => ({ url: `${await ownFlip(stage)}/history` }),
  'GET /api/recipes/:hash/tree': ({ recipe }) => ({ url: `/api/recipes/${recipe}/tree` }),
  'GET /api/recipes/:hash/credits': ({ recipe }) => ({ url: `/api/recipes/${recipe}/credits` }),
  'GET /api/recipes/:hash/credits.txt': ({ recipe }) => ({ url: `/api/recipes/${recipe}/credits.txt` }),
  'GET /api/recipes/:hash/credits.jsonld': ({ recipe }) => ({ url: `/api/recipes/${recipe}/credits.jsonld` }),
  'GET /api/recipes/:hash/credits.ern.xml': ({ recipe }) => ({
    url: `/api/recipes/${recipe}/credits.ern.xml`,
  }),
  'GET /api/recipe-changes': () => ({ url: '/api/recipe-changes' }),
  'GET /api/me/flips': () => ({ url: '/api/me/flips' }),
  'GET /api/parties/:id/derivatives': ({ party }) => ({ url: `/api/parties/${party}/derivatives` }),
  'POST /api/recipes/:hash/credit-corrections': (stage) => ({
    url: `/api/recipes/${stage.recipe}/credit-corrections`,
    body: { ...correction(stage), side: 'RECORDING', sourceId: 's1' },
  }),
  'POST /api/recordings/:isrc/credit-corrections': (stage) => ({
    url: `/api/recordings/${stage.isrc}/credit-corrections`,
    body: correction(stage),
  }),
  'POST /api/works/:id/credit-corrections': async (stage) => ({
    url: `/api/works/${await workOf(stage)}/credit-corrections`,
    body: { ...correction(stage), proposed: { name: `Person ${newId()}`, role: 'Arranger' } },
  }),
  'GET /api/credit-corrections': ({ party }) => ({
    url: `/api/credit-corrections?box=asked&party=${party}`,
  }),
  'GET /api/credit-corrections/:id': async (stage) => ({ url: await freshCorrection(stage) }),
  'POST /api/credit-corrections/:id/accept': async (stage) => ({
    url: `${await freshCorrection(stage)}/accept`,
    body: { reason: 'Seen on the sleeve' },
  }),
  'POST /api/credit-corrections/:id/decline': async (stage) => ({
    url: `${await freshCorrection(stage)}/decline`,
    body: { reason: 'The sleeve says otherwise' },
  }),
  'POST /api/credit-corrections/:id/withdraw': async (stage) => ({
    url: `${await freshCorrection(stage)}/withdraw`,
    body: { reason: 'It was right after all' },
  }),
  'GET /api/royalties/periods': () => ({ url: '/api/royalties/periods' }),
  'GET /api/royalties/periods/:id': ({ period }) => ({ url: `/api/royalties/periods/${period}` }),
  'POST /api/royalties/periods/:id/close': ({ period }) => ({
    url: `/api/royalties/periods/${period}/close`,
  }),
  'GET /api/royalties/periods/:id/pools': ({ period }) => ({ url: `/api/royalties/periods/${period}/pools` }),
  'POST /api/royalties/periods/:id/pools': async (stage) => ({
    url: `${await openPeriod(stage)}/pools`,
    body: {
      tariff: await pooledTariff(stage, 'PRO_RATA'),
      amountMicros: '1000000',
      reference: newId(),
      evidence: EVIDENCE,
    },
  }),
  'POST /api/royalties/periods/:id/listener-payments': async (stage) => ({
    url: `${await openPeriod(stage)}/listener-payments`,
    body: {
      tariff: await pooledTariff(stage, 'USER_CENTRIC'),
      reference: newId(),
      evidence: EVIDENCE,
      payments: [{ listener: newId(), amountMicros: '1000000' }],
    },
  }),
  'GET /api/royalties/balances': ({ party }) => ({
    url: `/api/royalties/balances?party=${party}&currency=EUR&against=platform`,
  }),
  'GET /api/royalties/entries': () => ({ url: '/api/royalties/entries' }),
  'POST /api/royalties/entries/:id/reversal': async (stage) => ({
    url: `/api/royalties/entries/${await freshAdjustment(stage)}/reversal`,
    body: { reason: 'It was meant for another party' },
  }),
  'POST /api/royalties/adjustments': (stage) => ({
    url: '/api/royalties/adjustments',
    body: adjustment(stage),
  }),
  'GET /api/royalties/advances': () => ({ url: '/api/royalties/advances' }),
  'POST /api/royalties/advances': ({ party }) => ({
    url: '/api/royalties/advances',
    body: { party, currency: 'EUR', amountMicros: '5000000', reference: newId(), evidence: EVIDENCE },
  }),
  'GET /api/royalties/withholdings': () => ({ url: '/api/royalties/withholdings' }),
  'POST /api/royalties/withholdings': ({ party }) => ({
    url: '/api/royalties/withholdings',
    body: { party, jurisdiction: 'FR', ppm: 0, validFrom: '2026-01-01T00:00:00.000Z', evidence: EVIDENCE },
  }),
  'GET /api/royalties/statements': ({ party }) => ({ url: `/api/royalties/statements?party=${party}` }),
  'GET /api/royalties/statements/:id': (stage) => ({ url: statement(stage) }),
  'GET /api/royalties/statements/:id/lines': (stage) => ({ url: `${statement(stage)}/lines` }),
  'GET /api/royalties/statements/:id/document': (stage) => ({ url: `${statement(stage)}/document` }),
  'GET /api/royalties/statements/:id/breakdown': (stage) => ({ url: `${statement(stage)}/breakdown` }),
  'GET /api/royalties/statements/:id/export.csv': (stage) => ({ url: `${statement(stage)}/export.csv` }),
  'GET /api/royalties/statements/:id/export.pdf': (stage) => ({ url: `${statement(stage)}/export.pdf` }),
  'GET /api/royalties/statements/:id/export.dsr.tsv': (stage) => ({
    url: `${statement(stage)}/export.dsr.tsv`,
  }),
  'GET /api/royalties/statements/:id/export.ugc.tsv': (stage) => ({
    url: `${statement(stage)}/export.ugc.tsv`,
  }),
  'GET /api/notifications': () => ({ url: '/api/notifications?unread=true' }),
  'GET /api/notifications/unread': () => ({ url: '/api/notifications/unread' }),
  'POST /api/notifications/read': () => ({ url: '/api/notifications/read' }),
  'POST /api/notifications/:id/read': () => ({ url: `/api/notifications/${newId()}/read` }),
  'POST /api/notifications/unsubscribe': async ({ world, owner }) => {
    await world.database.pool.query(`UPDATE app_user SET email = 'ada@label.example' WHERE id = $1`, [
      owner.id,
    ]);
    const { instanceSecret } = world.app.get<Config>(CONFIG);
    const token = unsubscribeToken(instanceSecret, { userId: owner.id, kind: 'statement-ready' });
    return { url: '/api/notifications/unsubscribe', body: { token } };
  },
  'GET /api/me/notification-preferences': () => ({ url: '/api/me/notification-preferences' }),
  'PUT /api/me/notification-preferences': () => ({
    url: '/api/me/notification-preferences',
    body: { kind: 'request-message', mail: false },
  }),
  'GET /api/parties': () => ({ url: '/api/parties' }),
  'POST /api/parties': () => ({ url: '/api/parties', body: { name: 'A Party', kind: 'PERSON' } }),
  'GET /api/parties/:id': ({ party }) => ({ url: `/api/parties/${party}` }),
  'POST /api/parties/:id/members': async ({ world, party }) => {
    const { handle } = await world.user(`guest-${newId().slice(-12)}`);
    return { url: `/api/parties/${party}/members`, body: { handle, role: 'VIEWER' } };
  },
  ...PARTY_REQUESTS,
  ...PAYOUT_REQUESTS,
  ...SAMPLE_REQUESTS,
  'GET /api/parties/:id/catalogue': ({ party }) => ({ url: `/api/parties/${party}/catalogue` }),
  'GET /api/parties/:id/grants': ({ party }) => ({ url: `/api/parties/${party}/grants` }),
  'GET /api/parties/:id/clearance-requests': ({ party }) => ({
    url: `/api/parties/${party}/clearance-requests?state=OPEN`,
  }),
  'POST /api/clearance-requests': async (stage) => ({
    url: '/api/clearance-requests',
    body: { recipe: draft({ ...stage, isrc: await quietRecording(stage) }), message: 'May I?' },
  }),
  'GET /api/clearance-requests': () => ({ url: '/api/clearance-requests' }),
  'GET /api/clearance-requests/unreachable': () => ({ url: '/api/clearance-requests/unreachable' }),
  'GET /api/clearance-requests/:id': async (stage) => ({ url: (await freshRequest(stage)).url }),
  'POST /api/clearance-requests/:id/revise': async (stage) => ({
    url: `${(await freshRequest(stage, stage.cast.omnipotent)).url}/revise`,
    body: { recipe: draft({ ...stage, isrc: await quietRecording(stage) }), message: 'Changed' },
  }),
  'POST /api/clearance-requests/:id/withdraw': async (stage) => ({
    url: `${(await freshRequest(stage, stage.cast.omnipotent)).url}/withdraw`,
  }),
  'POST /api/clearance-requests/:id/messages': async (stage) => ({
    url: `${(await freshRequest(stage)).url}/messages`,
    body: { text: 'Hello' },
  }),
  'POST /api/clearance-requests/:id/lines/:line/approve': async (stage) => ({
    url: `${(await freshRequest(stage)).line}/approve`,
    body: { as: 'THIS_FLIP' },
  }),
  'POST /api/clearance-requests/:id/lines/:line/decline': async (stage) => ({
    url: `${(await freshRequest(stage)).line}/decline`,
    body: { reason: 'Not this one' },
  }),
  'POST /api/clearance-requests/:id/lines/:line/counter': async (stage) => ({
    url: `${(await freshRequest(stage)).line}/counter`,
    body: { terms: { scope: { maxSeconds: 60 } } },
  }),
  'POST /api/clearance-requests/:id/lines/:line/accept': async (stage) => {
    const { omnipotent } = stage.cast;
    const { line } = await freshRequest(stage, omnipotent);
    const offered = await stage.world.post(`${line}/counter`, omnipotent, { terms: {} });
    if (offered.status !== 204) throw new Error(offered.text);
    return { url: `${line}/accept` };
  },
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
  'GET /api/grants/:id/versions': async (stage) => ({
    url: `/api/grants/${await freshGrant(stage)}/versions`,
  }),
  'POST /api/grants/:id/keep': async (stage) => {
    const at = new Date(Date.now() + 86_400_000).toISOString();
    return { url: `/api/grants/${await grantAfter(stage, 'withdraw', { at })}/keep` };
  },
  'POST /api/grants/:id/suspend': async (stage) => ({
    url: `/api/grants/${await freshGrant(stage)}/suspend`,
    body: { reason: 'A sample is to be checked' },
  }),
  'POST /api/grants/:id/resume': async (stage) => ({
    url: `/api/grants/${await grantAfter(stage, 'suspend', {})}/resume`,
  }),
  'POST /api/parties/:id/grants/bulk/preview': (stage) => ({
    url: `${bulkOf(stage)}/preview`,
    body: {
      selection: { kind: 'MATCHING', filter: { side: 'MASTER', q: stage.isrc } },
      change: { kind: 'GRANT', scope: { maxSeconds: 90 } },
    },
  }),
  'POST /api/parties/:id/grants/bulk': async (stage) => {
    const { id: preview, token } = await freshBulk(stage);
    return { url: bulkOf(stage), body: { preview, token } };
  },
  'GET /api/parties/:id/grants/bulk/:bulk': async (stage) => ({
    url: `${bulkOf(stage)}/${(await freshBulk(stage)).id}`,
  }),
  'GET /api/parties/:id/grants/bulk/:bulk/items': async (stage) => ({
    url: `${bulkOf(stage)}/${(await freshBulk(stage)).id}/items?outcome=NEW`,
  }),
  'GET /api/parties/:id/releases': ({ party }) => ({ url: `/api/parties/${party}/releases` }),
  'GET /api/parties/:id/mandates': ({ party }) => ({ url: `/api/parties/${party}/mandates` }),
  'POST /api/parties/:id/mandates': async (stage) => {
    const { world, party } = stage;
    const other = await world.party(await world.user(`agent-${newId().slice(-12)}`), 'An Agent');
    const about = { as: 'GRANTOR', counterparty: other, side: 'MASTER', subject: { kind: 'CATALOGUE' } };
    return { url: `/api/parties/${party}/mandates`, body: { ...about, evidence: EVIDENCE } };
  },
  'GET /api/mandates': () => ({ url: '/api/mandates' }),
  'GET /api/mandates/:id/versions': async (stage) => ({
    url: `/api/mandates/${await freshProposal(stage)}/versions`,
  }),
  'POST /api/mandates/:id/decision': async (stage) => ({
    url: `/api/mandates/${await freshProposal(stage)}/decision`,
    body: { decision: 'DECLINE', reason: 'There is no such contract' },
  }),
  'POST /api/mandates/:id/revoke': async (stage) => ({
    url: `/api/mandates/${await freshMandate(stage)}/revoke`,
    body: { reason: 'The contract ended' },
  }),
  'GET /api/party-names': () => ({ url: '/api/party-names?q=north' }),
  ...DISPUTE_REQUESTS,
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
  'GET /api/tariffs': () => ({ url: '/api/tariffs' }),

  'GET /api/plays/rejections': () => ({ url: '/api/plays/rejections?reason=too_short' }),
  'GET /api/plays/quarantine': () => ({ url: '/api/plays/quarantine' }),
  'POST /api/plays/quarantine/decisions': () => ({
    url: '/api/plays/quarantine/decisions',
    body: { ids: [newId()], decision: 'release', note: 'Known by name' },
  }),
  'GET /api/plays/voids': () => ({ url: '/api/plays/voids' }),
  'POST /api/plays/voids/preview': ({ recipe }) => ({ url: '/api/plays/voids/preview', body: { recipe } }),
  'POST /api/plays/voids': async ({ world, recipe }) => {
    const device = new Device();
    const grant = await world.post('/api/plays/grants', null, { recipe, device: device.did });
    const receipts = [device.receipt(grant.json as { id: string; recipe: string }, new Date(), 8_000)];
    await world.post('/api/plays', null, { receipts });
    const body = { device: device.did, reason: 'A machine played this', expectedPlays: 1 };
    return { url: '/api/plays/voids', body };
  },
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
  'GET /api/audit': () => ({ url: '/api/audit' }),
  'GET /api/logs': () => ({ url: '/api/logs' }),
  'GET /api/logs/:name/leaves': () => ({ url: '/api/logs/consent/leaves?limit=2' }),
  'GET /api/logs/:name/places': () => ({ url: `/api/logs/plays/places?leaves=${'0'.repeat(64)}` }),
  'GET /api/logs/:name/leaves/:leaf': () => ({ url: '/api/logs/plays/leaves/0' }),
  'GET /log/:name/checkpoint': () => ({ url: '/log/consent/checkpoint' }),
};
