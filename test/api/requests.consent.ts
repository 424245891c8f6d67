import type { User } from '../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import { newId } from '../../apps/api/src/platform/ids/ids.ts';
import type { MakeRequest } from './asked.ts';
import { EVIDENCE, draft } from './requests.made.ts';
import type { RouteName } from './routes.ts';
import { nextIsrc } from './stage.ts';
import type { Stage } from './stage.ts';

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

/** Parties, grants, mandates and requests for clearance. */
export const CONSENT_REQUESTS: Readonly<Record<RouteName, MakeRequest>> = {
  'GET /api/parties': () => ({ url: '/api/parties' }),
  'POST /api/parties': () => ({ url: '/api/parties', body: { name: 'A Party', kind: 'PERSON' } }),
  'GET /api/parties/:id': ({ party }) => ({ url: `/api/parties/${party}` }),
  'POST /api/parties/:id/members': async ({ world, party }) => {
    const { handle } = await world.user(`guest-${newId().slice(-12)}`);
    return { url: `/api/parties/${party}/members`, body: { handle, role: 'VIEWER' } };
  },
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
};
