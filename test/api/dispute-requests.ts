import { newId } from '../../apps/api/src/platform/ids/ids.ts';
import type { RouteName } from './routes.ts';
import { nextIsrc } from './stage.ts';
import type { Stage } from './stage.ts';

interface Asked {
  readonly url: string;
  readonly body?: object;
}

const SAYS = { text: 'It is ours.', evidence: ['https://example.org/contract'] };
const WHOLE = 1_000_000;

async function freshShare({ world, operator, party }: Stage): Promise<{ recording: string; share: string }> {
  const isrc = nextIsrc();
  await world.recording(operator, isrc, { label: party, writer: party });
  const share = await world.database.prisma.share.findFirstOrThrow({ where: { recording: { isrc } } });
  return { recording: share.recordingId ?? '', share: share.id };
}

async function opened(stage: Stage): Promise<{ id: string; recording: string }> {
  const { recording, share } = await freshShare(stage);
  const subject = { kind: 'RECORDING', id: recording };
  const body = { subject, partyId: stage.party, shareIds: [share], ...SAYS };
  const answer = await stage.world.post('/api/disputes', stage.owner, body);
  if (answer.status !== 201) throw new Error(answer.text);
  return { id: (answer.json as { id: string }).id, recording };
}

/** A dispute with a second party, which has proposed a split. */
async function proposed(stage: Stage): Promise<{ id: string; proposal: string }> {
  const { world, operator, party } = stage;
  const { recording, share } = await freshShare(stage);
  const user = await world.user(`other-${newId().slice(-12)}`);
  const other = await world.party(user, 'Other Label');
  const { prisma } = world.database;
  const { id: _id, ...half } = await prisma.share.update({ where: { id: share }, data: { ppm: WHOLE / 2 } });
  const second = newId();
  await prisma.share.create({ data: { ...half, id: second, partyId: other } });
  const subject = { kind: 'RECORDING', id: recording };
  const made = await world.post('/api/disputes', operator, { subject, shareIds: [share, second], ...SAYS });
  const { id } = made.json as { id: string };
  const line = (partyId: string) => ({ partyId, role: 'LABEL', ppm: WHOLE / 2 });
  const split = { revision: 1, parts: [[line(party), line(other)]] };
  const answer = await world.post(`/api/disputes/${id}/proposals`, user, {
    partyId: other,
    ...split,
    ...SAYS,
  });
  if (answer.status !== 204) throw new Error(answer.text);
  const event = await prisma.disputeEvent.findFirstOrThrow({ where: { disputeId: id, kind: 'PROPOSED' } });
  return { id, proposal: event.id };
}

const about =
  (path: string, body: (stage: Stage) => object) =>
  async (stage: Stage): Promise<Asked> => ({
    url: `/api/disputes/${(await opened(stage)).id}/${path}`,
    body: body(stage),
  });
const statement = ({ party }: Stage) => ({ partyId: party, ...SAYS });
const split = ({ party }: Stage) => ({
  revision: 1,
  parts: [[{ partyId: party, role: 'LABEL', ppm: WHOLE }]],
  ...SAYS,
});

export const DISPUTE_REQUESTS: Readonly<Record<RouteName, (stage: Stage) => Promise<Asked>>> = {
  'GET /api/disputes': ({ party }) => Promise.resolve({ url: `/api/disputes?party=${party}&state=open` }),
  'POST /api/disputes': async (stage) => {
    const { recording, share } = await freshShare(stage);
    const subject = { kind: 'RECORDING', id: recording };
    return { url: '/api/disputes', body: { subject, partyId: stage.party, shareIds: [share], ...SAYS } };
  },
  'GET /api/disputes/subjects/:kind/:id': async (stage) => ({
    url: `/api/disputes/subjects/RECORDING/${(await freshShare(stage)).recording}?party=${stage.party}`,
  }),
  'GET /api/disputes/:id': async (stage) => ({ url: `/api/disputes/${(await opened(stage)).id}` }),
  'POST /api/disputes/:id/responses': about('responses', statement),
  'POST /api/disputes/:id/evidence': about('evidence', statement),
  'POST /api/disputes/:id/escalate': about('escalate', statement),
  'POST /api/disputes/:id/withdraw': about('withdraw', statement),
  'POST /api/disputes/:id/proposals': about('proposals', (stage) => ({
    ...split(stage),
    partyId: stage.party,
  })),
  'POST /api/disputes/:id/proposals/:proposal/accept': async (stage) => {
    const { id, proposal } = await proposed(stage);
    return { url: `/api/disputes/${id}/proposals/${proposal}/accept`, body: { partyId: stage.party } };
  },
  'POST /api/disputes/:id/release': about('release', () => SAYS),
  'POST /api/disputes/:id/settle': about('settle', split),
};
