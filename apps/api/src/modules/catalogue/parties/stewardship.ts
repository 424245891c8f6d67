import type { Principal } from '../../../platform/auth/principal.ts';
import type { Reader } from '../../../platform/database/database.ts';
import { ConflictError, NotFoundError } from '../../../platform/problem/errors.ts';
import type { PartyRecord } from '../catalogue.types.ts';
import { PartyMergedError } from '../errors.ts';
import type { PartyRepository } from '../party.repository.ts';

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
export async function requireLive(
  parties: Pick<PartyRepository, 'find'>,
  id: string,
  reader?: Reader,
): Promise<PartyRecord> {
  const party = await parties.find(id, reader);
  if (party === null) throw new NotFoundError('Party', id);
  if (party.mergedIntoId === null) return party;
  const into = await parties.find(party.mergedIntoId, reader);
  throw new PartyMergedError(party.name, { id: party.mergedIntoId, name: into?.name ?? null });
}
