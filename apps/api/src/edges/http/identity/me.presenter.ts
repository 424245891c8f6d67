import type { z } from 'zod';
import type { Profile } from '../../../modules/identity/index.ts';
import type { ApiTokenList, ApiTokenView, CreatedApiToken, Me } from './identity.schemas.ts';

interface TokenRow {
  id: string;
  name: string;
  scopes: string[];
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  madeBy: { id: string; name: string } | null;
}

export function presentMe(profile: Profile | null): z.infer<typeof Me> {
  if (profile === null) return { user: null };
  const { merged: _merged, createdAt, ...user } = profile;
  return { user: { ...user, createdAt: createdAt.toISOString() } };
}

export function presentToken(token: TokenRow): z.infer<typeof ApiTokenView> {
  const { id, name, scopes, createdAt, expiresAt, lastUsedAt, madeBy } = token;
  return {
    id,
    name,
    scopes,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    madeBy,
  };
}

export function presentTokens(tokens: readonly TokenRow[]): z.infer<typeof ApiTokenList> {
  return { items: tokens.map(presentToken) };
}

export function presentCreatedToken(token: TokenRow & { token: string }): z.infer<typeof CreatedApiToken> {
  return { ...presentToken(token), token: token.token };
}
