import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import type { DomainRule } from './social.types.ts';

export interface DomainRow {
  readonly host: string;
  readonly rule: DomainRule;
  readonly reason: string;
  readonly changedAt: Date;
}

export interface HostHealth {
  readonly host: string;
  readonly waiting: string;
  readonly failures: number;
  readonly failingFrom: Date | null;
  readonly lastError: string | null;
  readonly deliveredAt: Date | null;
}

const MOST_SHOWN = 500;

const RULES = 'SELECT host, rule::text AS rule FROM social_domain WHERE host = ANY($1::text[])';

/** Under which a rule may stand: the host with its port, without, and the domains above it, the nearest first. */
function namesOf(host: string): string[] {
  const labels = host.replace(/:\d+$/, '').split('.');
  return [host, ...labels.map((_label, index) => labels.slice(index).join('.'))].slice(0, 12);
}

const HEALTH = `SELECT h.host, h.failures, h.failing_from AS "failingFrom", h.last_error AS "lastError",
    h.delivered_at AS "deliveredAt",
    (SELECT count(*) FROM (SELECT 1 FROM social_delivery d WHERE d.host = h.host AND d.state = 'PENDING' LIMIT 10000) w)::text AS waiting
  FROM social_host h ORDER BY h.failures DESC, h.host LIMIT 100`;

/** What operators decided about servers, and how deliveries to them go. */
@Injectable()
export class DomainRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The rule for a host, or for the nearest domain above it. */
  async ruleFor(host: string): Promise<DomainRule | null> {
    return (await this.rulesFor([host])).get(host) ?? null;
  }

  /** The rules of those hosts that have one, or that a domain above them has, with one query. */
  async rulesFor(hosts: readonly string[]): Promise<ReadonlyMap<string, DomainRule>> {
    const { rows } = await this.database.pool.query<{ host: string; rule: DomainRule }>(RULES, [
      hosts.flatMap(namesOf),
    ]);
    const known = new Map(rows.map(({ host, rule }) => [host, rule]));
    const rules = new Map<string, DomainRule>();
    for (const host of hosts) {
      const nearest = namesOf(host).find((name) => known.has(name));
      const rule = nearest === undefined ? undefined : known.get(nearest);
      if (rule !== undefined) rules.set(host, rule);
    }
    return rules;
  }

  async list(): Promise<DomainRow[]> {
    return await this.database.prisma.socialDomain.findMany({
      orderBy: { host: 'asc' },
      take: MOST_SHOWN,
      select: { host: true, rule: true, reason: true, changedAt: true },
    });
  }

  /** `null` takes the rule back. State and history are one step. */
  async set(host: string, rule: DomainRule | null, reason: string, by: string, at: Date): Promise<boolean> {
    return await this.database.transaction(async (tx) => {
      if (rule === null) {
        const { count } = await tx.socialDomain.deleteMany({ where: { host } });
        if (count === 0) return false;
      } else {
        const told = { rule, reason, changedBy: by, changedAt: at };
        await tx.socialDomain.upsert({ where: { host }, create: { host, ...told }, update: told });
      }
      await tx.socialDomainChange.create({ data: { id: newId(), host, rule, reason, by, at } });
      return true;
    });
  }

  /** Ties to a server that is blocked end. */
  async cut(host: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const actor = { OR: [{ host }, { host: { endsWith: `.${host}` } }] };
      await tx.socialFollow.deleteMany({ where: { actor } });
      await tx.socialFollower.deleteMany({ where: { actor } });
      await tx.socialDelivery.updateMany({
        where: { host, state: 'PENDING' },
        data: { state: 'FAILED' },
      });
    });
  }

  async health(): Promise<HostHealth[]> {
    return (await this.database.pool.query<HostHealth>(HEALTH)).rows;
  }
}
