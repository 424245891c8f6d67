import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../database/database.ts';

export interface PendingEvent {
  id: string;
  topic: string;
  key: string;
  payload: unknown;
}

const CLAIM = `SELECT id, topic, key, payload FROM outbox_event
  WHERE dispatched_at IS NULL ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`;
const MARK = 'UPDATE outbox_event SET dispatched_at = now() WHERE id = ANY($1::uuid[])';
const FORGET = 'DELETE FROM outbox_event WHERE dispatched_at < $1';

@Injectable()
export class OutboxRepository {
  private readonly database: Database;

  constructor(@Inject(Database) database: Database) {
    this.database = database;
  }

  /** Locks a batch, lets `deliver` hand it over, and marks it in the same transaction. */
  async claim(limit: number, deliver: (events: readonly PendingEvent[]) => Promise<void>): Promise<number> {
    const client = await this.database.pool.connect();
    let failure: Error | undefined;
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<PendingEvent>(CLAIM, [limit]);
      if (rows.length > 0) {
        await deliver(rows);
        await client.query(MARK, [rows.map(({ id }) => id)]);
      }
      await client.query('COMMIT');
      return rows.length;
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
      throw error;
    } finally {
      // A connection in an unknown state is closed, which rolls back and unlocks.
      client.release(failure);
    }
  }

  async forgetDispatchedBefore(instant: Date): Promise<number> {
    const { rowCount } = await this.database.pool.query(FORGET, [instant]);
    return rowCount ?? 0;
  }

  async pending(): Promise<number> {
    return await this.database.prisma.outboxEvent.count({ where: { dispatchedAt: null } });
  }
}
