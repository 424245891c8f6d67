import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import type { PageRequest } from '../catalogue/index.ts';
import type { SettlementDetail, SettlementPage, SettlementTrouble } from './settlement.types.ts';
import { SettlementView } from './settlement.view.ts';
import { TroubleRepository } from './trouble.repository.ts';

/** Settlements with peers, for operators; their documents are public. */
@Injectable()
export class SettlementService {
  constructor(
    @Inject(SettlementView) private readonly view: SettlementView,
    @Inject(TroubleRepository) private readonly refused: TroubleRepository,
  ) {}

  async list(principal: Principal, peerId: string, page: PageRequest): Promise<SettlementPage> {
    principal.requireOperator();
    return await this.view.list(peerId, page);
  }

  async read(principal: Principal, id: string): Promise<SettlementDetail> {
    principal.requireOperator();
    return await this.view.detail(id);
  }

  /** Documents of the peer that could not be taken, and why. */
  async troubles(principal: Principal, peerId: string): Promise<SettlementTrouble[]> {
    principal.requireOperator();
    return await this.refused.list(peerId);
  }

  /** Public: whoever reads the log can have what it names. */
  async document(sha256: string): Promise<string> {
    return await this.view.document(sha256);
  }
}
