import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { ClearanceGroundRepository } from './clearance-ground.repository.ts';
import { recordingChanged } from './events.ts';
import { RecordingClearanceRepository } from './recording-clearance.repository.ts';
import { standingsOf } from './standings.ts';
import { TariffService } from './tariff.service.ts';

const FIRST = '00000000-0000-0000-0000-000000000000';
const BATCH = 500;
/** How many are refreshed at once while somebody waits. */
const AT_ONCE = 100;

/** Keeps what the listings say in step with the grants. */
@Injectable()
export class RecordingClearanceService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RecordingClearanceRepository) private readonly kept: RecordingClearanceRepository,
    @Inject(ClearanceGroundRepository) private readonly grounds: ClearanceGroundRepository,
    @Inject(TariffService) private readonly tariffs: TariffService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async refresh(tx: Tx, recordingIds: readonly string[]): Promise<void> {
    if (recordingIds.length === 0) return;
    const at = this.clock.now();
    await this.kept.lock(tx, recordingIds);
    const tariff = await this.tariffs.inForce(tx, at);
    const snapshot = await this.grounds.load(tx, recordingIds);
    const standings = [...snapshot.recordings.values()].map((one) =>
      standingsOf(snapshot, one, { tariff, at }),
    );
    await this.kept.replace(tx, standings);
    await this.kept.list(tx, recordingIds);
  }

  /** Within the transaction that changed the grant: the first recordings it is about, so that a page shows it at once. */
  async refreshFirst(tx: Tx, grantId: string): Promise<void> {
    await this.refresh(tx, await this.kept.affectedByGrant(tx, grantId, FIRST, AT_ONCE));
  }

  /** Within the transaction that changed a mandate: the first recordings that it is about. */
  async refreshFirstOfMandate(tx: Tx, mandateId: string): Promise<void> {
    await this.refresh(tx, await this.kept.affectedByMandate(tx, mandateId, FIRST, BATCH));
  }

  /** Within the transaction that changed grants for these subjects: the first recordings concerned. */
  async refreshFirstOfSubjects(
    tx: Tx,
    subjects: { readonly recordingIds: readonly string[]; readonly workIds: readonly string[] },
  ): Promise<void> {
    await this.refresh(tx, await this.kept.affectedBySubjects(tx, subjects, FIRST, BATCH));
  }

  /** After shares or contributors of recordings and works changed: every recording concerned, a batch at a time. */
  async refreshSubjects(subjects: {
    readonly recordingIds: readonly string[];
    readonly workIds: readonly string[];
  }): Promise<void> {
    let after: string | undefined = FIRST;
    while (after !== undefined) {
      const ids = await this.kept.affectedBySubjects(this.database.prisma, subjects, after, BATCH);
      if (ids.length > 0) await this.refreshAndTell(ids);
      after = ids.length < BATCH ? undefined : ids.at(-1);
    }
  }

  /** Batches of the recordings that a grant is about, each refreshed before it is handed on. */
  affectedByGrant(grantId: string): AsyncGenerator<string[]> {
    return this.refreshed((after) => this.kept.affectedByGrant(this.database.prisma, grantId, after, BATCH));
  }

  /** Batches of the recordings that a grant is about, only looked at. */
  async *concernedByGrant(grantId: string): AsyncGenerator<string[]> {
    let after: string | undefined = FIRST;
    while (after !== undefined) {
      const ids = await this.kept.affectedByGrant(this.database.prisma, grantId, after, BATCH);
      if (ids.length > 0) yield ids;
      after = ids.length < BATCH ? undefined : ids.at(-1);
    }
  }

  /** Batches of the recordings that a mandate lets its holder speak for, each refreshed before it is handed on. */
  affectedByMandate(mandateId: string): AsyncGenerator<string[]> {
    return this.refreshed((after) =>
      this.kept.affectedByMandate(this.database.prisma, mandateId, after, BATCH),
    );
  }

  /** Batches of all recordings, each refreshed before it is handed on. */
  all(): AsyncGenerator<string[]> {
    return this.refreshed((after) => this.kept.page(after, BATCH));
  }

  /** What time has changed: grants, shares and mandates that began or ended. */
  async refreshStale(): Promise<void> {
    let ids: string[];
    do {
      ids = await this.kept.stale(this.clock.now(), BATCH);
      if (ids.length > 0) await this.refreshAndTell(ids);
    } while (ids.length === BATCH);
  }

  private async refreshAndTell(recordingIds: string[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.refresh(tx, recordingIds);
      await this.outbox.append(tx, recordingChanged, {
        key: recordingIds[0] ?? '',
        payload: { recordingIds },
      });
    });
  }

  private async *refreshed(page: (after: string) => Promise<string[]>): AsyncGenerator<string[]> {
    let after: string | undefined = FIRST;
    while (after !== undefined) {
      const ids = await page(after);
      await this.database.transaction((tx) => this.refresh(tx, ids));
      if (ids.length > 0) yield ids;
      after = ids.length < BATCH ? undefined : ids.at(-1);
    }
  }
}
