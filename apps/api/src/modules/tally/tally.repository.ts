import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import type { PlaysLeaf, ReportedPlay, ReportedVoid } from './play-leaf.ts';

/** A leaf with its place in the peer's log. */
export interface PlacedLeaf<T extends PlaysLeaf = PlaysLeaf> {
  readonly index: number;
  readonly leaf: T;
}

const CELL = Prisma.raw('peer_id, period, tariff_version, recipe_hash, territory, late');

/** Plays of peers, each once for each subject of this instance, and their sums. */
@Injectable()
export class TallyRepository {
  /** Of these recipes those whose plays can be counted; what becomes of any of them waits for the transaction. */
  async ready(tx: Tx, hashes: readonly string[]): Promise<Set<string>> {
    const rows = await tx.$queryRaw<{ hash: string; state: string }[]>(Prisma.sql`
      SELECT hash, state FROM played_recipe WHERE hash = ANY(${[...hashes]}::text[]) ORDER BY hash FOR SHARE`);
    return new Set(rows.filter(({ state }) => state === 'READY').map(({ hash }) => hash));
  }

  /** Recipes that are told of for the first time: they are fetched by a job. */
  async discover(tx: Tx, peerId: string, hashes: readonly string[], at: Date): Promise<void> {
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO played_recipe (hash, peer_id, state, next_at, seen_at)
      SELECT hash, ${peerId}::uuid, 'WAITING', ${at}, ${at} FROM unnest(${[...hashes]}::text[]) AS hash ORDER BY hash
      ON CONFLICT DO NOTHING`);
  }

  async wait(tx: Tx, peerId: string, leaves: readonly PlacedLeaf[]): Promise<void> {
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO peer_play_waiting (peer_id, leaf_index, recipe_hash, leaf)
      SELECT ${peerId}::uuid, index, leaf ->> 'recipe', leaf
      FROM jsonb_to_recordset(${JSON.stringify(leaves)}::jsonb) AS l (index bigint, leaf jsonb) ON CONFLICT DO NOTHING`);
  }

  /** Plays of which a later void does not say all that counts: late ones, and those of a listener who pays. */
  async remember(tx: Tx, peerId: string, plays: readonly PlacedLeaf<ReportedPlay>[]): Promise<void> {
    const special = plays.filter(({ leaf }) => leaf.late !== undefined || leaf.listener !== undefined);
    if (special.length === 0) return;
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO peer_special_play (${CELL}, commitment, leaf_index, listener, voided)
      SELECT ${peerId}::uuid, leaf ->> 'period', (leaf ->> 'tariff')::int, leaf ->> 'recipe', leaf ->> 'territory',
        coalesce(leaf ->> 'late', ''), decode(leaf ->> 'c', 'base64'), index, leaf ->> 'listener', false
      FROM jsonb_to_recordset(${JSON.stringify(special)}::jsonb) AS l (index bigint, leaf jsonb) ORDER BY index
      ON CONFLICT DO NOTHING`);
  }

  /** In its own period a play that is taken back is as if it had never been; in a later one it was heard all the same. */
  async unremember(tx: Tx, peerId: string, voids: readonly PlacedLeaf<ReportedVoid>[]): Promise<void> {
    const own = voids.filter(({ leaf }) => leaf.of === leaf.period);
    if (own.length === 0) return;
    await tx.$executeRaw(Prisma.sql`
      UPDATE peer_special_play s SET voided = true FROM jsonb_to_recordset(${JSON.stringify(own)}::jsonb) AS l (index bigint, leaf jsonb)
      WHERE s.peer_id = ${peerId}::uuid AND s.commitment = decode(leaf ->> 'c', 'base64') AND s.period = leaf ->> 'of'
        AND s.recipe_hash = leaf ->> 'recipe' AND s.leaf_index < index`);
  }

  /** All plays as a close adds them up, whatever they use. One that was taken back later is a play less of its period. */
  async addCells(tx: Tx, peerId: string, leaves: readonly PlacedLeaf[]): Promise<void> {
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO peer_cell AS c (${CELL}, plays)
      SELECT ${peerId}::uuid, leaf ->> 'period', (leaf ->> 'tariff')::int, leaf ->> 'recipe', leaf ->> 'territory',
        CASE WHEN leaf ->> 't' = 'play' THEN coalesce(leaf ->> 'late', '')
          WHEN leaf ->> 'of' = leaf ->> 'period' THEN coalesce(s.late, '') ELSE leaf ->> 'of' END,
        sum(CASE leaf ->> 't' WHEN 'play' THEN 1 ELSE -1 END)
      FROM jsonb_to_recordset(${JSON.stringify(leaves)}::jsonb) AS l (index bigint, leaf jsonb)
        LEFT JOIN peer_special_play s ON leaf ->> 't' = 'void' AND s.peer_id = ${peerId}::uuid
          AND s.commitment = decode(leaf ->> 'c', 'base64') AND s.period = leaf ->> 'of'
      GROUP BY 2, 3, 4, 5, 6 ORDER BY 2, 3, 4, 5, 6
      ON CONFLICT (${CELL}) DO UPDATE SET plays = c.plays + excluded.plays`);
  }

  /** Counts plays for every subject of this instance that their recipes use: one that was counted before changes nothing. */
  async count(tx: Tx, peerId: string, plays: readonly PlacedLeaf<ReportedPlay>[]): Promise<void> {
    await tx.$executeRaw(Prisma.sql`
      WITH fresh AS (
        INSERT INTO peer_play (commitment, subject, side, peer_id, leaf_index, recipe_hash, territory, hour, period, tariff_version, late)
        SELECT decode(leaf ->> 'c', 'base64'), s.subject, s.side, ${peerId}::uuid, index, s.recipe_hash, leaf ->> 'territory',
          leaf ->> 'hour', leaf ->> 'period', (leaf ->> 'tariff')::int, coalesce(leaf ->> 'late', '')
        FROM jsonb_to_recordset(${JSON.stringify(plays)}::jsonb) AS l (index bigint, leaf jsonb)
          JOIN played_subject s ON s.recipe_hash = leaf ->> 'recipe'
        ORDER BY 1, 2, 3, index ON CONFLICT DO NOTHING RETURNING *)
      INSERT INTO peer_usage AS u (${CELL}, subject, side, plays, stale)
      SELECT ${CELL}, subject, side, count(*), true FROM fresh GROUP BY ${CELL}, subject, side ORDER BY ${CELL}, subject, side
      ON CONFLICT (${CELL}, subject, side) DO UPDATE SET plays = u.plays + excluded.plays, stale = true`);
  }

  /** Takes back what this peer counted, and nothing that it did not. */
  async void(tx: Tx, peerId: string, voids: readonly PlacedLeaf<ReportedVoid>[]): Promise<void> {
    await tx.$executeRaw(Prisma.sql`
      WITH taken AS (
        INSERT INTO peer_play_void (commitment, subject, side, peer_id, leaf_index, period, of)
        SELECT p.commitment, p.subject, p.side, p.peer_id, index, leaf ->> 'period', p.period
        FROM jsonb_to_recordset(${JSON.stringify(voids)}::jsonb) AS l (index bigint, leaf jsonb)
          JOIN peer_play p ON p.commitment = decode(leaf ->> 'c', 'base64')
        WHERE p.peer_id = ${peerId}::uuid AND p.period = leaf ->> 'of' AND p.recipe_hash = leaf ->> 'recipe'
          AND p.leaf_index < index AND leaf ->> 'period' >= p.period
        ORDER BY 1, 2, 3, index ON CONFLICT DO NOTHING RETURNING *)
      INSERT INTO peer_usage AS u (${CELL}, subject, side, plays, stale)
      SELECT p.peer_id, t.period, p.tariff_version, p.recipe_hash, p.territory, CASE WHEN t.period = t.of THEN p.late ELSE t.of END,
        p.subject, p.side, -count(*), true
      FROM taken t JOIN peer_play p USING (commitment, subject, side) GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
      ON CONFLICT (${CELL}, subject, side) DO UPDATE SET plays = u.plays + excluded.plays, stale = true`);
  }

  /** Takes leaves that waited for a recipe out of the queue, the first of each peer first. */
  async takeWaiting(
    tx: Tx,
    hash: string,
    limit: number,
  ): Promise<{ peerId: string; index: number; leaf: PlaysLeaf }[]> {
    const rows = await tx.$queryRaw<{ peerId: string; index: bigint; leaf: PlaysLeaf }[]>(Prisma.sql`
      DELETE FROM peer_play_waiting w USING (
        SELECT peer_id, leaf_index FROM peer_play_waiting WHERE recipe_hash = ${hash} ORDER BY peer_id, leaf_index LIMIT ${limit}) n
      WHERE w.peer_id = n.peer_id AND w.leaf_index = n.leaf_index
      RETURNING w.peer_id AS "peerId", w.leaf_index AS index, w.leaf`);
    return rows
      .map(({ index, ...row }) => ({ ...row, index: Number(index) }))
      .sort((a, b) => (a.peerId === b.peerId ? a.index - b.index : a.peerId < b.peerId ? -1 : 1));
  }
}
