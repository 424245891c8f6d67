import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';

/** Instances that are remembered for a recipe: whoever makes names up fills no disk, and sends no flood to others. */
export const MOST_READERS = 1_000;

const ADD = `INSERT INTO recipe_reader (recipe_hash, origin, since) SELECT $1, $2, $3::timestamptz
  WHERE (SELECT count(*) FROM (SELECT FROM recipe_reader WHERE recipe_hash = $1 LIMIT ${MOST_READERS}) r) < ${MOST_READERS}
  ON CONFLICT DO NOTHING`;

/** Which instances fetched a recipe of this one. */
@Injectable()
export class RecipeReaderRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async add(hash: string, origin: string, at: Date): Promise<void> {
    await this.database.pool.query(ADD, [hash, origin, at]);
  }

  async origins(hash: string): Promise<string[]> {
    const rows = await this.database.prisma.recipeReader.findMany({
      where: { recipeHash: hash },
      orderBy: { origin: 'asc' },
      take: MOST_READERS,
      select: { origin: true },
    });
    return rows.map(({ origin }) => origin);
  }
}
