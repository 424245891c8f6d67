import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalBytes } from '@flipside/recipe';
import type { Reader } from '../../platform/database/database.ts';

/** By the grant, in the key of each partition: only asked for what was counted before. */
const FIND = `SELECT encode(p.receipt_id, 'hex') AS "receiptId", p.counted_at AS "countedAt", log_leaf_of(p) AS entry
  FROM play p WHERE p.grant_id = ANY($1::uuid[]) AND octet_length(p.commitment) > 0`;
/** What goes before an entry in the hash of its leaf (RFC 9162 §2.1.1). */
const LEAF = Uint8Array.of(0);

export interface CountedLeaf {
  readonly receiptId: string;
  readonly countedAt: Date;
  /** Hash of the public leaf, in hex. */
  readonly leaf: string;
}

/** The public leaves of plays that were counted before. */
@Injectable()
export class CountedLeafRepository {
  async find(reader: Reader, grants: readonly string[]): Promise<CountedLeaf[]> {
    if (grants.length === 0) return [];
    const rows = await reader.$queryRawUnsafe<
      { receiptId: string; countedAt: Date; entry: Record<string, unknown> }[]
    >(FIND, [...new Set(grants)]);
    return rows.map(({ entry, ...row }) => ({
      ...row,
      leaf: hash('sha256', Buffer.concat([LEAF, canonicalBytes(entry)])),
    }));
  }
}
