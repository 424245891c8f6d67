import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Database } from '../../platform/database/database.ts';
import { NotFoundError } from '../../platform/problem/errors.ts';
import type { PageRequest } from '../catalogue/index.ts';
import type {
  PeerReceivables,
  ReceivableKey,
  ReceivableLinePage,
  ReceivablePage,
} from './receivable.types.ts';
import { ReceivableView } from './receivable.view.ts';

/** What parties have to get from other instances. Members read their parties', operators all. */
@Injectable()
export class ReceivableService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReceivableView) private readonly view: ReceivableView,
  ) {}

  /** Without a party: of all that the principal may read. */
  async list(
    principal: Principal,
    { party, period }: { readonly party: string | null; readonly period: string | null },
    page: PageRequest,
  ): Promise<ReceivablePage> {
    if (party !== null) requireReader(principal, party);
    principal.requireScope('statements:read');
    const everything = principal.actsAsOperator ? null : principal.partyIds;
    return await this.view.list(party === null ? everything : [party], period, page);
  }

  async lines(principal: Principal, key: ReceivableKey, page: PageRequest): Promise<ReceivableLinePage> {
    requireReader(principal, key.partyId);
    return await this.view.lines(key, page);
  }

  /** By which host a reporter is known; null when it is none. */
  async hostOf(principal: Principal, { partyId, peerId }: ReceivableKey): Promise<string | null> {
    requireReader(principal, partyId);
    const peer = await this.database.prisma.peer.findUnique({ where: { id: peerId }, select: { url: true } });
    return peer === null ? null : new URL(peer.url).host;
  }

  async ofPeer(principal: Principal, peerId: string, page: PageRequest): Promise<PeerReceivables> {
    principal.requireOperator();
    const peer = await this.database.prisma.peer.findUnique({ where: { id: peerId }, select: { id: true } });
    if (peer === null) throw new NotFoundError('Peer', peerId);
    return await this.view.ofPeer(peerId, page);
  }
}

function requireReader(principal: Principal, partyId: string): void {
  principal.requireScope('statements:read');
  if (!principal.actsAsOperator) principal.requireParty(partyId, 'VIEWER');
}
