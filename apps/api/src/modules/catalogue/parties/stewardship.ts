import type { Principal } from '../../../platform/auth/principal.ts';
import { ConflictError, NotFoundError } from '../../../platform/problem/errors.ts';
import type { PartyRecord } from '../catalogue.types.ts';
import { PartyMergedError } from '../errors.ts';

/** What an owner decides about a party. An operator does so for a party that nobody owns. */
export function requireSteward(principal: Principal, partyId: string, owners: readonly string[]): void {
  if (owners.length > 0 || !principal.actsAsOperator) principal.requireParty(partyId, 'OWNER');
}

/** Refuses to leave a party without an owner. */
export function requireOwnerLeft(owners: readonly string[], leaving: string): void {
  if (owners.length === 1 && owners[0] === leaving)
    throw new ConflictError('A party keeps at least one owner.');
}

/** @throws {NotFoundError} @throws {PartyMergedError} unless the party is there and stands for itself. */
export function requireLive(party: PartyRecord | null, id: string): PartyRecord {
  if (party === null) throw new NotFoundError('Party', id);
  if (party.mergedIntoId !== null) throw new PartyMergedError(party);
  return party;
}
