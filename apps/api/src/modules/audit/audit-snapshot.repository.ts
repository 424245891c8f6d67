import { Inject, Injectable } from '@nestjs/common';
import type { TakenOver } from '@flipside/royalty';
import type pg from 'pg';
import { Database } from '../../platform/database/database.ts';
import { ConflictError } from '../../platform/problem/errors.ts';
import { TALLY } from './log-rules.ts';

const BATCH = 2_000;
const MOST_FINDINGS = 1_000;
const LOCK = `SELECT pg_try_advisory_xact_lock(hashtextextended('audit', 0)) AS locked`;
const LEAVES = `SELECT index::text AS place, entry FROM log_leaf WHERE log = $1 AND index > $2 ORDER BY index LIMIT $3`;
const HASHES = `SELECT index::text AS place, hash FROM log_leaf WHERE log = $1 AND index > $2 ORDER BY index LIMIT $3`;
const PENDING = `SELECT seq::text AS place, body::text AS body FROM log_pending WHERE log = $1 AND seq > $2 ORDER BY seq LIMIT $3`;
const RECEIPTS = `SELECT grant_id::text AS place, receipt_id AS id, receipt, salt, commitment FROM play
  WHERE octet_length(commitment) > 0 AND receipt IS NOT NULL AND grant_id > $1::uuid ORDER BY grant_id LIMIT $2`;
const HEADS = `SELECT log, size::text, root, checkpoint FROM log_head ORDER BY log`;
const DOCUMENTS = `SELECT id::text, document, sha256 FROM statement WHERE id = ANY($1::uuid[])`;
const STATEMENTS = `SELECT id::text, sha256 FROM statement WHERE id > $1::uuid ORDER BY id LIMIT $2`;
const COUNTS = `SELECT (SELECT count(*) FROM statement)::int AS statements, (SELECT count(*) FROM play)::int AS plays`;
const NO_ID = '00000000-0000-0000-0000-000000000000';

export type LoggedName = 'consent' | 'plays';

export interface TallyRow {
  recipe: string;
  territory: string;
  tariff: number;
  period: string;
  late: string | null;
  listener: string | null;
  counted: string;
  taken: string;
}

export interface ReceiptRow {
  place: string;
  id: Buffer;
  receipt: Record<string, unknown>;
  salt: Buffer;
  commitment: Buffer;
}

/** Opens snapshots; one audit at a time, for each reads all there is. */
@Injectable()
export class AuditSnapshots {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** @throws {ConflictError} while another audit runs. */
  async requireFree(): Promise<void> {
    await (await this.open()).close();
  }

  /** @throws {ConflictError} while another audit runs. */
  async open(): Promise<AuditSnapshot> {
    const snapshot = new AuditSnapshot(await this.database.pool.connect());
    try {
      await snapshot.begin();
      return snapshot;
    } catch (error) {
      await snapshot.close();
      throw error;
    }
  }
}

/** The whole database as it was at one instant. */
export class AuditSnapshot {
  constructor(private readonly client: pg.PoolClient) {}

  async begin(): Promise<void> {
    await this.client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const [lock] = await this.rows<{ locked: boolean }>(LOCK, []);
    if (lock?.locked !== true) throw new ConflictError('Another audit is running. Wait for its end.');
  }

  /** The first rows that break a rule. */
  async breaking(sql: string): Promise<{ subject: string; detail: string }[]> {
    const limited = `SELECT subject, detail FROM (${sql}) found LIMIT ${MOST_FINDINGS}`;
    return await this.rows(limited, []);
  }

  async tally(): Promise<TallyRow[]> {
    return await this.rows(TALLY, []);
  }

  async counts(): Promise<{ statements: number; plays: number }> {
    const [row] = await this.rows<{ statements: number; plays: number }>(COUNTS, []);
    return row ?? { statements: 0, plays: 0 };
  }

  async heads(): Promise<{ log: LoggedName; size: string; root: Buffer; checkpoint: Buffer }[]> {
    return await this.rows(HEADS, []);
  }

  /** Entries of a log in their order, some at a time, those that wait for a place last. */
  async *entries(log: LoggedName): AsyncGenerator<string[]> {
    for await (const rows of this.pages<{ place: string; entry: Buffer }>(LEAVES, log))
      yield rows.map(({ entry }) => entry.toString('utf8'));
    for await (const rows of this.pages<{ place: string; body: string }>(PENDING, log))
      yield rows.map(({ body }) => body);
  }

  /** Leaf hashes of a log in their order. */
  async *hashes(log: LoggedName): AsyncGenerator<Buffer[]> {
    for await (const rows of this.pages<{ place: string; hash: Buffer }>(HASHES, log))
      yield rows.map(({ hash }) => hash);
  }

  async *receipts(): AsyncGenerator<ReceiptRow[]> {
    let after = NO_ID;
    for (;;) {
      const rows = await this.rows<ReceiptRow>(RECEIPTS, [after, BATCH]);
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows;
      after = last.place;
    }
  }

  async *statements(): AsyncGenerator<{ id: string; sha256: string }[]> {
    let after = NO_ID;
    for (;;) {
      const rows = await this.rows<{ id: string; sha256: string }>(STATEMENTS, [after, BATCH]);
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows;
      after = last.id;
    }
  }

  /** What these statements say beside their lines, and their hashes. */
  async documents(ids: readonly string[]): Promise<{ id: string; document: TakenOver; sha256: string }[]> {
    return await this.rows(DOCUMENTS, [[...ids]]);
  }

  async close(): Promise<void> {
    try {
      await this.client.query('ROLLBACK');
    } finally {
      this.client.release();
    }
  }

  private async *pages<Row extends { place: string }>(sql: string, log: LoggedName): AsyncGenerator<Row[]> {
    let after = '-1';
    for (;;) {
      const rows = await this.rows<Row>(sql, [log, after, BATCH]);
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows;
      after = last.place;
    }
  }

  private async rows<Row>(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    const { rows } = await this.client.query(sql, [...parameters]);
    return rows as Row[];
  }
}
