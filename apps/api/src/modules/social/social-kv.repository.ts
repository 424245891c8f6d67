import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';

const SET = `INSERT INTO social_kv (key, value, expires_at) VALUES ($1, $2::jsonb, $3)
  ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at`;

/** Values by key, for a while: what the protocol library remembers between requests. */
@Injectable()
export class SocialKvRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async get(key: string): Promise<unknown> {
    const { rows } = await this.database.pool.query<{ value: unknown }>(
      'SELECT value FROM social_kv WHERE key = $1 AND (expires_at IS NULL OR expires_at > now())',
      [key],
    );
    return rows[0]?.value;
  }

  async set(key: string, value: unknown, expiresAt: Date | null): Promise<void> {
    await this.database.pool.query(SET, [key, JSON.stringify(value), expiresAt]);
  }

  async delete(key: string): Promise<void> {
    await this.database.pool.query('DELETE FROM social_kv WHERE key = $1', [key]);
  }

  async *list(prefix: string): AsyncGenerator<{ key: string; value: unknown }> {
    const { rows } = await this.database.pool.query<{ key: string; value: unknown }>(
      'SELECT key, value FROM social_kv WHERE starts_with(key, $1) AND (expires_at IS NULL OR expires_at > now()) ORDER BY key LIMIT 1000',
      [prefix],
    );
    yield* rows;
  }

  async forgetExpired(): Promise<number> {
    const { rowCount } = await this.database.pool.query('DELETE FROM social_kv WHERE expires_at < now()');
    return rowCount ?? 0;
  }
}
