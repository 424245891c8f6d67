import { CONTRIBUTOR_ROLES } from '@flipside/royalty';
import type { ContributorRole } from '@flipside/royalty';
import { UnprocessableError } from '../../platform/problem/errors.ts';
import { roleName } from '../recipes/index.ts';

/** Renderings say these of whoever holds shares. */
const FROM_SHARES: ReadonlySet<ContributorRole> = new Set([
  'LABEL',
  'PUBLISHER',
  'ADMINISTRATOR',
  'SUB_PUBLISHER',
]);

const BY_NAME: ReadonlyMap<string, ContributorRole> = new Map(
  CONTRIBUTOR_ROLES.filter((role) => !FROM_SHARES.has(role)).map((role) => [roleName(role), role]),
);

/**
 * The catalogue's role for the word that renderings use.
 * @throws {UnprocessableError} when the catalogue credits nobody in it: rights holders follow from shares.
 */
export function parseContributorRole(role: string, pointer: string): ContributorRole {
  const known = BY_NAME.get(role);
  if (known !== undefined) return known;
  const detail =
    role === 'RightsHolder' || role === 'MusicPublisher'
      ? 'follows from the shares: claim or transfer a share instead'
      : `must be one of ${[...BY_NAME.keys()].join(', ')}`;
  throw new UnprocessableError('The catalogue credits nobody in this role.', [{ pointer, detail }]);
}
