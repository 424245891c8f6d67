export { CatalogueEntryService } from './catalogue-entry.service.ts';
export { CatalogueModule } from './catalogue.module.ts';
export type {
  CatalogueEntry,
  PartyKind,
  PartyRecord,
  PartyWithRole,
  RecordingRef,
} from './catalogue.types.ts';
export { ContributorRepository } from './contributor.repository.ts';
export type { CreditedParty, CreditedSubject } from './contributor.repository.ts';
export {
  claimDecided,
  claimEntered,
  invitationAnswered,
  memberChanged,
  MOST_SUBJECTS_PER_EVENT,
  partiesMerged,
  partyInvited,
  sharesChanged,
  shareTransferDecided,
  shareTransferProposed,
} from './events.ts';
export { ClaimProofService } from './claims/claim-proof.service.ts';
export { ClaimService } from './claims/claim.service.ts';
export type { ClaimDetail, ClaimEvent, ClaimRecord } from './claims/claim.types.ts';
export type { PartyDomain } from './domains/domain.repository.ts';
export { DomainService } from './domains/domain.service.ts';
export { wellKnownAddress } from './domains/domain-name.ts';
export { MergeService } from './merges/merge.service.ts';
export type { MergePreview } from './merges/merge.service.ts';
export type { MergeRecord } from './merges/merge.types.ts';
export { OwnCauseService } from './own-cause/own-cause.service.ts';
export type { OwnParty, Standing } from './own-cause/own-cause.types.ts';
export type { Invitation } from './parties/invitation.repository.ts';
export { InvitationService } from './parties/invitation.service.ts';
export { PartyHistoryRepository } from './parties/party-history.repository.ts';
export type { PartyEvent } from './parties/party-history.repository.ts';
export type { PartyMember } from './parties/party-member.repository.ts';
export { PartyMemberService } from './parties/party-member.service.ts';
export { requireLive } from './parties/stewardship.ts';
export { ShareRepository } from './shares/share.repository.ts';
export { ShareService } from './shares/share.service.ts';
export type { NewShare, ShareEvent, ShareItem, ShareOrigin, ShareRecord } from './shares/share.types.ts';
export { TransferService } from './shares/transfer.service.ts';
export type { TransferRecord } from './shares/transfer.types.ts';
export { readEntry } from './entry-draft.ts';
export type { EntryDraft, PartyDraft } from './entry-draft.ts';
export { toPage } from './page.ts';
export type { Page, PagePosition, PageRequest } from './page.ts';
export { PartyRepository } from './party.repository.ts';
export type { Remixer } from './party.repository.ts';
export { PartyService } from './party.service.ts';
export { RecordingRepository } from './recording.repository.ts';
