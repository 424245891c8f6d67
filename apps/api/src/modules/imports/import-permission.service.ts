import { Inject, Injectable } from '@nestjs/common';
import { OwnCauseService, PartyRepository } from '../catalogue/index.ts';
import type { Principal } from '../../platform/auth/principal.ts';
import { Database } from '../../platform/database/database.ts';
import { NotFoundError } from '../../platform/problem/errors.ts';
import { ImportNotPermittedError } from './errors.ts';
import { ImportPermissionRepository } from './import-permission.repository.ts';
import type { Permission } from './imports.types.ts';

/** Who may import for a party. */
@Injectable()
export class ImportPermissionService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ImportPermissionRepository) private readonly permissions: ImportPermissionRepository,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(OwnCauseService) private readonly ownCauses: OwnCauseService,
  ) {}

  async get(principal: Principal, partyId: string): Promise<Permission> {
    principal.requireScope('catalogue:read');
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'VIEWER');
    await this.requireKnown(partyId);
    return await this.permissions.of(partyId);
  }

  async decide(
    principal: Principal,
    partyId: string,
    decision: { readonly permitted: boolean; readonly evidence: string },
  ): Promise<Permission> {
    principal.requireOperator();
    await this.requireKnown(partyId);
    await this.database.transaction(async (tx) => {
      const cause = { decision: 'IMPORTS' as const, ref: partyId, partyIds: [partyId] };
      await this.ownCauses.judge(tx, principal, cause);
      await this.permissions.append(tx, { partyId, ...decision, decidedBy: principal.userId });
    });
    return await this.permissions.of(partyId);
  }

  /** A manager of a party that an operator has verified, or an operator. */
  async requireMayImport(principal: Principal, partyId: string): Promise<void> {
    principal.requireScope('catalogue:write');
    if (principal.actsAsOperator) {
      await this.requireKnown(partyId);
      return;
    }
    principal.requireParty(partyId, 'MANAGER');
    if (!(await this.permissions.of(partyId)).permitted) throw new ImportNotPermittedError();
  }

  private async requireKnown(partyId: string): Promise<void> {
    if ((await this.parties.find(partyId)) === null) throw new NotFoundError('Party', partyId);
  }
}
