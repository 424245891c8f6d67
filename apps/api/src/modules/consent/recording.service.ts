import { clearRecording } from '@flipside/royalty';
import type { SourceDecision, TerritoryOrWorld } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Database } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { NotFoundError } from '../../platform/problem/errors.ts';
import { CatalogueEntryService, readEntry, RecordingRepository, toPage } from '../catalogue/index.ts';
import type { EntryDraft, Page, PageRequest } from '../catalogue/index.ts';
import { ClearanceGroundRepository } from './clearance-ground.repository.ts';
import type { RemixTerms } from './consent.types.ts';
import { recordingChanged } from './events.ts';
import { PartyCatalogueView } from './party-catalogue.view.ts';
import { RecordingClearanceService } from './recording-clearance.service.ts';
import type { CatalogueFilter, PartyCatalogueRow, RecordingDetail } from './recording.types.ts';
import { RecordingView } from './recording.view.ts';
import { readTerritory } from './asked-territory.ts';
import { standingIn } from './standings.ts';
import { territorySummary } from './territory-summary.ts';
import type { TerritoryGroup } from './territory-summary.ts';
import { TariffService } from './tariff.service.ts';

/** Releases offered for choosing one. */
const MOST_RELEASES = 500;

/** Why a recording may or may not be used, on both sides, by name. */
export interface ClearanceExplanation {
  readonly isrc: string;
  readonly title: string;
  readonly artist: string;
  readonly territory: TerritoryOrWorld;
  readonly at: Date;
  readonly decision: SourceDecision;
  readonly terms: RemixTerms | null;
  /** Every territory, by what is decided in it; `null` unless asked for. */
  readonly everywhere: readonly TerritoryGroup[] | null;
}

export interface ExplanationQuery {
  readonly territory?: string | undefined;
  readonly territories?: 'all' | undefined;
}

/** The catalogue as remixers and rights holders see it. */
@Injectable()
export class RecordingService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CatalogueEntryService) private readonly entries: CatalogueEntryService,
    @Inject(RecordingRepository) private readonly recordings: RecordingRepository,
    @Inject(RecordingClearanceService) private readonly clearances: RecordingClearanceService,
    @Inject(ClearanceGroundRepository) private readonly grounds: ClearanceGroundRepository,
    @Inject(TariffService) private readonly tariffs: TariffService,
    @Inject(RecordingView) private readonly view: RecordingView,
    @Inject(PartyCatalogueView) private readonly partyCatalogue: PartyCatalogueView,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultTerritory'>,
  ) {}

  /** Public. */
  async get(isrc: string, territory?: string): Promise<RecordingDetail> {
    const detail = await this.view.detail(isrc, readTerritory(territory, this.config));
    if (detail === null) throw new NotFoundError('Recording', isrc);
    return detail;
  }

  async enter(principal: Principal, draft: EntryDraft): Promise<RecordingDetail> {
    principal.requireOperator();
    const entry = readEntry(draft);
    await this.database.transaction(async (tx) => {
      const id = await this.entries.enter(tx, entry, principal.userId);
      await this.clearances.refresh(tx, [id]);
      await this.outbox.append(tx, recordingChanged, { key: entry.isrc, payload: { recordingIds: [id] } });
    });
    return await this.get(entry.isrc);
  }

  /** Public: decided now, not looked up. */
  async explain(isrc: string, asked: ExplanationQuery): Promise<ClearanceExplanation> {
    const territory = readTerritory(asked.territory, this.config);
    const found = await this.recordings.findByIsrc(isrc);
    const snapshot = await this.grounds.load(this.database.prisma, found === null ? [] : [found.id]);
    const recording = snapshot.recordings.get(found?.id ?? '');
    if (found === null || recording === undefined) throw new NotFoundError('Recording', isrc);
    const at = this.clock.now();
    const tariff = await this.tariffs.inForce(this.database.prisma, at);
    const decision = clearRecording({ ...snapshot, recording, tariff, territory, at });
    const { terms } = standingIn(snapshot, recording, { tariff, territory, at });
    const everywhere =
      asked.territories === undefined ? null : territorySummary(snapshot, recording, { tariff, at });
    return { isrc, title: found.title, artist: found.artist, territory, at, decision, terms, everywhere };
  }

  /** What a party has a share, a role or a mandate in, for those who act for it; counted on the first page. */
  async ofParty(
    principal: Principal,
    partyId: string,
    filter: CatalogueFilter,
    page: PageRequest,
  ): Promise<Page<PartyCatalogueRow> & { readonly total: number | null }> {
    principal.requireScope('catalogue:read');
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'VIEWER');
    const { defaultTerritory: territory } = this.config;
    const question = { partyId, territory, filter, at: this.clock.now() };
    const total = page.after === null ? await this.partyCatalogue.count(question) : null;
    const rows = await this.partyCatalogue.list(question, { ...page, limit: page.limit + 1 });
    return { ...toPage(rows, page.limit, ({ kind, id }) => ({ key: kind, id })), total };
  }

  async releasesOfParty(
    principal: Principal,
    partyId: string,
  ): Promise<{ id: string; title: string; artist: string }[]> {
    principal.requireScope('catalogue:read');
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'VIEWER');
    return await this.partyCatalogue.releases(partyId, MOST_RELEASES);
  }
}
