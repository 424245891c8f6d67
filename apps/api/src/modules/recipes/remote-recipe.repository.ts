import { parseRecipe } from '@flipside/recipe';
import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import type { CreditSheet, KeptUse } from './recipe.types.ts';
import type { HomePeer, KeptRemote, RemoteRecipe } from './remote-recipe.types.ts';

interface FoundRow {
  readonly state: 'READY' | 'GONE';
  readonly home: string;
  readonly title: string;
  readonly document: string | null;
  readonly durationMs: number;
  readonly credits: CreditSheet | null;
  readonly peer: (Omit<HomePeer, 'heardAt'> & { readonly heardAt: string | null }) | null;
  readonly kept: KeptRemote | null;
}

/** What is kept of a remote recipe when a play of it is granted. */
export interface NewRemote {
  readonly remote: RemoteRecipe;
  readonly policy: string;
  readonly decision: object;
  readonly subjects: readonly string[];
  readonly uses: readonly KeptUse[];
  readonly at: Date;
}

/** `GONE`: its home took it away. */
export type FoundRemote =
  { readonly state: 'READY'; readonly remote: RemoteRecipe } | { readonly state: 'GONE' };

/** Recipes of other instances: as the feed keeps them, and as they were played. */
@Injectable()
export class RemoteRecipeRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The first that was fetched and still stands; of servers that operators blocked none is known. */
  async find(hash: string): Promise<FoundRemote | null> {
    const [row] = await this.database.prisma.$queryRaw<FoundRow[]>(Prisma.sql`
      WITH found AS (
        SELECT p.state, substring(p.recipe_url FROM '^https?://[^/]+') AS home, p.title, p.document, p.duration_ms, p.credits
        FROM social_post p JOIN social_actor a ON a.id = p.actor_id LEFT JOIN social_domain d ON d.host = a.host
        WHERE p.hash = ${hash} AND p.state IN ('READY', 'GONE') AND d.rule IS DISTINCT FROM 'BLOCK'
        ORDER BY p.state = 'READY' DESC, p.received_at LIMIT 1)
      SELECT f.state, f.home, f.title, f.document, f.duration_ms AS "durationMs", f.credits, (
          SELECT jsonb_build_object('id', p.id, 'state', p.state, 'heardAt', l.heard_at, 'recipeState', s.body ->> 'state',
            'remixer', u.body ->> 'remixer')
          FROM peer p JOIN peer_log l ON l.peer_id = p.id AND l.log = 'consent'
          LEFT JOIN peer_fact s ON s.peer_id = p.id AND s.kind = 'recipe-state' AND s.key = ${hash}
          LEFT JOIN peer_fact u ON u.peer_id = p.id AND u.kind = 'publish' AND u.key = ${hash} AND u.body ->> 'home' IS NULL
          WHERE p.url = f.home AND p.state IN ('ACTIVE', 'PAUSED', 'FROZEN')) AS peer, (
          SELECT jsonb_build_object('subjects', r.subjects, 'remixerParty', r.remixer_party, 'recordings', (
            SELECT jsonb_object_agg(source_id, recording_id) FROM remote_recipe_source WHERE recipe_hash = r.hash))
          FROM remote_recipe r WHERE r.hash = ${hash}) AS kept
      FROM found f`);
    if (row === undefined) return null;
    return row.state === 'GONE' || row.document === null || row.credits === null
      ? { state: 'GONE' }
      : { state: 'READY', remote: remoteOf(hash, row, row.document, row.credits) };
  }

  /** Of these codes those that a peer's registry has a recording by. */
  async knownToPeers(reader: Reader, isrcs: readonly string[]): Promise<string[]> {
    const rows = await reader.$queryRaw<{ code: string }[]>(Prisma.sql`
      SELECT q.code FROM unnest(${[...isrcs]}::text[]) AS q (code) WHERE EXISTS (
        SELECT FROM peer_fact f JOIN peer p ON p.id = f.peer_id AND p.state IN ('ACTIVE', 'PAUSED', 'FROZEN')
        WHERE f.kind = 'recording' AND f.code = q.code)`);
    return rows.map(({ code }) => code);
  }

  /** Keeps what plays are counted by; what was kept stays, and what is new about it is said. */
  async keep(tx: Tx, { remote, policy, decision, subjects, uses, at }: NewRemote): Promise<void> {
    const { hash, home, document, title, durationMs, peer } = remote;
    const remixer = peer?.remixer ?? null;
    const remixerPeer = remixer === null ? null : (peer?.id ?? null);
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO remote_recipe AS r (hash, home, document, title, duration_ms, policy, decision, subjects, remixer_peer_id, remixer_party, kept_at)
      VALUES (${hash}, ${home}, ${document}, ${title}, ${durationMs}, ${policy}, ${JSON.stringify(decision)}::jsonb,
        ${[...subjects]}::text[], ${remixerPeer}::uuid, ${remixer}, ${at})
      ON CONFLICT (hash) DO UPDATE SET policy = excluded.policy, decision = excluded.decision, subjects = excluded.subjects,
        remixer_peer_id = coalesce(r.remixer_peer_id, excluded.remixer_peer_id),
        remixer_party = coalesce(r.remixer_party, excluded.remixer_party)`);
    const rows = uses.map(({ sourceId, recordingId, isrc, totalMs }, position) => ({
      ...{ source_id: sourceId, position, recording_id: recordingId, isrc, usage_ms: totalMs },
    }));
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO remote_recipe_source AS s (recipe_hash, source_id, position, recording_id, isrc, usage_ms)
      SELECT ${hash}, source_id, position, recording_id, isrc, usage_ms
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS u (source_id text, position int, recording_id uuid, isrc text, usage_ms int)
      ON CONFLICT (recipe_hash, source_id) DO UPDATE SET recording_id = excluded.recording_id, isrc = excluded.isrc
      WHERE s.recording_id <> excluded.recording_id`);
  }
}

function remoteOf(hash: string, row: FoundRow, document: string, credits: CreditSheet): RemoteRecipe {
  const parsed = parseRecipe(JSON.parse(document));
  if (!parsed.ok) throw new TypeError(`the kept recipe ${hash} cannot be read`);
  const { home, title, durationMs, kept } = row;
  const heardAt = row.peer?.heardAt ?? null;
  const peer =
    row.peer === null ? null : { ...row.peer, heardAt: heardAt === null ? null : new Date(heardAt) };
  return { hash, home, title, document, recipe: parsed.recipe, durationMs, credits, peer, kept };
}
