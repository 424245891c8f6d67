export { ClearanceGroundRepository } from './clearance-ground.repository.ts';
export type { RightsSnapshot, StandIn } from './clearance-ground.repository.ts';
export { ConsentModule } from './consent.module.ts';
export type { GrantDraft, GrantRecord, GrantTermsDraft, RemixTerms } from './consent.types.ts';
export { InvalidTransitionError } from './errors.ts';
export type {
  BulkChange,
  BulkItem,
  BulkOutcome,
  BulkRecord,
  BulkRequest,
  FlipForecast,
} from './bulk-change.types.ts';
export { BULK_OUTCOMES } from './bulk-change.types.ts';
export { GrantBulkService } from './grant-bulk.service.ts';
export type { BulkPlan } from './grant-bulk.service.ts';
export type { GrantVersionRecord } from './grant.repository.ts';
export { MandateService } from './mandate.service.ts';
export type { MandateRecord } from './mandate.types.ts';
export {
  bulkStarted,
  grantChanged,
  mandateDecided,
  mandateProposed,
  recordingChanged,
  tariffChanged,
  withdrawalAnnounced,
} from './events.ts';
export { checkTerms, toGrantScope, toMinimumRate } from './grant-terms.ts';
export { GrantService } from './grant.service.ts';
export { RecipeGrantService } from './recipe-grant.service.ts';
export type { AskedConsent } from './recipe-grant.service.ts';
export { RecordingClearanceService } from './recording-clearance.service.ts';
export { RecordingService } from './recording.service.ts';
export { RecordingListingService } from './recording-listing.service.ts';
export type { RecordingListing, RecordingSearch } from './recording-listing.service.ts';
export type { ClearanceExplanation } from './recording.service.ts';
export type {
  CoveringGrant,
  PartyCatalogueRow,
  PartyName,
  RecordingDetail,
  RecordingSummary,
  ShareLine,
} from './recording.types.ts';
export type { TerritoryGroup } from './territory-summary.ts';
export { NO_REMOTE_RIGHTS, RemoteRegistries } from './remote-rights.ts';
export type {
  RegistryHead,
  RegistryLease,
  RemoteQuestion,
  RemoteRights,
  RemoteRightsSource,
} from './remote-rights.ts';
export { TARIFF_ID, TariffRepository } from './tariff.repository.ts';
export type { DatedTariff } from './tariff.repository.ts';
export { TariffService } from './tariff.service.ts';
export type { TariffDraft } from './tariff.service.ts';
export { reportReason, reportSide } from './clearance-report.ts';
export type { ReasonReport, SideReport } from './clearance-report.ts';
