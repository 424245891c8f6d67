import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import { PlayUsageRepository } from './play-usage.repository.ts';

/** Rows of one transaction, which other changes of the same recipes wait for. */
const BATCH = 10_000;
const LONGEST_MS = 60_000;

/** Keeps the sums of plays up with the plays. */
@Injectable()
export class PlayUsageService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PlayUsageRepository) private readonly usage: PlayUsageRepository,
  ) {}

  /** For a job, which acts for nobody: adds up what was counted since the last time. Whoever reads counts both. */
  async fold(): Promise<void> {
    for (let folded = BATCH; folded === BATCH;)
      folded = await this.database.statements(
        async (tx) => {
          await this.usage.lock(tx);
          return await this.usage.fold(tx, BATCH);
        },
        { timeoutMs: LONGEST_MS },
      );
  }
}
