import { ForbiddenError, MissingScopeError } from '../problem/errors.ts';
import { SCOPES } from './scopes.ts';
import type { Scope } from './scopes.ts';

export type PartyRole = 'OWNER' | 'MANAGER' | 'VIEWER';
export type Role = 'producer' | 'party-member' | 'operator';

const RANK: Record<PartyRole, number> = { VIEWER: 0, MANAGER: 1, OWNER: 2 };

export interface PrincipalClaims {
  userId: string;
  operator?: boolean;
  memberships?: readonly { partyId: string; role: PartyRole }[];
  /** Absent for a browser session, which may do everything its user may. */
  scopes?: readonly Scope[];
  /** The API token that asks; absent for a browser session. */
  tokenId?: string;
}

/** Who is asking. The first line of a service method calls one of the `require…` methods. */
export class Principal {
  readonly userId: string;
  readonly operator: boolean;
  readonly memberships: ReadonlyMap<string, PartyRole>;
  readonly scopes: ReadonlySet<Scope>;
  readonly tokenId: string | null;

  constructor(claims: PrincipalClaims) {
    this.userId = claims.userId;
    this.operator = claims.operator ?? false;
    this.memberships = new Map(claims.memberships?.map(({ partyId, role }) => [partyId, role]));
    this.scopes = new Set(claims.scopes ?? SCOPES);
    this.tokenId = claims.tokenId ?? null;
  }

  get roles(): Role[] {
    const roles: Role[] = ['producer'];
    if (this.memberships.size > 0) roles.push('party-member');
    if (this.operator) roles.push('operator');
    return roles;
  }

  /** An operator who asks as one: a token says so too. */
  get actsAsOperator(): boolean {
    return this.operator && this.scopes.has('operator');
  }

  get partyIds(): string[] {
    return [...this.memberships.keys()];
  }

  /** @throws {MissingScopeError} */
  requireScope(scope: Scope): void {
    if (!this.scopes.has(scope)) throw new MissingScopeError(scope);
  }

  /** The user is an operator and, with a token, the token says so too. */
  requireOperator(): void {
    if (!this.operator) throw new ForbiddenError('Only an operator may do this.');
    this.requireScope('operator');
  }

  /** The user acts for this party, with at least this role. Being an operator is no membership. */
  requireParty(partyId: string, least: PartyRole): void {
    const role = this.memberships.get(partyId);
    if (role === undefined) throw new ForbiddenError('You do not act for this party.');
    if (RANK[role] < RANK[least])
      throw new ForbiddenError(`You need to be ${least.toLowerCase()} of this party.`);
  }

  /** The user is this user. */
  requireUser(userId: string): void {
    if (userId !== this.userId) throw new ForbiddenError('This belongs to somebody else.');
  }
}
