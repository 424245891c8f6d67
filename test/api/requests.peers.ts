import {
  checkpointText,
  EMPTY_ROOT,
  formatCheckpoint,
  formatVkey,
  KEY_TYPES,
  signerKey,
  signText,
} from '@flipside/transparency';
import { newId } from '../../apps/api/src/platform/ids/ids.ts';
import type { Stage } from './stage.ts';

interface Asked {
  readonly url: string;
  readonly body?: object;
}

type MakeRequest = (stage: Stage) => Asked | Promise<Asked>;

const REASON = { reason: 'Looking into it' };
let serial = 0;

/** A peer in this state that nobody reads: its keys are somebody's. */
async function peer(
  { world }: Stage,
  state: 'PROPOSED' | 'ACTIVE' | 'PAUSED',
): Promise<{ id: string; keys: string }> {
  serial += 1;
  // An address that is refused at once: a name would be looked up, for seconds where nobody knows it.
  const host = `10.9.${serial >> 8}.${serial & 255}`;
  const key = (name: string, type: 1 | 4) =>
    formatVkey(signerKey(name, type, new Uint8Array(32).fill(serial % 250)));
  const consentKey = key(`${host}/log/consent`, KEY_TYPES.ed25519);
  const playsKey = key(`${host}/log/plays`, KEY_TYPES.ed25519);
  const id = newId();
  const at = new Date();
  await world.database.prisma.peer.create({
    data: {
      ...{ id, url: `https://${host}`, origin: `${host}/log/consent`, state, consentKey, playsKey },
      ...{ witnessKey: key(`${host}/witness`, KEY_TYPES.cosignature), createdAt: at },
    },
  });
  await world.database.prisma.peerLog.createMany({
    data: ['consent', 'plays'].map((log) => ({
      ...{ peerId: id, log, cursor: 0n, headSize: 0n, nextAt: at, failures: 0 },
    })),
  });
  return { id, keys: `${consentKey}\n${playsKey}` };
}

const step =
  (name: string, state: 'ACTIVE' | 'PAUSED'): MakeRequest =>
  async (stage) => ({
    url: `/api/federation/peers/${(await peer(stage, state)).id}/${name}`,
    body: REASON,
  });

async function receivable(stage: Stage, what: string): Promise<Asked> {
  const { id } = await peer(stage, 'ACTIVE');
  return { url: `/api/royalties/receivables/${what}?party=${stage.party}&reporter=${id}&period=2026-11` };
}

/** What this instance owes a peer, answered and accepted. */
async function settlement(
  stage: Stage,
  state: 'ANSWERED' | 'PREPARED',
): Promise<{ id: string; sha256: string; peerId: string }> {
  const { id: peerId } = await peer(stage, 'ACTIVE');
  const id = newId();
  const sha256 = id.replaceAll('-', '').repeat(2);
  const prepared =
    state === 'PREPARED' ? { reference: 'SEPA 1', preparedBy: newId(), preparedAt: new Date() } : {};
  await stage.world.database.prisma.settlement.create({
    data: {
      ...{ id, direction: 'OUT', peerId, period: '2020-01', currency: 'EUR', state, document: '{}', sha256 },
      ...{ totalMicros: 100n, acceptedMicros: 100n, createdAt: new Date(), ...prepared },
      lines: {
        create: {
          ...{ position: 0, side: 'MASTER', subject: newId(), party: newId(), plays: 1n, amountMicros: 100n },
          ...{ reckonedPlays: 1n, reckonedMicros: 100n, verdict: 'ACCEPTED' },
        },
      },
    },
  });
  return { id, sha256, peerId };
}

const LINE = { side: 'MASTER', subject: newId(), party: newId(), released: null } as const;

/** A first round with a disputed line; and with `again` what a peer insists on in the second. */
async function disputed(stage: Stage, again: boolean): Promise<string> {
  const { id: peerId } = await peer(stage, 'ACTIVE');
  const { prisma } = stage.world.database;
  const direction = again ? 'IN' : 'OUT';
  const same = { direction, peerId, period: '2020-01', currency: 'EUR', document: '{}', totalMicros: 100n };
  const line = { ...LINE, position: 0, plays: 1n, amountMicros: 100n };
  const id = newId();
  const answered = { answer: '{}', answerSha256: id.replaceAll('-', '').repeat(2), acceptedMicros: 0n };
  await prisma.settlement.create({
    data: {
      ...{ ...same, id, state: 'ANSWERED', sha256: `${newId()}${id}`.replaceAll('-', ''), ...answered },
      createdAt: new Date(),
      lines: { create: { ...line, verdict: 'DISPUTED', reason: 'Nothing of this is reckoned here' } },
    },
  });
  if (!again) return id;
  const body = { period: '2020-01', tariff: 1 };
  await prisma.peerFact.create({ data: { peerId, kind: 'allocation', key: '2020-01 1', version: 1, body } });
  await prisma.peerPool.create({ data: { peerId, period: '2020-01', tariffVersion: 1 } });
  const second = newId();
  await prisma.settlement.create({
    data: {
      ...{ ...same, id: second, state: 'STATED', sha256: `${newId()}${second}`.replaceAll('-', '') },
      ...{ createdAt: new Date(), round: 2, ofId: id },
      lines: { create: { ...line, stance: 'INSISTED', plea: 'As stated' } },
    },
  });
  return second;
}

