import { Inject, Injectable } from '@nestjs/common';
import { encodeBundle, TILE_WIDTH } from '@flipside/transparency';
import type { Tile, TreeNode } from '@flipside/transparency';
import { Database } from '../../platform/database/database.ts';
import type { LogName } from './log-name.ts';

const HEAD = `SELECT h.size::text, h.root, h.checkpoint, coalesce(
    (SELECT string_agg(c.line, '' ORDER BY c.witness) FROM log_cosignature c WHERE c.log = h.log AND c.size = h.size), '') AS cosignatures
  FROM log_head h WHERE h.log = $1`;
const LEAF_HASHES = `SELECT hash AS bytes FROM log_leaf WHERE log = $1 AND index >= $2 AND index < $3 ORDER BY index`;
const ENTRIES = `SELECT entry AS bytes FROM log_leaf WHERE log = $1 AND index >= $2 AND index < $3 ORDER BY index`;
const NODE_HASHES = `SELECT hash AS bytes FROM log_node WHERE log = $1 AND level = $2 AND index >= $3 AND index < $4 ORDER BY index`;
const LEAF = `SELECT index::text, entry, hash, sequenced_at AS "sequencedAt" FROM log_leaf WHERE log = $1 AND index = $2`;
const LEAF_BY_HASH = `SELECT index::text, entry, hash, sequenced_at AS "sequencedAt" FROM log_leaf l
  WHERE log = $1 AND hash = $2 ORDER BY l.index LIMIT 1`;
const PLACES = `SELECT encode(asked.hash, 'hex') AS hash,
    (SELECT min(l.index) FROM log_leaf l WHERE l.log = $1 AND l.hash = asked.hash)::text AS index
  FROM unnest($2::bytea[]) AS asked(hash)`;
const LATEST = `SELECT index::text, entry, hash, sequenced_at AS "sequencedAt" FROM log_leaf l
  WHERE log = $1 AND index < $2 ORDER BY l.index DESC LIMIT $3`;
const SOME_LEAVES = `SELECT index::text AS key, hash FROM log_leaf WHERE log = $1 AND index = ANY($2::bigint[])`;
const SOME_NODES = `SELECT level || '/' || index AS key, hash FROM log_node
  WHERE log = $1 AND (level, index) IN (SELECT * FROM unnest($2::int[], $3::bigint[]))`;

export interface HeadRow {
  readonly size: number;
  readonly root: Uint8Array;
  readonly checkpoint: Uint8Array;
  /** Signature lines of witnesses under it. */
  readonly cosignatures: string;
}

export interface LeafRow {
  readonly index: number;
  readonly entry: Uint8Array;
  readonly hash: Uint8Array;
  readonly sequencedAt: Date;
}

type Stored = Omit<LeafRow, 'index'> & { readonly index: string };
const leafOf = ({ index, ...row }: Stored): LeafRow => ({ ...row, index: Number(index) });

/** What the logs are read by: tiles, bundles and checkpoints, many times over. */
@Injectable()
export class LogView {
  constructor(@Inject(Database) private readonly database: Database) {}

  async head(log: LogName): Promise<HeadRow | null> {
    const { rows } = await this.database.pool.query<Omit<HeadRow, 'size'> & { size: string }>(HEAD, [log]);
    const [row] = rows;
    return row === undefined ? null : { ...row, size: Number(row.size) };
  }

  /** A tile's bytes; null when the log does not reach so far. What a tile begins with never changes. */
  async tile(log: LogName, { level, index, width }: Tile): Promise<Uint8Array | null> {
    const range = [index * TILE_WIDTH, index * TILE_WIDTH + width];
    if (!range.every(Number.isSafeInteger)) return null;
    if (level === 'entries') {
      const entries = await this.bytes(ENTRIES, [log, ...range]);
      return entries.length === width ? encodeBundle(entries) : null;
    }
    const hashes =
      level === 0
        ? await this.bytes(LEAF_HASHES, [log, ...range])
        : await this.bytes(NODE_HASHES, [log, level, ...range]);
    return hashes.length === width ? Buffer.concat(hashes) : null;
  }

  async leaf(log: LogName, index: number): Promise<LeafRow | null> {
    const { rows } = await this.database.pool.query<Stored>(LEAF, [log, index]);
    return rows[0] === undefined ? null : leafOf(rows[0]);
  }

  async leafByHash(log: LogName, hash: Uint8Array): Promise<LeafRow | null> {
    const { rows } = await this.database.pool.query<Stored>(LEAF_BY_HASH, [log, hash]);
    return rows[0] === undefined ? null : leafOf(rows[0]);
  }

  /** Where leaves with these hashes are first, by hash in hex. */
  async places(log: LogName, hashes: readonly Uint8Array[]): Promise<Map<string, number | null>> {
    const { rows } = await this.database.pool.query<{ hash: string; index: string | null }>(PLACES, [
      log,
      hashes,
    ]);
    return new Map(rows.map(({ hash, index }) => [hash, index === null ? null : Number(index)]));
  }

  /** Leaves before an index, the newest first. */
  async latest(log: LogName, before: number, limit: number): Promise<LeafRow[]> {
    const { rows } = await this.database.pool.query<Stored>(LATEST, [log, before, limit]);
    return rows.map(leafOf);
  }

  /** Hashes of leaves and of tile nodes, by `height/index` with heights that are multiples of eight. */
  async stored(log: LogName, nodes: readonly TreeNode[]): Promise<Map<string, Uint8Array>> {
    const found = new Map<string, Uint8Array>();
    const leaves = nodes.filter(({ height }) => height === 0).map(({ index }) => index);
    const above = nodes.filter(({ height }) => height > 0);
    const fromLeaves = await this.database.pool.query<{ key: string; hash: Uint8Array }>(SOME_LEAVES, [
      log,
      leaves,
    ]);
    for (const { key, hash } of fromLeaves.rows) found.set(`0/${key}`, hash);
    const levels = [above.map(({ height }) => height / 8), above.map(({ index }) => index)];
    const fromNodes = await this.database.pool.query<{ key: string; hash: Uint8Array }>(SOME_NODES, [
      log,
      ...levels,
    ]);
    for (const { key, hash } of fromNodes.rows) {
      const [level = '', index = ''] = key.split('/');
      found.set(`${Number(level) * 8}/${index}`, hash);
    }
    return found;
  }

  private async bytes(sql: string, parameters: unknown[]): Promise<Uint8Array[]> {
    const { rows } = await this.database.pool.query<{ bytes: Uint8Array }>(sql, parameters);
    return rows.map(({ bytes }) => bytes);
  }
}
