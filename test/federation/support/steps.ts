import { setTimeout as sleep } from 'node:timers/promises';
import type { Passing } from './fault-proxy.ts';
import type { Model } from './model.ts';
import type { Server } from './server.ts';
import type { Published, Trio } from './trio.ts';

/** One thing that is done across the three. */
interface Step {
  readonly name: string;
  /** Whom people ask in it. That one is killed while it is asked. */
  readonly asked: string;
  /** What instances say to each other in it. Whoever takes part is killed when it comes by, before it arrives. */
  readonly traffic: (passing: Passing) => boolean;
  readonly parts: readonly string[];
  readonly act: () => Promise<void>;
}

/** How long after it was asked somebody is killed at most: while the request is worked on, or soon after. */
const MOMENT_MS = 60;

const isInbox = ({ from, to, path }: Passing): boolean =>
  from === 'a' && to === 'b' && path.endsWith('/inbox');
const isDocument = (by: string) => (passing: Passing) =>
  passing.from === by && passing.to === 'a' && passing.path.endsWith('/document');
const isEntries = ({ path }: Passing): boolean => path.includes('/tile/entries/');
const isSettlement = ({ path }: Passing): boolean => path.includes('/settlement-documents/');
const isConsent = (passing: Passing): boolean =>
  passing.to === 'c' && passing.path.startsWith('/log/consent/') && isEntries(passing);

/** What there is to do, in its order. Whatever fails because somebody is dead is done again, as people do. */
export function stepsOf(world: Trio, model: Model, played: Published): readonly Step[] {
  const hear = async (flip: Published): Promise<void> => {
    await world.hear(flip.hash);
    model.play(flip.hash);
  };
  const publish = async (title: string): Promise<Published> => {
    const flip = await world.publish(title);
    model.publish(flip.hash);
    return flip;
  };
  let fresh = played;
  const of = (name: string, asked: string, parts: string, rest: Pick<Step, 'traffic' | 'act'>): Step => ({
    ...{ name, asked, parts: [...parts], ...rest },
  });
  return [
    of('publish', 'a', 'b', {
      traffic: isInbox,
      act: async () => {
        await publish('Told');
        const gone = await publish('Taken back');
        await world.takeDown(gone);
        model.takeDown(gone.hash);
      },
    }),
    of('fetch', '', 'ab', {
      traffic: isDocument('b'),
      act: async () => {
        fresh = await publish('Fetched');
        await world.inTime('B plays it', async () => (await world.askToPlay(fresh.hash)).status === 201);
      },
    }),
    of('receipts', 'b', '', { traffic: () => false, act: () => hear(played) }),
    of('tail', '', 'abc', {
      traffic: isEntries,
      act: async () => {
        await Promise.all([hear(played), world.grow()]);
      },
    }),
    // C learns what was played from where it was published.
    of('tally', '', 'ac', { traffic: isDocument('c'), act: () => hear(fresh) }),
    of('settlement', '', 'abc', {
      traffic: isSettlement,
      act: async () => model.close(await world.closeMonth()),
    }),
    of('withdrawal', 'c', 'ab', {
      traffic: isConsent,
      act: async () => {
        await world.withdraw();
        await world.inTime('nobody plays it', async () => (await world.askToPlay(played.hash)).status >= 400);
        await world.inTime('its page is gone', () => world.isPageGone(played));
        await world.optIn();
        await world.inTime('all is back', async () => (await world.askToPlay(played.hash)).status === 201);
      },
    }),
  ];
}

/** Kills somebody in the middle of a step and starts them again. */
async function strike(victim: Server, moment: number, isHit: (() => Promise<void>) | null): Promise<void> {
  if (isHit === null) {
    await sleep(moment);
    await victim.kill();
  } else await isHit();
  await victim.start();
}

/**
 * Does a step, and kills everybody once in the middle of it. A request kills one at most: it is made again by whoever is
 * back, or still there, so that the other one is killed by that.
 */
export async function struck(
  world: Trio,
  step: Step,
  victims: readonly Server[],
  next: (below: number) => number,
): Promise<void> {
  const used = new Set<Passing>();
  const hits = victims.map((victim) => {
    const { name } = victim;
    if (step.asked === name || !step.parts.includes(name)) return null;
    return world.killWhen((one) => {
      const isHit = step.traffic(one) && (one.from === name || one.to === name) && !used.has(one);
      if (isHit) used.add(one);
      return isHit;
    }, victim);
  });
  const strikes = victims.map((victim, at) => strike(victim, next(MOMENT_MS), hits[at] ?? null));
  await Promise.all([step.act(), ...strikes]);
}
