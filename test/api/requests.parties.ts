import { newId } from '../../apps/api/src/platform/ids/ids.ts';
import { nextIsrc } from './stage.ts';
import type { Stage } from './stage.ts';

interface Asked {
  readonly url: string;
  readonly body?: object;
}

type MakeRequest = (stage: Stage) => Asked | Promise<Asked>;

async function made(answer: Promise<{ status: number; text: string; json: unknown }>): Promise<string> {
  const { status, text, json } = await answer;
  if (status >= 300) throw new Error(text);
  return (json as { id: string }).id;
}

const LINKS = ['https://evidence.example/contract'];
/** No name comes twice. `.invalid` never resolves (RFC 2606 §2). */
const freshDomain = () => `d${newId().replaceAll('-', '').slice(-16)}.invalid`;

async function freshInvitation({ world, owner, party }: Stage): Promise<{ id: string; token: string }> {
  const answer = await world.post(`/api/parties/${party}/invitations`, owner, { role: 'VIEWER' });
  if (answer.status !== 201) throw new Error(answer.text);
  const { id, link } = answer.json as { id: string; link: string };
  // A party has 100 open invitations at most.
  await world.database.pool.query(
    `UPDATE party_invitation SET state = 'REVOKED' WHERE state = 'PENDING' AND id <> $1`,
    [id],
  );
  return { id, token: link.split('#')[1]! };
}

const domainOf = ({ world, owner, party }: Stage) =>
  made(world.post(`/api/parties/${party}/domains`, owner, { domain: freshDomain() }));

/** A party has 20 domains at most. */
async function spareDomains({ world, party }: Stage): Promise<void> {
  await world.database.pool.query('DELETE FROM party_domain WHERE party_id = $1', [party]);
}

const withDomain =
  (make: (stage: Stage, domain: string) => Asked): MakeRequest =>
  async (stage) => {
    await spareDomains(stage);
    return make(stage, await domainOf(stage));
  };

async function freshRecording({ world, operator, party }: Stage): Promise<string> {
  const isrc = nextIsrc();
  await world.recording(operator, isrc, { label: party, writer: party });
  return isrc;
}

const claimOf = async (stage: Stage) => ({
  subject: { isrc: await freshRecording(stage) },
  role: 'LABEL',
  ppm: 1,
  territories: ['DE'],
  text: 'By the contract',
  links: LINKS,
});

async function freshClaim(stage: Stage): Promise<string> {
  const { world, owner, party } = stage;
  return await made(world.post(`/api/parties/${party}/claims`, owner, await claimOf(stage)));
}

const onClaim =
  (action: string, body: object): MakeRequest =>
  async (stage) => ({ url: `/api/claims/${await freshClaim(stage)}/${action}`, body });

async function freshShare(stage: Stage): Promise<string> {
  await freshRecording(stage);
  const { world, owner, party } = stage;
  const { json } = await world.get(`/api/parties/${party}/shares?limit=1`, owner);
  return (json as { items: { id: string }[] }).items[0]!.id;
}

const transferTo = (toPartyId: string) => ({ toPartyId, ppm: 1, reason: 'Sold', links: LINKS });
const otherParty = ({ world, owner }: Stage) => world.party(owner, 'Receiving Party');

/** From the party to another of its owner's. */
async function freshTransfer(stage: Stage): Promise<string> {
  const { world, owner } = stage;
  const body = transferTo(await otherParty(stage));
  return await made(world.post(`/api/shares/${await freshShare(stage)}/transfers`, owner, body));
}

/** From another party of its owner's to the party. */
async function freshTransferIn(stage: Stage): Promise<string> {
  const { world, owner, operator, party } = stage;
  const giver = await otherParty(stage);
  await world.recording(operator, nextIsrc(), { label: giver, writer: giver });
  const { json } = await world.get(`/api/parties/${giver}/shares?limit=1`, owner);
  const [share] = (json as { items: { id: string }[] }).items;
  return await made(world.post(`/api/shares/${share!.id}/transfers`, owner, transferTo(party)));
}

const duplicate = ({ world, operator }: Stage) => world.party(operator, 'North Label again');

