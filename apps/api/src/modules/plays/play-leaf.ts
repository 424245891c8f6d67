import { createHash } from 'node:crypto';
import { canonicalBytes } from '@flipside/recipe';
import type { CountedPlay } from './play.repository.ts';

/** Which log the leaf of a play goes to: `flipside.example/log/plays`. */
export const playsLogOf = (home: string): string => `${new URL(home).host}/log/plays`;

const LEAF = Uint8Array.of(0);

/**
 * The hash of a play's public leaf, in hex, by which a device finds it in the log later. The leaf itself is written by
 * the database with the play; this is what it will be.
 */
export function playLeafHash({ play, grant, originPeriod, listener }: CountedPlay, period: string): string {
  const leaf = {
    t: 'play',
    c: Buffer.from(play.commitment, 'hex').toString('base64'),
    recipe: grant.recipe,
    territory: grant.territory,
    hour: `${new Date(play.receipt.start).toISOString().slice(0, 13)}Z`,
    rules: grant.rulesVersion,
    tariff: grant.tariffVersion,
    period,
    ...(originPeriod === null ? {} : { late: originPeriod }),
    ...(listener === null ? {} : { listener }),
  };
  return createHash('sha256').update(LEAF).update(canonicalBytes(leaf)).digest('hex');
}
