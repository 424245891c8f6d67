import { createHash } from 'node:crypto';
import { PeriodCloseService, PeriodService } from '../../apps/api/src/modules/royalty/index.ts';
import { checkRecipe } from '../../apps/api/src/modules/social/remote-post.service.ts';
import { Principal } from '../../apps/api/src/platform/auth/principal.ts';
import { Clock } from '../../apps/api/src/platform/clock/clock.ts';
import { newId } from '../../apps/api/src/platform/ids/ids.ts';
import type { PeerWorld } from './peers.ts';
import { Device } from './played-world.ts';

/** Takes a flip of another instance in, as following its producer does, through the same checks. */
export async function takeIn(here: PeerWorld, home: PeerWorld, hash: string): Promise<string> {
  const recipeUrl = `${home.url}/api/recipes/${hash}/document`;
  const document = await home.world.get(`/api/recipes/${hash}/document`);
  const detail = (await home.world.get(`/api/recipes/${hash}`)).json as { credits: object; title: string };
  const { print, durationMs, bpm, document: checked } = checkRecipe(document.text, hash);
  const { prisma } = here.world.database;
  const at = here.world.app.get(Clock).now();
  const host = new URL(home.url).host;
  const actorId = createHash('md5')
    .update(host)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  const uri = `${home.url}/ap/users/${actorId}`;
  const named = { host, handle: 'pia', displayName: 'Pia', url: uri, inbox: `${uri}/inbox`, fetchedAt: at };
  await prisma.socialActor.upsert({ where: { uri }, create: { id: actorId, uri, ...named }, update: {} });
  const id = newId();
  await prisma.socialPost.create({
    data: {
      ...{
        id,
        uri: `${home.url}/ap/flips/${hash}`,
        actorId,
        hash,
        title: detail.title,
        url: home.url,
        recipeUrl,
      },
      ...{
        state: 'READY',
        document: checked,
        credits: detail.credits,
        print: print as object,
        durationMs,
        bpm,
      },
      ...{ publishedAt: at, receivedAt: at, updatedAt: at },
    },
  });
  return id;
}

/** A play that a device of this instance heard and reported; a new one, if none is named. */
export async function hear(here: PeerWorld, recipe: string, device = new Device()): Promise<void> {
  const grant = await here.world.post('/api/plays/grants', null, { recipe, device: device.did });
  if (grant.status !== 201) throw new Error(grant.text);
  const receipt = device.receipt(grant.json as never, here.world.app.get(Clock).now(), 8_000, {
    home: here.url,
  });
  const answer = await here.world.post('/api/plays', null, { receipts: [receipt] });
  const { results } = answer.json as { results: { status: string }[] };
  if (results[0]?.status !== 'counted') throw new Error(answer.text);
}

/** Closes the open period. @returns which it was. */
export async function closePeriod(here: PeerWorld): Promise<string> {
  const { id } = await here.world.database.prisma.period.findFirstOrThrow({ where: { state: 'OPEN' } });
  const principal = new Principal({ userId: here.operator.id, operator: true });
  await here.world.app.get(PeriodService).close(principal, id);
  await here.world.app.get(PeriodCloseService).run(id);
  await here.sequence();
  return id;
}
