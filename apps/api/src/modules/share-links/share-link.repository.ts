import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';

export interface LinkedRecipe {
  readonly hash: string;
  readonly state: 'PUBLISHED' | 'WITHDRAWN' | 'REMOVED' | 'TAKEN_DOWN';
}

@Injectable()
export class ShareLinkRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(code: string): Promise<LinkedRecipe | null> {
    const row = await this.database.prisma.shareLink.findUnique({
      where: { code },
      select: { recipe: { select: { hash: true, state: true } } },
    });
    return row?.recipe ?? null;
  }
}
