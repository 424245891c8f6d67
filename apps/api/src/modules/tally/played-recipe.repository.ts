import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';

/** Who lets a recipe's document be fetched, of those that told of its plays. */
export interface DueRecipe {
  readonly hash: string;
  readonly attempts: number;
  readonly peerId: string;
  /** Origin of the reporter. */
  readonly reporter: string;
  /** Origin of its home; null while the reporter's log does not say. */
  readonly home: string | null;
  /** Published here: nothing is fetched. */
  readonly own: { readonly document: string; readonly remixer: string } | null;
}

/** One recording of a played recipe, as it is called here. */
export interface PlayedSource {
  readonly isrc: string;
  readonly recordingId: string | null;
  readonly usageMs: number;
}

/** Recipes that peers counted plays of. */
@Injectable()
export class PlayedRecipeRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Those whose time has come, for one process until `until`. */
  async claim(now: Date, until: Date, limit: number): Promise<DueRecipe[]> {
    return await this.database.prisma.$queryRaw<DueRecipe[]>(Prisma.sql`
      WITH due AS (
        UPDATE played_recipe r SET next_at = ${until} FROM (
          SELECT d.hash FROM played_recipe d WHERE d.state = 'WAITING' AND d.next_at <= ${now}
          ORDER BY d.next_at LIMIT ${limit} FOR UPDATE OF d SKIP LOCKED) n
        WHERE r.hash = n.hash RETURNING r.*)
      SELECT due.hash, due.attempts, p.id AS "peerId", p.url AS reporter,
        (SELECT coalesce(f.body ->> 'home', p.url) FROM peer_fact f
          WHERE f.peer_id = p.id AND f.kind = 'publish' AND f.key = due.hash) AS home,
        (SELECT jsonb_build_object('document', o.document, 'remixer', o.remixer_party_id) FROM recipe o WHERE o.hash = due.hash) AS own
      FROM due JOIN peer p ON p.id = due.peer_id`);
  }

  /** What the reporter's log says that the recipe is made from. */
  async said(peerId: string, hash: string): Promise<{ isrc: string; usageMs: number }[]> {
    return await this.database.prisma.$queryRaw<{ isrc: string; usageMs: number }[]>(Prisma.sql`
      SELECT body ->> 'isrc' AS isrc, (body ->> 'usageMs')::int AS "usageMs" FROM peer_fact
      WHERE kind = 'recipe-source' AND code = ${hash} AND peer_id = ${peerId}::uuid ORDER BY key LIMIT 1000`);
  }

  /** The recordings of these codes that are kept here. */
  async recordings(isrcs: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.prisma.recording.findMany({
      where: { isrc: { in: [...isrcs] } },
      select: { id: true, isrc: true },
    });
    return new Map(rows.map(({ id, isrc }) => [isrc, id]));
  }

  /**
   * Says what a recipe is made from, once: its recordings and their works that are kept here are its subjects, also while
   * nobody has a share in them, who may yet turn up.
   */
  async settle(
    tx: Tx,
    hash: string,
    sources: readonly PlayedSource[],
    byWord: boolean,
    isOwn: boolean,
  ): Promise<void> {
    const settled = await tx.$executeRaw(Prisma.sql`
      UPDATE played_recipe SET state = 'FETCHED', sources = ${JSON.stringify(sources)}::jsonb, by_word = ${byWord}, last_error = NULL
      WHERE hash = ${hash} AND state = 'WAITING'`);
    if (settled === 0) return;
    const ids = [...new Set(sources.flatMap(({ recordingId }) => recordingId ?? []))];
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO played_subject (recipe_hash, subject, side, recording_id)
      SELECT ${hash}, q.id, 'MASTER', q.id::uuid FROM unnest(${ids}::text[]) AS q (id)
      UNION ALL SELECT DISTINCT ON (w.work_id) ${hash}, w.work_id::text, 'COMPOSITION', w.recording_id FROM recording_work w
        WHERE w.recording_id = ANY(${ids}::uuid[])
      UNION ALL SELECT ${hash}, ${hash}, 'REMIXER', NULL WHERE ${isOwn}
      ON CONFLICT DO NOTHING`);
  }

  async failed(hash: string, nextAt: Date, error: string): Promise<void> {
    await this.database.prisma.playedRecipe.updateMany({
      where: { hash, state: 'WAITING' },
      data: { attempts: { increment: 1 }, nextAt, lastError: error.slice(0, 500) },
    });
  }

  /** Recipes whose waiting plays are to be counted. */
  async fetched(limit: number): Promise<string[]> {
    const rows = await this.database.prisma.playedRecipe.findMany({
      where: { state: 'FETCHED' },
      orderBy: { nextAt: 'asc' },
      take: limit,
      select: { hash: true },
    });
    return rows.map(({ hash }) => hash);
  }

  /** @returns whether it is still to be drained; whoever takes plays in waits meanwhile. */
  async lock(tx: Tx, hash: string): Promise<boolean> {
    const rows = await tx.$queryRaw<{ state: string }[]>(Prisma.sql`
      SELECT state FROM played_recipe WHERE hash = ${hash} FOR UPDATE`);
    return rows[0]?.state === 'FETCHED';
  }

  async ready(tx: Tx, hash: string): Promise<void> {
    await tx.playedRecipe.updateMany({ where: { hash, state: 'FETCHED' }, data: { state: 'READY' } });
  }
}
