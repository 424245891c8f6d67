import { flip } from '../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import { newId } from '../../apps/api/src/platform/ids/ids.ts';
import type { Asked } from './asked.ts';
import type { RouteName } from './routes.ts';
import type { Stage } from './stage.ts';

/** Somebody at another server, as a lookup would have left them. */
async function actor({ world }: Stage): Promise<string> {
  const id = newId();
  const uri = `https://music.example/users/${id}`;
  await world.database.prisma.socialActor.create({
    data: {
      id,
      uri,
      host: 'music.example',
      handle: `remote-${id.slice(-6)}`,
      displayName: 'Remote',
      url: uri,
      inbox: `${uri}/inbox`,
      fetchedAt: new Date(),
    },
  });
  return id;
}

/** A flip of theirs that was fetched, with the recipe and credits of the stage's own. */
async function post(stage: Stage): Promise<{ id: string; actorId: string }> {
  const { prisma } = stage.world.database;
  const actorId = await actor(stage);
  const { document, credits, print, hash } = await prisma.recipe.findUniqueOrThrow({
    where: { hash: stage.recipe },
  });
  const id = newId();
  const uri = `https://music.example/notes/${id}`;
  const now = new Date();
  const recipeUrl = `https://music.example/api/recipes/${hash}/document`;
  const kept = { document, credits: { ...(credits as object), corrections: [] }, print: print as object };
  const facts = { id, actorId, uri, hash, title: 'Midnight', url: uri, recipeUrl, state: 'READY' as const };
  await prisma.socialPost.create({
    data: { ...facts, ...kept, publishedAt: now, receivedAt: now, updatedAt: now },
  });
  return { id, actorId };
}

async function comment({ world, recipe, operator }: Stage): Promise<string> {
  const text = 'Somebody says something';
  const answer = await world.post(`/api/flips/${recipe}/comments`, operator, { text });
  if (answer.status !== 201) throw new Error(answer.text);
  return (answer.json as { id: string }).id;
}

/** Somebody says something about a flip of the one user who may do everything. */
async function commented(stage: Stage): Promise<Asked> {
  const { world, cast, isrc } = stage;
  const recipe = flip([isrc], `Midnight ${newId()}`);
  const published = await world.post('/api/recipes', cast.omnipotent, { recipe });
  if (published.status !== 201) throw new Error(published.text);
  await comment({ ...stage, recipe: (published.json as { hash: string }).hash });
  return { url: '/api/me/comments' };
}

/** For everybody who asks: whom they follow is a flip of the stage, here and elsewhere. */
async function followed(stage: Stage): Promise<Asked> {
  const { prisma } = stage.world.database;
  const { actorId } = await post(stage);
  const users = await prisma.user.findMany({ where: { deletedAt: null }, select: { id: true } });
  const facts = { state: 'ACCEPTED' as const, createdAt: new Date() };
  await prisma.socialFollow.createMany({
    data: users.map(({ id }) => ({ id: newId(), userId: id, actorId, ...facts })),
    skipDuplicates: true,
  });
  return { url: '/api/social/feed' };
}

async function domain({ world, operator }: Stage): Promise<string> {
  const host = `${newId()}.example`;
  const body = { rule: 'SILENCE', reason: 'A test' };
  const answer = await world.send('PUT', `/api/social/domains/${host}`, operator, body);
  if (answer.status !== 204) throw new Error(answer.text);
  return host;
}

const flips = (what: string, body?: object) => (stage: Stage) =>
  Promise.resolve({ url: `/api/flips/${stage.recipe}/${what}`, ...(body !== undefined && { body }) });
const at = (url: string, body?: object) => () =>
  Promise.resolve({ url, ...(body !== undefined && { body }) });

export const SOCIAL_REQUESTS: Readonly<Record<RouteName, (stage: Stage) => Promise<Asked>>> = {
  'GET /api/social/search': ({ owner }) =>
    Promise.resolve({ url: `/api/social/search?q=@${owner.handle}@flipside.test` }),
  'GET /api/social/feed': followed,
  'GET /api/social/posts/:id': async (stage) => ({ url: `/api/social/posts/${(await post(stage)).id}` }),
  'GET /api/social/actors/:id': async (stage) => ({ url: `/api/social/actors/${await actor(stage)}` }),
  'GET /api/social/actors/:id/flips': async (stage) => ({
    url: `/api/social/actors/${(await post(stage)).actorId}/flips`,
  }),
  'PUT /api/social/actors/:id/follow': async (stage) => ({
    url: `/api/social/actors/${await actor(stage)}/follow`,
  }),
  'DELETE /api/social/actors/:id/follow': async (stage) => ({
    url: `/api/social/actors/${await actor(stage)}/follow`,
  }),
  'GET /api/producers/:handle/follow': at('/api/producers/olga/follow'),
  'PUT /api/producers/:handle/follow': at('/api/producers/olga/follow'),
  'DELETE /api/producers/:handle/follow': at('/api/producers/olga/follow'),
  'GET /api/me/following': at('/api/me/following'),
  'GET /api/me/followers': at('/api/me/followers'),
  'GET /api/me/blocks': at('/api/me/blocks'),
  'POST /api/me/blocks': async (stage) => ({ url: '/api/me/blocks', body: { actorId: await actor(stage) } }),
  'DELETE /api/me/blocks/:id': () => Promise.resolve({ url: `/api/me/blocks/${newId()}` }),
  'GET /api/me/aliases': at('/api/me/aliases'),
  'PUT /api/me/aliases': at('/api/me/aliases', { items: ['https://music.example/users/me'] }),
  'POST /api/me/aliases': at('/api/me/aliases', { account: '@nobody@flipside.test' }),
  'GET /api/me/social': at('/api/me/social'),
  'GET /api/me/comments': commented,
  'POST /api/me/move': at('/api/me/move', { account: '@nobody@flipside.test' }),
  'DELETE /api/me/move': at('/api/me/move'),
  'GET /r/:code/card.png': ({ code }) => Promise.resolve({ url: `/r/${code}/card.png` }),
  'POST /api/me/social-keys': at('/api/me/social-keys', {}),
  'GET /api/flips/:hash/social': flips('social'),
  'PUT /api/flips/:hash/like': flips('like'),
  'DELETE /api/flips/:hash/like': flips('like'),
  'PUT /api/flips/:hash/boost': flips('boost'),
  'DELETE /api/flips/:hash/boost': flips('boost'),
  'GET /api/flips/:hash/comments': flips('comments'),
  'POST /api/flips/:hash/comments': flips('comments', { text: 'Nice' }),
  'DELETE /api/comments/:id': async (stage) => ({ url: `/api/comments/${await comment(stage)}` }),
  'POST /api/comments/:id/restore': async (stage) => ({
    url: `/api/comments/${await comment(stage)}/restore`,
    body: {},
  }),
  'GET /api/social/domains': at('/api/social/domains'),
  'PUT /api/social/domains/:host': () => {
    const body = { rule: 'BLOCK', reason: 'Nothing but noise' };
    return Promise.resolve({ url: `/api/social/domains/${newId()}.example`, body });
  },
  'DELETE /api/social/domains/:host': async (stage) => ({
    url: `/api/social/domains/${await domain(stage)}`,
    body: { reason: 'They are better now' },
  }),
  'GET /api/social/hosts': at('/api/social/hosts'),
  'POST /api/social/instance-keys': at('/api/social/instance-keys', {}),
};
