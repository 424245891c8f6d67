import type { PartyCatalogueItem } from '../../queries/consent.ts';
import { dayWords } from '../../words/dates.ts';

const BY: Record<'SUBJECT' | 'RELEASE' | 'CATALOGUE', string> = {
  SUBJECT: '',
  RELEASE: ', by its release',
  CATALOGUE: ', with everything',
};

/** What the party said for a row, in a few words. */
export function grantState({ grant }: Pick<PartyCatalogueItem, 'grant'>): string {
  if (grant === null) return 'Not opted in';
  const by = BY[grant.covers];
  switch (grant.state) {
    case 'GRANTED':
      if (grant.policy === 'BLOCK') return `No flips${by}`;
      if (grant.withdrawnFrom !== null) return `Ends ${dayWords(grant.withdrawnFrom)}${by}`;
      return `${grant.scope.preApproved ? 'Opted in' : 'Hears each first'}${by}`;
    case 'SUSPENDED':
      return `Suspended${by}`;
    case 'WITHDRAWN':
      return `Withdrawn${by}`;
    case 'EXPIRED':
      return `Ended${by}`;
    case 'REQUESTED':
      return 'Asked, not answered';
    case 'DECLINED':
      return 'Declined';
  }
}
