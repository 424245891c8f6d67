import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { refused } from '@flipside/royalty';
import type { Parsed } from '@flipside/royalty';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { CONFIG } from '../../../platform/config/config.ts';
import type { Config } from '../../../platform/config/config.ts';
import { Database } from '../../../platform/database/database.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { SafeFetch } from '../../../platform/net/safe-fetch.ts';
import {
  AlreadyExistsError,
  ConflictError,
  NotFoundError,
  UnprocessableError,
  UpstreamFailedError,
} from '../../../platform/problem/errors.ts';
import { OwnCauseService } from '../own-cause/own-cause.service.ts';
import { PartyHistoryRepository } from '../parties/party-history.repository.ts';
import type { PartyEventKind } from '../parties/party-history.repository.ts';
import { requireLive } from '../parties/stewardship.ts';
import { PartyRepository } from '../party.repository.ts';
import { isSameSite, parseDomain, wellKnownAddress } from './domain-name.ts';
import { DomainRepository, MOST_DOMAINS } from './domain.repository.ts';
import type { PartyDomain } from './domain.repository.ts';
import { readWellKnown, WELL_KNOWN_BYTES } from './well-known.ts';
import type { Coverage } from './well-known.ts';

const LONGEST_LOOK_MS = 5_000;

/** Websites that speak for a party. A look at one proves who runs it; what that is worth, claims decide. */
@Injectable()
export class DomainService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(DomainRepository) private readonly domains: DomainRepository,
    @Inject(PartyHistoryRepository) private readonly history: PartyHistoryRepository,
    @Inject(OwnCauseService) private readonly ownCauses: OwnCauseService,
    @Inject(SafeFetch) private readonly web: SafeFetch,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'allowPrivateNetworks'>,
  ) {}

  async list(principal: Principal, partyId: string): Promise<readonly PartyDomain[]> {
    principal.requireScope('catalogue:read');
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'VIEWER');
    return await this.domains.list(partyId);
  }

  async add(principal: Principal, partyId: string, text: string): Promise<PartyDomain> {
    principal.requireScope('catalogue:write');
    principal.requireParty(partyId, 'OWNER');
    const domain = parseDomain(text, this.config.allowPrivateNetworks);
    const at = (detail: string) => [{ pointer: '/domain', detail }];
    if (!domain.ok) throw new UnprocessableError('This is no domain.', at(domain.message));
    return await this.database.transaction(async (tx) => {
      await this.parties.lock(tx, partyId);
      await requireLive(this.parties, partyId, tx);
      const known = await this.domains.list(partyId, tx);
      if (known.some((one) => one.domain === domain.value))
        throw new AlreadyExistsError(`${domain.value} is listed already.`, {
          errors: at('is listed already'),
        });
      if (known.length >= MOST_DOMAINS)
        throw new ConflictError(`There are ${MOST_DOMAINS} domains already. Remove one first.`);
      const token = `flipside-${randomBytes(24).toString('base64url')}`;
      const createdAt = this.clock.now();
      const made = await this.domains.append(tx, { partyId, domain: domain.value, token, createdAt });
      await this.note(tx, made, 'DOMAIN_ADDED', principal, {});
      return made;
    });
  }

  /** Looks at the website now, as often as one likes. */
  async check(principal: Principal, partyId: string, id: string): Promise<PartyDomain> {
    principal.requireScope('catalogue:write');
    principal.requireParty(partyId, 'MANAGER');
    const domain = await this.require(partyId, id);
    const found = await this.look(domain);
    const result = {
      state: found.ok ? ('PROVED' as const) : ('FAILED' as const),
      fault: found.ok ? null : found.message,
      coverage: found.ok ? found.value : null,
    };
    await this.database.transaction(async (tx) => {
      await this.domains.note(tx, id, { ...result, at: this.clock.now() });
      const { state, fault } = result;
      await this.note(tx, domain, 'DOMAIN_CHECKED', principal, { state, fault });
    });
    return await this.require(partyId, id);
  }

  /** An operator has made sure that the website is the party's own, or takes that back. */
  async confirm(
    principal: Principal,
    partyId: string,
    id: string,
    { confirmed, reason }: { confirmed: boolean; reason: string },
  ): Promise<PartyDomain> {
    principal.requireOperator();
    const domain = await this.require(partyId, id);
    await this.database.transaction(async (tx) => {
      await this.ownCauses.judge(tx, principal, { decision: 'WEBSITE', ref: id, partyIds: [partyId] });
      await this.domains.confirm(tx, id, confirmed ? this.clock.now() : null);
      await this.note(tx, domain, 'DOMAIN_CONFIRMED', principal, { confirmed, reason });
    });
    return await this.require(partyId, id);
  }

  async remove(principal: Principal, partyId: string, id: string): Promise<void> {
    principal.requireScope('catalogue:write');
    principal.requireParty(partyId, 'OWNER');
    const domain = await this.require(partyId, id);
    await this.database.transaction(async (tx) => {
      await this.domains.remove(tx, id);
      await this.note(tx, domain, 'DOMAIN_REMOVED', principal, {});
    });
  }

  private async look({ domain, partyId, token }: PartyDomain): Promise<Parsed<Coverage>> {
    try {
      const response = await this.web.fetch(wellKnownAddress(domain), {
        maxBytes: WELL_KNOWN_BYTES,
        timeoutMs: LONGEST_LOOK_MS,
        redirects: 2,
        headers: { accept: 'application/json' },
      });
      if (!isSameSite(response.url, domain))
        return refused('WELL_KNOWN_ELSEWHERE', `The address leads away from ${domain}.`);
      if (response.status !== 200)
        return refused('WELL_KNOWN_STATUS', `The website answered ${response.status}.`);
      return readWellKnown(response.body, { partyId, token });
    } catch (error) {
      if (error instanceof UpstreamFailedError) return refused('WELL_KNOWN_UNREACHABLE', error.message);
      throw error;
    }
  }

  private async require(partyId: string, id: string): Promise<PartyDomain> {
    const domain = await this.domains.find(partyId, id);
    if (domain === null) throw new NotFoundError('Domain', id);
    return domain;
  }

  private async note(
    tx: Tx,
    { partyId, domain }: PartyDomain,
    kind: PartyEventKind,
    { userId: by }: Principal,
    detail: Record<string, unknown>,
  ): Promise<void> {
    await this.history.append(tx, partyId, kind, { by, at: this.clock.now(), detail: { domain, ...detail } });
  }
}
