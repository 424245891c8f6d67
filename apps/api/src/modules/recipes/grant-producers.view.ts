import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import { RecordingClearanceService } from '../consent/index.ts';

const BATCH = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** A grant for one recipe alone never concerns another. */
const PAGE = `SELECT DISTINCT r.producer_id AS id FROM recipe_source s JOIN recipe r ON r.hash = s.recipe_hash
  WHERE s.recording_id = ANY($1::uuid[]) AND r.state = 'PUBLISHED' AND r.producer_id > $2
    AND COALESCE((SELECT g.recipe_hash FROM grant_version g WHERE g.id = $3 LIMIT 1), r.hash) = r.hash
  ORDER BY r.producer_id LIMIT ${BATCH}`;

/** Whose published flips use what a grant is about. */
@Injectable()
export class GrantProducersView {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RecordingClearanceService) private readonly clearances: RecordingClearanceService,
  ) {}

  /** Batches of users; one who used many of the recordings may come in several. */
  async *producers(grantId: string): AsyncGenerator<string[]> {
    for await (const recordingIds of this.clearances.concernedByGrant(grantId)) {
      let after: string | undefined = FIRST;
      while (after !== undefined) {
        const ids: string[] = await this.page(recordingIds, grantId, after);
        if (ids.length > 0) yield ids;
        after = ids.length < BATCH ? undefined : ids.at(-1);
      }
    }
  }

  private async page(recordingIds: readonly string[], grantId: string, after: string): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(PAGE, [recordingIds, after, grantId]);
    return rows.map(({ id }) => id);
  }
}
