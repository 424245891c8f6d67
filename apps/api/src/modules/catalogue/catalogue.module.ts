import { Global, Module } from '@nestjs/common';
import { CatalogueEntryService } from './catalogue-entry.service.ts';
import { ContributorRepository } from './contributor.repository.ts';
import { ClaimProofService } from './claims/claim-proof.service.ts';
import { ClaimRepository } from './claims/claim.repository.ts';
import { ClaimService } from './claims/claim.service.ts';
import { DomainRepository } from './domains/domain.repository.ts';
import { DomainService } from './domains/domain.service.ts';
import { MergeRepository } from './merges/merge.repository.ts';
import { MergeTaxRepository } from './merges/merge-tax.repository.ts';
import { MergeService } from './merges/merge.service.ts';
import { InvitationRepository } from './parties/invitation.repository.ts';
import { InvitationService } from './parties/invitation.service.ts';
import { OwnCauseRepository } from './own-cause/own-cause.repository.ts';
import { OwnCauseService } from './own-cause/own-cause.service.ts';
import { PartyHistoryRepository } from './parties/party-history.repository.ts';
import { PartyMemberRepository } from './parties/party-member.repository.ts';
import { PartyMemberService } from './parties/party-member.service.ts';
import { PartyRepository } from './party.repository.ts';
import { PartyService } from './party.service.ts';
import { RecordingRepository } from './recording.repository.ts';
import { ShareRepository } from './shares/share.repository.ts';
import { ShareService } from './shares/share.service.ts';
import { TransferRepository } from './shares/transfer.repository.ts';
import { TransferService } from './shares/transfer.service.ts';

const FACE = [
  CatalogueEntryService,
  ClaimProofService,
  ClaimService,
  ContributorRepository,
  DomainService,
  InvitationService,
  MergeService,
  OwnCauseService,
  PartyHistoryRepository,
  PartyMemberService,
  PartyRepository,
  PartyService,
  RecordingRepository,
  ShareRepository,
  ShareService,
  TransferService,
];

@Global()
@Module({
  providers: [
    ...FACE,
    ClaimRepository,
    DomainRepository,
    InvitationRepository,
    MergeRepository,
    MergeTaxRepository,
    OwnCauseRepository,
    PartyMemberRepository,
    TransferRepository,
  ],
  exports: FACE,
})
export class CatalogueModule {}
