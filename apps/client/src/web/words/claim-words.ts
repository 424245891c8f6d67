import type { ClaimDetail, ClaimState, ShareItem, TransferView } from '../queries/claims.ts';
import type { Domain, PartyRole } from '../queries/parties.ts';
import { formatPpm } from '../components/micros.ts';
import { dayWords } from './dates.ts';
import { readableIsrc } from './isrc.ts';
import { roleWords } from './role-words.ts';
import { territoryName } from './territories.ts';

export const CLAIM_STATES: Record<ClaimState, string> = {
  PENDING: 'Waiting for proof',
  PROVED: 'Proved',
  REJECTED: 'Rejected',
  WITHDRAWN: 'Withdrawn',
};

const PROOFS = {
  DOMAIN: 'by website',
  CATALOGUE: 'by the verified catalogue',
  OPERATOR: 'by an operator',
} as const;

export const proofWords = (proof: keyof typeof PROOFS | null): string =>
  proof === null ? '' : PROOFS[proof];

export const TRANSFER_STATES: Record<TransferView['state'], string> = {
  PENDING: 'Waiting for an answer',
  ACCEPTED: 'Accepted',
  DECLINED: 'Declined',
  CANCELLED: 'Taken back',
};

export const DOMAIN_STATES: Record<Domain['state'], string> = {
  PENDING: 'Not looked at yet',
  PROVED: 'Proved',
  FAILED: 'Not proved',
};

/** `you`: the same to the person who is asked. */
export const MEMBER_ROLES: Record<PartyRole, { label: string; may: string; you: string }> = {
  OWNER: {
    label: 'Owner',
    may: 'decides who acts for the party and hands over shares',
    you: 'You decide who acts for it and hand over its shares.',
  },
  MANAGER: { label: 'Manager', may: 'opts in and claims', you: 'You opt in and claim for it.' },
  VIEWER: { label: 'Viewer', may: 'reads', you: 'You read what it has, claims and earns.' },
};

export const EVENT_WORDS: Record<ClaimDetail['events'][number]['kind'], string> = {
  ENTERED: 'Claimed',
  EVIDENCE: 'Evidence added',
  NAMED_BY_DOMAIN: 'Named by the website; others hold shares, so an operator decides',
  PROVED: 'Proved',
  REJECTED: 'Rejected',
  WITHDRAWN: 'Withdrawn',
};

interface Terms {
  readonly ppm: number;
  readonly role: string;
  readonly territories: readonly string[];
  readonly excludeTerritories: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
}

/** "50.00 % as label, everywhere but France, from 1 May 2026". */
export function termsWords({ ppm, role, territories, excludeTerritories, from, to }: Terms): string {
  const where = territories.map((code) => (code === 'WW' ? 'everywhere' : territoryName(code))).join(', ');
  const but =
    excludeTerritories.length === 0 ? '' : ` but ${excludeTerritories.map(territoryName).join(', ')}`;
  const since = from === null ? '' : `, from ${dayWords(from)}`;
  const until = to === null ? '' : `, until ${dayWords(to)}`;
  return `${formatPpm(ppm)} as ${roleWords(role)}, ${where}${but}${since}${until}`;
}

export function subjectCode({ isrc, iswc }: ShareItem['subject']): string {
  return isrc === null ? (iswc ?? 'no ISWC yet') : readableIsrc(isrc);
}
