import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/outbox.ts';

/** At most this many subjects are named in one event; whoever changes more appends several. */
export const MOST_SUBJECTS_PER_EVENT = 500;

/**
 * Shares, contributors or works of these subjects were entered, ended, moved or disputed. It is appended in the
 * transaction that changed them: listings, clearance and disputes follow.
 */
export const sharesChanged = defineEvent(
  'catalogue.shares-changed',
  z.strictObject({
    recordingIds: z.array(z.uuid()).max(MOST_SUBJECTS_PER_EVENT),
    workIds: z.array(z.uuid()).max(MOST_SUBJECTS_PER_EVENT),
  }),
);

const partyRole = z.enum(['OWNER', 'MANAGER', 'VIEWER']);
const party = z.strictObject({ id: z.uuid(), name: z.string() });
const subject = z.strictObject({ kind: z.enum(['RECORDING', 'WORK']), id: z.uuid(), title: z.string() });

/** A user is asked to act for a party. Invitations by link tell nobody. */
export const partyInvited = defineEvent(
  'catalogue.party-invited',
  z.strictObject({ invitationId: z.uuid(), party, role: partyRole, userId: z.uuid(), invitedBy: z.uuid() }),
);

/** Whoever was invited has accepted or declined. */
export const invitationAnswered = defineEvent(
  'catalogue.invitation-answered',
  z.strictObject({
    invitationId: z.uuid(),
    party,
    role: partyRole,
    userId: z.uuid(),
    invitedBy: z.uuid(),
    answer: z.enum(['ACCEPTED', 'DECLINED']),
  }),
);

/** A user no longer acts for a party, or as something else. `role` is null when the user left or was removed. */
export const memberChanged = defineEvent(
  'catalogue.member-changed',
  z.strictObject({ party, userId: z.uuid(), role: partyRole.nullable(), by: z.uuid() }),
);

/** An operator has work: a claim was entered, or evidence came to it. */
export const claimEntered = defineEvent(
  'catalogue.claim-entered',
  z.strictObject({ claimId: z.uuid(), party, subject, side: z.enum(['MASTER', 'COMPOSITION']) }),
);

export const claimDecided = defineEvent(
  'catalogue.claim-decided',
  z.strictObject({
    claimId: z.uuid(),
    party,
    subject,
    side: z.enum(['MASTER', 'COMPOSITION']),
    state: z.enum(['PROVED', 'REJECTED']),
    proof: z.enum(['DOMAIN', 'CATALOGUE', 'OPERATOR']).nullable(),
    reason: z.string().nullable(),
  }),
);

const transfer = {
  transferId: z.uuid(),
  shareId: z.uuid(),
  from: party,
  to: party,
  subject,
  side: z.enum(['MASTER', 'COMPOSITION']),
  ppm: z.int().min(1).max(1_000_000),
} as const;

/** The receiving party is to accept. */
export const shareTransferProposed = defineEvent(
  'catalogue.share-transfer-proposed',
  z.strictObject({ ...transfer, agreedAt: z.iso.datetime() }),
);

export const shareTransferDecided = defineEvent(
  'catalogue.share-transfer-decided',
  z.strictObject({
    ...transfer,
    state: z.enum(['ACCEPTED', 'DECLINED', 'CANCELLED']),
    effectiveAt: z.iso.datetime().nullable(),
  }),
);

/** `from` gave its place to `into`, with its shares, roles and members. */
export const partiesMerged = defineEvent(
  'catalogue.parties-merged',
  z.strictObject({ mergeId: z.uuid(), from: party, into: party, reason: z.string(), by: z.uuid() }),
);
