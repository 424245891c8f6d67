import { Inject, Injectable } from '@nestjs/common';
import type { CompletedNode } from '@flipside/transparency';
import { Database } from '../../platform/database/database.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import type { LogName } from './log-name.ts';

/** Skipped when somebody else appends right now: they will take what is pending. */
const LOCK_HEAD = `SELECT size::text, root, frontier, checkpoint FROM log_head WHERE log = $1 FOR UPDATE SKIP LOCKED`;
const INSERT_HEAD = `INSERT INTO log_head (log, size, root, frontier, checkpoint, updated_at)
  VALUES ($1, 0, $2, ''::bytea, $3, $4) ON CONFLICT DO NOTHING`;
const UPDATE_HEAD = `UPDATE log_head SET size = $2::bigint, root = $3, frontier = $4, checkpoint = $5, updated_at = $6 WHERE log = $1`;
const TAKE = `WITH taken AS (SELECT seq FROM log_pending WHERE log = $1 ORDER BY seq LIMIT $2)
  DELETE FROM log_pending p USING taken WHERE p.log = $1 AND p.seq = taken.seq RETURNING p.seq::text, p.body`;
const INSERT_LEAVES = `INSERT INTO log_leaf (log, index, entry, hash, sequenced_at)
  SELECT $1, index, entry, hash, $5 FROM unnest($2::bigint[], $3::bytea[], $4::bytea[]) AS l (index, entry, hash)`;
const INSERT_NODES = `INSERT INTO log_node (log, level, index, hash)
  SELECT $1, level, index, hash FROM unnest($2::int[], $3::bigint[], $4::bytea[]) AS n (level, index, hash)`;

export interface StoredHead {
  readonly size: number;
  readonly root: Uint8Array;
  readonly frontier: Uint8Array;
  readonly checkpoint: Uint8Array;
}

export interface PendingLeaf {
  readonly seq: bigint;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface NewLeaf {
  readonly index: number;
  readonly entry: Uint8Array;
  readonly hash: Uint8Array;
}

/** Log rows as the sequencer writes them. */
@Injectable()
export class LogRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async exists(log: LogName): Promise<boolean> {
    return (
      (await this.database.prisma.logHead.findUnique({ where: { log }, select: { log: true } })) !== null
    );
  }

  /** Begins a log; nothing when it was begun. */
  async begin(
    reader: Reader,
    log: LogName,
    head: Pick<StoredHead, 'root' | 'checkpoint'>,
    at: Date,
  ): Promise<void> {
    await reader.$executeRawUnsafe(INSERT_HEAD, log, head.root, head.checkpoint, at);
  }

  /** Until the transaction ends nobody else appends. null when somebody else does now. */
  async lockHead(tx: Tx, log: LogName): Promise<StoredHead | null> {
    const [row] = await tx.$queryRawUnsafe<(Omit<StoredHead, 'size'> & { size: string })[]>(LOCK_HEAD, log);
    return row === undefined ? null : { ...row, size: Number(row.size) };
  }

  /** Takes what is pending, in the order in which it was written. */
  async take(tx: Tx, log: LogName, limit: number): Promise<PendingLeaf[]> {
    const rows = await tx.$queryRawUnsafe<{ seq: string; body: PendingLeaf['body'] }[]>(TAKE, log, limit);
    return rows.map(({ seq, body }) => ({ seq: BigInt(seq), body })).sort((a, b) => (a.seq < b.seq ? -1 : 1));
  }

  async append(tx: Tx, log: LogName, leaves: readonly NewLeaf[], at: Date): Promise<void> {
    await tx.$executeRawUnsafe(
      INSERT_LEAVES,
      log,
      leaves.map(({ index }) => String(index)),
      leaves.map(({ entry }) => entry),
      leaves.map(({ hash }) => hash),
      at,
    );
  }

  /** @param nodes with heights that are multiples of eight: what tiles above the leaves hold. */
  async appendNodes(tx: Tx, log: LogName, nodes: readonly CompletedNode[]): Promise<void> {
    if (nodes.length === 0) return;
    await tx.$executeRawUnsafe(
      INSERT_NODES,
      log,
      nodes.map(({ height }) => height / 8),
      nodes.map(({ index }) => String(index)),
      nodes.map(({ hash }) => hash),
    );
  }

  async saveHead(tx: Tx, log: LogName, head: StoredHead, at: Date): Promise<void> {
    const { size, root, frontier, checkpoint } = head;
    await tx.$executeRawUnsafe(UPDATE_HEAD, log, String(size), root, frontier, checkpoint, at);
  }
}
