import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { SCOPES } from '../../platform/auth/scopes.ts';
import type { Scope } from '../../platform/auth/scopes.ts';
import { Clock } from '../../platform/clock/clock.ts';
import {
  ConflictError,
  ForbiddenError,
  NotFoundError,
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
    @Inject(ApiTokenRepository) private readonly tokens: ApiTokenRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(principal: Principal): Promise<ApiToken[]> {
    principal.requireScope('profile:read');
    return await this.tokens.list(principal.userId);
  }

  /** The one time the token itself is seen. A token can make no token with rights it lacks. */
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
    const expiresAt = expiry(createdAt, request.expiresInDays);
    const { userId } = principal;
    const made = { userId, name: request.name, tokenHash: tokenHash(token), scopes, createdAt, expiresAt };
    return { ...(await this.tokens.create(made)), token };
  }

  async revoke(principal: Principal, id: string): Promise<void> {
    principal.requireScope('profile:write');
    const revoked = await this.tokens.revoke(principal.userId, id, this.clock.now());
    if (!revoked) throw new NotFoundError('API token', id);
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
