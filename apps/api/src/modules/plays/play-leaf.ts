import { hash } from 'node:crypto';
import type { CountedPlay } from './play.repository.ts';

/** Which log the leaf of a play goes to: `flipside.example/log/plays`. */
export const playsLogOf = (home: string): string => `${new URL(home).host}/log/plays`;

/** What goes before the entry in the hash of a leaf (RFC 9162 §2.1.1). */
const LEAF = '\0';

/**
 * The hash of a play's public leaf, in hex, by which a device finds it in the log later. The leaf itself is written by
 * the database with the play; this is what it will be.
 */
export function playLeafHash({ play, grant, originPeriod, listener }: CountedPlay, period: string): string {
  // In the order of their names, which is the canonical one (RFC 8785 §3.2.3).
  const leaf = {
    c: Buffer.from(play.commitment, 'hex').toString('base64'),
    // An instant of a receipt is in UTC: its text begins with day and hour.
    hour: `${play.receipt.start.slice(0, 13)}Z`,
    ...(originPeriod === null ? {} : { late: originPeriod }),
    ...(listener === null ? {} : { listener }),
    period,
    recipe: grant.recipe,
    rules: grant.rulesVersion,
    t: 'play',
    tariff: grant.tariffVersion,
    territory: grant.territory,
  };
  return hash('sha256', LEAF + JSON.stringify(leaf));
}
