import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { toPage } from '../catalogue/index.ts';
import type { Page, PageRequest } from '../catalogue/index.ts';
import { DerivativeView } from './derivative.view.ts';
import type { Derivative, DerivativeFilter } from './derivative.view.ts';
import { OwnFlipsView } from './own-flips.view.ts';
import type { OwnFlip, StatedFlip } from './own-flips.view.ts';

/** Flips as those see them who made them, or whose music is in them. */
@Injectable()
export class DerivativeService {
  constructor(
    @Inject(DerivativeView) private readonly derivatives: DerivativeView,
    @Inject(OwnFlipsView) private readonly own: OwnFlipsView,
  ) {}

  /** Flips of the party's recordings and works, newest first. */
  async ofParty(
    principal: Principal,
    partyId: string,
    filter: DerivativeFilter,
    page: PageRequest,
  ): Promise<Page<Derivative>> {
    principal.requireScope('catalogue:read');
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'VIEWER');
    const rows = await this.derivatives.list(partyId, filter, { ...page, limit: page.limit + 1 });
    return toPage(rows, page.limit, ({ publishedAt, hash }) => ({
      key: publishedAt.toISOString(),
      id: hash,
    }));
  }

  /** The user's own flips, whatever became of them. */
  async ofProducer(principal: Principal, page: PageRequest): Promise<Page<OwnFlip>> {
    principal.requireScope('profile:read');
    const rows = await this.own.list(principal.userId, { ...page, limit: page.limit + 1 });
    return toPage(rows, page.limit, ({ publishedAt, hash }) => ({
      key: publishedAt.toISOString(),
      id: hash,
    }));
  }

  /** What became of flips here, and whose doing it was. */
  async changes(principal: Principal, page: PageRequest): Promise<Page<StatedFlip>> {
    principal.requireOperator();
    const rows = await this.own.changes({ ...page, limit: page.limit + 1 });
    return toPage(rows, page.limit, ({ at, id }) => ({ key: at.toISOString(), id }));
  }
}
