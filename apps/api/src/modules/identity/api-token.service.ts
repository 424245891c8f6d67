import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { SCOPES } from '../../platform/auth/scopes.ts';
import type { Scope } from '../../platform/auth/scopes.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import {
  ConflictError,
  ForbiddenError,
  NotFoundError,
  UnauthenticatedError,
  UnprocessableError,
} from '../../platform/problem/errors.ts';
import { ApiTokenRepository } from './api-token.repository.ts';
import type { ApiToken } from './api-token.repository.ts';

const PREFIX = 'flip_';
const MOST_TOKENS = 50;
const DAY_MS = 86_400_000;

export interface TokenRequest {
  name: string;
  scopes: readonly string[];
  expiresInDays: number | null;
}

/** What is stored of a token. It has 256 random bits, so a plain hash cannot be searched backwards. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Keys for programs, each with the rights its user chose. */
@Injectable()
export class ApiTokenService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ApiTokenRepository) private readonly tokens: ApiTokenRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(principal: Principal): Promise<ApiToken[]> {
    principal.requireScope('profile:read');
    return await this.tokens.list(principal.userId);
  }

  /**
   * The one time the token itself is seen. A token can make no token with rights it lacks, none that outlives it, and
   * takes those it made along when it is revoked: whoever got hold of one has no more than that one.
   */
  async create(principal: Principal, request: TokenRequest): Promise<ApiToken & { token: string }> {
    principal.requireScope('profile:write');
    const scopes = parseScopes(request.scopes);
    for (const scope of scopes) principal.requireScope(scope);
    if (scopes.includes('operator') && !principal.operator)
      throw new ForbiddenError('Only an operator can make a token with the scope "operator".');
    if ((await this.tokens.count(principal.userId)) >= MOST_TOKENS)
      throw new ConflictError(`There are ${MOST_TOKENS} tokens already. Revoke one first.`);
    const token = PREFIX + randomBytes(32).toString('base64url');
    const createdAt = this.clock.now();
    const asked = expiry(createdAt, request.expiresInDays);
    const { userId, tokenId: madeById } = principal;
    const made = { userId, name: request.name, tokenHash: tokenHash(token), scopes, createdAt, madeById };
    return await this.database.transaction(async (tx) => {
      const expiresAt = madeById === null ? asked : await this.within(tx, madeById, asked);
      return { ...(await this.tokens.create(tx, { ...made, expiresAt })), token };
    });
  }

  async revoke(principal: Principal, id: string): Promise<void> {
    principal.requireScope('profile:write');
    const revoked = await this.database.transaction((tx) =>
      this.tokens.revoke(tx, principal.userId, id, this.clock.now()),
    );
    if (!revoked) throw new NotFoundError('API token', id);
  }

  /** The sooner of what is asked and the end of the token that asks, which may have been revoked meanwhile. */
  private async within(tx: Tx, makerId: string, asked: Date | null): Promise<Date | null> {
    const maker = await this.tokens.hold(tx, makerId, this.clock.now());
    if (maker === null) throw new UnauthenticatedError('The API token is unknown, expired or revoked.');
    const { expiresAt: end } = maker;
    if (asked === null || end === null) return asked ?? end;
    return asked < end ? asked : end;
  }
}

function expiry(from: Date, days: number | null): Date | null {
  return days === null ? null : new Date(from.getTime() + days * DAY_MS);
}

function parseScopes(scopes: readonly string[]): Scope[] {
  const unknown = scopes
    .map((scope, index) => ({ scope, pointer: `/scopes/${index}` }))
    .filter(({ scope }) => !SCOPES.some((known) => known === scope));
  if (unknown.length > 0)
    throw new UnprocessableError(
      `Known scopes are ${SCOPES.join(', ')}.`,
      unknown.map(({ scope, pointer }) => ({ pointer, detail: `unknown scope "${scope}"` })),
    );
  return SCOPES.filter((known) => scopes.includes(known));
}
