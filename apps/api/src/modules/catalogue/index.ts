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
export { MOST_SUBJECTS_PER_EVENT, sharesChanged } from './events.ts';
export { readEntry } from './entry-draft.ts';
export type { EntryDraft, PartyDraft } from './entry-draft.ts';
export { toPage } from './page.ts';
export type { Page, PagePosition, PageRequest } from './page.ts';
export { PartyRepository } from './party.repository.ts';
export type { Remixer } from './party.repository.ts';
export { PartyService } from './party.service.ts';
export { RecordingRepository } from './recording.repository.ts';
