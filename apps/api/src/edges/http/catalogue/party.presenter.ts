import type { z } from 'zod';
import { wellKnownAddress } from '../../../modules/catalogue/index.ts';
import type {
  Invitation,
  MergePreview as Preview,
  MergeRecord,
  PartyDomain,
  PartyEvent,
  PartyMember,
  PartyRecord,
  PartyWithRole,
  Standing,
} from '../../../modules/catalogue/index.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import type { PartyView } from './catalogue.schemas.ts';
import type { DomainView, InvitationView, MergePreview, OwnCauseView, PartyFound } from './party.schemas.ts';

export function presentParty({ verifiedAt, ...party }: PartyWithRole): z.infer<typeof PartyView> {
  return { ...party, verified: verifiedAt !== null };
}

/** Identifiers tell duplicates apart: that is an operator's business. */
export function presentFound(
  { id, name, kind, verifiedAt, ipiNameNumber, isni, dpid }: PartyRecord,
  isOperator: boolean,
): z.infer<typeof PartyFound> {
  const identifiers = isOperator
    ? { ipiNameNumber, isni, dpid }
    : { ipiNameNumber: null, isni: null, dpid: null };
  return { id, name, kind, verified: verifiedAt !== null, ...identifiers };
}

export const presentFoundTo =
  ({ actsAsOperator }: Principal) =>
  (party: PartyRecord) =>
    presentFound(party, actsAsOperator);

export const presentPartyEvent = ({ createdAt, ...event }: PartyEvent) => ({
  ...event,
  createdAt: createdAt.toISOString(),
});

export const presentMember = ({ since, ...member }: PartyMember) => ({
  ...member,
  since: since.toISOString(),
});

export function presentInvitation(invitation: Invitation): z.infer<typeof InvitationView> {
  const { id, party, role, state, handle, invitedBy, createdAt, expiresAt } = invitation;
  return {
    id,
    party,
    role,
    state,
    handle,
    invitedBy: invitedBy.displayName,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}

/** The token stands behind `#`, which no browser sends: it reaches no log on the way. */
export function presentCreatedInvitation(invitation: Invitation & { token: string | null }, baseUrl: string) {
  const { id, token } = invitation;
  return {
    ...presentInvitation(invitation),
    link: token === null ? null : `${baseUrl}/invitation/${id}#${token}`,
  };
}

export function presentDomain(domain: PartyDomain): z.infer<typeof DomainView> {
  const { partyId: _partyId, checkedAt, provedAt, confirmedAt, ...rest } = domain;
  return {
    ...rest,
    coverage: rest.coverage === null ? null : mutable(rest.coverage),
    address: wellKnownAddress(domain.domain),
    checkedAt: checkedAt?.toISOString() ?? null,
    provedAt: provedAt?.toISOString() ?? null,
    confirmed: confirmedAt !== null,
  };
}

const mutable = ({ isrcPrefixes, isrcs, iswcs }: NonNullable<PartyDomain['coverage']>) => ({
  isrcPrefixes: [...isrcPrefixes],
  isrcs: [...isrcs],
  iswcs: [...iswcs],
});

export function presentMergePreview({
  from,
  into,
  counts,
  identifiers,
  taxes,
}: Preview): z.infer<typeof MergePreview> {
  return {
    from: presentFound(from, true),
    into: presentFound(into, true),
    counts: { ...counts },
    identifiers: [...identifiers],
    taxes: taxes.map(({ jurisdiction, ppm, from: since, moves }) => ({
      ...{ jurisdiction, ppm, moves },
      from: since.toISOString(),
    })),
  };
}

export const presentMerge = ({ createdAt, ...merge }: MergeRecord) => ({
  ...merge,
  createdAt: createdAt.toISOString(),
});

export const presentStanding = ({ own, another }: Standing): z.infer<typeof OwnCauseView> => ({
  own: [...own],
  another,
});
