import type { Database } from '../../apps/api/src/platform/database/database.ts';

/** A line of an allocation, as the view reads it. */
export interface BookedLine {
  readonly periodId: string;
  readonly tariffVersion: number;
  readonly position: number;
  readonly recipeHash: string | null;
  readonly territory: string | null;
  readonly originPeriodId: string | null;
  readonly partyId: string | null;
  readonly side: string | null;
  readonly account: string;
  readonly basis: string;
  readonly usagePpm: number;
  readonly plays: bigint;
  readonly amountMicros: bigint;
}

/** Lines of a close, in their order. */
export async function bookedLines({ prisma }: Database, periodId: string): Promise<BookedLine[]> {
  return await prisma.$queryRawUnsafe<BookedLine[]>(
    `SELECT period_id AS "periodId", tariff_version AS "tariffVersion", position, recipe_hash AS "recipeHash", territory,
       origin_period_id AS "originPeriodId", party_id::text AS "partyId", side, account, basis, usage_ppm AS "usagePpm", plays, amount_micros AS "amountMicros"
     FROM allocation_line WHERE period_id = $1 ORDER BY tariff_version, position`,
    periodId,
  );
}
