import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import { AMENDMENTS, withAmendments } from './credit-amendments.ts';
import type {
  CreditAmendment,
  CreditSheet,
  FrozenCredits,
  KeptUse,
  RecipeStateName,
} from './recipe.types.ts';

export interface NewRecipe {
  readonly row: Omit<
    Prisma.RecipeUncheckedCreateInput,
    'sources' | 'tags' | 'parents' | 'snapshot' | 'links'
  >;
  readonly sources: readonly Omit<Prisma.RecipeSourceCreateManyInput, 'recipeHash'>[];
  readonly tags: readonly string[];
  readonly parents: readonly string[];
  readonly licence: { readonly territory: string; readonly decision: object; readonly decidedAt: Date };
  readonly code: string;
}

export interface PublishedRow {
  readonly producerId: string;
  readonly code: string;
  readonly credits: CreditSheet;
}

export interface ParentRow {
  readonly hash: string;
  readonly title: string;
  readonly remixer: string;
}

export interface LicensedRow {
  readonly hash: string;
  readonly state: RecipeStateName;
  readonly stateReason: string | null;
  readonly territory: string;
  readonly uses: readonly KeptUse[];
}

/** A licensed recipe with what its credits say now. */
export interface CreditedRow extends LicensedRow {
  readonly credits: CreditSheet;
}

/** A licensed recipe with what an event about it tells. */
export interface StandingRow extends LicensedRow {
  readonly producerId: string;
  readonly title: string;
  readonly code: string;
}

const STANDING = Prisma.sql`r.producer_id::text AS "producerId", r.title,
  (SELECT k.code FROM share_link k WHERE k.recipe_hash = r.hash ORDER BY k.created_at, k.code LIMIT 1) AS code`;

const LICENSED = Prisma.sql`r.hash, r.state, r.state_reason AS "stateReason", l.territory, l.decision->'uses' AS uses`;
const LICENCES = Prisma.sql`FROM recipe r JOIN licence_snapshot l ON l.recipe_hash = r.hash`;

const json = (value: unknown): Prisma.InputJsonValue => value as Prisma.InputJsonValue;

