import type { Reason } from '@flipside/royalty';

const SIDE = { MASTER: 'recording', COMPOSITION: 'composition' } as const;

/** Names who no longer consents, and on which side. */
export function withdrawalReason(reasons: readonly Reason[]): string {
  const [first] = reasons;
  if (first === undefined) return 'It is not cleared at present.';
  const who = first.party?.name ?? first.isrc;
  return `${who} (${SIDE[first.side]} side) ${first.detail}.`;
}