/** A log that no peer here has. */
function strangersCheckpoint(): string {
  const key = signerKey('stranger.test/log/consent', KEY_TYPES.ed25519, new Uint8Array(32).fill(1));
  const head = { origin: key.name, size: 0, root: EMPTY_ROOT, extensions: [] };
  return Buffer.from(formatCheckpoint(head, [signText(checkpointText(head), key)])).toString();
}

export const PEER_REQUESTS: Readonly<Record<string, MakeRequest>> = {
  'POST /api/federation/hints': () => ({
    url: '/api/federation/hints',
    body: { checkpoint: strangersCheckpoint() },
  }),
  // No peer keeps it: whoever may ask learns that.
  'GET /api/federation/recordings': () => ({ url: '/api/federation/recordings?q=shore' }),
  'GET /api/federation/recordings/:isrc': () => ({ url: '/api/federation/recordings/GBTST9900001' }),
  'POST /api/federation/recordings': () => ({
    url: '/api/federation/recordings',
    body: { isrc: 'GBTST9900001' },
  }),
  'GET /api/federation/peers': () => ({ url: '/api/federation/peers' }),
  // Nobody answers there: whoever may ask learns that.
  'POST /api/federation/peers': () => ({
    url: '/api/federation/peers',
    body: { url: 'http://127.0.0.1:9' },
  }),
  'GET /api/federation/peers/:id': async (stage) => ({
    url: `/api/federation/peers/${(await peer(stage, 'ACTIVE')).id}`,
  }),
  'GET /api/federation/peers/:id/receivables': async (stage) => ({
    url: `/api/federation/peers/${(await peer(stage, 'ACTIVE')).id}/receivables`,
  }),
  'GET /api/federation/peers/:id/settlements': async (stage) => ({
    url: `/api/federation/peers/${(await settlement(stage, 'ANSWERED')).peerId}/settlements`,
  }),
  'GET /api/federation/settlements/:id': async (stage) => ({
    url: `/api/federation/settlements/${(await settlement(stage, 'ANSWERED')).id}`,
  }),
  'GET /api/federation/peers/:id/settlement-troubles': async (stage) => ({
    url: `/api/federation/peers/${(await peer(stage, 'ACTIVE')).id}/settlement-troubles`,
  }),
  'POST /api/federation/settlements/:id/restate': async (stage) => ({
    url: `/api/federation/settlements/${await disputed(stage, false)}/restate`,
    body: { lines: [{ ...LINE, stance: 'INSISTED', plea: 'As stated' }] },
  }),
  'POST /api/federation/settlements/:id/decide': async (stage) => ({
    url: `/api/federation/settlements/${await disputed(stage, true)}/decide`,
    body: { accept: [], reason: 'As before' },
  }),
  'POST /api/federation/settlements/:id/prepare': async (stage) => ({
    url: `/api/federation/settlements/${(await settlement(stage, 'ANSWERED')).id}/prepare`,
    body: { reference: 'SEPA 4711' },
  }),
  'POST /api/federation/settlements/:id/withdraw': async (stage) => ({
    url: `/api/federation/settlements/${(await settlement(stage, 'PREPARED')).id}/withdraw`,
    body: {},
  }),
  'POST /api/federation/settlements/:id/confirm': async (stage) => ({
    url: `/api/federation/settlements/${(await settlement(stage, 'PREPARED')).id}/confirm`,
    body: {},
  }),
  'GET /api/federation/settlement-documents/:sha256': async (stage) => ({
    url: `/api/federation/settlement-documents/${(await settlement(stage, 'ANSWERED')).sha256}`,
  }),
  'GET /api/royalties/receivables': ({ party }) => ({ url: `/api/royalties/receivables?party=${party}` }),
  'GET /api/royalties/receivables/lines': (stage) => receivable(stage, 'lines'),
  'GET /api/royalties/receivables/export.csv': (stage) => receivable(stage, 'export.csv'),
  'POST /api/federation/peers/:id/confirm': async (stage) => {
    const { id, keys } = await peer(stage, 'PROPOSED');
    return { url: `/api/federation/peers/${id}/confirm`, body: { keys } };
  },
  'POST /api/federation/peers/:id/pause': step('pause', 'ACTIVE'),
  'POST /api/federation/peers/:id/resume': step('resume', 'PAUSED'),
  'POST /api/federation/peers/:id/remove': step('remove', 'ACTIVE'),
};
