import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.ts';
import { NotFoundError } from '../../../platform/problem/errors.ts';
import { toPage } from '../page.ts';
import type { Page, PageRequest } from '../page.ts';
import { ShareRepository } from './share.repository.ts';
import type { ShareEvent, ShareItem } from './share.types.ts';

/** What a party holds, and how it came to it. */
@Injectable()
export class ShareService {
  constructor(@Inject(ShareRepository) private readonly shares: ShareRepository) {}

  async list(principal: Principal, partyId: string, page: PageRequest): Promise<Page<ShareItem>> {
    principal.requireScope('catalogue:read');
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'VIEWER');
    const rows = await this.shares.listByParty(partyId, page.after?.id ?? null, page.limit + 1);
    return toPage(rows, page.limit, ({ id }) => ({ key: 'id', id }));
  }

  async get(principal: Principal, id: string): Promise<ShareItem & { events: readonly ShareEvent[] }> {
    principal.requireScope('catalogue:read');
    const share = await this.shares.find(id);
    if (share === null) throw new NotFoundError('Share', id);
    if (!principal.actsAsOperator) principal.requireParty(share.partyId, 'VIEWER');
    return { ...share, events: await this.shares.history(id) };
  }
}