@Injectable()
export class RecipeRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Publishing one recipe twice at the same time: the second waits for the first. */
  async lock(tx: Tx, hash: string): Promise<void> {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${hash}, 0))`;
  }

  /** Holds off changes of what a decision is made from until the transaction ends. */
  async lockRecordings(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.$queryRaw`SELECT id FROM recording WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR SHARE`;
  }

  async findPublished(tx: Tx, hash: string): Promise<PublishedRow | null> {
    type Row = Omit<PublishedRow, 'credits'> & { credits: FrozenCredits; corrections: CreditAmendment[] };
    const [row] = await tx.$queryRaw<Row[]>(Prisma.sql`
      SELECT ${STANDING}, r.credits, ${Prisma.raw(AMENDMENTS)} AS corrections FROM recipe r WHERE r.hash = ${hash}`);
    if (row === undefined) return null;
    const { producerId, code, credits, corrections } = row;
    return { producerId, code, credits: withAmendments(credits, corrections) };
  }

  async producerOf(reader: Reader, hash: string): Promise<string | null> {
    return (
      (await reader.recipe.findUnique({ where: { hash }, select: { producerId: true } }))?.producerId ?? null
    );
  }

  async codeTaken(tx: Tx, code: string): Promise<boolean> {
    return (await tx.shareLink.count({ where: { code } })) > 0;
  }

  async parents(hashes: readonly string[], reader: Reader = this.database.prisma): Promise<ParentRow[]> {
    if (hashes.length === 0) return [];
    return await reader.$queryRaw<ParentRow[]>(Prisma.sql`
      SELECT r.hash, r.title, u.display_name AS remixer FROM recipe r JOIN app_user u ON u.id = r.producer_id
      WHERE r.hash = ANY(${[...hashes]})`);
  }

  /** Generations above recipes with these parents, counted up to one more than `most`. */
  async generations(
    hashes: readonly string[],
    most: number,
    reader: Reader = this.database.prisma,
  ): Promise<number> {
    const [row] = await reader.$queryRaw<{ depth: number | null }[]>(Prisma.sql`
      WITH RECURSIVE up(hash, depth) AS (
        SELECT unnest(${[...hashes]}::text[]), 1
        UNION SELECT p.parent_hash, up.depth + 1 FROM up JOIN recipe_parent p ON p.recipe_hash = up.hash
        WHERE up.depth <= ${most})
      SELECT max(depth) AS depth FROM up`);
    return row?.depth ?? 0;
  }

  async append(tx: Tx, { row, sources, tags, parents, licence, code }: NewRecipe): Promise<void> {
    const recipeHash = row.hash;
    const publishedAt = row.publishedAt;
    await tx.recipe.create({ data: row, select: { hash: true } });
    await tx.recipeSource.createMany({ data: sources.map((source) => ({ ...source, recipeHash })) });
    await tx.recipeTag.createMany({ data: tags.map((tag) => ({ recipeHash, tag, publishedAt })) });
    await tx.recipeParent.createMany({ data: parents.map((parentHash) => ({ recipeHash, parentHash })) });
    const { territory, decision, decidedAt } = licence;
    const { tariffVersion } = row;
    await tx.licenceSnapshot.create({
      data: { recipeHash, tariffVersion, territory, decision: json(decision), decidedAt },
      select: { recipeHash: true },
    });
    const link = { code, recipeHash, createdBy: row.producerId, createdAt: publishedAt };
    await tx.shareLink.create({ data: link, select: { code: true } });
  }

  async findLicensed(reader: Reader, hash: string): Promise<CreditedRow | null> {
    type Row = LicensedRow & { credits: FrozenCredits; corrections: CreditAmendment[] };
    const [row] = await reader.$queryRaw<Row[]>(Prisma.sql`
      SELECT ${LICENSED}, r.credits, ${Prisma.raw(AMENDMENTS)} AS corrections ${LICENCES} WHERE r.hash = ${hash}`);
    if (row === undefined) return null;
    const { corrections, credits, ...licensed } = row;
    return { ...licensed, credits: withAmendments(credits, corrections) };
  }

  /** The recipe's state, licence and names, locked for a change of state. */
  async lockStanding(tx: Tx, hash: string): Promise<StandingRow | null> {
    const rows = await tx.$queryRaw<StandingRow[]>(Prisma.sql`
      SELECT ${LICENSED}, ${STANDING} ${LICENCES} WHERE r.hash = ${hash} FOR UPDATE OF r`);
    return rows[0] ?? null;
  }

  /** Recipes that use any of these recordings and that clearance alone decides about, a page by hash, locked for a change of state. */
  async lockUsing(
    tx: Tx,
    recordingIds: readonly string[],
    after: string,
    limit: number,
  ): Promise<StandingRow[]> {
    return await tx.$queryRaw<StandingRow[]>(Prisma.sql`
      SELECT ${LICENSED}, ${STANDING} ${LICENCES}
      WHERE r.hash IN (SELECT recipe_hash FROM recipe_source WHERE recording_id = ANY(${[...recordingIds]}::uuid[]))
        AND r.state IN ('PUBLISHED', 'WITHDRAWN') AND r.hash > ${after}
      ORDER BY r.hash LIMIT ${limit} FOR UPDATE OF r`);
  }

  /** Recipes that play now and use any of these recordings, a page by hash. */
  async publishedUsing(
    reader: Reader,
    recordingIds: readonly string[],
    after: string,
    limit: number,
  ): Promise<StandingRow[]> {
    return await reader.$queryRaw<StandingRow[]>(Prisma.sql`
      SELECT ${LICENSED}, ${STANDING} ${LICENCES}
      WHERE r.hash IN (SELECT recipe_hash FROM recipe_source WHERE recording_id = ANY(${[...recordingIds]}::uuid[]))
        AND r.state = 'PUBLISHED' AND r.hash > ${after}
      ORDER BY r.hash LIMIT ${limit}`);
  }

  /** The same recipes, only looked at. */
  async using(
    reader: Reader,
    recordingIds: readonly string[],
    after: string,
    limit: number,
  ): Promise<LicensedRow[]> {
    return await reader.$queryRaw<LicensedRow[]>(Prisma.sql`
      SELECT ${LICENSED} ${LICENCES}
      WHERE r.hash IN (SELECT recipe_hash FROM recipe_source WHERE recording_id = ANY(${[...recordingIds]}::uuid[]))
        AND r.state IN ('PUBLISHED', 'WITHDRAWN') AND r.hash > ${after}
      ORDER BY r.hash LIMIT ${limit}`);
  }

  /**
   * Frozen credits name the remixer, in the first of their lines too: of a deleted user the name goes, the credits of
   * everybody else stay.
   */
  async anonymiseProducer(tx: Tx, userId: string, name: string): Promise<void> {
    await tx.$executeRaw`
      UPDATE recipe SET
        credits = jsonb_set(jsonb_set(credits, '{remixer}', to_jsonb(${name}::text)), '{text}',
          to_jsonb(replace(credits->>'text', 'Remixed by ' || (credits->>'remixer'), 'Remixed by ' || ${name}::text))),
        credit_document = jsonb_set(
          jsonb_set(credit_document, '{remixer}', jsonb_build_object('name', ${name}::text)),
          '{lines,0,name}', to_jsonb(${name}::text))
      WHERE producer_id = ${userId}::uuid`;
  }

  /** What a user published, for the export of personal data. */
  async publishedBy(
    userId: string,
  ): Promise<{ hash: string; title: string; publishedAt: Date; recipe: unknown; credits: unknown }[]> {
    const rows = await this.database.prisma.recipe.findMany({
      where: { producerId: userId },
      select: { hash: true, title: true, publishedAt: true, document: true, credits: true },
      orderBy: { publishedAt: 'asc' },
    });
    return rows.map(({ document, ...row }) => ({ ...row, recipe: JSON.parse(document) as unknown }));
  }
}
