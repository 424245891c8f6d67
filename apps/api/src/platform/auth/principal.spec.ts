import { describe, expect, test } from '@jest/globals';
import { Principal } from './principal.ts';

const userId = '01890000-0000-7000-8000-000000000001';

describe('Principal', () => {
  test('holds the roles it has been given, and producer always', () => {
    expect(new Principal({ userId }).roles).toEqual(['producer']);
    const member = new Principal({ userId, operator: true, memberships: [{ partyId: 'p', role: 'VIEWER' }] });
    expect(member.roles).toEqual(['producer', 'party-member', 'operator']);
    expect(member.partyIds).toEqual(['p']);
  });

  test('a session may do all, a token what its scopes say', () => {
    expect(() => new Principal({ userId }).requireScope('recipes:write')).not.toThrow();
    const token = new Principal({ userId, operator: true, scopes: ['recipes:write'] });
    expect(() => token.requireScope('recipes:write')).not.toThrow();
    expect(() => token.requireScope('plays:write')).toThrow('lacks the scope "plays:write"');
    expect(() => token.requireOperator()).toThrow('lacks the scope "operator"');
  });

  test('acts for a party only as a member with enough standing, operator or not', () => {
    const manager = new Principal({
      userId,
      operator: true,
      memberships: [{ partyId: 'p', role: 'MANAGER' }],
    });
    expect(() => manager.requireParty('p', 'VIEWER')).not.toThrow();
    expect(() => manager.requireParty('p', 'MANAGER')).not.toThrow();
    expect(() => manager.requireParty('p', 'OWNER')).toThrow('You need to be owner');
    expect(() => manager.requireParty('q', 'VIEWER')).toThrow('You do not act for this party');
  });

  test('only an operator passes as one, and nobody as another user', () => {
    expect(() => new Principal({ userId }).requireOperator()).toThrow('Only an operator');
    expect(() => new Principal({ userId }).requireUser('other')).toThrow('somebody else');
    expect(() => new Principal({ userId }).requireUser(userId)).not.toThrow();
  });
});
