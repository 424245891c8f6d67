import { flip } from '../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import { newId } from '../../apps/api/src/platform/ids/ids.ts';
import type { MakeRequest } from './asked.ts';
import { draft } from './requests.made.ts';
import type { RouteName } from './routes.ts';
import { nextIsrc } from './stage.ts';
import type { Stage } from './stage.ts';

const SHARE = { role: 'LABEL', ppm: 1_000_000 };

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

/** Recordings, recipes, their credits and pages. */
export const RECIPE_REQUESTS: Readonly<Record<RouteName, MakeRequest>> = {
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