/** For each route of parties, claims, shares and merges a request that succeeds for whoever may ask. */
export const PARTY_REQUESTS: Readonly<Record<string, MakeRequest>> = {
  'GET /api/parties/search': () => ({ url: '/api/parties/search?q=north' }),
  'PATCH /api/parties/:id': ({ party }) => ({
    url: `/api/parties/${party}`,
    body: { contactEmail: 'rights@north.example', contactUrl: 'https://north.example' },
  }),
  'POST /api/parties/:id/verification': ({ party }) => ({
    url: `/api/parties/${party}/verification`,
    body: { verified: true, reason: 'Met in person' },
  }),
  'GET /api/parties/:id/events': ({ party }) => ({ url: `/api/parties/${party}/events` }),
  'GET /api/parties/:id/members': ({ party }) => ({ url: `/api/parties/${party}/members` }),
  'DELETE /api/parties/:id/members/:handle': async ({ world, party, owner }) => {
    const { handle } = await world.user(`leaver-${newId().slice(-12)}`);
    await world.post(`/api/parties/${party}/members`, owner, { handle, role: 'VIEWER' });
    return { url: `/api/parties/${party}/members/${handle}` };
  },
  'GET /api/parties/:id/invitations': ({ party }) => ({ url: `/api/parties/${party}/invitations` }),
  'POST /api/parties/:id/invitations': async (stage) => {
    await freshInvitation(stage);
    const { handle } = await stage.world.user(`guest-${newId().slice(-12)}`);
    return { url: `/api/parties/${stage.party}/invitations`, body: { role: 'MANAGER', handle } };
  },
  'DELETE /api/parties/:id/invitations/:invitation': async (stage) => ({
    url: `/api/parties/${stage.party}/invitations/${(await freshInvitation(stage)).id}`,
  }),
  'GET /api/invitations': () => ({ url: '/api/invitations' }),
  'POST /api/invitations/:id/look': async (stage) => {
    const { id, token } = await freshInvitation(stage);
    return { url: `/api/invitations/${id}/look`, body: { token } };
  },
  'POST /api/invitations/:id/accept': async (stage) => {
    // Into a party of its own: whoever accepts acts for it from then on.
    const party = await otherParty(stage);
    const { id, token } = await freshInvitation({ ...stage, party });
    return { url: `/api/invitations/${id}/accept`, body: { token } };
  },
  'POST /api/invitations/:id/decline': async (stage) => {
    const { id, token } = await freshInvitation(stage);
    return { url: `/api/invitations/${id}/decline`, body: { token } };
  },
  'GET /api/parties/:id/domains': ({ party }) => ({ url: `/api/parties/${party}/domains` }),
  'POST /api/parties/:id/domains': async (stage) => {
    await spareDomains(stage);
    return { url: `/api/parties/${stage.party}/domains`, body: { domain: freshDomain() } };
  },
  'POST /api/parties/:id/domains/:domain/check': withDomain(({ party }, domain) => ({
    url: `/api/parties/${party}/domains/${domain}/check`,
    body: {},
  })),
  'POST /api/parties/:id/domains/:domain/confirmation': withDomain(({ party }, domain) => ({
    url: `/api/parties/${party}/domains/${domain}/confirmation`,
    body: { confirmed: true, reason: 'On their record sleeves' },
  })),
  'DELETE /api/parties/:id/domains/:domain': withDomain(({ party }, domain) => ({
    url: `/api/parties/${party}/domains/${domain}`,
  })),
  'GET /api/parties/:id/claims': ({ party }) => ({ url: `/api/parties/${party}/claims` }),
  'POST /api/parties/:id/claims': async (stage) => ({
    url: `/api/parties/${stage.party}/claims`,
    body: await claimOf(stage),
  }),
  'GET /api/claims': () => ({ url: '/api/claims?state=PENDING' }),
  'GET /api/claims/:id': async (stage) => ({ url: `/api/claims/${await freshClaim(stage)}` }),
  'POST /api/claims/:id/evidence': onClaim('evidence', { text: 'See here', links: LINKS }),
  'POST /api/claims/:id/prove-by-domain': async (stage) => {
    await spareDomains(stage);
    const domain = await domainOf(stage);
    return { url: `/api/claims/${await freshClaim(stage)}/prove-by-domain`, body: { domain } };
  },
  'POST /api/claims/:id/prove-by-catalogue': async (stage) => {
    const { world, operator, party } = stage;
    await world.post(`/api/parties/${party}/verification`, operator, { verified: true, reason: 'Known' });
    return { url: `/api/claims/${await freshClaim(stage)}/prove-by-catalogue`, body: {} };
  },
  'POST /api/claims/:id/withdraw': onClaim('withdraw', { reason: 'A mistake' }),
  'POST /api/claims/:id/decision': onClaim('decision', { proved: true, reason: 'Seen', links: LINKS }),
  'GET /api/parties/:id/shares': ({ party }) => ({ url: `/api/parties/${party}/shares` }),
  'GET /api/shares/:id': async (stage) => ({ url: `/api/shares/${await freshShare(stage)}` }),
  'GET /api/parties/:id/transfers': ({ party }) => ({ url: `/api/parties/${party}/transfers` }),
  'POST /api/shares/:id/transfers': async (stage) => ({
    url: `/api/shares/${await freshShare(stage)}/transfers`,
    body: transferTo(await otherParty(stage)),
  }),
  'POST /api/transfers/:id/accept': async (stage) => ({
    url: `/api/transfers/${await freshTransferIn(stage)}/accept`,
    body: {},
  }),
  'POST /api/transfers/:id/decline': async (stage) => ({
    url: `/api/transfers/${await freshTransferIn(stage)}/decline`,
    body: { answer: 'Not ours' },
  }),
  'POST /api/transfers/:id/cancel': async (stage) => ({
    url: `/api/transfers/${await freshTransfer(stage)}/cancel`,
    body: { answer: 'Not now' },
  }),
  'GET /api/own-cause': ({ party }) => ({ url: `/api/own-cause?parties=${party}` }),
  'GET /api/parties/:id/merge-preview': async (stage) => ({
    url: `/api/parties/${stage.party}/merge-preview?from=${await duplicate(stage)}`,
  }),
  'GET /api/parties/:id/merges': ({ party }) => ({ url: `/api/parties/${party}/merges` }),
  'POST /api/parties/:id/merges': async (stage) => ({
    url: `/api/parties/${stage.party}/merges`,
    body: { from: await duplicate(stage), reason: 'Entered twice' },
  }),
  'GET /api/merges/:id/items': async (stage) => {
    const { world, operator, party } = stage;
    const body = { from: await duplicate(stage), reason: 'Entered twice' };
    return {
      url: `/api/merges/${await made(world.post(`/api/parties/${party}/merges`, operator, body))}/items`,
    };
  },
};
