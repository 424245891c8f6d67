import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { LogName } from './log-name.ts';

const SAVE = `INSERT INTO log_cosignature (log, size, witness, line, at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (log, size, witness) DO UPDATE SET line = excluded.line, at = excluded.at`;
const LATEST = `SELECT max(size)::text AS size FROM log_cosignature WHERE log = $1 AND witness = $2`;

/** What witnesses said of our checkpoints. */
@Injectable()
export class CosigningRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async save(log: LogName, size: number, witness: string, line: string, at: Date): Promise<void> {
    await this.database.pool.query(SAVE, [log, size, witness, line, at]);
  }

  /** The largest size that a witness has cosigned; zero when none. */
  async latest(log: LogName, witness: string): Promise<number> {
    const { rows } = await this.database.pool.query<{ size: string | null }>(LATEST, [log, witness]);
    return Number(rows[0]?.size ?? 0);
  }
}
