import type { z } from 'zod';
import type {
  ClaimDetail as Detail,
  ClaimRecord,
  ShareEvent,
  ShareItem as Share,
  TransferRecord,
} from '../../../modules/catalogue/index.ts';
import type { ClaimDetail, ClaimView, ShareDetail, ShareItem, TransferView } from './claim.schemas.ts';

const instantOf = (at: Date | null): string | null => at?.toISOString() ?? null;

interface Terms {
  readonly territories: Share['territories'];
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
}

const presentTerms = ({ territories, validFrom, validTo }: Terms) => ({
  territories: [...territories.include],
  excludeTerritories: [...territories.exclude],
  from: instantOf(validFrom),
  to: instantOf(validTo),
});

export function presentClaim(claim: ClaimRecord): z.infer<typeof ClaimView> {
  const { id, party, subject, side, role, ppm, state, proof, shareId, createdAt, decidedAt } = claim;
  return {
    id,
    party: { id: party.id, name: party.name },
    partyVerified: party.verifiedAt !== null,
    subject: { ...subject },
    side,
    role,
    ppm,
    ...presentTerms(claim),
    state,
    proof,
    shareId,
    createdAt: createdAt.toISOString(),
    decidedAt: instantOf(decidedAt),
  };
}

export function presentClaimDetail(claim: Detail): z.infer<typeof ClaimDetail> {
  const events = claim.events.map(({ links, createdAt, ...event }) => ({
    ...event,
    links: [...links],
    createdAt: createdAt.toISOString(),
  }));
  return { ...presentClaim(claim), totalPpm: claim.totalPpm, heldBy: [...claim.heldBy], events };
}

export function presentShare(share: Share): z.infer<typeof ShareItem> {
  const { id, party, subject, side, role, ppm, source, status } = share;
  return { id, party, subject, side, role, ppm, ...presentTerms(share), source, status };
}

export function presentShareDetail(
  share: Share & { events: readonly ShareEvent[] },
): z.infer<typeof ShareDetail> {
  const events = share.events.map(({ createdAt, ...event }) => ({
    ...event,
    createdAt: createdAt.toISOString(),
  }));
  return { ...presentShare(share), events };
}

export function presentTransfer(transfer: TransferRecord): z.infer<typeof TransferView> {
  const { share, agreedAt, effectiveAt, createdAt, decidedAt, links, ...rest } = transfer;
  return {
    ...rest,
    links: [...links],
    share: presentShare(share),
    agreedAt: agreedAt.toISOString(),
    effectiveAt: instantOf(effectiveAt),
    createdAt: createdAt.toISOString(),
    decidedAt: instantOf(decidedAt),
  };
}
