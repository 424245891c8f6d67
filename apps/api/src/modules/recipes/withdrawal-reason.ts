import type { Reason } from '@flipside/royalty';

const SIDE = { MASTER: 'recording', COMPOSITION: 'composition' } as const;
/** A share page has room for as many; whoever wants to know all asks for the clearance. */
const MOST_NAMED = 3;

/**
 * Names who no longer consents, on which side and why. One party says the same for many recordings and territories:
 * it is named once.
 */
export function withdrawalReason(reasons: readonly Reason[]): string {
  const said = [...new Set(reasons.map(sentence))];
  if (said.length === 0) return 'It is not cleared at present.';
  const named = said.slice(0, MOST_NAMED);
  const more = said.length - named.length;
  return `${named.join('; ')}${more === 0 ? '' : `; and ${more} more`}.`;
}

const sentence = ({ party, isrc, side, detail }: Reason): string =>
  `${party?.name ?? isrc} (${SIDE[side]} side) ${detail}`;
