import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { ConflictError, NotFoundError } from '../../platform/problem/errors.ts';
import { DomainRepository } from './domain.repository.ts';
import type { DomainRow, HostHealth } from './domain.repository.ts';
import type { DomainRule } from './social.types.ts';

/** What operators decide about other servers. */
@Injectable()
export class DomainService {
  constructor(
    @Inject(DomainRepository) private readonly domains: DomainRepository,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'baseUrl'>,
  ) {}

  async list(principal: Principal): Promise<DomainRow[]> {
    principal.requireOperator();
    return await this.domains.list();
  }

  async health(principal: Principal): Promise<HostHealth[]> {
    principal.requireOperator();
    return await this.domains.health();
  }

  /** A block holds for everything under the domain, and ends what ties there are. */
  async set(principal: Principal, host: string, rule: DomainRule, reason: string): Promise<void> {
    principal.requireOperator();
    if (host === new URL(this.config.baseUrl).host) throw new ConflictError('That is this instance.');
    await this.domains.set(host, rule, reason, principal.userId, this.clock.now());
    if (rule === 'BLOCK') await this.domains.cut(host);
  }

  async clear(principal: Principal, host: string, reason: string): Promise<void> {
    principal.requireOperator();
    if (!(await this.domains.set(host, null, reason, principal.userId, this.clock.now())))
      throw new NotFoundError('Rule', host);
  }

  /** For the edge that takes activities in and hands them out. */
  async isBlocked(host: string): Promise<boolean> {
    return (await this.domains.ruleFor(host)) === 'BLOCK';
  }

  /** The rules of those hosts that have one. */
  async rulesFor(hosts: readonly string[]): Promise<ReadonlyMap<string, DomainRule>> {
    return await this.domains.rulesFor(hosts);
  }

  async ruleFor(host: string): Promise<DomainRule | null> {
    return await this.domains.ruleFor(host);
  }
}
