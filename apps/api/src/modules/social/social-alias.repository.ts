import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';

const MOST = 20;

/** Other accounts of the same person: followers of those may be moved here. */
@Injectable()
export class SocialAliasRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list(userId: string): Promise<string[]> {
    const rows = await this.database.prisma.socialAlias.findMany({
      where: { userId },
      orderBy: { uri: 'asc' },
      take: MOST,
      select: { uri: true },
    });
    return rows.map(({ uri }) => uri);
  }

  /** These and no others. */
  async replace(userId: string, uris: readonly string[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.socialAlias.deleteMany({ where: { userId } });
      await tx.socialAlias.createMany({ data: uris.map((uri) => ({ userId, uri })), skipDuplicates: true });
    });
  }
}
