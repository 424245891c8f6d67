import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Database } from '../database/database.ts';
import { RateLimitedError } from '../problem/errors.ts';

export interface RateLimitRule {
  /** Part of the key; two rules with one name share their counters. */
  name: string;
  points: number;
  perSeconds: number;
  /** How long a key stays refused once it is over; by default until its window ends. */
  blockSeconds?: number;
}

/** Counts in PostgreSQL, so that a limit holds over all processes. */
@Injectable()
export class RateLimiter {
  private readonly limiters = new Map<string, RateLimiterPostgres>();
  private readonly database: Database;

  constructor(@Inject(Database) database: Database) {
    this.database = database;
  }

  /** @throws {RateLimitedError} when `key` has used up the rule's points. */
  async consume(rule: RateLimitRule, key: string, points = 1): Promise<void> {
    try {
      await this.limiter(rule).consume(key, points);
    } catch (error) {
      if (error instanceof RateLimiterRes)
        throw new RateLimitedError(Math.max(1, Math.ceil(error.msBeforeNext / 1_000)));
      throw error;
    }
  }

  /** Forgets what `key` used, for example after a successful login. */
  async reset(rule: RateLimitRule, key: string): Promise<void> {
    await this.limiter(rule).delete(key);
  }

  private limiter(rule: RateLimitRule): RateLimiterPostgres {
    const known = this.limiters.get(rule.name);
    if (known !== undefined) return known;
    const made = new RateLimiterPostgres({
      storeClient: this.database.pool,
      storeType: 'pool',
      tableName: 'rate_limit',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: rule.name,
      points: rule.points,
      duration: rule.perSeconds,
      blockDuration: rule.blockSeconds ?? 0,
    });
    this.limiters.set(rule.name, made);
    return made;
  }
}
