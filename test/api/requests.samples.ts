import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { canonicalBytes, didKeyFromPublicKey } from '@flipside/recipe';
import { newId } from '../../apps/api/src/platform/ids/ids.ts';
import { HOME } from '../support/played-world.ts';
import type { Stage } from './stage.ts';

interface Asked {
  readonly url: string;
  readonly body?: object;
}
type MakeRequest = (stage: Stage) => Asked | Promise<Asked>;

function freshKey(): { did: string; key: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const x = publicKey.export({ format: 'jwk' }).x ?? '';
  return { did: didKeyFromPublicKey(Buffer.from(x, 'base64url')), key: privateKey };
}

const signed = (said: object, key: KeyObject): object => ({
  ...said,
  sig: sign(null, canonicalBytes({ ...said }), key).toString('base64url'),
});

const samplesOf = ({ statement }: Stage): string => `/api/royalties/statements/${statement}/play-samples`;

/** With a key that nobody has used. */
function sampleRequest({ statement, recipe }: Stage): object {
  const { did, key } = freshKey();
  const plays = { draw: 1, seed: randomBytes(32).toString('base64') };
  const facts = { v: 1, id: newId(), home: HOME, statement, recipe, territory: null, plays };
  return signed({ ...facts, reason: 'A look', at: new Date().toISOString(), key: did }, key);
}

async function freshSample(stage: Stage): Promise<string> {
  const body = sampleRequest(stage) as { id: string };
  const answer = await stage.world.post(samplesOf(stage), stage.owner, body);
  if (answer.status !== 201) throw new Error(answer.text);
  return body.id;
}

function deviceErasure(): object {
  const { did, key } = freshKey();
  return signed({ v: 1, home: HOME, erase: 'bodies', device: did, at: new Date().toISOString() }, key);
}

export const SAMPLE_REQUESTS: Readonly<Record<string, MakeRequest>> = {
  'POST /api/royalties/statements/:id/play-samples': (stage) => ({
    url: samplesOf(stage),
    body: sampleRequest(stage),
  }),
  'GET /api/royalties/statements/:id/play-samples': (stage) => ({ url: samplesOf(stage) }),
  'GET /api/royalties/play-samples/:id': async (stage) => ({
    url: `/api/royalties/play-samples/${await freshSample(stage)}`,
  }),
  'GET /api/royalties/play-samples/:id/plays/:position': async (stage) => ({
    url: `/api/royalties/play-samples/${await freshSample(stage)}/plays/0`,
  }),
  'POST /api/plays/device-erasures': () => ({ url: '/api/plays/device-erasures', body: deviceErasure() }),
  'GET /api/plays/erasures': () => ({ url: '/api/plays/erasures?limit=5' }),
  'POST /api/plays/erasures': () => ({
    url: '/api/plays/erasures',
    body: { device: freshKey().did, reason: 'Asked by letter' },
  }),
  'GET /api/plays/bodies': () => ({ url: `/api/plays/bodies?device=${freshKey().did}` }),
};
