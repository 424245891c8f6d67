import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';

const BATCH = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

const PAGE = `SELECT DISTINCT m.user_id AS id FROM statement s JOIN party_member m ON m.party_id = s.party_id
  WHERE s.period_id = $1 AND m.user_id > $2 ORDER BY m.user_id LIMIT ${BATCH}`;

/** Whom the statements of a period are for. */
@Injectable()
export class StatementReadersView {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Batches of users. */
  async *readers(periodId: string): AsyncGenerator<string[]> {
    let after: string | undefined = FIRST;
    while (after !== undefined) {
      const { rows }: { rows: { id: string }[] } = await this.database.pool.query<{ id: string }>(PAGE, [
        periodId,
        after,
      ]);
      if (rows.length > 0) yield rows.map(({ id }) => id);
      after = rows.length < BATCH ? undefined : rows.at(-1)?.id;
    }
  }
}
