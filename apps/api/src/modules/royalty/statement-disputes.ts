import type { DisputeAmounts } from './statement.types.ts';

/** What a frozen statement says about disputes; those of earlier versions knew no releases. */
export interface DisputeDocument {
  readonly held: readonly { readonly disputeId: string; readonly amountMicros: string }[];
  readonly released?: readonly { readonly reference: string; readonly amountMicros: string }[];
}

/** By dispute. A release's reference begins with the dispute's id. */
export function disputeAmounts({ held, released = [] }: DisputeDocument): DisputeAmounts[] {
  const amounts = new Map<string, DisputeAmounts>();
  const of = (disputeId: string): DisputeAmounts => {
    const known = amounts.get(disputeId) ?? { disputeId, heldMicros: 0n, releasedMicros: 0n };
    amounts.set(disputeId, known);
    return known;
  };
  for (const { disputeId, amountMicros } of held) of(disputeId).heldMicros += BigInt(amountMicros);
  // What suspense released is a reference of its own kind, and no dispute's.
  for (const { reference, amountMicros } of released.filter((one) => !one.reference.startsWith('suspense/')))
    of(reference.split('/', 1)[0] ?? '').releasedMicros += BigInt(amountMicros);
  return [...amounts.values()].sort((a, b) => (a.disputeId < b.disputeId ? -1 : 1));
}
